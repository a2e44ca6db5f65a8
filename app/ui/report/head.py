"""The report's tools in the window's header: which assignment, and the projector."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.report.desk import Desk


class Head(QWidget):
    """``assignment_chosen`` carries an id."""

    assignment_chosen = Signal(str)

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        look, say = context.look, context.language.say
        self._words = say("report_page.projector")
        choose = say("grading_page.choose_assignment")
        self.assignments = Button(look, kind="flat", icon="assignments", name=choose, menu=True)
        self.projector = Button(look, self._words, kind="flat", icon="projector")
        self.projector.setToolTip(f"{self._words}  (F8)")
        self._to_gradebook = say("grading_page.to_gradebook")
        self.gradebook = Button(look, self._to_gradebook, kind="flat", icon="gradebook")
        self.gradebook.clicked.connect(lambda: self._open_gradebook(context))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.assignments)
        row.addWidget(self.gradebook)
        row.addWidget(self.projector)
        self.assignments.clicked.connect(self._open_menu)

    def _open_gradebook(self, context: Context) -> None:
        told = self._desk.told
        place = {"assignment_id": told.assignment.id} if told else {}
        context.navigate("gradebook", **place)

    def refresh(self) -> None:
        """Show what can be done now."""
        self.assignments.setVisible(len(self._desk.assignments) > 1)
        self.projector.setEnabled(self._desk.problem() is None)

    def narrow(self, narrow: bool) -> None:
        """In a narrow window the buttons keep their icons."""
        self.gradebook.set_words("" if narrow else self._to_gradebook, self._to_gradebook)
        self.projector.set_words("" if narrow else self._words, self._words)
        self.projector.setToolTip(f"{self._words}  (F8)")

    def menu(self) -> QMenu:
        """Every assignment, the one that is shown checked."""
        menu = QMenu(self)
        told = self._desk.told
        for assignment in self._desk.assignments:
            action = QAction(assignment.name, menu)
            action.setCheckable(True)
            action.setChecked(told is not None and assignment.id == told.assignment.id)
            action.triggered.connect(
                lambda _=False, id=assignment.id: self.assignment_chosen.emit(id)
            )
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, self.assignments.mapToGlobal(QPoint(0, self.assignments.height() + 4)))
