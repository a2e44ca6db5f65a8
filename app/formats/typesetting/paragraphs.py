"""Paragraphs: text shaped whole, run by run (one level, script and face), to cut lines out of."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple
from unicodedata import normalize

from app.formats.typesetting.breaking import break_opportunities
from app.formats.typesetting.characters import JOINERS, is_mark, is_silent
from app.formats.typesetting.faces import Face
from app.formats.typesetting.levels import (
    classes_of,
    line_levels,
    paragraph_levels,
    visual_runs,
)
from app.formats.typesetting.scripts import own_script, scripts_of
from app.formats.typesetting.shaping import shape_run

_NOT_DRAWN = -1  # the cell of a silent character
_SPACE = 0x20
_GAP = 0.1  # of the size: what is left of a space after a mark
_LETTERS = frozenset(("R", "AL", "NSM"))  # of what runs from the right, with their marks


class Run(NamedTuple):
    """``[start, end)`` of the text in one level and face. ``cells`` are indices in the face's."""

    start: int
    end: int
    level: int
    face: Face
    cells: list[int]


class Trait(NamedTuple):
    """How a character is set: the code point that is shaped for it, its script, the face that
    draws it (None: that of what it follows), whether it is a mark, whether it is drawn at all."""

    code: int
    script: str
    face: Face | None
    mark: bool
    drawn: bool


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
        traits = [faces.trait(character) for character in text]
        self.whole = [trait.mark for trait in traits]
        widths: list[float] = []
        codes = [trait.code for trait in traits]
        for start, end, script, face in self._stretches(traits, faces.first):
            level = self.levels[start]
            cells: list[int] = []
            shaped = shape_run(face, text, codes, (start, end), level & 1 == 1, script, language)
            for at, (cell, joined) in enumerate(shaped, start):
                widths.append(cell.advance / face.units_per_em)
                if joined:
                    self.whole[at] = True
                cells.append(face.cell_index(cell) if traits[at].drawn else _NOT_DRAWN)
            if level & 1:
                _close_gaps(cells, text, traits, start, face)
            self.runs.append(Run(start, end, level, face, cells))
        self.edges = [0.0, *accumulate(widths)]
        self.opportunities = break_opportunities(text)
        self._run_starts = [run.start for run in self.runs]
        self._arrangements: dict[tuple[int, int], list[Run]] = {}
        self.lines: dict[tuple[float, float], list[Any]] = {}  # by size and width; see ``placing``

    def _stretches(self, traits: list[Trait], first: Face) -> list[tuple[int, int, str, Face]]:
        """Where level, script or face change."""
        own = [trait.script for trait in traits]
        scripts = scripts_of(self.text, "Arab" if self.base else "Latn", own)
        found: list[tuple[int, int, str, Face]] = []
        start, face = 0, first
        for k, trait in enumerate(traits):
            wanted = trait.face or face
            if k and (
                wanted is not face
                or self.levels[k] != self.levels[start]
                or scripts[k] != scripts[start]
            ):
                found.append((start, k, scripts[start], face))
                start = k
            face = wanted
        if traits:
            found.append((start, len(traits), scripts[start], face))
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
        """``[start, end)`` cut where the face or the shaping changes, in visual order.

        The signs that end what runs from the right are a piece of their own: written together with
        the letters, which are written from the left, they would come first, and readers that order
        by what came before (pypdf, MuPDF) would put them at the wrong end.
        """
        first = max(bisect_right(self._run_starts, start) - 1, 0)
        pieces: list[Run] = []
        for run in self.runs[first : bisect_right(self._run_starts, end - 1)]:
            low, high = max(start, run.start), min(end, run.end)
            cells = run.cells[low - run.start : high - run.start]
            if not level & 1:
                pieces.append(Run(low, high, level, run.face, cells))
                continue
            end_of_letters = high
            while end_of_letters > low and self.classes[end_of_letters - 1] not in _LETTERS:
                end_of_letters -= 1
            if low < end_of_letters < high:
                letters = cells[: end_of_letters - low]
                pieces.append(Run(low, end_of_letters, level, run.face, letters[::-1]))
                low, cells = end_of_letters, cells[end_of_letters - low :]
            pieces.append(Run(low, high, level, run.face, cells[::-1]))
        return pieces[::-1] if level & 1 else pieces

    def width(self, start: int, end: int, size: float) -> float:
        """Advance of ``[start, end)`` in points."""
        return (self.edges[end] - self.edges[start]) * size


def _close_gaps(cells: list[int], text: str, traits: list[Trait], start: int, face: Face) -> None:
    """Gives most of the room of a space after a mark to the letter that follows it.

    What is written from left to right is letter, space, mark, letter marked. pdf.js puts a space
    where it sees a gap, and sees it only at the marked letter: «أثر ٍ» for «أثرٍ». Where the gap is
    small it does not, and the space itself still parts the words (poppler wants a tenth).
    """
    for at, (before, space, after) in enumerate(zip(cells, cells[1:], cells[2:], strict=False)):
        k = start + at
        if text[k + 1] != " " or not traits[k].mark or min(before, space, after) < 0:
            continue
        gap, letter = face.cells[space], face.cells[after]
        spare = gap.advance - round(_GAP * face.units_per_em)
        if spare > 0 and letter.advance and text[k + 2] != " ":
            cells[at + 1] = face.cell_index(gap._replace(advance=gap.advance - spare))
            cells[at + 2] = face.cell_index(letter._replace(advance=letter.advance + spare))


class Faces:
    """Faces in the order in which they are asked for a character, and the paragraphs set in them.

    The caches live and die with this object: one for a class set means that an article which
    thirty worksheets share is shaped once.
    """

    def __init__(self, *faces: Face) -> None:
        self._order = faces
        self.shape = lru_cache(maxsize=4096)(self._shape)
        self.trait = lru_cache(maxsize=4096)(self._trait)

    @property
    def first(self) -> Face:
        return self._order[0]

    def _shape(self, text: str, base: int | None = None, language: str = "ar") -> Paragraph:
        """``text`` (one paragraph) shaped; ``base`` 0, 1 or None (from its first strong letter)."""
        return Paragraph(text, base, self, language)

    def _trait(self, character: str) -> Trait:
        """A mark or a joiner is drawn by the face of what it follows, the rest by the first face
        that has it, else by the first of all, whose empty box shows that something is there."""
        mark, silent = is_mark(character), is_silent(character)
        code = self._code(character)
        face = next((face for face in self._order if code in face.covered), self.first)
        return Trait(
            code,
            own_script(character),
            None if mark or silent else face,
            mark,
            character in JOINERS or not silent,
        )

    def _code(self, character: str) -> int:
        """What is shaped: a space for white space that no face has, U+FFFD for half a surrogate
        pair, else the character or its one compatible twin."""
        code = ord(character)
        if 0xD800 <= code <= 0xDFFF:
            return 0xFFFD
        if code >= _SPACE and self._has(code):
            return code
        if character.isspace():
            return _SPACE
        twin = normalize("NFKC", character)
        return ord(twin) if len(twin) == 1 and self._has(ord(twin)) else code

    def _has(self, code: int) -> bool:
        return any(code in face.covered for face in self._order)
