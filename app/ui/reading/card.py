"""The claim card: everything that is said of one claim, beside the text and never over it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Asked
from app.domain.codebook import Codebook
from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import marks, wording
from app.ui.reading.fields import NoteField
from app.ui.reading.guide import Guide
from app.ui.reading.questions import Questions
from app.ui.reading.quote import Quote
from app.ui.reading.relation_row import RelationRow
from app.ui.reading.several import Several
from app.ui.reading.shelf import Link
from app.ui.reading.tag_meaning import TagMeaning
from app.ui.reading.who_said_it import WhoSaidIt

_ROOMY = 490  # pixels of height from which the quote may take a third line
_CONFIDENCE_PADDING = 8
_PART_WORDS = 8  # of a part, in a menu
_HEAD_TAKEN = 2 * 16 + 20 + 3 * 6 + 3 * 28  # of the head's width: all but tag and place


class ClaimCard(QScrollArea):
    """Shows one claim and says what somebody wants of it. It changes nothing itself.

    What is typed is emitted after a pause, when the field is left, and by ``flush``.
    """

    evidence_cleared = Signal()
    confidence_set = Signal(object)  # 1, 2, 3 or None
    note_written = Signal(str, bool)  # and whether it goes on with what was written just before
    starred = Signal(bool)
    retagged = Signal(object)  # Tag
    resize_asked = Signal()
    part_taken = Signal(int, int)  # start and end of the part that shall go
    removal_asked = Signal()
    link_asked = Signal()
    stepped = Signal(int)  # to the previous claim (-1) or the next (1)
    relation_followed = Signal(str)
    relation_retyped = Signal(str, object)  # RelationType
    relation_turned = Signal(str)
    relation_removed = Signal(str)
    jump_asked = Signal()
    meaning_wanted = Signal(bool)  # that a tag be explained when it is given

    def __init__(
        self, look: Look, language: Language, book: Codebook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._book = book
        self.claim: Annotation | None = None
        self.who_said = WhoSaidIt(look, language, book)
        self.questions = Questions(look, language, book)
        self.questions.tag_wanted.connect(self.retagged.emit)
        self.questions.answer.chosen.connect(self._show_meaning)
        self.meaning = TagMeaning(look, language, book)
        self.meaning.dismissed.connect(lambda: self._want_meaning(False))
        self.meaning.opened.connect(lambda: self.verticalScrollBar().setValue(0))
        self.explains = True  # whether a line says what the tag means
        self.several = Several(look, language)
        self._rows: list[RelationRow] = []
        self._asked: Collection[Asked] = tuple(Asked)
        self._sections: dict[Asked, QWidget] = {}
        self._links: Sequence[Link] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(language.say("reading.card"))
        self._sheet = _Sheet(look)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(16, 9, 16, 3)
        column.setSpacing(0)
        self._empty = self._make_empty()
        self._body = QWidget(self._sheet)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self._add_head(body)
        body.addWidget(self._make_line())
        body.addSpacing(4)
        body.addWidget(self.questions)
        said = self._section(body, Asked.SOURCE)
        said.addSpacing(4)
        said.addWidget(self.who_said)
        self._keep_places()
        self._add_confidence(self._section(body, Asked.CONFIDENCE))
        self._add_note(self._section(body, Asked.NOTES))
        self._add_relations(self._section(body, Asked.LINKS))
        column.addWidget(self._empty)
        column.addWidget(self.several)
        column.addWidget(self._body)
        column.addStretch(1)
        self.setWidget(self._sheet)
        self.show_claim(None)

    def show_claim(
        self,
        claim: Annotation | None,
        number: int = 0,
        paragraph: int = 1,
        links: Sequence[Link] = (),
    ) -> None:
        """Show ``claim``; ``paragraph`` is the one that it starts in, from 1."""
        other = claim is None or self.claim is None or claim.id != self.claim.id
        self.claim = claim
        self.several.hide()
        self._empty.setVisible(claim is None)
        self._body.setVisible(claim is not None)
        if claim is None:
            return
        if other:
            self.verticalScrollBar().setValue(0)
            self.meaning.show_whole(False)
        self._show_head(claim, number, paragraph)
        self.questions.show_claim(claim)
        self.who_said.show_attribution(claim.attribution, other=other)
        self._show_confidence(claim.confidence)
        self.note.show_kept(claim.note, other=other)
        self.star.setChecked(claim.starred)
        self.star.set_icon("star_on" if claim.starred else "star")
        self._count_note()
        self._show_relations(links)
        self._show_meaning()

    def ask(self, asked: Collection[Asked]) -> None:
        """Show the fields that the assignment asks for, and no others."""
        self._asked = asked
        for field, section in self._sections.items():
            section.setVisible(field in asked)

    def show_several(self, count: int) -> None:
        """Show that ``count`` claims are chosen, and what can be done with all of them."""
        self.show_claim(None)
        self._empty.hide()
        self.several.show_count(count)
        self.several.show()

    def explain(self, *, whole: bool = False) -> None:
        """Say what the tag of the claim means: with an example and a counter-example where that
        leaves the rest of the card in view, or where the whole is wanted."""
        if self.claim is None:
            return
        self.explains = True
        self.meaning.show_whole(True)
        self._show_meaning()
        self._sheet.layout().activate()  # type: ignore[union-attr]
        if not whole and self._sheet.sizeHint().height() > self.viewport().height():
            self.meaning.show_whole(False)
            self._show_meaning()
        self.verticalScrollBar().setValue(0)

    def _show_meaning(self, _answer: str = "") -> None:
        """The line about the tag that was given makes room for the one about another tag."""
        if self.claim is not None:
            self.meaning.show_tag(self.claim.tag)
        other_tag = self.questions.proposed is not None
        self.meaning.setVisible(self.explains and (self.meaning.is_whole or not other_tag))

    def _want_meaning(self, wanted: bool) -> None:
        if wanted:
            self.explain(whole=True)
        else:
            self.explains = False
            self._show_meaning()
        self.meaning_wanted.emit(wanted)

    def flush(self) -> bool:
        """Have what is being typed written now. False: it could not be."""
        if self.claim is None:
            return True
        self.who_said.name.flush()
        self.note.flush()
        return self.settled()

    def settled(self) -> bool:
        """Whether nothing that was typed waits to be written."""
        return self.who_said.name.settled() and self.note.settled()

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the claim that is shown."""
        say = self._language.say
        claim = self.claim
        if claim is None:
            return
        for tag in wording.TAGS:
            if tag is not claim.tag:
                label = wording.tag_label(self._language, tag)
                key = self._look.theme.tag(tag).key
                action = menu.addAction(f"{say('reading.retag_as', tag=label)}\t{key}")
                action.triggered.connect(lambda _=False, given=tag: self.retagged.emit(given))
        meaning = menu.addAction(say("reading.explain_tag"))
        meaning.triggered.connect(lambda: self._want_meaning(True))
        menu.addSeparator()
        if Asked.SOURCE in self._asked:
            self._fill_who_said(menu.addMenu(say("reading.who_said")), claim)
        menu.addAction(f"{say('reading.resize')}\tR").triggered.connect(self.resize_asked.emit)
        if len(claim.spans) > 1:
            self.fill_parts(menu.addMenu(say("reading.take_one_part")))
        if Asked.LINKS in self._asked:
            menu.addAction(f"{say('reading.link')}\tL").triggered.connect(self.link_asked.emit)
        if self._rows:
            menu.addAction(f"{say('reading.jump')}\tJ").triggered.connect(self.jump_asked.emit)
        evidence = claim.attribution.evidence if claim.attribution else None
        if evidence is not None:
            clear = menu.addAction(say("reading.clear_evidence"))
            clear.triggered.connect(self.evidence_cleared.emit)
        menu.addSeparator()
        remove = menu.addAction(f"{say('reading.remove_claim')}\tDel")
        remove.triggered.connect(self.removal_asked.emit)

    def fill_parts(self, menu: QMenu) -> None:
        """The parts of the claim that is shown, each to be taken out of it."""
        for span in self.claim.spans if self.claim is not None else ():
            words = isolate(wording.first_words(span.exact, _PART_WORDS))
            take = menu.addAction(words.replace("&", "&&"))
            take.triggered.connect(
                lambda _=False, part=span: self.part_taken.emit(part.start, part.end)
            )

    def _fill_who_said(self, menu: QMenu, claim: Annotation) -> None:
        said_by = claim.attribution.source_type if claim.attribution else None
        name = (claim.attribution.name or "") if claim.attribution else ""
        for kind in wording.SOURCE_TYPES:
            action = menu.addAction(wording.source_type_label(self._language, kind))
            action.setCheckable(True)
            action.setChecked(kind is said_by)
            action.triggered.connect(
                lambda _=False, given=kind: self.who_said.answered.emit(given, name)
            )

    def sizeHint(self) -> QSize:
        return QSize(self._look.size("side_panel"), 462)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._quote.limit(3 if event.size().height() >= _ROOMY else 2)

    # The parts, from top to bottom.

    def _make_empty(self) -> QWidget:
        say = self._language.say
        empty = QWidget(self._sheet)
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(self._look, say("reading.card_empty"), "interface.strong"))
        hint = say("reading.card_empty_hint")
        column.addWidget(Words(self._look, hint, "interface.body", "text.secondary", wrap="wrap"))
        column.addWidget(Guide(self._look, self._language, self._book))
        return empty

    def _section(self, body: QVBoxLayout, field: Asked) -> QVBoxLayout:
        """A part of the card that is there where its field is asked."""
        section = self._sections[field] = QWidget(self._body)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body.addWidget(section)
        return column

    def _make_line(self) -> QWidget:
        """What the tag means, or which other tag the answers lead to: always as high as a line, so
        that the fields below stay where they are from claim to claim."""
        line = QWidget(self._body)
        line.setMinimumHeight(self._look.size("control_compact"))
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.meaning)
        column.addWidget(self.questions.proposal)
        return line

    def _keep_places(self) -> None:
        """The way to the evidence keeps its room where a claim has none."""
        kept = self.who_said.evidence.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.who_said.evidence.setSizePolicy(kept)

    def _add_head(self, column: QVBoxLayout) -> None:
        say = self._language.say
        self._letter = _Letter(self._look)
        self._tag = Words(self._look, "", "interface.strong")
        self._place = Words(self._look, "", "interface.caption", "text.tertiary", wrap="elide")
        self.previous = self._flat("previous", say("reading.previous_claim"))
        self.next = self._flat("next", say("reading.next_claim"))
        self.more = self._flat("more", say("reading.more"), menu=True)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.more.clicked.connect(self._open_menu)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._letter)
        row.addWidget(self._tag)
        row.addWidget(self._place, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.previous, self.next, self.more):
            buttons.addWidget(button)
        row.addLayout(buttons)
        self._quote = Quote(self._look, steady=True)
        column.addLayout(row)
        column.addSpacing(2)
        column.addWidget(self._quote)

    def _show_head(self, claim: Annotation, number: int, paragraph: int) -> None:
        self._letter.show_tag(claim.tag)
        self._tag.say(wording.tag_label(self._language, claim.tag))
        self._say_place(number, paragraph)
        self._quote.say(claim.quote)

    def _say_place(self, number: int, paragraph: int) -> None:
        """«ادعاء ٢ · الفقرة ٦», or as much of it as there is room for; whole in the tooltip."""
        say = self._language.say
        short = say("reading.claim_number", number=number)
        whole = say("reading.claim_place", number=number, paragraph=paragraph)
        room = self.viewport().width() - self._tag.sizeHint().width() - _HEAD_TAKEN
        metrics = self._place.fontMetrics()
        fitting = (text for text in (whole, short) if metrics.horizontalAdvance(text) <= room)
        self._place.say(next(fitting, self._language.number(number)))
        self._place.setToolTip(whole)

    def _add_confidence(self, column: QVBoxLayout) -> None:
        say = self._language.say
        choices = [Choice(str(n), say(f"reading.confidence.{n}")) for n in wording.CONFIDENCES]
        asked = say("reading.how_sure")
        self.confidence = Segments(self._look, choices, asked, padding=_CONFIDENCE_PADDING)
        self.confidence.chosen.connect(self._choose_confidence)
        words = Words(self._look, asked, "interface.label", "text.secondary", wrap="wrap")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.confidence)
        column.addSpacing(6)
        column.addLayout(row)

    def _show_confidence(self, confidence: int | None) -> None:
        self.confidence.choose("" if confidence is None else str(confidence))

    def _add_note(self, column: QVBoxLayout) -> None:
        say = self._language.say
        self._note_count = Words(self._look, "", "interface.caption", "text.tertiary")
        self.star = Button(
            self._look, say("reading.counts_for_mark"), kind="link", icon="star",
            height="control_compact",
        )  # fmt: skip
        self.star.setCheckable(True)
        self.star.clicked.connect(self._press_star)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._heading("reading.note"))
        row.addWidget(self._note_count)
        row.addStretch(1)
        row.addWidget(self.star)
        self.note = NoteField(self._look, say("reading.note"))
        self.note.setPlaceholderText(say("reading.note_placeholder"))
        self.note.setFixedHeight(60)  # two lines
        self.note.written.connect(self.note_written.emit)
        self.note.textChanged.connect(self._count_note)
        column.addSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)

    def _count_note(self) -> None:
        words = len(self.note.toPlainText().split())
        self._note_count.say(self._language.count("reading.note_words", words) if words else "")

    def _add_relations(self, column: QVBoxLayout) -> None:
        self._relation_count = Words(self._look, "", "interface.label", "text.tertiary")
        row = QHBoxLayout()
        row.addWidget(self._heading("reading.relations"))
        row.addStretch(1)
        row.addWidget(self._relation_count)
        self._no_relations = Button(
            self._look, self._language.say("reading.no_relations"), kind="link", icon="link",
            height="control_compact",
        )  # fmt: skip
        self._no_relations.clicked.connect(self.link_asked.emit)
        self._relations = QVBoxLayout()
        self._relations.setSpacing(0)
        column.addSpacing(4)
        column.addLayout(row)
        column.addLayout(self._relations)
        column.addWidget(self._no_relations)

    def _show_relations(self, links: Sequence[Link]) -> None:
        self._no_relations.setVisible(not links)
        self._relation_count.say(self._language.number(len(links)) if links else "")
        if list(links) == [row.link for row in self._rows]:
            return
        for row in self._rows:
            self._relations.removeWidget(row)
            row.hide()  # it goes a moment later
            row.deleteLater()
        self._rows = [RelationRow(self._look, self._language, link) for link in links]
        for row in self._rows:
            row.followed.connect(self.relation_followed.emit)
            row.retyped.connect(self.relation_retyped.emit)
            row.turned.connect(self.relation_turned.emit)
            row.removed.connect(self.relation_removed.emit)
            self._relations.addWidget(row)

    def relation_rows(self) -> Sequence[RelationRow]:
        return self._rows

    # What somebody did.

    def _choose_confidence(self, value: str) -> None:
        chosen = int(value)
        same = self.claim is not None and self.claim.confidence == chosen
        self.confidence_set.emit(None if same else chosen)

    def _press_star(self, starred: bool) -> None:
        self.starred.emit(starred)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        below = self.more.mapToGlobal(QPoint(0, self.more.height() + 4))
        if not self._look.right_to_left:
            below.setX(below.x() + self.more.width() - menu.sizeHint().width())
        pop_up(menu, below)

    def _heading(self, key: str) -> Words:
        return Words(self._look, self._language.say(key), "interface.label", "text.secondary")

    def _flat(self, icon: str, name: str, *, menu: bool = False) -> Button:
        return Button(
            self._look, kind="flat", icon=icon, height="control_compact", name=name, menu=menu
        )


class _Letter(QWidget):
    """The tag's letter at the head of the card."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._tag = Tag.SOURCED
        self.setFixedSize(20, 20)
        look.theme_changed.connect(self.update)

    def show_tag(self, tag: Tag) -> None:
        self._tag = tag
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_letter(painter, self._look.theme, QRectF(self.rect()), self._tag)
        painter.end()


class _Sheet(QWidget):
    """The card's paper."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.paper"))
        painter.end()
