"""What is in the work that is about to be handed in, and what is left."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.language import Language, isolate
from app.services.tracking import Standing
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.handing_in import wording
from app.ui.library.banner import GoalView
from app.ui.look import Look
from app.ui.opening.facts import due_words

_MOST_GOALS = 3


class SummaryCard(Card):
    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look)
        self._language = language
        self._whose = Words(look, "", "interface.label", "accent.ink", wrap="elide")
        self._name = Words(look, "", "reading.banner_title", wrap="elide")
        self.left = Words(look, "", "interface.strong", wrap="wrap")
        self._icon = IconMark(look, "missing", "text.secondary", 18)
        self._due = Words(look, "", "interface.label", "text.secondary")
        self.goals = [GoalView(look, language) for _ in range(_MOST_GOALS)]
        goals = QHBoxLayout()
        goals.setSpacing(32)
        for goal in self.goals:
            goals.addWidget(goal)
        goals.addStretch(1)
        left = QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._icon)
        left.addWidget(self.left, 1)
        left.addWidget(self._due)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(0)
        column.addWidget(self._whose)
        column.addWidget(self._name)
        column.addSpacing(10)
        column.addLayout(goals)
        column.addSpacing(14)
        column.addLayout(left)

    def show_standing(self, standing: Standing) -> None:
        language, assignment = self._language, standing.assignment
        students = isolate(" + ".join(standing.sitting.student_ids))
        parts = [language.say("opening.whose", id=students), standing.classroom]
        self._whose.say(" · ".join(part for part in parts if part))
        self._name.say(assignment.name)
        for view in self.goals[len(standing.goals) :]:
            view.hide()
        for view, goal in zip(self.goals, standing.goals, strict=False):
            view.show_goal(goal)
            view.show()
        words, empty = wording.left(language, standing), standing.is_empty
        self.left.say(f"{language.say('handing_in.empty')} {words}".rstrip() if empty else words)
        self.left.dye("state.warning" if empty else "text.primary")
        icon = ("warning", "state.warning") if empty else ("missing", "text.secondary")
        self._icon.show_icon(*(("saved", "accent.ink") if standing.is_complete else icon))
        due = assignment.due
        self._due.say(language.say("library.due", date=due_words(language, due)) if due else "")
        self.setAccessibleName(f"{assignment.name}. {self.left.words()}")
