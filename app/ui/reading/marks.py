"""The letter of a tag and the sign of a relation, painted outside the text."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.ui.theme import Theme

KNOT = 18  # diameter of a relation's sign in rows


def paint_letter(
    painter: QPainter, theme: Theme, rect: QRectF, tag: Tag, *, filled: bool = True
) -> None:
    """The tag's letter in a square: filled with ink, or outlined where it is off."""
    mark = theme.tag(tag)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = theme.radius("mark")
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark.ink)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(QPen(mark.ink, 1))
        painter.setBrush(theme.color("surface.paper"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    size = 13 if rect.height() >= 20 else 12
    color = mark.on_ink if filled else mark.ink
    _centre(painter, rect, mark.letter, _letter_font(theme, size), color)
    painter.restore()


def paint_knot(painter: QPainter, theme: Theme, rect: QRectF, type_: RelationType) -> None:
    """The sign of a relation in a circle; drawn, so that it does not hang on a font."""
    mark = theme.relation(type_)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(mark.color, 1.5))
    painter.setBrush(theme.color("surface.paper"))
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.translate(rect.center())
    painter.scale(rect.width() / KNOT, rect.width() / KNOT)
    pen = QPen(mark.color, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if type_ is RelationType.SAME_ORIGIN:
        painter.setBrush(mark.color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(0, 0), 2.2, 2.2)
    else:
        painter.drawPath(_sign(type_))
    painter.restore()


def _sign(type_: RelationType) -> QPainterPath:
    path = QPainterPath()
    if type_ is RelationType.SUPPORTS:
        path.moveTo(-3, 0)
        path.lineTo(3, 0)
        path.moveTo(0, -3)
        path.lineTo(0, 3)
    elif type_ is RelationType.QUALIFIES:
        path.moveTo(-3.5, 0.8)
        path.cubicTo(-2, -2.6, -0.8, -1.2, 0, 0)
        path.cubicTo(0.8, 1.2, 2, 2.6, 3.5, -0.8)
    else:
        for y in (-1.4, 1.4):
            path.moveTo(-3, y)
            path.lineTo(3, y)
        if type_ is RelationType.CONTRADICTS:
            path.moveTo(-1.8, 3.6)
            path.lineTo(1.8, -3.6)
    return path


def _letter_font(theme: Theme, size: int) -> QFont:
    font = theme.font("interface.caption")
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold)
    return font


def _centre(painter: QPainter, rect: QRectF, text: str, font: QFont, color: QColor) -> None:
    """Centre by the ink of the letters: Arabic letters sit unevenly in their line box."""
    ink = QFontMetricsF(font).tightBoundingRect(text).center()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect.center() - ink, text)
