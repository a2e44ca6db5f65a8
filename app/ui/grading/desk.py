"""What is being graded: the assignment, its key, the student, the grade. Reads, never writes."""

from collections.abc import Sequence

from app.domain.annotation import Annotation, reading_order
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.grade import Grade
from app.domain.grading import Work
from app.domain.score import Score
from app.services import grading
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
        self.problem: KnownError | None = None

    def reload(self, assignment_id: str | None = None, student_id: str | None = None) -> None:
        """Read everything again; stay with the assignment and the student where they still are."""
        read = self._workspace.read
        self.assignments = read(grading.assignments_of)
        wanted = assignment_id or (self.assignment.id if self.assignment else "")
        found = [one for one in self.assignments if one.id == wanted]
        self.assignment = (found or [*self.assignments[:1], None])[0]
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
        self.students = read(grading.students_of, self.assignment)
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
        if marks or changes.touch(Score):
            self.follow_progress()
        self.regrade()

    def follow_progress(self) -> None:
        """How far the class is, and which comments were used."""
        if self.assignment is not None:
            read, here = self._workspace.read, self.assignment
            self.progress = read(grading.progress_of, here, self.students)
            self.comments = read(grading.comments_of, here.id)

    def beside(self, step: int) -> Student | None:
        """The student before (-1) or after (1) in the roster's order."""
        if self.student is None:
            return None
        place = self.place() + step
        return self.students[place] if 0 <= place < len(self.students) else None

    def following(self) -> Student | None:
        """Whom to grade after this one: the next who handed in; else who still waits before."""
        if self.student is None:
            return None
        place = self.place()
        after = [s for s in self.students[place + 1 :] if s.id in self.progress.handed_in]
        waiting = self.progress.handed_in - self.progress.graded
        before = [s for s in self.students[:place] if s.id in waiting]
        return next(iter(after + before), None)

    def place(self) -> int:
        """Where the shown student stands in the roster, from 0."""
        return next((i for i, s in enumerate(self.students) if s is self.student), 0)

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
        waiting = self.progress.handed_in - self.progress.graded
        for wanted in (waiting, self.progress.handed_in):
            for student in self.students:
                if student.id in wanted:
                    return student
        return self.students[0] if self.students else None
