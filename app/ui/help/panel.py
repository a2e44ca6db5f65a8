"""Help in place: where to begin; every shortcut, searchable; the codebook and the relations."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.codebook import Codebook
from app.domain.language import Language
from app.domain.setting import Role
from app.ui import keys
from app.ui.controls.panel import Panel, scrolling
from app.ui.controls.segments import Choice, Segments
from app.ui.help.shortcut_sheet import ShortcutSheet
from app.ui.help.steps import Steps
from app.ui.look import Look
from app.ui.reading.guide import Guide

Topic = Literal["start", "shortcuts", "guide"]
TOPICS: tuple[Topic, ...] = ("start", "shortcuts", "guide")
_SCROLLS = {
    "PgUp": QAbstractSlider.SliderAction.SliderPageStepSub,
    "PgDown": QAbstractSlider.SliderAction.SliderPageStepAdd,
    "Up": QAbstractSlider.SliderAction.SliderSingleStepSub,
    "Down": QAbstractSlider.SliderAction.SliderSingleStepAdd,
}


class HelpPanel(Panel):
    """Three topics, one of which is shown."""

    def __init__(self, look: Look, language: Language, role: Role, book: Codebook) -> None:
        say = language.say
        super().__init__(look, language, say("help.title"))
        topics = [Choice(topic, say(f"help.{topic}")) for topic in TOPICS]
        self.topics = Segments(look, topics, say("help.title"), padding=6)
        self.topics.chosen.connect(self._choose)
        self.sheet = ShortcutSheet(look, language)
        guide = QWidget()
        guide.setAccessibleName(say("help.guide"))
        inside = QVBoxLayout(guide)
        inside.setContentsMargins(16, 0, 16, 16)
        inside.addWidget(Guide(look, language, book))
        inside.addStretch(1)
        self.steps = Steps(look, language, role)
        self._steps = scrolling(self.steps)
        self._guide = scrolling(guide)
        self._shown = QStackedWidget()
        for shown in (self._steps, self.sheet, self._guide):
            self._shown.addWidget(shown)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 8)
        row.addWidget(self.topics)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._shown, 1)
        self.open("start")

    @property
    def topic(self) -> Topic:
        return TOPICS[self._shown.currentIndex()]

    def open(self, topic: Topic) -> None:
        """Show a topic and go to its tab, from where the page keys scroll."""
        self.topics.choose(topic)
        self._show(topic)
        self.topics.segment(topic).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_handing_in(self) -> None:
        """In the steps, how an assignment comes and goes."""
        heading = self.steps.handing_in
        if heading is not None:
            self.open("start")
            self.steps.adjustSize()
            self._steps.verticalScrollBar().setValue(heading.y() - 8)

    def _show(self, topic: Topic) -> None:
        self._shown.setCurrentIndex(TOPICS.index(topic))

    def area(self) -> QScrollArea:
        """What scrolls in the topic that is shown."""
        return {"start": self._steps, "shortcuts": self.sheet.area, "guide": self._guide}[
            self.topic
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search field and the topics too, the page keys scroll what is read."""
        scroll = _SCROLLS.get(keys.chord(event))
        if scroll is None:
            super().keyPressEvent(event)
        else:
            self.area().verticalScrollBar().triggerAction(scroll)
            event.accept()

    def _choose(self, value: str) -> None:
        """Who walks along the tabs stays on them."""
        self._show(next(topic for topic in TOPICS if topic == value))
