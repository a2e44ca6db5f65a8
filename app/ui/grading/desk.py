"""What is being graded: the assignment, its key, the student, the grade. Reads, never writes."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from app.domain.annotation import Annotation, reading_order
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.grade import Grade
from app.domain.grading import Work
from app.domain.score import Score
from app.domain.submission import Submission
from app.services import approving, grading, tallying
from app.services.approving import TOTAL, State
from app.services.grading import Material, Progress
from app.services.workspace import Workspace

_NOBODY = Progress(frozenset(), frozenset())


class Desk:
    """The key and the articles are read once; a decision grades the shown student again, no more.

    ``problem`` is why there is nothing to grade, None where there is.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.assignments: Sequence[Assignment] = ()
        self.assignment: Assignment | None = None
        self.material: Material | None = None
        self.classroom = ""
        self.students: Sequence[Student] = ()
        self.student: Student | None = None
        self.progress = _NOBODY
        self.work: Work | None = None
        self.grade: Grade | None = None
        self.comments: Sequence[str] = ()
        self.attempts: Mapping[str, Sequence[Submission]] = {}
        self.state = State.MISSING
        self.approved: float | None = None  # the percentage at which the grade was approved
        self.nameless = False
        self.problem: KnownError | None = None

    def hide_names(self, *, hidden: bool) -> None:
        """Without names the students come in an order that tells nothing, the same each time."""
        self.nameless = hidden
        self.students = self._in_order(self.students)

    def _in_order(self, students: Sequence[Student]) -> Sequence[Student]:
        if not self.nameless:
            return sorted(students, key=lambda one: (one.position, one.id))
        here = self.assignment.id if self.assignment else ""
        return sorted(students, key=lambda one: sha256(f"{here}:{one.id}".encode()).digest())

    def reload(self, assignment_id: str | None = None, student_id: str | None = None) -> None:
        """Read everything again; stay with the assignment and the student where they still are."""
        read = self._workspace.read
        self.assignments = read(grading.assignments_of)
        wanted = assignment_id or (self.assignment.id if self.assignment else "")
        found = [one for one in self.assignments if one.id == wanted]
        self.assignment = (found or [*self.assignments[-1:], None])[0]
        self.material, self.problem, self.students = None, None, ()
        self.work = self.grade = None
        if self.assignment is None:
            self.problem = KnownError("grading_page.no_assignment")
            return
        try:
            self.material = read(grading.material_of, self.assignment.id)
        except KnownError as error:
            self.problem = error
            return
        self.students = self._in_order(read(grading.students_of, self.assignment))
        self.classroom = read(grading.classroom_of, self.assignment)
        if not self.students:
            self.problem = KnownError("grading_page.no_students")
        self.follow_progress()
        stay = student_id or (self.student.id if self.student else "")
        self.student = next((s for s in self.students if s.id == stay), self._first())
        self.regrade()

    def choose(self, student_id: str) -> None:
        """Put another student's work on the desk."""
        self.student = next(s for s in self.students if s.id == student_id)
        self.regrade()

    def regrade(self) -> None:
        """Grade the shown student again with the key that is known."""
        if self.material is None or self.student is None:
            self.work = self.grade = None
            return
        read, material, id = self._workspace.read, self.material, self.student.id
        self.work = read(grading.work_of, material, id)
        scores = read(grading.scores_of, material.assignment.id, id)
        self.grade = grading.grade_with(material, self.work, scores)
        total, came = scores.get(TOTAL), id in self.progress.handed_in
        attempts = len(self.attempts.get(id, ()))
        self.state = approving.state_of(
            material, self.grade, total, handed_in=came, attempts=attempts
        )
        self.approved = total.manual if total and total.accepted else None

    def follow(self, changes: Changes) -> None:
        """Take over what a step changed."""
        key_id = self.assignment.key_id if self.assignment else None
        marks = [one for pair in changes.of(Annotation) for one in pair if one is not None]
        if changes.touch(Assignment, Article, Student, Classroom) or any(
            mark.author_id == key_id for mark in marks
        ):
            self.reload()
            return
        if self.problem is not None or self.assignment is None:
            self.reload()
            return
        if marks or changes.touch(Score, Submission):
            self.follow_progress()
        self.regrade()

    def follow_progress(self) -> None:
        """How far the class is, and which comments were used."""
        if self.assignment is not None:
            read, here = self._workspace.read, self.assignment
            key = self.material.key if self.material else None
            self.progress = read(grading.progress_of, here, self.students, key)
            self.attempts = read(tallying.attempts_of, here.id)
            self.comments = read(grading.comments_of)

    def beside(self, step: int) -> Student | None:
        """The student before (-1) or after (1) in the roster's order."""
        if self.student is None:
            return None
        place = self.place() + step
        return self.students[place] if 0 <= place < len(self.students) else None

    def following(self) -> Student | None:
        """Whom to grade after this one: the next whose grade is not approved or has changed since,
        then those before."""
        if self.student is None:
            return None
        place, waiting = self.place(), self._waiting()
        order = (*self.students[place + 1 :], *self.students[:place])
        return next((student for student in order if student.id in waiting), None)

    def _waiting(self) -> frozenset[str]:
        progress = self.progress
        return progress.handed_in - progress.graded | progress.flagged

    @property
    def missing(self) -> int:
        """How many of the class have not handed anything in, and have no approved grade."""
        known = self.progress.handed_in | self.progress.graded
        return sum(student.id not in known for student in self.students)

    def place(self) -> int:
        """Where the shown student stands in the roster, from 0."""
        return next((i for i, s in enumerate(self.students) if s == self.student), 0)

    @property
    def articles(self) -> Sequence[Article]:
        return self.material.articles if self.material else ()

    def claims_in(self, article_id: str) -> list[Annotation]:
        """The shown student's claims in an article; the first bears number 1."""
        claims = self.work.claims if self.work else ()
        return sorted((c for c in claims if c.article_id == article_id), key=reading_order)

    def keys_in(self, article_id: str) -> list[Annotation]:
        """The key's claims in an article, those that earn points."""
        claims = self.material.key.claims if self.material else ()
        return [c for c in claims if c.article_id == article_id and c.scored]

    def claim(self, id: str) -> Annotation | None:
        """A claim of the key or of the student."""
        known = (
            *(self.material.key.claims if self.material else ()),
            *(self.work.claims if self.work else ()),
        )
        return next((claim for claim in known if claim.id == id), None)

    def _first(self) -> Student | None:
        for wanted in (self._waiting(), self.progress.handed_in):
            for student in self.students:
                if student.id in wanted:
                    return student
        return self.students[0] if self.students else None
