"""The reading page: what is shown, what is chosen, and what the keys mean."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCursor, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.article import Article, word_spans
from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.relation import RelationType
from app.ui import keys
from app.ui.context import Context
from app.ui.page import Page
from app.ui.reading import desk, wording
from app.ui.reading.find_bar import FindBar
from app.ui.reading.finding import Finder
from app.ui.reading.gestures import Gestures
from app.ui.reading.linking import Linking
from app.ui.reading.readers import Readers
from app.ui.reading.setting import ReadingSetting
from app.ui.reading.shelf import Shelf
from app.ui.reading.side import SidePanel
from app.ui.reading.tag_bar import TagBar
from app.ui.reading.tools import Tools
from app.ui.reading.voice import Voice

_UNDER_TEXT_BELOW = 948  # of the page: the side panel goes under the text
_SLIM_BELOW = 1290
_SLIM_SIDE = 280


class ReadingPage(Page):
    """Two actions a claim: select, press 1, 2 or 3. Everything else is optional.

    One claim is chosen at most: card, list, text and bar are about it. Every gesture is one
    transaction; ``refresh`` then shows what changed.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        look, language = context.look, context.language
        self.shelf = Shelf(context.workspace, context.author_id)
        self.readers = Readers(look, language, self.shelf)
        self.side = SidePanel(look, language, context.preferences)
        self.tag_bar = TagBar(look, language)
        self.find_bar = FindBar(look, language)
        self._voice = Voice(self, language, context.report)
        self._gestures = Gestures(context, self.shelf, self._voice)
        self._finder = Finder(self.readers, self.shelf)
        self._setting = ReadingSetting(context, self.readers)
        self._tools = Tools(context, self._setting)
        self._chosen: str | None = None
        self._linking = Linking()
        self._refreshing = False
        self._opened = False
        self._lay_out()
        self._listen()
        self._keys = self._bind_keys()
        self.destroyed.connect(self._setting.stop)

    # What the window asks

    def title(self) -> str:
        open_ids = set(self.readers.article_ids())
        found = self._context.workspace.read(lambda tx: tx.find(Assignment))
        name = next((a.name for a in found if open_ids & set(a.article_ids)), "")
        return name or self._context.language.say("reading.page")

    def caption(self) -> str:
        language = self._context.language
        claims = sum(len(self.shelf.claims(shown)) for shown in self.readers.article_ids())
        return " · ".join((
            language.count("reading.claims_made", claims),
            language.count("reading.row_relations", len(self.shelf.relations())),
        ))  # fmt: skip

    def tools(self) -> Sequence[QWidget]:
        return self._tools.buttons

    def open(self, **place: str) -> None:
        """``article_id`` and, in it, ``annotation_id`` or ``start`` and ``end``; or nothing."""
        article_id = place.get("article_id")
        if not self._opened:
            self._opened = True
            desk.lay(self.readers, self.shelf, self._context.preferences)
        if article_id is not None:
            self.readers.open_article(article_id)
        self._tools.show_two(self.readers.two)
        self._show_everything()
        if (annotation_id := place.get("annotation_id")) is not None:
            self.choose(annotation_id)
        elif article_id is not None and "start" in place:
            self.readers.reveal(article_id, int(place["start"]), int(place["end"]))
        self.readers.focus()

    def refresh(self, changes: Changes | None) -> None:
        """Show what changed; None: read everything again."""
        self._refreshing = True
        try:
            if changes is None:
                self.shelf.clear()
            else:
                self.shelf.follow(changes)
            if self._opened:
                self._show_changes(changes)
        finally:
            self._refreshing = False

    def flush(self) -> bool:
        return self.side.card.flush()

    # What is shown

    @property
    def chosen(self) -> Annotation | None:
        """The claim that everything is about."""
        return self.shelf.claim(self._chosen) if self._chosen else None

    def choose(self, annotation_id: str | None, *, reveal: bool = True) -> None:
        """Choose a claim, and go to it in the text unless told otherwise; None for none."""
        self.flush()
        claim = self.shelf.claim(annotation_id) if annotation_id else None
        self._chosen = claim.id if claim else None
        if claim is not None and reveal:
            self.readers.reveal(claim.article_id, claim.start, claim.end)
        self.readers.choose(claim)
        if claim is not None and self.side.claims.claims.place(claim.id) is None:
            self._show_list()
        self.side.claims.choose(self._chosen)
        self._show_card()
        self._show_bar()

    def _show_everything(self) -> None:
        self.readers.show_heads()
        self.readers.show_claims()
        self._show_marks()

    def _show_changes(self, changes: Changes | None) -> None:
        if changes is None or changes.touch(Article):
            desk.tidy(self.readers, self.shelf)
            self.readers.show_heads()
        if changes is None:
            self.readers.show_claims()
        else:
            self.readers.show_claims(desk.articles_named(changes))
        self._show_marks()

    def _show_marks(self) -> None:
        """Relations, list, card and bar: all that hangs on the claims."""
        if self._chosen is not None and self.shelf.claim(self._chosen) is None:
            self._chosen = None
        if self._linking.first is not None and self.shelf.claim(self._linking.first) is None:
            self._linking = Linking()
            self.tag_bar.back_to_tagging()
        self.readers.show_relations()
        self.readers.choose(self.chosen)
        self._show_list()
        self._show_card()
        self._show_bar()
        self.heading_changed.emit()

    def _show_list(self) -> None:
        open_ids = self.readers.article_ids()
        self.side.show_claims(self.shelf, open_ids, self.readers.active_article, self._chosen)

    def _show_card(self) -> None:
        claim = self.chosen
        if claim is None:
            self.side.card.show_claim(None)
            return
        number, line = self.shelf.number(claim), self.readers.line_number(claim)
        self.side.card.show_claim(claim, number, line, self.shelf.links(claim.id))

    def _show_bar(self) -> None:
        if self._linking.first is not None:
            return
        claim, span = self.chosen, self.readers.selection()
        words = 0
        if span is not None:
            article_id, start, end = span
            words = len(word_spans(self.shelf.article(article_id).text[start:end]))
        number = self.shelf.number(claim) if claim else None
        self.tag_bar.show_state(words=words, chosen=number, tag=claim.tag if claim else None)

    # Gestures on claims

    def give_tag(self, tag: Tag) -> None:
        """Tag what is selected as a new claim; with nothing selected, retag the chosen one."""
        span = self.readers.selection()
        if span is None:
            claim = self._required()
            if claim is not None:
                self._gestures.retag(claim, tag)
            return
        self.flush()
        made = self._gestures.highlight(*span, tag)
        if made is not None:
            self.readers.clear_selection()
            self.choose(made.id, reveal=False)

    def move_limits(self) -> None:
        """Give the chosen claim the limits of the selection."""
        claim = self._required()
        span = self._selected_in(claim)
        if claim is not None and span is not None and self._gestures.resize(claim, *span):
            self.readers.clear_selection()

    def remove(self, annotation_id: str | None = None) -> None:
        """Remove a claim (the chosen one); the next one in the list is chosen."""
        claim = self.shelf.claim(annotation_id) if annotation_id else self._required()
        if claim is None:
            return
        after = self.side.claims.neighbour(claim.id, 1) or self.side.claims.neighbour(claim.id, -1)
        if self._gestures.remove(claim):
            self.choose(after, reveal=False)

    def mark_evidence(self) -> None:
        """Take the selected words as the evidence of who said the chosen claim."""
        claim = self._required()
        span = self._selected_in(claim)
        if claim is not None and span is not None and self._gestures.mark_evidence(claim, *span):
            self.readers.clear_selection()
            self._show_bar()

    def _attribute(self, kind: SourceType | None, name: str) -> None:
        claim = self.chosen
        if claim is not None and not self._put_off(self.side.card.name.flush):
            self._gestures.attribute(claim, kind, name)

    def _write_note(self, text: str) -> None:
        claim = self.chosen
        if claim is not None and not self._put_off(self.side.card.note.flush):
            self._gestures.write_note(claim, text)

    def _show_evidence(self) -> None:
        claim = self.chosen
        evidence = claim.attribution.evidence if claim and claim.attribution else None
        if claim is not None and evidence is not None:
            self.readers.reveal(claim.article_id, evidence.start, evidence.end)

    def _pick_evidence(self) -> None:
        """From the card: what is selected, or a word on how to select it."""
        if self.readers.selection() is None:
            self._voice.refuse("reading.refused.no_selection")
            self.readers.focus()
        else:
            self.mark_evidence()

    # Gestures on relations

    def start_linking(self) -> None:
        """From the chosen claim to the next one that is chosen, in any article."""
        claim = self._required()
        if claim is None:
            return
        self.flush()
        self.readers.clear_selection()
        self._linking = Linking(claim.id)
        self.tag_bar.ask_for_other(self.shelf.number(claim))
        self._voice.say("reading.choose_other_claim")

    def give_type(self, type_: RelationType) -> None:
        """Make the relation that was begun."""
        first, second = self._linking.first, self._linking.second
        if first is not None and second is not None:
            self._stop_linking()
            self._gestures.link(first, second, type_)

    def _choose_other(self, annotation_id: str) -> None:
        first = self.shelf.claim(self._linking.first or "")
        other = self.shelf.claim(annotation_id)
        if first is None or other is None:
            return
        if first.id == other.id:
            self._voice.refuse("reading.refused.itself")
            return
        self._linking = self._linking.with_other(annotation_id)
        self.readers.emphasize((first.id, other.id))
        self.tag_bar.ask_for_type(self.shelf.number(first), self.shelf.number(other))
        self._voice.say("reading.choose_relation")

    def _stop_linking(self) -> None:
        self._linking = Linking()
        self.tag_bar.back_to_tagging()
        self.readers.emphasize(())
        self.side.claims.choose(self._chosen)
        self._show_bar()
        self.readers.focus()

    def _follow_knot(self, relation_id: str) -> None:
        """A relation's sign was pressed: to its end, or to its start from there."""
        relation = self.shelf.relation(relation_id)
        if relation is not None:
            back = self._chosen == relation.target_id
            self.choose(relation.source_id if back else relation.target_id)

    # Choosing

    def _choose_in_text(self, annotation_id: str) -> None:
        if self._linking.first is not None:
            self._choose_other(annotation_id)
        else:
            self.choose(annotation_id, reveal=False)
            self._say_chosen()

    def _choose_in_list(self, annotation_id: str) -> None:
        if self._linking.first is not None:
            self._choose_other(annotation_id)
        else:
            self.choose(annotation_id)

    def _offer_claims(self, annotation_ids: list[str]) -> None:
        """Several claims under the pointer: a menu, the shortest first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for annotation_id in annotation_ids:
            claim = self.shelf.claim(annotation_id)
            if claim is not None:
                name = wording.claim_name(self._context.language, claim, self.shelf.number(claim))
                menu.addAction(name).triggered.connect(
                    lambda _=False, chosen=annotation_id: self._choose_in_text(chosen)
                )
        menu.popup(QCursor.pos())

    def step(self, by: int) -> None:
        """To the claim before (-1) or after (1) the chosen one, as the list has them."""
        there = self.side.claims.neighbour(self._chosen, by)
        if there is not None:
            self.choose(there)
            self._say_chosen()

    def cancel(self) -> None:
        """Esc: leave linking, else drop the selection, else the chosen claim."""
        if self._linking.first is not None:
            self._stop_linking()
            self._voice.say("reading.said.cancelled")
        elif self.readers.selection() is not None:
            self.readers.clear_selection()
        else:
            self.choose(None)

    def _required(self) -> Annotation | None:
        """The chosen claim; without one, why nothing can be done."""
        claim = self.chosen
        if claim is None:
            self._voice.refuse("reading.refused.no_claim")
        return claim

    def _selected_in(self, claim: Annotation | None) -> tuple[int, int] | None:
        """What is selected in the claim's own article; without it, why nothing can be done."""
        span = self.readers.selection()
        if claim is None:
            return None
        if span is None or span[0] != claim.article_id:
            self._voice.refuse("reading.refused.no_selection")
            return None
        return span[1:]

    def _say_chosen(self) -> None:
        claim = self.chosen
        if claim is not None:
            number = self.shelf.number(claim)
            self._voice.speak(wording.claim_name(self._context.language, claim, number))

    def _put_off(self, flush: Callable[[], None]) -> bool:
        """Nothing can be written while a change is being told; then it is written right after."""
        if self._refreshing:
            QTimer.singleShot(0, self, flush)
        return self._refreshing

    # Find

    def open_find(self) -> None:
        """Open the find bar, or go to its field."""
        self._tools.find.setChecked(True)
        self.find_bar.show()
        self.find_bar.field.setFocus()
        self.find_bar.field.selectAll()

    def _toggle_find(self, wanted: bool) -> None:
        if wanted:
            self.open_find()
        else:
            self.close_find()

    def close_find(self) -> None:
        self._tools.find.setChecked(False)
        self.find_bar.hide()
        self._finder.clear()
        self.readers.focus()

    def _search(self, query: str) -> None:
        self._finder.search(query)
        self.find_bar.show_count(self._finder.current, self._finder.total)

    def _step_match(self, by: int) -> None:
        self._finder.step(by)
        self.find_bar.show_count(self._finder.current, self._finder.total)

    # Articles

    def _replace_article(self, side: int, article_id: str) -> None:
        """A third article takes a side; the one that was there keeps its place."""
        self.readers.open_article(article_id, side)
        self._articles_changed()

    def show_two(self, two: bool) -> None:
        """Two articles side by side, or one."""
        self.readers.set_two(two)
        self._tools.show_two(two)
        self._setting.apply()
        self._articles_changed()

    def _articles_changed(self) -> None:
        desk.remember(self.readers, self._context.preferences)
        self._finder.again()
        self._show_everything()

    def _other_side(self) -> None:
        if self.readers.two:
            self.readers.make_active(1 - self.readers.active)
            self.readers.focus()

    def _show_source_card(self, article_id: str) -> None:
        self._context.navigate("source_card", article_id=article_id)

    # Inside

    def _lay_out(self) -> None:
        self.find_bar.hide()
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.readers, 1)
        column.addWidget(self.tag_bar)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(text, 1)
        self._row.addWidget(self.side)

    def _listen(self) -> None:
        readers, bar, claims = self.readers, self.tag_bar, self.side.claims
        readers.selection_changed.connect(self._show_bar)
        readers.claim_clicked.connect(self._choose_in_text)
        readers.claims_clicked.connect(self._offer_claims)
        readers.relation_clicked.connect(self._follow_knot)
        readers.article_chosen.connect(self._replace_article)
        readers.source_card_asked.connect(self._show_source_card)
        readers.active_changed.connect(self._show_list)
        readers.zoomed.connect(self._setting.keep_size)
        self.side.head.changed.connect(self._show_list)
        claims.claim_chosen.connect(self._choose_in_list)
        claims.removal_asked.connect(self.remove)
        bar.tag_given.connect(self.give_tag)
        bar.evidence_asked.connect(self.mark_evidence)
        bar.link_asked.connect(self.start_linking)
        bar.relation_given.connect(self.give_type)
        bar.cancelled.connect(self.cancel)
        self.find_bar.query_changed.connect(self._search)
        self.find_bar.stepped.connect(self._step_match)
        self.find_bar.closed.connect(self.close_find)
        self._tools.find.clicked.connect(self._toggle_find)
        self._tools.two.clicked.connect(self.show_two)
        self._listen_to_card()

    def _listen_to_card(self) -> None:
        card, gestures = self.side.card, self._gestures
        card.attributed.connect(self._attribute)
        card.evidence_asked.connect(self._pick_evidence)
        card.evidence_shown.connect(self._show_evidence)
        card.evidence_cleared.connect(self._on_chosen(gestures.clear_evidence))
        card.confidence_set.connect(self._on_chosen(gestures.set_confidence))
        card.note_written.connect(self._write_note)
        card.starred.connect(self._on_chosen(gestures.star))
        card.retagged.connect(self._on_chosen(gestures.retag))
        card.resize_asked.connect(self.move_limits)
        card.removal_asked.connect(self.remove)
        card.link_asked.connect(self.start_linking)
        card.stepped.connect(self.step)
        card.relation_followed.connect(self.choose)
        card.relation_retyped.connect(gestures.retype)
        card.relation_turned.connect(gestures.turn)
        card.relation_removed.connect(gestures.unlink)

    def _on_chosen(self, gesture: Callable[..., object]) -> Callable[..., None]:
        """A gesture of the card, on the claim that it shows, after what is being typed there."""

        def act(*values: object) -> None:
            self.flush()
            claim = self.chosen
            if claim is not None:
                gesture(claim, *values)

        return act

    def _bind_keys(self) -> dict[str, Callable[[], None]]:
        zoom = self._setting.zoom
        larger = ("Ctrl+=", "Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++")
        return {
            **{str(n): lambda place=n: self._press_number(place) for n in range(1, 6)},
            "E": self.mark_evidence,
            "L": self.start_linking,
            "R": self.move_limits,
            "Delete": self.remove,
            "Esc": self.cancel,
            "Alt+Up": lambda: self.step(-1),
            "Alt+Down": lambda: self.step(1),
            "Ctrl+F": self.open_find,
            "F3": lambda: self._step_match(1),
            "Shift+F3": lambda: self._step_match(-1),
            "F6": self._other_side,
            **dict.fromkeys(larger, lambda: zoom(1)),
            "Ctrl+-": lambda: zoom(-1),
            "Ctrl+0": lambda: zoom(0),
        }

    def _press_number(self, place: int) -> None:
        if self._linking.wants_type:
            self.give_type(wording.RELATION_TYPES[place - 1])
        elif self._linking.first is None and place <= len(wording.TAGS):
            self.give_tag(wording.TAGS[place - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(keys.chord(event))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        under = width < _UNDER_TEXT_BELOW
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        )
        side = self._context.look.size("side_panel") if width >= _SLIM_BELOW else _SLIM_SIDE
        self.side.lie(side, under=under)
        self.readers.fit(width)
        self._setting.fit(width)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._refreshing:
            self.flush()
