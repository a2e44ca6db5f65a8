"""Settings: chosen here, applied at once, kept on this computer."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.change import Changes
from app.domain.errors import KnownError
from app.domain.language import CODES, Language, isolate
from app.domain.setting import Role
from app.services import workspace as workspaces
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.file_choice import choose_file
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.page import Page
from app.ui.reading import zooming
from app.ui.settings.keeping_row import KeepingRow
from app.ui.theme import NAMES

_OWN_NAMES = {"ar": "العربية", "en": "English", "fr": "Français"}
_COPIES_SHOWN = 5


class SettingsPage(Page):
    """One column of cards: language, look, reading, the workspace and its copies."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._copies = QVBoxLayout()
        self.zoomed = Words(context.look, "", "interface.caption", "text.secondary", wrap="wrap")
        self._zoomed_row = self._row("", self.zoomed)
        self.segments: dict[str, Segments] = {}
        self.keeping: KeepingRow | None = None
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        for card in (self._language_card(), self._look_card(), self._reading_card()):
            column.addWidget(card)
        column.addWidget(self._workspace_card())
        column.addStretch(1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        inside.setLayout(column)
        inside.setMaximumWidth(860)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll)
        stop = context.preferences.subscribe(lambda _: self._show_choices())
        self.destroyed.connect(lambda: stop())
        self._show_choices()

    def title(self) -> str:
        return self._context.language.say("ui.settings")

    def open(self, **place: str) -> None:
        self._show_choices()
        self._show_copies()

    def refresh(self, changes: Changes | None) -> None:
        self._show_copies()
        if self.keeping is not None:
            self.keeping.show_place()

    def _language_card(self) -> Card:
        say = self._context.language.say
        languages = [Choice(code, _OWN_NAMES[code]) for code in CODES]
        digits = [Choice("arab", "٠١٢٣"), Choice("latin", "0123")]
        return self._card(
            "settings.language",
            self._choice("language", say("first_run.language"), languages),
            self._choice("digits", say("settings.digits"), digits),
        )

    def _look_card(self) -> Card:
        say = self._context.language.say
        themes = [Choice(name, say(f"settings.theme.{name}")) for name in NAMES]
        motion = [
            Choice("full", say("settings.motion.full")),
            Choice("none", say("settings.motion.none")),
        ]
        return self._card(
            "settings.look",
            self._choice("theme", say("settings.theme"), themes),
            self._choice("reduced_motion", say("settings.motion"), motion, _is_none),
        )

    def _reading_card(self) -> Card:
        say = self._context.language.say
        sizes = [
            Choice(name, say(f"reading.size.{name}"))
            for name in ("small", "medium", "large", "xlarge")
        ]
        spacings = [
            Choice(name, say(f"reading.spacing.{name}")) for name in ("tight", "normal", "open")
        ]
        return self._card(
            "settings.reading",
            self._choice("reading_size", say("reading.size"), sizes),
            self._zoomed_row,
            self._choice("spacing", say("reading.spacing"), spacings),
        )

    def _workspace_card(self) -> Card:
        look, say = self._context.look, self._context.language.say
        path = Words(look, isolate(str(self._context.workspace.path)), wrap="elide")
        path.setAccessibleName(str(self._context.workspace.path))
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QWidget()
        box.setLayout(self._copies)
        self._copies.setContentsMargins(0, 0, 0, 0)
        self._copies.setSpacing(4)
        keeping: list[QWidget] = []
        if self._context.role is Role.STUDENT:
            self.keeping = KeepingRow(self._context)
            keeping = [self._row(say("keeping.too"), self.keeping)]
        return self._card(
            "settings.workspace",
            self._row(say("settings.file"), path),
            *keeping,
            self._row("", self._other_files()),
            self._row(say("settings.role"), Words(look, say(f"first_run.{self._context.role}"))),
            self._row(say("settings.copies"), box),
        )

    def _other_files(self) -> QWidget:
        look, say = self._context.look, self._context.language.say
        self.other = Button(look, say("trouble.other"), icon="folder", height="control_compact")
        self.new = Button(look, say("trouble.new"), icon="add", height="control_compact")
        self.other.clicked.connect(self._open_other)
        self.new.clicked.connect(lambda: self._context.switch(None))
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(12)
        row.addWidget(self.other)
        row.addWidget(self.new)
        row.addStretch(1)
        return box

    def _open_other(self) -> None:
        language = self._context.language
        start, kinds = self._context.workspace.path.parent, language.say("trouble.file_kind")
        file = choose_file(self, language, language.say("trouble.other"), start, kinds)
        if file is not None:
            self._context.switch(file)

    def _card(self, key: str, *rows: QWidget) -> Card:
        look = self._context.look
        card = Card(look)
        card.setAccessibleName(self._context.language.say(key))
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        column.addWidget(Words(look, self._context.language.say(key), "interface.heading"))
        for row in rows:
            column.addWidget(row)
        return card

    def _row(self, name: str, widget: QWidget) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        label = Words(self._context.look, name, "interface.body", "text.secondary")
        label.setFixedWidth(180)
        row.addWidget(label)
        row.addWidget(widget, 1)
        return box

    def _choice(
        self,
        field: str,
        name: str,
        choices: Sequence[Choice],
        kind: Callable[[str], Any] = str,
    ) -> QWidget:
        segments = Segments(self._context.look, choices, name)
        segments.chosen.connect(partial(self._choose, field, kind))
        self.segments[field] = segments
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(segments)
        row.addStretch(1)
        return self._row(name, box)

    def _choose(self, field: str, kind: Callable[[str], Any], value: str) -> None:
        if field == "reading_size":  # the size that is chosen is the one that is shown
            self._remember(zooming.ZOOM, zooming.written([0, 0]))
        self._change(field, kind(value))
        self._show_choices()

    def _change(self, field: str, value: Any) -> None:
        try:
            self._context.preferences.change(**{field: value})
        except OSError as error:
            reason = error.strerror or str(error)
            self._context.report(KnownError("ui.preferences_failed", reason=reason))

    def _remember(self, name: str, state: str) -> None:
        try:
            self._context.preferences.remember(name, state)
        except OSError as error:
            reason = error.strerror or str(error)
            self._context.report(KnownError("ui.preferences_failed", reason=reason))

    def _show_choices(self) -> None:
        choices, language = self._context.preferences.choices, self._context.language
        shown = {
            "language": choices.language or language.code,
            "digits": choices.digits or language.digits,
            "theme": choices.theme,
            "reduced_motion": "none" if choices.reduced_motion else "full",
            "reading_size": choices.reading_size,
            "spacing": choices.spacing,
        }
        more = zooming.read(choices)
        if any(more):
            shown["reading_size"] = ""
        for field, value in shown.items():
            self.segments[field].choose(value)
        name = language.say(f"reading.size.{choices.reading_size}")
        first, second = (_signed(language, figure) for figure in more)
        key = "settings.zoomed" if first == second else "settings.zoomed_apart"
        said = language.say(key, size=name, first=first, second=second) if any(more) else ""
        self.zoomed.say(said)
        self._zoomed_row.setVisible(bool(said))

    def _show_copies(self) -> None:
        while (item := self._copies.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        context = self._context
        copies = workspaces.copies_of(context.workspace.path)[:_COPIES_SHOWN]
        if not copies:
            none = context.language.say("settings.no_copies")
            self._copies.addWidget(Words(context.look, none, color="text.tertiary"))
        for copy in copies:
            self._copies.addWidget(self._copy_row(copy))

    def _copy_row(self, copy: Path) -> QWidget:
        language = self._context.language
        at = datetime.fromtimestamp(copy.stat().st_mtime)
        when = language.moment(at)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 4, 4)
        row.addWidget(Words(self._context.look, when), 1)
        back = Button(
            self._context.look,
            language.say("settings.restore"),
            height="control_compact",
            name=language.say("settings.restore_copy", copy=when),
        )
        back.setEnabled(not self._context.workspace.read_only)
        back.clicked.connect(lambda: self._context.restore(copy))
        row.addWidget(back)
        return box


def _signed(language: Language, pixels: int) -> str:
    """«+٤», set off so that its sign stays before it."""
    return isolate(f"{'+' if pixels >= 0 else '−'}{language.number(abs(pixels))}")


def _is_none(value: str) -> bool:
    return value == "none"
