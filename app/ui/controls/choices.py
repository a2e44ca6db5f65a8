"""A check box and radio cards, painted by the theme."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from app.ui.controls.cutting import elided
from app.ui.controls.shapes import paragraph, rounded
from app.ui.look import Look

_BOX = 18
_GAP = 10


class CheckBox(QCheckBox):
    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setFont(look.font("interface.body"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(_BOX + _GAP + width + 4, self._look.size("control_compact"))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, rtl = self._look, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - _BOX if rtl else 0
        box = QRect(left, (self.height() - _BOX) // 2, _BOX, _BOX)
        on = self.checkState() != Qt.CheckState.Unchecked
        fill = "accent.fill" if on else "surface.paper"
        border = None if on else look.color("border.control")
        rounded(painter, box, look.theme.radius("mark"), look.color(fill), border)
        if on:
            paint_tick(painter, box, look)
        words = self.rect().adjusted(0, 0, -_BOX - _GAP, 0) if rtl else self.rect()
        if not rtl:
            words = self.rect().adjusted(_BOX + _GAP, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(look.color("text.primary" if self.isEnabled() else "text.disabled"))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(flags), elided(self.text(), self.font(), words.width()))
        painter.end()


def paint_tick(painter: QPainter, box: QRect, look: Look) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.color("accent.on_fill"), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y = box.left(), box.top()
    painter.drawPolyline(
        [QPointF(x + 4.5, y + 9.5), QPointF(x + 7.8, y + 12.6), QPointF(x + 13.8, y + 5.8)]
    )
    painter.restore()


class RadioCard(QRadioButton):
    """One choice on a card of its own: a circle, a heading with an icon, and a sentence."""

    def __init__(
        self,
        look: Look,
        heading: str,
        body: str = "",
        *,
        icon: str | None = None,
        height: int = 44,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(heading, parent)
        self._look = look
        self._body = body
        self._icon = icon
        self.setAccessibleName(heading)
        self.setAccessibleDescription(body)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.theme_changed.connect(self.update)

    def say(self, heading: str, body: str = "") -> None:
        self.setText(heading)
        self._body = body
        self.setAccessibleName(heading)
        self.setAccessibleDescription(body)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._look.font("interface.strong")).horizontalAdvance(self.text())
        return QSize(width + 70, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, on = self._look, self.isChecked()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        over = "surface.hover" if self.underMouse() else "surface.paper"
        ground = "surface.selected" if on else over
        border = look.color("accent.ink" if on else "border.control")
        radius = look.theme.radius("control")
        rounded(painter, self.rect(), radius, look.color(ground), border, 2 if on else 1)

        def place(offset: int, width: int, top: int, height: int) -> QRect:
            left = self.width() - offset - width if rtl else offset
            return QRect(left, top, width, height)

        first = 22 if not self._body else 25
        self._paint_circle(painter, place(14, _BOX, first - 9, _BOX))
        offset = 14 + _BOX + _GAP
        if self._icon:
            pixmap = look.icon(self._icon, "text.primary").pixmap(
                QSize(_BOX, _BOX), self.devicePixelRatioF()
            )
            painter.drawPixmap(place(offset, _BOX, first - 9, _BOX).topLeft(), pixmap)
            offset += _BOX + 9
        painter.setFont(look.font("interface.strong" if self._body else "interface.body"))
        painter.setPen(look.color("text.primary"))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute
        room = self.width() - offset - 10
        middle = int(flags | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place(offset, room, first - 12, 24), middle, self.text())
        if self._body:
            painter.setFont(look.font("interface.label"))
            font = look.font("interface.caption")
            font.setPixelSize(13)
            painter.setFont(font)
            painter.setPen(look.color("text.secondary"))
            start = 14 + _BOX + _GAP
            box = place(start, self.width() - start - 14, 38, self.height() - 40)
            paragraph(painter, box, self._body, 22, side)
        painter.end()

    def _paint_circle(self, painter: QPainter, box: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        color = self._look.color("accent.ink" if on else "border.control")
        painter.setPen(QPen(color, 6 if on else 1))
        painter.setBrush(self._look.color("surface.paper"))
        inset = 3.0 if on else 0.5
        painter.drawEllipse(box.toRectF().adjusted(inset, inset, -inset, -inset))
        painter.restore()
