"""The graphemes of a laid-out line and where each is drawn, from left to right.

Qt's ``cursorToX`` is wrong where a direction starts inside a line, and ``glyphRuns`` of a part of a
glyph cluster is wrong as well. The glyphs of a whole line with their positions and string indexes
are right: from them come cells, one for each grapheme.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine

_Retrieve = QTextLayout.GlyphRunRetrievalFlag
_FLAGS = (
    _Retrieve.RetrieveGlyphIndexes
    | _Retrieve.RetrieveGlyphPositions
    | _Retrieve.RetrieveStringIndexes
)
_UNKERNED = 0.05


class Cell(NamedTuple):
    """A grapheme as drawn: ``left``–``right`` in document pixels, ``start``–``end`` positions in
    the block."""

    left: float
    right: float
    start: int
    end: int
    right_to_left: bool


def cells_of(line: QTextLine, origin: QPointF, stops: list[int], units: str) -> list[Cell]:
    """The line's graphemes with their places, from left to right."""
    first, last = line.textStart(), line.textStart() + line.textLength()
    inside = stops[bisect_left(stops, first) : bisect_left(stops, last)] or [first]
    boxes = _glyph_boxes(line, stops)
    if boxes is None:
        boxes = _boxes_one_by_one(line, [*inside, last])
    dx = origin.x()
    cells: list[Cell] = []
    at = 0
    while at < len(inside):
        box = boxes.get(inside[at])
        after = at + 1
        if box is None:
            cells.extend(_unseen(line, inside[at], dx, units))
        elif box[1] > box[0]:
            # Graphemes without a glyph of their own share the ligature before them.
            while after < len(inside) and inside[after] not in boxes and units[inside[after]] > " ":
                after += 1
            ends = [*inside[at + 1 : after], inside[after] if after < len(inside) else last]
            cells.extend(_shares(box, [inside[at], *ends], dx))
        at = after
    cells.sort()
    return cells


_Box = tuple[float, float, bool]


def _glyph_boxes(line: QTextLine, stops: list[int]) -> dict[int, _Box] | None:
    """Left, right and direction by grapheme; None where Qt mixes up the string indexes.

    It does so for a stretch of one script drawn from several fonts, whose runs all claim the
    bounds of the whole stretch.
    """
    boxes: dict[int, _Box] = {}
    bounds: set[tuple[float, float]] = set()
    for run in line.glyphRuns(line.textStart(), line.textLength(), _FLAGS):
        rect = run.boundingRect()
        bound = (rect.left(), rect.right())
        if bound in bounds:
            return None
        bounds.add(bound)
        glyphs: dict[int, tuple[float, float]] = {}  # grapheme: left, width by the font alone
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for place, index, advance in zip(
            run.positions(), run.stringIndexes(), advances, strict=False
        ):
            start = stops[bisect_right(stops, index) - 1]
            if advance.x() > 0:
                left, width = glyphs.get(start, (place.x(), 0.0))
                glyphs[start] = (min(left, place.x()), width + advance.x())
            else:
                boxes.setdefault(start, (place.x(), place.x(), False))
        for start, left, right in _kerned(line, glyphs, rect.right()):
            boxes[start] = (left, right, run.isRightToLeft())
    return boxes


def _kerned(
    line: QTextLine, glyphs: dict[int, tuple[float, float]], right: float
) -> Iterator[tuple[int, float, float]]:
    """Graphemes of a run with their edges. A cell reaches to the next one's left, but kerning may
    have pushed that glyph aside: where widths are not the font's, Qt is asked for the edges."""
    ordered = sorted((left, start) for start, (left, _) in glyphs.items())
    rights = [left for left, _ in ordered[1:]] + [right]
    odd: set[int] = set()
    for i, (left, start) in enumerate(ordered):
        if abs(rights[i] - left - glyphs[start][1]) > _UNKERNED:
            odd.update((i, i + 1))
    ends = dict(pairwise(sorted(glyphs)))
    for i, (left, start) in enumerate(ordered):
        if i in odd and start in ends:
            rects = [run.boundingRect() for run in line.glyphRuns(start, ends[start] - start)]
            yield start, min(r.left() for r in rects), max(r.right() for r in rects)
        else:
            yield start, left, rights[i]


def _boxes_one_by_one(line: QTextLine, stops: list[int]) -> dict[int, _Box]:
    boxes: dict[int, _Box] = {}
    for start, end in pairwise(stops):
        runs = line.glyphRuns(start, end - start)
        if runs:
            rects = [run.boundingRect() for run in runs]
            left, right = min(r.left() for r in rects), max(r.right() for r in rects)
            boxes[start] = (left, max(right, left), runs[0].isRightToLeft())
    return boxes


def _unseen(line: QTextLine, at: int, dx: float, units: str) -> list[Cell]:
    """A tab has no glyph but takes room. White space that hangs at a line's end has neither."""
    if units[at : at + 1] != "\t":
        return []
    x1 = _x(line, at, QTextLine.Edge.Leading)
    x2 = _x(line, at, QTextLine.Edge.Trailing)
    return [Cell(min(x1, x2) + dx, max(x1, x2) + dx, at, at + 1, x1 > x2)]


def _x(line: QTextLine, at: int, edge: QTextLine.Edge) -> float:
    found: object = line.cursorToX(at, edge)  # the binding returns (x, position)
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]


def _shares(box: _Box, stops: list[int], dx: float) -> list[Cell]:
    """A glyph's box in equal shares, one for each grapheme between ``stops``."""
    left, right, right_to_left = box
    count = len(stops) - 1
    if count == 1:
        return [Cell(left + dx, right + dx, stops[0], stops[1], right_to_left)]
    width = (right - left) / count
    cells: list[Cell] = []
    for i in range(count):
        x = right - width * (i + 1) if right_to_left else left + width * i
        cells.append(Cell(x + dx, x + width + dx, stops[i], stops[i + 1], right_to_left))
    return cells
