"""«من قال؟»: who the text says said it, their name, and the words that show it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.annotation import Attribution, SourceType
from app.domain.codebook import Codebook
from app.domain.language import Language, isolate
from app.domain.selector import Selector
from app.ui.controls.button import Button
from app.ui.controls.field import Chooser
from app.ui.controls.segments import Choice
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import wording
from app.ui.reading.fields import NameField

_UNNAMED = (None, SourceType.NONE)  # answers that have no name
_WIDEST = 172  # of the drop-down, so that the name keeps its room


class WhoSaidIt(QWidget):
    """Six source types, a name, and the way to the evidence. Emits; changes nothing itself."""

    answered = Signal(object, str)  # SourceType or None, name
    evidence_asked = Signal()
    evidence_shown = Signal()

    def __init__(self, look: Look, language: Language, book: Codebook) -> None:
        super().__init__()
        self._language = language
        self._attribution: Attribution | None = None
        say = language.say
        self.kind = self._make_chooser(look, book)
        self.name = NameField(look, say("reading.who_name"))
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.written.connect(self._take_name)
        self.evidence = Button(
            look, say("reading.pick_evidence"), kind="link", icon="evidence",
            height="control_compact",
        )  # fmt: skip
        self.evidence.clicked.connect(self._press_evidence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heading = Words(look, say("reading.who_said"), "interface.label", "text.secondary")
        heading.setBuddy(self.kind)  # on Linux a drop-down's own name is what is chosen in it
        column.addWidget(heading)
        column.addSpacing(5)
        column.addLayout(row)
        column.addWidget(self.evidence)

    def show_attribution(self, attribution: Attribution | None, *, other: bool) -> None:
        """Show an answer; ``other``: of another claim than before."""
        self._attribution = attribution
        kind = attribution.source_type if attribution else None
        self.kind.choose(kind.value if kind else "")
        self.name.show_kept((attribution.name or "") if attribution else "", other=other)
        self.name.setEnabled(kind is not SourceType.NONE)
        self._show_evidence()
        self.evidence.setVisible(self._evidence is not None or kind not in _UNNAMED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_evidence()

    @property
    def _evidence(self) -> Selector | None:
        return self._attribution.evidence if self._attribution else None

    def _show_evidence(self) -> None:
        if self._evidence is None:
            self.evidence.set_words(self._language.say("reading.pick_evidence"))
        else:
            flat = " ".join(self._evidence.exact.split())
            self.evidence.set_words(self._fitted(flat), self._worded(flat))

    def _make_chooser(self, look: Look, book: Codebook) -> Chooser:
        say = self._language.say
        kinds = [
            Choice(kind.value, wording.source_type_label(self._language, kind))
            for kind in wording.SOURCE_TYPES
        ]
        unanswered = Choice("", say("reading.who_unanswered"))
        chooser = Chooser(look, [unanswered, *kinds], say("reading.who_said"))
        for place, kind in enumerate(wording.SOURCE_TYPES, 1):
            meaning = book.source_types[kind].definition
            chooser.setItemData(place, meaning, Qt.ItemDataRole.ToolTipRole)
        labels = (unanswered, *kinds)
        metrics = chooser.fontMetrics()
        widest = max(metrics.horizontalAdvance(choice.label) for choice in labels)
        chooser.setFixedWidth(min(widest + 42, _WIDEST))
        chooser.activated.connect(self._answer)
        return chooser

    def _fitted(self, words: str) -> str:
        """The evidence in this width: its words give way, not its quotes."""
        room = self.width() - 18 - 16
        metrics = self.evidence.fontMetrics()
        shown, pieces = self._worded(words), words.split()
        while metrics.horizontalAdvance(shown) > room and len(pieces) > 1:
            pieces.pop()
            shown = self._worded(" ".join(pieces).rstrip("،,.؛") + "…")
        return shown

    def _worded(self, words: str) -> str:
        return self._language.say("reading.evidence_words", words=isolate(words))

    def _take_name(self, name: str) -> None:
        """A name with no answer beside it is a person's, until somebody says otherwise."""
        if not self.kind.value() and name.strip():
            self.kind.choose(SourceType.NAMED_PERSON.value)
        self._answer()

    def _answer(self, _chosen: int = 0) -> None:
        kind = SourceType(self.kind.value()) if self.kind.value() else None
        self.answered.emit(kind, "" if kind in _UNNAMED else self.name.text())

    def _press_evidence(self) -> None:
        if self._evidence is not None:
            self.evidence_shown.emit()
        else:
            self.evidence_asked.emit()
