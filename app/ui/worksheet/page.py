"""The worksheet page: choose, look, write, print. Everything is drawn by child processes."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.domain.setting import Role
from app.domain.worksheet import Kind
from app.services import grading, styling
from app.services.exporting import WHOLE_CLASS
from app.services.working import Job
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.grading.empty import nothing_here
from app.ui.page import Page
from app.ui.worksheet.form import EVERYONE, NOBODY, Form, usual_folder
from app.ui.worksheet.preview import Preview
from app.ui.worksheet.print_desk import PrintDesk
from app.ui.worksheet.sheet_list import SheetList, show_file
from app.ui.worksheet.tools import Tools
from app.ui.worksheet.writing import Writing

if TYPE_CHECKING:
    from app.ui.worksheet.printing import Printed

_FOLDER = "worksheet_folder"
_KINDS = {
    Role.TEACHER: (Kind.GRADED, Kind.STUDENT, Kind.BLANK, Kind.KEY, Kind.BOOKLET),
    Role.STUDENT: (Kind.STUDENT, Kind.BLANK),
}
_NARROW = 1180  # of the page: the print button keeps its icon only
PREVIEW, SHEETS = "preview", "sheets"


class WorksheetPage(Page):
    """A student's workspace writes his own worksheet; a teacher's anyone's, or the class's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self._assignments: Sequence[Assignment] = ()
        self._assignment: Assignment | None = None
        self._classroom = Classroom(name="")
        self._students: Sequence[Student] = ()
        self._looked_at = ""  # the student whose sheet is in the preview
        kept = context.preferences.choices.layout.get(_FOLDER)
        folder = Path(kept) if kept else usual_folder()
        self.form = Form(look, language, _KINDS[context.role], folder)
        self.preview = Preview(context)
        self.list = SheetList(look, language)
        self.tools_bar = Tools(look, language)
        self.print_desk = PrintDesk(context)
        self.start_button = Button(look, "", kind="main", icon="pdf")
        self.writing = Writing(context, self.list)
        self.export = self.writing.export
        self._empty = nothing_here(
            context,
            self._say("worksheet_page.no_assignment"),
            self._say("worksheet_page.no_hint"),
        )
        self._lay_out()
        self._connect()
        self.refresh(None)
        self.writing.take_over()

    def _lay_out(self) -> None:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.print_desk)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # first: a loose one shows its first widget as a window
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(self._side, 1)
        row.addWidget(self._empty, 1)

    def _connect(self) -> None:
        self.form.changed.connect(self._show_question)
        self.form.settled.connect(self._keep_choices)
        self.form.head.logo_chosen.connect(self._keep_logo)
        self.form.folder_chosen.connect(self._keep_folder)
        self.form.assignment_chosen.connect(self._choose_assignment)
        self.preview.student_chosen.connect(self._look_at)
        self.tools_bar.side_chosen.connect(self.show_side)
        self.tools_bar.print_button.clicked.connect(self.print_sheets)
        self.start_button.clicked.connect(self.start)
        self.writing.begun.connect(self._hold)
        self.writing.ended.connect(self._rest)
        self.list.strip.acted.connect(self.form.folder_button.click)
        self.list.question.elsewhere.connect(self.form.folder_button.click)
        self.list.folder_asked.connect(lambda: show_file(self.form.folder))

    # What the window asks.

    def title(self) -> str:
        return self._say("ui.worksheet")

    def caption(self) -> str:
        if self._assignment is None:
            return ""
        name, room = isolate(self._assignment.name), self._classroom.name
        return f"{name} · {isolate(room)}" if room else name

    def tools(self) -> Sequence[QWidget]:
        return (self.tools_bar,)

    def action(self) -> QWidget | None:
        return self.start_button

    def open(self, **place: str) -> None:
        """``assignment_id``, ``student_id``, ``kind``: each may be left out."""
        if id := place.get("assignment_id"):
            self._choose_assignment(id)
        elif not self.export.running:
            now = current_assignment(self._context)
            if self._assignment is not None and self._assignment.id != now:
                self._show_assignment(now)
        if kind := place.get("kind"):
            self.form.choose_kind(Kind(kind))
        if id := place.get("student_id"):
            self.form.choose_student(id)
        if place and not self.export.running:
            self.show_side(PREVIEW)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touch(Assignment, Student, Classroom):
            self._assignments = self._context.workspace.read(grading.assignments_of)
            chosen = self._assignment.id if self._assignment else ""
            self._show_assignment(chosen)
        else:
            self._show_preview()

    def flush(self) -> bool:
        self.form.head.flush()
        return self.preview.flush()

    def _choose_assignment(self, id: str) -> None:
        remember_assignment(self._context, id)
        self._show_assignment(id)

    def _show_assignment(self, id: str) -> None:
        """That one; where it is gone, the one worked with."""
        if all(one.id != id for one in self._assignments):
            id = current_assignment(self._context)
        found = [one for one in self._assignments if one.id == id]
        assignment = self._assignment = (found or [None])[0]
        self._students, self._classroom = (), Classroom(name="")
        if assignment is not None:
            read = self._context.workspace.read
            self._classroom = read(grading.room_of, assignment) or self._classroom
            if self._context.role is Role.TEACHER:
                self._students = read(grading.students_of, assignment)
            self.form.offer(self._assignments, assignment.id, self._students)
            language = self._context.language
            kept = styling.choices_of(self._context.workspace, language.code, language.digits)
            self.form.show_choices(kept, self._classroom.school, self._classroom.name)
        self.form.setVisible(assignment is not None)
        self._side.setVisible(assignment is not None)
        self.tools_bar.setEnabled(assignment is not None)
        self._empty.setVisible(assignment is None)
        self._show_question()
        self.heading_changed.emit()

    # Before writing.

    def job(self) -> Job | None:
        """What a worker would be asked for now."""
        if self._assignment is None:
            return None
        chosen = self.form.choices(self._context.language.code)
        return Job(
            workspace=str(self._context.workspace.path),
            assignment=self._assignment.id,
            kind=self.form.kind().value,
            out=str(self.form.folder),
            students=list(self._asked()),
            language=chosen.language,
            digits=chosen.digits,
            paper=chosen.paper.value,
            colour=chosen.colour,
            hijri=chosen.hijri,
            school=chosen.school,
            classroom=chosen.classroom,
            subject=chosen.subject,
            odd=chosen.odd,
            fillable=chosen.fillable,
        )

    def _asked(self) -> dict[str, str]:
        """Whose worksheets are asked for, by id; nobody's: one blank sheet to copy, a key."""
        if self.form.kind() in WHOLE_CLASS:
            return {}
        if self._context.role is Role.STUDENT:
            return {self._context.author_id: self._say("worksheet_page.mine")}
        one = self.form.student()
        return {s.id: s.name for s in self._students if one in (EVERYONE, s.id)}

    def _names(self) -> dict[str, str]:
        kind = self.form.kind()
        if kind in WHOLE_CLASS:
            return {"": self._say(f"worksheet_page.kind.{kind}")}
        return self._asked() or {"": self._say("worksheet_page.nobody")}

    def _show_question(self) -> None:
        """The button counts what it will write; the list names whom for; the preview shows it."""
        self.writing.forget()
        if self.export.running or self._assignment is None:
            self.start_button.setEnabled(False)
            return
        self._count_sheets()
        self.start_button.setEnabled(True)
        self.list.ask(self._names())
        self._show_preview()

    def _count_sheets(self) -> None:
        count = len(self._names())
        self.start_button.set_words(self._context.language.count("worksheet_page.write", count))

    # The preview.

    def _show_preview(self) -> None:
        """Show the sheet of the one who is chosen, or of one of those who are."""
        job = self.job()
        if job is None:
            return
        asked = self._asked()
        shown = self._looked_at if self._looked_at in asked else next(iter(asked), "")
        self._looked_at = shown
        kind = self.form.kind()
        everyone = self._students if self.form.student() != NOBODY and asked else ()
        self.preview.offer_students(everyone if kind not in WHOLE_CLASS else (), shown)
        self.preview.show_job(
            replace(job, students=[shown] if shown else []),
            asked.get(shown) or next(iter(self._names().values())),
            commented=kind is Kind.GRADED and bool(shown),
        )

    def _look_at(self, student_id: str) -> None:
        """Another student's sheet; where one alone was to be written, that one from now on."""
        self._looked_at = student_id
        if self.form.student() == EVERYONE:
            self._show_preview()
        else:
            self.form.choose_student(student_id)

    def show_side(self, side: str) -> None:
        """``PREVIEW`` or ``SHEETS``."""
        if side == SHEETS and not self.preview.flush():
            side = PREVIEW
        self.tools_bar.show_side(side)
        self._stack.setCurrentWidget(self.preview if side == PREVIEW else self.list)

    # What is kept.

    def _keep_choices(self) -> None:
        """How the class's worksheets look stays with the classroom file."""
        workspace = self._context.workspace
        if workspace.read_only:
            return
        chosen = self.form.choices(self._context.language.code)
        try:
            styling.keep(workspace, chosen)
        except KnownError as error:
            self._context.report(error)

    def _keep_logo(self, logo: bytes) -> None:
        try:
            styling.keep_logo(self._context.workspace, logo)
        except KnownError as error:
            self._context.report(error)
            return
        self.form.head.show_logo(logo)
        self._show_preview()

    def _keep_folder(self, folder: Path) -> None:
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._context.preferences.remember(_FOLDER, str(folder))

    # Writing.

    def start(self) -> None:
        """Write what the form asks for, or go on with what is left of a set that was stopped."""
        if self.export.running or not self.flush():
            return
        job = self.job()
        if job is not None:
            self.show_side(SHEETS)
            self.writing.start(job, self._names())

    def _hold(self) -> None:
        """While sheets are written nothing is chosen."""
        self._count_sheets()
        self.show_side(SHEETS)
        self.form.setEnabled(False)
        self.start_button.setEnabled(False)

    def _rest(self, left: int) -> None:
        """After the last sheet, or before it: then the button goes on with what is left."""
        if left:
            words = self._context.language.count("worksheet_page.go_on", left)
            self.start_button.set_words(words)
        else:
            self._count_sheets()
        self.form.setEnabled(True)
        self.start_button.setEnabled(True)

    # Printing.

    def print_sheets(self) -> None:
        """Print what the form asks for, through the system's dialog."""
        sheets = self.sheets_to_print()
        if sheets and self.flush():
            pages = self.preview.view.count if len(sheets) == 1 else 0
            self.print_desk.ask(sheets, pages)

    def sheets_to_print(self) -> list[Printed]:
        """A job for each worksheet that is asked for."""
        from app.ui.worksheet.printing import Printed

        job = self.job()
        if job is None:
            return []
        return [
            Printed(name, replace(job, students=[id] if id else []))
            for id, name in self._names().items()
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Ctrl+P":
            self.print_sheets()
        elif self._stack.currentWidget() is not self.preview or not self.preview.press(chord):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tools_bar.narrow(self.width() < _NARROW)
