"""Handles at the ends of the chosen claim: where they stand, how they look, what moving one means.

Points are the document's, spans code points.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.reader.claims import Claim, Span
from app.ui.reader.geometry import BlockBox, Hit
from app.ui.reader.marking import Marking
from app.ui.reader.pointing import Pointing
from app.ui.reader.stepping import Unit, step

_KNOB = 5  # radius
_REACH = 11  # the mouse meets a knob from this far


class End(StrEnum):
    """An end of a claim."""

    START = "start"
    END = "end"


class Handle(NamedTuple):
    """A stem over the band's height, and a knob over the first word or under the last one."""

    end: End
    stem: QRectF
    knob: QPointF

    def meets(self, point: QPointF) -> bool:
        away = point - self.knob
        return away.x() ** 2 + away.y() ** 2 <= _REACH**2


def handles_of(marking: Marking, boxes: Sequence[BlockBox]) -> list[Handle]:
    """The handles of the chosen claim that stand in these blocks."""
    claim = marking.index.by_id.get(marking.selected or "")
    if claim is None:
        return []
    found: list[Handle] = []
    for end in End:
        at = claim.start if end is End.START else claim.end - 1
        position = marking.display.position(at)
        for box in boxes:
            if box.position <= position <= box.end:
                handle = _handle(marking, box, position, end, claim)
                if handle is not None:
                    found.append(handle)
    return found


def _handle(
    marking: Marking, box: BlockBox, position: int, end: End, claim: Claim
) -> Handle | None:  # fmt: skip
    line = box.line_of(position)
    inside = position - box.position
    cell = next((c for c in line.cells if c.start <= inside < c.end), None) if line else None
    if line is None or cell is None:
        return None
    edges = cell.left, cell.right, cell.right_to_left
    if cell.right_to_left != box.right_to_left:
        # Words that run against the line and are all in the claim: its end is where they end on
        # the line, not at their last letter, which lies amid the claim.
        start, after = line.run(cell)
        at = marking.display.position
        first, last = at(claim.start) - box.position, at(claim.end) - box.position
        reached = start == cell.start if end is End.START else after == cell.end
        if reached and first <= start and after <= last:
            words = [c for c in line.cells if start <= c.start < after]
            left, right = min(c.left for c in words), max(c.right for c in words)
            edges = left, right, box.right_to_left
    left, right, right_to_left = edges
    x = right if right_to_left == (end is End.START) else left - 2
    top = line.baseline - marking.sizes.above - 1
    height = marking.sizes.above + marking.sizes.below + 2
    stem = QRectF(round(x), top, 2, height)
    y = stem.top() - _KNOB + 1 if end is End.START else stem.bottom() + _KNOB - 1
    return Handle(end, stem, QPointF(stem.center().x(), y))


def paint_handles(
    painter: QPainter, marking: Marking, boxes: Sequence[BlockBox], held: End | None
) -> None:
    """In the claim's ink; the one that is held has a frame like a chosen badge."""
    claim = marking.index.by_id.get(marking.selected or "")
    if claim is None:
        return
    ink, paper = marking.theme.tag(claim.tag).ink, marking.theme.color("surface.paper")
    for handle in handles_of(marking, boxes):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(handle.stem, ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(paper, 1))
        painter.setBrush(ink)
        painter.drawEllipse(handle.knob, _KNOB + 0.5, _KNOB + 0.5)
        if handle.end is held:
            painter.setPen(QPen(marking.theme.color("text.primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(handle.knob, _KNOB + 3, _KNOB + 3)


class Resizing:
    """An end of a claim in hand: by mouse while it is dragged, by keyboard until it is let go."""

    def __init__(self) -> None:
        self.held: End | None = None  # by the keyboard
        self.dragged: End | None = None  # by the mouse
        self.span: Span | None = None  # what the claim would be
        self._claim_id = ""
        self._grip = QPointF()

    def hold(self, claim: Claim | None, end: End | None) -> None:
        """Take an end in hand, or let it go."""
        self.held = end if claim is not None else None
        self._claim_id = claim.id if claim is not None else ""

    def holds(self, claim_id: str | None) -> bool:
        return self.held is not None and self._claim_id == claim_id

    def grab(self, claim: Claim, handle: Handle, point: QPointF) -> None:
        self.dragged = handle.end
        self.span = claim.start, claim.end
        self._grip = handle.stem.center() - point  # a knob is not on the line that it is of

    def gripped(self, point: QPointF) -> QPointF:
        """The place in the text that a mouse at ``point`` means."""
        return point + self._grip

    def drag(self, text: str, claim: Claim, hit: Hit, *, snap: bool) -> None:
        """The end in hand is where the mouse is; it never passes the other one."""
        other = claim.end if self.dragged is End.START else claim.start
        pointing = Pointing(text)
        pointing.snap_to_words = snap
        pointing.press(Hit(other, other, other))
        ends = pointing.drag(hit, exact=not snap)
        if self.dragged is End.START and min(ends) < other:
            self.span = min(ends), other
        elif self.dragged is End.END and max(ends) > other:
            self.span = other, max(ends)

    def let_go(self) -> Span | None:
        """What the claim shall be after a drag."""
        span, self.span, self.dragged = self.span, None, None
        return span

    def step(self, text: str, claim: Claim, unit: Unit, *, forward: bool) -> Span | None:
        """What the claim shall be when the end in hand goes one unit on; None where it cannot."""
        opening = self.held is End.START
        at = claim.start if opening else claim.end
        after = step(text, at, unit, forward=forward, opening=opening)
        if after is None:
            return None
        span = (after, claim.end) if opening else (claim.start, after)
        return span if span[0] < span[1] and text[slice(*span)].strip() else None
