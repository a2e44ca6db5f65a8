"""What somebody does to claims and relations: one transaction each, then said aloud."""

from collections.abc import Sequence

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.domain.relation import RelationType
from app.services import annotating, relating
from app.ui.context import Context
from app.ui.reader.claims import Span
from app.ui.reading import wording
from app.ui.reading.shelf import Shelf
from app.ui.reading.voice import Voice


class Gestures:
    """The page decides what is meant; here it happens. What is refused was reported already.

    When a method returns, the workspace holds the change and the page has shown it.
    """

    def __init__(self, context: Context, shelf: Shelf, voice: Voice) -> None:
        self._context = context
        self._shelf = shelf
        self._voice = voice

    def highlight(
        self, article_id: str, start: int, end: int, tag: Tag, parts: Sequence[Span] = ()
    ) -> Annotation | None:
        """Tag a span, or all ``parts`` of a selection, as one claim. None where it was refused."""
        author = self._shelf.author_id
        made = self._context.do(
            Gesture.HIGHLIGHT, annotating.highlight, article_id, author, start, end, tag, parts
        )
        if made is not None:
            self._voice.say("reading.said.highlight", number=self._number(made), tag=self._tag(tag))
        return made

    def retag(self, claim: Annotation, tag: Tag) -> None:
        if claim.tag is tag:
            return
        if self._context.do(Gesture.RETAG, annotating.retag, claim.id, tag):
            self._voice.say("reading.said.retag", number=self._number(claim), tag=self._tag(tag))

    def resize(self, claim: Annotation, start: int, end: int) -> bool:
        """Whether the claim has these limits now. They must touch the old ones."""
        if end <= claim.start or claim.end <= start:
            self._voice.refuse("reading.refused.apart")
            return False
        resized = self._context.do(Gesture.RESIZE, annotating.resize, claim.id, start, end)
        if resized is None:
            return False
        self._voice.say("reading.said.resize", number=self._number(resized))
        return True

    def remove(self, claim: Annotation) -> bool:
        """Whether the claim is gone; an undo is offered."""
        number, relations = self._shelf.number(claim), len(self._shelf.links(claim.id))
        self._context.do(Gesture.REMOVE_CLAIM, annotating.remove, claim.id)
        if self._shelf.claim(claim.id) is not None:
            return False
        self._context.offer_undo(
            self._voice.count("reading.removed_linked", relations, number=number)
            if relations
            else self._voice.say("reading.removed", number=number)
        )
        return True

    def mark_evidence(self, claim: Annotation, start: int, end: int) -> bool:
        """Whether these words are now the evidence of who said the claim."""
        marked = self._context.do(
            Gesture.MARK_EVIDENCE, annotating.mark_evidence, claim.id, start, end
        )
        if marked is None:
            return False
        words = self._shelf.article(claim.article_id).text[start:end]
        self._voice.say(
            "reading.said.evidence",
            number=self._number(claim),
            words=isolate(wording.first_words(words)),
        )
        return True

    def clear_evidence(self, claim: Annotation) -> None:
        self._context.do(Gesture.MARK_EVIDENCE, annotating.clear_evidence, claim.id)

    def attribute(self, claim: Annotation, kind: SourceType | None, name: str) -> None:
        """Answer «من قال؟»; the same answer again is no step."""
        present = claim.attribution
        before = (present.source_type, present.name or "") if present else (None, "")
        if (kind, name.strip()) == before or (kind is None and present is None):
            return
        if self._context.do(Gesture.ATTRIBUTE, annotating.attribute, claim.id, kind, name or None):
            key = f"source_type.{kind.value}" if kind else "reading.who_unanswered"
            who = self._voice.word(key)
            who = f"{who} {isolate(name)}" if name.strip() else who
            self._voice.say("reading.said.attribute", number=self._number(claim), who=who)

    def attribute_by(
        self, claim: Annotation, kind: SourceType, name: str, start: int, end: int
    ) -> bool:
        """Whether these words now show who said the claim."""
        done = self._context.do(
            Gesture.ATTRIBUTE, annotating.attribute_by, claim.id, kind, name or None, start, end
        )
        if done is None:
            return False
        who = self._voice.word(f"source_type.{kind.value}")
        who = f"{who} {isolate(name)}" if name else who
        self._voice.say("reading.said.attribute", number=self._number(claim), who=who)
        return True

    def write_note(self, claim: Annotation, text: str, goes_on: bool = False) -> None:
        workspace = self._context.workspace
        write = workspace.go_on if goes_on else workspace.do
        try:
            write(Gesture.WRITE_NOTE, annotating.write_note, claim.id, text)
        except KnownError as error:
            self._context.report(error)
        else:
            self._voice.say("reading.said.note")

    def retag_all(self, claims: Sequence[Annotation], tag: Tag) -> None:
        """Retag several in one step."""
        ids = [claim.id for claim in claims if claim.tag is not tag]
        if ids and self._context.do(Gesture.RETAG, annotating.retag_all, ids, tag):
            self._voice.count("reading.said.retag_all", len(ids), tag=self._tag(tag))

    def remove_all(self, claims: Sequence[Annotation]) -> bool:
        """Whether several are gone, in one step; an undo is offered."""
        ids = [claim.id for claim in claims]
        self._context.do(Gesture.REMOVE_CLAIM, annotating.remove_all, ids)
        if any(self._shelf.claim(one) is not None for one in ids):
            return False
        self._context.offer_undo(self._voice.count("reading.removed_several", len(ids)))
        return True

    def star(self, claim: Annotation, starred: bool) -> None:
        if self._context.do(Gesture.STAR_NOTE, annotating.star, claim.id, starred):
            self._voice.say("reading.said.star" if starred else "reading.said.unstar")

    def set_confidence(self, claim: Annotation, confidence: int | None) -> None:
        done = self._context.do(
            Gesture.SET_CONFIDENCE, annotating.set_confidence, claim.id, confidence
        )
        if done and confidence is not None:
            level = self._voice.word(f"reading.confidence.{confidence}")
            self._voice.say("reading.said.confidence", level=level)

    def link(self, source_id: str, target_id: str, type_: RelationType) -> None:
        author = self._shelf.author_id
        if self._context.do(Gesture.LINK, relating.link, author, source_id, target_id, type_):
            self._voice.say("reading.said.link", type=self._type(type_))

    def retype(self, relation_id: str, type_: RelationType) -> None:
        if self._context.do(Gesture.RETYPE_LINK, relating.retype, relation_id, type_):
            self._voice.say("reading.said.retype", type=self._type(type_))

    def turn(self, relation_id: str) -> None:
        self._context.do(Gesture.RETYPE_LINK, relating.turn, relation_id)

    def unlink(self, relation_id: str) -> None:
        relation = self._shelf.relation(relation_id)
        if relation is None:
            return
        self._context.do(Gesture.UNLINK, relating.unlink, relation_id)
        if self._shelf.relation(relation_id) is None:
            said = self._voice.say("reading.unlinked", type=self._type(relation.type))
            self._context.offer_undo(said)

    def _number(self, claim: Annotation) -> int:
        present = self._shelf.claim(claim.id)
        return self._shelf.number(present or claim)

    def _tag(self, tag: Tag) -> str:
        return self._voice.word(f"tag.{tag.value}")

    def _type(self, type_: RelationType) -> str:
        return self._voice.word(f"relation_type.{type_.value}")
