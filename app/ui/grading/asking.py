"""Grading one question across all students, on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.classroom import Student
from app.ui.context import Context
from app.ui.grading.across import Across
from app.ui.grading.entries import Part

if TYPE_CHECKING:
    from app.ui.grading.page import GradingPage


class Asking:
    """The table holds everybody's answers; whose is chosen is the student on the desk."""

    def __init__(self, context: Context, page: GradingPage) -> None:
        self._context = context
        self._page = page
        self.across = Across(context.workspace, page.desk)

    @property
    def on(self) -> bool:
        return self.across.on

    def toggle(self) -> None:
        """This question for the whole class, or back to one student."""
        if self.on:
            self.end()
        else:
            self._begin()
        self._page.focus_rows()

    def show(self, student: Student) -> bool:
        """Everybody's answers in the table; as ``Panel.show_table``. ``student`` is on the desk."""
        page = self._page
        panel, grade = page.panel, page.desk.grade
        if grade is None:
            return False
        entries = self.across.entries(
            panel.part, self._context.language, panel.rubric, page.head.name_of
        )
        number = self.across.number()
        heading = self._context.language.say(f"grading_page.across.{panel.part}", number=number)
        anew = panel.show_across(grade, entries, heading)
        chosen = panel.rows.chosen()
        if chosen is not None and chosen.student_id != student.id:
            mine = next((one.name for one in entries if one.student_id == student.id), None)
            if mine:
                panel.rows.choose(mine)
            else:  # nothing of this student's stands here
                self.turn_to(chosen.student_id)
        return anew

    def _begin(self) -> None:
        page = self._page
        entry, panel = page.panel.rows.chosen(), page.panel
        if not page.flush() or page.desk.grade is None:
            return
        panel.turn(panel.part)
        if entry is None:
            self.begin_with(panel.part)
        else:
            self.across.begin(panel.part, entry.row.name)
        panel.rows.choose(None)
        page.show_rows()
        page.show_ways()

    def begin_with(self, part: Part) -> None:
        """The first question of a part."""
        grade = self._page.desk.grade
        rows = {Part.CLAIMS: grade.claims, Part.RELATIONS: grade.relations} if grade else {}
        first = next(iter(rows.get(part, ())), None)
        self.across.begin(part, first.name if first else "")

    def end(self) -> None:
        """Back to one student; the row stays."""
        page = self._page
        entry = page.panel.rows.chosen()
        if not page.flush():
            return
        self.across.end()
        page.panel.rows.choose(None)
        page.show_rows()
        if entry is not None:
            page.panel.rows.choose(entry.row.name)
            page.show_detail(reveal=True)
        page.show_ways()

    def go_on(self) -> None:
        """The next answer; after the last one the next question."""
        if not self._page.panel.rows.step(1):
            self.ask(1)

    def ask(self, step: int) -> None:
        """The next (1) or the previous (-1) question of the key, for everybody."""
        page = self._page
        question = self.across.next_question(step)
        if question and page.flush():
            self.across.begin(page.panel.part, question)
            page.panel.rows.choose(None)
            page.show_rows()
            if page.panel.rows.rows.entries:
                first = page.panel.rows.rows.entries[0]
                page.panel.rows.choose(first.name)
                self.turn_to(first.student_id)
                page.show_detail(reveal=True)

    def turn_to(self, student_id: str) -> None:
        """Another student on the desk while the table stays."""
        page = self._page
        if page.desk.student is not None and page.desk.student.id != student_id:
            page.desk.choose(student_id)
            page.pointing.show_work()
            page.show_names()
