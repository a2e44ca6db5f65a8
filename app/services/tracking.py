"""Tracking a student's assignments: what is done, what is left, what was handed in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.relation import Relation
from app.domain.submission import Sitting, Submission, author_of
from app.formats import submission_file
from app.services import handing_in, packing, shelving
from app.services.shelving import Goal

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a student stands with one assignment. ``attempts`` are what was handed in, the first
    one first; ``changed``: the work is not what was handed in last."""

    assignment: Assignment
    sitting: Sitting
    classroom: str
    goals: tuple[Goal, ...]
    attempts: tuple[Submission, ...]
    changed: bool

    @property
    def left(self) -> tuple[Goal, ...]:
        """The goals that are not reached; those for which nobody said how many are no goals."""
        return tuple(goal for goal in self.goals if goal.asked and goal.done < goal.asked)


def standings(tx: Transaction, author_id: str) -> list[Standing]:
    """Every assignment that who signs as ``author_id`` sat down to, the last one first."""
    sittings = [one for one in tx.find(Sitting) if author_of(one.student_ids) == author_id]
    sittings.sort(key=lambda one: (one.started, one.id), reverse=True)
    found = {one.id: one for one in tx.find(Assignment)}
    return [
        _standing(tx, found[sitting.assignment_id], sitting, author_id)
        for sitting in sittings
        if sitting.assignment_id in found
    ]


def standing(tx: Transaction, author_id: str, assignment_id: str) -> Standing | None:
    """Where ``author_id`` stands with one assignment; None where nobody sat down to it."""
    for sitting in tx.find(Sitting, assignment_id=assignment_id):
        if author_of(sitting.student_ids) == author_id:
            return _standing(tx, tx.get(Assignment, assignment_id), sitting, author_id)
    return None


def _standing(
    tx: Transaction, assignment: Assignment, sitting: Sitting, author_id: str
) -> Standing:
    attempts = tuple(handing_in.hand_ins(tx, assignment.id, sitting.student_ids))
    return Standing(
        assignment,
        sitting,
        packing.classroom_of(tx, assignment),
        shelving.own_goals(tx, assignment, author_id),
        attempts,
        bool(attempts) and _items_now(tx, assignment, author_id) != _items_of(tx, attempts[-1]),
    )


def _items_of(tx: Transaction, submission: Submission) -> dict[str, Any]:
    """What was handed in, by id, as the file has it."""
    document: dict[str, Any] = json.loads(tx.text_of(submission.document))
    return {item["id"]: item for item in document["items"]}


def _items_now(tx: Transaction, assignment: Assignment, author_id: str) -> dict[str, Any]:
    """What would be handed in now."""
    sha256_of = {card.id: card.sha256 for card in tx.article_cards(assignment.article_ids)}
    claims = tx.find(Annotation, author_id=author_id, article_id=tuple(sha256_of))
    inside = {claim.id for claim in claims}
    links = [
        link
        for link in tx.find(Relation, author_id=author_id)
        if {link.source_id, link.target_id} <= inside
    ]
    items = [submission_file.item_of(one, sha256_of) for one in (*claims, *links)]
    return {item["id"]: item for item in items}
