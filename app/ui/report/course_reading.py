"""The course of a class, worked out in a thread: each assignment is a report of its own."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import KnownError
from app.services import reporting
from app.services.workspace import Workspace


class CourseReading(QObject):
    """``read`` brings a Stage for each assignment, in their order."""

    read = Signal(object)

    def __init__(self) -> None:
        super().__init__()  # no parent: the thread keeps it alive after the page is gone
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
        # LookupError: an undo took an assignment away meanwhile; nobody waits for its mean.
        with suppress(KnownError, LookupError), Workspace.open(file, read_only=True) as workspace:
            for id in assignments:
                if self._stopped.is_set():
                    return
                stage = workspace.read(reporting.stage_of, id)
                if not self._stopped.is_set():
                    self.read.emit(stage)
