"""Words that somebody wrote, in a well with a heading."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.relation import RelationType
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import marks
from app.ui.reading.quote import Quote


class Saying(NamedTuple):
    """Words under a heading, perhaps with an icon."""

    heading: str
    words: str
    icon: str = ""


class Quoted(QWidget):
    """A saying, a few lines in the reading face; behind it another, for which there is no room.

    ``sought``: somebody wants to see where it stands in the text.
    """

    sought = Signal()

    def __init__(
        self, look: Look, language: Language, lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._sayings: tuple[Saying, Saying | None] = (Saying("", ""), None)
        self._icon = IconMark(look, "star", "accent.ink")
        self._heading = Words(look, "", "interface.label", wrap="elide")
        self._quote = Quote(look, lines)
        self.turn = Button(look, kind="link", height="control_compact")
        self.turn.setCheckable(True)
        self.turn.toggled.connect(self._show_side)
        self.seek = Button(look, kind="link", height="control_compact")
        self.seek.clicked.connect(self.sought)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._heading, 1)
        head.addWidget(self.turn)
        head.addWidget(self.seek)
        well = Card(look, surface="surface.panel", border=None, radius="control")
        inside = QVBoxLayout(well)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._quote)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(well)

    def show_words(
        self, saying: Saying | None, behind: Saying | None = None, *, seekable: bool = False
    ) -> None:
        """Show a saying; None: nothing is seen. A button turns to what is ``behind`` it; where it
        is ``seekable`` another leads to it in the text."""
        self.setVisible(saying is not None and bool(saying.words.strip()))
        if saying is None:
            return
        if behind is not None and not behind.words.strip():
            behind = None
        self._sayings = (saying, behind)
        self.turn.setVisible(behind is not None)
        self.seek.setVisible(seekable)
        say = self._language.say
        name = say("grading_page.show_in_text", heading=saying.heading)
        self.seek.set_words(say("grading_page.in_text"), name)
        self._show_side()

    def _show_side(self, _turned: bool = False) -> None:
        front, behind = self._sayings
        shown = behind if behind is not None and self.turn.isChecked() else front
        self._icon.setVisible(bool(shown.icon))
        if shown.icon:
            self._icon.show_icon(shown.icon, "accent.ink")
        self._heading.say(shown.heading)
        self._quote.say(shown.words)
        self.setAccessibleName(shown.heading)
        other = front if shown is behind else behind
        self.turn.set_words(other.heading if other is not None else "")


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
