"""The reader as the reading page has it: badges that can be dragged, and focus on a paragraph."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from app.domain.article import Segment
from app.ui import keys
from app.ui.look import Look
from app.ui.reader.handles import paint_handles
from app.ui.reader.reader import Reader

_VEIL = 165  # alpha of the paper over what is not in hand


class PageReader(Reader):
    """A badge that is pulled from its place and let go over another asks for a relation."""

    badge_pulled = Signal(list, QPoint)  # its claims, place on the screen
    badge_dropped = Signal(list, QPoint)
    badge_let_go = Signal()  # with Esc: it goes nowhere
    group_clicked = Signal(list, QPoint)  # claims that share a badge, place on the screen
    claims_entered = Signal(list)  # ids of the claims that a key has brought the caret into

    def __init__(self, look: Look, figures: Callable[[str], str]) -> None:
        super().__init__(look, figures)
        self._held: tuple[list[str], QPointF] | None = None  # claims of the badge pressed; where
        self._pulled = False
        self._aim: str | None = None
        self._focused = False
        self._in_hand = -1
        self.cursorPositionChanged.connect(self._follow_caret)

    def focus_on_paragraph(self, on: bool) -> None:
        """Whether only the paragraph with the caret has its full ink."""
        self._focused = on
        self._in_hand = self.textCursor().blockNumber()
        self.viewport().update()

    def select_claim(self, claim_id: str | None) -> None:
        """The paragraph in hand is the chosen claim's, until the caret moves."""
        super().select_claim(claim_id)
        claim = self._marking.index.by_id.get(claim_id or "")
        if claim is not None:
            self._in_hand = self._marking.block_of(claim.start).blockNumber()

    def claim_at(self, place: QPoint) -> str | None:
        """The claim whose badge or words are at a place of the screen."""
        ids = self._at(place)
        return ids[0] if ids else None

    def mark_at(self, place: QPoint) -> list[str]:
        """All claims of the badge at a place of the screen, or the one whose words are there."""
        on_badge = self._marking.badge_at(self._point(QPointF(self._inside(place)))) is not None
        return self._at(place)[: None if on_badge else 1]

    def group_of(self, claim_id: str) -> Sequence[str]:
        """The claims that share a badge with one that starts on the same line; itself alone where
        its badge is its own."""
        claim = self._marking.index.by_id.get(claim_id)
        badge = self._marking.badge_of(claim) if claim is not None else None
        return badge.ids if badge is not None else ()

    def aim_at(self, claim_id: str | None) -> None:
        """Frame the badge that a relation on its way would be tied to."""
        if claim_id != self._aim:
            self._aim = claim_id
            self.viewport().update()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if self._pulled and keys.chord(e) == "Esc":
            self._held, self._pressed_at, self._pulled = None, None, False
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            self.badge_let_go.emit()
        elif keys.chord(e) in ("Alt+Up", "Alt+Down"):
            e.ignore()  # the page's, from claim to claim: Qt would scroll
        else:
            before = self._claims_at_caret()
            super().keyPressEvent(e)
            if entered := [one for one in self._claims_at_caret() if one not in before]:
                self.claims_entered.emit(entered)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        super().mousePressEvent(e)
        self._held, self._pulled = None, False
        if e.button() == Qt.MouseButton.LeftButton:
            badge = self._marking.badge_at(self._point(e.position()))
            if badge is not None:
                self._held = list(badge.ids), e.position()

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        if self._held is None or not e.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(e)
            return
        far = (e.position() - self._held[1]).manhattanLength()
        if self._pulled or far >= QApplication.startDragDistance():
            self._pulled = True
            self.viewport().setCursor(Qt.CursorShape.DragLinkCursor)
            self.badge_pulled.emit(self._held[0], e.globalPosition().toPoint())

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is None or not self._pulled:
            super().mouseReleaseEvent(e)
            return
        self._pressed_at, self._pulled = None, False
        e.accept()
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.badge_dropped.emit(held[0], e.globalPosition().toPoint())

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._aim is not None:
            self._paint_aim(self._aim)
        if self._focused:
            self._paint_veil(e)

    def _load(self, text: str, segments: Sequence[Segment]) -> None:
        super()._load(text, segments)
        self._in_hand = 0  # the caret is at the beginning, and did not say so

    def _clicked(self, place: QPointF) -> None:
        badge = self._marking.badge_at(self._point(place))
        if badge is not None and badge.is_group:
            self.group_clicked.emit(list(badge.ids), self.viewport().mapToGlobal(place.toPoint()))
        else:
            super()._clicked(place)

    def _inside(self, place: QPoint) -> QPoint:
        return self.viewport().mapFromGlobal(place)

    def _at(self, place: QPoint) -> list[str]:
        """The claims at a place of the screen."""
        inside = self._inside(place)
        if not self.isVisible() or not self.viewport().rect().contains(inside):
            return []
        return self._ids_at(self._point(QPointF(inside)))

    def _paint_aim(self, claim_id: str) -> None:
        claim = self._marking.index.by_id.get(claim_id)
        badge = self._marking.badge_of(claim) if claim is not None else None
        if badge is not None:
            painter = QPainter(self.viewport())
            painter.translate(0, -self._scrolled())
            self._marking.artist.draw_frame(painter, self._marking.badge_rect(badge))
            painter.end()

    def _paint_veil(self, e: QPaintEvent) -> None:
        """Paper over all but the paragraph in hand, and the handles that reach out of it."""
        paper = QColor(self._look.color("surface.paper"))  # a copy: the theme's stays opaque
        paper.setAlpha(_VEIL)
        scrolled = self._scrolled()
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        width = self.viewport().width()
        area = e.rect().translated(0, scrolled)
        above, below = area.bottom() + 1.0, area.bottom() + 1.0
        boxes = list(self._geometry.boxes_between(area.top(), area.bottom()))
        for box in boxes:
            if box.number == self._in_hand and box.lines:
                above, below = box.lines[0].top, box.lines[-1].bottom
            elif box.number > self._in_hand and above > area.bottom():
                above = below = box.top
        painter.fillRect(QRectF(0, area.top(), width, above - area.top()), paper)
        painter.fillRect(QRectF(0, below, width, area.bottom() + 1 - below), paper)
        if self._resizable:
            paint_handles(painter, self._marking, boxes, self._resizing.held)
        painter.end()

    def _claims_at_caret(self) -> list[str]:
        """Whose words the caret stands in or before; asked for a screen reader alone."""
        if not QAccessible.isActive():
            return []
        at = self.caret()
        here = self._marking.index.overlapping(at, at + 1)
        return [claim.id for claim in here if any(start <= at < end for start, end in claim.spans)]

    def _follow_caret(self) -> None:
        here = self.textCursor().blockNumber()
        if self._focused and here != self._in_hand:
            self._in_hand = here
            self.viewport().update()
