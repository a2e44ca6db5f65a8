"""What the answers of a practice pack say of the chosen claim: under its card, always there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.explaining import explain
from app.services import practising
from app.services.practising import Answers
from app.ui.context import Context
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.reader.announcement import announce
from app.ui.reading.shelf import Shelf

_HEIGHT = 116  # four lines: nothing moves as it says more or less
_LOW = 72  # under the text, where height is dear


class PracticePane(QWidget):
    """Sentences in ink, no mark and no colour of praise or blame. Nothing here is kept."""

    def __init__(self, context: Context, shelf: Shelf, answers: Answers) -> None:
        super().__init__()
        self._look, self._language = context.look, context.language
        self._shelf = shelf
        self._answers = answers
        say = self._language.say
        self.setAccessibleName(say("practice.title"))
        self.setFixedHeight(_HEIGHT)
        self._text = Words(self._look, say("practice.waits"), "interface.label", wrap="wrap")
        self._about: str | None = None
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconMark(self._look, "key", "text.secondary", 16))
        head.addWidget(
            Words(self._look, say("practice.title"), "interface.caption", "text.secondary"), 1
        )
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(say("practice.title"))
        inside = QWidget()
        inside.setProperty("ground", "none")
        text = QVBoxLayout(inside)
        text.setContentsMargins(0, 0, 0, 0)
        text.addWidget(self._text)
        text.addStretch(1)
        area.setWidget(inside)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 7, 16, 7)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(area, 1)
        self._look.theme_changed.connect(self.update)

    def show_claim(self, claim_id: str | None) -> None:
        """What the answers say of this claim as it is now; None: what comes here."""
        claim = self._shelf.claim(claim_id) if claim_id is not None else None
        words = self._language.say("practice.waits")
        if claim is not None:
            reasons = practising.remarks(self._answers, self._shelf.claims(claim.article_id), claim)
            words = " ".join(explain(reason, self._language) for reason in reasons)
        if words == self._text.words() and claim_id == self._about:
            return
        self._about = claim_id
        self._text.say(words)
        self._area.verticalScrollBar().setValue(0)
        if claim is not None and words:
            announce(self, words)

    def lie(self, *, under: bool) -> None:
        """In a panel beside the text, or in the low one under it."""
        self.setFixedHeight(_LOW if under else _HEIGHT)

    def words(self) -> str:
        return self._text.words()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("border.default"))
        painter.end()
