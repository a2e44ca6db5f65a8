"""Strokes that several painted controls share."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout

from app.ui.theme import Theme

DASHES: tuple[tuple[int, ...], ...] = ((), (8, 4), (2, 3))  # the three tags', solid first


def direction_of(
    text: str, otherwise: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
) -> Qt.LayoutDirection:
    """The base direction of a text: that of its first strong letter outside isolates (UAX #9, P2);
    ``otherwise`` where it has none. Painters need telling; an Arabic title in an English window
    keeps its own punctuation in place."""
    within = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("LRI", "RLI", "FSI"):
            within += 1
        elif kind == "PDI":
            within = max(0, within - 1)
        elif not within and kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        elif not within and kind == "L":
            return Qt.LayoutDirection.LeftToRight
    return otherwise


def rounded(
    painter: QPainter,
    rect: QRect,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1,
    dash: Sequence[float] = (),
) -> None:
    """A filled rounded box whose border lies inside ``rect``, on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect)
    if border is not None:
        box.adjust(width / 2, width / 2, -width / 2, -width / 2)
        pen = QPen(border, width)
        if dash:
            pen.setDashPattern([step / width for step in dash])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def stroke(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    color: QColor,
    width: float = 1,
    dash: Sequence[float] = (),
) -> None:
    """A straight line, not antialiased; ``dash`` in pixels, beginning at ``start``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([step / width for step in dash])
    painter.setPen(pen)
    painter.drawLine(QLineF(start, end))
    painter.restore()


def paragraph(
    painter: QPainter, box: QRect, text: str, line_height: int, side: Qt.AlignmentFlag
) -> int:
    """Words broken into lines of the painter's font, from the top of ``box``; the height used.

    Without the space at a line's end, by which Qt shifts wrapped right-to-left lines.
    """
    layout = QTextLayout(text, painter.font())
    painter.setLayoutDirection(direction_of(text))
    layout.beginLayout()
    top = box.top()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        start = line.textStart()
        words = text[start : start + line.textLength()].strip()
        row = QRect(box.left(), top, box.width(), line_height)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, int(flags | Qt.TextFlag.TextDontClip), words)
        top += line_height
    layout.endLayout()
    return top - box.top()


def three_lines(
    painter: QPainter, rect: QRect, color: QColor, *, width: float, pitch: float
) -> None:
    """The sign of the product: the underlines of the three tags, from the right edge."""
    for row, dash in enumerate(DASHES):
        y = rect.top() + width / 2 + row * pitch
        scale = width / 2
        stroke(
            painter,
            QPointF(rect.right() + 1, y),
            QPointF(rect.left(), y),
            color,
            width,
            [step * scale for step in dash],
        )


def track(painter: QPainter, rect: QRect, share: float, theme: Theme, *, rtl: bool) -> None:
    """A progress bar that starts at the leading edge."""
    radius = rect.height() / 2
    outline = theme.color("border.default") if theme.track_outline else None
    rounded(painter, rect, radius, theme.color("surface.sunken"), outline)
    share = min(1.0, max(0.0, share))
    length = round(rect.width() * share)
    if length:
        left = rect.right() + 1 - length if rtl else rect.left()
        done = QRect(left, rect.top(), length, rect.height())
        rounded(painter, done, radius, theme.color("accent.fill"))
