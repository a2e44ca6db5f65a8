"""What was begun on a page when it is left, or cannot be kept there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.setting import Role
from app.services import enrolling, grading
from app.services.workspace import Workspace
from app.ui.assignments.page import AssignmentsPage
from app.ui.assignments.roster_table import RosterTable
from app.ui.assignments.side_list import Place
from app.ui.loading import Wish
from tests.conftest import article_of
from tests.gestures.test_assignments import Teacher
from tests.gestures.whole_window import WholeWindow

NAME = "سعاد البحر"


@pytest.fixture
def teacher(whole: WholeWindow) -> Teacher:
    return Teacher(whole, sample=True)


def names(workspace: Workspace) -> list[str]:
    [room] = workspace.read(enrolling.classes)
    return [one.name for one in workspace.read(enrolling.students, room.classroom.id)]


def typing_a_name(teacher: Teacher) -> RosterTable:
    """A student was added, and the name is being typed into the cell."""
    page = teacher.page
    [room] = teacher.workspace.read(enrolling.classes)
    page.open(classroom_id=room.classroom.id)
    teacher.whole.click(page.classroom.add)
    table = page.classroom.table
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText(NAME)
    assert table.state() == QAbstractItemView.State.EditingState
    return table


def test_a_name_that_is_being_typed_is_kept_when_the_window_closes(teacher: Teacher) -> None:
    typing_a_name(teacher)
    path = teacher.workspace.path
    teacher.whole.window.close()
    with Workspace.open(path) as workspace:
        assert names(workspace)[-1] == NAME


def test_a_name_that_is_being_typed_is_kept_when_another_class_is_looked_at(
    teacher: Teacher,
) -> None:
    typing_a_name(teacher)
    [one] = teacher.workspace.read(grading.assignments_of)
    teacher.page._choose(Place("assignment", one.id))
    assert names(teacher.workspace)[-1] == NAME
    teacher.whole.frame.undo()
    assert NAME not in names(teacher.workspace)


def test_tab_leaves_the_roster(teacher: Teacher) -> None:
    page = teacher.page
    [room] = teacher.workspace.read(enrolling.classes)
    page.open(classroom_id=room.classroom.id)
    table = page.classroom.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()
    QTest.keyClick(teacher.whole.qt.focusWidget(), Qt.Key.Key_Backtab)
    assert table.hasFocus()


def test_nothing_is_said_to_be_removed_that_stayed(whole: WholeWindow, tmp_path: Path) -> None:
    """A file that only reads: why is told, and no way back is offered, which would take back what
    was done before."""
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    path = whole.context.workspace.path
    whole.window.open(Wish(path, read_only=True))
    whole.wait_for_frame()
    assert whole.context.workspace.read_only
    page = whole.page("assignments")
    assert isinstance(page, AssignmentsPage)
    whole.click(page.setup.remove)
    assert len(whole.context.workspace.read(grading.assignments_of)) == 1
    assert whole.frame.undo_strip.isHidden()
    [room] = whole.context.workspace.read(enrolling.classes)
    page.open(classroom_id=room.classroom.id)
    whole.click(page.classroom.remove)
    page.classroom._drop(["s01"])
    assert whole.frame.undo_strip.isHidden()
    assert whole.frame.strip.isVisible()
    assert len(whole.context.workspace.read(enrolling.classes)) == 1


def test_an_undo_on_the_source_card_of_what_it_brought(teacher: Teacher) -> None:
    whole = teacher.whole

    made: Article = whole.context.workspace.do(
        Gesture.IMPORT, lambda tx: tx.add(article_of(title="أول", position=9))
    )
    whole.frame.navigate("source_card", article_id=made.id)
    whole.frame.undo()
    assert whole.frame.current == "library"


def test_an_article_that_is_gone_keeps_no_page_from_another_language(teacher: Teacher) -> None:
    """Every page is made anew, and the reading page at the place where it was."""
    whole = teacher.whole
    made: Article = whole.context.workspace.do(
        Gesture.IMPORT, lambda tx: tx.add(article_of(title="أول", position=9))
    )
    whole.frame.navigate("reading", article_id=made.id)
    whole.frame.undo()
    before = whole.frame
    whole.application.preferences.change(language="en")
    whole.wait(lambda: whole.window.frame is not before)
    assert whole.frame.current == "reading"
    assert whole.frame.header.title.words()
    whole.frame.navigate("reading", article_id=made.id, start="0", end="3")
    assert whole.frame.page_now().isVisible()
