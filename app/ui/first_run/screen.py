"""The first run: four answers, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.domain import language as languages
from app.domain.language import Code, Language, isolate
from app.domain.setting import Role
from app.ui import keys
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.choices import CheckBox, RadioCard
from app.ui.controls.file_choice import choose_folder
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.first_run import place
from app.ui.first_run.place import Place
from app.ui.first_run.specimen import Specimen
from app.ui.look import Look

_OWN_NAMES: dict[Code, str] = {"ar": "العربية", "en": "English", "fr": "Français"}
_FORM = 566


@dataclass(frozen=True, slots=True)
class Answers:
    role: Role
    path: Path
    sample: bool


class FirstRun(QWidget):
    """Language (applied at once by whoever hears ``language_chosen``), role, place, sample."""

    language_chosen = Signal(str)
    started = Signal(object)

    def __init__(self, look: Look, language: Language, path: Path) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._path = path
        self._says: list[Callable[[Language], None]] = []
        self.specimen = Specimen(look, language)
        self.languages: dict[str, RadioCard] = {}
        self.roles: dict[Role, RadioCard] = {}
        self._free = Words(look, role="interface.caption", color="text.tertiary")
        self._where = Words(look, wrap="elide")
        self._warning = Words(look, role="interface.caption", color="state.warning", wrap="wrap")
        self._warning_icon = IconMark(look, "warning", "state.warning", 14)
        self.change = Button(look, height="control_large")
        self.sample = CheckBox(look, "")
        self.start = Button(look, kind="main", height="control_large")
        self._lay_out()
        self.sample.setChecked(True)
        self.roles[Role.STUDENT].setChecked(True)
        self.languages[language.code].setChecked(True)
        self.change.clicked.connect(self._choose_folder)
        self.start.clicked.connect(self._begin)
        self.speak(language)

    def _lay_out(self) -> None:
        form = QWidget()
        form.setMaximumWidth(_FORM)
        form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        welcome = self._said("first_run.welcome", "interface.figure")
        column.addWidget(welcome)
        column.addWidget(
            self._said("first_run.four_answers", "interface.body", "text.secondary", wrap=True)
        )
        column.addSpacing(20)
        self._question(column, "first_run.language", self._languages())
        self._question(column, "first_run.who", self._roles())
        self._question(column, "first_run.place", self._place(), 8)
        column.addSpacing(10)
        column.addWidget(self._said("first_run.start_with", "interface.strong"))
        column.addSpacing(8)
        column.addWidget(self.sample)
        self._says.append(lambda language: self._name(self.sample, language, "first_run.sample"))
        column.addSpacing(28)
        column.addLayout(self._begin_row())
        side = QVBoxLayout()
        side.setContentsMargins(24, 16, 24, 16)
        side.addStretch(1)
        side.addWidget(form)
        side.addSpacing(26)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.specimen)
        row.addStretch(1)
        row.addLayout(side, 100)
        row.addStretch(1)

    def _question(self, column: QVBoxLayout, key: str, answer: QWidget, below: int = 18) -> None:
        column.addWidget(self._said(key, "interface.strong"))
        column.addSpacing(8)
        column.addWidget(answer)
        column.addSpacing(below)

    def _languages(self) -> QWidget:
        row_widget, row = _row()
        group = QButtonGroup(row_widget)
        for code in languages.CODES:
            card = RadioCard(self._look, _OWN_NAMES[code])
            card.clicked.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            self.languages[code] = card
            group.addButton(card)
            row.addWidget(card, 1)
        return row_widget

    def _roles(self) -> QWidget:
        row_widget, row = _row()
        group = QButtonGroup(row_widget)
        for role in Role:
            card = RadioCard(self._look, "", " ", icon=role.value, height=104)
            key = f"first_run.{role.value}"

            def say(language: Language, card: RadioCard = card, key: str = key) -> None:
                card.say(language.say(key), language.say(f"{key}_does"))

            self._says.append(say)
            self.roles[role] = card
            group.addButton(card)
            row.addWidget(card, 1)
        return row_widget

    def _place(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        field = Card(self._look, border="border.control", radius="control")
        field.setFixedHeight(44)
        inside = QHBoxLayout(field)
        inside.setContentsMargins(12, 0, 10, 0)
        inside.setSpacing(8)
        inside.addWidget(IconMark(self._look, "device", "text.secondary", 16))
        inside.addWidget(self._where, 1)
        inside.addWidget(self._free)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(field, 1)
        row.addWidget(self.change)
        column.addLayout(row)
        warning = QHBoxLayout()
        warning.setSpacing(7)
        warning.addWidget(self._warning_icon, 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self._warning, 1)
        warning.setContentsMargins(0, 4, 0, 0)
        column.addLayout(warning)
        self._says.append(lambda language: self.change.set_words(language.say("first_run.change")))
        return box

    def _begin_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.start.setMinimumWidth(85)
        row.addWidget(self.start)
        row.addSpacing(8)
        row.addWidget(IconMark(self._look, "locked", "text.tertiary", 14))
        row.addWidget(
            self._said("first_run.no_account", "interface.caption", "text.tertiary", wrap=True),
            1,
            Qt.AlignmentFlag.AlignVCenter,
        )
        self._says.append(lambda language: self.start.set_words(language.say("first_run.start")))
        return row

    def _said(
        self, key: str, role: str, color: str = "text.primary", *, wrap: bool = False
    ) -> Words:
        """A label that speaks the language of the moment."""
        words = Words(self._look, "", role, color, wrap="wrap" if wrap else "line")
        self._says.append(lambda language: words.say(language.say(key)))
        return words

    def _name(self, box: CheckBox, language: Language, key: str) -> None:
        box.setText(language.say(key))
        box.setAccessibleName(language.say(key))

    def speak(self, language: Language) -> None:
        """Say everything in ``language``."""
        self._language = language
        for say in self._says:
            say(language)
        self.specimen.speak(language)
        self.languages[language.code].setChecked(True)
        self._show_place()

    def use_folder(self, folder: Path) -> None:
        """Keep the work in ``folder``."""
        self._path = folder / paths.default_workspace().name
        self._show_place()

    def _choose_folder(self) -> None:
        title = self._language.say("first_run.choose_folder")
        chosen = choose_folder(self, self._language, title, self._path.parent)
        if chosen is not None:
            self.use_folder(chosen)

    def _show_place(self) -> None:
        folder = self._path.parent
        say = self._language.say
        self._where.say(isolate(str(folder)))
        self._where.setAccessibleName(str(folder))
        free = place.free_bytes(folder)
        gigabytes = self._language.count("first_run.gigabytes", free // 10**9) if free else ""
        self._free.say(say("first_run.free", size=gigabytes) if gigabytes else "")
        verdict = place.judge(folder)
        self.start.setEnabled(verdict is not Place.UNWRITABLE)
        present = self._path.exists()
        kind = {Place.UNWRITABLE: "unwritable", Place.TEMPORARY: "temporary"}.get(verdict, "wiped")
        color = "state.danger" if verdict is Place.UNWRITABLE else "state.warning"
        self._warning.say(say("first_run.present" if present else f"first_run.{kind}"))
        self._warning.dye("state.info" if present else color)
        self._warning_icon.show_icon(
            "info" if present else "warning", "state.info" if present else color
        )
        self.sample.setEnabled(not present)

    def _begin(self) -> None:
        role = next(role for role, card in self.roles.items() if card.isChecked())
        sample = self.sample.isChecked() and self.sample.isEnabled()
        self.started.emit(Answers(role, self._path, sample))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return on a choice, or nowhere, is the main button's."""
        if keys.chord(event) == "Return" and self.start.isEnabled():
            self._begin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.specimen.setFixedWidth(min(560, max(0, self.width() - 640)))
        self.specimen.setVisible(self.width() >= 1000)


def _row() -> tuple[QWidget, QHBoxLayout]:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    return widget, row
