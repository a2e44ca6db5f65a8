"""A key is where it is, whatever layout is on."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.ui import keys

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
_OFFSET = {"win32": 0}.get(sys.platform, 8)


def press(code: int, text: str = "", held: Qt.KeyboardModifier = NONE, place: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, held, place + _OFFSET if place else 0, 0, 0, text)


@pytest.mark.parametrize(
    ("event", "chord"),
    [
        (press(Qt.Key.Key_Z, "z", CTRL), "Ctrl+Z"),
        (press(Qt.Key.Key_Z, "Z", CTRL | SHIFT), "Ctrl+Shift+Z"),
        (press(ord("ئ"), "ئ", CTRL), "Ctrl+Z"),  # Arabic layout, no scan code
        (press(ord("م"), "م"), "L"),
        (press(ord("ث"), "ث"), "E"),
        (press(ord("١"), "١"), "1"),
        (press(ord("٣"), "٣"), "3"),
        (press(Qt.Key.Key_2, "2"), "2"),
        (press(Qt.Key.Key_Return, "\r"), "Return"),
        (press(Qt.Key.Key_Enter, "\r"), "Return"),
        (press(Qt.Key.Key_Escape), "Esc"),
        (press(Qt.Key.Key_F3, held=SHIFT), "Shift+F3"),
        (press(Qt.Key.Key_Control, held=CTRL), ""),
    ],
)
def test_the_chord(event: QKeyEvent, chord: str) -> None:
    assert keys.chord(event) == chord


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS gives other codes")
@pytest.mark.parametrize(
    ("event", "chord"),
    [
        (press(ord("&"), "&", place=2), "1"),  # French layout
        (press(ord("é"), "é", place=3), "2"),
        (press(ord("~"), "~", CTRL | SHIFT, place=44), "Ctrl+Shift+Z"),  # Arabic, shifted
        (press(ord("Д"), "д", place=38), "L"),  # Russian
    ],
)
def test_the_place_decides_where_the_letter_is_not_latin(event: QKeyEvent, chord: str) -> None:
    assert keys.chord(event) == chord


def test_fields_get_the_latin_press() -> None:
    same = keys.latin(press(ord("ؤ"), "ؤ", CTRL))
    assert same is not None
    assert (same.key(), same.modifiers()) == (Qt.Key.Key_C, CTRL)
    assert keys.latin(press(Qt.Key.Key_C, "c", CTRL)) is None
