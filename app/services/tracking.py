"""Tracking a student's assignments: what is done, what is left, what was handed in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.annotation import Annotation
from app.domain.assignment import Asked, Assignment
from app.domain.relation import Relation
from app.domain.submission import Sitting, Submission, author_of
from app.formats import submission_file
from app.services import handing_in, packing, shelving
from app.services.shelving import Goal, GoalName

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a student stands with one assignment. ``attempts`` are what was handed in, the first
    one first; ``changed``: the work is not what was handed in last; ``unanswered``: claims of which
    nobody said who said them, where that is asked."""

    assignment: Assignment
    sitting: Sitting
    classroom: str
    goals: tuple[Goal, ...]
    attempts: tuple[Submission, ...]
    changed: bool
    unanswered: int = 0

    @property
    def left(self) -> tuple[Goal, ...]:
        """The goals that are not reached; those for which nobody said how many are no goals."""
        return tuple(goal for goal in self.goals if goal.asked and goal.done < goal.asked)

    @property
    def bare(self) -> tuple[GoalName, ...]:
        """What is asked without a number, of which there is none; nothing is named while the whole
        work is empty."""
        if self.is_empty:
            return ()
        return tuple(goal.name for goal in self.goals if not goal.asked and not goal.done)

    @property
    def is_empty(self) -> bool:
        return not any(goal.done for goal in self.goals)

    @property
    def is_complete(self) -> bool:
        """Whether all is there that was asked. Nobody is kept from handing in by it."""
        return not (self.is_empty or self.left or self.unanswered or self.bare)


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
        _unanswered(tx, assignment, author_id),
    )


def _unanswered(tx: Transaction, assignment: Assignment, author_id: str) -> int:
    if Asked.SOURCE not in assignment.asked:
        return 0
    claims = tx.find(Annotation, author_id=author_id, article_id=assignment.article_ids)
    return sum(1 for claim in claims if claim.attribution is None)


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
