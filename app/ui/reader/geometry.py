"""Where the characters of a laid-out text stand: one source for bands, carets and the mouse.

Qt's ``xToCursor`` is wrong on every wrapped right-to-left line: the mouse is placed by the line's
cells instead. A QTextLine is never kept: its values change when the text is laid out again.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from app.ui.reader.boundaries import grapheme_stops
from app.ui.reader.cells import Cell, cells_of

_JOINED = 0.75  # neighbours no further apart than this are one stretch
_JOINING = frozenset("لfFTt")  # first letters of ligatures
_FURTHER = 1000.0  # pixels: more than one block is high
_MOST_BLOCKS = 600
_GAP = 18.0  # more than what is between two blocks, or over the first


class Hit(NamedTuple):
    """What is at a point. ``stop``: the nearest caret stop; ``start``–``end``: the grapheme there,
    empty past the ends of a line.

    At the edge of words that run against their paragraph two caret stops are at one place: ``twin``
    is the other one, at the far end of those words.
    """

    stop: int
    start: int
    end: int
    twin: int | None = None


class _Source:
    """The block behind its lines; stops and units are worked out when first needed."""

    __slots__ = ("_stops", "block", "origin", "right_to_left", "units")

    def __init__(self, block: QTextBlock, origin: QPointF) -> None:
        self.block = block
        self.origin = origin
        self.right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
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
            self._cells = cells_of(
                self._line(), source.origin, source.stops, source.units, source.right_to_left
            )
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

    def hit(self, x: float, *, right_to_left: bool) -> Hit:
        """What is at ``x``, in positions of the block, whose direction is given."""
        cells = self.cells
        if not cells:
            return Hit(self.start, self.start, self.start)
        past_end = self.end
        if past_end < len(self._source.units) and self._source.units[past_end - 1].isspace():
            past_end -= 1  # the caret stays on this line
        if x < cells[0].left or x >= cells[-1].right:
            stop = past_end if (x < cells[0].left) == right_to_left else self.start
            return Hit(stop, stop, stop)
        cell = self.cell_near(x)
        on_leading = (x < (cell.left + cell.right) / 2) != cell.right_to_left
        stop = cell.start if on_leading else cell.end
        twin = None
        if cell.right_to_left != right_to_left:
            start, end = self.run(cell)
            if stop in (start, end):
                twin = end if on_leading else start
        return Hit(stop, cell.start, cell.end, twin)

    def run(self, cell: Cell) -> tuple[int, int]:
        """From where to where the line goes in one direction around a cell."""
        start, end = cell.start, cell.end
        starts = {c.start: c for c in self.cells if c.right_to_left == cell.right_to_left}
        ends = {c.end: c for c in starts.values()}
        while end in starts:
            end = starts[end].end
        while start in ends:
            start = ends[start].start
        return start, end

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
        self.right_to_left = source.right_to_left
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
            self._hit(y + _FURTHER)  # Qt lays out as far as it is asked and no further
            self._laid_out_to = y
        found = self._hit(y)
        if self._distance(found, y) > _GAP:  # Qt takes the end for what is between two blocks
            found = min(found, self._hit(y + _GAP), key=lambda block: self._distance(block, y))
        return found

    def _hit(self, y: float) -> QTextBlock:
        at = self.document.documentLayout().hitTest(
            QPointF(self.document.textWidth() / 2, y), Qt.HitTestAccuracy.FuzzyHit
        )
        return self.document.findBlock(max(at, 0))

    def _distance(self, block: QTextBlock, y: float) -> float:
        """How far from a height a laid-out block is."""
        rect = self.document.documentLayout().blockBoundingRect(block)
        return max(rect.top() - y, y - rect.bottom(), 0.0)

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

    def hit(self, point: QPointF) -> Hit:
        """What is at a point of the document, or nearest to it, in positions of the document."""
        box = self.box(self.block_near(point.y()))
        line = box.line_at(point.y())
        at = box.position
        if line is None:
            return Hit(at, at, at)
        stop, start, end, twin = line.hit(point.x(), right_to_left=box.right_to_left)
        return Hit(at + stop, at + start, at + end, None if twin is None else at + twin)

    def step_line(self, position: int, x: float, by: int) -> int | None:
        """From a position of the document to ``x`` in the next line (1) or the one before (-1);
        None at the first and the last line."""
        block = self.document.findBlock(position)
        box = self.box(block)
        line = box.line_of(position)
        number = box.lines.index(line) + by if line is not None else by
        while not 0 <= number < len(box.lines):
            block = block.next() if by > 0 else block.previous()
            if not block.isValid():
                return None
            box = self.box(block)
            number = 0 if by > 0 else len(box.lines) - 1
        line = box.lines[number]
        stop = line.hit(x, right_to_left=box.right_to_left).stop
        if stop >= line.end and number + 1 < len(box.lines):  # a caret there is on the line after
            stop = max((cell.start for cell in line.cells), default=line.start)
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
