"""The window as a screen reader walks it: names and roles of everything, and the claims' words."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

from app.domain.relation import RelationType
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
    assert len(rows) == 2
    assert rows[0].startswith("غير متحقَّق منه، ادعاء ١:")
    assert HERE in rows[0]
    assert rows[1].startswith("مُسنَد، ادعاء ١:")
    assert all(row.endswith("صلة واحدة") for row in rows)


def test_the_articles_are_read_as_text_with_a_caret(reading: ReadingWindow):
    texts = {name(node): node.textInterface() for node in tree(reading) if node.textInterface()}
    first = texts[reading.language.say("reading.first_reader")]
    assert first is not None
    assert HERE in first.text(0, first.characterCount())
    reading.reader(0).set_selection(5, 9)
    assert first.selectionCount() == 1


@pytest.mark.parametrize("what", ["claim", "several", "help", "history", "replay", "find"])
def test_everything_that_can_be_pressed_has_a_name(reading: ReadingWindow, what: str):
    reading.mark(0, "الشتاء كان أقسى", "3")
    reading.mark(0, HERE)
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
