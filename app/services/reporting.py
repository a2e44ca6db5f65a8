"""Reporting on a class: what it marked in an assignment, against the key and against itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.grading import Work
from app.domain.relation import Relation
from app.domain.report import ClaimFigures, Report, mean, report
from app.domain.score import Score
from app.domain.submission import Submission
from app.services import keying
from app.services.grading import (
    Material,
    assignment_of,
    assignments_of,
    grade_with,
    material_of,
    room_of,
    students_of,
)

if TYPE_CHECKING:
    from app.store.transaction import Transaction

HALF = 0.5


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A report with what it is about. ``articles`` in the assignment's order, ``students`` in the
    roster's; ``handed_in`` are the ids of those who did; ``last`` is the day of the last hand-in,
    or of the last mark where nothing was handed in as a file."""

    assignment: Assignment
    articles: tuple[Article, ...]
    classroom: Classroom | None
    students: tuple[Student, ...]
    handed_in: frozenset[str]
    last: date | None
    report: Report

    def claim(self, id: str) -> ClaimFigures | None:
        """The figures of a claim of the key."""
        return next((one for one in self.report.claims if one.key.id == id), None)

    def claims_in(self, article_id: str) -> list[ClaimFigures]:
        """Those in one article, in reading order."""
        return [one for one in self.report.claims if one.key.article_id == article_id]


@dataclass(frozen=True, slots=True)
class Stage:
    """An assignment in the course of a class: its mean in percent, of how many hand-ins.

    ``percent`` None: nothing handed in, or no key.
    """

    assignment: Assignment
    percent: float | None
    handed_in: int


def report_of(tx: Transaction, assignment_id: str) -> ClassReport:
    """The report of an assignment, computed now. A key is not needed: there is less to tell then.

    KnownError where there is no such assignment.
    """
    material = material_of(tx, assignment_id, key_needed=False)
    students = students_of(tx, material.assignment)
    gathered = _gather(tx, material, students)
    grades = [
        grade_with(material, work, gathered.scores[work.student_id])
        for work in gathered.works
        if gathered.has_key
    ]
    return ClassReport(
        assignment=material.assignment,
        articles=material.articles,
        classroom=room_of(tx, material.assignment),
        students=tuple(students),
        handed_in=frozenset(work.student_id for work in gathered.works),
        last=gathered.last,
        report=report(material.texts, gathered.works, grades, len(students)),
    )


def course_of(tx: Transaction, assignment_id: str) -> list[Stage]:
    """Every assignment of the same class, oldest first. KnownError where there is none."""
    return [stage_of(tx, one.id) for one in together_with(tx, assignment_id)]


def together_with(tx: Transaction, assignment_id: str) -> list[Assignment]:
    """An assignment and the others of its class, oldest first. KnownError where there is none."""
    here = assignment_of(tx, assignment_id)
    return [
        one
        for one in assignments_of(tx)
        if one.id == here.id or (one.classroom_id and one.classroom_id == here.classroom_id)
    ]


def stage_of(tx: Transaction, assignment_id: str) -> Stage:
    """How a class did in one assignment: as much work as its report."""
    material = material_of(tx, assignment_id, key_needed=False)
    assignment = material.assignment
    gathered = _gather(tx, material, students_of(tx, assignment))
    works = gathered.works
    if not (works and gathered.has_key):
        return Stage(assignment, None, len(works))
    grades = (grade_with(material, work, gathered.scores[work.student_id]) for work in works)
    return Stage(assignment, mean(grade.total for grade in grades), len(works))


def accept_tag(
    tx: Transaction, assignment_id: str, claim_id: str, tag: Tag, share: float = HALF
) -> Annotation:
    """Have the key give ``share`` of the tag's points for another tag on one of its claims.

    KnownError ``report.claim_gone`` where the key has no such claim any more.
    """
    key_claim(tx, assignment_id, claim_id)
    return keying.accept_tag(tx, claim_id, tag, share)


def key_claim(tx: Transaction, assignment_id: str, claim_id: str) -> Annotation:
    """A claim of an assignment's key. KnownError ``report.claim_gone`` where there is none."""
    assignment = assignment_of(tx, assignment_id)
    try:
        claim = tx.get(Annotation, claim_id)
    except LookupError:
        raise KnownError("report.claim_gone") from None
    if assignment.key_id is None or claim.author_id != assignment.key_id:
        raise KnownError("report.claim_gone")
    return claim


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The works of those who handed in, in the roster's order; scores by student and row."""

    works: list[Work]
    scores: defaultdict[str, dict[str, Score]]
    has_key: bool
    last: date | None


def _gather(tx: Transaction, material: Material, students: list[Student]) -> _Gathered:
    """A class in four queries, however many students there are.

    Handed in has who sent a file, or (work that came another way) who marked anything.
    """
    assignment, ids = material.assignment, [student.id for student in students]
    claims: defaultdict[str, list[Annotation]] = defaultdict(list)
    for claim in tx.find(Annotation, author_id=ids, article_id=assignment.article_ids):
        claims[claim.author_id].append(claim)
    relations: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in tx.find(Relation, author_id=ids):
        relations[relation.author_id].append(relation)
    scores: defaultdict[str, dict[str, Score]] = defaultdict(dict)
    for score in tx.find(Score, assignment_id=assignment.id):
        scores[score.student_id][score.row] = score
    sent = tx.find(Submission, assignment_id=assignment.id)
    senders = {id for submission in sent for id in submission.student_ids}
    days = [one.handed_in for one in sent] or [c.created for many in claims.values() for c in many]
    return _Gathered(
        works=[Work(id, claims[id], relations[id]) for id in ids if id in claims or id in senders],
        scores=scores,
        has_key=any(claim.scored for claim in material.key.claims),
        last=_day(max(days, default="")),
    )


def _day(moment: str) -> date | None:
    """The local day of an ISO moment; None where it says none."""
    try:
        return datetime.fromisoformat(moment).astimezone().date()
    except (ValueError, OverflowError, OSError):  # another program's, or out of all bounds
        return None
