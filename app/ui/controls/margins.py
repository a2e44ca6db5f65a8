"""Margins by reading direction: Qt's layouts mirror their contents, not their margins."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout


def set_margins(layout: QLayout, leading: int, top: int, trailing: int, bottom: int) -> None:
    """As ``setContentsMargins``, for the interface's direction at this moment."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        layout.setContentsMargins(trailing, top, leading, bottom)
    else:
        layout.setContentsMargins(leading, top, trailing, bottom)
