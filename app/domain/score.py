"""What the teacher decided on one row of a student's grade."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from app.domain.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Entity):
    """A decision that outlives re-grading. What is ``None`` is left to the computation.

    ``row`` names it: ``claim:KEY``, ``relation:KEY``, ``note:ANNOTATION``, ``extra:ANNOTATION`` or
    ``total``. ``manual`` are points; ``level`` a rubric level 0–3 (notes); ``accepted`` settles an
    extra highlight; ``key_fingerprint`` is the key row's at the time, so that a later change of the
    key flags the row for review. On ``total`` they tell of the whole: its comment, whether it was
    approved (``accepted``), at what percentage (``manual``), against which key, and how many
    attempts had been collected (``level``).
    """

    assignment_id: str
    student_id: str
    row: str
    manual: float | None = None
    level: int | None = None
    accepted: bool | None = None
    comment: str = ""
    key_fingerprint: str = ""


def score_id(assignment_id: str, student_id: str, row: str) -> str:
    """One score a row: the same id wherever it is made."""
    return str(uuid5(NAMESPACE_URL, f"bayyina:score:{assignment_id}:{student_id}:{row}"))
