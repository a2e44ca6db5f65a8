"""The whole at a glance: the mark, what it is made of, the teacher's word, three things to look at
next time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.language import Language
from app.domain.returned import Returned
from app.ui.controls.card import Card
from app.ui.controls.words import Words
from app.ui.look import Look


class Glance(Card):
    def __init__(self, look: Look, language: Language, returned: Returned) -> None:
        super().__init__(look)
        self._look = look
        self._language = language
        self.setAccessibleName(language.say("feedback_page.glance"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 16)
        self._column.setSpacing(8)
        self._add_mark(returned)
        page = returned.sheet
        if returned.provisional:
            self._add(language.say("feedback_page.provisional"), "interface.label", "state.warning")
        if page.comment:
            self._head("feedback_page.comment")
            self._add(page.comment, "reading.quote")
        if page.improvements:
            self._head("feedback_page.next_time")
            for number, sentence in enumerate(page.improvements, 1):
                self._column.addLayout(self._numbered(number, sentence))
        for more in (page.notes_hint, page.arithmetic.extras if page.arithmetic else ""):
            if more:
                self._add(more, "interface.caption", "text.secondary")

    def _add_mark(self, returned: Returned) -> None:
        sums, language = returned.sheet.arithmetic, self._language
        if sums is None:
            return
        row = QHBoxLayout()
        row.setSpacing(6)
        mark = Words(self._look, language.number(sums.mark, 1), "interface.strong")
        font = mark.font()
        font.setPixelSize(30)
        font.setWeight(QFont.Weight.Bold)
        mark.setFont(font)
        mark.setMinimumHeight(42)
        row.addWidget(mark)
        of = language.say("feedback_page.of", possible=sums.scale)
        bottom = Qt.AlignmentFlag.AlignBottom
        row.addWidget(Words(self._look, of, "interface.body", "text.secondary"), 0, bottom)
        row.addStretch(1)
        percent = language.say("feedback_page.percent", percent=round(sums.percent, 1), hundred=100)
        row.addWidget(Words(self._look, percent, "interface.body", "text.secondary"), 0, bottom)
        self._column.addLayout(row)
        terms = [
            language.say(
                "feedback_page.term",
                part=language.say(f"feedback_page.part.{term.part}"),
                points=round(term.points, 1),
                possible=round(term.possible, 1),
            )
            for term in sums.terms
        ]
        self._add(" · ".join(terms), "interface.caption", "text.secondary")

    def _head(self, key: str) -> None:
        self._column.addSpacing(4)
        self._add(self._language.say(key), "interface.strong")

    def _add(self, words: str, role: str, color: str = "text.primary") -> None:
        self._column.addWidget(Words(self._look, words, role, color, wrap="wrap"))

    def _numbered(self, number: int, sentence: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        figure = Words(self._look, self._language.number(number), "interface.strong", "accent.ink")
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(self._look, sentence, wrap="wrap"), 1)
        return row
