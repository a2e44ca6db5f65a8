"""Finding words that were slightly changed: approximate string matching.

Myers' bit-vector algorithm (Journal of the ACM 46(3), 1999) in whole integers: the least number of
single-character edits between a pattern and any stretch of a text, one pass over the text.
"""

from typing import NamedTuple


class Match(NamedTuple):
    """``text[start:end]`` differs from the pattern by ``edits`` insertions, deletions, changes."""

    start: int
    end: int
    edits: int


def closest(pattern: str, text: str, limit: int) -> list[Match]:
    """Where ``text`` comes closest to ``pattern``, each place once, at most ``limit`` edits.

    Best first; of equal ones the first. Matches do not overlap.
    """
    row = _edits(pattern, text)
    ends = [(edits, end) for end, edits in enumerate(row, 1) if edits <= limit]
    found: list[Match] = []
    for edits, end in sorted(ends):
        if all(end <= other.start or end > other.end + len(pattern) // 2 for other in found):
            start = _start(pattern, text, end, edits)
            if end < len(row) and row[end] == edits and end - start < len(pattern):
                end += 1  # a last character that changed rather than went
                start = _start(pattern, text, end, edits)
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Match(start, end, edits))
        if len(found) == 8:
            break
    return found


def edits_at_end(pattern: str, text: str) -> int:
    """The least edits between ``pattern`` and some stretch that ends where ``text`` ends."""
    return _edits(pattern, text)[-1] if pattern and text else len(pattern)


def _start(pattern: str, text: str, end: int, edits: int) -> int:
    """The start of the match that ends at ``end``: the nearest to the pattern's own length."""
    reach = min(end, len(pattern) + edits)
    window = text[end - reach : end][::-1]
    row = _edits(pattern[::-1], window, anchored=True)
    lengths = [length for length, count in enumerate(row, 1) if count == edits]
    return end - min(lengths, key=lambda length: abs(length - len(pattern)), default=reach)


def _edits(pattern: str, text: str, *, anchored: bool = False) -> list[int]:
    """After each character of ``text``: the least edits of a match that ends there.

    ``anchored``: the match begins where the text begins.
    """
    size = len(pattern)
    places: dict[str, int] = {}
    for index, character in enumerate(pattern):
        places[character] = places.get(character, 0) | 1 << index
    full, last = (1 << size) - 1, 1 << (size - 1)
    more, fewer, edits = full, 0, size
    row: list[int] = []
    for character in text:
        same = places.get(character, 0)
        vertical = same | fewer
        horizontal = (((same & more) + more) ^ more) | same
        up = fewer | ~(horizontal | more) & full
        down = more & horizontal
        edits += 1 if up & last else -1 if down & last else 0
        up = (up << 1 | anchored) & full
        down = down << 1 & full
        more = down | ~(vertical | up) & full
        fewer = up & vertical
        row.append(edits)
    return row
