"""Hand-ins looked at in a thread, so that thirty of them never stop the window."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.services import collecting
from app.services.collecting import Expected, Preview

_SLOW = 300  # milliseconds


class Looks(QObject):
    """One look at a time; a new one takes the place of the one before.

    ``found`` brings the Preview; ``slow`` comes when it takes a while; ``fell`` where it failed,
    and the fault is then raised.
    """

    progressed = Signal(int, int)
    slow = Signal()
    found = Signal(object)
    fell = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._now: _Look | None = None
        self._let_go_of: list[_Look] = []  # nobody waits for them, but their threads are not done
        self._late = QTimer(self, singleShot=True, interval=_SLOW)
        self._late.timeout.connect(self.slow)

    @property
    def busy(self) -> bool:
        return self._now is not None

    def start(self, asked: Expected, paths: Sequence[Path]) -> None:
        """Look at the files in these places."""
        self.drop()
        look = self._now = _Look()
        look.progressed.connect(self._tell)
        look.finished.connect(self._finish)
        look.failed.connect(self._fail)
        self._late.start()
        look.start(asked, paths)

    def stop(self) -> None:
        """No further file; what was read until then is found."""
        if self._now is not None:
            self._now.stop()

    def drop(self) -> None:
        """Nothing is waited for any longer."""
        self._late.stop()
        if self._now is not None:
            self._now.stop()
            self._let_go_of.append(self._now)
            self._now = None

    def _tell(self, done: int, total: int) -> None:
        if self.sender() is self._now:
            self.progressed.emit(done, total)

    def _finish(self, preview: Preview) -> None:
        if self._has_ended():
            self.found.emit(preview)

    def _fail(self, error: Exception) -> None:
        if self._has_ended():
            self.fell.emit()
        raise error

    def _has_ended(self) -> bool:
        """Put away the look that has just ended; whether it is the one that is waited for."""
        ended = self.sender()
        for one in (*self._let_go_of, self._now):
            if one is not None and one is ended:
                one.end()
        self._let_go_of = [one for one in self._let_go_of if one is not ended]
        if self._now is None or ended is not self._now:
            return False
        self._now = None
        self._late.stop()
        return True


class _Look(QObject):
    """``progressed`` (done, total), then ``finished`` with the Preview."""

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
