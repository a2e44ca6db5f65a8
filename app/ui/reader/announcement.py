"""Saying to a screen reader what has just changed."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have ``text`` read out when the screen reader is next silent; nothing where there is none."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
