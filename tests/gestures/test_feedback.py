"""Marked work on the student's side, in a real window: opened from a file, read beside the text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.setting import Role
from app.domain.submission import Feedback
from app.services import grading, returning
from app.services.composing import Choices
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass, small_class

__all__ = ["small_class"]  # the fixture


@pytest.fixture
def given(workspace: Workspace, small_class: SmallClass, tmp_path: Path) -> Path:
    """The first student's marked work: one figure changed, one comment, one on the whole."""
    place = small_class.assignment.id, "s01"
    row = f"claim:{small_class.key[2].id}"
    workspace.do(Gesture.SET_SCORE, grading.set_points, *place, row, 8)
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, row, "الرقم صحيح.")
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, "total", "عمل متأنٍّ.")
    (one,) = returning.give_back(workspace, small_class.assignment.id, tmp_path, Choices())
    return one.file


@pytest.fixture
def mine(workspace: Workspace, small_class: SmallClass, tmp_path: Path) -> Iterator[Workspace]:
    """The student's own file."""
    articles = workspace.read(lambda tx: tx.find(Article))

    def build(tx: Transaction) -> None:
        for article in articles:
            tx.add(article)
        tx.add(replace(small_class.assignment, key_id=None, classroom_id=None))

    with Workspace.open(tmp_path / "lab" / "s01.bayyina") as opened:
        opened.do(Gesture.OPEN_PACK, build)
        opened.configure("role", "student")
        opened.configure("owner", "s01")
        yield opened


@pytest.fixture
def window(faces: None, mine: Workspace, tmp_path: Path) -> Iterator[GradingWindow]:
    made = GradingWindow(mine, tmp_path, role=Role.STUDENT, author="s01")
    made.open("worksheet")
    yield made
    made.close()


def opened(window: GradingWindow, file: Path) -> None:
    window.open("feedback", path=str(file))
    window.frame.activateWindow()
    assert QTest.qWaitForWindowActive(window.frame)


def kinds(window: GradingWindow) -> list[str]:
    return [row.line.kind for row in window.feedback.rows()]


def row(window: GradingWindow, kind: str) -> QWidget:
    return next(one for one in window.feedback.rows() if one.line.kind == kind)


def test_its_place_in_the_rail_is_there_once_there_is_some(
    window: GradingWindow, given: Path
) -> None:
    rail = window.frame.rail
    assert rail.item("feedback").isHidden()
    opened(window, given)
    assert rail.item("feedback").isVisible()
    assert window.frame.header.undo.text() == "تراجع عن فتح العمل المصحَّح"
    window.frame.navigate("worksheet")
    assert rail.item("feedback").isVisible()
    window.frame.undo()
    window.settle()
    assert rail.item("feedback").isHidden()
    window.frame.navigate("feedback")
    window.settle()
    assert "لم يعد عمل مصحَّح بعد" in set(window.words())


def test_the_mark_and_three_things_at_one_glance(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, given: Path
) -> None:
    opened(window, given)
    grade = workspace.read(grading.grade_student, small_class.assignment.id, "s01")
    said = set(window.words())
    assert window.language.number(grade.out_of(20), 1) in said
    assert "عمل متأنٍّ." in said
    returned = window.feedback.returned
    assert returned is not None
    assert 0 < len(returned.sheet.improvements) <= 3
    assert said >= set(returned.sheet.improvements)
    assert window.feedback.title() == "تصحيح: كم كلّف الجسر؟"


def test_every_line_with_its_points_and_why(window: GradingWindow, given: Path) -> None:
    opened(window, given)
    assert kinds(window) == ["found", "found", "missed", "extra", "relation", "relation", "note"]
    lines = [one.line for one in window.feedback.rows()]
    assert (lines[0].points, lines[0].reason) == ("١٠ من ١٠", "مطابق للمفتاح.")
    assert (lines[1].points, lines[1].before, lines[1].comment) == ("٨ من ١٠", "٥", "الرقم صحيح.")
    assert lines[2].points == ""  # nothing shames: a missed one says what to look for
    assert all(line.reason for line in lines[:3])
    assert all(one.accessibleName() for one in window.feedback.rows())


def test_a_line_leads_to_its_words_by_mouse_and_by_keys(window: GradingWindow, given: Path) -> None:
    opened(window, given)
    page, reader = window.feedback, window.feedback.pane.reader
    window.click(row(window, "found"))
    assert reader.selected_claim == "1.1"
    window.press(Qt.Key.Key_Down)  # the second claim is in the other article
    assert page.rows()[1].hasFocus()
    assert page.pane.article is not None
    assert page.pane.article.publisher == "المرصد"
    assert reader.selected_claim == "2.1"
    window.press(Qt.Key.Key_Down)  # what was missed is outlined, no claim of his
    assert page.rows()[2].hasFocus()
    assert reader.selected_claim is None
    assert page.pane.article.title == "جسر المدينة"
    window.press(Qt.Key.Key_Up)
    window.press(Qt.Key.Key_Up)
    assert reader.selected_claim == "1.1"
    window.press(Qt.Key.Key_Up)
    assert page.rows()[0].hasFocus()  # the first one is the end


def test_a_claim_in_the_text_leads_to_its_line(window: GradingWindow, given: Path) -> None:
    opened(window, given)
    window.feedback.pane.claim_clicked.emit("1.2")
    window.settle()
    chosen = [one for one in window.feedback.rows() if one.hasFocus()]
    assert [one.line.kind for one in chosen] == ["extra"]


def test_anothers_or_a_damaged_file_is_told_and_changes_nothing(
    window: GradingWindow, mine: Workspace, given: Path
) -> None:
    mine.configure("owner", "s02")
    opened(window, given)
    assert "s01" in window.frame.strip.words()
    mine.configure("owner", "s01")
    given.write_bytes(given.read_bytes()[:-9])
    opened(window, given)
    assert given.name in window.frame.strip.words()
    assert mine.read(lambda tx: tx.count(Feedback)) == 0


def test_earlier_ones_are_kept_and_chosen_from_a_menu(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, given: Path
) -> None:
    opened(window, given)
    assert window.feedback.which.isHidden()
    first = window.feedback.returned
    place = small_class.assignment.id, "s01"
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, "total", "أحسن من قبل.")
    (again,) = returning.give_back(workspace, small_class.assignment.id, given.parent, Choices())
    opened(window, again.file)
    assert window.feedback.which.isVisible()
    assert window.feedback.returned is not None
    assert window.feedback.returned.sheet.comment == "أحسن من قبل."
    actions = window.feedback.menu().actions()
    assert len(actions) == 2
    next(action for action in actions if not action.isChecked()).trigger()
    assert window.feedback.returned == first


def test_it_is_read_in_the_students_language(
    faces: None, mine: Workspace, given: Path, tmp_path: Path
) -> None:
    window = GradingWindow(mine, tmp_path, code="en", theme="contrast_high", role=Role.STUDENT)
    opened(window, given)
    said = set(window.words())
    assert {"For next time", "Claims found", "From the teacher"} <= said
    window.frame.resize(1024, 700)
    window.settle()
    assert window.frame.width() == 1024
    window.close()
