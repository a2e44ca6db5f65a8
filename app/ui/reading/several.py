"""Where the claim card is while several claims are chosen in the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import wording


class Several(QWidget):
    """How many there are, and what can be done with all of them in one step."""

    tag_given = Signal(object)  # Tag
    removal_asked = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._language = language
        self._count = Words(look, "", "interface.strong")
        say = language.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._count)
        hint = say("reading.several_hint")
        column.addWidget(Words(look, hint, "interface.body", "text.secondary", wrap="wrap"))
        self.tags: dict[Tag, Button] = {}
        for tag in wording.TAGS:
            label = say("reading.retag_as", tag=wording.tag_label(language, tag))
            button = self.tags[tag] = Button(look, label, height="control_compact")
            button.clicked.connect(lambda _=False, given=tag: self.tag_given.emit(given))
            column.addWidget(button)
        self.remove = Button(
            look, say("reading.remove_several"), kind="danger", icon="remove",
            height="control_compact",
        )  # fmt: skip
        self.remove.clicked.connect(self.removal_asked.emit)
        column.addSpacing(4)
        column.addWidget(self.remove)

    def show_count(self, count: int) -> None:
        self._count.say(self._language.count("reading.several_chosen", count))
