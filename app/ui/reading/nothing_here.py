"""The reading page of a classroom without articles."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.sign import EmptyState
from app.ui.look import Look


class NothingHere(QWidget):
    """What is not here, and the way to where it comes from."""

    library_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = language.say
        self.library = Button(look, say("reading.to_library"), kind="main", icon="library")
        self.library.clicked.connect(self.library_asked.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.addStretch(2)
        column.addWidget(EmptyState(look, say("library.none_yet"), say("reading.nothing_advice")))
        column.addWidget(self.library, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)
