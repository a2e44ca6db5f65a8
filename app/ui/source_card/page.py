"""The source card: what the article states about itself, and what of it is not the news."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.article import Article, Segment, opening
from app.domain.change import Changes, Gesture
from app.domain.errors import KnownError
from app.services import importing
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.margins import set_margins
from app.ui.controls.words import Words
from app.ui.library import wording
from app.ui.page import Page
from app.ui.source_card.fact_field import FactField
from app.ui.source_card.segment_list import SegmentList
from app.ui.source_card.text_view import Shade, TextView
from app.ui.telling import told

FACTS = ("title", "publisher", "author", "published", "origin")


class SourceCardPage(Page):
    """Facts and segments beside the text: one step when they are saved, or when the page is left
    with something changed. Esc and «back» lead to the page that asked for the card."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._article: Article | None = None
        self._segments: list[Segment] = []
        look, say = context.look, context.language.say
        self._asked_by = "library"
        self.facts = {fact: self._fact(fact) for fact in FACTS}
        self.fields = {fact: field.edit for fact, field in self.facts.items()}
        self.absent = {fact: field.absent for fact, field in self.facts.items()}
        self.wrong = Words(look, role="interface.caption", color="state.danger", wrap="wrap")
        self.segments = SegmentList(look, context.language)
        self.segments.changed.connect(lambda: self._shade())
        self.segments.pointed.connect(self._shade)
        self._segment_head = Words(look, say("source_card.segments"), "interface.heading")
        self._segment_hint = Words(
            look,
            say("source_card.segments_hint"),
            "interface.caption",
            "text.tertiary",
            wrap="wrap",
        )
        self.text = TextView(look, say("reading.reader"))
        self.save = Button(look, say("source_card.save"), kind="main")
        self.save.clicked.connect(self._save)
        self.back = Button(look, say("source_card.back"), kind="flat", icon="back")
        self.back.clicked.connect(self.go_back)
        self._lay_out()
        look.theme_changed.connect(self._shade)

    def _lay_out(self) -> None:
        look = self._context.look
        side = QWidget()
        side.setFixedWidth(440)
        column = QVBoxLayout(side)
        set_margins(column, 24, 16, 24, 16)
        column.setSpacing(4)
        for fact in FACTS:
            column.addWidget(self.facts[fact])
        column.addWidget(self.wrong)
        column.addSpacing(8)
        column.addWidget(self._segment_head)
        column.addWidget(self._segment_hint)
        column.addWidget(self.segments, 1)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.text, 1)
        row.addWidget(side)
        look.theme_changed.connect(self.update)

    def _fact(self, fact: str) -> FactField:
        say = self._context.language.say
        name, hint = say(f"source_card.{fact}"), say(f"source_card.{fact}_hint")
        return FactField(self._context.look, name, hint, say("library.not_stated"))

    def title(self) -> str:
        return self._context.language.say("source_card.card")

    def caption(self) -> str:
        """The title, or the first words: a file's name is neither."""
        article = self._article
        return article.title or opening(article.text, article.segments) if article else ""

    def tools(self) -> Sequence[QWidget]:
        return (self.back,)

    def action(self) -> QWidget | None:
        return self.save

    def open(self, **place: str) -> None:
        """``article_id``, and ``asked_by``: the page that «back» leads to (usual: the library)."""
        self._asked_by = place.get("asked_by", "library")
        reading = self._asked_by == "reading"
        key = "source_card.back_to_reading" if reading else "source_card.back"
        self.back.set_words(self._context.language.say(key))
        if "article_id" in place:
            self._show(place["article_id"])

    def refresh(self, changes: Changes | None) -> None:
        if self._article and (changes is None or changes.touch(Article)):
            self._show(self._article.id)

    def _show(self, article_id: str) -> None:
        try:
            article = self._context.workspace.read(lambda tx: tx.get(Article, article_id))
        except LookupError:  # an undo took the article away
            self._article = None
            self._context.navigate("library")
            return
        new_text = self._article is None or self._article.id != article.id
        self._article = article
        writable = not self._context.workspace.read_only
        for fact, field in self.facts.items():
            field.show_fact(self._written(fact), writable)
        self._complain("")
        self._segments = [segment for segment in article.segments if segment.is_boilerplate]
        if new_text:
            self.text.show_text(article.text)
        self.segments.show_segments(article.text, self._segments)
        before: QWidget = self.fields[FACTS[-1]]
        for index in range(len(self._segments)):
            QWidget.setTabOrder(before, self.segments.box(index))
            before = self.segments.box(index)
        for widget in (self._segment_head, self._segment_hint, self.segments):
            widget.setVisible(bool(self._segments))
        self._shade()
        self.save.setEnabled(writable)
        self.heading_changed.emit()

    def _shade(self, current: int = -1) -> None:
        rows = zip(self._segments, self.segments.chosen(), strict=False)
        self.text.show_shades([Shade(s, out, i == current) for i, (s, out) in enumerate(rows)])

    def _written(self, fact: str) -> str | None:
        """A fact of the article as its field shows it: a date in the user's words."""
        article = self._article
        if article is None or fact != "published":
            return getattr(article, fact)
        return wording.day(self._context.language, article.published)

    def _changed_facts(self) -> dict[str, str | None]:
        now = {fact: field.fact() for fact, field in self.facts.items()}
        return {fact: value for fact, value in now.items() if value != self._written(fact)}

    def _save(self) -> None:
        if self._keep():
            self.go_back()

    def go_back(self) -> None:
        """To the page that asked for the card; what was changed is kept on the way."""
        self._context.navigate(self._asked_by)

    def flush(self) -> bool:
        """Keep what was changed, and offer to take it back."""
        if self._article is None:  # an undo took it away
            return True
        if not self._changed_facts() and all(self.segments.chosen()):
            return True
        if not self._keep():
            return False
        self._context.offer_undo(self._context.language.say("source_card.kept"))
        return True

    def _keep(self) -> bool:
        """Whether facts and segments are kept, in one step; what is wrong is said at its field."""
        article = self._article
        if article is None:
            return True
        facts = self._changed_facts()
        kept = self.segments.chosen()
        dropped = {s for s, on in zip(self._segments, kept, strict=True) if not on}
        segments = [segment for segment in article.segments if segment not in dropped]
        try:
            self._context.workspace.do(
                Gesture.EDIT_CARD, importing.settle_card, article.id, segments, **facts
            )
        except KnownError as error:
            self._complain(told(self._context.language, error))
            return False
        return True

    def _complain(self, words: str) -> None:
        """Said at the field that is wrong: of these only the date can be."""
        self.wrong.say(words)
        self.wrong.setVisible(bool(words))
        date = self.fields["published"]
        date.setProperty("wrong", bool(words))
        date.style().unpolish(date)
        date.style().polish(date)
        if words:
            date.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Esc":
            self.go_back()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.look.color("surface.panel"))
        painter.end()
