"""Every shortcut, searchable by what it does and by its key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.ui.controls.field import SearchField
from app.ui.controls.key_cap import KeyCap
from app.ui.controls.panel import scrolling
from app.ui.controls.words import Words
from app.ui.help import shortcuts
from app.ui.help.shortcuts import Shortcut
from app.ui.look import Look
from app.ui.reader.announcement import announce

_HEARD = 3  # of what a search finds


class ShortcutSheet(QWidget):
    """All shortcuts, or those that are looked for by what they do or by their key."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self.setAccessibleName(language.say("help.shortcuts"))
        self.field = SearchField(look, language.say("shortcut.search"), width=600)
        self.field.textChanged.connect(self._show)
        top = QHBoxLayout()
        top.setContentsMargins(16, 4, 16, 8)
        top.addWidget(self.field)
        self.area = QScrollArea()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        self._column = column
        self.shown: list[Shortcut] = []
        self._show("")

    def _show(self, query: str) -> None:
        language, look = self._language, self._look
        found = shortcuts.matching(language, query)
        self.shown = [shortcut for group in found.values() for shortcut in group]
        inside = QWidget()
        inside.setAccessibleName(language.say("help.shortcuts"))
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(16, 0, 16, 16)
        rows.setSpacing(6)
        for group, members in found.items():
            rows.addSpacing(8)
            title = language.say(f"shortcut.group.{group}")
            rows.addWidget(Words(look, title, "interface.label", "text.tertiary"))
            for shortcut in members:
                rows.addWidget(_Row(look, language, shortcut))
        if not found:
            none = language.say("shortcut.none", query=isolate(query.strip()))
            rows.addWidget(Words(look, none, "interface.body", "text.secondary", wrap="wrap"))
        rows.addStretch(1)
        area = scrolling(inside)
        self._column.replaceWidget(self.area, area)
        if query.strip():
            heard = inside.findChildren(_Row)[:_HEARD] if found else inside.findChildren(Words)
            announce(self, ". ".join(row.accessibleName() for row in heard))
        self.area.hide()
        self.area.deleteLater()
        self.area = area


class _Row(QWidget):
    """What a shortcut does, and its keys; on an Arabic layout the letter of the same key."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, language: Language, shortcut: Shortcut) -> None:
        super().__init__()
        words = language.say(f"shortcut.{shortcut.key}")
        drawn = shortcuts.caps(shortcut)
        letter = shortcuts.arabic_letter(shortcut)
        spoken = "، ".join(drawn) if language.right_to_left else ", ".join(drawn)
        self.setAccessibleName(f"{words}: {isolate(spoken)}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Words(look, words, "interface.body", wrap="wrap"), 1)
        if letter:
            quiet = Words(look, letter, "interface.caption", "text.tertiary")
            row.addWidget(quiet, 0, Qt.AlignmentFlag.AlignTop)
        for cap in drawn:
            row.addWidget(KeyCap(look, cap), 0, Qt.AlignmentFlag.AlignTop)
