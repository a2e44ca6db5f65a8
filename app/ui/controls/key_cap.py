"""A key as it looks on the keyboard: «1», «Ctrl Z». Always Latin, always left to right."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.controls.shapes import rounded
from app.ui.look import Look

_HEIGHT = 18


def key_font(look: Look) -> QFont:
    font = look.font("interface.caption")
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def key_cap_width(look: Look, key: str) -> int:
    return max(_HEIGHT, QFontMetrics(key_font(look)).horizontalAdvance(key) + 10)


def paint_key_cap(painter: QPainter, rect: QRect, key: str, look: Look, ink: str) -> None:
    """Draw ``key`` in ``rect``: a thin box with a thicker foot."""
    painter.save()
    border = look.color("border.control")
    rounded(painter, rect, look.theme.radius("mark"), look.color("surface.paper"), border)
    foot = QRect(rect.left() + 2, rect.bottom() - 1, rect.width() - 4, 1)
    painter.fillRect(foot, border)
    painter.setFont(key_font(look))
    painter.setPen(look.color(ink))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or brackets would be mirrored
    painter.drawText(rect.adjusted(0, 0, 0, -1), int(Qt.AlignmentFlag.AlignCenter), key)
    painter.restore()


class KeyCap(QWidget):
    def __init__(self, look: Look, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)
        look.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(key_cap_width(self._look, self._key), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key_cap(painter, self.rect(), self._key, self._look, "text.primary")
        painter.end()
