"""One writing of worksheets: a child process, its progress, and the way to stop it."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app import paths
from app.domain.errors import KnownError
from app.services.spawning import worker_command
from app.services.working import Job
from app.ui import faults

_GRACE = 5_000  # milliseconds until a worker that was stopped and does not hear is ended


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet on disk. ``student`` is empty for nobody's. ``kept``: it was there before."""

    student: str
    name: str
    file: Path
    pages: int
    kept: bool = False


class WorkerFault(RuntimeError):
    """What a worker wrote before it fell."""


class Export(QObject):
    """Ends with ``finished`` (how many were written) or ``refused`` (a KnownError).

    What is written stays, whether it ends by itself, is stopped or is refused in the middle.
    ``job``, ``names`` (by student id) and ``sheets`` tell of the set in hand whoever comes later.
    """

    counted = Signal(int)  # how many there are to write
    written = Signal(object)  # Sheet
    finished = Signal(int)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        self.names: Mapping[str, str] = {}
        self.sheets: list[Sheet] = []
        self._process: QProcess | None = None
        self._written = 0
        self._ended = False
        self._complaint = b""
        self._grace = QTimer(self, singleShot=True, interval=_GRACE)
        self._grace.timeout.connect(self._end)

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self, job: Job) -> None:
        """Begin; RuntimeError while another is under way."""
        if self._process is not None:
            raise RuntimeError("worksheets are being written already")
        self.job = job
        self._written, self._ended, self._complaint = 0, False, b""
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_complaint)
        process.finished.connect(self._close)
        process.errorOccurred.connect(self._fail)
        program, *arguments = worker_command()
        process.start(program, arguments)
        process.write(job.line.encode("utf-8"))

    def stop(self) -> None:
        """No further sheet, nor the one in hand: what is on the disk is whole."""
        if self._process is not None:
            self._process.write(b"stop\n")
            self._grace.start()

    def abandon(self) -> None:
        """The window closes: the worker has a moment to put away the sheet in hand."""
        if self._process is not None:
            self._process.write(b"stop\n")
            if not self._process.waitForFinished(2_000):
                self._end()

    def release(self) -> None:
        """The page that shows it goes; what is being written is left for the next one."""
        if self._process is None:
            self.deleteLater()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(1_000)

    def _read(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            line = bytes(process.readLine().data())
            try:
                told: Any = json.loads(line)
            except ValueError:
                continue  # not ours: a library's warning
            if isinstance(told, dict):
                self._take(cast(Mapping[str, Any], told))

    def _take(self, told: Mapping[str, Any]) -> None:
        if "total" in told:
            self.counted.emit(int(told["total"]))
        elif "file" in told:
            self._written += 1
            sheet = Sheet(
                told.get("student") or "",
                told.get("name") or "",
                Path(told["file"]),
                int(told["pages"]),
                bool(told.get("kept")),
            )
            self.sheets.append(sheet)
            self.written.emit(sheet)
        elif "refused" in told:
            reason = told["refused"]
            self._ended = True
            self.refused.emit(KnownError(reason["message"], **reason["values"]))
        elif "done" in told:
            self._ended = True
            self.finished.emit(int(told["done"]))

    def _read_complaint(self) -> None:
        if self._process is not None:
            self._complaint += bytes(self._process.readAllStandardError().data())

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._close(-1)

    def _close(self, _code: int = 0, _status: object = None) -> None:
        """The worker is gone. One that said no last word was ended, or fell."""
        process = self._process
        if process is None:
            return
        self._read()
        stopped = self._grace.isActive()
        self._grace.stop()
        self._process = None
        process.deleteLater()
        if self._ended:
            return
        if stopped:
            self.finished.emit(self._written)
        else:
            self.refused.emit(KnownError("worksheet_page.worker_failed", reason=self._keep()))

    def _keep(self) -> str:
        """Log what a fallen worker said; its last line."""
        said = self._complaint.decode("utf-8", "replace").strip()
        if not said:
            return ""
        with contextlib.suppress(OSError):
            faults.write(paths.user_data() / "faults.txt", WorkerFault(said))
        return said.splitlines()[-1]
