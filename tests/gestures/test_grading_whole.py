"""From the first run to a graded worksheet on disk, in the whole program."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.setting import Role
from app.domain.worksheet import Kind
from app.ui.grading.entries import Part
from app.ui.grading.page import GradingPage
from app.ui.loading import Wish
from app.ui.worksheet.page import WorksheetPage
from tests.gestures.whole_window import WholeWindow


@pytest.fixture
def grading(whole: WholeWindow) -> GradingPage:
    """A teacher's new file with the sample classroom, on the grading page."""
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    page = whole.page("grading")
    assert isinstance(page, GradingPage)
    return page


def test_the_sample_class_is_graded_and_its_worksheet_written(
    whole: WholeWindow, grading: GradingPage, tmp_path: Path
) -> None:
    assert len(grading.desk.students) == 6
    assert grading.caption() == "\u2068الصف التاسع ب\u2069 · قُدّر ٠ من ٦"
    grading.show_student("tj05")  # whose notes have no level yet
    waiting = grading.desk.student
    assert waiting is not None
    grading.show_part(Part.NOTES)
    for level in (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_0):
        whole.press(level)
        whole.press(Qt.Key.Key_Down)
    grade = grading.desk.grade
    assert grade is not None
    assert [note.level for note in grade.notes] == [3, 2, 1, 0]
    assert (grade.notes_part.earned, grade.notes_part.possible) == (21, 40)
    grading.accept()
    assert grading.panel.part is Part.EXTRAS  # not decided yet
    grading.accept()
    assert grading.caption().endswith("قُدّر ١ من ٦")
    grading.show_student("tj05")
    whole.click(grading.panel.bar.worksheet)
    sheets = whole.frame.page_now()
    assert isinstance(sheets, WorksheetPage)
    assert (sheets.form.student(), sheets.form.kind()) == (waiting.id, Kind.GRADED)
    sheets.form.set_folder(tmp_path / "out")
    whole.click(sheets.start_button)
    whole.wait(lambda: not sheets.export.running)
    assert sheets.list.strip.words() == ""
    assert [row.file is not None for row in sheets.list.rows.values()] == [True]
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith(waiting.name)
    assert file.read_bytes()[:5] == b"%PDF-"


def test_decisions_are_there_after_the_window_was_closed(
    whole: WholeWindow, grading: GradingPage
) -> None:
    whole.press(Qt.Key.Key_4)
    whole.press(Qt.Key.Key_Return)
    row = grading.panel.rows.chosen()
    assert row is not None
    assert row.points == "٤"
    assert grading.desk.student is not None
    place = {"student_id": grading.desk.student.id, "row": row.name}
    path = whole.context.workspace.path
    whole.window.open(Wish(path))
    whole.wait_for_frame()
    whole.frame.navigate("grading", **place)
    page = whole.frame.page_now()
    assert isinstance(page, GradingPage)
    again = page.panel.rows.chosen()
    assert again is not None
    assert (again.name, again.points) == (row.name, "٤")
    assert whole.frame.header.undo.text() == "تراجع عن تعديل الدرجة"
