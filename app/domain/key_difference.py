"""How two states of a key differ, row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.domain.annotation import Annotation, SourceType, reading_order
from app.domain.grading import Key
from app.domain.relation import Relation


class Difference(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    WORDS = "words"
    TAG = "tag"
    SOURCE = "source"
    CORE = "core"
    ACCEPTABLE = "acceptable"
    SCORED = "scored"
    NOTE = "note"
    TYPE = "type"
    ENDS = "ends"


# Those that leave every grade as it is.
WITHOUT_EFFECT = frozenset({Difference.NOTE})


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of the key, before and after (None: it was not there), and in what it differs."""

    before: Annotation | Relation | None
    after: Annotation | Relation | None
    differences: tuple[Difference, ...]

    @property
    def row(self) -> Annotation | Relation:
        """As it is after, or was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def name(self) -> str:
        """As score rows name it (``claim:ID``, ``relation:ID``)."""
        kind = "claim" if isinstance(self.row, Annotation) else "relation"
        return f"{kind}:{self.row.id}"

    @property
    def counts(self) -> bool:
        """Whether a grade may change by it."""
        return not set(self.differences) <= WITHOUT_EFFECT


R = TypeVar("R", Annotation, Relation)
_Fact = Callable[[R], object]


def _source(claim: Annotation) -> object:
    return claim.attribution.source_type if claim.attribution else SourceType.NONE


_CLAIM: Mapping[Difference, _Fact[Annotation]] = {
    Difference.WORDS: lambda claim: (claim.article_id, [(s.start, s.end) for s in claim.spans]),
    Difference.TAG: lambda claim: claim.tag,
    Difference.SOURCE: _source,
    Difference.CORE: lambda claim: claim.core and (claim.core.start, claim.core.end),
    Difference.ACCEPTABLE: lambda claim: dict(claim.acceptable),
    Difference.SCORED: lambda claim: claim.scored,
    Difference.NOTE: lambda claim: (
        claim.note, claim.attribution and (claim.attribution.name, claim.attribution.evidence),
    ),
}  # fmt: skip
_RELATION: Mapping[Difference, _Fact[Relation]] = {
    Difference.TYPE: lambda relation: relation.type,
    Difference.ENDS: lambda relation: (
        (relation.source_id, relation.target_id)
        if relation.type.is_directed
        else frozenset({relation.source_id, relation.target_id})
    ),
    Difference.ACCEPTABLE: lambda relation: dict(relation.acceptable),
    Difference.NOTE: lambda relation: relation.note,
}


def compare(before: Key, after: Key) -> tuple[Changed, ...]:
    """Every row that came, went or changed: claims in reading order, then relations.

    Articles follow one another in the order in which ``after``, then ``before``, names them.
    """
    places: dict[str, int] = {}
    for claim in (*after.claims, *before.claims):
        places.setdefault(claim.article_id, len(places))
    claims = _compared(before.claims, after.claims, _CLAIM)
    claims.sort(key=lambda one: _place(one, places))
    return (*claims, *_compared(before.relations, after.relations, _RELATION))


def _place(one: Changed, places: Mapping[str, int]) -> tuple[object, ...]:
    assert isinstance(one.row, Annotation)
    return places[one.row.article_id], *reading_order(one.row)


def _compared(
    before: Sequence[R], after: Sequence[R], facts: Mapping[Difference, _Fact[R]]
) -> list[Changed]:
    then, now = {row.id: row for row in before}, {row.id: row for row in after}
    found: list[Changed] = []
    for id in dict.fromkeys([*then, *now]):
        old, new = then.get(id), now.get(id)
        if old is None or new is None:
            gone = Difference.REMOVED if new is None else Difference.ADDED
            found.append(Changed(old, new, (gone,)))
            continue
        differing = tuple(name for name, fact in facts.items() if fact(old) != fact(new))
        if differing:
            found.append(Changed(old, new, differing))
    return found
