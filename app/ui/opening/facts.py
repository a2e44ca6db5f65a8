"""What the pack is: its name, its articles, what is asked, when it is due, practice or test."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.ui.controls.margins import set_margins
from app.ui.controls.sign import Sign
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look

if TYPE_CHECKING:
    from app.domain.assignment import Assignment
    from app.services.packing import PackFacts
    from app.ui.opening.looking import Found

_TITLES = 7  # articles named
_GOALS = ("claims", "relations", "notes")


class FactsPane(QWidget):
    """Paper beside the form. Empty but for the file's name until it has been read."""

    def __init__(self, look: Look, language: Language, file: Path) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._inside = QWidget()
        self._inside.setProperty("ground", "none")
        self._column = QVBoxLayout(self._inside)
        set_margins(self._column, 56, 40, 40, 40)
        self._column.setSpacing(0)
        self._column.addWidget(Sign(look, 34), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(36)
        self.name = Words(look, "", "reading.banner_title", wrap="wrap")
        self.caption = Words(look, "", "interface.label", "accent.ink", wrap="wrap")
        name = Words(look, isolate(file.name), "interface.caption", "text.tertiary", wrap="elide")
        name.setAccessibleName(file.name)
        self._column.addWidget(self.caption)
        self._column.addSpacing(2)
        self._column.addWidget(self.name)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._column.addLayout(self._facts)
        self._column.addStretch(1)
        self._column.addSpacing(16)
        self._column.addWidget(name)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 1, 0)
        row.addWidget(area)
        look.theme_changed.connect(self.update)

    def show_facts(self, found: Found) -> None:
        """What was found in the file."""
        say, facts = self._language.say, found.facts
        kind = say("opening.kept_work" if found.students else "opening.pack")
        room = facts.classroom if facts is not None else ""
        self.caption.say(" · ".join(part for part in (kind, room) if part))
        self.name.say(found.name)
        self._facts.addSpacing(10)
        if found.students:
            whose = isolate(" + ".join(found.students))
            self._line("student", say("opening.whose", id=whose))
        if found.saved_at:
            at = datetime.fromisoformat(found.saved_at).astimezone()
            self._line("saved", say("opening.saved_at", at=at))
        if facts is not None:
            self._show_pack(facts)

    def _show_pack(self, facts: PackFacts) -> None:
        say, assignment = self._language.say, facts.assignment
        for icon, words in asked_lines(self._language, assignment):
            self._line(icon, words)
        if instructions := assignment.instructions.strip():
            self._facts.addSpacing(12)
            self._facts.addWidget(
                Words(self._look, instructions, color="text.secondary", wrap="wrap")
            )
        self._facts.addSpacing(18)
        count = self._language.count("library.articles_in", len(facts.titles))
        self._facts.addWidget(Words(self._look, count, "interface.strong"))
        self._facts.addSpacing(6)
        for title in facts.titles[:_TITLES]:
            words = title or say("opening.no_title")
            color = "text.primary" if title else "text.tertiary"
            self._facts.addWidget(Words(self._look, words, "reading.quote", color, wrap="elide"))
            self._facts.addSpacing(4)
        if len(facts.titles) > _TITLES:
            more = self._language.count("opening.more_articles", len(facts.titles) - _TITLES)
            self._facts.addWidget(Words(self._look, more, "interface.caption", "text.tertiary"))

    def words(self) -> str:
        """All that is said here."""
        return " ".join(part.words() for part in self.findChildren(Words))

    def show_nothing(self) -> None:
        """The file could not be read: the reason stands over the form."""
        self.caption.say("")
        self.name.say("")

    def _line(self, icon: str, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(
            IconMark(self._look, icon, "text.secondary", 18), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(Words(self._look, words, "interface.body", "text.secondary", wrap="wrap"), 1)
        self._facts.addSpacing(8)
        self._facts.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.paper"))
        edge = 0 if self._look.right_to_left else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), self._look.color("border.default"))
        painter.end()


def asked_lines(language: Language, assignment: Assignment) -> list[tuple[str, str]]:
    """What is asked, how it is answered, and when it is due: an icon and a sentence each."""
    say, count = language.say, language.count
    asked = [
        count(f"opening.asks_{name}", number)
        for name, number in zip(
            _GOALS,
            (assignment.claims_asked, assignment.relations_asked, assignment.notes_asked),
            strict=True,
        )
        if number
    ]
    lines: list[tuple[str, str]] = []
    if asked:
        lines.append(("assignments", ("، " if language.right_to_left else ", ").join(asked)))
    lines.append(("info", say(f"opening.mode_{assignment.mode.value}")))
    if assignment.due:
        lines.append(("time", say("library.due", date=due_words(language, assignment.due))))
    return lines


def due_words(language: Language, due: str) -> str:
    """An ISO date, with or without a time, as people write it."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(due)
        return language.moment(moment) if "T" in due or " " in due else language.date(moment.date())
    return due
