"""Giving a class its work back: feedback files in a thread, then graded PDFs in a child process."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import KnownError
from app.services import returning
from app.services.composing import Choices
from app.services.working import Job
from app.services.workspace import Workspace
from app.ui.worksheet.export import Export

_LATER = 100  # milliseconds


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given back, and to whom: ids of students."""

    workspace: Path
    assignment: str
    folder: Path
    students: tuple[str, ...]
    choices: Choices
    papers: bool = True
    files: bool = True

    @property
    def total(self) -> int:
        return len(self.students) * (self.papers + self.files)


class Giving(QObject):
    """One set at a time. ``told``: how many of how many are there; ends with ``finished`` (how many
    files, and whether it was stopped) or ``refused`` (KnownError): what is written stays."""

    told = Signal(int, int)
    finished = Signal(int, bool)
    refused = Signal(object)
    _given = Signal()
    _files_done = Signal(object)

    def __init__(self, page: QWidget) -> None:
        # The application's own: a new language makes a new page, and the writing goes on.
        application = QCoreApplication.instance()
        super().__init__(application)
        self._wanted: Wanted | None = None
        self._done = 0
        self._stop = threading.Event()
        self._export = Export(self)
        self._export.written.connect(self._count)
        self._export.finished.connect(self._finish)
        self._export.refused.connect(self._refuse)
        self._given.connect(self._count)
        self._files_done.connect(self._go_on)
        self._released = False
        if application is not None:
            application.aboutToQuit.connect(self.abandon)
        page.destroyed.connect(self._release)

    @property
    def running(self) -> bool:
        return self._wanted is not None

    def start(self, wanted: Wanted) -> None:
        """Begin; RuntimeError while another is under way."""
        if self._wanted is not None:
            raise RuntimeError("work is being given back already")
        self._wanted, self._done = wanted, 0
        self._stop.clear()
        self.told.emit(0, wanted.total)
        if wanted.files:
            threading.Thread(target=self._write, args=(wanted,), name="giving", daemon=True).start()
        else:
            self._go_on(None)

    def stop(self) -> None:
        """No further file; what was written stays."""
        self._stop.set()
        self._export.stop()

    def abandon(self) -> None:
        """The window closes."""
        self._stop.set()
        self._export.abandon()

    def _release(self) -> None:
        """The page is gone; what was begun is written all the same."""
        self._released = True
        self._let_go()

    def _let_go(self) -> None:
        if self._wanted is not None or not self._released:
            return
        if self._export.running:  # the worker says that it has done before it ends
            QTimer.singleShot(_LATER, self, self._let_go)
        else:
            self.deleteLater()

    def _write(self, wanted: Wanted) -> None:
        """In a thread, with a classroom file of its own to read."""
        try:
            with Workspace.open(wanted.workspace, read_only=True) as file:
                for _ in returning.give_back(
                    file, wanted.assignment, wanted.folder, wanted.choices,
                    students=wanted.students,
                ):  # fmt: skip
                    self._given.emit()
                    if self._stop.is_set():
                        break
        except KnownError as error:
            self._files_done.emit(error)
        except Exception as error:
            self._files_done.emit(KnownError("gradebook.not_given", reason=str(error)))
        else:
            self._files_done.emit(None)

    def _go_on(self, error: object) -> None:
        wanted = self._wanted
        if isinstance(error, KnownError):
            self._refuse(error)
        elif wanted is None or self._stop.is_set() or not wanted.papers:
            self._finish()
        else:
            self._export.start(_job(wanted))

    def _count(self, _sheet: object = None) -> None:
        self._done += 1
        if self._wanted is not None:
            self.told.emit(self._done, self._wanted.total)

    def _finish(self, _count: int = 0) -> None:
        stopped = self._stop.is_set()
        self._wanted = None
        self.finished.emit(self._done, stopped)
        self._let_go()

    def _refuse(self, error: KnownError) -> None:
        self._wanted = None
        self.refused.emit(error)
        self._let_go()


def _job(wanted: Wanted) -> Job:
    looks = wanted.choices
    return Job(
        workspace=str(wanted.workspace),
        assignment=wanted.assignment,
        kind="graded",
        out=str(wanted.folder),
        students=list(wanted.students),
        language=looks.language,
        digits=looks.digits,
        paper=looks.paper.value,
        colour=looks.colour,
        hijri=looks.hijri,
        school=looks.school,
        classroom=looks.classroom,
        subject=looks.subject,
    )
