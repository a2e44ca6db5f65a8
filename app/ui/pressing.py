"""Return and Enter press the button that has the focus; Qt's own buttons know Space only."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

_HELD = ~Qt.KeyboardModifier.KeypadModifier  # the keypad's Enter comes with this alone


class Pressing(QObject):
    """Watches only the button that has the focus. A dialog's default button is the dialog's own
    affair, and in a group of choices Return belongs to the form's main button."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        watched, self._watched = self._watched, None
        if watched is not None and isValid(watched):
            watched.removeEventFilter(self)
        if isinstance(new, QAbstractButton) and _is_pressed(new):
            new.installEventFilter(self)
            self._watched = new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & _HELD
            and isinstance(watched, QAbstractButton)
        ):
            if not event.isAutoRepeat():
                watched.click()
            return True
        return False


def _is_pressed(button: QAbstractButton) -> bool:
    choice = isinstance(button, QCheckBox | QRadioButton)
    return not choice and not isinstance(button.window(), QDialog)
