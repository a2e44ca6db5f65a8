"""The reader as the reading page has it: badges that can be dragged, and focus on a paragraph."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from app.ui import keys
from app.ui.look import Look
from app.ui.reader.reader import Reader

_VEIL = 165  # alpha of the paper over what is not in hand


class PageReader(Reader):
    """A badge that is pulled from its place and let go over another asks for a relation."""

    badge_pulled = Signal(str, QPoint)  # claim, place on the screen
    badge_dropped = Signal(str, QPoint)

    def __init__(self, look: Look, figures: Callable[[str], str]) -> None:
        super().__init__(look, figures)
        self._held: tuple[str, QPointF] | None = None  # the badge under the press, and where
        self._pulled = False
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
        inside = self.viewport().mapFromGlobal(place)
        if not self.isVisible() or not self.viewport().rect().contains(inside):
            return None
        ids = self._ids_at(self._point(QPointF(inside)))
        return ids[0] if ids else None

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if keys.chord(e) in ("Alt+Up", "Alt+Down"):
            e.ignore()  # the page's, from claim to claim: Qt would scroll
        else:
            super().keyPressEvent(e)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        super().mousePressEvent(e)
        self._held, self._pulled = None, False
        if e.button() == Qt.MouseButton.LeftButton:
            badge = self._marking.badge_at(self._point(e.position()))
            if badge is not None and not badge.is_group:
                self._held = badge.ids[0], e.position()

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
        if not self._focused:
            return
        paper = self._look.color("surface.paper")
        paper.setAlpha(_VEIL)
        scrolled = self._scrolled()
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        width = self.viewport().width()
        area = e.rect().translated(0, scrolled)
        above, below = area.bottom() + 1.0, area.bottom() + 1.0
        for box in self._geometry.boxes_between(area.top(), area.bottom()):
            if box.number == self._in_hand and box.lines:
                above, below = box.lines[0].top, box.lines[-1].bottom
            elif box.number > self._in_hand and above > area.bottom():
                above = below = box.top
        painter.fillRect(QRectF(0, area.top(), width, above - area.top()), paper)
        painter.fillRect(QRectF(0, below, width, area.bottom() + 1 - below), paper)
        painter.end()

    def _follow_caret(self) -> None:
        here = self.textCursor().blockNumber()
        if self._focused and here != self._in_hand:
            self._in_hand = here
            self.viewport().update()
