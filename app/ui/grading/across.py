"""One question for a whole class: everybody's answer to it, one below the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain.annotation import Annotation
from app.domain.change import Changes
from app.domain.classroom import Student
from app.domain.grade import ClaimRow, Grade, RelationRow
from app.domain.grading import Work
from app.domain.language import Language
from app.domain.rubric import Rubric
from app.domain.score import Score
from app.services import grading
from app.services.workspace import Workspace
from app.ui.grading.desk import Desk
from app.ui.grading.entries import Entry, Part, entries_of

_OF_THE_KEY = (Part.CLAIMS, Part.RELATIONS)  # the same question for everybody


class Across:
    """Everybody is graded when it begins; after that only whom a step touches.

    Of the key's claims and relations one at a time is the question; starred notes and what is
    beyond the key are all shown, for nobody else has the same.
    """

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self._workspace = workspace
        self._desk = desk
        self._grades: dict[str, Grade] = {}
        self._works: dict[str, Work] = {}
        self._assignment = ""
        self.on = False
        self.question = ""  # the row's name; empty where there is no single one

    def begin(self, part: Part, question: str) -> None:
        """Ask everybody the row ``question`` of a part."""
        self.on = True
        self.question = question if part in _OF_THE_KEY else ""
        self._read()

    def end(self) -> None:
        self.on = False
        self._grades, self._works = {}, {}

    def follow(self, changes: Changes | None) -> None:
        """Take over what a step changed; None: anything may have."""
        desk = self._desk
        if not self.on:
            return
        if desk.assignment is None or desk.problem is not None:
            self.end()
            return
        scores = [] if changes is None else [one for pair in changes.of(Score) for one in pair]
        only_scores = changes is not None and not changes.touch(Annotation)
        if changes is None or not only_scores or desk.assignment.id != self._assignment:
            self._read()
            return
        for student_id in {one.student_id for one in scores if one} & self._works.keys():
            self._grade(student_id)

    def entries(
        self, part: Part, language: Language, rubric: Rubric, name_of: Callable[[Student], str]
    ) -> list[Entry]:
        """The answers in the order of the students; ``name_of`` says what each is called."""
        found: list[Entry] = []
        for student in self._desk.students:
            grade = self._grades.get(student.id)
            if grade is None:
                continue
            known = self._claims(student.id)
            for entry in entries_of(part, grade, known.get, language, rubric):
                if not self.question or entry.row.name == self.question:
                    answer = _answer(entry, known, language)
                    lead = name_of(student)
                    found.append(
                        replace(
                            answer, student_id=student.id, lead=lead, number=len(found) + 1,
                            asked=entry.number,
                            spoken=f"{lead}. {entry.spoken}",
                        )
                    )  # fmt: skip
        return found

    def next_question(self, step: int = 1) -> str:
        """The name of the key's row after (1) or before (-1) the one in question; empty at ends."""
        grade = next(iter(self._grades.values()), None)
        if grade is None or not self.question:
            return ""
        rows = grade.claims if self.question.startswith("claim:") else grade.relations
        names = [row.name for row in rows]
        place = names.index(self.question) + step if self.question in names else -1
        return names[place] if 0 <= place < len(names) else ""

    def number(self) -> int:
        """Which of the key's rows is in question, from 1; 0 where there is no single one."""
        grade = next(iter(self._grades.values()), None)
        if grade is None or not self.question:
            return 0
        rows = grade.claims if self.question.startswith("claim:") else grade.relations
        return next((n for n, row in enumerate(rows, 1) if row.name == self.question), 0)

    def _read(self) -> None:
        desk, read = self._desk, self._workspace.read
        self._grades, self._works = {}, {}
        material = desk.material
        if material is None:
            return
        self._assignment = material.assignment.id
        for student in desk.students:
            if student.id in desk.progress.handed_in:
                self._works[student.id] = read(grading.work_of, material, student.id)
                self._grade(student.id)

    def _grade(self, student_id: str) -> None:
        material = self._desk.material
        if material is not None:
            scores = self._workspace.read(grading.scores_of, material.assignment.id, student_id)
            work = self._works[student_id]
            self._grades[student_id] = grading.grade_with(material, work, scores)

    def _claims(self, student_id: str) -> Mapping[str, Annotation]:
        material = self._desk.material
        keys = material.key.claims if material else ()
        return {claim.id: claim for claim in (*keys, *self._works[student_id].claims)}


def _answer(entry: Entry, known: Mapping[str, Annotation], language: Language) -> Entry:
    """What the student marked, in the place of the key's words."""
    row = entry.row
    if isinstance(row, ClaimRow):
        if row.match is None:
            return replace(entry, words=(language.say("grading_page.mark.missed"),))
        return replace(entry, words=(row.match.quote,), tag=row.match.tag)
    if isinstance(row, RelationRow):
        if row.match is None:
            words = (language.say("grading_page.not_drawn"),)
            return replace(entry, words=words, relation=None)
        ends = (known.get(row.match.source_id), known.get(row.match.target_id))
        words = tuple(end.quote if end else "" for end in ends)
        return replace(entry, words=words, relation=row.match.type)
    return entry
