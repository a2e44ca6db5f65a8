"""The gutter: relations as curves between the badges of two readers."""

import math
from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.gutter.strands import ARROW, Curve, End, Span, Strand, lay, reach
from app.ui.look import Look
from app.ui.reader.reader import Reader
from app.ui.reading.marks import paint_knot

_REACH = 5  # how near the mouse must be to a curve
_STILL_AFTER = 150
_DOT = 3
_RING = 4
_ON_ITS_WAY = (6, 4)  # dashes of a relation without a type, in pixels


class Gutter(QWidget):
    """Curves between ``first`` (at the right where the interface runs right to left) and
    ``second``. Redraws itself when a reader scrolls, is laid out again, or is pointed at."""

    relation_clicked = Signal(str)
    relation_hovered = Signal(str)  # empty: none any more

    def __init__(
        self, first: Reader, second: Reader, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._readers = (first, second)
        self._look = look
        self._curves: tuple[Curve, ...] = ()
        self._strands: list[Strand] = []
        self._reached: tuple[str, QPoint, str | None] | None = None
        self._hovered = ""
        self._scrolling = False
        self._still = QTimer(self, singleShot=True, interval=_STILL_AFTER)
        self._still.timeout.connect(self._rest)
        self.setMouseTracking(True)
        self.setFixedWidth(look.size("gutter"))
        look.theme_changed.connect(self.update)
        for reader in self._readers:
            reader.geometry_changed.connect(self.update)
            reader.emphasis_changed.connect(self.update)
            reader.verticalScrollBar().valueChanged.connect(self._scroll)

    def show_relations(self, curves: Iterable[Curve]) -> None:
        """Show these relations and no others; strangers to both readers are not drawn."""
        self._curves = tuple(curves)
        self.update()

    def reach(
        self, claim_id: str | None, place: QPoint | None = None, target: str | None = None
    ) -> None:
        """Show a relation on its way from a claim to a place of the screen, or to the badge of
        ``target``; None: no longer."""
        reached = None if claim_id is None or place is None else (claim_id, place, target)
        if reached != self._reached:
            self._reached = reached
            self.update()

    def strands(self) -> list[Strand]:
        """The curves that are seen now, in the order of painting."""
        knot = self._look.theme.number("curve", "knot")
        return lay(self._ends(), self.width(), self._text_spans(), knot)

    def reaching(self) -> tuple[QPainterPath, QPointF] | None:
        """The curve of a relation on its way, and where it ends now."""
        if self._reached is None:
            return None
        source_id, place, target_id = self._reached
        ends = self._ends_of({source_id, target_id or source_id})
        if source_id not in ends:
            return None
        to = QPointF(self.mapFromGlobal(place))
        target = ends.get(target_id or "")
        if target is not None:
            to = QPointF(self.width() if target.at_right else 0, target.y)
        return reach(ends[source_id], to, self.width(), self._text_spans())

    def sizeHint(self) -> QSize:
        return QSize(self._look.size("gutter"), 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.window"))
        painter.setPen(self._look.color("border.subtle"))
        painter.drawLine(0, 0, 0, self.height())
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._strands = self.strands()
        thick = [strand for strand in self._strands if self._is_thick(strand.curve)]
        for strand in self._strands:
            if strand not in thick:
                self._paint_strand(painter, strand, thick=False)
        for strand in thick:
            self._paint_strand(painter, strand, thick=True)
        for strand in self._strands:
            self._paint_knot(painter, strand, thick=strand in thick)
        self._paint_reaching(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._curve_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        curve = self._curve_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and curve is not None:
            self.relation_clicked.emit(curve.id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = cast(QHelpEvent, event)
            curve = self._curve_at(QPointF(place.pos()))
            if curve is None or not curve.tooltip:
                QToolTip.hideText()
            else:
                QToolTip.showText(place.globalPos(), curve.tooltip, self)
            return True
        return super().event(event)

    def _ends(self) -> Iterable[tuple[Curve, End, End]]:
        ends = self._ends_of({end for c in self._curves for end in (c.source, c.target)})
        for curve in self._curves:
            source, target = ends.get(curve.source), ends.get(curve.target)
            if source is not None and target is not None:
                yield curve, source, target

    def _ends_of(self, claim_ids: Iterable[str]) -> dict[str, End]:
        ends: dict[str, End] = {}
        for i, reader in enumerate(self._readers):
            at_right, offset = (i == 0) == self.isRightToLeft(), self._offset(reader)
            for claim_id, y in reader.badge_anchors(claim_ids).items():
                ends.setdefault(claim_id, End(claim_id, at_right, y + offset))
        return ends

    def _text_spans(self) -> tuple[Span, Span]:
        return self._text_span(at_right=False), self._text_span(at_right=True)

    def _text_span(self, *, at_right: bool) -> Span:
        reader = self._readers[0 if at_right == self.isRightToLeft() else 1]
        top = self._offset(reader)
        return top, top + reader.viewport().height()

    def _offset(self, reader: Reader) -> int:
        """From heights in a reader's viewport to the gutter's."""
        window = self.window()
        at = reader.viewport().mapTo(window, QPoint(0, 0))
        return at.y() - self.mapTo(window, QPoint(0, 0)).y()

    def _is_thick(self, curve: Curve) -> bool:
        if curve.id == self._hovered:
            return True
        ends = (curve.source, curve.target)
        return any(reader.is_strong(end) for reader in self._readers for end in ends)

    def _paint_strand(self, painter: QPainter, strand: Strand, *, thick: bool) -> None:
        mark = self._look.theme.relation(strand.curve.type)
        if self._scrolling:
            width = self._look.theme.number("curve", "width_scrolling")
        else:
            width = self._look.theme.number("curve", "width_hover" if thick else "width")
        pen = QPen(self._faded(strand, mark.color), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark.dash:
            pen.setDashPattern([length / width for length in mark.dash])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(strand.path())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark.color)
        if not strand.source_clamped:
            painter.drawEllipse(strand.source, _DOT, _DOT)
        if strand.target_clamped:
            return
        if mark.arrow:
            painter.drawPolygon(self._arrow(strand.target))
        else:
            painter.drawEllipse(strand.target, _DOT, _DOT)

    def _paint_reaching(self, painter: QPainter) -> None:
        """No type yet, so no colour of one: the accent's, and a ring at the pointer."""
        reaching = self.reaching()
        if reaching is None or self._reached is None:
            return
        path, end = reaching
        width = self._look.theme.number("curve", "width_hover")
        pen = QPen(self._look.color("accent.ink"), width)
        pen.setDashPattern([length / width for length in _ON_ITS_WAY])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(QPen(self._look.color("accent.ink"), width))
        met = self._reached[2] is not None
        painter.setBrush(self._look.color("accent.ink" if met else "surface.paper"))
        painter.drawEllipse(end, _RING, _RING)

    def _arrow(self, tip: QPointF) -> QPolygonF:
        back = ARROW if tip.x() < self.width() / 2 else -ARROW
        sides: Sequence[QPointF] = (
            tip,
            tip + QPointF(back, -ARROW / 2 - 0.5),
            tip + QPointF(back, ARROW / 2 + 0.5),
        )
        return QPolygonF(sides)

    def _faded(self, strand: Strand, color: QColor) -> QBrush:
        """The curve's colour; towards a clamped end it goes out."""
        if not strand.source_clamped and not strand.target_clamped:
            return QBrush(color)
        end = strand.source if strand.source_clamped else strand.target
        fade = self._look.theme.number("curve", "fade")
        inward = fade if end.x() < self.width() / 2 else -fade
        gradient = QLinearGradient(end, end + QPointF(inward, 0))
        clear = QColor(color)
        clear.setAlpha(0)
        gradient.setColorAt(0, clear)
        gradient.setColorAt(1, color)
        return QBrush(gradient)

    def _paint_knot(self, painter: QPainter, strand: Strand, *, thick: bool) -> None:
        if strand.knot is None:
            return
        size = self._look.theme.number("curve", "knot") + (4 if thick else 0)
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(strand.knot)
        paint_knot(painter, self._look.theme, rect, strand.curve.type)

    def _curve_at(self, point: QPointF) -> Curve | None:
        near = [(strand.distance(point), i) for i, strand in enumerate(self._strands)]
        best = min(near, default=(math.inf, 0))
        return self._strands[best[1]].curve if best[0] <= _REACH else None

    def _hover(self, curve: Curve | None) -> None:
        now = curve.id if curve is not None else ""
        if now == self._hovered:
            return
        self._hovered = now
        self.setCursor(Qt.CursorShape.PointingHandCursor if now else Qt.CursorShape.ArrowCursor)
        for reader in self._readers:
            reader.emphasize([curve.source, curve.target] if curve is not None else [])
        self.relation_hovered.emit(now)
        self.update()

    def _scroll(self) -> None:
        self._scrolling = True
        self._still.start()
        self.update()

    def _rest(self) -> None:
        self._scrolling = False
        self.update()
