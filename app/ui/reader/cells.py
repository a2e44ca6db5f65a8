"""The graphemes of a laid-out line and where each is drawn, from left to right.

Qt's ``cursorToX`` is wrong where a direction starts inside a line, and ``glyphRuns`` of a part of a
glyph cluster is wrong as well. The glyphs of a whole line with their positions and string indexes
are right: from them come cells, one for each grapheme.
"""

from bisect import bisect_left, bisect_right, insort
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
# Drawn with a glyph that has a width in its font and none in the line.
_IGNORED = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
)


class Cell(NamedTuple):
    """A grapheme as drawn: ``left``–``right`` in document pixels, ``start``–``end`` positions in
    the block."""

    left: float
    right: float
    start: int
    end: int
    right_to_left: bool


def cells_of(
    line: QTextLine, origin: QPointF, stops: list[int], units: str, right_to_left: bool
) -> list[Cell]:
    """The line's graphemes with their places, from left to right; the paragraph's direction is
    given."""
    first, last = line.textStart(), line.textStart() + line.textLength()
    inside = stops[bisect_left(stops, first) : bisect_left(stops, last)] or [first]
    boxes = _glyph_boxes(line, stops, units)
    if boxes is None:
        boxes = _boxes_one_by_one(line, [*inside, last])
    dx = origin.x()
    cells: list[Cell] = []
    tabs: list[int] = []
    at = 0
    while at < len(inside):
        box = boxes.get(inside[at])
        after = at + 1
        if box is None:
            tabs.extend(inside[at : at + 1] if units[inside[at] : inside[at] + 1] == "\t" else ())
        elif box[1] > box[0]:
            # Graphemes without a glyph of their own share the ligature before them.
            while (
                after < len(inside) and inside[after] not in boxes and _seen(units, inside[after])
            ):
                after += 1
            ends = [*inside[at + 1 : after], inside[after] if after < len(inside) else last]
            cells.extend(_shares(box, [inside[at], *ends], dx))
        at = after
    cells.sort()
    for tab in tabs:
        insort(cells, _tab(line, tab, dx, cells, right_to_left))
    return cells


_Box = tuple[float, float, bool]


def _glyph_boxes(line: QTextLine, stops: list[int], units: str) -> dict[int, _Box] | None:
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
            if advance.x() > 0 and units[index] not in _IGNORED:
                left, width = glyphs.get(start, (place.x(), 0.0))
                glyphs[start] = (min(left, place.x()), width + advance.x())
            else:
                boxes.setdefault(start, (place.x(), place.x(), False))
        for start, left, right in _kerned(line, glyphs, rect.right()):
            known = boxes.get(start)
            if known is not None and known[1] > known[0]:  # a grapheme of two runs
                left, right = min(left, known[0]), max(right, known[1])
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


def _seen(units: str, at: int) -> bool:
    return units[at] > " " and units[at] not in _IGNORED


def _tab(line: QTextLine, at: int, dx: float, cells: list[Cell], right_to_left: bool) -> Cell:
    """A tab has no glyph but takes room: as far as the next letter. Qt tells only where it begins;
    and after the last letter of a line, none of it is painted."""
    begin = _x(line, at) + dx
    if right_to_left:
        left = max((cell.right for cell in cells if cell.right <= begin + _UNKERNED), default=begin)
        return Cell(min(left, begin), begin, at, at + 1, True)
    right = min((cell.left for cell in cells if cell.left >= begin - _UNKERNED), default=begin)
    return Cell(begin, max(right, begin), at, at + 1, False)


def _x(line: QTextLine, at: int) -> float:
    found: object = line.cursorToX(at)  # the binding returns (x, position)
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
