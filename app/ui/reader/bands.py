"""The marks on one block, ready to paint: tints, lines, hit areas. Pixels are the document's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainterPath

from app.domain.annotation import Tag
from app.ui.reader.cells import Cell
from app.ui.reader.claims import Claim, ClaimIndex
from app.ui.reader.geometry import BlockBox, LineBox
from app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of the marks at one reading size, in pixels."""

    above: int
    below: int
    radius: float
    first_lane: int
    lanes: int
    pitch: int
    thickness: int
    thickness_selected: int
    outline: int
    key_above: int
    key_thickness: int
    key_core: int
    key_tick: int


def measures(theme: Theme, size: int) -> Measures:
    """The token's proportions at a reading size."""

    def lane(name: str) -> float:
        return theme.number("lane", name)

    def key(name: str) -> float:
        return theme.number("key_line", name)

    return Measures(
        above=round(lane("band_above_baseline") * size),
        below=round(lane("band_below_baseline") * size),
        radius=lane("band_radius"),
        first_lane=round(lane("first_below_baseline") * size),
        lanes=int(lane("count")),
        pitch=int(lane("pitch")),
        thickness=int(lane("thickness")),
        thickness_selected=int(lane("thickness_selected")),
        outline=theme.band_outline,
        key_above=round(key("above_baseline") * size),
        key_thickness=int(key("thickness")),
        key_core=int(key("thickness_core")),
        key_tick=int(key("tick")),
    )


class Piece(NamedTuple):
    """What a block holds of a claim's span; ``start``–``end`` positions in the block."""

    claim: Claim
    start: int
    end: int
    ends: bool  # whether the claim ends here


@dataclass(slots=True)
class More:
    """«+N» at the end of a line: claims under it that found no lane."""

    line: LineBox
    claims: list[Claim]


@dataclass(slots=True)
class BlockMarks:
    """What is painted under one block's text.

    ``tints`` by tag, and again by the claim that owns them, so that a claim can be made strong;
    ``touches`` are the places where the mouse meets a claim.
    """

    tints: dict[Tag, QPainterPath] = field(default_factory=dict[Tag, QPainterPath])
    owned: dict[str, QPainterPath] = field(default_factory=dict[str, QPainterPath])
    lines: dict[Tag, QPainterPath] = field(default_factory=dict[Tag, QPainterPath])
    touches: list[tuple[QRect, Claim]] = field(default_factory=list[tuple[QRect, Claim]])
    more: list[More] = field(default_factory=list[More])
    key: QPainterPath | None = None


def mark_block(
    box: BlockBox,
    pieces: Sequence[Piece],
    index: ClaimIndex,
    selected: str | None,
    dashes: dict[Tag, tuple[int, ...]],
    sizes: Measures,
) -> BlockMarks:
    """The marks of a block that holds these pieces of claims."""
    marks = BlockMarks()
    tinted: set[str] = set()
    for owner, start, end in owned_stretches(pieces, selected):
        path = marks.owned.setdefault(owner.id, QPainterPath())
        for line, left, right in stretches(box, start, end):
            _add_band(path, band_rect(line, left, right, sizes), sizes)
    for piece in pieces:
        claim = piece.claim
        tint = marks.tints.setdefault(claim.tag, QPainterPath())
        if claim.id in marks.owned and claim.id not in tinted:
            tint.addPath(marks.owned[claim.id])
            tinted.add(claim.id)
        thickness = sizes.thickness_selected if claim.id == selected else sizes.thickness
        _underline(marks, box, piece, index.lane(claim), dashes[claim.tag], thickness, sizes)
    return marks


def _underline(
    marks: BlockMarks,
    box: BlockBox,
    piece: Piece,
    lane: int,
    dash: tuple[int, ...],
    thickness: int,
    sizes: Measures,
) -> None:
    claim = piece.claim
    path = marks.lines.setdefault(claim.tag, QPainterPath())
    last: LineBox | None = None
    for line, left, right in stretches(box, piece.start, piece.end):
        last = line
        top, bottom = round(line.top), round(line.bottom)  # no gap between the lines of a claim
        marks.touches.append((QRect(left, top, right - left, bottom - top), claim))
        if lane < sizes.lanes:
            y = line.baseline + sizes.first_lane + lane * sizes.pitch
            for x, width in dashed(left, right, dash, box.right_to_left):
                path.addRect(QRectF(x, y, width, thickness))
    if lane >= sizes.lanes and last is not None and piece.ends:
        _add_more(marks, last, claim)


