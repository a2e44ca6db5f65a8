"""One writer per classroom file, who is named; the lock goes when the process does."""

import multiprocessing
import os
import platform
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.domain.errors import KnownError
from app.services.workspace import Workspace, restore
from app.store import lock


def hold(path: Path, ready: Connection) -> None:
    kept = lock.acquire(path)
    ready.send(os.getpid())
    ready.recv()
    kept.release()


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path):
    path = tmp_path / "صفّ التاسع.bayyina"
    with Workspace.open(path) as first:
        with pytest.raises(KnownError) as refused:
            Workspace.open(path)
        assert refused.value.message == "workspace.locked"
        assert refused.value.values["pid"] == str(os.getpid())
        assert refused.value.values["host"] == platform.node()
        assert refused.value.values["path"] == str(path)
        since = refused.value.values["since"]
        assert isinstance(since, datetime)
        assert abs(datetime.now() - since) < timedelta(minutes=2)
        with pytest.raises(KnownError):
            restore(path)
        with Workspace.open(path, read_only=True) as reader:
            assert reader.steps() == first.steps()
    Workspace.open(path).close()


def test_the_lock_goes_with_a_killed_process(tmp_path: Path):
    path = tmp_path / "class.bayyina"
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=hold, args=(path, its))
    process.start()
    assert mine.poll(30)
    pid = mine.recv()
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    assert refused.value.values["pid"] == str(pid)
    process.kill()
    process.join()
    mine.close()
    its.close()
    Workspace.open(path).close()


def test_an_unreadable_holder_is_still_a_holder(tmp_path: Path):
    path = tmp_path / "class.bayyina"
    kept = lock.acquire(path)
    path.with_name(path.name + ".lock").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        lock.acquire(path)
    assert refused.value.values["host"] == "?"
    kept.release()


def test_a_failed_opening_lets_go_of_the_lock(tmp_path: Path):
    path = tmp_path / "class.bayyina"
    path.write_bytes(b"garbage")
    for _ in range(2):
        with pytest.raises(KnownError) as refused:
            Workspace.open(path)
        assert refused.value.message == "workspace.damaged_no_copy"
