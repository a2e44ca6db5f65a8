"""Strips: a line across the page that says what happened and offers one cure."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.controls.button import Button
from app.ui.controls.margins import set_margins
from app.ui.controls.shapes import rounded
from app.ui.controls.words import Words
from app.ui.look import Look

Tone = Literal["danger", "warning", "info"]
_ICONS = {"danger": "save_failed", "warning": "warning", "info": "info"}
_UNDO_FOR = 6_000


class IconMark(QWidget):
    """An icon that is not pressed: it stands beside words and says nothing alone."""

    def __init__(
        self, look: Look, role: str, color: str, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._color = color
        self._size = size
        self.setFixedSize(size, size)
        look.theme_changed.connect(self.update)

    def show_icon(self, role: str, color: str) -> None:
        self._role, self._color = role, color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icon = self._look.icon(self._role, self._color)
        if not icon.isNull():
            painter = QPainter(self)
            size = QSize(self._size, self._size)
            painter.drawPixmap(0, 0, icon.pixmap(size, self.devicePixelRatioF()))
            painter.end()


class Strip(QWidget):
    """Stays until what it says is solved or it is closed. ``acted`` when its button is pressed."""

    acted = Signal()
    closed = Signal()

    def __init__(self, look: Look, close_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tone: Tone = "danger"
        self._icon = IconMark(look, "save_failed", "state.danger")
        self._text = Words(look, role="interface.label", wrap="wrap")
        self._act = Button(look, height="control_compact")
        self._act.clicked.connect(self.acted)
        self.close_button = Button(
            look, kind="flat", icon="close", name=close_name, height="control_compact"
        )
        self.close_button.clicked.connect(self._close)
        row = QHBoxLayout(self)
        set_margins(row, 16, 4, 12, 4)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._act)
        row.addWidget(self.close_button)
        self.setMinimumHeight(36)
        self.hide()
        look.theme_changed.connect(self.update)

    def say(
        self, tone: Tone, text: str, action: str = "", *, closable: bool = True, icon: str = ""
    ) -> None:
        """``action``: the words of its button; ``icon``: a role in the place of the tone's own."""
        self._tone = tone
        self._icon.show_icon(icon or _ICONS[tone], f"state.{tone}")
        self._text.dye(f"state.{tone}")
        self._text.say(text)
        self._act.set_words(action)
        self._act.setVisible(bool(action))
        self.close_button.setVisible(closable)
        self.setAccessibleName(text)
        self.show()

    def words(self) -> str:
        return self._text.words()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color(f"state.{self._tone}_tint"))
        painter.end()


class UndoStrip(QWidget):
    """«Claim 4 removed · undo Ctrl Z», six seconds, at the foot of the page; or a hint alone."""

    undone = Signal()
    wanted = Signal()  # it is about to be seen: somebody places it

    def __init__(self, look: Look, undo: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = Words(look, color="text.on_overlay")
        self.undo = Button(look, undo, kind="overlay", height="control_compact")
        self._key = Words(look, "Ctrl Z", "interface.caption", "text.on_overlay")
        self.undo.clicked.connect(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self._offered = ""  # what can be undone by it, while that is so
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 10)
        row.setSpacing(16)
        row.addWidget(self._text, 1)
        row.addWidget(self.undo)
        row.addWidget(self._key)
        self.hide()
        look.theme_changed.connect(self.update)

    def offer(self, text: str) -> None:
        """Say what was done, with the way back."""
        self._offered = text
        self._show(text, undo=True)

    def hint(self, text: str) -> None:
        """Say what there is to know; an offer that stood there comes back after it. Empty: what
        was said does not hold any more."""
        if text:
            self._show(text, undo=False)
        elif self.undo.isHidden() and not self.isHidden():
            self._end()

    def withdraw(self) -> None:
        """Something else was done since: to undo would take back that."""
        if self._offered:
            self._offered = ""
            if not self.undo.isHidden():
                self.hide()

    def _show(self, text: str, *, undo: bool) -> None:
        self._text.say(text)
        self.undo.setVisible(undo)
        self._key.setVisible(undo)
        self.setAccessibleName(text)
        self.layout().activate()  # type: ignore[union-attr]
        self.wanted.emit()
        self.show()
        self._timer.start(_UNDO_FOR)

    def words(self) -> str:
        return self._text.words()

    def _end(self) -> None:
        if self._offered and self.undo.isHidden():
            self.offer(self._offered)
        else:
            self._offered = ""
            self.hide()

    def _undo(self) -> None:
        self._offered = ""
        self.hide()
        self.undone.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(4, 0, -4, -4)
        radius = self._look.theme.radius("control")
        rounded(painter, box, radius, self._look.color("surface.overlay"))
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 44)
