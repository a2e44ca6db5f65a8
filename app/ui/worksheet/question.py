"""What is asked once for a set: there are files of these names already."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.services.exporting import Existing
from app.ui.controls.button import Button
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look


class Question(QWidget):
    """In place, under the count. ``answered`` carries what becomes of them, ``elsewhere``: the
    sheets go to another folder."""

    answered = Signal(object)  # Existing
    elsewhere = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        say = language.say
        self._icon = IconMark(look, "warning", "state.warning")
        self._words = Words(look, "", "interface.label", "state.warning", wrap="wrap")
        self.keep = Button(look, say("worksheet_page.keep"), height="control_compact")
        self.replace = Button(look, say("worksheet_page.replace"), height="control_compact")
        self.other = Button(look, say("worksheet_page.choose_folder"), height="control_compact")
        self.keep.clicked.connect(lambda: self.answered.emit(Existing.KEEP))
        self.replace.clicked.connect(lambda: self.answered.emit(Existing.REPLACE))
        self.other.clicked.connect(self.elsewhere)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self._words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.keep, self.replace, self.other):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(buttons)
        self.hide()
        look.theme_changed.connect(self.update)

    def ask(self, files: int) -> None:
        """How many of the files are there already."""
        words = self._language.count("worksheet_page.existing", files)
        self._words.say(words)
        self.setAccessibleName(words)
        self.show()
        self.keep.setFocus()

    def words(self) -> str:
        return self._words.words()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("state.warning_tint"))
        painter.end()
