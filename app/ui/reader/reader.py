"""The reader: an article with its claims, marked under and beside the text."""

import math
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.article import Segment
from app.ui import keys
from app.ui.look import Look
from app.ui.reader import column, painting
from app.ui.reader.claims import Claim, KeyMark, Span
from app.ui.reader.handles import End, Handle, Resizing, handles_of, paint_handles
from app.ui.reader.marking import Marking, Numbering
from app.ui.reader.selectable import SelectableText
from app.ui.reader.stepping import Unit

_FRAME_TIME = 1000
_KEY_ROOM = 28  # more padding beside the text where the key has badges too
_AT_ONCE = 10  # claims that are painted before all else
_HANGING = 48  # badges may hang this far under the last line of their block
_END_KEYS = {"[": End.START, "]": End.END}
_STEP_KEYS = {  # unit, and whether it goes on in a text that runs from the right
    "Left": (Unit.GRAPHEME, True),
    "Right": (Unit.GRAPHEME, False),
    "Ctrl+Left": (Unit.WORD, True),
    "Ctrl+Right": (Unit.WORD, False),
    "Alt+Left": (Unit.CLITIC, True),
    "Alt+Right": (Unit.CLITIC, False),
    "Down": (Unit.SENTENCE, True),
    "Up": (Unit.SENTENCE, False),
}


