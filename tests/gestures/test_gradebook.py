"""The gradebook in a real window: marks of a class, in files, and its work given back."""

import csv
import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.domain.annotation import Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.language import Code
from app.domain.submission import Submission
from app.services import annotating, approving, grading, returning
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass, small_class

__all__ = ["small_class"]  # the fixture


@pytest.fixture
def second(workspace: Workspace, small_class: SmallClass) -> Assignment:
    """An assignment without a key, in the same class."""
    other = replace(small_class.assignment, id="other", name="عنوانان", key_id=None, created="9")
    return workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(other))


@pytest.fixture
def window(
    faces: None, workspace: Workspace, second: Assignment, small_class: SmallClass, tmp_path: Path
) -> Iterator[GradingWindow]:
    made = GradingWindow(workspace, tmp_path)
    made.open("gradebook", assignment_id=small_class.assignment.id)
    made.wait(lambda: made.book.settled)
    yield made
    made.close()


def rows(window: GradingWindow) -> list[list[str]]:
    grid = window.book.table.grid
    return [
        [grid.cell(grid.index(row, column)).words for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]


def test_it_shows_what_the_grader_says(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass
) -> None:
    grade = workspace.read(grading.grade_student, small_class.assignment.id, "s01")
    mark = window.language.number(grade.out_of(20), 1)
    percent = window.language.number(grade.total, 1)
    assert rows(window) == [
        ["ريم العلي", mark, "", f"{mark} من ٢٠", percent],
        ["يوسف بنعلي", "—", "", "", ""],
        ["متوسط الصف", window.language.number(grade.total / 5, 1), "", "", percent],
    ]
    assert window.book.caption() == "\u2068الصف التاسع ب\u2069 · طالبان"
    facts = window.book.side.facts.words()
    assert facts == "سُلّم ١ من ٢ · مؤقتة ١"
    spoken = window.book.table.grid.cell(window.book.table.currentIndex()).spoken
    assert spoken == f"ريم العلي. كم كلّف الجسر؟: {mark} من ٢٠. مؤقتة"


def test_it_follows_what_happens(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass
) -> None:
    workspace.do(Gesture.APPROVE, approving.approve, small_class.assignment.id, "s01")
    window.wait(lambda: window.book.settled)
    grid = window.book.table.grid
    assert grid.cell(grid.index(0, 1)).icon == "accept"
    assert "معتمدة ١" in window.book.side.facts.words()
    key = small_class.key[0]
    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(key, tag=Tag.OPINION))
    window.wait(lambda: window.book.settled)
    assert grid.cell(grid.index(0, 1)).icon == "warning"
    article = small_class.assignment.article_ids[0]
    workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article, "s02", 3, 30, Tag.SOURCED)
    window.wait(lambda: window.book.settled)
    assert rows(window)[1][1] != "—"
    assert window.book.table.chosen_assignment() == small_class.assignment.id  # it stays chosen


def test_the_keyboard_goes_about_and_into_the_grading(
    window: GradingWindow, small_class: SmallClass
) -> None:
    table = window.book.table
    assert table.hasFocus()
    window.press(Qt.Key.Key_Left)  # the next column: the window runs from the right
    assert table.chosen_assignment() == "other"
    assert not window.book.side.table.isEnabled()
    assert "مفتاح" in window.book.side.facts.words()
    window.press(Qt.Key.Key_Right)
    window.press(Qt.Key.Key_Return)
    assert window.frame.current == "grading"
    assert window.page.desk.student is not None
    assert window.page.desk.student.id == "s01"
    window.click(window.page.head.gradebook)
    assert window.frame.current == "gradebook"
    assert table.chosen_assignment() == small_class.assignment.id


def test_the_table_is_written_with_the_separator_that_was_chosen(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, tmp_path: Path
) -> None:
    file = tmp_path / "الدرجات.csv"
    file.write_bytes(b"asked about already")
    window.book.side.separator.segment("semicolon").click()
    window.book.write_table(file)
    text = file.read_bytes().decode("utf-8-sig")
    head, first, missing = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert head[:2] == ["الرقم", "الاسم"]
    assert first[8] == "مؤقتة"
    assert missing[8] == "لم يصل شيء"
    assert window.book.side.strip.isVisible()
    assert "درجة طالب واحد" in window.book.side.strip.words()
    assert "مؤقتة" in window.book.side.more.words()
    assert window.preferences.choices.layout["grades_separator"] == "semicolon"


def test_moodles_worksheet_is_filled_beside_the_one_that_was_given(
    window: GradingWindow, small_class: SmallClass, tmp_path: Path
) -> None:
    given = tmp_path / "moodle.csv"
    text = "Identifier,Full name,Grade,Maximum Grade\nP 1,ريم العلي,,100\nP 2,غريب,,100\n"
    given.write_text(text, "utf-8")
    window.book.fill_moodle(given)
    assert given.read_text("utf-8") == text
    filled = (tmp_path / "moodle - الدرجات.csv").read_text("utf-8").splitlines()
    assert filled[1].split(",")[2] != ""
    assert filled[2] == "P 2,غريب,,100"
    assert "غريب" in window.book.side.more.words()
    window.book.fill_canvas(given)
    assert "Canvas" in window.book.side.strip.words()
    assert not (tmp_path / "moodle - الدرجات (2).csv").exists()


