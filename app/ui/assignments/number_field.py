"""A small whole number, typed in any digits or stepped by the arrow keys."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.language import Language
from app.ui import keys
from app.ui.look import Look

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WHOLE = re.compile(r"[0-9]{1,3}")


class NumberField(QLineEdit):
    """``given`` carries a number within bounds when it is another than the one that is kept.

    An empty field is ``nothing`` (0 where nought means «not said»). What is no number within bounds
    goes back to what is kept when the field is left.
    """

    given = Signal(int)

    def __init__(
        self,
        look: Look,
        language: Language,
        name: str,
        least: int,
        most: int,
        *,
        nothing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._least, self._most = least, most
        self._nothing = nothing
        self._kept = least
        self.setAccessibleName(name)
        self.setPlaceholderText(nothing)
        self.setFont(look.font("interface.strong"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(max(72, 28 + self.fontMetrics().horizontalAdvance(nothing)))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.flush)

    def show_kept(self, number: int, *, other: bool = True) -> None:
        """Show what is kept; what is being typed stays, unless it stands for something else now."""
        waiting = not other and self.hasFocus() and self.value() != self._kept
        self._kept = number
        if not waiting:
            self.setText(self._worded(number))

    def unkeep(self, number: int) -> None:
        """What was given could not be kept: ``number`` still is, and what stands here waits."""
        self._kept = number

    def value(self) -> int | None:
        """The number that stands here; None where it is none within bounds."""
        typed = self.text().strip().translate(_DIGITS)
        if not typed and self._nothing:
            return 0
        if not _WHOLE.fullmatch(typed):
            return None
        return int(typed) if self._least <= int(typed) <= self._most else None

    def flush(self) -> None:
        value = self.value()
        if value is None:
            self.setText(self._worded(self._kept))
        elif value != self._kept:
            self._kept = value
            self.setText(self._worded(value))
            self.given.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {"Up": 1, "Down": -1, "PgUp": 10, "PgDown": -10}.get(keys.chord(event))
        if step is None:
            super().keyPressEvent(event)
            return
        value = self._kept if self.value() is None else self.value()
        new = min(self._most, max(self._least, (value or 0) + step))
        self.setText(self._worded(new))
        self.flush()

    def _typed(self, _text: str) -> None:
        shown = self._language.figures(self.text().translate(_DIGITS))
        if shown != self.text():
            at = self.cursorPosition()
            self.setText(shown)
            self.setCursorPosition(at)

    def _worded(self, number: int) -> str:
        if not number and self._nothing:
            return ""
        return self._language.figures(str(number))
