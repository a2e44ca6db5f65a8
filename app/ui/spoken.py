"""What a screen reader meets in place of the widgets that Qt knows nothing of.

Qt gives every widget of our own the same empty role. Here a name makes a widget a group or a label,
no name makes it a decoration that is passed over, and a class says by ``spoken_role``, the name of
one of Qt's roles, what else it is.
"""

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

Role = QAccessible.Role
# As what Qt's own factory would take them:
_PLAIN = frozenset(("QWidget", "QFrame", "QScrollArea", "QSplitterHandle"))
_PRESS = "Press"
_LEAVES = (Role.StaticText, Role.Graphic)  # what is inside is drawn, not said again


class Pressable(Protocol):
    """A widget of our own that is pressed as a button is."""

    def press(self) -> None: ...


class Spoken(QAccessibleWidget):
    """Role and states follow the widget; nothing is kept here."""

    def role(self) -> Role:
        widget = self.widget()
        declared: str | None = getattr(widget, "spoken_role", None)
        if declared is not None:
            return Role[declared]
        if not self.text(QAccessible.Text.Name):
            return Role.Client
        return Role.Grouping if super().childCount() else Role.StaticText

    def childCount(self) -> int:
        return 0 if self.role() in _LEAVES else super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        return None if self.role() in _LEAVES else super().child(index)  # type: ignore[return-value]

    def state(self) -> QAccessible.State:
        state, widget, role = super().state(), self.widget(), self.role()
        if isinstance(widget, QAbstractButton):
            state.checkable = widget.isCheckable() and role != Role.PageTab
            state.checked = state.checkable and widget.isChecked()
            state.selectable = role == Role.PageTab
            state.selected = role == Role.PageTab and widget.isChecked()
            state.pressed = widget.isDown()
            state.hasPopup = role == Role.ButtonMenu
        elif widget.focusProxy() is not None:  # the ground of a scroll area: its view has the focus
            state.focusable = state.focused = False
        elif not self.childCount() and not self.text(QAccessible.Text.Name):
            state.invisible = True
        return state

    def actionNames(self) -> list[str]:
        actions = super().actionNames()
        return [_PRESS, *actions] if self._press() else actions

    def doAction(self, actionName: str) -> None:
        press = self._press()
        if actionName == _PRESS and press is not None:
            press()
        else:
            super().doAction(actionName)

    def _press(self) -> Callable[[], None] | None:
        widget = self.widget()
        if not widget.isEnabled():
            return None
        if isinstance(widget, QAbstractButton):
            return widget.click
        if self.role() in (Role.Button, Role.ButtonMenu):
            return cast(Pressable, widget).press
        return None


class SpokenLabel(QAccessibleWidget):
    """A label; one that is empty for now is passed over."""

    def state(self) -> QAccessible.State:
        state, label = super().state(), cast(QLabel, self.widget())
        state.readOnly = True
        state.invisible = state.invisible or not self.text(QAccessible.Text.Name)
        if not label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard:
            state.focusable = False
        return state


def interface(name: str, asked: QObject) -> QAccessibleInterface | None:
    """For ``QAccessible.installFactory``: what is asked for as an object of the class ``name``;
    None leaves it to Qt."""
    if not isinstance(asked, QWidget):
        return None
    if name in _PLAIN or getattr(asked, "spoken_role", None) is not None:
        return Spoken(asked)
    if name == "Words":
        return SpokenLabel(asked, Role.StaticText)
    return None
