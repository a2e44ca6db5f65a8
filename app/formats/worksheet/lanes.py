"""Claims that overlap: which tint a character gets, and on which lane each underline runs."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.annotation import Tag
from app.domain.worksheet import ClaimMark

LANES = 3


class Underline(NamedTuple):
    """A claim's line; ``lane`` counts from the words down, None where all lanes are taken."""

    mark: ClaimMark
    lane: int | None


class Tint(NamedTuple):
    start: int
    end: int
    tag: Tag


def underlines_of(marks: Sequence[ClaimMark]) -> list[Underline]:
    """A lane for each claim: the first that no claim running beside it has."""
    taken: list[int] = [0] * LANES  # where the last claim on each lane ends
    found: list[Underline] = []
    for mark in sorted(marks, key=lambda mark: (mark.spans[0][0], -mark.spans[-1][1], mark.number)):
        start, end = mark.spans[0][0], mark.spans[-1][1]
        lane = next((k for k in range(LANES) if taken[k] <= start), None)
        if lane is not None:
            taken[lane] = end
        found.append(Underline(mark, lane))
    return found


def tints_of(marks: Sequence[ClaimMark]) -> list[Tint]:
    """Stretches of one tint, in order, none over another: the shortest claim's wins."""
    edges = sorted({edge for mark in marks for span in mark.spans for edge in span})
    by_length = sorted(marks, key=lambda m: (sum(end - start for start, end in m.spans), m.number))
    tints: list[Tint] = []
    for start, end in pairwise(edges):
        tag = next((mark.tag for mark in by_length if _covers(mark, start)), None)
        if tag is None:
            continue
        if tints and tints[-1].end == start and tints[-1].tag is tag:
            tints[-1] = Tint(tints[-1].start, end, tag)
        else:
            tints.append(Tint(start, end, tag))
    return tints


def _covers(mark: ClaimMark, at: int) -> bool:
    return any(start <= at < end for start, end in mark.spans)
