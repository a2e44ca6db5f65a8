"""The window as a screen reader walks it: names and roles of everything, and the claims' words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.domain.annotation import SourceType
from app.domain.language import isolate
from app.domain.relation import RelationType
from app.ui.help import shortcut_sheet
from app.ui.reading import page as page_module
from app.ui.reading import reader_column, voice
from tests.gestures.reading_window import ReadingWindow

HERE, THERE = "الصيد تراجع 12 في المئة", "تراجع صيد السمك بنحو 12 بالمئة"
ROLES = QAccessible.Role
PRESSED = {
    ROLES.Button, ROLES.PushButton, ROLES.CheckBox, ROLES.RadioButton, ROLES.ComboBox,
    ROLES.EditableText, ROLES.List, ROLES.ListItem, ROLES.Slider, ROLES.ButtonMenu,
}  # fmt: skip


def walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What is seen, from the window down."""
    yield node
    for i in range(node.childCount()):
        child = node.child(i)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child)


def name(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name)


def tree(reading: ReadingWindow) -> list[QAccessibleInterface]:
    return list(walk(QAccessible.queryAccessibleInterface(reading.frame)))


def test_the_claims_are_read_in_the_tree(reading: ReadingWindow):
    other, mine = reading.mark(1, THERE, "1"), reading.mark(0, HERE, "2")
    reading.page.desk._gestures.link(mine.id, other.id, RelationType.REPEATS)
    reading.page.side.head.choose(scope="all")
    reading.settle()
    rows = [name(node) for node in tree(reading) if node.role() == ROLES.ListItem]
    titles = [article.title for article in reading.articles[:2]]
    assert rows[::2] == titles
    rows = rows[1::2]
    assert len(rows) == 2
    assert rows[0].startswith("غير متحقَّق منه، ادعاء ١:")
    assert HERE in rows[0]
    assert rows[1].startswith("مُسنَد، ادعاء ١:")
    assert all(row.endswith("صلة واحدة") for row in rows)


def test_the_articles_are_read_as_text_with_a_caret(reading: ReadingWindow):
    texts = {name(node): node.textInterface() for node in tree(reading) if node.textInterface()}
    called = reading.language.say("reading.first_reader")
    first = texts[f"{called}: {isolate('موسم الصيد')}"]
    assert first is not None
    assert HERE in first.text(0, first.characterCount())
    reading.reader(0).set_selection(5, 9)
    assert first.selectionCount() == 1


def bring_up(reading: ReadingWindow, what: str) -> None:
    """One of the things that the page can show."""
    page = reading.page
    {
        "claim": lambda: None,
        "several": page.side.claims.selectAll,
        "help": page.panels.show_help,
        "history": page.panels.show_history,
        "replay": page.open_replay,
        "find": page.open_find,
    }[what]()
    reading.settle()


@pytest.mark.parametrize("what", ["claim", "several", "help", "history", "replay", "find"])
def test_everything_that_can_be_pressed_has_a_name(reading: ReadingWindow, what: str):
    reading.mark(0, "الشتاء كان أقسى", "3")
    reading.mark(0, HERE)
    bring_up(reading, what)
    nameless = [
        (node.role(), node.object())
        for node in tree(reading)
        if node.role() in PRESSED and not name(node) and not _is_inside(node)
    ]
    assert nameless == []


def _is_inside(node: QAccessibleInterface) -> bool:
    """Part of a control that has the name: the list behind a drop-down, a scroll bar's."""
    parent = node.parent()
    return parent is not None and parent.role() in (ROLES.ComboBox, ROLES.ScrollBar)


