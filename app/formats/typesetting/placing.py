"""Lines: where each run of one stands on the page, and where a span of its text lies.

Highlights are cut out of the same geometry as the glyphs, so they cannot drift apart.
"""

from math import inf
from operator import attrgetter
from typing import Any, NamedTuple

from app.formats.typesetting.breaking import fill_lines, visible_end
from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Paragraph

_in_order = attrgetter("start")


class PlacedRun(NamedTuple):
    """``[start, end)`` of the text, ``x`` from the left end of its line. ``cells`` are in visual
    order."""

    start: int
    end: int
    level: int
    x: float
    width: float
    face: Face
    cells: list[int]


class PlacedLine(NamedTuple):
    """A line on the page; ``x`` its left end. Its runs from left to right, and in the order of the
    text. Points. ``pieces`` are kept for whoever writes it (see there), wherever it stands."""

    paragraph: Paragraph
    size: float
    x: float
    width: float
    runs: list[PlacedRun]
    in_order: list[PlacedRun]
    pieces: dict[bool, list[Any]]


class Line:
    """``[start, end)`` of a paragraph; what shows ends at ``visible``, the white space hangs."""

    __slots__ = (
        "_in_order", "_pieces", "_runs", "end", "paragraph", "size", "start", "visible", "width"
    )  # fmt: skip

    def __init__(
        self, paragraph: Paragraph, size: float, start: int, end: int, visible: int
    ) -> None:
        self.paragraph, self.size = paragraph, size
        self.start, self.end, self.visible = start, end, visible
        self.width = paragraph.width(start, visible, size)
        self._runs: list[PlacedRun] | None = None
        self._in_order: list[PlacedRun] = []
        self._pieces: dict[bool, list[Any]] = {}

    def place(self, x: float) -> PlacedLine:
        """This line with its left end at ``x``."""
        runs = self._runs
        if runs is None:
            runs = self._runs = self._arranged()
            self._in_order = sorted(runs, key=_in_order) if len(runs) > 1 else runs
        return PlacedLine(
            self.paragraph, self.size, x, self.width, runs, self._in_order, self._pieces
        )

    def _arranged(self) -> list[PlacedRun]:
        edges, size = self.paragraph.edges, self.size
        runs: list[PlacedRun] = []
        pen = 0.0
        for run in self.paragraph.arrangement(self.start, self.end, self.visible):
            width = (edges[run.end] - edges[run.start]) * size
            runs.append(PlacedRun(run.start, run.end, run.level, pen, width, run.face, run.cells))
            pen += width
        return runs


def break_lines(paragraph: Paragraph, size: float, width: float) -> list[Line]:
    """The lines of a paragraph set in ``size`` within ``width`` points."""
    lines = paragraph.lines.get((size, width))
    if lines is None:
        stops, shown = paragraph.opportunities, visible_end(paragraph.text)
        found = fill_lines(paragraph.edges, paragraph.whole, stops, shown, width / size)
        lines = paragraph.lines[size, width] = [Line(paragraph, size, *line) for line in found]
    return lines


def one_line(paragraph: Paragraph, size: float) -> Line:
    """The whole paragraph as one line, however wide."""
    lines = paragraph.lines.get((size, inf))
    if lines is None:
        whole = Line(paragraph, size, 0, len(paragraph.text), visible_end(paragraph.text))
        lines = paragraph.lines[size, inf] = [whole]
    return lines[0]


def fragments(line: PlacedLine, start: int, end: int) -> list[tuple[float, float]]:
    """Where ``[start, end)`` of the paragraph's text shows on a line: x-ranges from left to right.

    Empty where the line has none of it. A span over a change of direction has several.
    """
    edges, size, left = line.paragraph.edges, line.size, line.x
    found: list[tuple[float, float]] = []
    for run in line.runs:
        first, last = max(start, run.start), min(end, run.end)
        if first >= last or edges[first] == edges[last]:
            continue
        if run.level & 1:
            low = left + run.x + (edges[run.end] - edges[last]) * size
        else:
            low = left + run.x + (edges[first] - edges[run.start]) * size
        high = low + (edges[last] - edges[first]) * size
        if found and low - found[-1][1] < 0.005:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found
