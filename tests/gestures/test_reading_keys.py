"""The whole loop without a mouse, on a Latin and on an Arabic keyboard; every gesture is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.annotation import SourceType, Tag
from app.domain.relation import RelationType
from app.ui.reading import voice
from tests.gestures.reading_window import ReadingWindow

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
# What the keys 1, 2, L, E, W, N send.
LAYOUTS = {"latin": "12lewn", "arabic": "١٢مثصى"}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to say."""
    heard: list[str] = []
    monkeypatch.setattr(voice, "announce", lambda _widget, words: heard.append(words))
    return heard


def select_words(reading: ReadingWindow, words: int) -> None:
    """The first words of the article in hand."""
    reading.press(Qt.Key.Key_Home, CTRL)
    for _ in range(words):
        reading.press(Qt.Key.Key_Left, CTRL | SHIFT)  # onwards: the text runs to the left


def choose_person(reading: ReadingWindow) -> None:
    """Down opens the menu; on the way through it nothing is answered."""
    kind = reading.page.side.card.who_said.kind
    assert kind.hasFocus()
    steps = len(reading.workspace.steps())
    reading.press(Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(kind.view(), key)
    reading.settle()
    assert len(reading.workspace.steps()) == steps + 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_open_select_tag_attribute_link_undo(reading: ReadingWindow, said: list[str], layout: str):
    one, two, link, evidence, who, note = LAYOUTS[layout]
    reading.reader(0).setFocus()
    reading.press(Qt.Key.Key_F6)
    select_words(reading, 3)
    reading.type(one)
    (claim,) = reading.claims(reading.articles[1])
    assert claim.quote == "تراجع صيد السمك"
    assert said[-1] == reading.language.say("reading.said.highlight", number=1, tag="مُسنَد")

    reading.type(who)  # who said it: from the list of types
    choose_person(reading)
    reading.press(Qt.Key.Key_Escape)
    assert reading.reader(1).hasFocus()
    (claim,) = reading.claims(reading.articles[1])
    assert claim.attribution is not None
    assert claim.attribution.source_type is SourceType.NAMED_PERSON

    select_words(reading, 3)
    reading.type(evidence)
    (claim,) = reading.claims(reading.articles[1])
    assert claim.attribution is not None
    assert claim.attribution.evidence is not None
    assert claim.attribution.name == claim.attribution.evidence.exact  # it names the person
    assert said[-1].startswith("القائل في الادعاء ١")

    reading.type(note)
    reading.type("النقابة قائلها")
    reading.press(Qt.Key.Key_Escape)
    assert reading.claims(reading.articles[1])[0].note == "النقابة قائلها"
    assert said[-1] == reading.language.say("reading.said.note")

    reading.press(Qt.Key.Key_F6)  # the other article
    select_words(reading, 3)
    reading.type(two)
    (other,) = reading.claims(reading.articles[0])
    assert other.tag is Tag.UNVERIFIED
    reading.type(link)
    reading.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    reading.type(one)
    (relation,) = reading.relations()
    assert (relation.source_id, relation.target_id) == (other.id, claim.id)
    assert relation.type is RelationType.REPEATS
    assert said[-1] == reading.language.say("reading.said.link", type="يكرّر")

    end = reading.everything()
    undone = 0
    while reading.everything() != ([], []):
        reading.press(Qt.Key.Key_Z, CTRL)
        undone += 1
    assert undone == 6
    for _ in range(undone):
        reading.press(Qt.Key.Key_Y, CTRL)
    assert reading.everything() == end


def test_the_focus_is_seen_wherever_it_goes(reading: ReadingWindow):
    """Something changes on the screen with each step of the tab key."""
    from app.ui.style import FocusRing

    ring = FocusRing(QApplication.instance())  # type: ignore[arg-type]
    reading.mark(0, "الصيد تراجع 12 في المئة")
    reading.reader(0).setFocus()
    before = reading.frame.grab().toImage()
    for _ in range(30):
        reading.press(Qt.Key.Key_Tab)
        now = reading.frame.grab().toImage()
        widget = reading.frame.window().focusWidget()
        assert now != before, widget.accessibleName()
        before = now
    ring.deleteLater()
