"""One assignment is worked with: chosen on any page, shown on every page, also the next time."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.change import Gesture
from app.domain.setting import Role
from app.services import assigning, grading
from app.ui.assignments.page import AssignmentsPage
from app.ui.assignments.side_list import Place
from app.ui.collect.page import CollectPage
from app.ui.gradebook.page import GradebookPage
from app.ui.grading.page import GradingPage
from app.ui.library.page import LibraryPage
from app.ui.report.page import ReportPage
from app.ui.worksheet.page import WorksheetPage
from tests.gestures.whole_window import WholeWindow

PAGES = ("library", "assignments", "collect", "grading", "gradebook", "report", "worksheet")


def shown(whole: WholeWindow, name: str) -> str:
    """The id of the assignment that a page shows when it is gone to."""
    page = whole.page(name)
    if isinstance(page, GradebookPage):
        whole.wait(lambda: page.settled)
        column = page.column()
        return column.assignment.id if column else ""
    if isinstance(page, ReportPage):
        return page.desk.told.assignment.id if page.desk.told else ""
    if isinstance(page, AssignmentsPage):
        return page._place.id
    one = None
    if isinstance(page, GradingPage):
        one = page.desk.assignment
    elif isinstance(page, LibraryPage):
        one = page._today
    elif isinstance(page, CollectPage | WorksheetPage):
        one = page._assignment
    return one.id if one else ""


def everywhere(whole: WholeWindow) -> set[str]:
    return {shown(whole, name) for name in PAGES}


@pytest.fixture
def made(whole: WholeWindow) -> tuple[str, str]:
    """A teacher's window with the sample's assignment and one more; their ids, oldest first."""
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    workspace = whole.context.workspace
    first = workspace.read(grading.assignments_of)[0]
    second = workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        assigning.create,
        "واجب ثانٍ",
        list(first.article_ids),
        classroom_id=first.classroom_id,
    ).assignment
    return first.id, second.id


def choose(whole: WholeWindow, name: str, id: str) -> None:
    """Choose an assignment on a page as its own list or menu does."""
    page = whole.page(name)
    if isinstance(page, AssignmentsPage):
        page.list.chosen.emit(Place("assignment", id))
    elif isinstance(page, CollectPage | GradingPage | ReportPage):
        page.head.assignment_chosen.emit(id)
    elif isinstance(page, WorksheetPage):
        page.form.assignment_chosen.emit(id)
    elif isinstance(page, GradebookPage):
        whole.wait(lambda: page.settled)
        ids = [column.assignment.id for column in page.book.columns]
        page.table.choose(0, ids.index(id) + 1)
    whole.qt.processEvents()


def test_chosen_anywhere_it_is_shown_everywhere(whole: WholeWindow, made: tuple[str, str]) -> None:
    assert everywhere(whole) == {made[1]}  # the one made last
    for number, name in enumerate(one for one in PAGES if one != "library"):
        wanted = made[number % 2]
        choose(whole, name, wanted)
        assert everywhere(whole) == {wanted}, name


def test_a_place_that_names_one_is_followed(whole: WholeWindow, made: tuple[str, str]) -> None:
    whole.frame.navigate("report", assignment_id=made[0])
    assert everywhere(whole) == {made[0]}


def test_a_new_one_is_worked_with_and_gone_the_last_one_is(
    whole: WholeWindow, made: tuple[str, str]
) -> None:
    choose(whole, "grading", made[0])
    page = whole.page("assignments")
    assert isinstance(page, AssignmentsPage)
    page.new_assignment()
    new = page._place.id
    assert new not in made
    assert everywhere(whole) == {new}
    whole.context.workspace.undo()
    assert everywhere(whole) == {made[1]}


def test_another_language_stays_with_it(whole: WholeWindow, made: tuple[str, str]) -> None:
    whole.frame.navigate("grading", assignment_id=made[1])
    choose(whole, "grading", made[0])
    before = whole.frame
    whole.context.preferences.change(language="fr")
    whole.wait(lambda: whole.window.frame is not before and whole.frame.current == "grading")
    assert everywhere(whole) == {made[0]}


def test_it_is_remembered_over_a_restart(
    whole: WholeWindow, made: tuple[str, str], qapp: QApplication
) -> None:
    choose(whole, "collect", made[0])
    whole.window.close()
    again = WholeWindow(qapp, whole.home, None)
    again.start()
    again.wait_for_frame()
    assert everywhere(again) == {made[0]}
    again.close()


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_a_small_window_cuts_neither_form_nor_library(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "small"))
    whole = WholeWindow(qapp, tmp_path / "small", code)
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    whole.window.resize(1024, 640)
    for name in ("library", "assignments"):
        page = whole.page(name)
        if isinstance(page, AssignmentsPage):
            for box in page.setup.articles.values():
                box.setText("كلمة " * 60)
        for _ in range(3):
            whole.qt.processEvents()
        for area in page.findChildren(QScrollArea):
            inside = area.widget()
            if area.isVisible() and inside is not None:
                assert inside.width() <= area.viewport().width(), name
    whole.close()
