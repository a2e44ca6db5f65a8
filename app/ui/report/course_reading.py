"""The course of a class, worked out in a thread: each assignment is a report of its own."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.domain.errors import KnownError
from app.services import reporting
from app.services.workspace import Workspace


class CourseReading(QObject):
    """``read`` brings a Stage for each assignment, in their order."""

    read = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        # It outlives the page, and goes in the window's thread: the last to hold it is the other.
        super().__init__(QCoreApplication.instance())
        self.ended.connect(self.deleteLater)
        self._stopped = threading.Event()

    def start(self, file: Path, assignments: Sequence[str]) -> None:
        """Begin, with a workspace of its own that only reads."""
        threading.Thread(
            target=self._run, args=(file, tuple(assignments)), name="course", daemon=True
        ).start()

    def stop(self) -> None:
        """Nobody waits for the rest."""
        self._stopped.set()

    def _run(self, file: Path, assignments: Sequence[str]) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile, and this with it
            try:
                self._read(file, assignments)
            finally:
                self.ended.emit()

    def _read(self, file: Path, assignments: Sequence[str]) -> None:
        # LookupError: an undo took an assignment away meanwhile; nobody waits for its mean.
        with suppress(KnownError, LookupError), Workspace.open(file, read_only=True) as workspace:
            for id in assignments:
                if self._stopped.is_set():
                    return
                stage = workspace.read(reporting.stage_of, id)
                if not self._stopped.is_set():
                    self.read.emit(stage)
