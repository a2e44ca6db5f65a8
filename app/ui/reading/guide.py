"""The codebook beside the text: the questions that decide, the tags, the relation types."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.codebook import Codebook, Entry
from app.domain.language import Language, isolate
from app.domain.relation import RelationType
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import marks, wording

Paint = Callable[[QPainter, QRectF], None]


class Guide(QWidget):
    """The whole codebook: where the claim card is while no claim is chosen, and in the help."""

    def __init__(self, look: Look, language: Language, book: Codebook) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        say = language.say
        self._head(say("reading.guide_questions"))
        for question in book.questions:
            text, _, rule = question.partition("\n")
            self._add(text, "interface.strong")
            self._add(rule)
        self._head(say("reading.guide_tags"))
        for tag in wording.TAGS:
            sign = partial(_paint_letter, look, tag)
            self._entry(sign, wording.tag_label(language, tag), book.tags[tag])
        self._head(say("reading.legend"))
        for type_ in wording.RELATION_TYPES:
            sign = partial(_paint_knot, look, type_)
            label = wording.relation_label(language, type_)
            self._entry(sign, label, book.relation_types[type_])

    def _entry(self, paint: Paint, label: str, entry: Entry) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_Sign(self._look, paint))
        row.addWidget(Words(self._look, label, "interface.strong"))
        row.addStretch(1)
        self._column.addSpacing(6)
        self._column.addLayout(row)
        self._add(entry.definition)
        if entry.example:
            self._add(
                self._language.say("reading.guide_example", text=isolate(entry.example)), quiet=True
            )
        if entry.counter_example:
            self._add(
                self._language.say("reading.guide_counter", text=isolate(entry.counter_example)),
                quiet=True,
            )

    def _head(self, text: str) -> None:
        self._column.addSpacing(12)
        self._column.addWidget(Words(self._look, text, "interface.label", "text.tertiary"))

    def _add(self, text: str, role: str = "interface.body", *, quiet: bool = False) -> None:
        color = "text.primary" if role == "interface.strong" else "text.secondary"
        if quiet:
            role, color = "interface.caption", "text.tertiary"
        self._column.addWidget(Words(self._look, text, role, color, wrap="wrap"))


def _paint_letter(look: Look, tag: Tag, painter: QPainter, box: QRectF) -> None:
    marks.paint_letter(painter, look.theme, box, tag)


def _paint_knot(look: Look, type_: RelationType, painter: QPainter, box: QRectF) -> None:
    marks.paint_knot(painter, look.theme, box, type_)


class _Sign(QWidget):
    """A tag's letter or a relation's knot."""

    def __init__(self, look: Look, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self.setFixedSize(20, 20)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, QRectF(self.rect()))
        painter.end()
