"""The page's tools in the window's header: which assignment, whose work, with names or without."""

import contextlib

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.classroom import Student
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.grading.desk import Desk
from app.ui.grading.student_switch import StudentSwitch

_ANONYMOUS = "grading_anonymous"


class Head(QWidget):
    """``assignment_chosen`` and ``student_chosen`` carry an id, ``stepped`` -1 or 1."""

    assignment_chosen = Signal(str)
    student_chosen = Signal(str)
    stepped = Signal(int)
    names_changed = Signal()
    gradebook_asked = Signal()

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__()
        self._preferences = context.preferences
        self._desk = desk
        self._language = context.language
        look, say = context.look, context.language.say
        self.switch = StudentSwitch(look, context.language)
        self._without = say("grading_page.anonymous")
        self.anonymous = Button(look, self._without, kind="flat", icon="projector")
        self.anonymous.setCheckable(True)
        self.anonymous.setChecked(context.preferences.choices.layout.get(_ANONYMOUS) == "on")
        desk.hide_names(hidden=self.anonymous.isChecked())
        self.assignments = Button(
            look,
            kind="flat",
            icon="assignments",
            name=say("grading_page.choose_assignment"),
            menu=True,
        )
        self._to_gradebook = say("grading_page.to_gradebook")
        self.gradebook = Button(look, self._to_gradebook, kind="flat", icon="gradebook")
        self.gradebook.clicked.connect(self.gradebook_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for tool in (self.assignments, self.switch, self.gradebook, self.anonymous):
            row.addWidget(tool)
        self.switch.student_chosen.connect(self.student_chosen)
        self.switch.stepped.connect(self.stepped)
        self.anonymous.toggled.connect(self._hide_names)
        self.assignments.clicked.connect(self._open_menu)

    def refresh(self) -> None:
        """Show who is on the desk."""
        desk = self._desk
        self.assignments.setVisible(len(desk.assignments) > 1)
        for tool in (self.switch, self.anonymous):
            tool.setVisible(desk.problem is None)
        self.switch.show_students(desk.students, desk.student, self.name_of, desk.progress)

    def name_of(self, student: Student) -> str:
        """The name; a number while names are hidden (an id may be known to whoever looks on)."""
        if not self.anonymous.isChecked():
            return student.name
        number = next((n for n, one in enumerate(self._desk.students, 1) if one == student), 0)
        return self._language.say("grading_page.nameless", n=number)

    def short_name_of(self, student: Student) -> str:
        """The first name."""
        name = self.name_of(student)
        return name if self.anonymous.isChecked() else name.split(" ")[0]

    def narrow(self, narrow: bool) -> None:
        """In a narrow window the tools keep their icons."""
        self.switch.narrow(narrow)
        for tool, words in ((self.gradebook, self._to_gradebook), (self.anonymous, self._without)):
            tool.set_words("" if narrow else words, words)

    def menu(self) -> QMenu:
        """Every assignment, the one on the desk checked."""
        menu = QMenu(self)
        for assignment in self._desk.assignments:
            action = QAction(assignment.name, menu)
            action.setCheckable(True)
            action.setChecked(assignment is self._desk.assignment)
            action.triggered.connect(
                lambda _=False, id=assignment.id: self.assignment_chosen.emit(id)
            )
            menu.addAction(action)
        return menu

    def _hide_names(self, hidden: bool) -> None:
        self._desk.hide_names(hidden=hidden)
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._preferences.remember(_ANONYMOUS, "on" if hidden else "off")
        self.names_changed.emit()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, self.assignments.mapToGlobal(QPoint(0, self.assignments.height() + 4)))
