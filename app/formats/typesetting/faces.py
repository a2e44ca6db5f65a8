"""Font files: what a face covers, its outlines and its measures."""

import sys
from array import array
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

from app.domain.errors import KnownError
from app.formats.typesetting.outlines import Drawn, Outlines

harfbuzz: Any = uharfbuzz  # it has no type stubs

# A glyph of the face with its offset from the pen, in font units: (glyph, dx, dy).
Glyph = tuple[int, int, int]
_WHOLE = 0xB1B0AFBA  # what the words of a whole font file add up to (OpenType, ``head``)


class Cell(NamedTuple):
    """What one code of a PDF font draws and means: glyphs, advance (font units), source text."""

    glyphs: tuple[Glyph, ...]
    advance: int
    text: str


class Face:
    """One font file, with the cells that texts set in it have used so far.

    ``ascent`` and ``descent`` (negative) are parts of the size. Raises KnownError ``font.missing``
    or ``font.damaged`` (value ``file``).
    """

    def __init__(self, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise KnownError("font.missing", file=path.name) from error
        if not _is_whole(data):  # HarfBuzz would go on, with letters that draw nothing
            raise KnownError("font.damaged", file=path.name)
        self._face: Any = harfbuzz.Face(harfbuzz.Blob(data))
        self.font: Any = harfbuzz.Font(self._face)
        self.tables = {
            tag: bytes(self._face.reference_table(tag).data)
            for tag in ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
        }
        self.covered: frozenset[int] = frozenset(self._face.unicodes)
        if not self.covered or not all(self.tables.values()):
            raise KnownError("font.damaged", file=path.name)
        self.outlines = Outlines(self.tables)
        self.name = path.stem
        self.units_per_em: int = self._face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.units_per_em
        self.descent: float = extents.descender / self.units_per_em
        self.cells: list[Cell] = []
        self._index: dict[Cell, int] = {}
        self._drawn: list[Drawn] = []

    def cell_index(self, cell: Cell) -> int:
        """The number of a cell in ``cells``, the same for equal cells."""
        index = self._index.get(cell)
        if index is None:
            index = self._index[cell] = len(self.cells)
            self.cells.append(cell)
        return index

    def drawn(self, index: int) -> Drawn:
        """What draws a cell."""
        done = self._drawn
        if index >= len(done):
            done += [self.outlines.composed(cell.glyphs) for cell in self.cells[len(done) :]]
        return done[index]


def _is_whole(data: bytes) -> bool:
    """Whether a font file is as it was made: neither cut short nor changed."""
    words = array("I", data + bytes(-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF == _WHOLE