def _add_more(marks: BlockMarks, line: LineBox, claim: Claim) -> None:
    for more in marks.more:
        if more.line is line:
            if claim not in more.claims:
                more.claims.append(claim)
            return
    marks.more.append(More(line, [claim]))


def owned_stretches(pieces: Sequence[Piece], selected: str | None) -> list[tuple[Claim, int, int]]:
    """Who tints what: the selected claim, else the shortest one. Nothing is tinted twice."""
    bounds = sorted({bound for piece in pieces for bound in (piece.start, piece.end)})
    ranked = sorted(pieces, key=lambda p: (p.claim.id != selected, p.claim.length, p.claim.id))
    found: list[tuple[Claim, int, int]] = []
    for low, high in pairwise(bounds):
        owner = next((p.claim for p in ranked if p.start <= low and high <= p.end), None)
        if owner is None:
            continue
        if found and found[-1][0] is owner and found[-1][2] == low:
            found[-1] = (owner, found[-1][1], high)
        else:
            found.append((owner, low, high))
    return found


def stretches(box: BlockBox, start: int, end: int) -> Iterable[tuple[LineBox, int, int]]:
    """Line, left and right of every stretch that ``start``–``end`` (in the block) covers."""
    for line in box.lines:
        if line.start < end and line.end > start:
            for left, right in line.extents(start, end):
                yield line, left, right


def band_rect(line: LineBox, left: int, right: int, sizes: Measures) -> QRectF:
    return QRectF(left, line.baseline - sizes.above, right - left, sizes.above + sizes.below)


def _add_band(path: QPainterPath, rect: QRectF, sizes: Measures) -> None:
    if sizes.outline:
        inset = sizes.outline / 2
        rect = rect.adjusted(inset, inset, -inset, -inset)
    path.addRoundedRect(rect, sizes.radius, sizes.radius)


def dashed(
    left: int, right: int, dash: tuple[int, ...], from_right: bool
) -> Iterable[tuple[int, int]]:
    """Left edge and width of every dash between two pixels, counted from the claim's first."""
    if not dash:
        yield left, right - left
        return
    on, off = dash
    for step in range(0, right - left, on + off):
        width = min(on, right - left - step)
        yield (right - step - width if from_right else left + step), width


def key_path(
    box: BlockBox,
    lines: Sequence[tuple[int, int, bool, bool]],
    cores: Sequence[tuple[int, int]],
    sizes: Measures,
) -> QPainterPath:
    """The key's lines over a block's words, thicker over ``cores``.

    ``lines``: start, end (positions in the block), and whether a mark starts and ends there.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # the core lies over the line
    for start, end, starts, ends in lines:
        for line, left, right in stretches(box, start, end):
            y = line.baseline - sizes.key_above
            path.addRect(QRectF(left, y, right - left, sizes.key_thickness))
            for cell in line.cells:
                if starts and cell.start == start:
                    _add_tick(path, cell, y, sizes, at_right=cell.right_to_left)
                if ends and cell.end == end:
                    _add_tick(path, cell, y, sizes, at_right=not cell.right_to_left)
    for start, end in cores:
        for line, left, right in stretches(box, start, end):
            y = line.baseline - sizes.key_above - 1
            path.addRect(QRectF(left, y, right - left, sizes.key_core))
    return path


def _add_tick(path: QPainterPath, cell: Cell, y: int, sizes: Measures, *, at_right: bool) -> None:
    """1 px outside the letter."""
    x = round(cell.right) + 1 - sizes.key_thickness if at_right else round(cell.left) - 1
    path.addRect(QRectF(x, y, sizes.key_thickness, sizes.key_tick))
