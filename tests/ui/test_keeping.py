"""Work that is kept elsewhere too: where, whether it is there, and what happens when it is not."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.annotation import Tag
from app.domain.change import Gesture
from app.domain.submission import Sitting
from app.formats import submission_file
from app.services import annotating, carrying, packing
from app.services.workspace import Workspace
from app.ui.keeping import Keeping, place_name
from tests.gestures.handed_out import make_pack


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A student's, sat down to a pack."""
    pack = make_pack(tmp_path / "p.bayyina-pack")
    with Workspace.open(tmp_path / "student.bayyina") as opened:
        opened.configure("role", "student")
        opened.do(Gesture.OPEN_PACK, packing.open_pack, pack, ["s01"])
        yield opened


def sitting_of(workspace: Workspace) -> str:
    return workspace.read(lambda tx: tx.find(Sitting))[0].id


def mark(workspace: Workspace, start: int) -> None:
    article = workspace.read(lambda tx: tx.article_cards())[0].id
    workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article, "s01", start, start + 9, Tag.OPINION
    )


def wait(until) -> None:
    deadline = QDeadlineTimer(10_000)
    while not until():
        assert not deadline.hasExpired()
        QTest.qWait(10)


def test_nothing_is_kept_where_nobody_asked(qapp: QApplication, workspace: Workspace) -> None:
    keeping = Keeping(workspace, "s01")
    assert keeping.folders == ()
    assert keeping.is_settled
    mark(workspace, 0)
    assert keeping.close() is None


def test_settled_means_that_the_last_change_is_there(
    qapp: QApplication, workspace: Workspace, tmp_path: Path
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    keeping = Keeping(workspace, "s01")
    file = carrying.keep_in(workspace, sitting_of(workspace), stick)
    assert keeping.folders == (stick,)
    for start in range(0, 50, 10):
        mark(workspace, start)
    assert not keeping.is_settled
    wait(lambda: keeping.is_settled)
    assert submission_file.read(file).claims == 5
    mark(workspace, 60)
    assert keeping.close() is None  # with the last word written
    assert submission_file.read(file).claims == 6


def test_somebody_elses_work_is_not_kept_by_this_student(
    qapp: QApplication, workspace: Workspace, tmp_path: Path
) -> None:
    carrying.keep_in(workspace, sitting_of(workspace), tmp_path)
    keeping = Keeping(workspace, "s02")
    assert keeping.folders == ()
    keeping.close()


def test_what_cannot_be_kept_is_told_at_the_end_too(
    qapp: QApplication, workspace: Workspace, tmp_path: Path
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    carrying.keep_in(workspace, sitting_of(workspace), stick)
    keeping = Keeping(workspace, "s01")
    wait(lambda: keeping.is_settled)
    stick.rename(tmp_path / "pulled")
    mark(workspace, 0)
    wait(lambda: keeping.trouble is not None)
    assert not keeping.is_settled
    other = tmp_path / "share"
    other.mkdir()
    keeping.keep_in(other)
    wait(lambda: keeping.trouble is None and keeping.is_settled)
    assert keeping.folders == (other,)
    other.rename(tmp_path / "pulled too")
    mark(workspace, 20)
    trouble = keeping.close()
    assert trouble is not None
    assert trouble.message == "carrying.gone"


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (PureWindowsPath("E:\\work"), "E:"),
        (PureWindowsPath("\\\\school\\9b\\work"), "\\\\school\\9b"),
        (PurePosixPath("/media/lab/STICK"), "STICK"),
        (PurePosixPath("/"), "/"),
    ],
)
def test_a_place_is_called_as_people_call_it(folder, name: str) -> None:
    assert place_name(folder) == name
