"""The page: takes placed lines and plain shapes, writes them through reportlab's canvas.

Runs are written in logical order and the glyphs of a right-to-left run from left to right: of all
orders tried, the one in which most readers of PDF find and copy most words. ActualText would ruin
that and is not used. What is no text (bands, rules, running feet) is written as an artifact, so
that a structure tree can be laid over the pages.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from reportlab.pdfgen.canvas import Canvas

from app.formats.typesetting.faces import Face
from app.formats.typesetting.fonts import CellFont, flate_stream, number
from app.formats.typesetting.placing import PlacedLine, PlacedRun

_ARC = 0.5523  # how far the handles of a quarter circle's curve reach
_POINT = "%.2f %.2f"
_CORNER = f"{_POINT} l {_POINT} {_POINT} {_POINT} c"
_ROUNDED = f"{_POINT} m {_CORNER} {_CORNER} {_CORNER} {_CORNER} h"


class _Canvas(Canvas):
    """reportlab's canvas, with fonts written at the end and plainly compressed pages."""

    _doc: Any
    _code: list[str]

    def forget_default_font(self) -> None:
        """Takes Helvetica, which nothing is set in, out of the pages' resources."""
        self._doc.idToObject["BasicFonts"].dict.clear()

    def add_font(self, font: CellFont) -> None:
        """A font whose objects are written at the end, when all its codes are known."""
        self._doc.delayedFonts.append(font)

    def _setAnnotations(self, page: Any) -> None:
        """Called by reportlab as it ends a page: the place to say how its content is kept."""
        super()._setAnnotations(page)  # pyright: ignore[reportAttributeAccessIssue]
        page.Contents = flate_stream("\n".join(self._code).encode("latin-1"))


class Drawing:
    """A PDF being drawn by ``creator``, a program.

    The origin is the bottom left; lengths in points, colours «#RRGGBB».
    """

    def __init__(
        self, out: IO[bytes], size: tuple[float, float], *, title: str, language: str, creator: str
    ) -> None:
        make: Any = _Canvas
        self._canvas: Any = make(
            out, pagesize=size, invariant=1, pageCompression=1, lang=language, pdfVersion=(1, 7),
            initialFontName=None,
        )  # fmt: skip
        self._cell_fonts: dict[Face, CellFont] = {}
        self._colours: dict[str, str] = {}
        self._canvas.forget_default_font()
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator(creator)
        self._canvas.setTitle(title.encode("utf-8", "replace").decode("utf-8"))
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        if language == "ar":
            self._canvas.setViewerPreference("Direction", "/R2L")

    def text(self, line: PlacedLine, baseline: float, colour: str) -> None:
        """A line of text with its baseline at ``baseline``."""
        if not line.runs:
            return
        code = [f"BT {self._rgb(colour)} rg"]
        font: CellFont | None = None
        for group in _writing_order(line.runs):
            code.append(f"1 0 0 1 {_point(group[0].x, baseline)} Tm")
            for run in group:
                cell_font = self._cell_fonts.get(run.face) or self._new_font(run.face)
                codes = cell_font.encode(run.cells)
                if not codes:
                    continue
                if cell_font is not font:
                    font = cell_font
                    code.append(f"/{font.name} {number(line.size)} Tf")
                code.append(f"<{codes}> Tj")
        code.append("ET")
        self._write("\n".join(code))

    @contextmanager
    def artifact(self) -> Generator[None]:
        """What is drawn inside is decoration, no part of what the page says."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def fill(
        self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0
    ) -> None:
        """A filled box with its bottom left corner at (x, y)."""
        self._write(f"{self._rgb(colour)} rg {_box(x, y, width, height, radius)} f")

    def frame(
        self,
        box: tuple[float, float, float, float],
        colour: str,
        thickness: float,
        radius: float = 0,
        dash: Sequence[float] = (),
    ) -> None:
        """The outline of a box (x, y, width, height)."""
        self._write(f"{self._pen(colour, thickness, dash)} {_box(*box, radius)} S")

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled shape with straight sides."""
        path = " l ".join(_point(*point) for point in points)
        first, rest = path.split(" l ", 1)
        self._write(f"{self._rgb(colour)} rg {first} m {rest} l h f")

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        thickness: float,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line; dashes begin at ``start``."""
        pen = self._pen(colour, thickness, dash)
        self._write(f"{pen} {_point(*start)} m {_point(*end)} l S")

    def end_page(self) -> None:
        self._canvas.showPage()

    def save(self) -> None:
        """Writes the file. Nothing can be drawn after it."""
        self._canvas.save()

    def _write(self, code: str) -> None:
        self._canvas.addLiteral(code)

    def _pen(self, colour: str, thickness: float, dash: Sequence[float]) -> str:
        pattern = " ".join(number(part) for part in dash)
        return f"{self._rgb(colour)} RG {number(thickness)} w [{pattern}] 0 d"

    def _rgb(self, colour: str) -> str:
        code = self._colours.get(colour)
        if code is None:
            parts = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
            code = self._colours[colour] = " ".join(number(part) for part in parts)
        return code

    def _new_font(self, face: Face) -> CellFont:
        font = self._cell_fonts[face] = CellFont(face, f"T{len(self._cell_fonts) + 1}")
        self._canvas.add_font(font)
        return font


def _writing_order(runs: list[PlacedRun]) -> list[list[PlacedRun]]:
    """Neighbouring runs of one level, which are written in one go, in the order of the text."""
    if len(runs) == 1:
        return [runs]
    groups = [[runs[0]]]
    for run in runs[1:]:
        if run.level == groups[-1][-1].level:
            groups[-1].append(run)
        else:
            groups.append([run])
    return sorted(groups, key=_logical_start)


def _logical_start(group: list[PlacedRun]) -> int:
    return min(run.start for run in group)


def _point(x: float, y: float) -> str:
    return _POINT % (x, y)


def _box(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a box, its corners rounded."""
    if not radius:
        return f"{_point(x, y)} {_point(width, height)} re"
    r = min(radius, width / 2, height / 2)
    k = r * (1 - _ARC)
    right, top = x + width, y + height
    return _ROUNDED % (
        x + r, y,
        right - r, y, right - k, y, right, y + k, right, y + r,
        right, top - r, right, top - k, right - k, top, right - r, top,
        x + r, top, x + k, top, x, top - k, x, top - r,
        x, y + r, x, y + k, x + k, y, x + r, y,
    )  # fmt: skip
