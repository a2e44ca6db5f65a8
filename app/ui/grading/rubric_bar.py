"""Four levels side by side, each with its points; the chosen one says what it means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.rubric import Rubric
from app.ui import keys
from app.ui.controls.words import Words
from app.ui.grading.choice_button import ChoiceButton
from app.ui.look import Look


class RubricBar(QWidget):
    """``level_chosen`` by mouse, or by the keys 0–3 while it has the focus; None takes it back."""

    level_chosen = Signal(object)

    def __init__(
        self, look: Look, language: Language, rubric: Rubric, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._rubric = rubric
        self._level: int | None = None
        say = language.say
        self._hint = Words(look, "", "interface.caption", "text.tertiary")
        head = QHBoxLayout()
        head.addWidget(Words(look, say("grading_page.rubric"), "interface.label", "text.secondary"))
        head.addStretch(1)
        head.addWidget(self._hint)
        self.levels = [
            ChoiceButton(look, level.name, language.number(level.points)) for level in rubric.levels
        ]
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, level in enumerate(self.levels):
            level.clicked.connect(lambda _=False, chosen=place: self.press(chosen))
            row.addWidget(level)
        self._means = Words(look, "", "interface.caption", "text.secondary", wrap="wrap")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self._means)

    def show_rubric(self, rubric: Rubric) -> None:
        """Another assignment's levels; what each is worth is the same everywhere."""
        self._rubric = rubric
        for button, level in zip(self.levels, rubric.levels, strict=True):
            button.say(level.name)

    def show_level(self, level: int | None, hint: str) -> None:
        self._level = level
        self._hint.say(hint)
        for place, button in enumerate(self.levels):
            button.setChecked(place == level)
        say = self._language.say
        if level is None:
            self._means.say(say("grading_page.no_level"))
        else:
            chosen = self._rubric.levels[level]
            means = chosen.description
            self._means.say(say("grading_page.level_means", level=chosen.name, means=means))

    def press(self, level: int) -> None:
        """Choose a level; the chosen one again takes it back."""
        self.level_chosen.emit(None if level == self._level else level)

    def begin(self) -> None:
        """Take the keyboard."""
        self.levels[self._level or 0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: object) -> None:
        chord = keys.chord(event)  # type: ignore[arg-type]
        if chord in ("0", "1", "2", "3"):
            self.level_chosen.emit(int(chord))
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]
