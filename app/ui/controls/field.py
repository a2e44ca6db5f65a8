"""Fields: one line with an icon and a key; a list to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.ui.controls.key_cap import KeyCap
from app.ui.controls.segments import Choice
from app.ui.controls.strip import IconMark
from app.ui.look import Look


def lead(field: QLineEdit) -> None:
    """Begin at the interface's leading edge, whatever is written: Qt puts the words, the hint and
    the caret of an empty field where the keyboard's language begins."""
    rtl = field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    field.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class SearchField(QLineEdit):
    """A field with a magnifying glass at its leading edge and its shortcut at the trailing one."""

    def __init__(
        self,
        look: Look,
        placeholder: str,
        key: str = "",
        width: int = 404,
        *,
        compact: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("compact", compact)  # 28 high, for bars
        self._icon = IconMark(look, "search", "text.secondary", 18, self)
        self._key = KeyCap(look, key, self) if key else None
        self._wanted = width
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        lead(self)
        self.setFont(look.font("interface.label"))
        self.setMinimumWidth(160)
        self.setMaximumWidth(width)
        self.textChanged.connect(self._place)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._wanted, super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = (self.height() - 18) // 2
        icon_x = self.width() - 28 if rtl else 10
        self._icon.move(icon_x, middle)
        room = 34
        if self._key is not None:
            size = self._key.sizeHint()
            self._key.resize(size)
            self._key.setVisible(self.isEnabled() and not self.text())
            self._key.move(10 if rtl else self.width() - size.width() - 10, middle)
            room = size.width() + 10
        leading, trailing = (room, 28) if rtl else (28, room)
        self.setTextMargins(leading if self._key else 0, 0, trailing, 0) if rtl else (
            self.setTextMargins(leading, 0, trailing if self._key else 0, 0)
        )


class Chooser(QComboBox):
    """One of several, in a menu. The value is kept apart from the words."""

    def __init__(
        self, look: Look, choices: Sequence[Choice], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(look.font("interface.label"))
        self.setAccessibleName(name)
        for choice in choices:
            self.addItem(choice.label, choice.value)
        look.theme_changed.connect(self.update)

    def showPopup(self) -> None:
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()

    def choose(self, value: str) -> None:
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def value(self) -> str:
        return self.currentData() or ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down open the menu: on the way to an answer no other one is given."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Who scrolls past means the page, not another answer."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRect(8 if rtl else self.width() - 22, (self.height() - 14) // 2, 14, 14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.color("text.secondary"), 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = box.left(), box.top()
        painter.drawLine(x + 3, y + 5, x + 7, y + 9)
        painter.drawLine(x + 7, y + 9, x + 11, y + 5)
        painter.end()
