"""Printing: the pages that would be written, sent to a printer page by page.

Imported only when somebody prints: the printing system takes a moment to load.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import KnownError
from app.services.working import Job
from app.ui.worksheet.previewer import Drawn, Previewer, Shown

_FINEST = 600  # dots an inch; a page of more would take a gigabyte and look the same
_BAND = 8_000_000  # bytes of a page that are under way at a time


@dataclass(frozen=True, slots=True)
class Printed:
    """A worksheet to print: whose, and how it is made."""

    name: str
    job: Job


class Printing(QObject):
    """Ends with ``finished`` (pages sent) or ``refused`` (a KnownError).

    ``progressed``: whose sheet, and which of the sheets it is, from 0.
    """

    progressed = Signal(str, int)
    finished = Signal(int)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._previewer = Previewer(self)
        self._previewer.shown.connect(self._begin_sheet)
        self._previewer.drawn.connect(self._paint)
        self._previewer.refused.connect(self._fail)
        self._previewer.fallen.connect(self._fall)
        self._painter: QPainter | None = None
        self._printer: QPrinter | None = None
        self._sheets: Sequence[Printed] = ()
        self._sheet = 0
        self._shown: Shown | None = None
        self._range = (0, 0)
        self._page = self._last = 0
        self._sent = 0

    @property
    def running(self) -> bool:
        return self._printer is not None

    def start(self, printer: QPrinter, sheets: Sequence[Printed]) -> None:
        """Print ``sheets``; of a single one only the pages that the printer is set to."""
        if self.running:
            raise RuntimeError("something is being printed already")
        self._printer, self._sheets = printer, sheets
        self._sheet = self._sent = 0
        chosen = printer.printRange() is QPrinter.PrintRange.PageRange and len(sheets) == 1
        self._range = (printer.fromPage(), printer.toPage()) if chosen else (0, 0)
        self._next_sheet()

    def stop(self) -> None:
        """No further page; a printer may still put out what it has."""
        if self._printer is not None:
            self._printer.abort()
            self._end()
            self.finished.emit(self._sent)

    def close(self) -> None:
        """The window closes."""
        if self._printer is not None:
            self._printer.abort()
        self._end()

    def _next_sheet(self) -> None:
        if self._sheet >= len(self._sheets):
            self._end()
            self.finished.emit(self._sent)
            return
        one = self._sheets[self._sheet]
        self.progressed.emit(one.name, self._sheet)
        self._previewer.show(one.job)

    def _begin_sheet(self, shown: Shown) -> None:
        self._shown = shown
        first, last = self._range
        self._page = max(first, 1) - 1
        self._last = min(last or len(shown.sizes), len(shown.sizes)) - 1
        self._ask_page()

    def _ask_page(self) -> None:
        printer, shown = self._printer, self._shown
        if printer is None or shown is None:
            return
        if self._page > self._last:
            self._sheet += 1
            self._next_sheet()
            return
        if not self._turn_page(printer):
            self._refuse_printer(printer)
            return
        grey = not self._sheets[self._sheet].job.colour
        scale = min(self._dots_a_point(), _FINEST / 72)
        across = shown.sizes[self._page][0] * scale * (1 if grey else 4)
        rows = max(16, int(_BAND / across))
        self._previewer.print_page(shown.sheet, self._page, scale, rows, grey=grey)

    def _turn_page(self, printer: QPrinter) -> bool:
        """A fresh page to paint on; False where the printer refuses."""
        if self._painter is None:
            painter = QPainter()
            if not painter.begin(printer):
                return False
            self._painter = painter
            return True
        return printer.newPage()

    def _dots_a_point(self) -> float:
        """The printer's dots for a point of the page, so that the page fits the paper."""
        assert self._printer is not None
        assert self._shown is not None
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        width, height = self._shown.sizes[self._page]
        return min(paper.width() / width, paper.height() / height)

    def _paint(self, drawn: Drawn) -> None:
        printer, painter, shown = self._printer, self._painter, self._shown
        if printer is None or painter is None or shown is None:
            return
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        dots = self._dots_a_point()
        width = shown.sizes[self._page][0] * dots
        enlarged = dots / drawn.scale
        image = drawn.image
        box = QRectF(
            (paper.width() - width) / 2,
            drawn.top * enlarged,
            image.width() * enlarged,
            image.height() * enlarged,
        )
        painter.drawImage(box, image, QRectF(image.rect()))
        if drawn.last:
            self._sent += 1
            self._page += 1
            self._ask_page()

    def _refuse_printer(self, printer: QPrinter) -> None:
        name = printer.printerName() or printer.outputFileName()
        self._fail(KnownError("worksheet_page.printer_refused", name=name))

    def _fail(self, error: KnownError) -> None:
        if self._printer is not None:
            self._printer.abort()
        self._end()
        self.refused.emit(error)

    def _fall(self, reason: str) -> None:
        self._fail(KnownError("worksheet_page.print_failed", reason=reason))

    def _end(self) -> None:
        painter, self._painter = self._painter, None
        if painter is not None and painter.isActive():
            painter.end()  # before the printer goes: Qt ends a program that paints on nothing
        self._printer, self._shown = None, None
        self._previewer.close()


def printer_for(paper: str) -> QPrinter:
    """The system's usual printer, set to the whole of this paper (``a4``, ``letter``)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    portrait = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(size), portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    return printer


def has_printers() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask(printer: QPrinter, parent: QWidget, title: str, pages: int) -> bool:
    """The system's own dialog; ``pages`` of a single sheet, 0 for several. False: not now."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintPageRange, pages > 0)
    if pages:
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
