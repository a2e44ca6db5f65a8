"""The making of a relation: first claim, other claim, type. The bar asks, step by step."""

from PySide6.QtCore import QObject, Signal

from app.domain.annotation import Annotation
from app.domain.relation import RelationType
from app.ui.reading.gestures import Gestures
from app.ui.reading.readers import Readers
from app.ui.reading.shelf import Shelf
from app.ui.reading.tag_bar import LinkEnd, TagBar
from app.ui.reading.voice import Voice


class Linking(QObject):
    """A relation that is not whole yet. Without ``first`` nobody is linking."""

    ended = Signal()  # made or dropped

    def __init__(
        self,
        gestures: Gestures,
        shelf: Shelf,
        readers: Readers,
        bar: TagBar,
        voice: Voice,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._shelf = shelf
        self._readers = readers
        self._bar = bar
        self._voice = voice
        self.first: str | None = None
        self.second: str | None = None

    @property
    def waits(self) -> bool:
        """Whether a claim or a type is asked for."""
        return self.first is not None

    @property
    def wants_type(self) -> bool:
        return self.second is not None

    def begin(self, claim: Annotation) -> None:
        """From ``claim`` to the next one that is taken, in any article."""
        self._readers.clear_selection()
        self.first, self.second = claim.id, None
        self._bar.ask_for_other(self._shelf.number(claim))
        self._voice.say("reading.choose_other_claim")

    def take(self, annotation_id: str) -> None:
        """The other end; another one replaces it."""
        first, other = self._shelf.claim(self.first or ""), self._shelf.claim(annotation_id)
        if first is None or other is None:
            return
        if first.id == other.id:
            self._voice.refuse("reading.refused.itself")
            return
        self.second = annotation_id
        self._readers.emphasize((first.id, other.id))
        self._bar.ask_for_type(self._end(first), self._end(other))
        self._voice.say("reading.choose_relation")

    def walk(self, by: int) -> None:
        """By keyboard through the claims that could be the other end, other articles first."""
        first = self._shelf.claim(self.first or "")
        if first is None:
            return
        claims = self._candidates(first)
        if not claims:
            self._voice.refuse("reading.refused.no_other_claim")
            return
        ids = [claim.id for claim in claims]
        at = ids.index(self.second) + by if self.second in ids else min(by, 0)
        there = claims[at % len(claims)]
        self._readers.reveal(there.article_id, there.start, there.end)
        self.take(there.id)
        self._voice.claim(there, self._shelf.number(there))

    def give(self, type_: RelationType) -> None:
        """Make the relation."""
        first, second = self.first, self.second
        if first is not None and second is not None:
            self.stop()
            self._gestures.link(first, second, type_)

    def stop(self) -> None:
        """Drop it. Who was sent to look for the other claim is back at the first one's text."""
        first = self._shelf.claim(self.first or "")
        self.first = self.second = None
        if first is not None:
            self._readers.turn_to(first.article_id)
        self._readers.focus()  # before its buttons go: Qt would pass the focus from one to the next
        self._bar.back_to_tagging()
        self._readers.emphasize(())
        self.ended.emit()

    def tidy(self) -> None:
        """A claim may be gone: then there is nothing to link any more."""
        ends = [end for end in (self.first, self.second) if end is not None]
        if any(self._shelf.claim(end) is None for end in ends):
            self.first = self.second = None
            self._bar.back_to_tagging()

    def _end(self, claim: Annotation) -> LinkEnd:
        return LinkEnd(claim, self._shelf.number(claim), self._shelf.title(claim.article_id))

    def _candidates(self, first: Annotation) -> list[Annotation]:
        articles = sorted(self._readers.article_ids(), key=lambda one: one == first.article_id)
        claims = (claim for article in articles for claim in self._shelf.claims(article))
        return [claim for claim in claims if claim.id != first.id]
