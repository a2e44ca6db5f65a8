"""Words that somebody wrote, in a well with a heading."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.relation import RelationType
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import marks
from app.ui.reading.quote import Quote


class Quoted(QWidget):
    """A heading, perhaps with an icon, over a few lines in the reading face."""

    def __init__(self, look: Look, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconMark(look, "star", "accent.ink")
        self._heading = Words(look, "", "interface.label", wrap="elide")
        self._quote = Quote(look, lines)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._heading, 1)
        well = Card(look, surface="surface.panel", border=None, radius="control")
        inside = QVBoxLayout(well)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._quote)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(well)

    def show_words(self, heading: str, words: str, *, icon: str = "") -> None:
        """Without words there is nothing to see."""
        self.setVisible(bool(words.strip()))
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.show_icon(icon, "accent.ink")
        self._heading.say(heading)
        self._quote.say(words)
        self.setAccessibleName(heading)


class Between(QWidget):
    """The type of a relation between two quotes: its sign and its name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._type = RelationType.REPEATS
        self._words = Words(look, "", "interface.label", "text.secondary", wrap="elide")
        row = QHBoxLayout(self)
        edge = marks.KNOT + 8
        mirrored = look.right_to_left
        row.setContentsMargins(0 if mirrored else edge, 0, edge if mirrored else 0, 0)
        row.addWidget(self._words)
        self.setMinimumHeight(marks.KNOT + 2)
        look.theme_changed.connect(self.update)

    def show_type(self, type_: RelationType, words: str) -> None:
        self._type = type_
        self._words.say(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        knot = QRectF(0, (self.height() - marks.KNOT) / 2, marks.KNOT, marks.KNOT)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            knot.moveRight(self.width())
        marks.paint_knot(painter, self._look.theme, knot, self._type)
        painter.end()
