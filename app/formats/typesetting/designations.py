"""Designations such as R1 or H800 in a document that runs right to left.

pdfium (Chrome, Edge) orders what is drawn by where it begins, takes Latin letters and digits for
runs of their own, and reads such runs from the right: «1R». So the number begins here where the
whole begins, and the letter, though written first, a little after it; offsets in their glyphs draw
both where they belong. The other readers that were tried (``python -m tests.bench.found``) go by
what is written first as long as it goes back by little: poppler and MuPDF read on in one word where
that is between 0.1 and 0.15 of the size. So only one letter before digits can be set like this;
the rest (GPT4, 4o) stays as it is.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from app.formats.typesetting.faces import Cell
from app.formats.typesetting.paragraphs import Paragraph
from app.formats.typesetting.placing import PlacedRun

_DESIGNATION = re.compile("[A-Za-z][0-9]{1,4}")
# What pdfium would take for a part of it, and what for one of its number (Bidi_Class).
_JOINED = frozenset(("L", "EN", "AN", "NSM", "BN"))
_SIGNS = frozenset(("ES", "ET", "CS"))
# Parts of the size.
_AFTER = 0.12  # from where the second begins to where the first does
_ADVANCE = 0.01  # of the first: pdf.js begins a new line after one that has none
_REACH = 0.5  # from the second to the last: pdfium puts a space where the first is far from it
_APART = 0.25  # from a sign that follows: here pdfium shall put a space


class Part(NamedTuple):
    """Cells that are written as one object; ``x`` from the left end of the run, of the size."""

    x: float
    cells: list[int]


@lru_cache(maxsize=4096)
def designations(text: str) -> tuple[tuple[int, int], ...]:
    """Where they stand."""
    return tuple(match.span() for match in _DESIGNATION.finditer(text))


def parts_of(run: PlacedRun, paragraph: Paragraph) -> list[Part]:
    """A left-to-right run in the objects that it takes, in the order in which they are written."""
    parts: list[Part] = []
    at, edges = run.start, paragraph.edges
    for start, end in designations(paragraph.text):
        if start < run.start or end > run.end:
            continue
        cells = run.cells[start - run.start : end - run.start]
        gap = _gap(run, paragraph, start, end)
        if gap is None or min(cells) < 0:
            continue
        if at < start:
            before = run.cells[at - run.start : start - run.start]
            parts.append(Part(edges[at] - edges[run.start], before))
        parts += _turned(run, cells, edges[start] - edges[run.start], gap)
        at = end
    if at < run.end:
        parts.append(Part(edges[at] - edges[run.start], run.cells[at - run.start :]))
    return parts


def _gap(run: PlacedRun, paragraph: Paragraph, start: int, end: int) -> float | None:
    """How far to the right ``[start, end)`` shall begin; None if it cannot be set apart from what
    is beside it."""
    before, after = run.start - 1, run.end
    sides = (after, before) if paragraph.base else (before, after)
    inside = start > run.start
    left = _class(paragraph, start - 1 if inside else sides[0])
    right = _class(paragraph, end if end < run.end else sides[1])
    if left in _JOINED or right in _JOINED:
        return None
    if left not in _SIGNS:
        return 0
    return None if inside else _APART  # DeepSeek-R1 shall have no space


def _class(paragraph: Paragraph, at: int) -> str:
    return paragraph.classes[at] if 0 <= at < len(paragraph.classes) else ""


def _turned(run: PlacedRun, indices: list[int], x: float, gap: float) -> list[Part]:
    """A designation at ``x`` whose first character begins after its second."""
    face, em = run.face, run.face.units_per_em
    first, *others = (face.cells[index] for index in indices)
    after, reach = round(_AFTER * em), round(_REACH * em) // max(len(others) - 1, 1)
    shift = pen = round(gap * em)
    place, whole = first.advance, first.advance + sum(cell.advance for cell in others)
    moved: list[int] = []
    for k, cell in enumerate(others, 1):
        advance = min(cell.advance, reach) if k < len(others) else whole - pen
        moved.append(face.cell_index(_moved(cell, place - pen, advance)))
        pen += advance
        place += cell.advance
    letter = face.cell_index(_moved(first, -shift - after, round(_ADVANCE * em)))
    return [Part(x + (shift + after) / em, [letter]), Part(x + shift / em, moved)]


def _moved(cell: Cell, by: int, advance: int) -> Cell:
    """A cell that draws to the right of where it begins."""
    return Cell(tuple((glyph, dx + by, dy) for glyph, dx, dy in cell.glyphs), advance, cell.text)
