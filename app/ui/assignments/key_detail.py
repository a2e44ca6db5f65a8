"""What is set on a row of the key: its core phrase, what else is accepted, whether it counts."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.language import Language, isolate
from app.domain.relation import Relation, RelationType
from app.ui import keys
from app.ui.assignments.core_text import CoreText
from app.ui.assignments.form_parts import heading, hint, side_by_side
from app.ui.assignments.shares import Shares
from app.ui.controls.button import Button
from app.ui.controls.choices import CheckBox
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.quote import Quote


class KeyDetail(QWidget):
    """Tells what somebody set; changes nothing itself."""

    core_given = Signal(str, object)  # claim, (start, end) in code points or None
    tag_given = Signal(str, object, object)  # claim, tag, share or None
    type_given = Signal(str, object, object)  # relation, type, share or None
    scored_given = Signal(str, bool)
    sought = Signal(object)  # the annotation, to be seen in the text

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._language = language
        self._row: Annotation | Relation | None = None
        say = language.say
        self.tag = Words(look, "", "interface.strong")
        self.source = Words(look, "", "interface.caption", "text.secondary", wrap="elide")
        self.text = CoreText(look, say("assignments.claim_words"))
        self.set_core = Button(look, say("assignments.set_core"), height="control_compact")
        self.set_core.setToolTip(f"{say('assignments.set_core')}  (C)")
        self.clear_core = Button(
            look, say("assignments.clear_core"), kind="link", height="control_compact"
        )
        self.seek = Button(
            look, say("assignments.in_text"), kind="link", icon="reading", height="control_compact"
        )
        self._core_hint = hint(look, say("assignments.core_hint"))
        self.first, self.second = Quote(look, 3), Quote(look, 3)
        self._accepts = heading(look, say("assignments.accepted_too"))
        self._accepts_hint = hint(look, say("assignments.accepted_hint"))
        self.shares = Shares(look, language)
        self.scored = CheckBox(look, say("assignments.scored"))
        self._scored_hint = hint(look, say("assignments.scored_hint"))
        self._lay_out()
        self.text.turned.connect(self.set_core.setEnabled)
        self.set_core.clicked.connect(self._give_core)
        self.clear_core.clicked.connect(self._drop_core)
        self.shares.given.connect(self._give_share)
        self.scored.clicked.connect(self._give_scored)
        self.seek.clicked.connect(lambda: self.sought.emit(self._row))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addLayout(side_by_side(self.tag, self.seek))
        column.addWidget(self.source)
        column.addWidget(self.text)
        column.addLayout(side_by_side(self.set_core, self.clear_core, gap=8))
        column.addWidget(self._core_hint)
        for quote in (self.first, self.second):
            column.addWidget(quote)
        column.addSpacing(6)
        column.addWidget(self._accepts)
        column.addWidget(self.shares, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._accepts_hint)
        column.addSpacing(6)
        column.addWidget(self.scored)
        column.addWidget(self._scored_hint)
        column.addStretch(1)

    def show_row(
        self, row: Annotation | Relation | None, find: Callable[[str], Annotation | None]
    ) -> None:
        """``find`` gives a claim of the key by its id."""
        self._row = row
        self.setVisible(row is not None)
        claim = row if isinstance(row, Annotation) else None
        on_claim = (
            self.source, self.text, self.set_core, self.clear_core, self._core_hint,
            self.scored, self._scored_hint,
        )  # fmt: skip
        for part in on_claim:
            part.setVisible(claim is not None)
        for quote in (self.first, self.second):
            quote.setVisible(claim is None)
        say = self._language.say
        if claim is not None:
            self.tag.say(say(f"tag.{claim.tag}"))
            self.source.say(self._who(claim))
            self.text.show_claim(claim)
            self.set_core.setEnabled(self.text.chosen() is not None)
            self.clear_core.setVisible(claim.core is not None)
            self.scored.setChecked(claim.scored)
            self.shares.show_shares([t for t in Tag if t is not claim.tag], claim.acceptable)
        elif isinstance(row, Relation):
            self.tag.say(say(f"relation_type.{row.type}"))
            for quote, end in ((self.first, row.source_id), (self.second, row.target_id)):
                found = find(end)
                quote.say(found.quote if found else "")
            others = [t for t in RelationType if t is not row.type]
            self.shares.show_shares(others, row.acceptable)
        self.seek.setVisible(claim is not None)

    def _who(self, claim: Annotation) -> str:
        say, said = self._language.say, claim.attribution
        label = say(f"source_type.{said.source_type if said else 'none'}")
        if said and said.name:
            return say("grade.who", type=label, name=isolate(said.name))
        return label

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "C" and self.set_core.isEnabled() and self.set_core.isVisible():
            self._give_core()
        else:
            super().keyPressEvent(event)

    def _give_core(self) -> None:
        chosen = self.text.chosen()
        if isinstance(self._row, Annotation) and chosen is not None:
            self.core_given.emit(self._row.id, chosen)

    def _drop_core(self) -> None:
        if isinstance(self._row, Annotation):
            self.core_given.emit(self._row.id, None)

    def _give_share(self, member: object, share: object) -> None:
        if isinstance(self._row, Annotation):
            self.tag_given.emit(self._row.id, member, share)
        elif self._row is not None:
            self.type_given.emit(self._row.id, member, share)

    def _give_scored(self, scored: bool) -> None:
        if isinstance(self._row, Annotation):
            self.scored_given.emit(self._row.id, scored)
