"""What the page shows before there is anything to collect."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls.button import Button
from app.ui.controls.sign import EmptyState
from app.ui.look import Look

Way = tuple[str, str, Callable[[], None]]  # words, icon, what it does


class Empty(QWidget):
    """The three lines, a sentence, an advice, and what can be done about it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def say(self, missing: str, advice: str, ways: Sequence[Way]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self.buttons = []
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        for words, icon, does in ways:
            button = Button(self._look, words, icon=icon)
            button.clicked.connect(partial(_press, does))
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        choices = QWidget()
        choices.setLayout(row)
        self._column.addStretch(2)
        self._column.addWidget(EmptyState(self._look, missing, advice))
        self._column.addWidget(choices, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)


def _press(does: Callable[[], None], _checked: bool = False) -> None:
    does()
