"""Shortcuts by the place of the key, so that they work on an Arabic keyboard.

With the Arabic layout on, the key «L» sends «م», «1» may send «١», and Ctrl+Z may arrive as
Ctrl+ئ: Qt finds the Latin letter only where the system has a Latin layout too. On a French keyboard
the key «1» sends «&». So a key is named by the letter on it where that is Latin, else by its scan
code (evdev on Linux, set 1 on Windows), else by the Arabic letter that stands on it.
"""

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_ROWS = ("1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'", "ZXCVBNM,./")
# What the same keys send on the Arabic layout of Windows and X11, with their digits:
_ARABIC = ("١٢٣٤٥٦٧٨٩٠-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ")
# First scan code of each row, set 1 (Windows); evdev codes of X11 and Wayland are these plus 8.
_FIRST = (2, 16, 30, 44)
# kVK_ANSI codes of macOS, row by row.
_MAC = (
    (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24),
    (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30),
    (0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39),
    (6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
)

_BY_CODE = {
    first + step: letter
    for first, row in zip(_FIRST, _ROWS, strict=True)
    for step, letter in enumerate(row)
}
_BY_MAC = {
    code: letter
    for codes, row in zip(_MAC, _ROWS, strict=True)
    for code, letter in zip(codes, row, strict=True)
}
_BY_LETTER = {
    arabic: letter
    for row, arabics in zip(_ROWS, _ARABIC, strict=True)
    for letter, arabic in zip(row, arabics, strict=True)
}
ARABIC_OF = {letter: arabic for arabic, letter in _BY_LETTER.items()}  # by the key's US name
_NAMED = {
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
}


def key(event: QKeyEvent) -> str:
    """The key by its US name: ``"L"``, ``"1"``, ``"Return"``, ``"F3"``; empty for none of these."""
    code = event.key()
    if named := _NAMED.get(Qt.Key(code)) if code in _KNOWN else None:
        return named
    if Qt.Key.Key_F1 <= code <= Qt.Key.Key_F12:
        return f"F{code - Qt.Key.Key_F1 + 1}"
    if _is_latin(code):
        return chr(code)
    return _by_place(event) or _BY_LETTER.get(_letter(event), "") or _printable(code)


def chord(event: QKeyEvent) -> str:
    """The key with its modifiers, in this order: ``"Ctrl+Shift+Z"``, ``"L"``, ``"Alt+1"``."""
    name = key(event)
    if not name:
        return ""
    modifiers = event.modifiers()
    held = (
        ("Ctrl+", Qt.KeyboardModifier.ControlModifier),
        ("Alt+", Qt.KeyboardModifier.AltModifier),
        ("Shift+", Qt.KeyboardModifier.ShiftModifier),
    )
    return "".join(word for word, flag in held if modifiers & flag) + name


def latin(event: QKeyEvent) -> QKeyEvent | None:
    """The same press as a Latin keyboard sends it, or None where it is that already.

    For Ctrl+C, X, V and A in fields, which know Latin letters only.
    """
    name = key(event)
    if len(name) != 1 or event.key() == ord(name):
        return None
    return QKeyEvent(QEvent.Type.KeyPress, ord(name), event.modifiers(), "")


_KNOWN = {int(code) for code in _NAMED}


def _is_latin(code: int) -> bool:
    return ord("A") <= code <= ord("Z") or ord("0") <= code <= ord("9")


def _printable(code: int) -> str:
    return chr(code) if 32 < code < 127 else ""


def _letter(event: QKeyEvent) -> str:
    code = event.key()
    return event.text() or (chr(code) if 127 < code < 0x110000 else "")


def _by_place(event: QKeyEvent) -> str:
    """By the key's place on the board; empty where the event carries none (a made-up event)."""
    if sys.platform == "darwin":
        native = event.nativeVirtualKey()
        return _BY_MAC.get(native, "") if event.nativeScanCode() else ""
    offset = 0 if sys.platform == "win32" else 8
    return _BY_CODE.get(event.nativeScanCode() - offset, "")
