"""The shortcut sheet names every shortcut, finds it by words or key, and stands in place."""

import pytest
from PySide6.QtCore import Qt

from app.domain import language as languages
from app.ui.help import shortcuts
from tests.gestures.reading_window import ReadingWindow

# Qt's own in a text, and the window's around the page:
ELSEWHERE = {
    "Shift+Left", "Shift+Right", "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Shift+Up", "Shift+Down",
    "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Tab", "Shift+Tab",
    "F1", "F2",
}  # fmt: skip


def test_every_key_of_the_page_is_on_the_sheet_and_no_other(reading: ReadingWindow):
    listed = [c for group in shortcuts.GROUPS.values() for s in group for c in s.chords]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(reading.page._keys) | ELSEWHERE


def test_it_opens_in_place_and_esc_closes_it(reading: ReadingWindow):
    reading.press(Qt.Key.Key_F1)
    panels = reading.page.panels
    assert panels.help_open
    assert reading.page._tools.help.isChecked()
    assert panels._help is not None
    assert panels._help.topic == "start"
    tabs = panels._help.topics
    assert tabs.segment("start").hasFocus()
    reading.press(Qt.Key.Key_Left)  # the next one: the window runs from the right
    assert panels._help.topic == "shortcuts"
    assert tabs.segment("shortcuts").hasFocus()
    reading.press(Qt.Key.Key_Tab)
    assert panels._help.sheet.field.hasFocus()
    reading.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert tabs.segment("shortcuts").hasFocus()  # one stop for all the tabs
    reading.press(Qt.Key.Key_Left)
    assert panels._help.topic == "guide"
    reading.press(Qt.Key.Key_Right)
    reading.press(Qt.Key.Key_Right)
    assert panels._help.topic == "start"
    assert tabs.segment("start").hasFocus()
    assert not reading.page._text.geometry().intersects(reading.page.side.geometry())
    reading.press(Qt.Key.Key_Escape)
    assert not panels.is_open
    assert reading.reader(0).hasFocus()
    reading.press(Qt.Key.Key_F2)
    assert panels._help.topic == "guide"
    reading.press(Qt.Key.Key_F2)
    assert not panels.is_open


@pytest.mark.parametrize(
    ("query", "key"), [("صله", "link"), ("Ctrl F", "find"), ("f9", "history"), ("ى", "note")]
)
def test_it_is_searched_by_words_and_by_key(reading: ReadingWindow, query: str, key: str):
    reading.page.panels.show_help("shortcuts")
    sheet = reading.page.panels._help.sheet  # type: ignore[union-attr]
    every = len(sheet.shown)
    sheet.field.setText(query)
    assert key in {shortcut.key for shortcut in sheet.shown}
    assert 0 < len(sheet.shown) < every
    sheet.field.setText("لا شيء كهذا")
    assert sheet.shown == []


def test_the_arabic_letter_of_a_key_is_told():
    by_key = {s.key: s for group in shortcuts.GROUPS.values() for s in group}
    assert shortcuts.arabic_letter(by_key["link"]) == "م"
    assert shortcuts.arabic_letter(by_key["tag_1"]) == ""
    assert shortcuts.caps(by_key["previous_claim"]) == ["Alt ↑"]


@pytest.mark.parametrize("code", languages.CODES)
def test_every_shortcut_is_worded(code: languages.Code):
    found = shortcuts.matching(languages.load(code), "")
    assert {group: len(members) for group, members in found.items()} == {
        group: len(members) for group, members in shortcuts.GROUPS.items()
    }


@pytest.mark.parametrize("code", languages.CODES)
def test_the_steps_name_the_keys_of_who_said_it_and_of_the_ways_about(code: languages.Code):
    say = languages.load(code).say
    assert "E" in say("help.step.who_does")
    assert "F6" in say("help.step.open_does")
    assert "Alt ↑ ↓" in say("help.step.link_does")
