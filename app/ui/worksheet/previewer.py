"""The window's end of a previewer: asks it for sheets and pages, and keeps it running."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtGui import QImage

from app.domain.errors import KnownError
from app.services.spawning import worker_command
from app.services.working import Job

_FAREWELL = 1_000  # milliseconds until a previewer that was ended is gone


@dataclass(frozen=True, slots=True)
class Shown:
    """A worksheet as it will be written: the sizes of its pages, in points.

    ``place``: the page with the teacher's comment and how far down it is (points), where asked for.
    """

    sheet: int
    sizes: list[tuple[float, float]]
    place: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pixels of a page, ``top`` rows from its head; ``last``: the page ends with them."""

    sheet: int
    page: int
    scale: float
    top: int
    last: bool
    image: QImage


class Previewer(QObject):
    """Started when first asked; started again when asked after it fell.

    ``fallen`` carries the last line that a fallen one said.
    """

    shown = Signal(object)  # Shown
    drawn = Signal(object)  # Drawn
    refused = Signal(object)  # KnownError
    fallen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._serial = 0
        self._answered = 0
        self._head: dict[str, Any] | None = None  # of the pixels that are coming
        self._complaint = b""

    @property
    def waiting(self) -> bool:
        """Whether the latest worksheet asked for is still to come."""
        return self._answered < self._serial

    def show(self, job: Job, comment: str | None = None) -> None:
        """Ask for a worksheet. What was asked for before and is not made yet will not be."""
        self._serial += 1
        self._send({"show": self._serial, "job": asdict(job), "comment": comment})

    def draw(self, sheet: int, pages: Sequence[int], scale: float) -> None:
        """Ask for pages; what is still to be drawn of an earlier asking will not be."""
        self._send({"draw": sheet, "pages": list(pages), "scale": scale})

    def print_page(self, sheet: int, page: int, scale: float, rows: int, *, grey: bool) -> None:
        """Ask for a page in bands of ``rows``, from the top."""
        line = {"bands": sheet, "page": page, "scale": scale, "rows": rows, "grey": grey}
        self._send(line)

    def rest(self) -> None:
        """Nothing is looked at: have the classroom file let go."""
        if self._process is not None:
            self._send({"rest": True})

    def close(self) -> None:
        """End the process: it only looks, so nothing is lost."""
        process, self._process = self._process, None
        self._answered, self._head = self._serial, None
        if process is None:
            return
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(_FAREWELL)
        process.deleteLater()

    def _send(self, line: Mapping[str, Any]) -> None:
        if self._process is None:
            process = self._process = QProcess(self)
            process.readyReadStandardOutput.connect(self._read)
            process.readyReadStandardError.connect(self._read_complaint)
            process.finished.connect(self._fall)
            process.errorOccurred.connect(self._fail)
            self._complaint = b""
            program, *arguments = worker_command("--previewer")
            process.start(program, arguments)
        self._process.write(json.dumps(line).encode() + b"\n")

    def _read(self) -> None:
        while (process := self._process) is not None:
            head = self._head
            if head is None:
                if not process.canReadLine():
                    return
                head = cast("dict[str, Any]", json.loads(bytes(process.readLine().data())))
                if "bytes" not in head:
                    self._take(head)
                    continue
                self._head = head
            size = int(head["bytes"])
            if process.bytesAvailable() < size:
                return
            self._head = None
            self.drawn.emit(_drawn(head, bytes(process.read(size).data())))

    def _take(self, told: Mapping[str, Any]) -> None:
        serial = told.get("shown") or told.get("refused") or 0
        self._answered = max(self._answered, serial)
        if serial != self._serial:
            return  # something else is asked for by now
        if "shown" in told:
            sizes = [(width, height) for width, height in told["sizes"]]
            place = told.get("place")
            self.shown.emit(Shown(told["sheet"], sizes, tuple(place) if place else None))
        else:
            reason = told["reason"]
            self.refused.emit(KnownError(reason["message"], **reason["values"]))

    def _read_complaint(self) -> None:
        if self._process is not None:
            self._complaint += bytes(self._process.readAllStandardError().data())

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fall()

    def _fall(self, _code: int = 0, _status: object = None) -> None:
        process, self._process = self._process, None
        self._answered, self._head = self._serial, None
        if process is not None:
            process.deleteLater()
            said = self._complaint.decode("utf-8", "replace").strip().splitlines()
            self.fallen.emit(said[-1] if said else "")


def _drawn(head: Mapping[str, Any], data: bytes) -> Drawn:
    form = QImage.Format.Format_Grayscale8 if head["grey"] else QImage.Format.Format_RGB32
    # The image only borrows the bytes: a copy owns its own.
    image = QImage(data, head["width"], head["height"], head["stride"], form).copy()
    return Drawn(head["sheet"], head["page"], head["scale"], head["top"], head["last"], image)
