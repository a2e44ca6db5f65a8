"""The badge of a tag: its letter on ink, a number on tint."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.annotation import Tag
from app.ui.controls.shapes import rounded
from app.ui.look import Look


def paint_badge(
    painter: QPainter, rect: QRect, look: Look, tag: Tag, number: str, *, rtl: bool = True
) -> None:
    """Draw a badge in ``rect`` (36 × 18 by the theme): letter at the leading half."""
    mark = look.theme.tag(tag)
    radius = look.theme.radius("mark")
    half = rect.width() // 2
    leading = QRect(rect.right() + 1 - half if rtl else rect.left(), rect.top(), half, 18)
    leading.setHeight(rect.height())
    trailing = QRect(rect.left() if rtl else rect.left() + half, rect.top(), half, rect.height())
    painter.save()
    rounded(painter, rect, radius, mark.tint, mark.ink)
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(shape)
    painter.fillRect(leading, mark.ink)
    painter.setClipping(False)
    font = look.font("interface.caption")
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(mark.on_ink)
    painter.drawText(leading.adjusted(0, -1, 0, -1), int(Qt.AlignmentFlag.AlignCenter), mark.letter)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(mark.ink)
    painter.drawText(trailing, int(Qt.AlignmentFlag.AlignCenter), number)
    painter.restore()


class Badge(QWidget):
    """A badge that stands alone; ``name`` is what it says to a screen reader."""

    def __init__(
        self, look: Look, tag: Tag, number: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._tag = tag
        self._number = number
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def say(self, tag: Tag, number: str, name: str) -> None:
        """Show another claim's."""
        self._tag, self._number = tag, number
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        number = self._look.theme.number
        return QSize(int(number("lane", "badge_width")) - 1, int(number("lane", "badge_height")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_badge(painter, self.rect(), self._look, self._tag, self._number, rtl=rtl)
        painter.end()
