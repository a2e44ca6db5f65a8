"""The claims list: filtered, sorted, several at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
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
    return [row.claim.quote for row in reading.page.side.claims.claims.listed()]


def press_row(reading: ReadingWindow, row: int, held: Qt.KeyboardModifier) -> None:
    claims = reading.page.side.claims
    place = claims.claims.place(claims.claims.listed()[row].claim.id)
    assert place is not None
    at = claims.visualRect(claims.claims.index(place, 0)).center()
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
        assert len(marked.page.side.claims.claims.listed()) == count
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
    marked.page.side.head.choose(scope="article")
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


def test_the_claims_of_both_articles_are_listed_under_their_titles(marked: ReadingWindow):
    claims, model = marked.page.side.claims, marked.page.side.claims.claims
    assert listed(marked) == [words for _side, words, _key in PLACES]
    shown = [model.heading(model.index(place, 0)) for place in range(model.rowCount())]
    titles = [article.title for article in marked.articles[:2]]
    assert shown == [titles[0], "", "", "", titles[1], ""]
    assert "المقالان" in marked.page.side.head.scope_button.text()
    claims.setFocus()
    marked.press(Qt.Key.Key_Home)
    ways: list[str] = []
    for key in (Qt.Key.Key_Down,) * 3 + (Qt.Key.Key_Up,) * 3 + (Qt.Key.Key_End, Qt.Key.Key_Home):
        marked.press(key)
        assert marked.page.desk.chosen is not None
        ways.append(marked.page.desk.chosen.quote)
    words = [place[1] for place in PLACES]
    assert ways == [*words[1:], *words[2::-1], words[-1], words[0]]


def test_a_heading_is_no_claim_and_a_press_on_it_chooses_nothing(marked: ReadingWindow):
    claims = marked.page.side.claims
    chosen = marked.page.desk.chosen
    at = claims.visualRect(claims.claims.index(4, 0)).center()
    QTest.mouseClick(claims.viewport(), Qt.MouseButton.LeftButton, pos=at)
    marked.settle()
    assert marked.page.desk.chosen == chosen
    claims.selectAll()
    assert len(claims.several()) == len(PLACES)


def test_with_one_article_open_the_list_is_this_article_without_a_heading(marked: ReadingWindow):
    marked.page.readers.set_two(False)
    marked.settle()
    model = marked.page.side.claims.claims
    assert model.rowCount() == len(model.listed()) == 3
    assert "هذا المقال" in marked.page.side.head.scope_button.text()


def test_a_relation_tells_the_article_of_its_other_end(marked: ReadingWindow):
    (row,) = marked.page.side.card.relation_rows()
    title = marked.articles[1].title
    assert title is not None
    assert title in row.accessibleName()
    QTest.mouseMove(row, row.rect().center())
    QTest.mouseMove(row, row.rect().center() + QPoint(1, 0))
    marked.settle()
    assert title in row.toolTip()


def test_no_nought_stands_where_there_are_no_claims(reading: ReadingWindow):
    head = reading.page.side.head
    assert head._total.text() == ""
    assert "٠" not in head.scope_button.text()
    reading.mark(*PLACES[0])
    assert head._total.text() == "١"
