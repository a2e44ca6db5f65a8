"""Tallying marks: a class against its assignments, for the gradebook and for files of grades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.grade import Grade
from app.domain.grading import Work
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.submission import Submission, attempt_order
from app.services.approving import TOTAL, State, state_of
from app.services.grading import (
    Material,
    assignments_of,
    grade_with,
    material_of,
    students_of,
)

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Tally:
    """One student's standing in one assignment.

    ``grade`` is None where nothing was handed in or there is no key; ``attempts`` are what was
    collected, the first one first; ``approved`` the percentage that was approved, which may be
    another than the grade's now.
    """

    student: Student
    scale: int
    state: State
    grade: Grade | None = None
    attempts: tuple[Submission, ...] = ()
    approved: float | None = None

    @property
    def percent(self) -> float | None:
        """0 to 100; None where there is no mark."""
        return self.grade.total if self.grade else None

    @property
    def mark(self) -> float | None:
        """On the assignment's scale, to one decimal; None where there is no mark."""
        return self.grade.out_of(self.scale) if self.grade else None

    @property
    def provisional(self) -> bool:
        """Whether notes still wait for the teacher, who has not approved the mark."""
        return self.grade is not None and self.grade.provisional


@dataclass(frozen=True, slots=True)
class Column:
    """An assignment of the book; ``problem`` is why nobody has a mark in it."""

    assignment: Assignment
    problem: KnownError | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Marks added up: ``points`` of ``possible`` over ``counted`` assignments that have a mark,
    ``missing`` ones that were not handed in, ``mean`` of the percentages (None of none)."""

    points: float = 0.0
    possible: float = 0.0
    counted: int = 0
    missing: int = 0
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A class and its assignments, oldest first. ``cells`` by (student id, assignment id)."""

    classroom: Classroom | None
    columns: tuple[Column, ...]
    students: tuple[Student, ...]
    cells: Mapping[tuple[str, str], Tally] = field(default_factory=dict[tuple[str, str], Tally])

    def sum_of(self, student_id: str) -> Sum:
        """A student's marks over all assignments. What was not handed in is told, not counted."""
        row = [
            self.cells[student_id, column.assignment.id]
            for column in self.columns
            if (student_id, column.assignment.id) in self.cells
        ]
        marked = [cell for cell in row if cell.grade is not None]
        missing = sum(cell.state is State.MISSING for cell in row)
        if not marked:
            return Sum(missing=missing)
        percents = [cell.grade.total for cell in marked if cell.grade]
        return Sum(
            points=sum(cell.mark or 0.0 for cell in marked),
            possible=float(sum(cell.scale for cell in marked)),
            counted=len(marked),
            missing=missing,
            mean=sum(percents) / len(percents),
        )

    def mean_of(self, assignment_id: str) -> float | None:
        """The mean percentage of those who have a mark in an assignment; None where nobody has."""
        percents = [
            cell.grade.total
            for (_, id), cell in self.cells.items()
            if id == assignment_id and cell.grade is not None
        ]
        return sum(percents) / len(percents) if percents else None


def tallies_of(
    tx: Transaction, assignment_id: str, *, material: Material | None = None
) -> list[Tally]:
    """Everyone's standing in an assignment, in the roster's order. KnownError without a key."""
    material = material or material_of(tx, assignment_id)
    assignment = material.assignment
    students = students_of(tx, assignment)
    ids = {student.id for student in students}
    claims: defaultdict[str, list[Annotation]] = defaultdict(list)
    for claim in tx.find(Annotation, article_id=assignment.article_ids):
        claims[claim.author_id].append(claim)
    links: defaultdict[str, list[Relation]] = defaultdict(list)
    for link in tx.find(Relation, author_id=ids):
        links[link.author_id].append(link)
    scores: defaultdict[str, dict[str, Score]] = defaultdict(dict)
    for score in tx.find(Score, assignment_id=assignment.id):
        scores[score.student_id][score.row] = score
    attempts = attempts_of(tx, assignment.id)
    found: list[Tally] = []
    for student in students:
        work = Work(student.id, claims[student.id], links[student.id])
        came = attempts.get(student.id, ())
        grade = grade_with(material, work, scores[student.id])
        total = scores[student.id].get(TOTAL)
        handed_in = bool(work.claims or came)
        state = state_of(material, grade, total, handed_in=handed_in, attempts=len(came))
        has_mark = state is not State.MISSING
        approved = total.manual if total and total.accepted else None
        found.append(
            Tally(student, assignment.scale, state, grade if has_mark else None, came, approved)
        )
    return found


def attempts_of(tx: Transaction, assignment_id: str) -> dict[str, tuple[Submission, ...]]:
    """What each student handed in, by student id, in the order of the attempts."""
    found: defaultdict[str, list[Submission]] = defaultdict(list)
    for submission in sorted(tx.find(Submission, assignment_id=assignment_id), key=attempt_order):
        for student_id in submission.student_ids:
            found[student_id].append(submission)
    return {student_id: tuple(came) for student_id, came in found.items()}


def rooms_of(tx: Transaction) -> list[Classroom | None]:
    """The classes that have assignments, by name; None stands for assignments without one."""
    assignments = assignments_of(tx)
    wanted = {one.classroom_id for one in assignments if one.classroom_id}
    named = sorted(tx.find(Classroom, id=wanted), key=lambda room: (room.name, room.id))
    rooms: list[Classroom | None] = [*named]
    if any(one.classroom_id is None for one in assignments):
        rooms.append(None)
    return rooms


def room_of_assignment(tx: Transaction, assignment_id: str) -> str | None:
    """The class of an assignment; None where it has none, or is not there."""
    found = tx.find(Assignment, id=assignment_id)
    return found[0].classroom_id if found else None


def empty_book_of(tx: Transaction, classroom_id: str | None) -> Book:
    """A class (None: no class) and its assignments without any marks, to be filled column by
    column (``with_marks``)."""
    assignments = [one for one in assignments_of(tx) if one.classroom_id == classroom_id]
    rooms = tx.find(Classroom, id=classroom_id) if classroom_id else []
    columns = tuple(Column(one) for one in assignments)
    return Book(next(iter(rooms), None), columns, _students(tx, assignments))


def with_marks(tx: Transaction, book: Book, column: Column) -> Book:
    """The book with one column read anew."""
    id = column.assignment.id
    cells = {place: cell for place, cell in book.cells.items() if place[1] != id}
    problem: KnownError | None = None
    try:
        cells |= {(one.student.id, id): one for one in tallies_of(tx, id)}
    except KnownError as error:
        problem = error
    columns = tuple(
        Column(one.assignment, problem) if one.assignment.id == id else one for one in book.columns
    )
    return replace(book, columns=columns, cells=cells)


def book_of(tx: Transaction, classroom_id: str | None) -> Book:
    """The gradebook of a class; None: of the assignments that have no class."""
    book = empty_book_of(tx, classroom_id)
    for column in book.columns:
        book = with_marks(tx, book, column)
    return book


def _students(tx: Transaction, assignments: Sequence[Assignment]) -> tuple[Student, ...]:
    found: dict[str, Student] = {}
    for assignment in assignments:
        found |= {student.id: student for student in students_of(tx, assignment)}
    return tuple(found.values())
