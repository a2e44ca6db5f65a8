"""Claims of several parts, made and unmade by keys alone, on a Latin and an Arabic keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.ui.reading import voice
from tests.gestures.reading_window import FIRST, ReadingWindow

Ctrl, Shift, Alt = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
# What the keys 1, P, =, − send.
LAYOUTS = {"latin": "1p=-", "arabic": "١ح=-"}
KEEP = "قالت نقابة الصيادين"
MORE = "الصيد تراجع"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(voice, "announce", lambda _widget, words: heard.append(words))
    return heard


def quotes(reading: ReadingWindow) -> list[str]:
    return [claim.quote for claim in reading.claims(reading.articles[0])]


def select(reading: ReadingWindow, words: int) -> None:
    """The next words after the caret."""
    for _ in range(words):
        reading.press(Qt.Key.Key_Left, Ctrl | Shift)


def walk(reading: ReadingWindow, words: int) -> None:
    for _ in range(words):
        reading.press(Qt.Key.Key_Left, Ctrl)


def start(reading: ReadingWindow) -> None:
    """The caret at the beginning of the first sentence."""
    reading.reader(0).setFocus()
    reading.press(Qt.Key.Key_Home, Ctrl)
    while reading.reader(0).caret() < FIRST.index("قالت"):
        reading.press(Qt.Key.Key_Left)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_parts_are_selected_tagged_and_changed_by_keys(
    reading: ReadingWindow, said: list[str], layout: str
) -> None:
    one, keep, add, take = LAYOUTS[layout]
    start(reading)
    select(reading, 3)
    reading.type(keep)
    assert KEEP in said[-1]
    walk(reading, 1)  # over «إن»: what is kept stays
    select(reading, 2)
    words = reading.language.count("reading.words_selected", 5)
    parts = reading.language.count("reading.parts_held", 2)
    assert reading.page.tag_bar._state.text() == f"{words} · {parts}"
    reading.type(one)
    assert quotes(reading) == [f"{KEEP} … {MORE}"]
    assert reading.page.readers.parts() == []

    walk(reading, 2)  # over «12 في»
    select(reading, 1)
    reading.type(add)
    assert quotes(reading) == [f"{KEEP} … {MORE} … المئة"]
    assert said[-1] == reading.language.say("reading.said.part", number=1)
    reading.type(take)  # the caret is at the end of the part that was added
    assert quotes(reading) == [f"{KEEP} … {MORE}"]
    assert said[-1] == reading.language.say("reading.said.part_taken", number=1)

    reading.press(Qt.Key.Key_Home, Ctrl)
    start(reading)
    select(reading, 1)
    reading.type(take)
    assert quotes(reading) == [f"نقابة الصيادين … {MORE}"]
    for _ in range(4):
        reading.press(Qt.Key.Key_Z, Ctrl)
    assert quotes(reading) == []


def test_escape_lets_what_was_kept_go(reading: ReadingWindow) -> None:
    start(reading)
    select(reading, 2)
    reading.type("p")
    walk(reading, 1)
    assert len(reading.page.readers.parts()) == 1
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.readers.parts() == []
    nothing = reading.language.say("reading.nothing_selected")
    assert reading.page.tag_bar._state.text() == nothing


def test_a_press_of_the_mouse_lets_it_go_too(reading: ReadingWindow) -> None:
    start(reading)
    select(reading, 2)
    reading.type("p")
    reading.click(0, "الباحثة")
    assert reading.page.readers.parts() == []
    nothing = reading.language.say("reading.nothing_selected")
    assert reading.page.tag_bar._state.text() == nothing


def test_another_article_does_not_inherit_it(reading: ReadingWindow) -> None:
    start(reading)
    select(reading, 2)
    reading.type("p")
    reading.page.readers.open_article(reading.articles[2].id, 0)
    assert reading.page.readers.parts() == []


def test_what_is_kept_is_copied(reading: ReadingWindow) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setText("قديم")
    reading.drag(0, "نقابة الصيادين")
    reading.type("p")
    reading.press(Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "نقابة الصيادين"
    end = FIRST.index("الصيد تراجع")
    reading.reader(0)._move_cursor(end, end + 5)
    reading.press(Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "نقابة الصيادين … الصيد"


def test_what_is_kept_stays_when_the_text_is_set_anew(reading: ReadingWindow) -> None:
    reading.drag(0, "نقابة الصيادين")
    reading.type("p")
    kept = reading.page.readers.parts()
    said = reading.page.tag_bar._state.text()
    reading.reader(0).set_tashkeel(False)
    reading.settle()
    assert reading.page.readers.parts() == kept != []
    assert reading.page.tag_bar._state.text() == said


def test_several_parts_are_added_in_one_step(reading: ReadingWindow) -> None:
    reading.mark(0, "الصيادين")
    start(reading)
    select(reading, 1)
    reading.type("p")
    walk(reading, 3)
    select(reading, 1)
    reading.type("+")
    assert quotes(reading) == ["قالت … الصيادين … الصيد"]
    reading.press(Qt.Key.Key_Z, Ctrl)
    assert quotes(reading) == ["الصيادين"]


def test_the_keys_say_why_where_nothing_can_be_done(reading: ReadingWindow) -> None:
    reading.reader(0).setFocus()
    say = reading.language.say
    for key, reason in (
        ("p", "reading.refused.nothing_to_keep"),
        ("=", "reading.refused.no_claim"),
        ("-", "reading.refused.no_claim"),
    ):
        reading.type(key)
        assert reading.frame.undo_strip.words() == say(reason)
    reading.mark(0, KEEP)
    reading.type("-")
    assert reading.frame.undo_strip.words() == say("reading.refused.one_part")
    reading.drag(0, KEEP)
    reading.type("-")
    assert reading.frame.strip.words() == say("annotating.nothing_left")
    reading.drag(0, "الباحثة منى")
    reading.type("-")
    assert reading.frame.strip.words() == say("annotating.not_of_claim")
    assert quotes(reading) == [KEEP]


def test_the_menu_offers_the_parts_and_what_is_selected(reading: ReadingWindow) -> None:
    reading.mark(0, KEEP)
    reading.drag(0, MORE)
    menu = reading.page.desk.menu()
    words = reading.language.say("reading.add_part", number=1)
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()
    assert quotes(reading) == [f"{KEEP} … {MORE}"]
    menu = reading.page.desk.menu()
    words = reading.language.say("reading.take_one_part")
    parts = next(action for action in menu.actions() if action.text() == words).menu()
    assert isinstance(parts, QMenu)
    assert [MORE in action.text() for action in parts.actions()] == [False, True]
    parts.actions()[0].trigger()
    menu.close()
    assert quotes(reading) == [MORE]


def test_minus_asks_which_part_where_the_caret_is_in_none(
    reading: ReadingWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []  # a menu has no window to open in here
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: opened.append(menu))
    reading.mark(0, KEEP)
    reading.drag(0, MORE)
    reading.type("=")
    reading.press(Qt.Key.Key_End, Ctrl)
    reading.type("-")
    (menu,) = opened
    menu.actions()[1].trigger()
    assert quotes(reading) == [KEEP]
