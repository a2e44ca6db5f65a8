"""Where the characters of a laid-out text stand: one source for bands, carets and the mouse.

Qt's ``cursorToX`` is wrong where a direction starts inside a line, ``xToCursor`` on every wrapped
right-to-left line, and ``glyphRuns`` of a part of a glyph cluster is wrong as well. The glyphs of a
whole line with their positions and string indexes are right: from them come cells, one for each
grapheme. A QTextLine is never kept: its values change when the text is laid out again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

from app.ui.reader.boundaries import grapheme_stops

_Retrieve = QTextLayout.GlyphRunRetrievalFlag
_FLAGS = (
    _Retrieve.RetrieveGlyphIndexes
    | _Retrieve.RetrieveGlyphPositions
    | _Retrieve.RetrieveStringIndexes
)
_JOINED = 0.75  # neighbours no further apart than this are one stretch
_UNKERNED = 0.05
_JOINING = frozenset("لfFTt")  # first letters of ligatures
_FURTHER = 1000.0  # pixels: more than one block is high
_MOST_BLOCKS = 600


class Cell(NamedTuple):
    """A grapheme as drawn: ``left``–``right`` in document pixels, ``start``–``end`` positions in
    the block."""

    left: float
    right: float
    start: int
    end: int
    right_to_left: bool


class _Source:
    """The block behind its lines; stops and units are worked out when first needed."""

    __slots__ = ("_stops", "block", "origin", "units")

    def __init__(self, block: QTextBlock, origin: QPointF) -> None:
        self.block = block
        self.origin = origin
        self.units = _units(block.text())
        self._stops: list[int] | None = None

    @property
    def stops(self) -> list[int]:
        if self._stops is None:
            self._stops = grapheme_stops(self.block.text())
        return self._stops

    def may_cut_glyph(self, at: int) -> bool:
        """Whether a position may lie inside a ligature."""
        return self.units[at - 1 : at] in _JOINING and self.units[at : at + 1].isalpha()


class LineBox:
    """A line of a block. Pixels are the document's; positions count from the block's start."""

    __slots__ = ("_cells", "_number", "_source", "baseline", "bottom", "end", "start", "top")

    def __init__(self, source: _Source, number: int, line: QTextLine) -> None:
        self._source = source
        self._number = number
        self._cells: list[Cell] | None = None
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.top = source.origin.y() + line.y()
        self.bottom = self.top + line.height()
        self.baseline = round(self.top + line.ascent())

    @property
    def cells(self) -> list[Cell]:
        """The line's graphemes, from left to right."""
        if self._cells is None:
            source = self._source
            self._cells = _cells(self._line(), source.origin, source.stops, source.units)
        return self._cells

    @property
    def reach(self) -> tuple[int, int]:
        """The left of the first and the right of the last letter."""
        rect = self._line().naturalTextRect()
        x = self._source.origin.x()
        return round(rect.left() + x), round(rect.right() + x)

    def extents(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches, from left to right in whole pixels, that hold ``start``–``end``."""
        start, end = max(start, self.start), min(end, self.end)
        source = self._source
        if (
            source.may_cut_glyph(start)
            or source.may_cut_glyph(end)
            or "\t" in source.units[start:end]
        ):
            edges = [(c.left, c.right) for c in self.cells if c.start < end and c.end > start]
        else:  # whole glyphs: Qt's own bounds are right, and quicker
            x = source.origin.x()
            runs = self._line().glyphRuns(start, end - start)
            rects = [run.boundingRect() for run in runs]
            edges = sorted((rect.left() + x, rect.right() + x) for rect in rects)
        found: list[list[float]] = []
        for left, right in edges:
            if found and left <= found[-1][1] + _JOINED:
                found[-1][1] = max(found[-1][1], right)
            else:
                found.append([left, right])
        return [(round(left), round(right)) for left, right in found]

    def stop_near(self, x: float, *, right_to_left: bool) -> int:
        """The caret stop (a position in the block) nearest to ``x``."""
        cells = self.cells
        if not cells:
            return self.start
        past_end = self.end
        if past_end < len(self._source.units) and self._source.units[past_end - 1].isspace():
            past_end -= 1  # the caret stays on this line
        if x < cells[0].left:
            return past_end if right_to_left else self.start
        if x >= cells[-1].right:
            return self.start if right_to_left else past_end
        cell = self.cell_near(x)
        leading_half = (x < (cell.left + cell.right) / 2) != cell.right_to_left
        return cell.start if leading_half else cell.end

    def cell_near(self, x: float) -> Cell:
        """The cell at ``x``, or the nearest one. The line must have cells."""
        cells = self.cells
        at = max(bisect_right(cells, x, key=_left) - 1, 0)
        cell = cells[at]
        if x >= cell.right and at + 1 < len(cells):
            after = cells[at + 1]
            return after if after.left - x < x - cell.right else cell
        return cell

    def _line(self) -> QTextLine:
        return self._source.block.layout().lineAt(self._number)


def _left(cell: Cell) -> float:
    return cell.left


class BlockBox:
    """A laid-out block: its lines, and where its text starts in the document."""

    __slots__ = ("bottom", "lines", "number", "position", "right_to_left", "text", "top")

    def __init__(self, block: QTextBlock, top: float, bottom: float) -> None:
        layout = block.layout()
        source = _Source(block, layout.position())
        self.number = block.blockNumber()
        self.position = block.position()
        self.text = source.units
        self.right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        self.top = top
        self.bottom = bottom
        self.lines = [LineBox(source, i, layout.lineAt(i)) for i in range(layout.lineCount())]

    @property
    def end(self) -> int:
        """The position after the block's last character."""
        return self.position + len(self.text)

    def line_of(self, position: int) -> LineBox | None:
        """The line that holds a position of the document."""
        if not self.lines:
            return None
        starts = [line.start for line in self.lines]
        return self.lines[max(bisect_right(starts, position - self.position) - 1, 0)]

    def line_at(self, y: float) -> LineBox | None:
        """The line at a height of the document; the nearest one outside."""
        if not self.lines:
            return None
        bottoms = [line.bottom for line in self.lines]
        return self.lines[min(bisect_right(bottoms, y), len(self.lines) - 1)]


class Geometry:
    """The boxes of a document, made when asked for and kept until the layout changes."""

    def __init__(self, document: QTextDocument) -> None:
        self.document = document
        self._boxes: dict[int, BlockBox] = {}
        self._laid_out_to = -1.0

    def drop(self) -> None:
        """The text was laid out again: nothing that is known holds."""
        self._boxes.clear()
        self._laid_out_to = -1.0

    def box(self, block: QTextBlock) -> BlockBox:
        """The block's box; lays the document out as far as it."""
        number = block.blockNumber()
        box = self._boxes.get(number)
        if box is None:
            if len(self._boxes) > _MOST_BLOCKS:
                self._boxes.clear()
            rect = self.document.documentLayout().blockBoundingRect(
                block
            )  # lays out what is missing
            box = self._boxes[number] = BlockBox(block, rect.top(), rect.bottom())
        return box

    def block_near(self, y: float) -> QTextBlock:
        """The block at a height of the document; the nearest one outside."""
        if y > self._laid_out_to:
            # Qt lays out as far as it is asked and no further; between two blocks there, it takes
            # the end of the document for the nearest one.
            self._hit(y + _FURTHER)
            self._laid_out_to = y
        return self._hit(y)

    def _hit(self, y: float) -> QTextBlock:
        at = self.document.documentLayout().hitTest(
            QPointF(self.document.textWidth() / 2, y), Qt.HitTestAccuracy.FuzzyHit
        )
        return self.document.findBlock(max(at, 0))

    def boxes_between(self, top: float, bottom: float) -> Iterator[BlockBox]:
        """The blocks that reach into ``top``–``bottom``, from above."""
        block = self.block_near(top)
        while block.isValid():
            box = self.box(block)
            if box.top > bottom:
                return
            if box.bottom >= top:
                yield box
            block = block.next()

    def position_at(self, point: QPointF) -> int:
        """The caret stop nearest to a point of the document."""
        box = self.box(self.block_near(point.y()))
        line = box.line_at(point.y())
        if line is None:
            return box.position
        stop = line.stop_near(point.x(), right_to_left=box.right_to_left)
        return box.position + stop

    def character_at(self, point: QPointF) -> int:
        """Where the grapheme nearest to a point of the document starts."""
        box = self.box(self.block_near(point.y()))
        line = box.line_at(point.y())
        if line is None or not line.cells:
            return box.position
        return box.position + line.cell_near(point.x()).start


def _units(text: str) -> str:
    """``text`` with one character for each UTF-16 unit, so that positions index it."""
    if not text or max(text) <= "\uffff":
        return text
    return "".join(c if c <= "\uffff" else "\ud83d\ude00" for c in text)


def _cells(line: QTextLine, origin: QPointF, stops: list[int], units: str) -> list[Cell]:
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
