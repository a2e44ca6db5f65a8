"""A sheet of paper with a border: cards, banners, panels."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui import keys
from app.ui.controls.shapes import rounded
from app.ui.look import Look


class Card(QWidget):
    """A rounded sheet. One that is ``pressable`` takes focus, Return, Space and clicks."""

    pressed = Signal()

    def __init__(
        self,
        look: Look,
        *,
        surface: str = "surface.paper",
        border: str | None = "border.default",
        radius: str = "card",
        pressable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._surface = surface
        self._border = border
        self._radius = radius
        self._pressable = pressable
        self.spoken_role = "Button" if pressable else None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # as Fusion gives it to buttons
        self.dashed = False
        self.strong = False
        if pressable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.theme_changed.connect(self.update)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this card, in order."""
        return [self]

    def press(self) -> None:
        self.pressed.emit()

    def dress(self, surface: str, border: str | None) -> None:
        """Other roles for the ground and the border."""
        self._surface, self._border = surface, border
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        surface = "surface.hover" if self.underMouse() and self._pressable else self._surface
        border = self._look.color(self._border) if self._border else None
        rounded(
            painter,
            self.rect(),
            self._look.theme.radius(self._radius),
            self._look.color(surface),
            border,
            2 if self.strong else 1,
            (4, 3) if self.dashed else (),
        )
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        here = self.rect().contains(event.position().toPoint())
        if self._pressable and here and event.button() == Qt.MouseButton.LeftButton:
            self.press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pressable and keys.chord(event) in ("Return", "Space"):
            self.press()
        else:
            super().keyPressEvent(event)
