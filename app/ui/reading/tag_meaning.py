"""What the tag of the shown claim means: one line at the moment of tagging, whole when wanted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.codebook import Codebook
from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.words import Words
from app.ui.look import Look


class TagMeaning(QWidget):
    """Definition, example and counter-example. ``whole``: all of them; else the definition's
    beginning on one line, so that the fields of the card stay in view."""

    dismissed = Signal()
    opened = Signal()  # the whole was asked for

    def __init__(self, look: Look, language: Language, book: Codebook) -> None:
        super().__init__()
        self._language = language
        self._book = book
        say = language.say
        self._beginning = Words(look, "", "interface.caption", "text.secondary", wrap="elide")
        self.more = Button(look, say("reading.more"), kind="link", height="control_compact")
        self.more.clicked.connect(self._open)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._beginning, 1)
        line.addWidget(self.more)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(2)
        self._texts = [
            Words(look, "", "interface.caption", color, wrap="wrap")
            for color in ("text.secondary", "text.tertiary", "text.tertiary")
        ]
        for words in self._texts:
            whole.addWidget(words)
        self.less = Button(look, say("reading.less"), kind="link", height="control_compact")
        self.less.clicked.connect(lambda: self.show_whole(False))
        self.dismiss = Button(
            look, say("reading.hide_meaning"), kind="link", height="control_compact"
        )
        self.dismiss.clicked.connect(self.dismissed.emit)
        ways = QHBoxLayout()
        ways.setSpacing(0)
        ways.addWidget(self.less)
        ways.addStretch(1)
        ways.addWidget(self.dismiss)
        whole.addLayout(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self._whole)
        self.show_whole(False)

    @property
    def is_whole(self) -> bool:
        return not self._whole.isHidden()

    def show_tag(self, tag: Tag) -> None:
        entry, say = self._book.tags[tag], self._language.say
        example, counter = entry.example, entry.counter_example
        texts = (
            entry.definition,
            say("reading.guide_example", text=isolate(example)) if example else "",
            say("reading.guide_counter", text=isolate(counter)) if counter else "",
        )
        for words, text in zip(self._texts, texts, strict=True):
            words.say(text)
            words.setVisible(bool(text))
        self._beginning.say(entry.definition)
        self._beginning.setToolTip("\n\n".join(text for text in texts if text))
        self.setAccessibleName(" ".join(text for text in texts if text))

    def show_whole(self, whole: bool) -> None:
        self._whole.setVisible(whole)
        self._line.setVisible(not whole)

    def _open(self) -> None:
        self.show_whole(True)
        self.less.setFocus()
        self.opened.emit()
