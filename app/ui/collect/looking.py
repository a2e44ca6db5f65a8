"""Hand-ins looked at in a thread, so that thirty of them never stop the window."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services import collecting
from app.services.collecting import Expected


class Looking(QObject):
    """One look. ``progressed`` (done, total), then ``finished`` with the Preview."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()  # no parent: the thread keeps it alive after the page is gone
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, asked: Expected, paths: Sequence[Path]) -> None:
        self._thread = threading.Thread(
            target=self._run, args=(asked, tuple(paths)), name="looking at hand-ins", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Read no further file; ``finished`` brings what was read until then."""
        self._stopped.set()

    def end(self) -> None:
        """After its last signal: wait until the thread has let go of this object, so that it is
        not the thread that deletes it."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, asked: Expected, paths: Sequence[Path]) -> None:
        try:
            self.finished.emit(
                collecting.examine(asked, paths, self.progressed.emit, self._stopped.is_set)
            )
        except Exception as error:
            self.failed.emit(error)
