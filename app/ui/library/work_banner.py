"""A student's assignment: what is asked and left, and the two ways on: reading and handing in."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from app.domain.language import Language, isolate
from app.services.tracking import Standing
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.margins import set_margins
from app.ui.controls.menu import pop_up
from app.ui.controls.words import Words
from app.ui.handing_in import wording
from app.ui.library.banner import GoalView
from app.ui.look import Look
from app.ui.opening.facts import due_words

_GOALS = 3
_HEIGHT = 132
_HIGHER = 148  # with the way to other assignments
_NARROW = 1040  # of the page: the goals give way to the name


class WorkBanner(Card):
    """Shows one of a student's assignments. The way that is next is the filled button: reading
    until all that was asked is there, then handing in. Signals carry the assignment's id."""

    read_asked = Signal(str)
    hand_in_asked = Signal(str)
    other_chosen = Signal(str)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look)
        self._language = language
        self._id = ""
        self._all: Sequence[Standing] = ()
        self.setMinimumHeight(_HEIGHT)
        self._caption = Words(look, "", "interface.label", "accent.ink", wrap="elide")
        self._name = Words(look, "", "reading.banner_title", wrap="elide")
        self._about = Words(look, "", "interface.label", "text.secondary", wrap="elide")
        quiet = look.font("interface.label")
        quiet.setWeight(QFont.Weight.Normal)
        self._about.setFont(quiet)
        self.state = Words(look, "", "interface.label", "text.secondary", wrap="elide")
        self.goals = [GoalView(look, language) for _ in range(_GOALS)]
        self.others = Button(look, kind="link", height="control_compact", menu=True)
        self.others.set_trailing_icon("open_menu")
        self.others.clicked.connect(self._open_menu)
        self._main = Button(look, kind="main", height="control_large")
        self._second = Button(look)
        self._main.clicked.connect(lambda: self._go(main=True))
        self._second.clicked.connect(lambda: self._go(main=False))
        self._done = False
        self._lay_out()

    @property
    def reading(self) -> Button:
        """The button that goes on reading."""
        return self._second if self._done else self._main

    @property
    def handing_in(self) -> Button:
        return self._main if self._done else self._second

    def show_standing(
        self, shown: Standing, everything: Sequence[Standing], *, begun: bool
    ) -> None:
        """``everything``: all assignments of this student; ``begun``: an article was opened."""
        say, assignment = self._language.say, shown.assignment
        self._id, self._all = assignment.id, everything
        students = isolate(" + ".join(shown.sitting.student_ids))
        parts = [say("library.today"), shown.classroom, students]
        self._caption.say(" · ".join(part for part in parts if part))
        self._name.say(assignment.name)
        about = [self._language.count("library.articles_in", len(assignment.article_ids))]
        if assignment.due:
            about.append(say("library.due", date=due_words(self._language, assignment.due)))
        self._about.say(" · ".join(about))
        for view in self.goals[len(shown.goals) :]:
            view.hide()
        for view, goal in zip(self.goals, shown.goals, strict=False):
            view.show_goal(goal)
            view.show()
        self._say_state(shown)
        self._say_buttons(shown, begun=begun)
        more = len(everything) - 1
        self.others.set_words(self._language.count("library.other_assignments", more))
        self.others.setVisible(more > 0)
        self.setMinimumHeight(_HIGHER if more > 0 else _HEIGHT)
        self.setAccessibleName(f"{assignment.name}. {self.state.words()}")

    def narrow(self, width: int) -> None:
        """In a narrow page the bars give way to the name."""
        for goal in self.goals:
            goal.narrow(132 if width > _NARROW else 96)

    def _say_state(self, shown: Standing) -> None:
        """What is left; or when it was handed in, with the code; or that it has changed since."""
        say = self._language.say
        color = "text.secondary"
        if not shown.attempts:
            words = "" if shown.is_complete else wording.left(self._language, shown)
        else:
            last = shown.attempts[-1]
            time = wording.time_of(self._language, last)
            words = say("library.handed_in", time=time, code=isolate(wording.code_of(last)))
            if shown.changed:
                words, color = f"{words} · {say('library.changed_since')}", "state.warning"
        self.state.dye(color)
        self.state.say(words)
        self.state.setVisible(bool(words))

    def _say_buttons(self, shown: Standing, *, begun: bool) -> None:
        say, goals = self._language.say, [goal for goal in shown.goals if goal.asked]
        complete = bool(goals) and shown.is_complete
        self._done = complete and (not shown.attempts or shown.changed)
        reading = say(f"library.{'continue' if begun else 'start'}_reading")
        settled = shown.attempts and not shown.changed
        handing_in = say("library.see_receipt" if settled else "handing_in.hand_in")
        for button, words, icon in (
            (self.reading, reading, "reading"),
            (self.handing_in, handing_in, "hand_in"),
        ):
            button.set_words(words)
            button.set_icon(icon)
        width = max(self._main.sizeHint().width(), self._second.sizeHint().width())
        for button in (self._main, self._second):
            button.setMinimumWidth(width)

    def _go(self, *, main: bool) -> None:
        signal = self.hand_in_asked if main is self._done else self.read_asked
        signal.emit(self._id)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for standing in self._all:
            action = menu.addAction(standing.assignment.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(standing.assignment.id == self._id)
            action.triggered.connect(
                lambda _=False, id=standing.assignment.id: self.other_chosen.emit(id)
            )
        x = 0 if self._look.right_to_left else self.others.width() - menu.sizeHint().width()
        pop_up(menu, self.others.mapToGlobal(QPoint(x, self.others.height() + 4)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._caption, 1)
        head.addWidget(self.others)
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addStretch(1)
        heading.addLayout(head)
        heading.addWidget(self._name)
        heading.addWidget(self._about)
        heading.addWidget(self.state)
        heading.addStretch(1)
        ways = QVBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        ways.addWidget(self._main)
        ways.addWidget(self._second)
        ways.addStretch(1)
        row = QHBoxLayout(self)
        set_margins(row, 28, 12, 24, 12)
        row.setSpacing(32)
        row.addLayout(heading, 1)
        for goal in self.goals:
            row.addWidget(goal)
        row.addSpacing(4)
        row.addLayout(ways)
