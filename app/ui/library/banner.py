"""Today's assignment: what is asked, up to three counted goals, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.setting import Role
from app.services.shelving import Goal, Today
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.margins import set_margins
from app.ui.controls.progress import Track
from app.ui.controls.words import Words
from app.ui.look import Look

_TABULAR = QFont.Tag("tnum")


class Banner(Card):
    """132 high. ``pressed_on`` carries the assignment's id."""

    pressed_on = Signal(str)

    def __init__(self, look: Look, language: Language, role: Role) -> None:
        super().__init__(look)
        self._language = language
        self._id = ""
        self.setFixedHeight(132)
        self._caption = Words(look, "", "interface.label", "accent.ink", wrap="elide")
        self._name = Words(look, "", "reading.banner_title", wrap="elide")
        self._about = Words(look, "", "interface.label", "text.secondary", wrap="elide")
        quiet = look.font("interface.label")
        quiet.setWeight(QFont.Weight.Normal)
        self._about.setFont(quiet)
        self._goals = [GoalView(look, language) for _ in range(3)]
        teacher = role is Role.TEACHER
        self._teacher = teacher
        words = language.say("library.grade_work" if teacher else "library.start_reading")
        icon = "grading" if teacher else "reading"
        self.action = Button(look, words, kind="main", icon=icon, height="control_large")
        self.action.clicked.connect(lambda: self.pressed_on.emit(self._id))
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addStretch(1)
        heading.addWidget(self._caption)
        heading.addWidget(self._name)
        heading.addWidget(self._about)
        heading.addStretch(1)
        row = QHBoxLayout(self)
        set_margins(row, 28, 12, 24, 12)
        row.setSpacing(32)
        row.addLayout(heading, 1)
        for goal in self._goals:
            row.addWidget(goal)
        row.addSpacing(4)
        row.addWidget(self.action)

    def show_today(self, today: Today, *, begun: bool) -> None:
        """``begun``: whether an article was opened before."""
        say, count = self._language.say, self._language.count
        self._id = today.assignment.id
        if not self._teacher:
            self.action.set_words(say(f"library.{'continue' if begun else 'start'}_reading"))
        parts = [say("library.today")] + ([today.classroom] if today.classroom else [])
        self._caption.say(" · ".join(parts))
        self._name.say(today.assignment.name)
        articles = count("library.articles_in", len(today.assignment.article_ids))
        due = today.assignment.due
        self._about.say(f"{articles} · {say('library.due', date=due)}" if due else articles)
        for view in self._goals[len(today.goals) :]:
            view.hide()
        for view, goal in zip(self._goals, today.goals, strict=False):
            view.show_goal(goal)
            view.show()
        self.setAccessibleName(today.assignment.name)

    def narrow(self, width: int) -> None:
        """In a narrow page the bars give way to the name."""
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(32 if width > 1040 else 16)
        for goal in self._goals:
            goal.narrow(132 if width > 1040 else 96)


class GoalView(QWidget):
    """«٤ من ٤» over its bar."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._language = language
        self._least = 132
        self.setFixedWidth(self._least)
        self._name = Words(look, "", "interface.label", "text.secondary", wrap="elide")
        self._done = Words(look, "", "interface.figure")
        font = look.font("interface.figure")
        font.setPixelSize(22)
        font.setFeature(_TABULAR, 1)
        self._done.setFont(font)
        self._none = Words(look)  # in words: an Arabic nought alone looks like a bullet
        self._of = Words(look, "", "interface.heading", "text.secondary")
        font = look.font("interface.heading")
        font.setWeight(QFont.Weight.Normal)
        font.setFeature(_TABULAR, 1)
        self._of.setFont(font)
        self._none.setFont(font)
        self._track = Track(look)
        kept = self._track.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._track.setSizePolicy(kept)
        figures = QHBoxLayout()
        figures.setSpacing(6)
        figures.addWidget(self._done, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addWidget(self._none, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addWidget(self._of, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addStretch(1)
        # As high without a figure: what stands over it stays level with its neighbours.
        figures.addStrut(max(self._done.sizeHint().height(), self._done.minimumHeight()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._name)
        column.addLayout(figures)
        column.addWidget(self._track)
        column.addStretch(1)
        self._figures = figures

    def narrow(self, least: int) -> None:
        """So wide, or as wide as the figures are: they are never cut."""
        self._least = least
        self._figures.invalidate()
        self.setFixedWidth(max(least, self._figures.sizeHint().width()))

    def show_goal(self, goal: Goal) -> None:
        say = self._language.say
        name = say(f"library.goal.{goal.name}")
        of = say("library.of", asked=goal.asked) if goal.asked else ""
        self._name.say(name)
        none = say("library.nothing" if goal.asked else "library.nothing_yet")
        done = self._language.number(goal.done) if goal.done else none
        self._done.say(done if goal.done else "")
        self._none.say("" if goal.done else done)
        # Two labels: a font that is set after Qt has polished a label is lost at the next polish.
        self._done.setVisible(bool(goal.done))
        self._none.setVisible(not goal.done)
        self._of.say(of)
        self._track.setVisible(bool(goal.asked))
        self._track.show_share(goal.done / goal.asked if goal.asked else 0)
        self.setAccessibleName(f"{name}: {done} {of}".strip())
        self.narrow(self._least)
