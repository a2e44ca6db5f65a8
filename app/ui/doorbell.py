"""One window on one computer: a second start hands its files to the window that is there.

A local socket of this user: nothing of it leaves the computer. Who rings writes one line of JSON
and reads an answer; where nobody answers in time there is no window, or it hangs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app import paths

_PATIENCE = 2_000  # milliseconds for an answer; a window that is there connects within one
_CONNECTING = 300
_LONGEST = 1 << 20  # bytes of one line
_ANSWER = b"here\n"


def name() -> str:
    """The same for every start with the same folder of user data."""
    whole = str(paths.user_data().absolute())
    return f"bayyina-{sha256(whole.encode(errors='surrogatepass')).hexdigest()[:20]}"


def ring(files: Sequence[Path] = ()) -> bool:
    """Have the window that is open come to the front and open ``files``; False: nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(name())
    if not socket.waitForConnected(_CONNECTING):
        return False
    _let_come_forward()
    socket.write(json.dumps({"files": [str(file) for file in files]}).encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE):
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer == _ANSWER


def _let_come_forward() -> None:
    """Windows lets a program take the front only where the one that has it allows that."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.user32.AllowSetForegroundWindow(-1)


class Doorbell(QObject):
    """Listens while the window is open. ``rung`` brings the files (paths), perhaps none."""

    rung = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self) -> bool:
        """Begin; False where another window listens already, or nobody can here."""
        probe = QLocalSocket()
        probe.connectToServer(name())
        if probe.waitForConnected(_CONNECTING):
            probe.abort()
            return False
        QLocalServer.removeServer(name())  # of a window that was killed
        if not self._server.listen(name()):
            return False
        with suppress(OSError):  # without the mark a second start rings only when it must
            paths.window_mark().parent.mkdir(parents=True, exist_ok=True)
            paths.window_mark().touch()
        return True

    @property
    def listens(self) -> bool:
        return self._server.isListening()

    def stop(self) -> None:
        """The window closes."""
        if self._server.isListening():
            with suppress(OSError):
                paths.window_mark().unlink(missing_ok=True)
            self._server.close()

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        files = _files(bytes(socket.readLine().data()))
        if files is None:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self.rung.emit(files)


def _files(line: bytes) -> list[Path] | None:
    """The paths in a line; None where it is none of ours."""
    try:
        said: object = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    files = cast("dict[str, object]", said).get("files")
    if not isinstance(files, list):
        return None
    named = [file for file in cast("list[object]", files) if isinstance(file, str) and file]
    return [Path(file) for file in named if Path(file).is_absolute()]
