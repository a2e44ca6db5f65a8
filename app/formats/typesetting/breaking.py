"""Where lines may end, and where they do.

The rules are the part of UAX #14 that Arabic, Latin and figures need (comments name its rules). A
library for all of it (uniseg) reads 13,000 characters a second, a sixth of what our other steps do
together, and ICU's bindings need a compiler; in news text ours differ from uniseg's at 11 of 5,000
places, all beside bare URLs and emoji. Lines are filled greedily and never justified.
"""

from bisect import bisect_right
from typing import NamedTuple
from unicodedata import category

_GLUE = "\u00a0\u202f\u2007\u2060\ufeff"  # LB11, LB12
_BREAK_SPACES = "\t\u200b"
_OPENING = "([{«“‘‹"  # LB14, LB15a: nothing ends a line between these and what they open
_NOT_FIRST = ")]}»”’›!?؟،؛,;:.…%٪/"  # LB13, LB15b, LB25: nor before these
_AFTER_LETTER = "-/‐"  # LB21, SY
_DASHES = "–—"  # BA, B2


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
    if character in _BREAK_SPACES or character == " ":
        return True
    return category(character) == "Zs" and character not in _GLUE


def break_opportunities(text: str) -> list[Opportunity]:
    """Every place inside ``text`` where a line may end, in order."""
    found: list[Opportunity] = []
    for k in range(1, len(text)):
        before, after = text[k - 1], text[k]
        if is_break_space(after) or after in _GLUE:
            continue
        if is_break_space(before):
            visible = k - 1
            while visible and is_break_space(text[visible - 1]):
                visible -= 1
            if visible and _parts(text, visible, k):
                found.append(Opportunity(k, visible))
        elif _breaks_within(text, k, before, after):
            found.append(Opportunity(k, k))
    return found


def _parts(text: str, visible: int, k: int) -> bool:
    """Whether the white space ``[visible, k)`` lets go of what is around it."""
    if text[visible - 1] in _OPENING:
        return False
    if text[k] not in _NOT_FIRST:
        return True
    return text[k] in ".,٫" and text[k + 1 : k + 2].isdigit()


def _breaks_within(text: str, k: int, before: str, after: str) -> bool:
    if after in _NOT_FIRST or after in _AFTER_LETTER:
        return False
    if before in _DASHES:
        return after not in _DASHES and not after.isdigit()
    if before in _AFTER_LETTER:
        follows = text[k - 2 : k - 1]
        return after.isalpha() and (follows.isalnum() or follows == "/" == before)
    return _stands_alone(before) and _stands_alone(after)


def _stands_alone(character: str) -> bool:
    """ID: ideographs, kana and syllables, between any two of which a line may end."""
    return "\u2e80" <= character <= "\ud7ff" and character.isalpha()


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
