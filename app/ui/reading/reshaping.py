"""Claims whose ends are moved in the text, and parts added to them: one step each, then said."""

from PySide6.QtCore import QObject

from app.domain.annotation import Annotation
from app.domain.change import Gesture
from app.domain.language import isolate
from app.services import annotating
from app.ui.context import Context
from app.ui.reader.handles import End
from app.ui.reader.reader import Reader
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

    def _add_part(self, claim_id: str, start: int, end: int) -> None:
        grown = self._context.do(Gesture.RESIZE, annotating.add_span, claim_id, start, end)
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