@pytest.mark.parametrize("what", ["claim", "several", "help", "history", "replay", "find"])
def test_nothing_stands_in_the_tree_without_a_role_a_name_or_a_part(
    reading: ReadingWindow, what: str
):
    """A screen reader passes over bare frames; whatever else it meets must say something."""
    reading.mark(0, HERE)
    bring_up(reading, what)
    silent = [
        (node.role(), node.object())
        for node in tree(reading)
        if not name(node)
        and node.role() not in (ROLES.Client, ROLES.LayeredPane, ROLES.Splitter, ROLES.ScrollBar)
        and not _is_inside(node)
    ]
    empty = [
        node.object()
        for node in tree(reading)
        if node.role() == ROLES.Client and not name(node) and not node.childCount()
    ]
    said_twice = [
        name(node) for node in tree(reading) if node.role() == ROLES.Client and name(node)
    ]
    assert (silent, said_twice) == ([], [])
    assert [one for one in empty if one is not None and "viewport" not in one.objectName()] == []


def test_roles_say_what_each_control_is(reading: ReadingWindow):
    other, mine = reading.mark(1, THERE, "1"), reading.mark(0, HERE, "2")
    reading.page.desk._gestures.link(mine.id, other.id, RelationType.REPEATS)
    reading.settle()
    page, card = reading.page, reading.page.side.card
    assert role(reading.frame.rail) == ROLES.PageTabList
    pages = [node for node in tree(reading) if node.role() == ROLES.PageTab]
    assert [name(node) for node in pages if node.state().selected] == [
        reading.language.say("ui.reading")
    ]
    certain = face(card.confidence)
    assert certain.role() == ROLES.Grouping
    levels = [certain.child(i) for i in range(certain.childCount())]
    assert {level.role() for level in levels} == {ROLES.RadioButton}
    card.confidence.choose("2")
    assert [level.state().checked for level in levels] == [0, 1, 0]
    for opens in (card.more, page.side.head.scope_button, page.readers.columns[0].head.menu_button):
        assert (role(opens), face(opens).state().hasPopup) == (ROLES.ButtonMenu, 1)
    (relation,) = card.relation_rows()
    assert role(relation) == ROLES.ButtonMenu
    assert role(card) == ROLES.Grouping
    assert role(reading.frame.header.saved) == ROLES.StaticText
    assert face(reading.frame.header.saved).childCount() == 0


def test_a_control_of_our_own_can_be_pressed_by_a_screen_reader(reading: ReadingWindow):
    other, mine = reading.mark(1, THERE, "1"), reading.mark(0, HERE, "2")
    reading.page.desk._gestures.link(mine.id, other.id, RelationType.REPEATS)
    reading.settle()
    card = reading.page.side.card
    action(card.confidence.segment("3")).doAction("Press")
    reading.settle()
    assert reading.claims(reading.articles[0])[0].confidence == 3
    action(card.relation_rows()[0]).doAction("Press")
    reading.settle()
    assert reading.page.desk.chosen is not None
    assert reading.page.desk.chosen.id == other.id


def test_a_drop_down_is_labelled(reading: ReadingWindow):
    """On Linux its own name is what is chosen in it."""
    reading.mark(0, HERE)
    relations = face(reading.page.side.card.who_said.kind).relations(
        QAccessible.RelationFlag.AllRelations
    )
    assert reading.language.say("reading.who_said") in [name(one) for one, _ in relations]


def test_the_list_reads_who_said_it_and_says_when_it_is_empty(reading: ReadingWindow):
    claims = reading.page.side.claims
    assert all(key in face(claims).text(QAccessible.Text.Description) for key in "123")
    mine = reading.mark(0, HERE, "1")
    assert not face(claims).text(QAccessible.Text.Description)
    reading.page.desk._gestures.attribute(mine, SourceType.NAMED_ORG, "نقابة الصيادين")
    reading.settle()
    assert name(face(claims).child(1)).endswith(f"القائل: {isolate('نقابة الصيادين')}")


def test_the_side_is_read_from_above(reading: ReadingWindow):
    reading.mark(0, HERE)
    order = [node.object() for node in tree(reading)]
    side = reading.page.side
    assert order.index(side.head) < order.index(side.claims) < order.index(side.card)


