"""Where things live: resources and seeds (source tree, wheel, bundle), and the user's own data."""

import os
import sys
from pathlib import Path

APP = "Bayyina"


def _shipped(name: str) -> Path:
    """A folder that ships with the program."""
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller
    here = Path(__file__).resolve().parent
    candidates = [here.parent / name, here / "_data" / name]
    if bundle:
        candidates.insert(0, Path(bundle) / name)
    return next((path for path in candidates if path.is_dir()), candidates[0])


def resources() -> Path:
    """Fonts, icons, themes and messages."""
    return _shipped("resources")


def seeds() -> Path:
    """The sample classroom."""
    return _shipped("seeds")


def user_data() -> Path:
    """The folder of this user's classroom files and preferences (not created here).

    ``BAYYINA_HOME`` overrides it: a USB stick, a second installation, a test.
    """
    chosen = os.environ.get("BAYYINA_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "bayyina"


def default_workspace() -> Path:
    """The classroom file that is opened where none is named."""
    return user_data() / "classroom.bayyina"


def preferences() -> Path:
    """This user's language, theme, sizes and last classroom file."""
    return user_data() / "preferences.json"


def window_mark() -> Path:
    """A file that is there while a window is open: a second start need not ask otherwise."""
    return user_data() / "window.open"
