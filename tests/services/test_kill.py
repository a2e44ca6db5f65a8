"""``kill -9`` at any moment loses nothing that was announced.

``BAYYINA_KILLS=300`` for the long run.
"""

import multiprocessing
import os
import sys
import time
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from random import Random

import pytest

from app.services import checking
from app.services.workspace import Workspace
from tests.services import scripted_session

KILLS = int(os.environ.get("BAYYINA_KILLS", "30"))
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def processes() -> BaseContext:
    """Processes that have the program imported already, where the system can fork."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.services.scripted_session", "app.store.inspection"])
    return context


def killed_session(processes: BaseContext, path: Path, seed: int) -> tuple[list[str], dict | None]:
    """Let a session work and kill it somewhere; what it announced last."""
    random = Random(seed)
    mine, its = processes.Pipe(duplex=False)
    process = processes.Process(target=scripted_session.run, args=(path, seed, its))  # type: ignore[attr-defined]
    process.start()
    its.close()
    last: tuple[list[str], dict | None] = ([], None)
    wanted = random.randrange(0, 25)  # 0: somewhere in opening the file
    for _ in range(wanted):
        last = mine.recv()
    time.sleep(random.uniform(0, 0.25 if wanted == 0 else 0.004))
    process.kill()
    process.join()
    assert process.exitcode not in (0, 1), "the session ended by itself"
    return rest(mine, last)


def rest(pipe: Connection, last: tuple[list[str], dict | None]) -> tuple[list[str], dict | None]:
    """What was still in the pipe; a message that the kill cut short was never announced."""
    with pipe:
        while True:
            try:
                last = pipe.recv()
            except (EOFError, OSError):
                return last


def test_nothing_announced_is_lost(tmp_path: Path, processes: BaseContext):
    unannounced = gestures = 0
    announced: list[str] = []
    for round in range(KILLS):
        path = tmp_path / f"class-{round // 10}.bayyina"
        announced = [] if round % 10 == 0 else announced
        steps, seen = killed_session(processes, path, seed=round)
        assert steps[: len(announced)] == announced or not steps
        announced = steps or announced
        if not path.exists():
            assert not announced
            continue
        with Workspace.open(path) as workspace:
            kept = [step.id for step in workspace.steps()]
            assert kept[: len(announced)] == announced
            assert len(kept) <= len(announced) + 1
            now = scripted_session.state(workspace)
            if len(kept) > len(announced):
                unannounced += 1
            elif seen is not None:
                assert now == seen
            if workspace.undo():
                assert scripted_session.state(workspace) != now
                workspace.redo()
            assert scripted_session.state(workspace) == now
            announced = [step.id for step in workspace.steps()]
        gestures += len(steps)
        assert [check for check in checking.doctor(path) if not check.ok] == []
    print(f"{KILLS} kills, {unannounced} between commit and announcement")  # noqa: T201
    assert announced
