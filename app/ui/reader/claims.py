"""What a reader shows on a text: claims and key claims, found by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from app.domain.annotation import Tag

Span = tuple[int, int]
_MANY = 50  # changes at once: sort everything again


class Claim(NamedTuple):
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


_Hull = tuple[int, int, str]  # from the first span's start to the last one's end (negative), id


class ClaimIndex:
    """The claims of one text by place: two bisections, never a scan. All in code points."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._fill({claim.id: claim for claim in claims})

    def update(self, claims: Iterable[Claim]) -> list[Span] | None:
        """Hold ``claims`` and no others. Returns the stretches whose marks may differ now; None
        where they are too many to name.

        Quick where little has changed. Numbers are shown, but change no stretch.
        """
        by_id = {claim.id: claim for claim in claims}
        known = self.by_id.get
        changed: list[tuple[Claim | None, Claim | None]] = []
        if abs(len(by_id) - len(self.by_id)) <= _MANY:
            changed.extend(
                (old, claim)
                for claim in by_id.values()
                if (old := known(claim.id)) is not claim
                and (old is None or old.spans != claim.spans or old.tag is not claim.tag)
            )
            changed.extend((self.by_id[gone], None) for gone in self.by_id.keys() - by_id.keys())
            if len(changed) <= _MANY:
                return self._change(by_id, changed)
        self._fill(by_id)
        return None

    def change(self, touched: Iterable[str], claims: Iterable[Claim]) -> list[Span] | None:
        """As ``update``, where only the claims ``touched`` differ; ``claims`` are what became of
        those that are still there."""
        olds = {one: self.by_id.get(one) for one in touched}
        news = {claim.id: claim for claim in claims}
        changed = [(old, news.get(one)) for one, old in olds.items() if old != news.get(one)]
        if len(changed) > _MANY:
            by_id = {one: claim for one, claim in self.by_id.items() if one not in olds}
            self._fill(by_id | news)
            return None
        return self._change(None, changed)

    def _change(
        self,
        by_id: dict[str, Claim] | None,
        changed: Sequence[tuple[Claim | None, Claim | None]],
    ) -> list[Span]:
        """Put these pairs of before and after in order; ``by_id`` is what is there then, unless it
        follows from them."""
        spans = [_union(old, new) for old, new in changed]
        near = [self.overlapping(*span) for span in spans]
        first = len(self._hulls)
        for old, new in changed:
            if old is not None:
                at = bisect_left(self._hulls, _hull(old))
                del self._hulls[at], self._starts[at], self.by_id[old.id]
                self._lanes.pop(old.id, None)
                first = min(first, at)
            if new is not None:
                at = bisect_left(self._hulls, _hull(new))
                self._hulls.insert(at, _hull(new))
                self._starts.insert(at, new.start)
                self.by_id[new.id] = new
                first = min(first, at)
        if by_id is not None:
            self.by_id = by_id
        later = (-hull[1] for hull in islice(self._hulls, first, None))
        before = self._reach[first - 1] if first else 0
        self._reach[first:] = islice(accumulate(later, max, initial=before), 1, None)
        # Lanes and owners may change as far as the claims that touch a changed one reach.
        return [
            (min(start, *(c.start for c in there)), max(end, *(c.end for c in there)))
            if (there := [*were, *self.overlapping(start, end)])
            else (start, end)
            for (start, end), were in zip(spans, near, strict=True)
        ]

    def _fill(self, by_id: dict[str, Claim]) -> None:
        self.by_id = by_id
        self._hulls = sorted([_hull(claim) for claim in by_id.values()])
        self._lanes: dict[str, int] = {}
        self._starts = [hull[0] for hull in self._hulls]
        self._reach = list(accumulate([-hull[1] for hull in self._hulls], max))

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

        Lanes are given out in reading order when first asked for, and then kept: a new claim never
        moves the lines that are there.
        """
        lane = self._lanes.get(claim.id)
        if lane is None:
            near = self.overlapping(claim.start, claim.end)
            if any(other.id in self._lanes for other in near):
                lane = self._lanes[claim.id] = self._free_lane(claim)
            else:
                self._fill_lanes(bisect_left(self._hulls, _hull(claim)))
                lane = self._lanes[claim.id]
        return lane

    def _fill_lanes(self, at: int) -> None:
        """Walk back to where nothing overlaps, then give out lanes to where it is so again."""
        first = at
        while first > 0 and self._reach[first - 1] > self._starts[first]:
            first -= 1
        last = at + 1
        while last < len(self._hulls) and self._reach[last - 1] > self._starts[last]:
            last += 1
        together = self._hulls[first:last]
        if any(hull[2] in self._lanes for hull in together):
            for _, _, claim_id in together:
                if claim_id not in self._lanes:
                    self._lanes[claim_id] = self._free_lane(self.by_id[claim_id])
            return
        ends: list[int] = []  # lane -> where its last claim ends
        for start, minus_end, claim_id in together:
            free = (lane for lane, end in enumerate(ends) if end <= start)
            lane = next(free, len(ends))
            ends[lane : lane + 1] = [-minus_end]
            self._lanes[claim_id] = lane

    def _free_lane(self, claim: Claim) -> int:
        """The first lane that no neighbour has."""
        near = self.overlapping(claim.start, claim.end)
        taken = {self._lanes[other.id] for other in near if other.id in self._lanes}
        return next(lane for lane in range(len(taken) + 1) if lane not in taken)


def _hull(claim: Claim) -> _Hull:
    return claim.spans[0][0], -claim.spans[-1][1], claim.id


def _union(*claims: Claim | None) -> Span:
    there = [claim for claim in claims if claim is not None]
    return min(claim.start for claim in there), max(claim.end for claim in there)
