"""The look that every widget is given: the theme of the moment and its icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui import theme as themes

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QIcon

    from app.ui.icons import IconFont
    from app.ui.theme import Theme, ThemeName


class Look(QObject):
    """Passed down by constructor. Widgets that paint or hold an icon redraw on ``theme_changed``.

    ``theme_worn`` comes after all of them: what has to see the palettes that they set by then.

    Icons are empty until ``open_icons``; ``theme_changed`` is emitted then too, so that one
    connection serves both.
    """

    theme_changed = Signal()
    theme_worn = Signal()

    def __init__(
        self, name: ThemeName = "light", *, right_to_left: bool = True, reduced_motion: bool = False
    ) -> None:
        super().__init__()
        self.theme: Theme = themes.load(name)
        self.right_to_left = right_to_left
        self.reduced_motion = reduced_motion
        self._icons: IconFont | None = None
        self._drawn: dict[tuple[str, str, bool], QIcon] = {}

    def wear(self, name: ThemeName) -> None:
        """Change the theme of everything that is shown, at once."""
        if name != self.theme.name:
            self.theme = themes.load(name)
            self._restart()

    def turn(self, *, right_to_left: bool) -> None:
        """Icons that have a direction follow the language's."""
        if right_to_left != self.right_to_left:
            self.right_to_left = right_to_left
            self._restart()

    def open_icons(self) -> None:
        """After first paint and after ``icons.prepare`` in the loading thread."""
        from app.ui.icons import IconFont

        if self._icons is None:
            self._icons = IconFont()
            self._restart()

    @property
    def has_icons(self) -> bool:
        return self._icons is not None

    def icon(self, role: str, color: str = "text.secondary") -> QIcon:
        """The icon of a role («undo») in a colour of the theme; null before ``open_icons``."""
        if self._icons is None:
            from PySide6.QtGui import QIcon

            return QIcon()
        key = (role, color, self.right_to_left)
        if key not in self._drawn:
            flipped = self.theme.icon_flips(role, right_to_left=self.right_to_left)
            self._drawn[key] = self._icons.icon(
                self.theme.icon_name(role),
                self.theme.color(color),
                self.theme.color("text.disabled"),
                flipped=flipped,
            )
        return self._drawn[key]

    def color(self, role: str) -> QColor:
        return self.theme.color(role)

    def font(self, role: str) -> QFont:
        return self.theme.font(role)

    def size(self, name: str) -> int:
        return self.theme.size(name)

    def _restart(self) -> None:
        self._drawn.clear()
        self.theme_changed.emit()
        self.theme_worn.emit()