def test_work_is_given_back_into_a_folder_of_its_own(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, tmp_path: Path
) -> None:
    side = window.book.side
    side.approved.setChecked(True)
    window.book.give_back(tmp_path / "out")
    assert "لا شيء يُعاد" in side.strip.words()  # nothing is approved yet
    window.click(side.approved)
    window.book.give_back(tmp_path / "out")
    assert side.progress.isVisible()
    window.wait(lambda: not window.book.giving.running)
    assert side.strip.words() == "كُتب ملفان."
    (folder,) = (tmp_path / "out").iterdir()
    assert {file.suffix for file in folder.iterdir()} == {".pdf", ".bayyina-feedback"}
    assert all(file.name.startswith("ريم العلي s01") for file in folder.iterdir())
    (feedback,) = folder.glob("*.bayyina-feedback")
    assert returning.look(feedback).student_id == "s01"
    side.papers.setChecked(False)
    window.book.give_back(tmp_path / "out")
    window.wait(lambda: not window.book.giving.running)
    assert len(list((tmp_path / "out").iterdir())) == 2  # nothing was written over
    assert side.give.isEnabled()


def test_a_folder_that_cannot_be_written_is_told(window: GradingWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    window.book.give_back(tmp_path / "file")
    window.wait(lambda: not window.book.giving.running)
    assert window.book.side.strip.words() != ""
    assert window.book.side.give.isEnabled()
    assert (tmp_path / "file").read_bytes() == b""


def test_another_class_and_no_class(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass
) -> None:
    def another(tx: Transaction) -> None:
        room = tx.add(Classroom(id="room2", name="العاشر أ"))
        tx.add(Student(id="t01", classroom_id=room.id, name="هند", position=1))
        tx.add(replace(small_class.assignment, id="third", name="ثالث", classroom_id=room.id))

    workspace.do(Gesture.ENROL, another)
    window.wait(lambda: window.book.settled)
    assert window.book.rooms.text() == "الصف التاسع ب"
    assert [a.text() for a in window.book.menu().actions()] == ["الصف التاسع ب", "العاشر أ"]
    window.frame.navigate("gradebook", assignment_id="third")
    window.wait(lambda: window.book.settled)
    assert [row[0] for row in rows(window)] == ["هند", "متوسط الصف"]
    assert window.book.table.chosen_assignment() == "third"


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_every_widget_speaks_and_fits(
    faces: None, workspace: Workspace, small_class: SmallClass, tmp_path: Path, code: Code
) -> None:
    window = GradingWindow(workspace, tmp_path, code=code)
    window.open("gradebook")
    window.wait(lambda: window.book.settled)
    side = window.book.side
    for part in (side.table, side.moodle, side.canvas, side.give, side.papers):
        assert part.accessibleName()
        assert part.mapTo(side, part.rect().topRight()).x() <= side.width()
        assert part.mapTo(side, part.rect().topLeft()).x() >= 0
    assert window.frame.width() == 1366
    assert window.book.minimumSizeHint().height() <= 768 - 56
    table = QAccessible.queryAccessibleInterface(window.book.table)
    assert table is not None
    assert table.text(QAccessible.Text.Name)
    window.close()


def test_nothing_here_says_where_to_begin(
    faces: None, workspace: Workspace, tmp_path: Path
) -> None:
    window = GradingWindow(workspace, tmp_path)
    window.open("gradebook")
    assert "لا واجب في هذا الصف بعد" in set(window.words())
    window.close()


def test_receipts_stand_on_graded_worksheets(workspace: Workspace, small_class: SmallClass) -> None:
    from app.domain.worksheet import Kind
    from app.services import composing

    def collect(tx: Transaction) -> None:
        empty = tx.keep_text("{}")
        tx.add(Submission(id="n", assignment_id=small_class.assignment.id, student_ids=("s01",),
                          handed_in="2025-02-01T09:00:00+00:00", receipt="K7QM3XPD", device="lab",
                          document=empty, log=empty, claims=3, relations=2))  # fmt: skip

    workspace.do(Gesture.COLLECT, collect)
    for kind, receipt in ((Kind.GRADED, "K7QM-3XPD"), (Kind.BLANK, "")):
        page = workspace.read(composing.worksheet_of, small_class.assignment.id,
                              small_class.students[0], kind, composing.Choices())  # fmt: skip
        assert page.receipt == receipt


def test_work_is_given_back_though_the_page_goes(
    window: GradingWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new language makes every page anew."""
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: faults.append(args.exc_value))
    giving = window.book.giving
    window.book.give_back(tmp_path / "out")
    page = window.book
    page.setParent(None)
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    assert not isValid(page)
    window.wait(lambda: not giving.running)
    assert faults == []
    (folder,) = (tmp_path / "out").iterdir()
    assert {file.suffix for file in folder.iterdir()} == {".pdf", ".bayyina-feedback"}
    window.wait(lambda: not isValid(giving))
