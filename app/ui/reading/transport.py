"""The bar under a replay: play, step, scrub, speed, and what the step was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look

SPEEDS = (1, 2, 4)


class Transport(QWidget):
    """Runs from the leading edge to the trailing one. It moves nothing itself."""

    moved = Signal(int)  # to after so many steps
    played = Signal(bool)
    speed_chosen = Signal(float)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        say = language.say
        self._playing = False
        self.play = self._button("play", say("history.play"))
        self.back = self._button("back", say("history.step_back"))
        self.forward = self._button("forward", say("history.step_forward"))
        self.scrubber = QSlider(Qt.Orientation.Horizontal)
        self.scrubber.setAccessibleName(say("history.scrubber"))
        self.scrubber.setPageStep(10)
        self.scrubber.setMinimumWidth(120)
        speeds = [Choice(str(n), f"{language.number(n)}×") for n in SPEEDS]
        self.speeds = Segments(look, speeds, say("history.speed"))
        self.speeds.choose("1")
        self._count = Words(look, "", "interface.label", "text.secondary")
        self._name = Words(look, "", "interface.strong", wrap="elide")
        self.words = ""
        self.play.clicked.connect(lambda: self.played.emit(not self._playing))
        self.back.clicked.connect(lambda: self._move(self.step - 1))
        self.forward.clicked.connect(lambda: self._move(self.step + 1))
        self.scrubber.valueChanged.connect(self._move)
        self.speeds.chosen.connect(self._choose_speed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(8)
        for button in (self.play, self.back, self.forward):
            row.addWidget(button)
        row.addWidget(self.scrubber, 2)
        row.addWidget(self._count)
        row.addWidget(self._name, 2)
        row.addWidget(self.speeds)
        self.setFixedHeight(look.size("tag_bar"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    @property
    def step(self) -> int:
        """How many steps are shown."""
        return self.scrubber.value()

    @property
    def speed(self) -> float:
        return float(self.speeds.value())

    def set_length(self, steps: int) -> None:
        self.scrubber.blockSignals(True)
        self.scrubber.setRange(0, steps)
        self.scrubber.blockSignals(False)

    def show_step(self, step: int, words: str) -> None:
        """``step`` of all is shown; ``words`` say what it was."""
        self.scrubber.blockSignals(True)
        self.scrubber.setValue(step)
        self.scrubber.blockSignals(False)
        last = self.scrubber.maximum()
        self._count.say(self._language.say("reading.find_count", index=step, total=last))
        self._name.say(words)
        self.words = words
        self.back.setEnabled(step > 0)
        self.forward.setEnabled(step < last)

    def show_playing(self, playing: bool) -> None:
        self._playing = playing
        self.play.set_icon("pause" if playing else "play")
        name = self._language.say("history.pause" if playing else "history.play")
        self.play.set_words("", name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        painter.setPen(QPen(self._look.color("border.default"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _choose_speed(self, value: str) -> None:
        self.speed_chosen.emit(float(value))

    def _move(self, step: int) -> None:
        """Somebody goes to a step: it no longer plays by itself."""
        self.played.emit(False)
        self.moved.emit(min(max(step, 0), self.scrubber.maximum()))

    def _button(self, icon: str, name: str) -> Button:
        return Button(self._look, kind="flat", icon=icon, name=name)
