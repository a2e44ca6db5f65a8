"""Glyphs and advances: OpenType shaping by HarfBuzz, one cell per character.

A paragraph is shaped whole, run by run (one level, script and face), and lines are cut out of it.
Cluster level CHARACTERS keeps marks apart from their letters; a ligature is split into one cell per
character, of which the leftmost draws it, so that every character can be found, copied and marked.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple
from unicodedata import normalize

from app.formats.typesetting.breaking import break_opportunities
from app.formats.typesetting.characters import JOINERS, is_mark, is_silent
from app.formats.typesetting.faces import Cell, Face, Glyph, harfbuzz
from app.formats.typesetting.levels import (
    classes_of,
    line_levels,
    paragraph_levels,
    visual_runs,
)
from app.formats.typesetting.scripts import scripts_of

_NOT_DRAWN = -1  # the cell of a silent character
_SPACE = 0x20


class Run(NamedTuple):
    """``[start, end)`` of the text in one level and face. ``cells`` are indices in the face's."""

    start: int
    end: int
    level: int
    face: Face
    cells: list[int]


class Paragraph:
    """A shaped paragraph.

    ``edges[i]`` is how far from its start character ``i`` begins when all stand in one row in
    logical order, in units of the size. ``whole[i]`` tells that ``i`` may not begin a line: it is
    inside a ligature or a mark.
    """

    def __init__(self, text: str, base: int | None, faces: "Faces", language: str) -> None:
        self.text = text
        self.classes = classes_of(text)
        self.base, self.levels = paragraph_levels(text, base, self.classes)
        self.runs: list[Run] = []
        self.whole = [is_mark(character) for character in text]
        widths = [0.0] * len(text)
        codes = _codes(text, faces)
        for start, end, script, face in self._stretches(faces):
            level = self.levels[start]
            groups = _shape_run(face, codes, start, end, level, script, language)
            groups = _with_their_letters(groups, text, level & 1 == 1)
            cells: list[int] = []
            for cell, joined in _cells(groups, text, level & 1 == 1):
                at = start + len(cells)
                widths[at] = cell.advance / face.units_per_em
                self.whole[at] = self.whole[at] or joined
                drawn = cell.text in JOINERS or not is_silent(cell.text)
                cells.append(face.cell_index(cell) if drawn else _NOT_DRAWN)
            self.runs.append(Run(start, end, level, face, cells))
        self.edges = [0.0, *accumulate(widths)]
        self.opportunities = break_opportunities(text)
        self._run_starts = [run.start for run in self.runs]
        self._arrangements: dict[tuple[int, int], list[Run]] = {}

    def _stretches(self, faces: "Faces") -> list[tuple[int, int, str, Face]]:
        """Where level, script or face change."""
        text = self.text
        scripts = scripts_of(text, "Arab" if self.base else "Latn")
        found: list[tuple[int, int, str, Face]] = []
        start = 0
        current = faces.first
        before = faces.first
        for k in range(len(text) + 1):
            if k < len(text):
                current = faces.face_for(text[k], before)
            if k and (
                k == len(text)
                or self.levels[k] != self.levels[start]
                or scripts[k] != scripts[start]
                or current is not before
            ):
                found.append((start, k, scripts[start], before))
                start = k
            before = current
        return found

    def arrangement(self, start: int, end: int, visible: int) -> list[Run]:
        """The runs of the line ``[start, end)`` that shows up to ``visible``, from left to right,
        the cells of each in that order too."""
        found = self._arrangements.get((start, end))
        if found is None:
            levels = line_levels(self.levels, self.classes, self.base, start, end)
            found = self._arrangements[start, end] = [
                piece
                for first, last, level in visual_runs(levels[: visible - start], start)
                for piece in self._pieces(first, last, level)
            ]
        return found

    def _pieces(self, start: int, end: int, level: int) -> list[Run]:
        """``[start, end)`` cut where the face or the shaping changes, in visual order."""
        first = max(bisect_right(self._run_starts, start) - 1, 0)
        pieces: list[Run] = []
        for run in self.runs[first : bisect_right(self._run_starts, end - 1)]:
            low, high = max(start, run.start), min(end, run.end)
            cells = run.cells[low - run.start : high - run.start]
            pieces.append(Run(low, high, level, run.face, cells[::-1] if level & 1 else cells))
        return pieces[::-1] if level & 1 else pieces

    def width(self, start: int, end: int, size: float) -> float:
        """Advance of ``[start, end)`` in points."""
        return (self.edges[end] - self.edges[start]) * size


