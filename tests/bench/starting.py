"""Start-up: from the start of a process to its first paint, against Qt's emptiest editor."""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from app.domain.change import Gesture
from app.services import sampling
from app.services.workspace import Workspace
from tests.bench.measuring import Bench

NAMES = ("start",)
_HERE = Path(__file__).resolve().parents[2]

# Both stop in the first turn of the event loop after the paint, without the work of an orderly end.
_STOP = """
import os, sys

def stop():
    sys.stdout.write("painted\\n")
    sys.stdout.flush()
    os._exit(0)
"""
_OURS = f"""{_STOP}
from app.__main__ import main
from app.ui import window

make = window.Window.__init__

def watched(self, *given):
    make(self, *given)
    self.painted.connect(stop)

window.Window.__init__ = watched
main([])
"""
_BARE = f"""{_STOP}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, stop)

application = QApplication([])
window = Window()
window.setCentralWidget(QTextEdit())
window.resize(1366, 768)
window.show()
application.exec()
"""


def bench(name: str, stack: ExitStack) -> Bench:
    """Ours is the program itself, with the sample classroom as its file of last time.

    The floor imports the same parts of Qt and shows a QMainWindow with an empty QTextEdit.
    """
    home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    with Workspace.open(home / "classroom.bayyina") as workspace:
        workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
    environment = {**os.environ, "BAYYINA_HOME": str(home)}
    # As where the program is installed: compiled once (in the warm-up), then only loaded.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(home / "compiled")

    def first_paint(script: str) -> float:
        start = perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=_HERE,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            said = process.stdout.readline()
            took = perf_counter() - start
            if said != "painted\n":
                raise RuntimeError(process.stderr.read())
        return took

    return Bench(name, 1.5, lambda: first_paint(_OURS), lambda: first_paint(_BARE), rounds=21)