def test_shortcuts_work_from_the_rail(reading: ReadingWindow):
    reading.frame.rail._items["reading"].setFocus()
    reading.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reading.page.find_bar.isVisible()
    assert reading.page.find_bar.field.hasFocus()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced, while a screen reader listens."""
    said: list[str] = []
    QAccessible.setActive(True)
    for place in (reader_column, page_module, shortcut_sheet, voice):
        monkeypatch.setattr(place, "announce", lambda _widget, text: said.append(text))
    yield said
    QAccessible.setActive(False)


def test_the_caret_says_into_which_claim_it_has_come(reading: ReadingWindow, heard: list[str]):
    reading.mark(0, HERE, "2")
    reader = reading.reader(0)
    at = reader.toPlainText().index(HERE)
    reader.setFocus()
    reader.set_selection(at - 1, at - 1)
    for _ in range(3):
        reading.press(Qt.Key.Key_Left)
    assert heard[1:] == [f"غير متحقَّق منه، ادعاء ١: {isolate(HERE)}"]


def test_what_is_found_is_heard_and_keeps_the_caret(reading: ReadingWindow, heard: list[str]):
    page = reading.page
    page.open_find()
    page.find_bar.field.setText("النقابة")
    reading.press(Qt.Key.Key_Return)
    assert heard[-1].startswith(page.find_bar.count())
    assert "النقابة" in heard[-1].removeprefix(page.find_bar.count())
    match = page._finder.match
    assert match is not None
    reading.press(Qt.Key.Key_Escape)
    side = [column.article_id for column in page.readers.columns].index(match[0])
    assert reading.reader(side).caret() == match[1]


def test_a_search_for_a_shortcut_is_heard(reading: ReadingWindow, heard: list[str]):
    reading.page.panels.show_help("shortcuts")
    reading.settle()
    reading.press(Qt.Key.Key_Tab)  # from the tabs to the search
    reading.type("F9")
    assert heard
    assert "F9" in heard[-1]


def face(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def role(widget: QWidget) -> QAccessible.Role:
    return face(widget).role()


def action(widget: QWidget) -> QAccessibleActionInterface:
    found = face(widget)
    assert isinstance(found, QAccessibleActionInterface)
    return found


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_menu_opens_on_what_is_chosen_in_it(reading: ReadingWindow):
    head = reading.page.readers.columns[1].head
    head.menu_button.setFocus()
    reading.press(Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction().isChecked()
    assert menu.activeAction().text() == "بيان النقابة"
    menu.close()


def test_a_relation_on_its_way_says_what_it_waits_for(reading: ReadingWindow, heard: list[str]):
    reading.mark(1, THERE)
    reading.mark(0, HERE)
    reading.reader(0).setFocus()
    reading.type("l")
    reading.type("1")
    wanted = reading.language.say("reading.choose_other_claim")
    assert heard[-2:] == [wanted, wanted]
    reading.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    focus: list[QWidget | None] = []
    QApplication.instance().focusChanged.connect(lambda _old, new: focus.append(new))
    reading.type("1")
    assert [one for one in focus if one is not None] == [
        reading.reader(reading.page.readers.active)
    ]


def test_no_claims_here_is_heard(reading: ReadingWindow, heard: list[str]):
    reading.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert heard == [reading.language.say("reading.no_claims")]


def test_return_goes_from_match_to_match_and_says_each_once(
    reading: ReadingWindow, heard: list[str]
):
    page = reading.page
    page.open_find()
    page.find_bar.field.setText("ال")
    places: list[int | None] = []
    for _ in range(3):
        reading.press(Qt.Key.Key_Return)
        places.append(page._finder.current)
    total = page._finder.total
    assert total > 3
    assert places == [1, 2, 3]
    assert len(heard) == 4
    focus: list[QWidget | None] = []
    QApplication.instance().focusChanged.connect(lambda _old, new: focus.append(new))
    reading.press(Qt.Key.Key_Escape)
    assert [one for one in focus if one is not None] == [reading.reader(page.readers.active)]
