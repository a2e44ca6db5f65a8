"""«دفتر الدرجات»: a class against its assignments, its marks in files, its work given back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.domain.change import Changes
from app.domain.classroom import Classroom
from app.domain.errors import KnownError
from app.domain.file_name import joined
from app.domain.language import isolate
from app.services import publishing, styling, tallying
from app.services.approving import State
from app.services.publishing import Published
from app.services.tallying import Book, Column, Tally
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_file, choose_folder, choose_new_file
from app.ui.controls.menu import pop_up
from app.ui.controls.sign import EmptyState
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.gradebook.giving import Giving, Wanted
from app.ui.gradebook.side import Side
from app.ui.gradebook.table import Table, legend
from app.ui.grading.empty import nothing_here
from app.ui.page import Page
from app.ui.telling import told
from app.ui.worksheet.form import usual_folder
from app.ui.worksheet.sheet_list import show_file

_SEPARATOR = "grades_separator"


class GradebookPage(Page):
    """Columns are read one after the other, so that no class makes the window wait."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self._rooms: Sequence[Classroom | None] = ()
        self._room: str | None = None
        self.book = Book(None, (), ())
        self._left: list[Column] = []  # to be read
        self._filling = False
        self._wanted = ""  # the assignment to be chosen once its column is there
        self._folder: Path | None = None  # of what was written last
        self._empty: EmptyState | None = None
        self.table = Table(look, language)
        self.side = Side(look, language)
        self.giving = Giving(self)
        self.rooms = Button(look, kind="flat", icon="class", menu=True)
        self.rooms.set_trailing_icon("open_menu")
        self.rooms.clicked.connect(self._open_menu)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._read_next)
        usual = "semicolon" if language.code == "fr" else "comma"
        self.side.separator.choose(context.preferences.choices.layout.get(_SEPARATOR, usual))
        self._lay_out()
        self._connect()
        self.refresh(None)

    def _lay_out(self) -> None:
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        lead = QVBoxLayout()
        lead.setSpacing(0)
        lead.addWidget(self.table, 1)
        lead.addWidget(self._legend())
        row.addLayout(lead, 1)
        row.addWidget(self.side)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._work)

    def _legend(self) -> QWidget:
        look = self._context.look
        bar = QWidget()
        bar.setFixedHeight(36)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        for icon, words in legend(self._context.language):
            color = "text.secondary" if icon == "accept" else "state.warning"
            row.addWidget(IconMark(look, icon, color, 16))
            row.addWidget(Words(look, words, "interface.caption", "text.secondary"))
            row.addSpacing(14)
        note = Words(look, self._say("gradebook.sum_note"), "interface.caption", "text.tertiary",
                     wrap="elide")  # fmt: skip
        row.addWidget(note, 1)
        return bar

    def _connect(self) -> None:
        self.table.column_chosen.connect(self._show_side)
        self.table.column_chosen.connect(self._remember)
        self.table.opened.connect(self._open_grading)
        side = self.side
        side.grading_wanted.connect(lambda: self._go("grading"))
        side.table_wanted.connect(self._choose_table)
        side.moodle_wanted.connect(self._choose_moodle)
        side.canvas_wanted.connect(self._choose_canvas)
        side.give_wanted.connect(self._choose_folder)
        side.folder_wanted.connect(self._show_folder)
        side.separator.chosen.connect(self._keep_separator)
        side.progress.stopped.connect(self.giving.stop)
        self.giving.told.connect(self._show_progress)
        self.giving.finished.connect(self._given)
        self.giving.refused.connect(self._not_given)

    # What the window asks.

    def title(self) -> str:
        return self._say("ui.gradebook")

    def caption(self) -> str:
        room, language = self.book.classroom, self._context.language
        parts = [isolate(room.name)] if room and room.name else []
        if self.book.students:
            parts.append(language.count("gradebook.students", len(self.book.students)))
        return " · ".join(parts)

    def tools(self) -> Sequence[QWidget]:
        return (self.rooms,)

    def open(self, **place: str) -> None:
        """``assignment_id``: whose column is chosen, in whichever class it is."""
        wanted = place.get("assignment_id", "")
        if wanted:
            remember_assignment(self._context, wanted)
        elif not (wanted := current_assignment(self._context)):
            return
        self._wanted = wanted
        room = self._context.workspace.read(tallying.room_of_assignment, wanted)
        if room != self._room:
            self.show_room(room)
        self._choose_wanted()

    def refresh(self, changes: Changes | None) -> None:
        read = self._context.workspace.read
        self._rooms = read(tallying.rooms_of)
        known = [room.id if room else None for room in self._rooms]
        if self._room not in known:
            self._room = known[0] if known else None
        self.show_room(self._room)

    def flush(self) -> bool:
        return True

    # What is shown.

    def show_room(self, room: str | None) -> None:
        """A class: its assignments at once, their marks column by column."""
        self._room = room
        fresh = self._context.workspace.read(tallying.empty_book_of, room)
        same = [one.assignment for one in fresh.columns] == [
            one.assignment for one in self.book.columns
        ] and fresh.students == self.book.students
        self.book = replace(fresh, cells=self.book.cells) if same else fresh
        self._left = list(fresh.columns)
        self.rooms.set_words(self._name_of(fresh.classroom), self._say("gradebook.choose_class"))
        problem = "no_assignment" if not fresh.columns else ""
        problem = problem or ("no_students" if not fresh.students else "")
        if problem:
            self._show_problem(problem)
        else:
            self._stack.setCurrentWidget(self._work)
            self._show_book()
            self._timer.start()
        self._show_side()
        self.heading_changed.emit()

    @property
    def settled(self) -> bool:
        """Whether every column is there."""
        return not self._left

    def _show_book(self) -> None:
        self._filling = True
        self.table.show_book(self.book)
        self._filling = False

    def _remember(self, _place: int) -> None:
        """A column that a person chose, none that is chosen because it is the first."""
        column = self.column()
        if column is not None and not self._filling:
            remember_assignment(self._context, column.assignment.id)

    def _read_next(self) -> None:
        if not self._left:
            return
        column = self._left.pop(0)
        self.book = self._context.workspace.read(tallying.with_marks, self.book, column)
        self._show_book()
        self._show_side()
        if self._left:
            self._timer.start()

    def _show_problem(self, key: str) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        say = self._say
        missing, hint = say(f"gradebook.{key}"), say(f"gradebook.{key}_hint")
        self._empty = nothing_here(self._context, missing, hint)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _show_side(self, _place: int = -1) -> None:
        column, language = self.column(), self._context.language
        self.side.hush()
        if column is None:
            self.side.show_assignment("", self._say("gradebook.choose_column"), usable=False)
            return
        if column.problem is not None:
            facts = told(language, column.problem)
            self.side.show_assignment(column.assignment.name, facts, usable=False)
            return
        cells = [cell for (_, id), cell in self.book.cells.items() if id == column.assignment.id]
        marked = sum(cell.grade is not None for cell in cells)
        parts = [self._say("gradebook.came", done=marked, total=len(self.book.students))]
        for state in (State.ACCEPTED, State.FLAGGED):
            count = sum(cell.state is state for cell in cells)
            if count:
                parts.append(self._say(f"gradebook.count.{state}", n=count))
        pending = sum(cell.provisional for cell in cells)
        if pending:
            parts.append(self._say("gradebook.count.provisional", n=pending))
        facts = " · ".join(parts)
        self.side.show_assignment(column.assignment.name, facts, usable=bool(marked))

    def column(self) -> Column | None:
        """The assignment that is chosen."""
        place = self.table.chosen_column()
        return self.book.columns[place] if 0 <= place < len(self.book.columns) else None

    def _choose_wanted(self) -> None:
        ids = [column.assignment.id for column in self.book.columns]
        if self._wanted in ids:
            row = max(0, self.table.currentIndex().row())
            self.table.choose(row, ids.index(self._wanted) + 1)
            self._wanted = ""

    def _name_of(self, room: Classroom | None) -> str:
        return (room.name if room else "") or self._say("gradebook.no_class")

    def menu(self) -> QMenu:
        """Every class that has assignments, the shown one checked."""
        menu = QMenu(self)
        for room in self._rooms:
            action = QAction(self._name_of(room), menu)
            id = room.id if room else None
            action.setCheckable(True)
            action.setChecked(id == self._room)
            action.triggered.connect(lambda _=False, id=id: self.show_room(id))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, self.rooms.mapToGlobal(QPoint(0, self.rooms.height() + 4)))

    # What somebody does.

    def _open_grading(self, tally: Tally, column: Column) -> None:
        self._context.navigate(
            "grading", assignment_id=column.assignment.id, student_id=tally.student.id
        )

    def _go(self, page: str) -> None:
        column = self.column()
        if column is not None:
            self._context.navigate(page, assignment_id=column.assignment.id)

    def _keep_separator(self, value: str) -> None:
        try:
            self._context.preferences.remember(_SEPARATOR, value)
        except OSError:
            return  # it holds for now

    def _choose_table(self) -> None:
        column = self.column()
        if column is None:
            return
        name = joined(self._say("gradebook.file"), column.assignment.name)
        file = choose_new_file(
            self, self._context.language, self._say("gradebook.as_table"),
            usual_folder().parent / f"{name}.csv", self._say("gradebook.kinds") + " (*.csv)",
        )  # fmt: skip
        if file is not None:
            self.write_table(file)

    def write_table(self, file: Path) -> None:
        """The marks of the chosen assignment as a table, in ``file``."""
        separator = self.side.separator.value()
        self._publish(
            lambda id: publishing.write_table(
                self._context.workspace, id, file, self._context.language, separator, replace=True
            )
        )

    def _choose_moodle(self) -> None:
        file = self._choose_worksheet("gradebook.moodle_title")
        if file is not None:
            self.fill_moodle(file)

    def fill_moodle(self, worksheet: Path) -> None:
        """The marks in Moodle's worksheet, beside the one that was given."""
        file = publishing.filled_name(worksheet, self._say("gradebook.file"))
        workspace = self._context.workspace
        self._publish(lambda id: publishing.fill_moodle(workspace, id, worksheet, file))

    def _choose_canvas(self, exported: bool) -> None:
        if exported:
            file = self._choose_worksheet("gradebook.canvas_title")
            if file is not None:
                self.fill_canvas(file)
            return
        column = self.column()
        if column is None:
            return
        name = joined("Canvas", column.assignment.name)
        file = choose_new_file(
            self, self._context.language, self._say("gradebook.canvas_new"),
            usual_folder().parent / f"{name}.csv", self._say("gradebook.kinds") + " (*.csv)",
        )  # fmt: skip
        if file is not None:
            self.write_canvas(file)

    def fill_canvas(self, gradebook: Path) -> None:
        """The marks in Canvas's gradebook, beside the one that was given."""
        file = publishing.filled_name(gradebook, self._say("gradebook.file"))
        workspace = self._context.workspace
        self._publish(lambda id: publishing.fill_canvas(workspace, id, gradebook, file))

    def write_canvas(self, file: Path) -> None:
        """A gradebook for Canvas, in ``file``."""
        workspace = self._context.workspace
        self._publish(lambda id: publishing.write_canvas(workspace, id, file, replace=True))

    def _choose_worksheet(self, title: str) -> Path | None:
        kinds = self._say("gradebook.kinds") + " (*.csv *.txt)"
        start = usual_folder().parent
        return choose_file(self, self._context.language, self._say(title), start, kinds)

    def _publish(self, write: Callable[[str], Published]) -> None:
        column, language = self.column(), self._context.language
        if column is None:
            return
        try:
            done = write(column.assignment.id)
        except KnownError as error:
            self.side.complain(told(language, error))
            return
        self._folder = done.file.parent
        words = language.count("gradebook.written", done.students, name=isolate(done.file.name))
        more = [
            self._say("gradebook.unmatched", who=isolate(one.who),
                      why=self._say(f"grades.why.{one.why}"))
            for one in done.unmatched
        ]  # fmt: skip
        names = {student.id: student.name for student in self.book.students}
        left = [names.get(id, id) for id in done.left_out]
        more += [self._say("gradebook.left_out", who=isolate(name)) for name in left]
        if done.provisional:
            more.insert(0, language.count("cli.grades_provisional", len(done.provisional)))
        self.side.tell(words, more, warning=bool(more))

    def _choose_folder(self) -> None:
        folder = choose_folder(self, self._context.language, self._say("gradebook.give_title"),
                               usual_folder().parent)  # fmt: skip
        if folder is not None:
            self.give_back(folder)

    def give_back(self, folder: Path) -> None:
        """The chosen assignment's work, in a new folder of its own in ``folder``."""
        column, side, context = self.column(), self.side, self._context
        if column is None or self.giving.running:
            return
        students = [
            cell.student.id
            for (_, id), cell in self.book.cells.items()
            if id == column.assignment.id and cell.grade is not None
            and (cell.state is State.ACCEPTED or not side.approved.isChecked())
        ]  # fmt: skip
        papers, files = side.papers.isChecked(), side.files.isChecked()
        if not students or not (papers or files):
            side.complain(self._say("gradebook.nothing_to_give"))
            return
        target = _free(folder / joined(column.assignment.name, self._say("feedback.file")))
        looks = styling.choices_of(
            context.workspace, context.language.code, context.language.digits
        )
        self._folder = target
        side.hush()
        side.progress.show()
        side.give.setEnabled(False)
        self.giving.start(
            Wanted(context.workspace.path, column.assignment.id, target, tuple(students), looks,
                   papers, files)
        )  # fmt: skip

    def _show_progress(self, done: int, total: int) -> None:
        self.side.progress.show_progress(self._say("gradebook.giving"), done, total)

    def _given(self, count: int, stopped: bool) -> None:
        self.side.progress.hide()
        self._show_side()
        language = self._context.language
        words = language.count("gradebook.stopped" if stopped else "gradebook.given", count)
        self.side.tell(words, [])

    def _not_given(self, error: KnownError) -> None:
        self.side.progress.hide()
        self._show_side()
        self.side.complain(told(self._context.language, error))

    def _show_folder(self) -> None:
        if self._folder is not None:
            show_file(self._folder)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _free(folder: Path) -> Path:
    """``folder``, or the first numbered name that nothing stands under."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name} ({number})")
    return free
