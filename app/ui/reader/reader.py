"""The reader: an article with its claims, marked under and beside the text."""

import math
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.article import Segment
from app.ui.look import Look
from app.ui.reader import column, painting
from app.ui.reader.claims import Claim, KeyMark, Span
from app.ui.reader.marking import Marking, Numbering
from app.ui.reader.selectable import SelectableText

_FRAME_TIME = 1000
_KEY_ROOM = 28  # more padding beside the text where the key has badges too
_HANGING = 48  # badges may hang this far under the last line of their block


class Reader(SelectableText):
    """An article to read and mark: ``show_article``, then ``show_claims``.

    ``figures`` writes digits as the user chose (``language.figures``).
    """

    claim_clicked = Signal(str)
    claims_clicked = Signal(list)  # several under the pointer: ids, the one that tints first
    claim_hovered = Signal(str)  # empty: none any more
    key_clicked = Signal(str)
    emphasis_changed = Signal()  # other claims are strong than before

    def __init__(
        self,
        look: Look,
        figures: Callable[[str], str] = str,
        *,
        face: str = "reading.medium",
        parent: QWidget | None = None,
    ) -> None:
        self._figures = figures
        self._framed: Span | None = None
        self._pointed_claim = ""
        self._seen: tuple[tuple[int, int], tuple[int, int]] | None = None
        super().__init__(look, face=face, parent=parent)
        self._unframe = QTimer(self, singleShot=True, interval=_FRAME_TIME)
        self._unframe.timeout.connect(self._remove_frame)

    # what is shown

    def show_claims(self, claims: Iterable[Claim], number_of: Numbering | None = None) -> None:
        """Show these claims and no others; only blocks whose marks changed are worked out again.

        ``number_of`` is asked for a badge's number when it is painted, instead of the claim: where
        one more claim gives thousands another number.
        """
        self._marking.show_claims(claims, number_of)
        self._redraw()

    def change_claims(self, touched: Iterable[str], claims: Iterable[Claim]) -> None:
        """Of those shown, the claims ``touched`` are not what they were (or are new, or gone);
        ``claims`` are what became of them. One among thousands costs one."""
        self._marking.change_claims(touched, claims)
        self._redraw()

    def show_key(self, keys: Iterable[KeyMark]) -> None:
        """Show the key's lines over the words, and its badges outside the student's."""
        self._marking.show_key(keys)
        leading = column.LEADING + (_KEY_ROOM if self._marking.keys else 0)
        if leading != self._leading:
            self._leading = self._marking.leading = leading
            column.set_padding(self.document(), self._setting())
            self._fit_column()
            self._laid_out()
        self._redraw()

    def show_matches(self, matches: Iterable[Span], current: int | None = None) -> None:
        """Outline what a search found (``(start, end)`` in order); ``current`` is an index."""
        self._marking.matches = list(matches)
        self._marking.current_match = current
        self.viewport().update()

    def select_claim(self, claim_id: str | None) -> None:
        """Make one claim strong and frame its badge."""
        self._marking.select(claim_id)
        self._redraw()

    def select_key(self, key_id: str | None) -> None:
        """Frame the badge of a claim of the key."""
        self._marking.selected_key = key_id
        self.viewport().update()

    def emphasize(self, claim_ids: Iterable[str]) -> None:
        """Make claims strong as if they were pointed at: the ends of a curve, a row of a list."""
        hovered = frozenset(claim_ids)
        if hovered != self._marking.hovered:
            self._marking.hovered = hovered
            self.viewport().update()
            self.emphasis_changed.emit()

    def set_figures(self, figures: Callable[[str], str]) -> None:
        """Write digits another way."""
        self._figures = figures
        self._marking.figures = figures
        self._dress()

    @property
    def selected_claim(self) -> str | None:
        return self._marking.selected

    def is_strong(self, claim_id: str) -> bool:
        """Whether a claim is selected or pointed at."""
        return claim_id == self._marking.selected or claim_id in self._marking.hovered

    def has_claim(self, claim_id: str) -> bool:
        return claim_id in self._marking.index.by_id

    # where it is shown

    def scroll_to(self, start: int, end: int) -> None:
        """Jump, if need be, so that ``start``–``end`` is in view; frame it for a second."""
        top, bottom = self._reach(start)[0], self._reach(max(end - 1, start))[1]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top - height / 3))
        self._framed = (start, end)
        self._unframe.start()
        self.viewport().update()

    def badge_anchor(self, claim_id: str) -> float | None:
        """The height of the middle of a claim's badge in the viewport; None for no such claim.

        Minus or plus infinity where it is far above or below: what is not seen is not laid out.
        """
        return self.badge_anchors((claim_id,)).get(claim_id)

    def badge_anchors(self, claim_ids: Iterable[str]) -> dict[str, float]:
        """``badge_anchor`` of many claims at once; those that are not here are left out."""
        by_id, (first, last) = self._marking.index.by_id, self._seen_text()
        middle = self._marking.artist.height / 2 - self._scrolled()
        anchors: dict[str, float] = {}
        for claim_id in claim_ids:
            claim = by_id.get(claim_id)
            if claim is None:
                continue
            start = claim.spans[0][0]
            if first <= start <= last:
                badge = self._marking.badge_of(claim)
                anchors[claim_id] = math.inf if badge is None else badge.top + middle
            else:
                anchors[claim_id] = -math.inf if start < first else math.inf
        return anchors

    # painting

    def paintEvent(self, e: QPaintEvent) -> None:
        scrolled = self._scrolled()
        top, bottom = e.rect().top() + scrolled, e.rect().bottom() + scrolled
        boxes = list(self._geometry.boxes_between(top - _HANGING, bottom))
        cursor = self.textCursor()
        held = (cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else None
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        painting.paint_under(painter, self._marking, boxes, held)
        painter.end()
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        painting.paint_over(painter, self._marking, boxes, self._framed)
        painter.end()

    # the mouse

    def _holds_mark(self, place: QPointF) -> bool:
        point = self._point(place)
        if self._marking.badge_at(point) is not None:
            return True
        return self._marking.key_badge_at(point) is not None

    def _clicked(self, place: QPointF) -> None:
        point = self._point(place)
        key = self._marking.key_badge_at(point)
        if key is not None:
            self.key_clicked.emit(key)
            return
        ids = self._ids_at(point)
        if len(ids) == 1:
            self.claim_clicked.emit(ids[0])
        elif ids:
            self.claims_clicked.emit(ids)

    def _pointed(self, place: QPointF | None) -> None:
        ids: list[str] = []
        on_mark = False
        if place is not None:
            ids = self._ids_at(self._point(place))
            on_mark = self._holds_mark(place)
        shape = Qt.CursorShape.PointingHandCursor if on_mark else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        claim = ids[0] if ids else ""
        if claim != self._pointed_claim:
            self._pointed_claim = claim
            self.emphasize([claim] if claim else [])
            self.claim_hovered.emit(claim)

    def _ids_at(self, point: QPointF) -> list[str]:
        badge = self._marking.badge_at(point)
        if badge is not None:
            return list(badge.ids)
        return [claim.id for claim in self._marking.claims_at(point)]

    # inside

    def _load(self, text: str, segments: Sequence[Segment]) -> None:
        self._leading = column.LEADING
        self._framed = None
        self._pointed_claim = ""
        super()._load(text, segments)
        self._marking = Marking(
            self._geometry,
            self._display,
            self._look.theme,
            self._figures,
            size=self._size,
            leading=self._leading,
            right_to_left=self.isRightToLeft(),
        )
        self._seen = None

    def _dress(self) -> None:
        super()._dress()
        self._marking.dress(self._look.theme, self._size)

    def _laid_out(self) -> None:
        self._seen = None
        # Qt may lay out while the article is still being loaded.
        marking: Marking | None = getattr(self, "_marking", None)
        if marking is not None:
            if marking.size != self._size:
                marking.dress(self._look.theme, self._size)
            marking.drop()
        super()._laid_out()

    def _redraw(self) -> None:
        self.viewport().update()
        self.geometry_changed.emit()

    def _remove_frame(self) -> None:
        self._framed = None
        self.viewport().update()

    def _reach(self, code_point: int) -> tuple[float, float]:
        """Top and bottom of the line that holds a code point."""
        box = self._geometry.box(self._marking.block_of(code_point))
        line = box.line_of(self._display.position(code_point))
        return (box.top, box.bottom) if line is None else (line.top, line.bottom)

    def _seen_text(self) -> Span:
        """From the first to the last code point of the blocks that reach into the viewport."""
        key = (self._scrolled(), self.viewport().height())
        if self._seen is None or self._seen[0] != key:
            boxes = list(self._geometry.boxes_between(key[0], key[0] + key[1]))
            ends = (boxes[0].position, boxes[-1].end) if boxes else (0, -1)
            self._seen = (key, self._display.span(*ends))
        return self._seen[1]
