"""Approving grades («اعتماد»): a teacher's word that a grade stands, and what has changed since.

Kept on the student's ``total`` row: the percentage that was approved and the fingerprint of the
whole key, so that a later change of the key, of the work or of a decision is seen and not hidden.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain import grading as rules
from app.domain.grade import Grade
from app.domain.score import Score
from app.domain.submission import Submission
from app.services import grading
from app.services.grading import Material

if TYPE_CHECKING:
    from app.store.transaction import Transaction

TOTAL = "total"  # the row that stands for the whole work
_ALIKE = 1e-6  # percentages that differ by less are the same


class State(StrEnum):
    """How far a student's grade is. ``FLAGGED``: approved, and something has changed since."""

    MISSING = "missing"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    FLAGGED = "flagged"


def approve(tx: Transaction, assignment_id: str, student_id: str) -> Score:
    """Let the grade stand as it is now. KnownError without a key."""
    material = grading.material_of(tx, assignment_id)
    scores = grading.scores_of(tx, assignment_id, student_id)
    grade = grading.grade_with(material, grading.work_of(tx, material, student_id), scores)
    return grading.decide(
        tx,
        assignment_id,
        student_id,
        TOTAL,
        accepted=True,
        manual=round(grade.total, 9),
        level=attempts_of(tx, assignment_id).get(student_id, 0),
        key_fingerprint=rules.whole_fingerprint(material.key),
    )


def withdraw(tx: Transaction, assignment_id: str, student_id: str) -> Score:
    """Take the approval back; a comment on the whole stays."""
    return grading.decide(
        tx,
        assignment_id,
        student_id,
        TOTAL,
        accepted=None,
        manual=None,
        level=None,
        key_fingerprint="",
    )


def attempts_of(tx: Transaction, assignment_id: str) -> Counter[str]:
    """How many times each student handed in, as far as it was collected."""
    came = tx.find(Submission, assignment_id=assignment_id)
    return Counter(student_id for one in came for student_id in one.student_ids)


def state_of(
    material: Material, grade: Grade, score: Score | None, *, handed_in: bool, attempts: int = 0
) -> State:
    """What has become of a grade; ``score`` is the one of its ``total`` row, ``attempts`` how many
    were collected.

    Flagged: the percentage is another than the one approved, or a row that the teacher decided
    rests on a key that has changed, or the key has changed without moving the mark, or a newer
    attempt has come.
    """
    if score is None or score.accepted is not True:
        return State.WAITING if handed_in else State.MISSING
    moved = score.manual is None or abs(score.manual - grade.total) > _ALIKE
    other_key = score.key_fingerprint != rules.whole_fingerprint(material.key)
    newer = attempts > (score.level or 0)
    flagged = moved or other_key or newer or grade.to_review
    return State.FLAGGED if flagged else State.ACCEPTED
