"""Words are marked as evidence before anybody said whose they are: then that is asked."""

from PySide6.QtCore import QObject

from app.domain.annotation import Annotation, SourceType
from app.ui.reader.claims import Span
from app.ui.reading.gestures import Gestures
from app.ui.reading.readers import Readers
from app.ui.reading.shelf import Shelf
from app.ui.reading.tag_bar import TagBar

_NAMED = (SourceType.NAMED_PERSON, SourceType.NAMED_ORG, SourceType.MEDIA_SECONDARY)
_LONGEST_NAME = 6  # words
_AROUND = " \t\n«»“”\"'،؛.,:()[]"


class Attributing(QObject):
    """Holds the marked words until their source type is chosen; both are then one step."""

    def __init__(
        self, gestures: Gestures, shelf: Shelf, readers: Readers, bar: TagBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._shelf = shelf
        self._readers = readers
        self._bar = bar
        self._waiting: tuple[str, Span | None] | None = None  # the claim, and the marked words

    @property
    def waits(self) -> bool:
        return self._waiting is not None

    def begin(self, claim: Annotation, span: Span | None) -> None:
        """Ask who the words ``span`` of the claim's article point to; without them, who said it."""
        self._waiting = (claim.id, span)
        self._bar.ask_for_source()

    def give(self, kind: SourceType) -> None:
        """The answer."""
        waiting = self._waiting
        self.stop()
        claim = self._shelf.claim(waiting[0]) if waiting is not None else None
        if claim is None or waiting is None:
            return
        if waiting[1] is None:
            self._gestures.attribute(claim, kind, "")
        else:
            self.mark(claim, kind, waiting[1])

    def mark(self, claim: Annotation, kind: SourceType, span: Span) -> None:
        """Have words show who said a claim, and give the name where they are one."""
        if self._gestures.attribute_by(claim, kind, self.name(claim, kind, span), *span):
            self._readers.clear_selection()

    def name(self, claim: Annotation, kind: SourceType, span: Span) -> str:
        """The name that words of a claim's article give for a source of this kind, if any."""
        return name_in(self._shelf.article(claim.article_id).text[slice(*span)], kind)

    def overtaken(self) -> bool:
        """Whether other words are selected than those that were asked about: who selects them is
        done with the question."""
        selected = self._readers.selection()
        if self._waiting is None or selected is None:
            return False
        id, span = self._waiting
        claim = self._shelf.claim(id)
        return claim is None or span is None or selected != (claim.article_id, *span)

    def drop(self) -> None:
        """Ask no longer, and leave the focus where it is."""
        if self._waiting is not None:
            self._waiting = None
            self._bar.back_to_tagging()

    def stop(self) -> None:
        """Ask no longer, and go back to the text."""
        if self._waiting is not None:
            self.drop()
            self._readers.focus()


def name_in(words: str, kind: SourceType) -> str:
    """The marked words as a name, where they are short enough to be one; else empty."""
    name = " ".join(words.split()).strip(_AROUND)
    return name if kind in _NAMED and len(name.split()) <= _LONGEST_NAME else ""
