"""A line of what came back: the words, the points, why, and the teacher's own words."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.relation import RelationType
from app.ui import keys
from app.ui.controls.badge import Badge
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.feedback.lines import Line
from app.ui.look import Look
from app.ui.reading import marks
from app.ui.reading.quote import Quote


class LineRow(Card):
    """``pressed`` by mouse, Return or Space; ``stepped`` (-1, 1) by the arrow keys."""

    stepped = Signal(int)
    reached = Signal()

    def __init__(self, look: Look, language: Language, line: Line) -> None:
        super().__init__(look, surface="surface.panel", border=None, radius="control",
                         pressable=True)  # fmt: skip
        self.line = line
        self.setAccessibleName(line.spoken)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addLayout(self._head(look, language))
        if line.reason:
            reason = Words(look, line.reason, "interface.label", "text.secondary", wrap="wrap")
            column.addWidget(reason)
        if line.comment:
            column.addLayout(_said(look, line.comment))

    def _head(self, look: Look, language: Language) -> QHBoxLayout:
        line = self.line
        head = QHBoxLayout()
        head.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        if line.tag is not None and line.places:
            number = language.number(line.places[0][1])
            badge = Badge(look, line.tag, number, "")
            head.addWidget(badge, 0, top)
        if line.kind in ("missed", "missed_relation"):
            head.addWidget(IconMark(look, "missing", "text.secondary", 16), 0, top)
        if line.relation is not None:
            head.addWidget(_Knot(look, line.relation), 0, top)
        words = QVBoxLayout()
        words.setSpacing(2)
        for one in line.words:
            quote = Quote(look, 2)
            quote.say(one)
            words.addWidget(quote)
        head.addLayout(words, 1)
        if line.before:
            before = Words(look, line.before, "interface.caption", "text.tertiary")
            font = before.font()
            font.setStrikeOut(True)
            before.setFont(font)
            head.addWidget(before, 0, top)
        if line.points:
            head.addWidget(Words(look, line.points, "interface.strong"), 0, top)
        return head

    def choose(self, *, chosen: bool) -> None:
        """Show that the text stands at this line's words."""
        self.dress("surface.selected" if chosen else "surface.panel", None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {"Up": -1, "Down": 1}.get(keys.chord(event))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


def _said(look: Look, comment: str) -> QHBoxLayout:
    """The teacher's words, in the face of what somebody wrote."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconMark(look, "comment", "accent.ink", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(look, comment, "interface.body", wrap="wrap"), 1)
    return row


class _Knot(QWidget):
    """The sign of a relation's type."""

    def __init__(self, look: Look, type: RelationType) -> None:
        super().__init__()
        self._look = look
        self._type = type
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(marks.KNOT + 2, marks.KNOT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        knot = QRectF(0, 0, marks.KNOT, marks.KNOT)
        knot.moveCenter(QRectF(self.rect()).center())
        marks.paint_knot(painter, self._look.theme, knot, self._type)
        painter.end()
