"""The last question before a class goes for good: its name has to be typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.services import purging
from app.services.purging import Prospect, Purged
from app.ui.assignments.form_parts import side_by_side
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.words import Words
from app.ui.look import Look


class PurgeBox(Card):
    """``confirmed`` when the name was typed and the button pressed; ``left`` when not."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, surface="state.danger_tint", border=None, parent=parent)
        self._language = language
        self._prospect: Prospect | None = None
        say = language.say
        self.title = Words(look, say("assignments.purge_title"), "interface.strong", "state.danger")
        self.told = Words(look, "", "interface.body", wrap="wrap")
        self.ask = Words(look, "", "interface.label", wrap="wrap")
        self.name = QLineEdit()
        self.name.setAccessibleName(say("assignments.purge_name"))
        self.name.setMinimumWidth(280)
        self.confirm = Button(look, say("assignments.purge_do"), kind="danger", icon="remove")
        self.leave = Button(look, say("ui.cancel"), kind="flat")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        for part in (self.title, self.told, self.ask):
            column.addWidget(part)
        column.addLayout(side_by_side(self.name, self.confirm, self.leave))
        self.name.textChanged.connect(self._typed)
        self.name.returnPressed.connect(self._enter)
        self.confirm.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self.left)
        self.hide()

    def show_prospect(self, prospect: Prospect) -> None:
        """What would go."""
        self._prospect = prospect
        language = self._language
        self.told.say(
            language.say(
                "assignments.purge_tells",
                students=language.count("cli.students", len(prospect.names)),
                claims=language.count("cli.claims", prospect.annotations),
                submissions=prospect.submissions,
            )
        )
        name = isolate(prospect.classroom.name)
        self.ask.say(language.say("assignments.purge_asks", name=name))
        self.name.clear()
        self._typed("")
        self.show()
        self.name.setFocus()

    def _typed(self, text: str) -> None:
        seen = self._prospect
        self.confirm.setEnabled(
            seen is not None and bool(text.strip()) and purging.is_meant(seen.classroom, text)
        )

    def _enter(self) -> None:
        if self.confirm.isEnabled():
            self.confirmed.emit()


def told_of(purged: Purged, language: Language) -> str:
    """What was removed, line by line."""
    lines = [
        language.say(
            "cli.purged",
            name=isolate(purged.classroom),
            students=language.count("cli.students", purged.students),
            claims=language.count("cli.claims", purged.annotations),
            relations=language.count("cli.relations", purged.relations),
        ),
        language.say(
            "cli.purged_more",
            submissions=purged.submissions,
            scores=purged.scores,
            texts=purged.texts,
            steps=purged.steps,
        ),
        language.say("assignments.purged_copies"),
    ]
    lines += [language.say("cli.purge_left", path=isolate(str(path))) for path in purged.left]
    return "\n".join(lines)
