"""Help in place: every shortcut, searchable; and the codebook with the legend of relations."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.codebook import Codebook
from app.domain.language import Language, isolate
from app.ui.controls.field import SearchField
from app.ui.controls.key_cap import KeyCap
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reader.announcement import announce
from app.ui.reading import shortcuts
from app.ui.reading.guide import Guide
from app.ui.reading.panel import Panel, scrolling
from app.ui.reading.shortcuts import Shortcut

_HEARD = 3  # of what a search finds
Topic = Literal["shortcuts", "guide"]
TOPICS: tuple[Topic, ...] = ("shortcuts", "guide")


class HelpPanel(Panel):
    """Two topics, one of which is shown."""

    def __init__(self, look: Look, language: Language, book: Codebook) -> None:
        say = language.say
        super().__init__(look, language, say("reading.help"))
        topics = [Choice(topic, say(f"reading.help.{topic}")) for topic in TOPICS]
        self.topics = Segments(look, topics, say("reading.help"))
        self.topics.chosen.connect(self._choose)
        self.sheet = ShortcutSheet(look, language)
        guide = QWidget()
        guide.setAccessibleName(say("reading.help.guide"))
        inside = QVBoxLayout(guide)
        inside.setContentsMargins(16, 0, 16, 16)
        inside.addWidget(Guide(look, language, book))
        inside.addStretch(1)
        self._guide = scrolling(guide)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.sheet)
        self._shown.addWidget(self._guide)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 16, 8)
        row.addWidget(self.topics)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._shown, 1)
        self.open("shortcuts")

    @property
    def topic(self) -> Topic:
        return TOPICS[self._shown.currentIndex()]

    def open(self, topic: Topic) -> None:
        """Show a topic and go to it."""
        self.topics.choose(topic)
        self._shown.setCurrentIndex(TOPICS.index(topic))
        (self.sheet.field if topic == "shortcuts" else self._guide).setFocus()

    def _choose(self, value: str) -> None:
        self.open("guide" if value == "guide" else "shortcuts")


class ShortcutSheet(QWidget):
    """All shortcuts, or those that are looked for by what they do or by their key."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self.setAccessibleName(language.say("reading.help.shortcuts"))
        self.field = SearchField(look, language.say("shortcut.search"), width=600)
        self.field.textChanged.connect(self._show)
        top = QHBoxLayout()
        top.setContentsMargins(16, 4, 16, 8)
        top.addWidget(self.field)
        self._area = QScrollArea()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._area, 1)
        self._column = column
        self.shown: list[Shortcut] = []
        self._show("")

    def _show(self, query: str) -> None:
        language, look = self._language, self._look
        found = shortcuts.matching(language, query)
        self.shown = [shortcut for group in found.values() for shortcut in group]
        inside = QWidget()
        inside.setAccessibleName(language.say("reading.help.shortcuts"))
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
        self._column.replaceWidget(self._area, area)
        if query.strip():
            heard = inside.findChildren(_Row)[:_HEARD] if found else inside.findChildren(Words)
            announce(self, ". ".join(row.accessibleName() for row in heard))
        self._area.hide()
        self._area.deleteLater()
        self._area = area


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
