"""The foot of the page: what will happen, counted, and the one filled button."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.services.collecting import Preview, State
from app.ui.controls.button import Button
from app.ui.controls.margins import set_margins
from app.ui.controls.words import Words
from app.ui.look import Look

HEIGHT = 64


class Foot(QWidget):
    """``collected``, ``cancelled``, ``undone``, ``left`` (for grading): what was pressed."""

    collected = Signal()
    cancelled = Signal()
    undone = Signal()
    left = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        say = language.say
        self.sentence = Words(look, "", "interface.strong", wrap="elide")
        self.promise = Words(look, "", "interface.caption", "text.secondary", wrap="elide")
        self.cancel = Button(look, say("ui.cancel"))
        self.collect = Button(look, kind="main", icon="collect", height="control_large")
        self.undo = Button(look, say("collect_page.undo_this"), icon="undo")
        self.go = Button(
            look, say("collect_page.to_grading"), kind="main", icon="grading",
            height="control_large",
        )  # fmt: skip
        self.setFixedHeight(HEIGHT)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.sentence)
        words.addWidget(self.promise)
        words.addStretch(1)
        row = QHBoxLayout(self)
        set_margins(row, 20, 1, 16, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        for button in (self.cancel, self.undo, self.collect, self.go):
            row.addWidget(button)
        self.cancel.clicked.connect(self.cancelled)
        self.collect.clicked.connect(self.collected)
        self.undo.clicked.connect(self.undone)
        self.go.clicked.connect(self.left)
        look.theme_changed.connect(self.update)

    def show_preview(self, preview: Preview, *, writable: bool) -> None:
        """What collecting would do."""
        say, count = self._language.say, self._language.count
        new = len(preview.to_add)
        first = count("collect_page.will_add", new) if new else say("collect_page.nothing_to_add")
        self.sentence.say(self._with_the_rest(first, preview))
        self.promise.say(say("collect_page.promise" if new else "collect_page.unchanged"))
        words = count("collect_page.collect", new) if new else say("collect_page.nothing")
        self.collect.set_words(words)
        self.collect.setToolTip(f"{words}  (Ctrl Enter)")
        self.collect.setEnabled(new > 0 and writable)
        self._show(collected=not new and bool(preview.of(State.ALREADY)), undoable=False)
        self.cancel.show()

    def show_done(self, preview: Preview, *, undoable: bool) -> None:
        """What collecting did; ``undoable``: it was the last thing done here."""
        say = self._language.say
        first = self._language.count("collect_page.added", len(preview.to_add))
        self.sentence.say(self._with_the_rest(first, preview))
        self.promise.say(say("collect_page.after"))
        self._show(collected=True, undoable=undoable)

    def _show(self, *, collected: bool, undoable: bool) -> None:
        self.cancel.setVisible(not collected)
        self.collect.setVisible(not collected)
        self.undo.setVisible(collected and undoable)
        self.go.setVisible(collected)
        self.setAccessibleName(f"{self.sentence.words()} {self.promise.words()}")

    def _with_the_rest(self, first: str, preview: Preview) -> str:
        """«… one already there, two refused.»"""
        say, count = self._language.say, self._language.count
        rest = [
            count(key, number)
            for key, number in (
                ("collect_page.there_already", len(preview.of(State.ALREADY))),
                ("collect_page.not_taken", len(preview.of(State.REFUSED))),
            )
            if number
        ]
        if not rest:
            return first
        if len(rest) == 1:
            return say("collect_page.one_of", first=first, one=_capital(rest[0]))
        return say("collect_page.both_of", first=first, one=_capital(rest[0]), other=rest[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.window"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("border.default"))
        painter.end()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
