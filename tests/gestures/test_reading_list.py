"""The claims list: filtered, sorted, several at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.annotation import SourceType, Tag
from app.domain.relation import RelationType
from tests.gestures.reading_window import ReadingWindow

PLACES = ((0, "الصيد تراجع", "1"), (0, "الشتاء كان أقسى", "3"), (0, "المياه صارت أدفأ", "2"),
          (1, "تراجع صيد السمك", "1"))  # fmt: skip


@pytest.fixture
def marked(reading: ReadingWindow) -> ReadingWindow:
    made = [reading.mark(*place) for place in PLACES]
    desk = reading.page.desk
    desk._gestures.link(made[0].id, made[3].id, RelationType.REPEATS)
    desk.choose(made[0].id)
    reading.page.side.card.who_said.answered.emit(SourceType.NAMED_ORG, "النقابة")
    reading.page.side.card.confidence.chosen.emit("2")
    reading.settle()
    return reading


def listed(reading: ReadingWindow) -> list[str]:
    model = reading.page.side.claims.claims
    return [model.row(model.index(i, 0)).claim.quote for i in range(model.rowCount())]


def press_row(reading: ReadingWindow, row: int, held: Qt.KeyboardModifier) -> None:
    claims = reading.page.side.claims
    at = claims.visualRect(claims.claims.index(row, 0)).center()
    QTest.mouseClick(claims.viewport(), Qt.MouseButton.LeftButton, held, at)
    reading.settle()


@pytest.mark.parametrize(
    ("chosen", "quotes"),
    [
        ({"tag": Tag.OPINION}, [1]),
        ({"relation": RelationType.REPEATS}, [0, 3]),
        ({"relation": RelationType.SUPPORTS}, []),
        ({"linked": True}, [0, 3]),
        ({"gap": "who"}, [1, 2, 3]),
        ({"gap": "confidence"}, [1, 2, 3]),
        ({"gap": "note"}, [0, 1, 2, 3]),
        ({"gap": "who", "tag": Tag.SOURCED}, [3]),
        ({"order": "tag"}, [0, 3, 2, 1]),
    ],
)
def test_the_list_shows_what_is_asked_for(marked: ReadingWindow, chosen, quotes: list[int]):
    marked.page.side.head.choose(scope="all", **chosen)
    assert listed(marked) == [PLACES[i][1] for i in quotes]


def test_every_choice_of_the_filter_is_in_its_menu(marked: ReadingWindow):
    head = marked.page.side.head
    head.choose(scope="all")
    menu = head.filter_menu()
    for words, count in (("بلا درجة يقين", 3), ("يكرّر", 2), ("رأي", 1)):
        head.widen()
        actions = [*menu.actions()]
        for action in menu.actions():
            actions += action.menu().actions() if action.menu() else []  # type: ignore[union-attr]
        next(action for action in actions if action.text() == words).trigger()
        assert marked.page.side.claims.claims.rowCount() == count
        assert head.filter_button.isChecked()


def test_a_claim_that_is_finished_leaves_the_list_of_unfinished_ones(marked: ReadingWindow):
    marked.page.side.head.choose(scope="all", gap="who")
    marked.page.desk.choose(marked.page.side.claims.neighbour(None, 1))
    marked.page.side.card.who_said.answered.emit(SourceType.NONE, "")
    marked.settle()
    assert listed(marked) == [PLACES[2][1], PLACES[3][1]]


def test_several_are_retagged_as_one_step(marked: ReadingWindow):
    steps = len(marked.workspace.steps())
    before = marked.everything()
    press_row(marked, 0, Qt.KeyboardModifier.NoModifier)
    press_row(marked, 2, Qt.KeyboardModifier.ShiftModifier)
    assert len(marked.page.side.claims.several()) == 3
    assert marked.page.side.card.several.isVisible()
    assert marked.page.tag_bar._state.text() == "٣ ادعاءات مختارة"
    marked.type("2")
    assert [c.tag for c in marked.claims(marked.articles[0])] == [Tag.UNVERIFIED] * 3
    assert len(marked.workspace.steps()) == steps + 1
    assert len(marked.page.side.claims.several()) == 3
    marked.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marked.everything() == before


def test_several_are_removed_as_one_step_with_their_relations(marked: ReadingWindow):
    before = marked.everything()
    press_row(marked, 0, Qt.KeyboardModifier.NoModifier)
    press_row(marked, 2, Qt.KeyboardModifier.ControlModifier)
    marked.press(Qt.Key.Key_Delete)
    assert [c.quote for c in marked.claims(marked.articles[0])] == [PLACES[1][1]]
    assert marked.relations() == []
    assert marked.frame.undo_strip.isVisible()
    marked.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marked.everything() == before


def test_several_by_keyboard_alone(marked: ReadingWindow):
    claims = marked.page.side.claims
    marked.page.desk.choose(claims.neighbour(None, 1))
    claims.setFocus()
    marked.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(claims.several()) == 2
    marked.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(claims.several()) == 3
    marked.press(Qt.Key.Key_Delete)
    assert marked.claims(marked.articles[0]) == []


def test_a_press_in_the_text_ends_several(marked: ReadingWindow):
    claims = marked.page.side.claims
    claims.selectAll()
    marked.settle()
    assert claims.several()
    marked.click(0, PLACES[1][1])
    assert claims.several() == []
    marked.type("1")
    tags = [c.tag for c in marked.claims(marked.articles[0])]
    assert tags == [Tag.SOURCED, Tag.SOURCED, Tag.UNVERIFIED]
