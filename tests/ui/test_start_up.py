"""Nothing slow is imported before the first paint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = (
    "PIL", "PySide6.QtPrintSupport", "bidi", "fontTools", "hijridate", "pydantic", "pypdfium2",
    "qtawesome", "reportlab", "sqlalchemy", "sqlmodel", "uharfbuzz", "app.store", "app.formats",
    "PySide6.QtNetwork",
)  # fmt: skip
SCRIPT = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.ui.application import Application
from app.ui.preferences import Preferences

home, start = Path(sys.argv[1]), sys.argv[2]
qt = QApplication(["test"])
application = Application(qt, Preferences(home / "preferences.json"), "ar")

def stop():
    sys.stdout.write("\\n".join(sorted(sys.modules)))
    sys.stdout.flush()
    os._exit(0)

application.window.painted.connect(stop)
files = [home / "lesson.bayyina-pack"] if start == "pack" else []
application.begin(home / "class.bayyina" if start == "existing" else None, files)
qt.exec()
"""


def loaded_at_first_paint(home: Path, start: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(home), start],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[2],
        env=_environment(home),
    )
    return set(done.stdout.split())


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BAYYINA_HOME": str(home)}


def test_the_frame_needs_nothing_slow(tmp_path: Path) -> None:
    loaded = loaded_at_first_paint(tmp_path, "existing")
    assert "app.ui.frame.frame" in loaded
    assert [name for name in SLOW if name in loaded] == []


def test_the_first_run_needs_nothing_slow(tmp_path: Path) -> None:
    loaded = loaded_at_first_paint(tmp_path, "new")
    assert "app.ui.first_run.screen" in loaded
    assert [name for name in SLOW if name in loaded] == []


def test_a_double_click_on_a_pack_needs_nothing_slow(tmp_path: Path) -> None:
    loaded = loaded_at_first_paint(tmp_path, "pack")
    assert "app.ui.opening.screen" in loaded
    assert [name for name in SLOW if name in loaded] == []


CLOSING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.ui import application

begin = application.Application.begin

def begin_and_close(self, *given):
    begin(self, *given)
    QTimer.singleShot(int(sys.argv[2]), self.window.close)

application.Application.begin = begin_and_close
sys.exit(application.run(Path(sys.argv[1]) / "class.bayyina", "ar"))
"""


@pytest.mark.parametrize("milliseconds", [0, 100])
def test_closing_while_loading_ends_cleanly(tmp_path: Path, milliseconds: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, str(tmp_path), str(milliseconds)],
        capture_output=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
        env=_environment(tmp_path),
    )
    assert done.returncode == 0, done.stderr.decode()
