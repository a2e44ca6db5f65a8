"""The two faces of the program, loaded from ``resources/fonts``."""

from PySide6.QtGui import QFontDatabase

from app import paths

_FILES = (
    "vazirmatn/Vazirmatn-Regular.ttf",
    "vazirmatn/Vazirmatn-Medium.ttf",
    "vazirmatn/Vazirmatn-SemiBold.ttf",
    "vazirmatn/Vazirmatn-Bold.ttf",
    "amiri/Amiri-Regular.ttf",
    "amiri/Amiri-Bold.ttf",
)


def load() -> list[str]:
    """Register the faces with Qt (an application must exist); the names of files that failed.

    Where one fails, Qt goes on with a font of the system: readable, not the same look.
    """
    folder = paths.resources() / "fonts"
    return [name for name in _FILES if QFontDatabase.addApplicationFont(str(folder / name)) < 0]
