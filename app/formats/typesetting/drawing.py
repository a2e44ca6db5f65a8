"""The page: takes placed lines and plain shapes, writes them through reportlab's canvas.

Runs are written in logical order and the glyphs of a right-to-left run from left to right: of all
orders tried, the one in which most readers of PDF find and copy most words. ActualText would ruin
that and is not used. What is no text (bands, rules, running feet) is written as an artifact, so
that a structure tree can be laid over the pages.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.formats.typesetting.faces import Face
from app.formats.typesetting.fonts import CellFont, number
from app.formats.typesetting.placing import PlacedLine, PlacedRun

_colour: Any = HexColor


class _Canvas(Canvas):
    _doc: Any

    def add_font(self, font: CellFont) -> None:
        """A font whose objects are written at the end, when all its codes are known."""
        self._doc.delayedFonts.append(font)


class Drawing:
    """A PDF being drawn. The origin is the bottom left; lengths in points, colours «#RRGGBB»."""

    def __init__(
        self, out: IO[bytes], size: tuple[float, float], *, title: str, language: str
    ) -> None:
        make: Any = _Canvas
        self._canvas: Any = make(
            out, pagesize=size, invariant=1, pageCompression=1, lang=language, pdfVersion=(1, 7),
            initialFontName=None,
        )  # fmt: skip
        self._cell_fonts: dict[Face, CellFont] = {}
        self._canvas.setTitle(title)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        if language == "ar":
            self._canvas.setViewerPreference("Direction", "/R2L")

    def text(self, line: PlacedLine, baseline: float, colour: str) -> None:
        """A line of text with its baseline at ``baseline``."""
        if not line.runs:
            return
        code = [f"BT {_rgb(colour)} rg"]
        size, font = number(line.size), ""
        for group in sorted(_level_groups(line.runs), key=_logical_start):
            code.append(f"1 0 0 1 {number(group[0].x)} {number(baseline)} Tm")
            for run in group:
                cell_font = self._cell_font(run.face)
                if cell_font.name != font:
                    font = cell_font.name
                    code.append(f"/{font} {size} Tf")
                code.append(f"<{cell_font.encode(run.cells)}> Tj")
        code.append("ET")
        self._canvas.addLiteral("\n".join(code))

    @contextmanager
    def artifact(self) -> Generator[None]:
        """What is drawn inside is decoration, no part of what the page says."""
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")

    def fill(
        self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0
    ) -> None:
        """A filled box with its bottom left corner at (x, y)."""
        self._canvas.setFillColor(_colour(colour))
        self._box(x, y, width, height, radius, stroke=0, fill=1)

    def frame(
        self,
        box: tuple[float, float, float, float],
        colour: str,
        thickness: float,
        radius: float = 0,
        dash: Sequence[float] = (),
    ) -> None:
        """The outline of a box (x, y, width, height)."""
        self._pen(colour, thickness, dash)
        self._box(*box, radius, stroke=1, fill=0)

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled shape with straight sides."""
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self._canvas.setFillColor(_colour(colour))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        thickness: float,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line; dashes begin at ``start``."""
        self._pen(colour, thickness, dash)
        self._canvas.line(*start, *end)

    def end_page(self) -> None:
        self._canvas.showPage()

    def save(self) -> None:
        """Writes the file. Nothing can be drawn after it."""
        self._canvas.save()

    def _pen(self, colour: str, thickness: float, dash: Sequence[float]) -> None:
        self._canvas.setStrokeColor(_colour(colour))
        self._canvas.setLineWidth(thickness)
        self._canvas.setDash(list(dash))

    def _box(
        self, x: float, y: float, width: float, height: float, radius: float, *, stroke: int,
        fill: int,
    ) -> None:  # fmt: skip
        if radius:
            self._canvas.roundRect(x, y, width, height, radius, stroke=stroke, fill=fill)
        else:
            self._canvas.rect(x, y, width, height, stroke=stroke, fill=fill)

    def _cell_font(self, face: Face) -> CellFont:
        font = self._cell_fonts.get(face)
        if font is None:
            font = self._cell_fonts[face] = CellFont(face, f"T{len(self._cell_fonts) + 1}")
            self._canvas.add_font(font)
        return font


def _level_groups(runs: list[PlacedRun]) -> list[list[PlacedRun]]:
    """Neighbouring runs of one level, which are written in one go."""
    groups = [[runs[0]]]
    for run in runs[1:]:
        if run.level == groups[-1][-1].level:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _logical_start(group: list[PlacedRun]) -> int:
    return min(run.start for run in group)


def _rgb(colour: str) -> str:
    value = _colour(colour)
    return f"{number(value.red)} {number(value.green)} {number(value.blue)}"
