"""A segmented control: one of a few, all visible."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.controls.shapes import rounded
from app.ui.look import Look


class Choice(NamedTuple):
    value: str
    label: str


class Segments(QWidget):
    """The choices side by side. ``chosen`` is emitted when a person chooses, with the value.

    The chosen segment takes the focus; the arrow keys choose the next one over.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        choices: Sequence[Choice],
        name: str,
        *,
        padding: int = 15,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        self._tight = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(0)
        for choice in choices:
            segment = _Segment(look, choice.label, padding, self)
            segment.clicked.connect(lambda _=False, value=choice.value: self._pick(value))
            self._group.addButton(segment)
            self._segments[choice.value] = segment
            row.addWidget(segment, 1)
        self._level()
        look.theme_changed.connect(self.update)

    def choose(self, value: str) -> None:
        """Show ``value`` as chosen, without announcing it; empty for none."""
        if value:
            self._segments[value].setChecked(True)
            return
        self._group.setExclusive(False)
        for segment in self._segments.values():
            segment.setChecked(False)
        self._group.setExclusive(True)

    def value(self) -> str:
        return next((v for v, segment in self._segments.items() if segment.isChecked()), "")

    def segment(self, value: str) -> QAbstractButton:
        """The button of one choice."""
        return self._segments[value]

    def relabel(self, value: str, label: str) -> None:
        self._segments[value].say(label)
        self._level()

    def tighten(self, tight: bool) -> None:
        """Where there is little room, each is as wide as its own words."""
        if tight != self._tight:
            self._tight = tight
            self._level()

    def _level(self) -> None:
        """All as wide as the widest, unless there is no room for that."""
        widths = [segment.sizeHint().width() for segment in self._segments.values()]
        widest = 0 if self._tight else max(widths, default=0)
        for segment, own in zip(self._segments.values(), widths, strict=True):
            segment.setMinimumWidth(max(widest, own))

    def _pick(self, value: str) -> None:
        self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        values = list(self._segments)
        current = self.value()
        place = (values.index(current) if current else 0) + step
        if 0 <= place < len(values):
            segment = self._segments[values[place]]
            segment.setFocus(Qt.FocusReason.TabFocusReason)
            segment.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        outline = theme.color("border.default") if theme.segment_inverted else None
        rounded(
            painter, self.rect(), theme.radius("control"), theme.color("surface.sunken"), outline
        )
        painter.end()


class _Segment(QAbstractButton):
    spoken_role = "RadioButton"

    def __init__(self, look: Look, label: str, padding: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._padding = padding
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(look.font("interface.label"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(label)

    def say(self, label: str) -> None:
        self.setText(label)
        self.setAccessibleName(label)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * self._padding
        return QSize(width, self._look.size("control_compact"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # QAbstractButton would only move the focus: the control chooses
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, on = self._look.theme, self.isChecked()
        ink = "text.primary" if on else "text.secondary"
        radius = theme.radius("control") - 2
        if on and theme.segment_inverted:
            rounded(painter, self.rect(), radius, theme.color("text.primary"))
            ink = "surface.paper"
        elif on:
            border = theme.color("border.control")
            rounded(painter, self.rect(), radius, theme.color("surface.paper"), border)
        elif self.underMouse() and self.isEnabled():
            rounded(painter, self.rect(), radius, theme.color("surface.hover"))
        painter.setFont(self.font())
        painter.setPen(theme.color(ink if self.isEnabled() else "text.disabled"))
        painter.drawText(QRect(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
