"""The class differs from the key on a claim: the numbers, and two ways to answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from app.domain.language import Language
from app.domain.report import ClaimFigures
from app.domain.report_sentences import tag_name
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.quote import Quote
from app.ui.report.stacked_bar import StackedBar


class Alarm(Card):
    """The only tinted card. ``reviewed``, ``accepted`` and ``sought`` carry the claim's id, the
    second the tag too; the last is for a press on its words: where are they in the text?"""

    reviewed = Signal(str)
    accepted = Signal(str, str)
    sought = Signal(str)

    def __init__(
        self, look: Look, language: Language, claim: ClaimFigures, *, writable: bool
    ) -> None:
        super().__init__(look, surface="state.warning_tint", border="state.warning")
        say, most = language.say, claim.majority
        assert most is not None  # an alarm has one
        self.claim = claim
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        title = say("report.alarm", n=claim.number)
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconMark(look, "warning", "state.warning"))
        head.addWidget(Words(look, title, "interface.strong", wrap="elide"), 1)
        tagged = language.count("report.tagged_by", claim.found)
        head.addWidget(Words(look, tagged, "interface.caption", "text.secondary"))
        self.quote = Quote(look, 2)
        self.quote.say(claim.key.quote)
        self.bar = StackedBar(look, language)
        self.bar.show_counts(claim.counts)
        key = say("report.key_says", tag=tag_name(claim.key.tag, language))
        self.review = Button(look, say("report.review_key"))
        self.accept = Button(look, say("report.accept_half", tag=tag_name(most, language)))
        self.accept.setEnabled(writable)
        for button in (self.review, self.accept):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.review.clicked.connect(lambda: self.reviewed.emit(claim.key.id))
        self.accept.clicked.connect(lambda: self.accepted.emit(claim.key.id, most.value))
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.quote)
        words.addWidget(self.bar)
        words.addWidget(Words(look, key, "interface.caption", "text.secondary", wrap="elide"))
        words.addStretch(1)
        ways = QVBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.review)
        ways.addWidget(self.accept)
        ways.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(words, 1)
        body.addLayout(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 11, 18, 13)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(body)
        self.quote.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.quote.geometry().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.sought.emit(self.claim.key.id)