class Reader(SelectableText):
    """An article to read and mark: ``show_article``, then ``show_claims``.

    ``figures`` writes digits as the user chose (``language.figures``).
    """

    claim_clicked = Signal(str)
    claims_clicked = Signal(list)  # several under the pointer: ids, the one that tints first
    claim_hovered = Signal(str)  # empty: none any more
    key_clicked = Signal(str)
    emphasis_changed = Signal()  # other claims are strong than before
    resize_asked = Signal(str, int, int)  # claim, and the start and end that it shall have
    part_asked = Signal(str, int, int)  # claim, and the span that shall belong to it too
    end_held = Signal(str)  # "start" or "end" of the chosen claim is moved by keys; empty: none

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
        self._resizable = False
        self._resizing = Resizing()
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
        framed = self._frames_claim()
        self._marking.show_claims(claims, number_of)
        if framed and not self._frames_claim():  # nothing is there any more to point at
            self._framed = None
        self._redraw()

    def change_claims(
        self, touched: Iterable[str], claims: Iterable[Claim], selected: str | None
    ) -> None:
        """Of those shown, the claims ``touched`` are not what they were (or are new, or gone);
        ``claims`` are what became of them, and ``selected`` is strong. One among thousands costs
        one, and its words are on the screen when this returns."""
        news = list(claims)
        self._marking.change_claims(touched, news)
        self._marking.select(selected)
        if len(news) <= _AT_ONCE:
            self._repaint_claims(news)  # first: Qt would paint with it all that waits
        self.select_claim(selected)

    def _repaint_claims(self, claims: Iterable[Claim]) -> None:
        """Paint now the lines of those claims that are in view."""
        first, last = self._seen_text()
        for claim in claims:
            if claim.start <= last and claim.end >= first:
                top = self._reach(max(claim.start, first))[0]
                bottom = self._reach(min(claim.end, last) - 1)[1]
                lines = QRectF(0, top, self.viewport().width(), bottom - top)
                self.viewport().repaint(lines.translated(0, -self._scrolled()).toAlignedRect())

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
        if self._framed in self._marking.matches:  # the current match has a frame of its own
            self._framed = None
        self.viewport().update()

    def select_claim(self, claim_id: str | None) -> None:
        """Make one claim strong and frame its badge."""
        self._marking.select(claim_id)
        if self._resizing.held is not None and not self._resizing.holds(claim_id):
            self.hold_end(None)
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

    @property
    def selected_claim(self) -> str | None:
        return self._marking.selected

    def is_strong(self, claim_id: str) -> bool:
        """Whether a claim is selected or pointed at."""
        return claim_id == self._marking.selected or claim_id in self._marking.hovered

    def has_claim(self, claim_id: str) -> bool:
        return claim_id in self._marking.index.by_id

    # its ends

    def allow_resizing(self, allowed: bool) -> None:
        """Whether the chosen claim has handles, and Ctrl with a drag gives it one more part."""
        self._resizable = allowed
        self.viewport().update()

    def hold_end(self, end: End | None) -> None:
        """Take an end of the chosen claim in hand, so that the arrow keys move it: by letter, with
        Ctrl by word, with Alt by particle, up and down by sentence. None lets it go."""
        claim = self._chosen_claim() if self._resizable else None
        before = self._resizing.held
        self._resizing.hold(claim, end)
        if claim is not None and end is not None:
            at = claim.start if end is End.START else claim.end - 1
            self.scroll_to(at, at + 1, framed=False)
        if self._resizing.held is not before:
            self.viewport().update()
            self.end_held.emit(self._resizing.held or "")

    def _chosen_claim(self) -> Claim | None:
        return self._marking.index.by_id.get(self._marking.selected or "")

    # where it is shown

    def scroll_to(self, start: int, end: int, *, framed: bool = True) -> None:
        """Jump, if need be, so that ``start``–``end`` is in view; frame it for a second."""
        self.settle()
        top, bottom = self._reach(start)[0], self._reach(max(end - 1, start))[1]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top - height / 3))
        if framed:
            self._framed = (start, end)
            self._unframe.start()
            self.viewport().update()

    def sees(self, start: int, end: int) -> bool:
        """Whether a paragraph that holds some of ``start``–``end`` reaches into the view."""
        first, last = self._seen_text()
        return start <= last and first <= end

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
        if self._picture is not None:
            super().paintEvent(e)
            return
        scrolled = self._scrolled()
        top, bottom = e.rect().top() + scrolled, e.rect().bottom() + scrolled
        boxes = list(self._geometry.boxes_between(top - _HANGING, bottom))
        chosen = [self._resizing.span] if self._resizing.span is not None else self.spans()
        at = self._display.position
        spans = [(at(start), at(end)) for start, end in chosen]
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        painting.paint_under(painter, self._marking, boxes, spans)
        painter.end()
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        painting.paint_over(painter, self._marking, boxes, self._framed)
        if self._resizable:
            paint_handles(painter, self._marking, boxes, self._resizing.held)
        painter.end()

    # keys

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if not (self._resizable and self._press_key(keys.chord(e))):
            super().keyPressEvent(e)

    def _press_key(self, chord: str) -> bool:
        """Whether a key was about the ends of the chosen claim."""
        claim = self._chosen_claim()
        if claim is None:
            return False
        if chord in _END_KEYS:
            end = _END_KEYS[chord]
            self.hold_end(None if self._resizing.held is end else end)
            return True
        if self._resizing.held is None:
            return False
        if chord in ("Esc", "Return"):
            self.hold_end(None)
            return True
        if chord not in _STEP_KEYS:
            return False
        unit, forward = _STEP_KEYS[chord]
        if unit is not Unit.SENTENCE and not self.isRightToLeft():
            forward = not forward
        span = self._resizing.step(self._display.text, claim, unit, forward=forward)
        if span is not None:
            self.resize_asked.emit(claim.id, *span)
            at = span[0] if self._resizing.held is End.START else span[1] - 1
            self.scroll_to(at, at + 1, framed=False)
        return True

    # the mouse

    def mousePressEvent(self, e: QMouseEvent) -> None:
        handle = self._handle_at(e.position())
        claim = self._chosen_claim()
        if e.button() != Qt.MouseButton.LeftButton or handle is None or claim is None:
            super().mousePressEvent(e)
            return
        e.accept()
        self._resizing.grab(claim, handle, self._point(e.position()))
        self._pressed_at, self._dragging = e.position(), True
        self.viewport().update()

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if self._resizing.dragged is None:
            super().mouseReleaseEvent(e)
            return
        e.accept()
        self._autoscroll.stop()
        self._pressed_at = None
        claim, span = self._chosen_claim(), self._resizing.let_go()
        self.viewport().update()
        if claim is not None and span not in (None, (claim.start, claim.end)):
            self.resize_asked.emit(claim.id, *span)

    def _drag_on(self) -> None:
        if self._resizing.dragged is None:
            super()._drag_on()
            return
        place, exact = self._drag_to
        claim = self._chosen_claim()
        if claim is not None:
            hit = self._hit_point(self._resizing.gripped(self._point(place)))
            snap = self._snap and not exact
            self._resizing.drag(self._display.text, claim, hit, snap=snap)
            self.viewport().update()

    def _part_dragged(self) -> bool:
        claim, span = self._chosen_claim(), self.selection()
        if not self._resizable or claim is None or span is None:
            return False
        self.clear_selection()
        self.part_asked.emit(claim.id, *span)
        return True

    def _handle_at(self, place: QPointF) -> Handle | None:
        if not self._resizable or self._marking.selected is None:
            return None
        point = self._point(place)
        boxes = list(self._geometry.boxes_between(point.y() - _HANGING, point.y() + _HANGING))
        found = [h for h in handles_of(self._marking, boxes) if h.meets(point)]
        return found[0] if found else None

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
        if place is not None and self._handle_at(place) is not None:
            shape = Qt.CursorShape.SizeHorCursor
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
        self._resizing = Resizing()
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

    def _fill(self) -> None:
        shown = self._marking
        super()._fill()
        self._marking.show_claims(shown.index.by_id.values(), shown.number_of)
        self._marking.selected, self._marking.selected_key = shown.selected, shown.selected_key
        self._marking.matches = shown.matches
        self._marking.current_match = shown.current_match
        if shown.keys:
            self.show_key(shown.keys)
        self._redraw()

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

    def _frames_claim(self) -> bool:
        """Whether what was just jumped to is a claim."""
        claims = self._marking.index.by_id.values() if self._framed is not None else ()
        return any((claim.start, claim.end) == self._framed for claim in claims)

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