class Faces:
    """Faces in the order in which they are asked for a character, and the paragraphs set in them.

    The caches live and die with this object: one for a class set means that an article which
    thirty worksheets share is shaped once.
    """

    def __init__(self, *faces: Face) -> None:
        self._order = faces
        self.shape = lru_cache(maxsize=4096)(self._shape)

    @property
    def first(self) -> Face:
        return self._order[0]

    def face_for(self, character: str, before: Face) -> Face:
        """Who draws a character: marks and joiners go with what they follow, the rest to the first
        face that has it, else to the first face, whose empty box shows that something is there."""
        if is_mark(character) or is_silent(character):
            return before
        code = ord(character)
        return next((face for face in self._order if code in face.covered), self.first)

    def covers(self, code: int) -> bool:
        return any(code in face.covered for face in self._order)

    def _shape(self, text: str, base: int | None = None, language: str = "ar") -> Paragraph:
        """``text`` (one paragraph) shaped; ``base`` 0, 1 or None (from its first strong letter)."""
        return Paragraph(text, base, self, language)


def _codes(text: str, faces: Faces) -> list[int]:
    """Code points to shape: white space no face has is a space, half a surrogate pair U+FFFD."""
    codes: list[int] = []
    for character in text:
        code = ord(character)
        if 0xD800 <= code <= 0xDFFF:
            code = 0xFFFD
        elif code < _SPACE or not faces.covers(code):
            if character.isspace():
                code = _SPACE
            else:
                compatible = normalize("NFKC", character)
                one = len(compatible) == 1 and faces.covers(ord(compatible))
                code = ord(compatible) if one else code
        codes.append(code)
    return codes


_Shaped = tuple[int, int, int, int, int]  # cluster, glyph, advance, dx, dy
# Characters [start, end) and what draws them, from left to right.
_Group = tuple[int, int, list[_Shaped]]


def _shape_run(
    face: Face, codes: list[int], start: int, end: int, level: int, script: str, language: str
) -> list[_Group]:
    """Groups of glyphs, in logical order."""
    buffer: Any = harfbuzz.Buffer()
    buffer.cluster_level = harfbuzz.BufferClusterLevel.CHARACTERS
    buffer.add_codepoints(codes, start, end - start)
    right_to_left = level & 1 == 1
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = script
    buffer.language = language if script == "Arab" else "en"
    harfbuzz.shape(face.font, buffer)
    glyphs: list[_Shaped] = [
        (info.cluster, info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    if right_to_left:
        glyphs.reverse()
    groups: list[list[_Shaped]] = []
    furthest = -1
    for glyph in glyphs:
        if groups and glyph[0] <= furthest:  # same letter, or marks that were put in order
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
        furthest = max(furthest, glyph[0])
    starts = [start, *(min(glyph[0] for glyph in group) for group in groups[1:]), end]
    found = list(zip(starts, starts[1:], groups, strict=False))
    if right_to_left:
        return [(first, last, group[::-1]) for first, last, group in found]
    return found


def _with_their_letters(groups: list[_Group], text: str, right_to_left: bool) -> list[_Group]:
    """Groups put together where a letter is drawn by the group before its mark's.

    Some faces join لا over a mark between the two: the mark's group then claims the alef.
    """
    joined: list[_Group] = []
    for start, end, shaped in groups:
        moves = any(advance for _, _, advance, _, _ in shaped)
        speaks = any(not is_mark(c) and not is_silent(c) for c in text[start:end])
        if joined and speaks and not moves and end - start > 1:
            first, _, before = joined[-1]
            joined[-1] = (first, end, shaped + before if right_to_left else before + shaped)
        else:
            joined.append((start, end, shaped))
    return joined


def _cells(groups: list[_Group], text: str, right_to_left: bool) -> list[tuple[Cell, bool]]:
    """One cell per character in logical order; True where it goes on with the one before."""
    cells: list[tuple[Cell, bool]] = []
    for start, end, shaped in groups:
        glyphs: list[Glyph] = []
        pen = 0
        for _cluster, glyph, advance, dx, dy in shaped:
            glyphs.append((glyph, pen + dx, dy))
            pen += advance
        count = end - start
        if count == 1:
            character = text[start]
            drawn = () if is_silent(character) else tuple(glyphs)
            cells.append((Cell(drawn, max(pen, 0) if drawn else 0, character), False))
            continue
        cells += _parts_of_ligature(tuple(glyphs), max(pen, 0), text[start:end], right_to_left)
    return cells


def _parts_of_ligature(
    glyphs: tuple[Glyph, ...], advance: int, characters: str, right_to_left: bool
) -> list[tuple[Cell, bool]]:
    """Cells that share a drawing: letters share its advance, marks take none of it."""
    visual = characters[::-1] if right_to_left else characters
    letters = [not is_mark(character) for character in visual]
    count = sum(letters) or 1
    parts: list[Cell] = []
    before = 0
    for k, character in enumerate(visual):
        after = round(advance * min(sum(letters[: k + 1]), count) / count)
        if k + 1 == len(visual):
            after = advance
        parts.append(Cell(glyphs if k == 0 else (), after - before, character))
        before = after
    if right_to_left:
        parts.reverse()
    return [(part, k > 0) for k, part in enumerate(parts)]
