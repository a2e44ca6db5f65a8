"""Handing an assignment out, and what follows: each way with a sentence and a button."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.assignment import Assignment, Mode
from app.domain.grading import Key
from app.domain.language import Language
from app.ui.assignments.form_parts import heading, hint, sheet
from app.ui.controls.button import Button
from app.ui.controls.margins import set_margins
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.look import Look

# The way's name in the catalogue, its icon.
WAYS = (
    ("pack", "open_pack"),
    ("blank", "pdf"),
    ("ids", "class"),
    ("collect", "collect"),
    ("grade", "grading"),
    ("report", "report"),
)


class HandOut(QWidget):
    """``asked`` carries the name of a way."""

    asked = Signal(str)

    def __init__(self, look: Look, language: Language, pages: Sequence[str]) -> None:
        """``pages`` are those that there is a way to."""
        super().__init__()
        self._language = language
        self._id = ""
        say = language.say
        self.told = Words(look, "", "interface.body", wrap="wrap")
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warning = Strip(look, say("ui.close"))
        self.buttons: dict[str, Button] = {}
        area, column = sheet(say("assignments.hand_out"))
        column.addWidget(self.warning)
        for way, icon in WAYS:
            if way in ("collect", "report") and way not in pages:
                continue
            button = Button(look, say(f"assignments.way.{way}_do"), icon=icon)
            button.clicked.connect(partial(self._ask, way))
            self.buttons[way] = button
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(heading(look, say(f"assignments.way.{way}")))
            words.addWidget(hint(look, say(f"assignments.way.{way}_does")))
            row = QHBoxLayout()
            set_margins(row, 0, 0, 4, 0)
            row.setSpacing(24)
            row.addLayout(words, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
            if way == "pack":
                column.addWidget(self.told)
            column.addSpacing(14)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_assignment(self, assignment: Assignment, key: Key) -> None:
        """What stands in the way is said before anybody comes up against it."""
        say = self._language.say
        if assignment.id != self._id:
            self._id = assignment.id
            self.say_written("")
        if assignment.mode is Mode.PRACTICE and not key.claims:
            self.warning.say("warning", say("assignments.practice_needs_key"), closable=False)
        else:
            self.warning.hide()
        self.buttons["ids"].setEnabled(assignment.classroom_id is not None)
        self.buttons["grade"].setEnabled(bool(key.claims))

    def _ask(self, way: str, _pressed: bool = False) -> None:
        self.asked.emit(way)

    def say_written(self, words: str) -> None:
        """Where the pack was written to."""
        self.told.say(words)
        self.told.setVisible(bool(words))
