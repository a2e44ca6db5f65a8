"""A class: its name, its roster, and its end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.services import enrolling, purging
from app.services.enrolling import Table
from app.services.purging import Purged
from app.ui import keys
from app.ui.assignments.form_parts import WIDEST, Lines, hint, settle, side_by_side
from app.ui.assignments.import_pane import ImportPane
from app.ui.assignments.purge_box import PurgeBox
from app.ui.assignments.roster_table import ID, RosterTable
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_file
from app.ui.controls.words import Words
from app.ui.reading.fields import NameField


class ClassName(NameField):
    """A class's name. ``list_pasted``: Ctrl+V brought lines, which are a roster and no name."""

    list_pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Ctrl+V" and _is_list(QGuiApplication.clipboard().text()):
            self.flush()
            self.list_pasted.emit()
        else:
            super().keyPressEvent(event)


def _is_list(text: str) -> bool:
    return "\n" in text.strip() or "\t" in text.strip()


class ClassPane(QWidget):
    """Reads and changes the class that it is shown. ``purged`` tells what a purge removed."""

    purged = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._room: Classroom | None = None
        look, say = context.look, context.language.say
        self.name = ClassName(look, say("assignments.class_name"))
        self.school = NameField(look, say("assignments.school"))
        self.count = Words(look, "", "interface.strong")
        self.paste = Button(look, say("assignments.paste"), icon="paste", height="control_compact")
        self.paste.setToolTip(f"{say('assignments.paste')}  (Ctrl V)")
        self.choose = Button(
            look, say("assignments.import"), icon="import_file", height="control_compact"
        )
        self.add = Button(look, say("assignments.add_student"), icon="add",
                          height="control_compact")  # fmt: skip
        self.copy = Button(look, say("assignments.copy_ids"), kind="flat", height="control_compact")
        self.drop = Button(look, say("assignments.drop"), kind="flat", icon="remove",
                           height="control_compact")  # fmt: skip
        self.table = RosterTable(look, context.language)
        self._none = hint(look, say("assignments.no_students"))
        self.importing = ImportPane(context)
        self.remove = Button(
            look, say("assignments.remove_class"), kind="flat", height="control_compact"
        )
        self.purge = Button(look, say("assignments.purge"), kind="flat", icon="reject",
                            height="control_compact")  # fmt: skip
        self.purging = PurgeBox(look, context.language)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        say = self._context.language.say
        lines = Lines(self._context.look)
        lines.add(say("assignments.class_name"), self.name, stretch=True)
        lines.add(say("assignments.school"), self.school, stretch=True)
        head = QVBoxLayout()
        head.setContentsMargins(32, 16, 28, 8)
        head.setSpacing(10)
        named = QWidget()
        named.setLayout(lines)
        lines.setContentsMargins(0, 0, 0, 0)
        named.setMaximumWidth(WIDEST)
        head.addWidget(named)
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 0, 4, 0)
        bar.setSpacing(8)
        bar.addWidget(self.count)
        bar.addStretch(1)
        for button in (self.drop, self.copy, self.add, self.paste, self.choose):
            bar.addWidget(button)
        head.addLayout(bar)
        head.addWidget(self._none)
        foot = QVBoxLayout()
        foot.setContentsMargins(32, 8, 28, 12)
        foot.setSpacing(8)
        foot.addWidget(self.purging)
        foot.addLayout(side_by_side(self.remove, self.purge, gap=8))
        roster = QWidget()
        column = QVBoxLayout(roster)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        rows = QHBoxLayout()
        rows.setContentsMargins(20, 0, 16, 0)
        rows.addWidget(self.table)
        column.addLayout(rows, 1)
        column.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(roster)
        self._stack.addWidget(self.importing)

    def _connect(self) -> None:
        self.name.written.connect(self._rename)
        self.school.written.connect(self._place_school)
        self.name.list_pasted.connect(self.paste_list)
        self.name.returnPressed.connect(self._leave_name)
        self.paste.clicked.connect(self.paste_list)
        self.table.pasted.connect(self.paste_list)
        self.choose.clicked.connect(self.choose_list)
        self.add.clicked.connect(self._add)
        self.copy.clicked.connect(self.copy_ids)
        self.drop.clicked.connect(lambda: self._drop(self.table.chosen()))
        self.table.removed.connect(self._drop)
        self.table.typed.connect(self._edit_student)
        self.table.selectionModel().selectionChanged.connect(self._show_drop)
        self.table.rows.modelReset.connect(self._show_drop)
        self.importing.done.connect(lambda: self._stack.setCurrentIndex(0))
        self.remove.clicked.connect(self._remove)
        self.purge.clicked.connect(self._ask_purge)
        self.purging.confirmed.connect(self._purge)
        self.purging.left.connect(self.purging.hide)

    def show_class(self, room: Classroom) -> None:
        """Read a class again; what is being typed stays."""
        other = self._room is None or self._room.id != room.id
        self._room = room
        self.name.show_kept(room.name, other=other)
        self.school.show_kept(room.school, other=other)
        if other:
            self.purging.hide()
            self._stack.setCurrentIndex(0)
        language = self._context.language
        students = self._context.workspace.read(enrolling.students, room.id)
        self.table.show_students(students)
        self.table.setVisible(bool(students))
        self._none.setVisible(not students)
        self.count.say(language.count("cli.students", len(students)))
        self.copy.setEnabled(bool(students))
        self._show_drop()

    def flush(self) -> None:
        for field in (self.name, self.school):
            field.flush()
        self.table.flush()

    # Lists.

    def paste_list(self) -> None:
        """What is on the clipboard, as a list to be looked at before it is taken."""
        text = QGuiApplication.clipboard().text()
        try:
            self.show_list(enrolling.pasted(text))
        except KnownError:
            self._context.hint(self._context.language.say("assignments.nothing_to_paste"))

    def choose_list(self) -> None:
        language = self._context.language
        title, kinds = language.say("assignments.import"), language.say("assignments.list_kinds")
        file = choose_file(self, language, title, Path.home(), kinds)
        if file is not None:
            self.read_list(file)

    def read_list(self, file: Path) -> None:
        """A list in a file, to be looked at before it is taken."""
        try:
            self.show_list(enrolling.read_table(file))
        except KnownError as error:
            self._context.report(error)

    def show_list(self, table: Table) -> None:
        if self._room is not None:
            self._stack.setCurrentIndex(1)
            self.importing.show_table(self._room.id, table)

    def copy_ids(self) -> None:
        """«أرقام الطلاب»: ids and names, to paste into a document and print."""
        if self._room is not None:
            words = self._context.workspace.read(enrolling.ids_for_students, self._room.id)
            QGuiApplication.clipboard().setText(words)
            self._context.hint(self._context.language.say("assignments.ids_copied"))

    # One by one.

    def _rename(self, name: str) -> None:
        self._edit_class(name=name)

    def _leave_name(self) -> None:
        """The name is kept: on to the students."""
        (self.table if self.table.isVisible() else self.paste).setFocus()

    def _place_school(self, school: str) -> None:
        self._edit_class(school=school)

    def _edit_class(self, name: str | None = None, school: str | None = None) -> None:
        room = self._room
        if room is None:
            return
        kept = self._context.do(Gesture.EDIT_CLASS, enrolling.edit_class, room.id, name, school)
        if kept is None:
            self._room = None
            self.show_class(room)
            return
        for field, given, now in (
            (self.name, name, kept.name), (self.school, school, kept.school),
        ):  # fmt: skip
            if given is not None:
                settle(field, now)

    def _add(self) -> None:
        if self._room is None:
            return
        say = self._context.language.say
        made: Student | None = self._context.do(
            Gesture.ENROL, enrolling.add_student, self._room.id, say("assignments.new_student")
        )
        if made is not None:
            row = len(self.table.rows.students) - 1
            self.table.setFocus()
            place = self.table.rows.index(row, 1)
            self.table.setCurrentIndex(place)
            self.table.edit(place)

    def _edit_student(self, student_id: str, column: int, text: str) -> None:
        name, id = (None, text) if column == ID else (text, None)
        self._context.do(Gesture.EDIT_CLASS, enrolling.edit_student, student_id, name, id)

    def _drop(self, student_ids: list[str]) -> None:
        if not student_ids:
            return
        if self._context.done(Gesture.EDIT_CLASS, enrolling.remove_students, student_ids):
            words = self._context.language.count("assignments.dropped", len(student_ids))
            self._context.offer_undo(words)

    def _show_drop(self, *_given: object) -> None:
        self.drop.setEnabled(bool(self.table.chosen()))

    # The end.

    def _remove(self) -> None:
        room = self._room
        if room is None:
            return
        if self._context.done(Gesture.REMOVE_CLASS, enrolling.remove_class, room.id):
            words = self._context.language.say("assignments.class_removed", name=room.name)
            self._context.offer_undo(words)

    def _ask_purge(self) -> None:
        if self._room is not None:
            self.purging.show_prospect(
                self._context.workspace.read(purging.prospect, self._room.id)
            )

    def _purge(self) -> None:
        room = self._room
        if room is None:
            return
        self.purging.hide()
        try:
            removed: Purged = purging.purge(self._context.workspace, room.id)
        except KnownError as error:
            self._context.report(error)
            return
        self.purged.emit(removed)
