"""The source card: what the article states about itself, and what of it is not the news."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.article import Article, Segment
from app.domain.change import Changes, Gesture
from app.domain.errors import KnownError
from app.services import importing
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.choices import CheckBox
from app.ui.controls.margins import set_margins
from app.ui.controls.words import Words
from app.ui.page import Page
from app.ui.source_card.segment_list import SegmentList
from app.ui.source_card.text_view import Shade, TextView
from app.ui.telling import told

FACTS = ("title", "publisher", "author", "published", "origin")


class SourceCardPage(Page):
    """Facts and segments beside the text. Kept by «save» as two steps, each undone by name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._article: Article | None = None
        self._segments: list[Segment] = []
        look, say = context.look, context.language.say
        self.fields = {fact: QLineEdit() for fact in FACTS}
        self.absent = {fact: CheckBox(look, say("library.not_stated")) for fact in FACTS}
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
        self.back.clicked.connect(lambda: context.navigate("library"))
        self._lay_out()
        look.theme_changed.connect(self._shade)

    def _lay_out(self) -> None:
        look, say = self._context.look, self._context.language.say
        side = QWidget()
        side.setFixedWidth(440)
        column = QVBoxLayout(side)
        set_margins(column, 24, 16, 24, 16)
        column.setSpacing(4)
        for fact in FACTS:
            column.addLayout(self._fact(fact))
        column.addWidget(self.wrong)
        column.addSpacing(8)
        column.addWidget(self._segment_head)
        column.addWidget(self._segment_hint)
        column.addWidget(self.segments, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.text, 1)
        row.addWidget(side)
        self.fields["published"].setToolTip(say("source_card.date_form"))
        look.theme_changed.connect(self.update)

    def _fact(self, fact: str) -> QVBoxLayout:
        look, say = self._context.look, self._context.language.say
        name = say(f"source_card.{fact}")
        field, absent = self.fields[fact], self.absent[fact]
        field.setAccessibleName(name)
        field.setPlaceholderText(say("library.not_stated"))
        absent.setAccessibleName(f"{name}: {say('library.not_stated')}")
        absent.toggled.connect(field.setDisabled)
        head = QHBoxLayout()
        head.addWidget(Words(look, name, "interface.label", "text.secondary"))
        head.addStretch(1)
        head.addWidget(absent)
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(field)
        return box

    def title(self) -> str:
        return self._context.language.say("source_card.card")

    def caption(self) -> str:
        return (self._article.file_name or "") if self._article else ""

    def tools(self) -> Sequence[QWidget]:
        return (self.back,)

    def action(self) -> QWidget | None:
        return self.save

    def open(self, **place: str) -> None:
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
        for fact, field in self.fields.items():
            value = getattr(article, fact)
            field.setText(value or "")
            field.setCursorPosition(0)  # else a long title shows its end
            self.absent[fact].setChecked(value is None)
            field.setEnabled(value is not None)
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
        writable = not self._context.workspace.read_only
        self.save.setEnabled(writable)
        self.heading_changed.emit()

    def _shade(self, current: int = -1) -> None:
        rows = zip(self._segments, self.segments.chosen(), strict=False)
        self.text.show_shades([Shade(s, out, i == current) for i, (s, out) in enumerate(rows)])

    def _save(self) -> None:
        article = self._article
        if article is None:
            return
        facts = {
            fact: None if self.absent[fact].isChecked() else field.text()
            for fact, field in self.fields.items()
        }
        kept = self.segments.chosen()
        dropped = {s for s, on in zip(self._segments, kept, strict=True) if not on}
        segments = [segment for segment in article.segments if segment not in dropped]
        workspace = self._context.workspace
        try:
            workspace.do(Gesture.EDIT_CARD, importing.edit_card, article.id, **facts)
            workspace.do(Gesture.CONFIRM_SEGMENTS, importing.confirm_segments, article.id, segments)
        except KnownError as error:
            self._complain(told(self._context.language, error))
            return
        self._context.navigate("library")

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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.look.color("surface.panel"))
        painter.end()
