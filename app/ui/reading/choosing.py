"""Which claim is chosen, and the ways to another one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal

from app.domain.annotation import Annotation
from app.ui.reading.claims_list import ClaimsList
from app.ui.reading.linking import Linking
from app.ui.reading.menus import Menus
from app.ui.reading.readers import Readers
from app.ui.reading.shelf import Shelf
from app.ui.reading.voice import Voice


class Choosing(QObject):
    """One claim at most, in all articles. While a relation is made, who chooses gives its other
    end instead. ``flush`` writes what is being typed about the claim that is left."""

    changed = Signal(bool)  # alone: others that are chosen in the list with it are let go

    def __init__(
        self,
        shelf: Shelf,
        readers: Readers,
        listed: ClaimsList,
        linking: Linking,
        menus: Menus,
        voice: Voice,
        flush: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._readers = readers
        self._listed = listed
        self._linking = linking
        self._menus = menus
        self._voice = voice
        self._flush = flush
        self._id: str | None = None
        self._came_by: str | None = None  # the relation that a jump followed

    @property
    def claim(self) -> Annotation | None:
        """The claim that everything is about."""
        return self._shelf.claim(self._id) if self._id else None

    def required(self, *, here: bool = False) -> Annotation | None:
        """The chosen claim; without one, why nothing can be done. ``here``: it must not be of
        another article than the one that the caret is in."""
        claim = self.claim
        if claim is None:
            self._voice.refuse("reading.refused.no_claim")
        elif here and self._readers.has_focus_elsewhere(claim):
            self._voice.refuse("reading.refused.elsewhere")
            return None
        return claim

    def set(self, annotation_id: str | None) -> None:
        """Another claim is chosen before anything of it is shown."""
        self._id = annotation_id

    def tidy(self) -> None:
        """The claim may be gone: then none is chosen."""
        if self.claim is None:
            self._id = None

    def choose(self, annotation_id: str | None, *, reveal: bool = True, alone: bool = True) -> None:
        """Choose a claim, and go to it in the text unless told otherwise; None for none.

        ``alone``: others that are chosen in the list with it are let go.
        """
        self._flush()
        claim = self._shelf.claim(annotation_id) if annotation_id else None
        self._id = claim.id if claim else None
        if claim is not None and reveal:
            self._readers.reveal(claim.article_id, claim.start, claim.end)
        self._readers.choose(claim)
        self.changed.emit(alone)

    # From the text

    def in_text(self, annotation_id: str) -> None:
        if self._linking.waits:
            self._linking.take(annotation_id)
        else:
            self.choose(annotation_id, reveal=False)
            self._say()

    def among(self, annotation_ids: list[str]) -> None:
        """Several claims under the pointer: the one that is tinted, pressed again the next one.

        No menu: nothing ever lies on the text.
        """
        order = [*annotation_ids, annotation_ids[0]]
        here = self._linking.second or self._id
        chosen = order[order.index(here) + 1] if here in annotation_ids else order[0]
        self.in_text(chosen)

    def of_group(self, annotation_ids: list[str], place: QPoint) -> None:
        """A badge that stands for several claims was pressed."""
        self._menus.pick(annotation_ids, place, "reading.claims_here", self.claim, self.in_text)

    def follow_knot(self, relation_id: str) -> None:
        """A relation's sign was pressed: to its end, or to its start from there."""
        relation = self._shelf.relation(relation_id)
        if relation is not None:
            back = self._id == relation.target_id
            self.choose(relation.source_id if back else relation.target_id)

    # From the list, and by keys

    def in_list(self, annotation_id: str) -> None:
        if self._linking.waits:
            self._linking.take(annotation_id)
        else:
            self.choose(annotation_id, alone=False)

    def step(self, by: int) -> None:
        """To the claim before (-1) or after (1) the chosen one, as the list has them."""
        if self._linking.waits:
            self._linking.walk(by)
            return
        there = self._listed.neighbour(self._id, by, self._readers.active_article)
        if there is not None:
            self.choose(there)
            self._say()
        elif not self._listed.claims.rowCount():
            self._voice.say("reading.no_claims")

    def jump(self) -> None:
        """To the other end of the chosen claim's relation; again: to that of the next one."""
        claim = self.required()
        if claim is None:
            return
        links = self._shelf.links(claim.id)
        if not links:
            self._voice.refuse("reading.refused.no_relation")
            return
        ids = [link.relation.id for link in links]
        at = ids.index(self._came_by) + 1 if self._came_by in ids else 0
        link = links[at % len(links)]
        self._came_by = link.relation.id
        self.choose(link.other.id)
        self._say()

    def _say(self) -> None:
        claim = self.claim
        if claim is not None:
            self._voice.claim(claim, self._shelf.number(claim))
