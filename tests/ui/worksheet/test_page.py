"""Writing worksheets from the window: a real child process, real PDFs."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from app.domain.annotation import Tag
from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.setting import Role
from app.domain.worksheet import Kind
from app.services import annotating
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from app.ui.worksheet.form import EVERYONE, NOBODY
from app.ui.worksheet.page import WorksheetPage
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass

PATIENCE = 60_000


@pytest.fixture
def window(opened: GradingWindow, tmp_path: Path) -> Iterator[GradingWindow]:
    opened.sheets.show_side("sheets")  # no preview is opened of what nobody looks at
    opened.sheets.form.set_folder(tmp_path / "أوراق")
    yield opened
    opened.sheets.export.abandon()
    opened.close()


def write(window: GradingWindow, qtbot: QtBot) -> WorksheetPage:
    """Press the button and wait until the worker is done."""
    page = window.sheets
    window.click(page.start_button)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    return page


def files(page: WorksheetPage) -> list[Path]:
    folder = page.form.folder
    return sorted(folder.iterdir()) if folder.is_dir() else []


def is_whole(file: Path) -> bool:
    content = file.read_bytes()
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def enrol(workspace: Workspace, small_class: SmallClass, count: int) -> None:
    """A class of ``count``, so that its writing takes a while."""
    room = small_class.assignment.classroom_id
    assert room is not None

    def add(tx: Transaction) -> None:
        for n in range(3, count + 1):
            tx.add(Student(id=f"s{n:02}", classroom_id=room, name=f"طالب {n}", position=n))

    workspace.do(Gesture.CREATE_ASSIGNMENT, add)


def test_the_button_counts_and_the_list_names(window: GradingWindow) -> None:
    page = window.sheets
    assert page.start_button.text() == "كتابة ورقتين"
    assert [row.words() for row in page.list.rows.values()] == ["ستُكتب", "ستُكتب"]
    assert list(page.list.rows) == ["s01", "s02"]
    assert files(page) == []


def test_the_whole_class(window: GradingWindow, qtbot: QtBot) -> None:
    page = write(window, qtbot)
    assert page.list.summary.words() == "كُتبت ورقتان"
    assert [file.name for file in files(page)] == [
        "ريم العلي s01 - كم كلّف الجسر؟.pdf",
        "يوسف بنعلي s02 - كم كلّف الجسر؟.pdf",
    ]
    assert all(is_whole(file) for file in files(page))
    assert [row.file for row in page.list.rows.values()] == files(page)
    assert all(row.open_button.isVisible() for row in page.list.rows.values())
    assert page.list.folder_button.isVisible()
    assert page.start_button.isEnabled()
    assert not page.list.strip.isVisible()


def test_one_student(window: GradingWindow, qtbot: QtBot, small_class: SmallClass) -> None:
    window.frame.navigate(
        "worksheet", assignment_id=small_class.assignment.id, student_id="s02", kind="student"
    )
    page = window.sheets
    assert (page.form.kind(), page.form.student()) == (Kind.STUDENT, "s02")
    write(window, qtbot)
    name = "يوسف بنعلي s02 - كم كلّف الجسر؟ - العمل كما هو.pdf"
    assert [file.name for file in files(page)] == [name]
    assert page.list.summary.words() == "كُتبت ورقة واحدة"


def test_a_blank_sheet_without_a_name(window: GradingWindow, qtbot: QtBot) -> None:
    page = window.sheets
    page.form.choose_kind(Kind.BLANK)
    assert page.form.student() == NOBODY
    write(window, qtbot)
    assert [file.name for file in files(page)] == ["كم كلّف الجسر؟ - ورقة بيضاء.pdf"]
    page.form.choose_kind(Kind.GRADED)
    assert page.form.student() == EVERYONE


def test_files_that_are_there_are_asked_about_once(window: GradingWindow, qtbot: QtBot) -> None:
    page = window.sheets
    write(window, qtbot)
    first, second = (file.read_bytes() for file in files(page))
    page.form.ink.choose("grey")
    window.click(page.start_button)
    assert not page.export.running
    question = page.list.question
    assert question.isVisible()
    assert question.words().startswith("في المجلد ملفان")
    assert [file.read_bytes() for file in files(page)] == [first, second]
    window.click(question.keep)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    assert [file.read_bytes() for file in files(page)] == [first, second]
    assert [row.words() for row in page.list.rows.values()] == ["كانت موجودة"] * 2
    window.click(page.start_button)
    window.click(question.replace)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    assert len(files(page)) == 2
    assert first not in [file.read_bytes() for file in files(page)]
    assert not question.isVisible()


def test_another_choice_takes_the_question_back(window: GradingWindow, qtbot: QtBot) -> None:
    page = write(window, qtbot)
    window.click(page.start_button)
    assert page.list.question.isVisible()
    page.form.choose_kind(Kind.BLANK)
    assert not page.list.question.isVisible()


def test_stopping_keeps_what_is_written_and_leaves_nothing_half(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, qtbot: QtBot
) -> None:
    enrol(workspace, small_class, 42)
    page = window.sheets
    assert page.start_button.text() == "كتابة ٤٢ ورقة"
    with qtbot.waitSignal(page.export.written, timeout=PATIENCE):
        window.click(page.start_button)
    assert not page.form.isEnabled()
    window.click(page.list.progress.stop)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    done = sum(row.file is not None for row in page.list.rows.values())
    assert 1 <= done < 42
    assert len(files(page)) - done in (0, 1)  # one may be in its place, and not told yet
    assert all(is_whole(file) for file in files(page))
    assert page.list.summary.words().startswith("توقّفت الكتابة: كُتب")
    assert [row.state for row in page.list.rows.values()][-1] == "left"
    assert page.form.isEnabled()
    assert not page.list.strip.isVisible()  # stopping is not a fault
    # And it goes on with what is left, asking nothing, writing nothing twice.
    before = {file: file.stat().st_mtime_ns for file in files(page)}
    left = len(page.list.left)
    assert window.language.number(left) in page.start_button.text()
    write(window, qtbot)
    assert page.list.left == []
    assert len(files(page)) == 42
    assert all(file.stat().st_mtime_ns == at for file, at in before.items())
    assert page.list.summary.words() == "كُتبت ٤٢ ورقة"
    assert page.start_button.text() == "كتابة ٤٢ ورقة"


def test_a_folder_that_cannot_be_written_is_said_in_place(
    window: GradingWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    taken = tmp_path / "ملف"
    taken.write_text("x")
    page = window.sheets
    page.form.set_folder(taken / "inside")
    write(window, qtbot)
    assert page.list.strip.isVisible()
    assert page.list.strip.words().startswith("تتعذّر كتابة ورقة العمل في")
    assert [row.state for row in page.list.rows.values()] == ["left", "left"]
    assert taken.read_text() == "x"
    page.form.set_folder(tmp_path / "آخر")
    write(window, qtbot)
    assert not page.list.strip.isVisible()
    assert len(files(page)) == 2


def test_no_key_no_graded_worksheet(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, qtbot: QtBot
) -> None:
    workspace.do(
        Gesture.CREATE_ASSIGNMENT, lambda tx: tx.replace(small_class.assignment, key_id=None)
    )
    page = write(window, qtbot)
    assert "لا مفتاح إجابة" in page.list.strip.words()
    assert files(page) == []


def test_a_worker_that_falls_is_said(window: GradingWindow, qtbot: QtBot) -> None:
    page = window.sheets
    window.click(page.start_button)
    assert page.export._process is not None
    page.export._process.kill()
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    assert page.list.strip.words().startswith("توقّفت كتابة الأوراق قبل أن تتم.")
    assert all(is_whole(file) for file in files(page))


def test_what_a_fallen_worker_said_is_kept(
    window: GradingWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The command of a broken installation, in the place of the worker's own.
    broken = [sys.executable, "-c", "raise OSError('no font here')"]
    monkeypatch.setattr("app.ui.worksheet.export.worker_command", lambda: broken)
    page = write(window, qtbot)
    assert "OSError: no font here" in page.list.strip.words()
    assert "no font here" in (tmp_path / "home" / "faults.txt").read_text(encoding="utf-8")
    assert [row.state for row in page.list.rows.values()] == ["left", "left"]


def test_a_worker_that_cannot_start_is_said(
    window: GradingWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = [str(tmp_path / "no program")]
    monkeypatch.setattr("app.ui.worksheet.export.worker_command", lambda: absent)
    page = write(window, qtbot)
    assert page.list.strip.words().startswith("توقّفت كتابة الأوراق قبل أن تتم.")
    assert page.start_button.isEnabled()


def test_nothing_else_can_be_started_meanwhile(window: GradingWindow, qtbot: QtBot) -> None:
    page = window.sheets
    window.click(page.start_button)
    assert not page.start_button.isEnabled()
    job = page.job()
    assert job is not None
    with pytest.raises(RuntimeError, match="already"):
        page.export.start(job)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="a worker is held by a signal")
def test_a_page_in_another_language_goes_on_with_what_is_written(
    window: GradingWindow, qtbot: QtBot, workspace: Workspace, small_class: SmallClass,
    tmp_path: Path,
) -> None:  # fmt: skip
    """A new language makes a new page: a second worker in the same folder would be in the way."""
    enrol(workspace, small_class, 12)
    first = window.sheets
    window.click(first.start_button)
    qtbot.waitUntil(lambda: bool(first.export.sheets), timeout=PATIENCE)
    worker = first.export.findChild(QProcess)
    assert worker is not None
    os.kill(worker.processId(), signal.SIGSTOP)
    (tmp_path / "other").mkdir()
    other = GradingWindow(workspace, tmp_path / "other", code="en")
    other.open("worksheet")
    page = other.sheets
    assert page.export is first.export
    assert not page.start_button.isEnabled()
    assert not page.form.isEnabled()
    assert page.list.isVisible()
    written = [row.file for row in page.list.rows.values() if row.file is not None]
    assert written == [sheet.file for sheet in first.export.sheets]
    assert 1 <= len(written) < 12
    os.kill(worker.processId(), signal.SIGCONT)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    assert page.list.summary.words() == "12 worksheets written"
    assert {row.state for row in page.list.rows.values()} == {"written"}
    assert page.start_button.isEnabled()
    assert page.start_button.text() == "Write 12 worksheets"
    assert page.form.isEnabled()
    other.close()


def test_the_look_that_is_asked_for(window: GradingWindow) -> None:
    page = window.sheets
    page.form.digits.choose("latin")
    page.form.paper.choose("letter")
    page.form.ink.choose("grey")
    job = page.job()
    assert job is not None
    assert (job.digits, job.paper, job.colour, job.language) == ("latin", "letter", False, "ar")
    assert job.students == ["s01", "s02"]


def test_a_students_file_writes_his_own_only(
    faces: None, workspace: Workspace, small_class: SmallClass, tmp_path: Path, qtbot: QtBot
) -> None:
    article = small_class.assignment.article_ids[0]
    workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article, "me", 3, 30, Tag.SOURCED)
    workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.replace(small_class.assignment, key_id=None, classroom_id=None),
    )
    window = GradingWindow(workspace, tmp_path, role=Role.STUDENT)
    window.open("worksheet")
    page = window.sheets
    page.form.set_folder(tmp_path / "out")
    assert list(page.form.kinds) == [Kind.STUDENT, Kind.BLANK]
    assert not page.form.who.isVisible()
    assert not any(name in " ".join(window.words()) for name in ("ريم", "يوسف"))
    write(window, qtbot)
    assert [file.name for file in files(page)] == ["كم كلّف الجسر؟ - العمل كما هو.pdf"]
    window.close()


def test_without_an_assignment_there_is_nothing_to_write(
    faces: None, workspace: Workspace, tmp_path: Path
) -> None:
    window = GradingWindow(workspace, tmp_path)
    window.open("worksheet")
    assert not window.sheets.start_button.isEnabled()
    assert "لا واجب بعد" in set(window.words())
    window.close()
