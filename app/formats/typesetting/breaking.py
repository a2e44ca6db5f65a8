"""Where lines may end, and where they do.

``line_rules`` says where they may: all of UAX #14. (A library for it, uniseg, reads 13,000
characters a second, a sixth of what our other steps do together; ICU's bindings are heavy or need a
compiler.) Lines are filled greedily and never justified; white space hangs over their ends.
"""

from bisect import bisect_right
from typing import NamedTuple
from unicodedata import category

from app.formats.typesetting.line_rules import breaks

_GLUE = "\u00a0\u202f\u2007\u2060\ufeff"
_BREAK_SPACES = " \t\u200b"


class Opportunity(NamedTuple):
    """A line may end before ``end``; what it shows ends at ``visible`` (white space hangs)."""

    end: int
    visible: int


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of each paragraph, without what separates them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):  # what parts lines in Python parts paragraphs here
        body = line.splitlines()[0]
        spans.append((start, start + len(body)))
        start += len(line)
    if not spans or spans[-1][1] < len(text):
        spans.append((start, start))
    return spans


def visible_end(text: str) -> int:
    """Where ``text`` ends but for white space that may hang over the end of a line."""
    end = len(text)
    while end and is_break_space(text[end - 1]):
        end -= 1
    return end


def is_break_space(character: str) -> bool:
    """White space at which a line may end."""
    if character.isalpha():
        return False
    if character in _BREAK_SPACES:
        return True
    return category(character) == "Zs" and character not in _GLUE


def break_opportunities(text: str) -> list[Opportunity]:
    """Every place inside ``text`` where a line may end, in order."""
    found: list[Opportunity] = []
    for k in breaks(text):
        if is_break_space(text[k]):
            continue
        visible = k
        while visible and is_break_space(text[visible - 1]):
            visible -= 1
        if visible:
            found.append(Opportunity(k, visible))
    return found


def fill_lines(
    edges: list[float],
    whole: list[bool],
    opportunities: list[Opportunity],
    visible_end: int,
    room: float,
) -> list[tuple[int, int, int]]:
    """Greedy lines no wider than ``room`` (in the unit of ``edges``): (start, end, visible end).

    ``visible_end`` is where the text ends but for white space. A word wider than the line is cut
    between clusters; a line holds at least one.
    """
    count = len(whole)
    stops = [*opportunities, Opportunity(count, visible_end)]
    widths = [edges[stop.visible] for stop in stops]
    lines: list[tuple[int, int, int]] = []
    start = next_stop = 0
    while start < count:
        limit = edges[start] + room + 1e-9
        fitting = bisect_right(widths, limit, next_stop)
        if fitting > next_stop:
            end, visible = stops[fitting - 1]
            next_stop = fitting
        else:
            end = _cut(edges, whole, start, limit)
            visible = end
            while next_stop < len(stops) and stops[next_stop].end <= end:
                next_stop += 1
        lines.append((start, end, visible))
        start = end
    return lines


def _cut(edges: list[float], whole: list[bool], start: int, limit: float) -> int:
    """Where to cut a word that does not fit: the last cluster boundary before ``limit``."""
    count = len(whole)
    end = max(bisect_right(edges, limit) - 1, start + 1)
    end = min(end, count)
    while end > start and end < count and whole[end]:
        end -= 1
    if end > start:
        return end
    end = start + 1
    while end < count and whole[end]:
        end += 1
    return end
