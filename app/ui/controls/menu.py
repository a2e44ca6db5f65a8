"""Menus that come at a press."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Open a menu at a place of the screen, on what is chosen in it, else on the first it offers:
    a menu on which nothing stands is silent to a screen reader until an arrow key is pressed."""
    menu.popup(at)
    offered = [
        action
        for action in menu.actions()
        if action.isEnabled() and not action.isSeparator() and not action.menu()
    ]
    chosen = next((action for action in offered if action.isChecked()), None)
    if offered:
        menu.setActiveAction(chosen or offered[0])
