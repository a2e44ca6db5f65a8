"""The preview in the window: real child processes, real pages."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.change import Gesture
from app.domain.setting import Role
from app.domain.worksheet import Kind
from app.formats.page_images import PageImages
from app.services import grading, styling
from app.services.workspace import Workspace
from app.ui.worksheet.form import EVERYONE, NOBODY
from app.ui.worksheet.preview import Preview
from tests.formats.test_logo import picture
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass

PATIENCE = 30_000


@pytest.fixture
def window(opened: GradingWindow, tmp_path: Path) -> Iterator[GradingWindow]:
    opened.sheets.form.set_folder(tmp_path / "out")
    yield opened
    if isValid(opened.frame):
        opened.sheets.export.abandon()
        opened.close()


def settled(preview: Preview) -> bool:
    return (
        not preview._pause.isActive()
        and not preview.previewer.waiting
        and preview.view.sharp
        and not preview.view._stale
    )


@pytest.fixture
def preview(window: GradingWindow, qtbot: QtBot) -> Preview:
    made = window.sheets.preview
    qtbot.waitUntil(lambda: settled(made), timeout=PATIENCE)
    return made


def sheet(preview: Preview) -> int:
    assert preview.view._shown is not None
    return preview.view._shown.sheet


def wait_for_another(preview: Preview, before: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(preview) and sheet(preview) != before, timeout=PATIENCE)


def enter(window: GradingWindow, field: QWidget, qtbot: QtBot) -> None:
    """Put the caret into a field."""
    window.frame.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)


def seen(preview: Preview) -> QImage:
    return preview.view.viewport().grab().toImage()


def test_what_is_seen_is_what_is_written(
    window: GradingWindow, preview: Preview, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.sheets
    drawn = preview.view.image(0)
    assert drawn is not None
    page.form.choose_student("s01")
    window.click(page.start_button)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    [file] = (tmp_path / "out").iterdir()
    with PageImages(file.read_bytes()) as pages:
        assert len(pages.sizes) == preview.view.count
        pixels = pages.page(0, drawn.scale)
    form = QImage.Format.Format_RGB32
    assert QImage(pixels.data, pixels.width, pixels.height, pixels.stride, form) == drawn.image


def test_a_comment_is_seen_while_it_is_typed_and_is_one_step(
    window: GradingWindow, preview: Preview, workspace: Workspace, small_class: SmallClass,
    qtbot: QtBot,
) -> None:  # fmt: skip
    field = preview.comment.field
    steps = len(workspace.steps())
    enter(window, field, qtbot)
    before = sheet(preview)
    started = time.monotonic()
    window.type("أ")
    wait_for_another(preview, before, qtbot)
    assert time.monotonic() - started < 2  # half a second where nobody else computes
    assert len(workspace.steps()) == steps  # seen before it is kept
    for letter in "حسنت قراءتها":
        window.type(letter)
        qtbot.wait(10)
    assert preview.flush()
    window.type(" جدًّا")
    assert preview.flush()
    scores = workspace.read(grading.scores_of, small_class.assignment.id, "s01")
    assert scores["total"].comment == "أحسنت قراءتها جدًّا"
    assert workspace.next_undo is not None
    assert workspace.next_undo.gesture is Gesture.WRITE_COMMENT
    window.frame.undo()
    scores = workspace.read(grading.scores_of, small_class.assignment.id, "s01")
    assert "total" not in scores
    assert field.toPlainText() == ""
    wait_for_another(preview, sheet(preview) + 1, qtbot)


def test_the_comment_comes_into_sight(
    window: GradingWindow, preview: Preview, qtbot: QtBot
) -> None:
    preview.view.set_zoom(2.0)
    assert preview.view.page == 0
    before = sheet(preview)
    enter(window, preview.comment.field, qtbot)
    window.type("أحسنت")
    wait_for_another(preview, before, qtbot)
    assert preview._place is not None
    page, down = preview._place
    y = preview.view._box(page).top() + down * preview.view._scale()
    assert 0 <= y < preview.view.viewport().height()


def test_a_comment_of_the_grading_page_is_the_same(
    window: GradingWindow, preview: Preview, workspace: Workspace, small_class: SmallClass,
    qtbot: QtBot,
) -> None:  # fmt: skip
    before = sheet(preview)
    place = small_class.assignment.id, "s01", "total"
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, "مهلًا")
    assert preview.comment.field.toPlainText() == "مهلًا"
    wait_for_another(preview, before, qtbot)


def test_another_student(window: GradingWindow, preview: Preview, qtbot: QtBot) -> None:
    page = window.sheets
    before = sheet(preview)
    assert preview.bar.students.value() == "s01"
    assert not preview.bar.previous.isEnabled()
    enter(window, preview.comment.field, qtbot)
    window.type("ملاحظة")
    window.click(preview.bar.next)
    wait_for_another(preview, before, qtbot)
    assert preview.bar.students.value() == "s02"
    assert preview.comment.field.toPlainText() == ""
    assert page.form.student() == EVERYONE  # all are written still
    window.click(preview.bar.previous)
    assert preview.comment.field.toPlainText() == "ملاحظة"  # kept when the page was turned
    page.form.choose_student("s02")
    assert preview.bar.students.value() == "s02"
    window.click(preview.bar.previous)
    assert page.form.student() == "s01"


def test_every_choice_is_seen(window: GradingWindow, preview: Preview, qtbot: QtBot) -> None:
    form = window.sheets.form
    for choose in (
        lambda: form.ink.segment("grey").click(),
        lambda: form.paper.segment("letter").click(),
        lambda: form.digits.segment("latin").click(),
        lambda: form.head.fields["school"].setText("مدرسة أخرى"),
        lambda: form.head.fields["subject"].setText("القراءة"),
        lambda: form.choose_kind(Kind.STUDENT),
    ):
        before = sheet(preview)
        choose()
        wait_for_another(preview, before, qtbot)
    assert preview.view._shown is not None
    assert preview.view._shown.sizes[0] == (612, 792)


def test_choices_and_logo_stay_with_the_class(
    window: GradingWindow, preview: Preview, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    form = window.sheets.form
    file = tmp_path / "logo.png"
    file.write_bytes(picture((300, 100)))
    form.paper.segment("letter").click()
    form.head.date.segment("hijri").click()
    enter(window, form.head.fields["school"], qtbot)
    window.type("مدرسة")
    form.head.take_logo(file)
    file.unlink()
    assert window.frame.flush()
    kept = styling.choices_of(workspace, "ar", "arab")
    assert (kept.paper.value, kept.hijri, kept.school) == ("letter", True, "مدرسة")
    assert kept.logo
    assert form.head.logo.isVisible()
    window.click(form.head.remove_logo)
    assert styling.logo_of(workspace) == b""
    assert not form.head.logo.isVisible()


def test_what_is_no_logo_is_said_in_place(window: GradingWindow, tmp_path: Path) -> None:
    head = window.sheets.form.head
    file = tmp_path / "logo.png"
    file.write_text("no picture")
    head.take_logo(file)
    assert "PNG" in head.strip.words()
    head.take_logo(tmp_path / "gone.png")
    assert "gone.png" in head.strip.words()
    assert not head.logo.isVisible()


def test_what_cannot_be_made_is_said(
    window: GradingWindow, preview: Preview, workspace: Workspace, small_class: SmallClass,
    qtbot: QtBot,
) -> None:  # fmt: skip
    workspace.do(
        Gesture.CREATE_ASSIGNMENT, lambda tx: tx.replace(small_class.assignment, key_id=None)
    )
    qtbot.waitUntil(preview.strip.isVisible, timeout=PATIENCE)
    assert "لا مفتاح إجابة" in preview.strip.words()
    assert preview.view.count == 0
    window.sheets.form.choose_kind(Kind.STUDENT)
    qtbot.waitUntil(lambda: settled(preview), timeout=PATIENCE)
    assert not preview.strip.isVisible()


def test_a_previewer_that_falls_can_be_started_again(
    window: GradingWindow, preview: Preview, qtbot: QtBot
) -> None:
    assert preview.previewer._process is not None
    preview.previewer._process.kill()
    qtbot.waitUntil(preview.strip.isVisible, timeout=PATIENCE)
    assert preview.strip.words().startswith("توقّفت المعاينة")
    window.click(preview.strip._act)
    qtbot.waitUntil(lambda: not preview.strip.isVisible() and settled(preview), timeout=PATIENCE)


def test_it_rests_when_nobody_looks(window: GradingWindow, preview: Preview) -> None:
    before = preview.previewer._serial
    window.sheets.show_side("sheets")
    assert not preview.isVisible()
    window.sheets.form.ink.segment("grey").click()
    QTest.qWait(150)
    assert preview.previewer._serial == before


def test_after_a_while_it_ends_and_begins_again(
    window: GradingWindow, preview: Preview, qtbot: QtBot
) -> None:
    window.sheets.show_side("sheets")
    assert preview._unseen.isActive()
    preview._unseen.setInterval(0)
    qtbot.waitUntil(lambda: preview.previewer._process is None)
    before = sheet(preview)
    window.sheets.form.ink.segment("grey").click()
    window.sheets.show_side("preview")
    wait_for_another(preview, before, qtbot)
    assert not preview._unseen.isActive()


def test_it_ends_with_its_page(window: GradingWindow, preview: Preview) -> None:
    process = preview.previewer._process
    assert process is not None
    ended: list[int] = []
    process.destroyed.connect(lambda: ended.append(1))
    window.close()  # as when another language makes another page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert ended


def test_a_student_sees_his_own_and_no_comment_field(
    faces: None, workspace: Workspace, small_class: SmallClass, tmp_path: Path, qtbot: QtBot
) -> None:
    window = GradingWindow(workspace, tmp_path, role=Role.STUDENT, author="s01")
    window.open("worksheet")
    preview = window.sheets.preview
    qtbot.waitUntil(lambda: settled(preview), timeout=PATIENCE)
    assert not preview.comment.isVisible()
    assert not preview.bar.students.isVisible()
    preview.previewer.close()
    window.close()


def test_nobodys_sheet(window: GradingWindow, preview: Preview, qtbot: QtBot) -> None:
    before = sheet(preview)
    window.sheets.form.choose_kind(Kind.BLANK)
    assert window.sheets.form.student() == NOBODY
    wait_for_another(preview, before, qtbot)
    assert not preview.comment.isVisible()
    assert not preview.bar.students.isVisible()
