"""What is written on the claim card, done to the claim that it shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.domain.annotation import Annotation, SourceType
from app.ui.context import Context
from app.ui.reading import choices
from app.ui.reading.card import ClaimCard
from app.ui.reading.gestures import Gestures
from app.ui.reading.readers import Readers

_MEANING = "reading.meaning"


class CardDesk(QObject):
    """Listens to the card's fields. ``chosen``: the claim; ``telling``: whether a change is being
    shown, when nothing can be written."""

    def __init__(
        self,
        context: Context,
        card: ClaimCard,
        gestures: Gestures,
        readers: Readers,
        chosen: Callable[[], Annotation | None],
        telling: Callable[[], bool],
    ) -> None:
        super().__init__(card)
        self._context = context
        self._card = card
        self._gestures = gestures
        self._readers = readers
        self._chosen = chosen
        self._telling = telling
        self._listen()

    def flush(self) -> bool:
        """Write what is being typed; False where it could not be."""
        return self._telling() or self._card.flush()

    def explain(self) -> None:
        """What the tag that was just given means, unless somebody wants no more of it."""
        if self._context.preferences.choices.layout.get(_MEANING, "yes") == "yes":
            self._card.explain()

    def _listen(self) -> None:
        card, gestures = self._card, self._gestures
        card.who_said.answered.connect(self._attribute)
        card.who_said.evidence_shown.connect(self._show_evidence)
        card.evidence_cleared.connect(self._on_chosen(gestures.clear_evidence))
        card.confidence_set.connect(self._on_chosen(gestures.set_confidence))
        card.note_written.connect(self._write_note)
        card.starred.connect(self._on_chosen(gestures.star))
        card.meaning_wanted.connect(self._want_meaning)
        card.relation_retyped.connect(gestures.retype)
        card.relation_turned.connect(gestures.turn)
        card.relation_removed.connect(gestures.unlink)

    def _attribute(self, kind: SourceType | None, name: str) -> None:
        claim = self._chosen()
        if claim is not None and not self._put_off(self._card.who_said.name.flush):
            self._gestures.attribute(claim, kind, name)

    def _write_note(self, text: str, goes_on: bool) -> None:
        claim = self._chosen()
        if claim is not None and not self._put_off(self._card.note.flush):
            self._gestures.write_note(claim, text, goes_on)

    def _show_evidence(self) -> None:
        claim = self._chosen()
        evidence = claim.attribution.evidence if claim and claim.attribution else None
        if claim is not None and evidence is not None:
            self._readers.reveal(claim.article_id, evidence.start, evidence.end)

    def _want_meaning(self, wanted: bool) -> None:
        choices.remember(self._context, _MEANING, "yes" if wanted else "no")

    def _put_off(self, flush: Callable[[], None]) -> bool:
        """Nothing can be written while a change is being told; then it is written right after."""
        telling = self._telling()
        if telling:
            QTimer.singleShot(0, self, flush)
        return telling

    def _on_chosen(self, gesture: Callable[..., object]) -> Callable[..., None]:
        """A gesture on the claim that is shown, after what is being typed there."""

        def act(*values: object) -> None:
            self.flush()
            claim = self._chosen()
            if claim is not None:
                gesture(claim, *values)

        return act
