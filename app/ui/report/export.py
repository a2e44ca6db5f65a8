"""Writing the report as a PDF: where to, then a child process that writes it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.domain.file_name import joined
from app.domain.language import isolate
from app.services import styling
from app.services.reporting import ClassReport
from app.services.working import REPORT, Job
from app.ui.context import Context
from app.ui.controls.file_choice import choose_new_file
from app.ui.worksheet.export import Export, Sheet

_FOLDER = "report_folder"


class ReportExport(QObject):
    """One at a time; what is written is told at the foot of the page."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        application = QCoreApplication.instance()
        # The application's own: a new language makes a new page, and the writing goes on.
        self.writer = Export(application)
        self.writer.written.connect(self._written)
        self.writer.refused.connect(context.report)
        if application is not None:
            application.aboutToQuit.connect(self.writer.abandon)
        page.destroyed.connect(self.writer.release)

    @property
    def running(self) -> bool:
        return self.writer.running

    def ask(self, told: ClassReport, *, named: bool = False) -> None:
        """Ask for the file, in the folder of the last time; nothing where nobody chooses one."""
        words = self._context.language
        kept = self._context.preferences.choices.layout.get(_FOLDER, "")
        folder = Path(kept) if kept and Path(kept).is_dir() else Path.home()
        name = joined(told.assignment.name, words.say("report.file"))
        title = words.say("report_page.export")
        chosen = choose_new_file(self._page, words, title, folder / f"{name}.pdf", "PDF (*.pdf)")
        if chosen is not None:
            self.write(told, chosen, named=named)

    def write(self, told: ClassReport, file: Path, *, named: bool = False) -> None:
        """Write to ``file``, in place of what is there."""
        if self.running:
            self._context.hint(self._context.language.say("report_page.writing"))
            return
        words = self._context.language
        look = styling.choices_of(self._context.workspace, words.code, words.digits)
        self.writer.start(
            Job(
                workspace=str(self._context.workspace.path),
                assignment=told.assignment.id,
                kind=REPORT,
                out=str(file),
                language=look.language,
                digits=look.digits,
                paper=look.paper.value,
                colour=look.colour,
                hijri=look.hijri,
                school=look.school,
                classroom=look.classroom,
                subject=look.subject,
                named=named,
            )
        )

    def _written(self, sheet: Sheet) -> None:
        name = isolate(sheet.file.name)
        pages = self._context.language.count("report_page.written", sheet.pages, name=name)
        self._context.hint(pages)
        folder = str(sheet.file.parent)
        try:
            self._context.preferences.remember(_FOLDER, folder)
        except OSError:
            return  # it is asked for again next time
