"""How a reading grew, step by step."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.annotation import Annotation, reading_order
from app.domain.change import Changes, Step
from app.domain.relation import Relation


class Moment(NamedTuple):
    """A step, and what it did to the claims and relations of the reading."""

    step: Step
    changes: Changes


class Page(NamedTuple):
    """What was marked at some moment: claims in reading order, relations oldest first."""

    claims: list[Annotation]
    relations: list[Relation]


def as_of(moments: Iterable[Moment]) -> Page:
    """What was marked after these moments, the first of a story."""
    claims: dict[str, Annotation] = {}
    relations: dict[str, Relation] = {}
    for moment in moments:
        for before, after in moment.changes.of(Annotation):
            if before is not None:
                claims.pop(before.id, None)
            if after is not None:
                claims[after.id] = after
        for gone, new in moment.changes.of(Relation):
            if gone is not None:
                relations.pop(gone.id, None)
            if new is not None:
                relations[new.id] = new
    ordered = sorted(relations.values(), key=lambda relation: (relation.created, relation.id))
    return Page(sorted(claims.values(), key=reading_order), ordered)
