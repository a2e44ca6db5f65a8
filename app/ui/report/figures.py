"""The row of figures over a report, and words for an agreement."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls.words import Words
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look


@dataclass(frozen=True, slots=True)
class Figure:
    """A label over a large figure; ``small`` beside it, ``warm`` words in the colour of what needs
    a look. ``hint`` is the whole story: tooltip, and what a screen reader says after it."""

    label: str
    large: str
    small: str = ""
    warm: str = ""
    hint: str = ""


class FigureRow(QWidget):
    """Figures side by side with hairlines between."""

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        self.cells = [_Cell(look, first=n == 0) for n in range(count)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for cell in self.cells:
            row.addWidget(cell, 1)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """As many as there are places for; the rest of the places are empty."""
        for place, cell in enumerate(self.cells):
            cell.setVisible(place < len(figures))
            if place < len(figures):
                cell.show_figure(figures[place])


class _Cell(QWidget):
    def __init__(self, look: Look, *, first: bool) -> None:
        super().__init__()
        self._look = look
        self._first = first
        self.label = Words(look, role="interface.label", color="text.secondary", wrap="elide")
        self.large = Words(look, role="interface.figure")
        self.large.setFont(figure_font(look, "interface.figure"))
        self.small = Words(look, role="interface.body", color="text.secondary")
        self.warm = Words(look, role="interface.label", color="state.warning", wrap="elide")
        line = QHBoxLayout()
        line.setSpacing(8)
        for words in (self.large, self.small):
            line.addWidget(words)
        line.addWidget(self.warm, 100)  # all that is left, where there are such words
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0 if first else 12, 0, 0 if first else 12, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addLayout(line)
        self.setFixedHeight(62)
        look.theme_changed.connect(self.update)

    def show_figure(self, figure: Figure) -> None:
        self.label.say(figure.label)
        mark = "\u200f" if self._look.right_to_left else ""  # «٪» stands after its figure
        self.large.say(mark + figure.large)
        for words, text in ((self.small, figure.small), (self.warm, figure.warm)):
            words.say(text)
            words.setVisible(bool(text))
        self.setToolTip(figure.hint)
        parts = (figure.large, figure.small, figure.warm)
        self.setAccessibleName(f"{figure.label}: {' '.join(part for part in parts if part)}")
        self.setAccessibleDescription(figure.hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        painter = QPainter(self)
        x = self.width() - 1 if self._look.right_to_left else 0
        painter.fillRect(QRect(x, 0, 1, self.height()), self._look.color("border.default"))
        painter.end()
