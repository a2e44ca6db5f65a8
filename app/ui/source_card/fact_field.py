"""One fact of a source card: what the text states, or that it does not state it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ui.controls.choices import CheckBox
from app.ui.controls.field import lead
from app.ui.controls.words import Words
from app.ui.look import Look


class FactEdit(QLineEdit):
    """Grey while the fact is not stated; a press on it or a letter asks to state it (``wanted``).
    What was typed before is kept aside, and comes back."""

    wanted = Signal()

    def __init__(self, hint: str, not_stated: str) -> None:
        super().__init__()
        self._hints = {False: hint, True: not_stated}
        self._absent = False
        self._aside = ""
        self.writable = True
        lead(self)
        self.set_absent(False)

    def fill(self, text: str) -> None:
        """Show another fact; nothing of the one before is kept aside."""
        self._aside = ""
        self.setText(text)
        self.setCursorPosition(0)  # else a long title shows its end

    def set_absent(self, absent: bool) -> None:
        if absent and not self._absent:
            self._aside = self.text()
            self.clear()
        elif self._absent and not absent:
            self.setText(self._aside)
        self._absent = absent
        self.setReadOnly(absent or not self.writable)
        self.setPlaceholderText(self._hints[absent])
        self.setCursor(Qt.CursorShape.PointingHandCursor if absent else Qt.CursorShape.IBeamCursor)
        self.setProperty("absent", absent)
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._absent and self.writable:
            self.wanted.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self._absent and self.writable and event.text().strip() and not held:
            self.wanted.emit()
        super().keyPressEvent(event)


class FactField(QWidget):
    """Name, «not stated», and the field below them."""

    def __init__(self, look: Look, name: str, hint: str, not_stated: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.edit = FactEdit(hint, not_stated)
        self.edit.setAccessibleName(name)
        self.absent = CheckBox(look, not_stated)
        self.absent.setAccessibleName(f"{name}: {not_stated}")
        self.absent.toggled.connect(self.edit.set_absent)
        self.absent.clicked.connect(self._go_on)
        self.edit.wanted.connect(self._state)
        head = QHBoxLayout()
        head.addWidget(Words(look, name, "interface.label", "text.secondary"))
        head.addStretch(1)
        head.addWidget(self.absent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.edit)

    def show_fact(self, fact: str | None, writable: bool) -> None:
        """``fact`` as people write it; None: not stated."""
        self.edit.writable = writable
        self.absent.setEnabled(writable)
        self.absent.setChecked(False)
        self.edit.fill(fact or "")
        self.absent.setChecked(fact is None)
        self.edit.set_absent(fact is None)

    def fact(self) -> str | None:
        """What is stated now; None: not stated."""
        return None if self.absent.isChecked() else self.edit.text().strip() or None

    def _go_on(self, absent: bool) -> None:
        if not absent:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state(self) -> None:
        self.absent.setChecked(False)
        self._go_on(False)
