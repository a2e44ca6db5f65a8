"""A claim that splits the class, voted on twice: peer instruction (Mazur 1997), with hands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log2

from app.domain.annotation import Tag

Counts = Mapping[Tag, int]
Moves = Mapping[tuple[Tag | None, Tag], int]


def entropy(counts: Iterable[int]) -> float:
    """Shannon's entropy of a distribution in bits: 0 where all agree, log2 3 for an even three-way
    split."""
    present = [count for count in counts if count]
    total = sum(present)
    if len(present) < 2:
        return 0.0
    return -sum(count / total * log2(count / total) for count in present)


def counted(tags: Iterable[Tag]) -> dict[Tag, int]:
    """How often each tag; all three, in their order."""
    found = dict.fromkeys(Tag, 0)
    for tag in tags:
        found[tag] += 1
    return found


@dataclass(frozen=True, slots=True)
class Shift:
    """What a debate moved, in numbers alone.

    ``moves`` counts the votes known by student, from (None: the claim was not in the work) and to;
    it is empty where hands were counted: then only the two distributions are known, and ``least``.
    """

    first: Counts
    second: Counts
    moves: Moves

    @property
    def by_student(self) -> bool:
        return bool(self.moves)

    @property
    def moved(self) -> int:
        """How many chose another tag than in their work."""
        return sum(n for (before, after), n in self.moves.items() if before not in (None, after))

    @property
    def stayed(self) -> int:
        return sum(n for (before, after), n in self.moves.items() if before is after)

    @property
    def new(self) -> int:
        """How many voted on a claim that was not in their work."""
        return sum(n for (before, _), n in self.moves.items() if before is None)

    @property
    def changes(self) -> list[tuple[Tag, Tag, int]]:
        """(from, to, how many) of those who moved, most first."""
        found = [
            (before, after, n)
            for (before, after), n in self.moves.items()
            if before is not None and before is not after
        ]
        order = list(Tag)
        return sorted(found, key=lambda one: (-one[2], order.index(one[0]), order.index(one[1])))

    @property
    def least(self) -> int | None:
        """Of a count of hands, how many at least changed their mind; None where as many did not
        vote twice, for then nothing follows."""
        if sum(self.first.values()) != sum(self.second.values()):
            return None
        return sum(max(0, self.second[tag] - self.first[tag]) for tag in Tag)


def shift(first: Mapping[str, Tag], second: Mapping[str, Tag]) -> Shift:
    """Two votes by student id. Who did not vote again is in the first distribution only."""
    moves: dict[tuple[Tag | None, Tag], int] = {}
    for student, tag in second.items():
        pair = first.get(student), tag
        moves[pair] = moves.get(pair, 0) + 1
    return Shift(counted(first.values()), counted(second.values()), moves)


def hands(first: Mapping[str, Tag], second: Counts) -> Shift:
    """The first vote by student, the second as hands were counted."""
    return Shift(counted(first.values()), {tag: second.get(tag, 0) for tag in Tag}, {})
