"""What two hand-ins have in common that chance would hardly give them.

It is for the teacher's eyes and says nothing of guilt: no mark depends on it.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import NamedTuple

from app.domain.annotation import SourceType, Tag

RARE = 2.0  # bits: an answer that a quarter of the class gave, or fewer
_FEWEST_ANSWERS = 3  # rare ones that two share, before they are worth a look …
_FEWEST_BITS = 8.0  # … and what they weigh together: one chance in 256


class Answer(NamedTuple):
    """What a claim says, in a form that two students can give alike: the same words of the same
    article (indices of the first and the last of each part), the same tag, the same source."""

    article_id: str
    words: tuple[tuple[int, int], ...]
    tag: Tag
    source: SourceType | None


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand-in, of a student or a pair. ``log`` are the hashes of its lines, the first first."""

    student_ids: tuple[str, ...]
    ids: Set[str] = frozenset()
    log: Sequence[str] = ()
    answers: Set[Answer] = frozenset()


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What two hands share: ``ids`` of claims and relations, the first ``steps`` of the log, rare
    ``answers`` (the rarest first), and how many ``bits`` these weigh."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    ids: int
    steps: int
    answers: tuple[Answer, ...]
    bits: float


def resembling(hands: Sequence[Hand]) -> list[Resemblance]:
    """The pairs of hands that are worth a look, the most telling first.

    Ids are made by chance on each computer, and each line of a log is hashed with those before it:
    one id or one line in common means a common file. Identical answers weigh −log2 of the share of
    hands that gave them (their surprise in bits, Shannon 1948): what most of a class says weighs
    next to nothing, and answers under ``RARE`` bits are left out. Students who once handed in as a
    pair share honestly and are not told of.
    """
    together = {frozenset(p) for hand in hands for p in combinations(hand.student_ids, 2)}
    given = Counter(answer for hand in hands for answer in hand.answers)
    bits = {answer: -log2(count / len(hands)) for answer, count in given.items()}
    found: list[Resemblance] = []
    for one, other in combinations(sorted(hands, key=lambda hand: hand.student_ids), 2):
        if _are_partners(one, other, together):
            continue
        rare = sorted(
            (answer for answer in one.answers & other.answers if bits[answer] >= RARE),
            key=lambda answer: (-bits[answer], answer.article_id, answer.words),
        )
        weight = sum(bits[answer] for answer in rare)
        if len(rare) < _FEWEST_ANSWERS or weight < _FEWEST_BITS:
            rare, weight = [], 0.0
        ids, steps = len(one.ids & other.ids), _shared_steps(one.log, other.log)
        if ids or steps or rare:
            shared = tuple(rare)
            found.append(
                Resemblance(one.student_ids, other.student_ids, ids, steps, shared, weight)
            )
    return sorted(found, key=lambda r: (-r.ids - r.steps, -r.bits, r.one, r.other))


def _are_partners(one: Hand, other: Hand, together: Set[frozenset[str]]) -> bool:
    return any(a == b or {a, b} in together for a in one.student_ids for b in other.student_ids)


def _shared_steps(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines from the first on are the same."""
    steps = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        steps += 1
    return steps
