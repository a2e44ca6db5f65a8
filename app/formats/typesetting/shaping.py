"""Glyphs and advances: OpenType shaping by HarfBuzz, one cell per character.

Cluster level CHARACTERS keeps marks apart from their letters; a ligature is split into one cell per
character, of which the leftmost draws it, so that every character can be found, copied and marked.
"""

from collections.abc import Sequence
from typing import Any

from app.formats.typesetting.characters import is_mark, is_silent
from app.formats.typesetting.faces import Cell, Face, Glyph, harfbuzz

_Shaped = tuple[int, int, int, int, int]  # cluster, glyph, advance, dx, dy
# Characters [start, end) and what draws them, from left to right.
_Group = tuple[int, int, list[_Shaped]]
# Font units, some eight em: what a mark is lifted over dozens of others. A font file has 16 bits.
_FARTHEST = 1 << 14


def shape_run(
    face: Face,
    text: str,
    codes: Sequence[int],
    span: tuple[int, int],
    right_to_left: bool,
    script: str,
    language: str,
) -> list[tuple[Cell, bool]]:
    """The cells of ``text[start:end]`` in logical order, one per character; True where a cell goes
    on with the drawing of the one before.

    ``codes`` are the code points to shape in place of all of ``text``; what stands around the span
    takes part as context, so that letters join over a change of face.
    """
    groups = _groups(face, codes, span, right_to_left, script, language)
    if len(groups) < span[1] - span[0]:
        groups = _with_their_letters(groups, text, right_to_left)
    return _cells(groups, text, right_to_left)


def _groups(
    face: Face,
    codes: Sequence[int],
    span: tuple[int, int],
    right_to_left: bool,
    script: str,
    language: str,
) -> list[_Group]:
    """Groups of glyphs, in logical order."""
    start, end = span
    buffer: Any = harfbuzz.Buffer()
    buffer.cluster_level = harfbuzz.BufferClusterLevel.CHARACTERS
    buffer.add_codepoints(codes, start, end - start)
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
    starts: list[int] = []
    furthest = -1
    for glyph in glyphs:
        cluster = glyph[0]
        if cluster > furthest:
            groups.append([glyph])
            starts.append(cluster)
            furthest = cluster
            continue
        groups[-1].append(glyph)  # same letter, or marks that were put in order
        while cluster < starts[-1]:
            if len(groups) == 1 or cluster > max(groups[-2])[0]:
                starts[-1] = cluster
            else:
                starts.pop()
                last = groups.pop()
                groups[-1] += last
    starts[0] = start
    starts.append(end)
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
        if len(shaped) == 1 and end - start == 1 and not is_silent(text[start]):
            _cluster, glyph, advance, dx, dy = shaped[0]  # most of all
            drawing = (_near(glyph, dx, dy) if dx or dy else (glyph, 0, 0),)
            cells.append((Cell(drawing, advance if advance > 0 else 0, text[start]), False))
            continue
        glyphs: list[Glyph] = []
        pen = 0
        for _cluster, glyph, advance, dx, dy in shaped:
            glyphs.append(_near(glyph, pen + dx, dy))
            pen += advance
        count = end - start
        if count == 1:
            character = text[start]
            drawn = () if is_silent(character) else tuple(glyphs)
            cells.append((Cell(drawn, max(pen, 0) if drawn else 0, character), False))
            continue
        cells += _parts_of_ligature(tuple(glyphs), max(pen, 0), text[start:end], right_to_left)
    return cells


def _near(glyph: int, dx: int, dy: int) -> Glyph:
    """A glyph no farther from the pen than a font file can say."""
    return glyph, max(-_FARTHEST, min(dx, _FARTHEST)), max(-_FARTHEST, min(dy, _FARTHEST))


def _parts_of_ligature(
    glyphs: tuple[Glyph, ...], advance: int, characters: str, right_to_left: bool
) -> list[tuple[Cell, bool]]:
    """Cells that share a drawing: letters share its advance, marks take none of it, and nothing is
    left to silent characters, whose cells are not drawn."""
    visual = characters[::-1] if right_to_left else characters
    letters = [not is_mark(character) and not is_silent(character) for character in visual]
    count = sum(letters) or 1
    spoken = [k for k, character in enumerate(visual) if not is_silent(character)] or [0]
    parts: list[Cell] = []
    before = 0
    for k, character in enumerate(visual):
        after = round(advance * min(sum(letters[: k + 1]), count) / count)
        if k >= spoken[-1]:
            after = advance
        parts.append(Cell(glyphs if k == spoken[0] else (), after - before, character))
        before = after
    if right_to_left:
        parts.reverse()
    return [(part, k > 0) for k, part in enumerate(parts)]
