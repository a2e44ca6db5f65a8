"""What a reader shows on a text: claims and key claims, found by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from app.domain.annotation import Tag

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as a reader needs it. ``spans`` in code points, half-open, in reading order."""

    id: str
    spans: tuple[Span, ...]
    tag: Tag
    number: int

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def length(self) -> int:
        """Code points in all its spans."""
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class KeyMark:
    """A claim of the key: a line over its words, thicker on the core phrase."""

    id: str
    spans: tuple[Span, ...]
    tag: Tag
    core: Span | None = None


class ClaimIndex:
    """The claims of one text by place: two bisections, never a scan. All in code points."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self.by_id = {claim.id: claim for claim in claims}
        # From the first span's start to the last one's end: whatever lies between may be touched.
        self._hulls = sorted(
            (claim.spans[0][0], -claim.spans[-1][1], claim.id) for claim in self.by_id.values()
        )
        self._starts = [hull[0] for hull in self._hulls]
        self._reach = list(accumulate((-hull[1] for hull in self._hulls), max))
        self._lanes: dict[str, int] = {}

    def overlapping(self, start: int, end: int) -> list[Claim]:
        """The claims that may share text with ``start``–``end``, in reading order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [self.by_id[hull[2]] for hull in self._hulls[first:last] if -hull[1] > start]

    def starting(self, start: int, end: int) -> list[Claim]:
        """The claims that start in ``start``–``end``, in reading order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [self.by_id[hull[2]] for hull in self._hulls[first:last]]

    def lane(self, claim: Claim) -> int:
        """How far under the text the claim's line runs, from 0: the first lane that is free.

        Lanes are given out among claims that overlap, in reading order, when first asked for.
        """
        if claim.id not in self._lanes:
            self._fill_lanes(bisect_left(self._hulls, (claim.start, -claim.end, claim.id)))
        return self._lanes[claim.id]

    def _fill_lanes(self, at: int) -> None:
        """Walk back to where nothing overlaps, then give out lanes to where it is so again."""
        first = at
        while first > 0 and self._reach[first - 1] > self._starts[first]:
            first -= 1
        taken: list[int] = []  # lane -> where its last claim ends
        for i in range(first, len(self._hulls)):
            start, minus_end, claim_id = self._hulls[i]
            if i > at and self._reach[i - 1] <= start:
                break
            free = (lane for lane, end in enumerate(taken) if end <= start)
            lane = next(free, len(taken))
            taken[lane : lane + 1] = [-minus_end]
            self._lanes[claim_id] = lane


def changed_spans(before: ClaimIndex, after: ClaimIndex) -> list[Span]:
    """The stretches of text whose marks differ between two states; numbers do not count."""
    spans: list[Span] = []
    for claim in after.by_id.values():
        old = before.by_id.get(claim.id)
        if old is None:
            spans.append((claim.start, claim.end))
        elif old is not claim and (old.spans != claim.spans or old.tag is not claim.tag):
            spans.append((min(old.start, claim.start), max(old.end, claim.end)))
    gone = before.by_id.keys() - after.by_id.keys()
    spans.extend((before.by_id[i].start, before.by_id[i].end) for i in gone)
    return spans
