"""Printing: to a PDF through the printing system, as to any printer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.worksheet import Kind
from app.formats.page_images import PageImages, Pixels
from app.services.workspace import Workspace
from app.ui.telling import told
from app.ui.worksheet import printing
from app.ui.worksheet.previewer import Previewer
from app.ui.worksheet.print_desk import PrintDesk
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass

PATIENCE = 60_000


@pytest.fixture
def window(opened: GradingWindow) -> Iterator[GradingWindow]:
    opened.sheets.show_side("sheets")  # no preview is opened of what nobody looks at
    yield opened
    opened.sheets.preview.previewer.close()
    opened.close()


def printer(file: Path, paper: str = "a4") -> QPrinter:
    made = printing.printer_for(paper)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    made.setResolution(120)
    return made


def wait(desk: PrintDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.running, timeout=PATIENCE)


def darkness(pixels: Pixels) -> list[float]:
    """How dark each of 20 × 14 fields of a grey page is, 0–255."""
    across, down = pixels.width // 14, pixels.height // 20
    found: list[float] = []
    for row in range(20):
        for column in range(14):
            starts = (
                y * pixels.stride + column * across for y in range(row * down, (row + 1) * down)
            )
            white = sum(sum(pixels.data[start : start + across]) for start in starts)
            found.append(255 - white / (across * down))
    return found


def test_everyones_sheets_as_they_would_be_written(
    window: GradingWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page, file = window.sheets, tmp_path / "printed.pdf"
    desk = page.print_desk
    page.form.set_folder(tmp_path / "out")
    window.click(page.start_button)
    qtbot.waitUntil(lambda: not page.export.running, timeout=PATIENCE)
    sheets = page.sheets_to_print()
    assert [one.name for one in sheets] == ["ريم العلي", "يوسف بنعلي"]
    desk.print(printer(file), sheets)
    assert desk.progress.isVisible()
    wait(desk, qtbot)
    written = [PageImages(one.read_bytes()) for one in sorted((tmp_path / "out").iterdir())]
    with PageImages(file.read_bytes()) as printed:
        assert len(printed.sizes) == sum(len(one.sizes) for one in written)
        # Ink stands where it would stand on paper from the file.
        first = darkness(printed.page(0, 1, grey=True))
        same = darkness(written[0].page(0, 1, grey=True))
        assert max(abs(a - b) for a, b in zip(first, same, strict=True)) < 6
        assert max(first) > 20
    words = window.language.count("worksheet_page.printed", len(printed.sizes))
    assert desk.strip.words() == words
    assert not desk.progress.isVisible()


def test_a_range_of_one_students_pages_in_grey_on_letter(
    window: GradingWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page, file = window.sheets, tmp_path / "printed.pdf"
    page.form.choose_kind(Kind.BLANK)
    page.form.choose_student("s02")
    page.form.ink.segment("grey").click()
    page.form.paper.segment("letter").click()
    sheets = page.sheets_to_print()
    assert [one.name for one in sheets] == ["يوسف بنعلي"]
    chosen = printer(file, "letter")
    chosen.setPrintRange(QPrinter.PrintRange.PageRange)
    chosen.setFromTo(2, 2)
    page.print_desk.print(chosen, sheets)
    wait(page.print_desk, qtbot)
    with PageImages(file.read_bytes()) as printed:
        assert [(round(w), round(h)) for w, h in printed.sizes] == [(612, 792)]
    assert page.print_desk.strip.words() == "أُرسلت صفحة واحدة إلى الطابعة."


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdfEngine", extend=True)
def test_a_printer_that_refuses_is_named(
    window: GradingWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window.sheets.print_desk
    taken = tmp_path / "no folder" / "printed.pdf"
    desk.print(printer(taken), window.sheets.sheets_to_print())
    wait(desk, qtbot)
    assert desk.strip.words().startswith("لم تقبل الطابعة")
    assert not desk.progress.isVisible()


def test_printing_can_be_stopped(window: GradingWindow, qtbot: QtBot, tmp_path: Path) -> None:
    desk = window.sheets.print_desk
    desk.print(printer(tmp_path / "printed.pdf"), window.sheets.sheets_to_print())
    window.click(desk.progress.stop)
    assert not desk.running
    assert desk.strip.words().startswith("توقّفت الطباعة")


@pytest.mark.parametrize("end", ["stop", "close", "fall"])
def test_a_painter_ends_before_its_printer_goes(
    window: GradingWindow, qtbot: QtBot, tmp_path: Path, end: str
) -> None:
    """Nobody else holds the printer, as after the dialog: Qt ends a program that loses one while it
    is painted on."""
    made = printing.Printing(window.frame)
    sheets = window.sheets.sheets_to_print()
    heard: list[object] = []
    made.finished.connect(heard.append)
    made.refused.connect(heard.append)
    made.start(printer(tmp_path / "out.pdf"), sheets)
    previewer = made.findChild(Previewer)
    assert previewer is not None
    with qtbot.waitSignal(previewer.drawn, timeout=PATIENCE):
        pass
    if end == "fall":
        child = previewer.findChild(QProcess)
        assert child is not None
        child.kill()
        qtbot.waitUntil(lambda: not made.running, timeout=PATIENCE)
    else:
        getattr(made, end)()
    assert not made.running
    assert len(heard) == (end != "close")
    if end == "fall":
        assert isinstance(heard[0], KnownError)
        assert told(window.language, heard[0]).startswith("توقّفت الطباعة قبل أن تتم")


def test_without_a_printer_a_sentence_says_so(
    window: GradingWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's list of printers is not ours to empty.
    monkeypatch.setattr(printing, "has_printers", lambda: False)
    window.click(window.sheets.tools_bar.print_button)
    assert window.sheets.print_desk.strip.words().startswith("لا طابعة معرَّفة")
    assert not window.sheets.print_desk.running


def test_what_cannot_be_made_is_said(
    window: GradingWindow, workspace: Workspace, small_class: SmallClass, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    desk, sheets = window.sheets.print_desk, window.sheets.sheets_to_print()
    workspace.do(
        Gesture.CREATE_ASSIGNMENT, lambda tx: tx.replace(small_class.assignment, key_id=None)
    )
    desk.print(printer(tmp_path / "printed.pdf"), sheets)
    wait(desk, qtbot)
    assert "لا مفتاح إجابة" in desk.strip.words()
