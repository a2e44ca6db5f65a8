"""Files read in a thread, so that guessing the encoding of many never stops the window."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services import importing


class FileReading(QObject):
    """One batch. ``progressed`` (done, total), then ``finished`` (list of Outcome | Reading)."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()  # no parent: the thread keeps it alive after the page is gone
        self._stopped = threading.Event()

    def start(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        threading.Thread(
            target=self._run, args=(tuple(paths), encoding), name="reading files", daemon=True
        ).start()

    def stop(self) -> None:
        """Read no further file; ``finished`` brings an empty list."""
        self._stopped.set()

    def _run(self, paths: Sequence[Path], encoding: str | None) -> None:
        try:
            self.finished.emit(
                importing.read_paths(
                    paths,
                    encoding,
                    progress=self.progressed.emit,
                    cancelled=self._stopped.is_set,
                )
            )
        except Exception as error:
            self.failed.emit(error)
