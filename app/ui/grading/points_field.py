"""The teacher's figure: typed in any digits, or stepped; refused in place where it cannot be."""

import re

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.language import Language
from app.ui import keys
from app.ui.look import Look

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫،,", "01234567890123456789...")
_FIGURE = re.compile(r"[0-9]{1,3}(\.[0-9]{0,2})?")
_ARROWS = 28


class PointsField(QLineEdit):
    """``decided`` carries points that are within range; ``refused`` that what is typed is not.

    ``left`` when Return was pressed and nothing is left to decide.
    """

    decided = Signal(object)  # points
    refused = Signal()
    mended = Signal()
    left = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._shown: float | None = 0.0
        self._possible = 10.0
        self._pressed = 0
        self._point = language.number(0.5)[1]
        self.setFont(look.font("interface.strong"))
        self.setAccessibleName(language.say("grading_page.your_points"))
        self.setFixedWidth(78)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        margin = _ARROWS - 12
        mirrored = look.right_to_left
        self.setTextMargins(margin if mirrored else 0, 0, 0 if mirrored else margin, 0)
        self.textEdited.connect(self._typed)
        look.theme_changed.connect(self.update)

    def show_points(self, points: float | None, possible: float, *, other: bool) -> None:
        """What counts now, None for nothing yet. What is being typed stays, unless this is an
        ``other`` row."""
        waiting = not other and self.hasFocus() and not self.settled()
        self._shown, self._possible = points, possible
        if not waiting:
            self.forget()

    def settled(self) -> bool:
        """Whether what stands here is what counts."""
        return self.text() == self._kept() or (
            self._shown is not None and self._value() == self._shown
        )

    def flush(self) -> bool:
        """Decide what was typed. False where it is no figure within range."""
        if self.settled():
            return True
        value = self._value()
        if value is None:
            self._dress(wrong=True)
            self.refused.emit()
            return False
        self.decided.emit(value)
        return True

    def begin(self, digit: str = "") -> None:
        """Take the keyboard; a digit replaces what stands here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if digit:
            self.insert(self._language.figures(digit))
            self._typed()

    def forget(self) -> None:
        """Back to what counts."""
        self.setText(self._kept())
        self._dress(wrong=False)

    def _kept(self) -> str:
        return "" if self._shown is None else self._language.number(self._shown)

    def _value(self) -> float | None:
        typed = self.text().strip().translate(_DIGITS)
        if not _FIGURE.fullmatch(typed):
            return None
        value = float(typed)
        return value if value <= self._possible else None

    def _typed(self, _text: str = "") -> None:
        """Digits of any kind are shown as the user's own."""
        shown = self._language.figures(self.text().translate(_DIGITS))
        shown = shown.replace(".", self._point)
        if shown != self.text():
            at = self.cursorPosition()
            self.setText(shown)
            self.setCursorPosition(at)
        self._dress(wrong=bool(self.text().strip()) and self._value() is None)

    def _step(self, by: int) -> None:
        value = self._value()
        at = value if value is not None else self._shown or 0.0
        self.setText(self._language.number(min(self._possible, max(0.0, at + by))))
        self.flush()

    def _dress(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) == wrong:
            return
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)
        (self.refused if wrong else self.mended).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Up", "Down"):
            self._step(1 if chord == "Up" else -1)
        elif chord == "Return":
            if self.flush():
                self.left.emit()
        elif chord == "Esc":
            self.forget()
            self.left.emit()
        elif chord in ("PgUp", "PgDown", "Ctrl+Return"):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text().strip():
            self.forget()
        self.flush()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a mark never changes because the page was scrolled

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._arrow_at(event.position().toPoint())
        if self._pressed:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._step(self._pressed)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._arrow_at(event.position().toPoint())
        shape = Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor
        self.setCursor(shape)
        if not self._pressed:
            super().mouseMoveEvent(event)

    def _arrow_at(self, point: QPoint) -> int:
        """1 over the upper arrow, -1 over the lower, 0 elsewhere."""
        for by, box in self._arrows():
            if box.contains(point):
                return by
        return 0

    def _arrows(self) -> tuple[tuple[int, QRect], tuple[int, QRect]]:
        left = 0 if self._look.right_to_left else self.width() - _ARROWS
        half = self.height() // 2
        return (1, QRect(left, 0, _ARROWS, half)), (-1, QRect(left, half, _ARROWS, half))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for by, box in self._arrows():
            role = "previous" if by > 0 else "next"
            at = QRect(QPoint(0, 0), QSize(12, 12))
            at.moveCenter(box.center() + QPoint(0, 3 * by))
            self._look.icon(role, "text.secondary").paint(painter, at)
        painter.end()
