"""Who is being graded, and the way to everybody else."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.domain.classroom import Student
from app.domain.language import Language
from app.services.grading import Progress
from app.ui.controls.button import Button
from app.ui.controls.chooser import Chooser
from app.ui.controls.menu import pop_up
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look

_WIDE, _NARROW = 236, 184


class StudentSwitch(QWidget):
    """Previous, the roster as a menu, next. ``student_chosen`` carries an id, ``stepped`` -1, 1."""

    student_chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._look = look
        self._students: Sequence[Student] = ()
        self._shown = ""
        self._name: Callable[[Student], str] = lambda student: student.name
        self._progress = Progress(frozenset(), frozenset())
        say = language.say
        self.previous = Button(look, kind="flat", icon="back", name=say("grading_page.previous"))
        self.next = Button(look, kind="flat", icon="forward", name=say("grading_page.next"))
        for button, key in ((self.previous, "PgUp"), (self.next, "PgDn")):
            button.setToolTip(f"{button.accessibleName()}  ({key})")
        self.box = _Box(look)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.box.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.previous, self.box, self.next):
            row.addWidget(part)

    def show_students(
        self,
        students: Sequence[Student],
        shown: Student | None,
        name: Callable[[Student], str],
        progress: Progress,
    ) -> None:
        """The roster; ``name`` says what a student is called here and now."""
        self._students, self._name, self._progress = students, name, progress
        self._shown = shown.id if shown else ""
        place = next((i for i, s in enumerate(students) if s.id == self._shown), 0)
        self.previous.setEnabled(place > 0)
        self.next.setEnabled(place + 1 < len(students))
        say = self._language.say
        of = say("ui.of", done=place + 1, total=len(students))
        who = name(shown) if shown else ""
        self.box.say(who, of, say("grading_page.choose_student"), f"{who} · {of}")

    def narrow(self, narrow: bool) -> None:
        self.box.set_width(_NARROW if narrow else _WIDE)

    def menu(self) -> QMenu:
        """Everybody, and how far each is."""
        menu = QMenu(self)
        say = self._language.say
        for student in self._students:
            state = "missing"
            if student.id in self._progress.handed_in:
                state = "graded" if student.id in self._progress.graded else "to_grade"
            if student.id in self._progress.flagged:
                state = "flagged"
            label = say(
                "grading_page.student_state",
                name=self._name(student),
                state=say(f"grading_page.state.{state}"),
            )
            action = QAction(label, menu)
            action.setCheckable(True)
            action.setChecked(student.id == self._shown)
            action.triggered.connect(lambda _=False, id=student.id: self.student_chosen.emit(id))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = QPoint(0, self.box.height() + 4)
        if self._look.right_to_left:
            below.setX(self.box.width() - menu.sizeHint().width())
        pop_up(menu, self.box.mapToGlobal(below))


class _Box(Chooser):
    """Name, «٧ من ٢٧»; of a width that the page gives."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "student", 13, QSizePolicy.Policy.Fixed)
        self._width = _WIDE

    def set_width(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.as_wide_as(self._width)

    def paint_words(self, painter: QPainter) -> None:
        look = self._look
        font, strong = figure_font(look, "interface.label"), look.font("interface.strong")
        of = QFontMetrics(font).horizontalAdvance(self._beside) + 4
        if QFontMetrics(strong).horizontalAdvance(self.text()) > self.width() - 84 - of:
            of = 0  # the name comes first; the place stays in the tooltip
        name = self.cut(self.width() - 40 - of - 44)
        width = QFontMetrics(strong).horizontalAdvance(name) + 2
        if of:
            painter.setFont(font)
            painter.setPen(look.color("text.tertiary"))
            self.write(painter, self._beside, 40 + width + 10, of)
        painter.setFont(strong)
        painter.setPen(look.color("text.primary"))
        self.write(painter, name, 40, width)
