"""Anything at all, on every page: no fault, no complaint of Qt, and the file is sound after it."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.setting import Role
from app.services.checking import doctor
from app.services.workspace import Workspace
from tests.gestures.handed_out import make_pack
from tests.gestures.test_opening import begun, sit
from tests.gestures.wanderer import Wanderer
from tests.gestures.whole_window import WholeWindow

GESTURES = int(os.environ.get("BAYYINA_GESTURES", "60"))  # 1000: some minutes a seed
SEEDS = [int(seed) for seed in os.environ.get("BAYYINA_SEEDS", "1,2").split(",")]
_GONE = "gone"


def _ways(
    workspace: Callable[[], Workspace], chance: Random, pages: tuple[str, ...]
) -> dict[str, Callable[[], dict[str, str]]]:
    """Where each page can be opened: at what is there, and at what is there no longer."""

    def ids(kind: type[Assignment] | type[Classroom] | type[Student]) -> list[str]:
        return [*workspace().read(lambda tx: tx.ids(kind)), _GONE]

    def article() -> dict[str, str]:
        cards = workspace().read(lambda tx: tx.article_cards())
        return {"article_id": chance.choice(cards).id} if cards else {}

    def assignment() -> dict[str, str]:
        return {"assignment_id": chance.choice(ids(Assignment))} if chance.random() < 0.7 else {}

    def student() -> dict[str, str]:
        return {**assignment(), "student_id": chance.choice(ids(Student))}

    def form() -> dict[str, str]:
        if chance.random() < 0.3:
            return {"classroom_id": chance.choice(ids(Classroom))}
        return {**assignment(), "tab": chance.choice(("setup", "key", "hand_out"))}

    special = {"reading": article, "grading": student, "assignments": form}
    plain = ("library", "settings", "worksheet")
    return {
        page: special.get(page, (lambda: {}) if page in plain else assignment) for page in pages
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_teacher(whole: WholeWindow, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    pages = ("library", "reading", "assignments", "assignments", "collect", "grading", "gradebook",
             "report", "worksheet", "settings")  # fmt: skip
    wanderer = Wanderer(whole, seed, monkeypatch)
    wanderer.ways = _ways(lambda: whole.context.workspace, wanderer.chance, pages)
    wanderer.wander(GESTURES)
    wanderer.rest()
    _require_sound(whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_student(
    whole: WholeWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    pack = make_pack(tmp_path / "واجب القمح.bayyina-pack")
    begun(whole, pack)
    sit(whole)
    pages = ("library", "reading", "reading", "handing_in", "feedback", "worksheet", "settings")
    wanderer = Wanderer(whole, seed, monkeypatch)
    wanderer.ways = _ways(lambda: whole.context.workspace, wanderer.chance, pages)
    wanderer.wander(GESTURES)
    wanderer.rest()
    _require_sound(whole)


def _require_sound(whole: WholeWindow) -> None:
    path = whole.context.workspace.path
    assert whole.frame.flush()
    whole.window.close()
    assert [check for check in doctor(path) if not check.ok] == []
