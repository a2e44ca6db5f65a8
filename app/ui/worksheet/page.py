"""The worksheet page: choose, write, open. The writing is done by a child process."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.domain.setting import Role
from app.domain.worksheet import Kind
from app.services import grading
from app.services.exporting import Job
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.progress import ProgressRow
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.grading.empty import nothing_here
from app.ui.page import Page
from app.ui.worksheet.export import Export, Sheet
from app.ui.worksheet.form import EVERYONE, Form, usual_folder
from app.ui.worksheet.sheet_row import SheetRow

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
        self._students: Sequence[Student] = ()
        self.rows: dict[str, SheetRow] = {}
        self._total = 0
        self._done = 0
        kept = context.preferences.choices.layout.get(_FOLDER)
        folder = Path(kept) if kept else usual_folder()
        self.form = Form(look, language, _KINDS[context.role], folder)
        self.start_button = Button(look, "", kind="main", icon="pdf")
        self.start_button.clicked.connect(self.start)
        # The application's own: a new language makes a new page, and the writing goes on.
        self.export = Export(QCoreApplication.instance())
        self.progress = ProgressRow(look, language)
        self.strip = Strip(look, self._say("ui.close"))
        self.summary = Words(look, "", "interface.heading", wrap="elide")
        self.folder_button = Button(look, self._say("worksheet_page.open_folder"), icon="folder")
        self.promise = Words(
            look, self._say("worksheet_page.promise"), color="text.secondary", wrap="wrap"
        )
        self._empty = nothing_here(
            context,
            self._say("worksheet_page.no_assignment"),
            self._say("worksheet_page.no_hint"),
        )
        self._lay_out()
        self._connect()
        self.refresh(None)

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        inside.setLayout(self._list)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.folder_button)
        top = QVBoxLayout()
        top.setContentsMargins(16, 20, 32, 8)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.progress)
        top.addWidget(self.promise)
        self._panel = _Panel(self._context)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(self._panel, 1)
        row.addWidget(self._empty, 1)
        for part in (self.progress, self.folder_button):
            part.hide()

    def _connect(self) -> None:
        self.form.changed.connect(self._show_question)
        self.form.assignment_chosen.connect(self._choose_assignment)
        self.progress.stopped.connect(self.stop)
        self.export.counted.connect(self._counted)
        self.export.written.connect(self._written)
        self.export.finished.connect(self._finished)
        self.export.refused.connect(self._refused)
        self.strip.acted.connect(self.form.folder_button.click)
        self.folder_button.clicked.connect(lambda: _open(self.form.folder))
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
        room = self._classroom()
        return f"{name} · {isolate(room)}" if room else name

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
        self._assignment = (found or [*self._assignments[:1], None])[0]
        self._students = ()
        if self._assignment is not None and self._context.role is Role.TEACHER:
            self._students = self._context.workspace.read(grading.students_of, self._assignment)
        there = self._assignment is not None
        self.form.setVisible(there)
        self._panel.setVisible(there)
        self._empty.setVisible(not there)
        if self._assignment is not None:
            self.form.offer(self._assignments, self._assignment.id, self._students)
        self._show_question()
        self.heading_changed.emit()

    def _classroom(self) -> str:
        id = self._assignment.classroom_id if self._assignment else None
        if not id:
            return ""
        found = self._context.workspace.read(lambda tx: tx.find(Classroom, id=id))
        return found[0].name if found else ""

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
            students=[student.id for student in self._asked()],
            language=self._context.language.code,
            digits=self.form.chosen_digits(),
            paper=self.form.paper.value(),
            colour=self.form.ink.value() == "colour",
        )

    def _asked(self) -> list[Student]:
        """Whose worksheets are asked for; nobody's: one blank sheet to copy."""
        if self._context.role is Role.STUDENT:
            name = self._context.author_id
            return [Student(id=name, classroom_id="", name=self._say("worksheet_page.mine"))]
        one = self.form.student()
        return [s for s in self._students if one in (EVERYONE, s.id)]

    def _show_question(self) -> None:
        """The button counts what it will write; the list names whom for."""
        if self.export.running or self._assignment is None:
            self.start_button.setEnabled(False)
            return
        asked = self._asked()
        count = max(1, len(asked))
        self.start_button.set_words(self._context.language.count("worksheet_page.write", count))
        self.start_button.setEnabled(True)
        self.summary.say(self._context.language.count("worksheet_page.to_write", count))
        self.promise.setVisible(True)
        self.folder_button.hide()
        self._list_rows(asked)

    def _list_rows(self, asked: Sequence[Student]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        look, language = self._context.look, self._context.language
        named = {student.id: student.name for student in asked}
        self.rows = {
            id: SheetRow(look, language, name)
            for id, name in (named or {"": self._say("worksheet_page.nobody")}).items()
        }
        for place, row in enumerate(self.rows.values()):
            row.opened.connect(_open)
            self._list.insertWidget(place, row)

    # Writing.

    def start(self) -> None:
        """Write what the form asks for."""
        job = self.job()
        if job is None or self.export.running:
            return
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._context.preferences.remember(_FOLDER, str(self.form.folder))
        self._list_rows(self._asked())
        self._total, self._done = len(self.rows), 0
        self.strip.hide()
        self.promise.hide()
        self.folder_button.hide()
        self.form.setEnabled(False)
        self.start_button.setEnabled(False)
        self.progress.stop.setEnabled(True)
        self.progress.show()
        self._show_progress()
        self.export.start(job)

    def stop(self) -> None:
        """No further sheet; what was written stays."""
        self.progress.stop.setEnabled(False)
        self.export.stop()

    def _counted(self, total: int) -> None:
        self._total = total
        self._show_progress()

    def _written(self, sheet: Sheet) -> None:
        row = self.rows.get(sheet.student)
        if row is None and len(self.rows) == 1:
            row = next(iter(self.rows.values()))
        if row is not None:
            row.show_file(sheet.file, sheet.pages)
            self._scroll.ensureWidgetVisible(row)
        self._done += 1
        self._show_progress()

    def _show_progress(self) -> None:
        """The bar, and the row of the sheet in hand."""
        waiting = [row for row in self.rows.values() if row.file is None]
        name = waiting[0].accessibleName().partition(":")[0] if waiting else ""
        if waiting:
            waiting[0].show_state("now")
        doing = self._say("worksheet_page.writing", name=name)
        self.progress.show_progress(doing, self._done, self._total)
        self.summary.say(self._say("worksheet_page.in_progress"))

    def _finished(self, done: int) -> None:
        count = self._context.language.count
        stopped = done < self._total
        self.summary.say(
            self._say("worksheet_page.stopped", done=done, total=self._total)
            if stopped
            else count("worksheet_page.done", done)
        )
        if not self._total:
            self.summary.say(self._say("worksheet_page.nothing_to_write"))
        self._rest()
        self.folder_button.setVisible(done > 0)

    def _refused(self, error: KnownError) -> None:
        """In place, with what cures it; rows keep their places."""
        cure = ""
        if error.message in _FOLDER_FAULTS:
            cure = self._say("worksheet_page.choose_folder")
        values = {name: isolate(str(value)) for name, value in error.values.items()}
        self.strip.say("danger", self._say(error.message, **values), cure)
        self.summary.say(self._say("worksheet_page.stopped", done=self._done, total=self._total))
        self._rest()
        self.folder_button.setVisible(self._done > 0)

    def _rest(self) -> None:
        for row in self.rows.values():
            if row.file is None:
                row.show_state("left")
        self.progress.hide()
        self.form.setEnabled(True)
        self.start_button.setEnabled(True)


class _Panel(QWidget):
    """The list's ground, with a line between it and the form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._look = context.look
        self._look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 1 if rtl else 0
        painter.fillRect(x, 0, 1, self.height(), self._look.color("border.subtle"))
        painter.end()


def _open(path: Path) -> None:
    """With the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
