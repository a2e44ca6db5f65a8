"""What of a line is written at a time: worked out once, however many worksheets show the line."""

import re
from typing import NamedTuple

from app.formats.typesetting.designations import Part, parts_of
from app.formats.typesetting.faces import Face
from app.formats.typesetting.placing import PlacedLine, PlacedRun

_LETTER = re.compile(r"[^\W\d_]")


class Piece(NamedTuple):
    """Text in one face. ``parts`` are the objects that it takes: points from the line's left end,
    and cells. ``level`` 0 or 1; ``foreign``: it has letters, and runs against its paragraph.
    ``hangs``: the space after a line that goes on."""

    face: Face
    parts: list[Part]
    level: int
    foreign: bool = False
    hangs: bool = False


def pieces_of(line: PlacedLine, right_to_left: bool) -> list[Piece]:
    """The pieces of a line in the order in which they are written, in a document that runs so."""
    known = line.pieces.get(right_to_left)
    if known is None:
        known = line.pieces[right_to_left] = [
            *(_piece(line, run, right_to_left) for run in line.in_order),
            *_space_after(line),
        ]
    return known


def _piece(line: PlacedLine, run: PlacedRun, right_to_left: bool) -> Piece:
    level, paragraph, size = run.level & 1, line.paragraph, line.size
    parts = [Part(run.x, run.cells)]
    if right_to_left and not level:
        parts = [Part(run.x + x * size, cells) for x, cells in parts_of(run, paragraph)]
    letters = _LETTER.search(paragraph.text, run.start, run.end)
    foreign = level != paragraph.base and letters is not None
    drawn = [part for part in parts if max(part.cells, default=-1) >= 0]
    return Piece(run.face, drawn, level, foreign)


def _space_after(line: PlacedLine) -> list[Piece]:
    """The space that hangs from a line which goes on: who listens to the lines one after the other
    would hear two words as one."""
    paragraph = line.paragraph
    at = line.in_order[-1].end if line.in_order else len(paragraph.text)
    if paragraph.text[at : at + 1] != " ":
        return []
    (run,) = paragraph.arrangement(at, at + 1, at + 1)
    x = -paragraph.width(at, at + 1, line.size) if paragraph.base else line.width
    return [Piece(run.face, [Part(x, run.cells)], run.level & 1, hangs=True)]
