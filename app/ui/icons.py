"""Icons by role, from the Phosphor font that ships inside qtawesome.

qtawesome takes a quarter of a second to import, so nothing here is imported before the first
paint; and its own front door loads twelve fonts (6 MB), so we open the one that we use.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QIcon

PREFIX = "ph"


def prepare() -> None:
    """Import qtawesome. Slow and free of Qt objects: for the thread that runs after first paint."""
    import os

    os.environ.setdefault("QT_API", "pyside6")
    import qtawesome.iconic_font  # noqa: F401  # pyright: ignore[reportUnusedImport]


class IconFont:
    """The open icon font. Make it in the window's thread, after ``prepare``."""

    def __init__(self) -> None:
        from qtawesome import iconic_font

        folder = Path(str(iconic_font.__file__)).parent / "fonts"
        face, names = (next(folder.glob(f)).name for f in ("phosphor-*.ttf", "phosphor-*.json"))
        self._font: Any = iconic_font.IconicFont((PREFIX, face, names, str(folder)))

    def icon(self, name: str, color: QColor, disabled: QColor, *, flipped: bool) -> QIcon:
        """The glyph ``name`` («ph.books») in ``color``."""
        return self._font.icon(
            name,
            color=color,
            color_active=color,
            color_selected=color,
            color_disabled=disabled,
            hflip=flipped,
            scale_factor=1.14,  # qtawesome draws at 0.875 of the box: 18 asked, 18 drawn
        )
