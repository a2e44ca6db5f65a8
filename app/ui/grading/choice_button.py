"""One of a few decisions: its name over the points that it is worth."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.controls.shapes import rounded
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look


class ChoiceButton(QAbstractButton):
    """44 high. What is checked follows the grade: ``show_chosen``."""

    def __init__(self, look: Look, name: str, points: str) -> None:
        super().__init__()
        self._look = look
        self._points = points
        self.say(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def say(self, name: str) -> None:
        """What the decision is called."""
        self.setText(name)
        self.setAccessibleName(f"{name} {self._points}")
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """What is checked follows the grade, never the mouse."""

    def sizeHint(self) -> QSize:
        return QSize(max(64, self._least()), 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(44, self._least() - 12), 44)

    def _least(self) -> int:
        return QFontMetrics(self._look.font("interface.label")).horizontalAdvance(self.text()) + 20

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, on = self._look, self.isChecked()
        ground = "surface.selected" if on else "surface.paper"
        if not on and self.underMouse():
            ground = "surface.hover"
        border = look.color("accent.ink" if on else "border.default")
        rounded(
            painter, self.rect(), look.theme.radius("control"), look.color(ground), border,
            2 if on else 1,
        )  # fmt: skip
        font = look.font("interface.strong" if on else "interface.label")
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(look.color("accent.ink" if on else "text.primary"))
        middle = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(QRect(0, 3, self.width(), 22), middle, self.text())
        painter.setFont(figure_font(look, "interface.caption"))
        painter.setPen(look.color("accent.ink" if on else "text.secondary"))
        painter.drawText(QRect(0, 23, self.width(), 17), middle, self._points)
        painter.end()
