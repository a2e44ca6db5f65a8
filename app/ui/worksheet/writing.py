"""The set of worksheets in hand: asked about, begun, stopped, gone on with."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.domain.errors import KnownError
from app.domain.worksheet import Kind
from app.services import exporting
from app.services.exporting import Existing
from app.services.working import Job
from app.ui.context import Context
from app.ui.telling import told
from app.ui.worksheet.export import Export
from app.ui.worksheet.sheet_list import SheetList

_FOLDER_FAULTS = ("worksheet.unwritable", "worksheet.disk_full")


class Writing(QObject):
    """``begun``, then ``ended`` with how many are left of a set that can be gone on with."""

    begun = Signal()
    ended = Signal(int)

    def __init__(self, context: Context, sheets: SheetList) -> None:
        super().__init__(sheets)
        self._context = context
        self._list = sheets
        self._asked: tuple[Job, Mapping[str, str]] | None = None  # waits for an answer
        self._job: Job | None = None  # in hand, or stopped
        application = QCoreApplication.instance()
        # The application's own: a new language makes a new page, and the writing goes on.
        self.export = self._running() or Export(application)
        self.export.counted.connect(sheets.count)
        self.export.written.connect(sheets.show_written)
        self.export.finished.connect(self._finish)
        self.export.refused.connect(self._refuse)
        sheets.progress.stopped.connect(self.stop)
        sheets.question.answered.connect(self._answer)
        if application is not None:
            application.aboutToQuit.connect(self.export.abandon)
        sheets.destroyed.connect(self.export.release)

    def take_over(self) -> None:
        """Show the set that a page before this one began, and that is still being written."""
        export = self.export
        if export.running and export.job is not None:
            self._job = export.job
            self._list.begin(export.names)
            for sheet in export.sheets:
                self._list.show_written(sheet)
            self.begun.emit()

    def _running(self) -> Export | None:
        """What writes worksheets of this classroom file now: two at a time would be in each
        other's way."""
        application, file = QCoreApplication.instance(), str(self._context.workspace.path)
        known = application.findChildren(Export) if application else []
        return next((e for e in known if e.running and e.job and e.job.workspace == file), None)

    def start(self, job: Job, names: Mapping[str, str]) -> None:
        """Write a set; files that are there already are asked about once. One that was stopped
        goes on with what is left of it."""
        if self._job is not None:
            self._go_on(self._job)
            return
        self._asked = job, names
        present = sum(file.exists() for file in self._files(job))
        if present:
            self._list.question.ask(present)
        else:
            self._answer(Existing.NUMBER)

    def forget(self) -> None:
        """Something else is asked for: a set that was stopped is not gone on with."""
        if not self.export.running:
            self._job = self._asked = None

    def stop(self) -> None:
        """No further sheet; what was written stays."""
        self._list.progress.stop.setEnabled(False)
        self.export.stop()

    def _answer(self, existing: Existing) -> None:
        if self._asked is not None and not self.export.running:
            job, names = self._asked
            self._list.begin(names)
            self.export.names, self.export.sheets = names, []
            self._begin(replace(job, existing=existing.value))

    def _go_on(self, job: Job) -> None:
        self._list.go_on()
        left = None if job.students is None else [id for id in self._list.left if id]
        again = Existing.REPLACE if job.existing == Existing.REPLACE else Existing.KEEP
        self._begin(replace(job, students=left, existing=again.value))

    def _begin(self, job: Job) -> None:
        self._job, self._asked = job, None
        self.begun.emit()
        self.export.start(job)

    def _files(self, job: Job) -> list[Path]:
        """Where a job's sheets will be; none where nothing can be known of it."""
        workspace, kind = self._context.workspace, Kind(job.kind)
        try:
            readers = exporting.readers_of(workspace, job.assignment, kind, job.students)
            planned = exporting.plan(
                workspace, job.assignment, kind, Path(job.out), job.choices(), readers
            )
            return [one.file for one in planned]
        except KnownError:
            return []  # the worker says why

    def _finish(self, _done: int) -> None:
        self._list.finish()
        self._end()

    def _refuse(self, error: KnownError) -> None:
        language = self._context.language
        cure = ""
        if error.message in _FOLDER_FAULTS:
            cure = language.say("worksheet_page.choose_folder")
        self._list.refuse(told(language, error), cure)
        self._end()

    def _end(self) -> None:
        left = self._list.left
        if self._job is not None and left:
            exporting.clear(self._files(self._job))
        if not left or len(left) == len(self._list.rows):
            self._job = None
        self.ended.emit(len(left) if self._job is not None else 0)
