"""Margins by leading and trailing edge: Qt's own are left and right, and are not mirrored."""

from PySide6.QtCore import QMargins


def margins(leading: int, top: int, trailing: int, bottom: int, *, right_to_left: bool) -> QMargins:
    left, right = (trailing, leading) if right_to_left else (leading, trailing)
    return QMargins(left, top, right, bottom)
