"""Linking claims, in one article or across articles. Each function is one gesture.

LookupError where the relation or one of its claims is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation
from app.domain.errors import KnownError
from app.domain.relation import Relation, RelationType

if TYPE_CHECKING:
    from app.store.transaction import Transaction


def relations_of(
    tx: Transaction, author_id: str, article_ids: Iterable[str] | None = None
) -> list[Relation]:
    """One author's relations, oldest first: all, or those with an end in these articles."""
    found = tx.find(Relation, author_id=author_id)
    if article_ids is not None and found:
        there = tx.ids(Annotation, author_id=author_id, article_id=set(article_ids))
        found = [r for r in found if r.source_id in there or r.target_id in there]
    return sorted(found, key=lambda relation: (relation.created, relation.id))


def link(
    tx: Transaction, author_id: str, source_id: str, target_id: str, type: RelationType
) -> Relation:
    """Link two claims. KnownError for a claim with itself, and for the same link twice."""
    tx.detail = type.value
    if source_id == target_id:
        raise KnownError("annotating.same_claim")
    for end in (source_id, target_id):
        tx.get(Annotation, end)
    new = Relation(
        author_id=author_id, type=type, source_id=source_id, target_id=target_id, created=_now()
    )
    _refuse_double(tx, new)
    return tx.add(new)


def retype(tx: Transaction, relation_id: str, type: RelationType) -> Relation:
    """Change what a link says. KnownError where the two claims are linked that way already."""
    tx.detail = type.value
    present = tx.get(Relation, relation_id)
    new = tx.replace(present, type=type)
    _refuse_double(tx, new)
    return new


def turn(tx: Transaction, relation_id: str) -> Relation:
    """Let a link point the other way."""
    present = tx.get(Relation, relation_id)
    tx.detail = present.type.value
    new = tx.replace(present, source_id=present.target_id, target_id=present.source_id)
    _refuse_double(tx, new)
    return new


def unlink(tx: Transaction, relation_id: str) -> None:
    present = tx.get(Relation, relation_id)
    tx.detail = present.type.value
    tx.remove(present)


def _refuse_double(tx: Transaction, new: Relation) -> None:
    same = tx.find(
        Relation, author_id=new.author_id, type=new.type.value, source_id=new.source_id,
        target_id=new.target_id,
    )  # fmt: skip
    if not new.type.is_directed:
        same += tx.find(
            Relation, author_id=new.author_id, type=new.type.value, source_id=new.target_id,
            target_id=new.source_id,
        )  # fmt: skip
    if any(relation.id != new.id for relation in same):
        raise KnownError("annotating.already_linked")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
