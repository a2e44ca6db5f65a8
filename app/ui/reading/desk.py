"""The reading desk: the chosen claim, a relation in the making, and all that shows them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.article import Article, word_spans
from app.domain.assignment import Asked
from app.domain.change import Changes
from app.domain.relation import RelationType
from app.domain.setting import Role
from app.services import assigning
from app.ui.context import Context
from app.ui.controls.menu import pop_up
from app.ui.reader.handles import End
from app.ui.reading import open_articles, wording
from app.ui.reading.attributing import Attributing
from app.ui.reading.card_desk import CardDesk
from app.ui.reading.choosing import Choosing
from app.ui.reading.gestures import Gestures
from app.ui.reading.linking import Linking
from app.ui.reading.menus import Menus
from app.ui.reading.readers import Readers
from app.ui.reading.reshaping import Reshaping
from app.ui.reading.shelf import Shelf
from app.ui.reading.side import SidePanel
from app.ui.reading.tag_bar import TagBar
from app.ui.reading.voice import Voice


class Desk(QObject):
    """One claim is chosen at most: card, list, text and bar are about it. Decides what a key or a
    press means now, has it done, and shows what came of it.
    """

    shown = Signal()  # claims or relations are not what they were

    def __init__(
        self,
        context: Context,
        shelf: Shelf,
        readers: Readers,
        side: SidePanel,
        tag_bar: TagBar,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.shelf = shelf
        self.readers = readers
        self.side = side
        self.tag_bar = tag_bar
        self._voice = Voice(page, context.language, context.hint)
        self._gestures = Gestures(context, shelf, self._voice)
        self.reshaping = Reshaping(context, shelf, readers, self._voice, self)
        self._menus = Menus(context, shelf, page)
        self._linking = Linking(self._gestures, shelf, readers, tag_bar, self._voice, self)
        self._attributing = Attributing(self._gestures, shelf, readers, tag_bar, self)
        self.choosing = Choosing(
            shelf, readers, side.claims, self._linking, self._menus, self._voice, self.flush, self
        )
        self._refreshing = False
        self._card_desk = CardDesk(
            context, side.card, self._gestures, readers,
            lambda: self.chosen, lambda: self._refreshing,
        )  # fmt: skip
        self._listen()
        self._listen_to_card()

    def refresh(self, changes: Changes | None) -> None:
        """Show what changed; None: read everything again."""
        self._refreshing = True
        try:
            if changes is None:
                self.shelf.clear()
            else:
                self.shelf.follow(changes)
            self._show_changes(changes)
        finally:
            self._refreshing = False

    def flush(self) -> bool:
        """Write what is being typed; False where it could not be."""
        return self._card_desk.flush()

    # What is shown

    @property
    def chosen(self) -> Annotation | None:
        """The claim that everything is about."""
        return self.choosing.claim

    def choose(self, annotation_id: str | None, *, reveal: bool = True) -> None:
        """Choose a claim, and go to it in the text unless told otherwise; None for none."""
        self.choosing.choose(annotation_id, reveal=reveal)

    def _show_chosen(self, alone: bool) -> None:
        chosen = self._chosen_id
        if chosen is not None and self.side.claims.claims.place(chosen) is None:
            self._show_list()
        self.side.claims.choose(chosen, alone=alone)
        self._show_card()
        self._show_bar()

    @property
    def _chosen_id(self) -> str | None:
        return self.chosen.id if self.chosen is not None else None

    def _show_several(self) -> None:
        """Several claims were chosen in the list, or no longer."""
        self.flush()
        self._show_card()
        self._show_bar()
        several = self.side.claims.several()
        if several:
            self._voice.count("reading.several_chosen", len(several))

    def show_everything(self) -> None:
        self.readers.show_heads()
        self.readers.show_claims()
        self._show_marks()

    def _show_changes(self, changes: Changes | None) -> None:
        if changes is None or changes.touch(Article):
            open_articles.tidy(self.readers, self.shelf)
            self.readers.show_heads()
        if changes is None:
            self.readers.show_claims()
        else:
            restored = self._choose_restored(changes)
            self.readers.show_changes(changes, self.chosen)  # the words before what is said on them
            if restored is not None:
                self.readers.bring_into_view(restored)
        self._show_marks()

    def _choose_restored(self, changes: Changes) -> Annotation | None:
        """A claim that undo brought back is the one that somebody looks for."""
        new = [after for before, after in changes.of(Annotation) if before is None and after]
        if len(new) == 1 and self.shelf.claim(new[0].id) and self.side.card.settled():
            self.choosing.set(new[0].id)
            return new[0]
        return None

    def _show_marks(self) -> None:
        """Relations, list, card and bar: all that hangs on the claims."""
        self.choosing.tidy()
        self._linking.tidy()
        self.readers.show_relations()
        self.readers.choose(self.chosen)
        self._show_list()
        self._show_card()
        self._show_bar()
        self.shown.emit()

    def _show_list(self) -> None:
        open_ids = self.readers.article_ids()
        self.side.show_claims(open_ids, self.readers.active_article, self._chosen_id)

    def _show_card(self) -> None:
        claim, several = self.chosen, self.side.claims.several()
        self.side.show_remarks(None if several else self._chosen_id)
        if several:
            self.side.card.show_several(len(several))
            return
        if claim is None:
            self.side.card.show_claim(None)
            return
        self.side.card.ask(self._asked_in(claim.article_id))
        number, paragraph = self.shelf.number(claim), self.shelf.paragraph(claim)
        self.side.card.show_claim(claim, number, paragraph, self.shelf.links(claim.id))

    def _asked_in(self, article_id: str | None) -> frozenset[Asked]:
        """What a student is asked to say of claims in an article; a teacher may say it all."""
        if article_id is None or self._context.role is Role.TEACHER:
            return frozenset(Asked)
        return self._context.workspace.read(assigning.asked_in, article_id)

    def _refuses(self, field: Asked, claim: Annotation) -> bool:
        """Whether a field is not asked in the claim's article, which is then said."""
        refused = field not in self._asked_in(claim.article_id)
        if refused:
            self._voice.refuse("reading.refused.not_asked")
        return refused

    def _show_bar(self) -> None:
        if self._linking.waits or self._attributing.waits:
            return
        self.tag_bar.ask(self._asked_in(self.readers.active_article))
        claim, span = self.chosen, self.readers.selection()
        words, parts = 0, self.readers.parts()
        if span is not None:
            text = self.shelf.article(span[0]).text
            words = sum(len(word_spans(text[start:end])) for start, end in parts)
        number = self.shelf.number(claim) if claim else None
        self.tag_bar.show_state(
            words=words,
            parts=len(parts),
            chosen=number,
            tag=claim.tag if claim else None,
            attributed=claim is not None and claim.attribution is not None,
            several=len(self.side.claims.several()),
        )

    def _follow_selection(self) -> None:
        """New words in the text end the question that the bar asks: digits then tag them."""
        if self._attributing.overtaken():
            self._attributing.drop()
            self._voice.say("reading.said.cancelled")
        self._show_bar()

    # Gestures on claims

    def give_tag(self, tag: Tag) -> None:
        """Tag what is selected as a new claim; with nothing selected, retag the chosen one."""
        span = self.readers.selection()
        self.flush()
        if span is None:
            self._retag(tag, here=True)
            return
        made = self._gestures.highlight(*span, tag, self.readers.parts())
        if made is not None:
            self.readers.clear_selection()
            if self._chosen_id != made.id:  # else it was when the change was shown
                self.choose(made.id, reveal=False)
            self._card_desk.explain()

    def _retag(self, tag: Tag, *, here: bool = False) -> None:
        """Retag the claims that are chosen in the list, or the one that is; ``here``: not one of
        another article than the caret's."""
        several = self._several()
        if several:
            self._gestures.retag_all(several, tag)
            return
        self.flush()
        claim = self.choosing.required(here=here)
        if claim is not None and claim.tag is not tag:
            self._gestures.retag(claim, tag)
            self._card_desk.explain()

    def _several(self) -> list[Annotation]:
        found = map(self.shelf.claim, self.side.claims.several())
        return [claim for claim in found if claim is not None]

    def move_limits(self) -> None:
        """Give the chosen claim the limits of the selection; without one, take its end in hand."""
        claim = self.choosing.required()
        if claim is not None and self.readers.selection() is None:
            self.reshaping.hold(End.END)
            return
        span = self._selected_in(claim)
        if claim is not None and span is not None and self._gestures.resize(claim, *span):
            self.readers.clear_selection()

    def take_part(self) -> None:
        """Take the selected words out of the chosen claim, or a part: the caret's, or one of the
        menu that then opens."""
        self.flush()
        if not self.reshaping.take_part():
            menu = self._menus.new()
            self.side.card.fill_parts(menu)
            pop_up(menu, self.readers.caret_place())

    def _take_off(self, start: int, end: int) -> None:
        claim = self.choosing.required()
        if claim is not None:
            self.reshaping.take_off(claim.id, start, end)

    def remove(self, annotation_id: str | None = None) -> None:
        """Remove a claim (the chosen one, or the several). Who is in the list goes on to the next
        one; elsewhere no other is chosen, which the same key would remove too."""
        self.flush()
        several = self._several() if annotation_id is None else []
        if several:
            after = self.side.claims.neighbour(several[-1].id, 1)
            if self._gestures.remove_all(several):
                self.choose(after, reveal=False)
            return
        claim = (
            self.shelf.claim(annotation_id) if annotation_id else self.choosing.required(here=True)
        )
        if claim is None:
            return
        listed = self.side.claims
        after = listed.neighbour(claim.id, 1) or listed.neighbour(claim.id, -1)
        if self._gestures.remove(claim):
            self.choose(after if listed.hasFocus() else None, reveal=False)

    def _remove_shown(self) -> None:
        """From the card or its menu: the claim that they are about, wherever the caret is."""
        self.remove(self._chosen_id)

    def mark_evidence(self) -> None:
        """Take the selected words as the evidence of who said the chosen claim. Where nobody has
        said who, that is asked; without words, that alone."""
        claim, selected = self.chosen, self.readers.selection()
        if claim is None:
            key = "no_claim" if selected is None else "evidence_of_what"
            self._voice.refuse(f"reading.refused.{key}")
            return
        if self._refuses(Asked.SOURCE, claim):
            return
        self.flush()
        said = claim.attribution
        if said is None and selected is None:
            self._attributing.begin(claim, None)
            self._voice.say("reading.ask_who_said")
            return
        span = self._selected_in(claim)
        if span is None:
            return
        if said is None:
            self._attributing.begin(claim, span)
            self._voice.say("reading.ask_who_said")
        elif not said.name and self._attributing.name(claim, said.source_type, span):
            self._attributing.mark(claim, said.source_type, span)
            self._show_bar()
        elif self._gestures.mark_evidence(claim, *span):
            self.readers.clear_selection()
            self._show_bar()

    def _give_source(self, kind: SourceType) -> None:
        self._attributing.give(kind)
        self._show_bar()

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
        claim = self.choosing.required()
        if claim is None or self._refuses(Asked.LINKS, claim):
            return
        self.flush()
        self._linking.begin(claim)

    def give_type(self, type_: RelationType) -> None:
        """Make the relation that was begun."""
        self._linking.give(type_)

    def _linking_ended(self) -> None:
        self.side.claims.choose(self._chosen_id)
        self._show_bar()

    def join(self, firsts: Sequence[str], seconds: Sequence[str], place: QPoint) -> None:
        """A badge was dragged to another: two claims are to be linked; how is asked, and which,
        where a badge stands for several."""

        def begin(first: str) -> None:
            self.cancel_asking()
            self.choose(first, reveal=False)
            self.start_linking()
            rest = [second for second in seconds if second != first]
            self._menus.pick(rest, place, "reading.link_to_which", self.chosen, self._linking.take)

        self._menus.pick(firsts, place, "reading.link_from_which", self.chosen, begin)

    def open_menu(self, claim_id: str = "", place: QPoint | None = None) -> None:
        """Open ``menu`` at a place of the screen, or where the caret is."""
        menu = self.menu(claim_id, pointed=place is not None)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            pop_up(menu, place or self.readers.caret_place())

    def menu(self, claim_id: str = "", *, pointed: bool = False) -> QMenu:
        """What can be done with the selection, or with a claim; the chosen one, unless something
        else was ``pointed`` at."""
        menu, menus, span = self._menus.new(), self._menus, self.readers.selection()
        if span is not None:
            claim = self.chosen
            here = claim is not None and span[0] == claim.article_id
            keep, add = self.reshaping.keep_part, self.reshaping.add_part
            menus.add_tags(menu, self.give_tag)
            menus.add_parts(menu, claim if here else None, keep, add, self.take_part)
            menu.addSeparator()
        if claim_id:
            self.choose(claim_id, reveal=False)
        elif span is not None or pointed:
            return menu
        self.side.card.fill_menu(menu)
        group = self.readers.group_of(self.chosen)
        if len(group) > 1:
            line = menu.addMenu(self._context.language.say("reading.claims_here"))
            menus.add_claims(line, group, self.chosen, self.choosing.in_text)
        return menu

    def cancel(self) -> None:
        """Esc: leave what is asked, else drop the selection, else the chosen claim."""
        if self.cancel_asking():
            self._voice.say("reading.said.cancelled")
        elif self.readers.selection() is not None:
            self.readers.clear_selection()
        else:
            self.choose(None)

    def cancel_asking(self) -> bool:
        """Whether a question of the bar was open, which is now dropped."""
        if self._linking.waits:
            self._linking.stop()
        elif self._attributing.waits:
            self._attributing.stop()
            self._show_bar()
        else:
            return False
        return True

    def _selected_in(self, claim: Annotation | None) -> tuple[int, int] | None:
        """What is selected in the claim's own article; without it, why nothing can be done."""
        span = self.readers.selection()
        if claim is None:
            return None
        if span is None or span[0] != claim.article_id:
            self._voice.refuse("reading.refused.no_selection")
            return None
        return span[1:]

    # What is heard

    def press_number(self, place: int) -> None:
        """The key 1–6: a tag, a relation's type, or who the marked words point to."""
        if self._linking.wants_type:
            if place <= len(wording.RELATION_TYPES):
                self.give_type(wording.RELATION_TYPES[place - 1])
        elif self._attributing.waits:
            self._give_source(wording.SOURCE_TYPES[place - 1])
        elif self._linking.waits:
            self._voice.refuse("reading.choose_other_claim")
        elif place <= len(wording.TAGS):
            self.give_tag(wording.TAGS[place - 1])

    def _listen(self) -> None:
        readers, bar, claims = self.readers, self.tag_bar, self.side.claims
        readers.selection_changed.connect(self._follow_selection)
        readers.claim_clicked.connect(self.choosing.in_text)
        readers.claims_clicked.connect(self.choosing.among)
        readers.relation_clicked.connect(self.choosing.follow_knot)
        self._linking.ended.connect(self._linking_ended)
        self.choosing.changed.connect(self._show_chosen)
        readers.group_clicked.connect(self.choosing.of_group)
        readers.badges_joined.connect(self.join)
        readers.menu_asked.connect(self.open_menu)
        readers.active_changed.connect(self._show_list)
        self.side.head.changed.connect(self._show_list)
        claims.claim_chosen.connect(self.choosing.in_list)
        claims.several_changed.connect(self._show_several)
        claims.removal_asked.connect(self.remove)
        bar.tag_given.connect(self.give_tag)
        bar.evidence_asked.connect(self.mark_evidence)
        bar.link_asked.connect(self.start_linking)
        bar.relation_given.connect(self.give_type)
        bar.source_given.connect(self._give_source)
        bar.cancelled.connect(self.cancel)

    def _listen_to_card(self) -> None:
        card = self.side.card
        card.who_said.evidence_asked.connect(self._pick_evidence)
        card.retagged.connect(self._retag)
        card.resize_asked.connect(self.move_limits)
        card.part_taken.connect(self._take_off)
        card.removal_asked.connect(self._remove_shown)
        card.jump_asked.connect(self.choosing.jump)
        card.several.tag_given.connect(self._retag)
        card.several.removal_asked.connect(self.remove)
        card.link_asked.connect(self.start_linking)
        card.stepped.connect(self.choosing.step)
        card.relation_followed.connect(self.choosing.choose)
