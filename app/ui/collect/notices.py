"""The cards of the side panel: a refusal, a caution, a likeness, a piece of advice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import ordered_path
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look


class Notice(Card):
    """An icon and a title in one colour, sentences, and the file's name left to right."""

    def __init__(
        self, look: Look, tone: str, icon: str, title: str, sentences: Sequence[str], file: str = ""
    ) -> None:
        super().__init__(look)
        heading = Words(look, title, "interface.strong", f"state.{tone}", wrap="wrap")
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(IconMark(look, icon, f"state.{tone}"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(heading, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addLayout(head)
        for sentence in sentences:
            said = Words(look, sentence, "interface.label", "text.secondary", wrap="wrap")
            column.addWidget(said)
        if file:
            name = FileName(look, file)
            column.addSpacing(2)
            column.addWidget(name)
        self.setAccessibleName(" ".join((title, *sentences, file)).strip())

    def add_action(self, words: str) -> Button:
        """A button at the foot of the card."""
        button = Button(self._look, words, kind="link", height="control_compact")
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def point_out(self, on: bool) -> None:
        """Its row is the one that is chosen."""
        if on != self.strong:
            self.strong = on
            self.dress("surface.paper", "accent.ink" if on else "border.default")


class Advice(Card):
    """Something good to know: no card of a file's."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(look, surface="state.info_tint", border=None)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(10)
        row.addWidget(IconMark(look, "info", "state.info"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(look, words, "interface.label", "state.info", wrap="wrap"), 1)
        self.setAccessibleName(words)


class Missing(QWidget):
    """A student from whom there is nothing, and what is known of why."""

    def __init__(self, look: Look, name: str, why: str, *, last: bool) -> None:
        super().__init__()
        self._look = look
        self._last = last
        self.setFixedHeight(33)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(IconMark(look, "missing", "text.tertiary"))
        row.addWidget(Words(look, name, "interface.label", wrap="elide"), 1)
        row.addWidget(Words(look, why, "interface.caption", "text.tertiary"))
        self.setAccessibleName(f"{name}: {why}")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._last:
            painter = QPainter(self)
            line = self._look.color("border.default")
            painter.fillRect(0, self.height() - 1, self.width(), 1, line)
            painter.end()


class FileName(QWidget):
    """A file's name: left to right at the left edge of its card, cut in the middle."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self.setFixedHeight(look.theme.face("interface.caption").line_height)
        self.setToolTip(name)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("interface.caption"))
        painter.setPen(self._look.color("text.tertiary"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        shown = painter.fontMetrics().elidedText(
            ordered_path(self._name), Qt.TextElideMode.ElideMiddle, self.width()
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(side | Qt.TextFlag.TextSingleLine), shown)
        painter.end()
