"""Lines: where each run of one stands on the page, and where a span of its text lies.

Highlights are cut out of the same geometry as the glyphs, so they cannot drift apart.
"""

from typing import NamedTuple

from app.formats.typesetting.breaking import fill_lines, visible_end
from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Paragraph


class PlacedRun(NamedTuple):
    """``[start, end)`` of the text at ``x`` (its left end). ``cells`` are in visual order."""

    start: int
    end: int
    level: int
    x: float
    width: float
    face: Face
    cells: list[int]


class PlacedLine(NamedTuple):
    """A line on the page; ``x`` its left end, runs from left to right. Points."""

    paragraph: Paragraph
    size: float
    x: float
    width: float
    runs: list[PlacedRun]


class Line(NamedTuple):
    """``[start, end)`` of a paragraph; what shows ends at ``visible``, the white space hangs."""

    paragraph: Paragraph
    size: float
    start: int
    end: int
    visible: int

    @property
    def width(self) -> float:
        return self.paragraph.width(self.start, self.visible, self.size)

    def place(self, x: float) -> PlacedLine:
        """This line with its left end at ``x``."""
        edges, size = self.paragraph.edges, self.size
        runs: list[PlacedRun] = []
        pen = x
        for run in self.paragraph.arrangement(self.start, self.end, self.visible):
            width = (edges[run.end] - edges[run.start]) * size
            runs.append(PlacedRun(run.start, run.end, run.level, pen, width, run.face, run.cells))
            pen += width
        return PlacedLine(self.paragraph, size, x, pen - x, runs)


def break_lines(paragraph: Paragraph, size: float, width: float) -> list[Line]:
    """The lines of a paragraph set in ``size`` within ``width`` points."""
    stops, shown = paragraph.opportunities, visible_end(paragraph.text)
    found = fill_lines(paragraph.edges, paragraph.whole, stops, shown, width / size)
    return [Line(paragraph, size, *line) for line in found]


def one_line(paragraph: Paragraph, size: float) -> Line:
    """The whole paragraph as one line, however wide."""
    return Line(paragraph, size, 0, len(paragraph.text), visible_end(paragraph.text))


def fragments(line: PlacedLine, start: int, end: int) -> list[tuple[float, float]]:
    """Where ``[start, end)`` of the paragraph's text shows on a line: x-ranges from left to right.

    Empty where the line has none of it. A span over a change of direction has several.
    """
    edges, size = line.paragraph.edges, line.size
    found: list[tuple[float, float]] = []
    for run in line.runs:
        first, last = max(start, run.start), min(end, run.end)
        if first >= last or edges[first] == edges[last]:
            continue
        if run.level & 1:
            low = run.x + (edges[run.end] - edges[last]) * size
        else:
            low = run.x + (edges[first] - edges[run.start]) * size
        high = low + (edges[last] - edges[first]) * size
        if found and low - found[-1][1] < 0.005:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found
