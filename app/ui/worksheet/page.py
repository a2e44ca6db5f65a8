"""The worksheet page: choose, write, open. The writing is done by a child process."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.domain.setting import Role
from app.domain.worksheet import Kind
from app.services import grading
from app.services.working import Job
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.grading.empty import nothing_here
from app.ui.page import Page
from app.ui.telling import told
from app.ui.worksheet.export import Export
from app.ui.worksheet.form import EVERYONE, Form, usual_folder
from app.ui.worksheet.sheet_list import SheetList, show_file

_FOLDER = "worksheet_folder"
_KINDS = {
    Role.TEACHER: (Kind.GRADED, Kind.STUDENT, Kind.BLANK),
    Role.STUDENT: (Kind.STUDENT, Kind.BLANK),
}
_FOLDER_FAULTS = ("worksheet.unwritable",)


class WorksheetPage(Page):
    """A student's workspace writes his own worksheet; a teacher's anyone's, or the class's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self._assignments: Sequence[Assignment] = ()
        self._assignment: Assignment | None = None
        self._classroom = ""
        self._students: Sequence[Student] = ()
        kept = context.preferences.choices.layout.get(_FOLDER)
        folder = Path(kept) if kept else usual_folder()
        self.form = Form(look, language, _KINDS[context.role], folder)
        self.list = SheetList(look, language)
        self.start_button = Button(look, "", kind="main", icon="pdf")
        # The application's own: a new language makes a new page, and the writing goes on.
        self.export = Export(QCoreApplication.instance())
        self._empty = nothing_here(
            context,
            self._say("worksheet_page.no_assignment"),
            self._say("worksheet_page.no_hint"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(self.list, 1)
        row.addWidget(self._empty, 1)
        self._connect()
        self.refresh(None)

    def _connect(self) -> None:
        self.form.changed.connect(self._show_question)
        self.form.folder_chosen.connect(self._keep_folder)
        self.form.assignment_chosen.connect(self._choose_assignment)
        self.start_button.clicked.connect(self.start)
        self.list.progress.stopped.connect(self.stop)
        self.list.strip.acted.connect(self.form.folder_button.click)
        self.list.folder_asked.connect(lambda: show_file(self.form.folder))
        self.export.counted.connect(self.list.count)
        self.export.written.connect(self.list.show_written)
        self.export.finished.connect(self._finished)
        self.export.refused.connect(self._refused)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.export.abandon)

    # What the window asks.

    def title(self) -> str:
        return self._say("ui.worksheet")

    def caption(self) -> str:
        if self._assignment is None:
            return ""
        name = isolate(self._assignment.name)
        return f"{name} · {isolate(self._classroom)}" if self._classroom else name

    def action(self) -> QWidget | None:
        return self.start_button

    def open(self, **place: str) -> None:
        """``assignment_id``, ``student_id``, ``kind``: each may be left out."""
        if id := place.get("assignment_id"):
            self._choose_assignment(id)
        if id := place.get("student_id"):
            self.form.choose_student(id)
        if kind := place.get("kind"):
            self.form.choose_kind(Kind(kind))

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touch(Assignment, Student, Classroom):
            return
        self._assignments = self._context.workspace.read(grading.assignments_of)
        chosen = self._assignment.id if self._assignment else ""
        self._choose_assignment(chosen)

    def _choose_assignment(self, id: str) -> None:
        found = [one for one in self._assignments if one.id == id]
        assignment = self._assignment = (found or [*self._assignments[:1], None])[0]
        self._students, self._classroom = (), ""
        if assignment is not None:
            read = self._context.workspace.read
            self._classroom = read(grading.classroom_of, assignment)
            if self._context.role is Role.TEACHER:
                self._students = read(grading.students_of, assignment)
            self.form.offer(self._assignments, assignment.id, self._students)
        self.form.setVisible(assignment is not None)
        self.list.setVisible(assignment is not None)
        self._empty.setVisible(assignment is None)
        self._show_question()
        self.heading_changed.emit()

    # Before writing.

    def job(self) -> Job | None:
        """What a worker would be asked for now."""
        if self._assignment is None:
            return None
        return Job(
            workspace=str(self._context.workspace.path),
            assignment=self._assignment.id,
            kind=self.form.kind().value,
            out=str(self.form.folder),
            students=list(self._asked()),
            language=self._context.language.code,
            digits=self.form.chosen_digits(),
            paper=self.form.paper.value(),
            colour=self.form.ink.value() == "colour",
        )

    def _asked(self) -> dict[str, str]:
        """Whose worksheets are asked for, by id; nobody's: one blank sheet to copy."""
        if self._context.role is Role.STUDENT:
            return {self._context.author_id: self._say("worksheet_page.mine")}
        one = self.form.student()
        return {s.id: s.name for s in self._students if one in (EVERYONE, s.id)}

    def _names(self) -> dict[str, str]:
        return self._asked() or {"": self._say("worksheet_page.nobody")}

    def _show_question(self) -> None:
        """The button counts what it will write; the list names whom for."""
        if self.export.running or self._assignment is None:
            self.start_button.setEnabled(False)
            return
        names = self._names()
        self.start_button.set_words(
            self._context.language.count("worksheet_page.write", len(names))
        )
        self.start_button.setEnabled(True)
        self.list.ask(names)

    def _keep_folder(self, folder: Path) -> None:
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._context.preferences.remember(_FOLDER, str(folder))

    # Writing.

    def start(self) -> None:
        """Write what the form asks for."""
        job = self.job()
        if job is None or self.export.running:
            return
        self.list.begin(self._names())
        self.form.setEnabled(False)
        self.start_button.setEnabled(False)
        self.export.start(job)

    def stop(self) -> None:
        """No further sheet; what was written stays."""
        self.list.progress.stop.setEnabled(False)
        self.export.stop()

    def _finished(self, done: int) -> None:
        self.list.finish(done)
        self._rest()

    def _refused(self, error: KnownError) -> None:
        cure = self._say("worksheet_page.choose_folder") if error.message in _FOLDER_FAULTS else ""
        self.list.refuse(told(self._context.language, error), cure)
        self._rest()

    def _rest(self) -> None:
        self.form.setEnabled(True)
        self.start_button.setEnabled(True)
