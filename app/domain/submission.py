"""Work that leaves a student's computer, and what comes back to it."""

from dataclasses import dataclass

from app.domain.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Entity):
    """One hand-in («تسليم»): kept by the student who made it and by the teacher who collected it.

    It follows from the file alone, so that collecting it twice, or in another order, keeps the
    same thing. ``student_ids`` are one, or two who worked as a pair. ``document`` and ``log`` are
    the SHA-256 of texts that the classroom file keeps: the JSON-LD of what was marked, and the
    hash-chained log of how. ``handed_in`` is what the student's clock said (ISO 8601, UTC);
    ``claims`` and ``relations`` count what is in it. ``articles`` are the SHA-256 of the texts that
    it covers, marked or not: what is not covered, an earlier hand-in still answers.
    """

    assignment_id: str
    student_ids: tuple[str, ...]
    handed_in: str
    receipt: str
    device: str
    document: str
    log: str
    claims: int
    relations: int
    articles: tuple[str, ...] = ()


def attempt_order(submission: Submission) -> tuple[str, str]:
    """Sort key: attempts in the order of their own clock, the id where that says nothing."""
    return submission.handed_in, submission.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Entity):
    """A student's (or a pair's) part in an assignment on this computer.

    ``file`` is where the work is also kept after every gesture (a share, a stick), empty for
    nowhere. ``earlier`` is the SHA-256 of the log that came with work begun on another computer,
    empty where it began here. ``practice`` is the SHA-256 of the answers that a practice pack
    brings, empty for a test.
    """

    assignment_id: str
    student_ids: tuple[str, ...]
    started: str
    file: str = ""
    earlier: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Entity):
    """A graded work that came back to the student. ``document`` is the SHA-256 of its JSON."""

    assignment_id: str
    student_ids: tuple[str, ...]
    given: str
    document: str
