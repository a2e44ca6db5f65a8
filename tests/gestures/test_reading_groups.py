"""Claims whose badges found no room on their line: «+N» leads to each of them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.annotation import Annotation
from app.domain.relation import RelationType
from app.ui.reading import wording
from app.ui.reading.tag_bar import Mode
from tests.gestures.reading_window import ReadingWindow
from tests.gestures.test_reading_relations import badge, drag_badge

WORDS = ("قالت نقابة", "نقابة الصيادين", "الصيادين إن", "الصيد تراجع")
THERE = "تراجع صيد السمك"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened; they have no window to open in here."""
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menus.append(menu))
    return menus


def crowd(reading: ReadingWindow) -> list[Annotation]:
    """Four claims that start on one line: a badge, and one for the other three."""
    made = [reading.mark(0, words) for words in WORDS]
    reading.page.desk.choose(None)
    group = reading.reader(0).group_of(made[3].id)
    assert list(group) == [claim.id for claim in made[1:]]
    return made


def offered(reading: ReadingWindow, menu: QMenu) -> list[str]:
    choices = [action for action in menu.actions() if action.isEnabled()]
    return [action.text() for action in choices if not action.isSeparator()]


def names(reading: ReadingWindow, claims: list[Annotation]) -> list[str]:
    number = reading.page.shelf.number
    return [wording.claim_name(reading.language, one, number(one)) for one in claims]


def test_a_press_on_the_group_offers_all_of_it(reading: ReadingWindow, opened: list[QMenu]):
    made = crowd(reading)
    place = badge(reading, 0, made[3].id)
    QTest.mouseClick(reading.reader(0).viewport(), Qt.MouseButton.LeftButton, pos=place)
    (menu,) = opened
    assert offered(reading, menu) == names(reading, made[1:])
    menu.actions()[-1].trigger()
    assert reading.page.desk.chosen == made[3]


def test_one_of_the_group_is_the_other_end_of_a_relation(
    reading: ReadingWindow, opened: list[QMenu]
):
    made = crowd(reading)
    mine = reading.mark(1, THERE)
    reading.type("l")
    place = badge(reading, 0, made[3].id)
    QTest.mouseClick(reading.reader(0).viewport(), Qt.MouseButton.LeftButton, pos=place)
    opened[0].actions()[-1].trigger()
    assert reading.page.tag_bar.mode is Mode.RELATION_TYPE
    reading.type("2")
    (relation,) = reading.relations()
    assert (relation.source_id, relation.target_id) == (mine.id, made[3].id)
    assert relation.type is RelationType.SUPPORTS


def test_a_badge_is_dragged_to_the_group_and_from_it(reading: ReadingWindow, opened: list[QMenu]):
    made = crowd(reading)
    mine = reading.mark(1, THERE)
    here = badge(reading, 0, made[3].id)
    there = badge(reading, 1, mine.id)
    drag_badge(reading, 1, there, reading.reader(0).viewport().mapToGlobal(here))
    opened[0].actions()[-2].trigger()
    reading.type("1")
    drag_badge(reading, 0, here, reading.reader(1).viewport().mapToGlobal(there))
    opened[1].actions()[-1].trigger()
    reading.type("3")
    ends = {(one.source_id, one.target_id) for one in reading.relations()}
    assert ends == {(mine.id, made[2].id), (made[3].id, mine.id)}


def test_the_keyboards_menu_offers_the_claims_of_the_line(
    reading: ReadingWindow, opened: list[QMenu]
):
    made = crowd(reading)
    reading.page.desk.choose(made[2].id)
    reading.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = opened
    words = reading.language.say("reading.claims_here")
    here = next(action for action in menu.actions() if action.text() == words).menu()
    assert isinstance(here, QMenu)
    assert offered(reading, here) == names(reading, made[1:])
    assert [action.isChecked() for action in here.actions()] == [False, True, False]
    here.actions()[0].trigger()
    assert reading.page.desk.chosen == made[1]


def test_keys_go_through_the_group_too(reading: ReadingWindow):
    made = crowd(reading)
    mine = reading.mark(1, THERE)
    reading.type("l")
    seen: list[str | None] = []
    for _ in made:
        reading.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        seen.append(reading.page.desk._linking.second)
    assert seen == [claim.id for claim in made]
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.desk.chosen == mine


def test_a_press_of_no_group_opens_nothing(reading: ReadingWindow, opened: list[QMenu]):
    made = crowd(reading)
    viewport = reading.reader(0).viewport()
    first = badge(reading, 0, made[0].id)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=first + QPoint(0, 60))
    assert opened == []
    assert reading.page.desk.chosen == made[0]
