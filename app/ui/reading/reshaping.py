"""Claims whose ends are moved in the text, and parts added to them: one step each, then said."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.domain.annotation import Annotation
from app.domain.change import Gesture
from app.domain.language import isolate
from app.services import annotating
from app.ui.context import Context
from app.ui.reader.claims import Span
from app.ui.reader.handles import End
from app.ui.reader.reader import Reader
from app.ui.reading import wording
from app.ui.reading.readers import Readers
from app.ui.reading.shelf import Shelf
from app.ui.reading.voice import Voice

_SAID = 2  # words at the end that was moved


class Reshaping(QObject):
    """Listens to the readers, whose chosen claim has handles while the workspace can be written."""

    def __init__(
        self, context: Context, shelf: Shelf, readers: Readers, voice: Voice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shelf = shelf
        self._readers = readers
        self._voice = voice
        for column in readers.columns:
            self._listen(column.reader)

    def hold(self, end: End) -> None:
        """From anywhere on the page: take an end of the chosen claim in hand."""
        for column in self._readers.columns:
            if column.reader.selected_claim is not None and column.isVisible():
                column.reader.setFocus()
                column.reader.hold_end(end)
                return
        self._voice.refuse("reading.refused.no_claim")

    # Parts by keys

    def keep_part(self) -> None:
        """What is selected stays while another part is selected; a tag then makes one claim."""
        reader = self._readers.columns[self._readers.active].reader
        span = reader.selection()
        if span is None or not reader.keep_part():
            self._voice.refuse("reading.refused.nothing_to_keep")
            return
        reader.setFocus()
        article = self._shelf.article(str(self._readers.active_article))
        words = isolate(wording.first_words(article.text[slice(*span)]))
        self._voice.say("reading.said.part_kept", words=words)
        self._readers.selection_changed.emit()

    def add_part(self) -> None:
        """Make the selected words parts of the chosen claim."""
        claim = self._chosen()
        parts = self._selected(claim) if claim is not None else ()
        if claim is not None and parts:
            self._add_part(claim.id, *parts[0], parts[1:])
            self._readers.clear_selection()

    def take_part(self) -> bool:
        """Take the selected words, or the part that the caret is in, out of the chosen claim.

        False: it is not said which part, and the claim has several.
        """
        claim = self._chosen()
        if claim is None:
            return True
        if self._readers.selection() is not None:
            parts = self._selected(claim)
        elif len(claim.spans) == 1:
            self._voice.refuse("reading.refused.one_part")
            return True
        else:
            parts = self._part_in_hand(claim)
            if not parts:
                return False
        if parts:
            self.take_off(claim.id, *parts[0], parts[1:])
        return True

    def take_off(self, claim_id: str, start: int, end: int, more: Sequence[Span] = ()) -> None:
        """Take these words out of a claim."""
        less = self._context.do(Gesture.RESIZE, annotating.take_span, claim_id, start, end, more)
        if less is not None:
            self._readers.clear_selection()
            self._voice.say("reading.said.part_taken", number=self._shelf.number(less))

    def _chosen(self) -> Annotation | None:
        chosen = (column.reader.selected_claim for column in self._readers.columns)
        claim = next((self._shelf.claim(one) for one in chosen if one), None)
        if claim is None:
            self._voice.refuse("reading.refused.no_claim")
        return claim

    def _part_in_hand(self, claim: Annotation) -> Sequence[Span]:
        """The part that the caret is in, or right behind."""
        column = self._readers.column_of(claim.article_id)
        if column is None:
            return ()
        at, text = column.reader.caret(), self._shelf.article(claim.article_id).text
        here = (one for one in claim.spans if one.start <= at and not text[one.end : at].strip())
        return [(one.start, one.end) for one in here][:1]

    def _selected(self, claim: Annotation) -> Sequence[Span]:
        """All that is selected in the claim's article."""
        span = self._readers.selection()
        if span is None or span[0] != claim.article_id:
            self._voice.refuse("reading.refused.no_selection")
            return ()
        return self._readers.parts()

    def _listen(self, reader: Reader) -> None:
        reader.allow_resizing(not self._context.workspace.read_only)
        reader.resize_asked.connect(self._resize)
        reader.part_asked.connect(self._add_part)
        reader.end_held.connect(self._say_held)

    def _resize(self, claim_id: str, start: int, end: int) -> None:
        before = self._shelf.claim(claim_id)
        after = self._context.do(Gesture.RESIZE, annotating.move_ends, claim_id, start, end)
        if before is None or after is None:
            return
        moved = End.END if before.start == after.start else End.START
        self._voice.say(f"reading.said.{moved}_moved", words=isolate(self._words(after, moved)))

    def _add_part(self, claim_id: str, start: int, end: int, more: Sequence[Span] = ()) -> None:
        grown = self._context.do(Gesture.RESIZE, annotating.add_span, claim_id, start, end, more)
        if grown is not None:
            self._voice.say("reading.said.part", number=self._shelf.number(grown))

    def _say_held(self, end: str) -> None:
        claim_ids = (column.reader.selected_claim for column in self._readers.columns)
        claim = next((self._shelf.claim(one) for one in claim_ids if one), None)
        if claim is None:
            return
        if not end:
            self._voice.say("reading.said.end_let_go")
            return
        words = isolate(self._words(claim, End(end)))
        self._voice.say(f"reading.said.{end}_held", number=self._shelf.number(claim), words=words)

    def _words(self, claim: Annotation, end: End) -> str:
        """The claim's first or last words."""
        words = claim.quote.split()
        return " ".join(words[:_SAID] if end is End.START else words[-_SAID:])
