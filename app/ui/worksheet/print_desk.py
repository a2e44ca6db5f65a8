"""Over the page while something is printed: what, how far, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.domain.language import isolate
from app.ui.context import Context
from app.ui.controls.progress import ProgressRow
from app.ui.controls.strip import Strip
from app.ui.telling import told

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.ui.worksheet.printing import Printed, Printing


class PrintDesk(QWidget):
    """Takes no room while nothing is printed and nothing is to be said."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._language = context.language
        self.strip = Strip(context.look, context.language.say("ui.close"))
        self.progress = ProgressRow(context.look, context.language)
        self.progress.setContentsMargins(16, 8, 16, 8)
        self.progress.hide()
        self._printing: Printing | None = None
        self._total = 0
        self._stopped = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.progress)
        self.progress.stopped.connect(self._stop)

    @property
    def running(self) -> bool:
        return self._printing is not None and self._printing.running

    def ask(self, sheets: Sequence[Printed], pages: int) -> None:
        """Have a printer chosen in the system's dialog, then print. ``pages`` of a single sheet."""
        from app.ui.worksheet import printing

        if self.running:
            return
        if not printing.has_printers():
            self.strip.say("info", self._language.say("worksheet_page.no_printer"))
            return
        printer = printing.printer_for(sheets[0].job.paper)
        title = self._language.say("worksheet_page.print")
        if printing.ask(printer, self.window(), title, pages):
            self.print(printer, sheets)

    def print(self, printer: QPrinter, sheets: Sequence[Printed]) -> None:
        """Print on a printer that is set up."""
        from app.ui.worksheet.printing import Printing

        if self._printing is None:
            application = QCoreApplication.instance()
            made = self._printing = Printing(application)
            made.progressed.connect(self._show_progress)
            made.finished.connect(self._finish)
            made.refused.connect(self._refuse)
            self.destroyed.connect(lambda: (made.close(), made.deleteLater()))
            if application is not None:
                application.aboutToQuit.connect(made.close)
        self._total, self._stopped = len(sheets), False
        self.strip.hide()
        self.progress.show()
        self._printing.start(printer, sheets)

    def _stop(self) -> None:
        self._stopped = True
        if self._printing is not None:
            self._printing.stop()

    def _show_progress(self, name: str, done: int) -> None:
        doing = self._language.say("worksheet_page.print_now", name=isolate(name))
        self.progress.show_progress(doing, done, self._total)

    def _finish(self, pages: int) -> None:
        self.progress.hide()
        if self._stopped:
            words = self._language.count("worksheet_page.print_stopped", pages)
        else:
            words = self._language.count("worksheet_page.printed", pages)
        self.strip.say("info", words)

    def _refuse(self, error: KnownError) -> None:
        self.progress.hide()
        self.strip.say("danger", told(self._language, error))
