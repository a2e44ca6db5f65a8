"""Without a mouse, with a screen reader, in every theme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.domain.article import Article, Segment
from app.domain.change import Gesture
from app.ui.theme import NAMES
from tests.gestures.reading_window import ReadingWindow


def test_everything_that_takes_the_focus_has_a_name(reading: ReadingWindow):
    reading.mark(0, "الصيد تراجع 12 في المئة")
    reading.page.open_find()
    nameless = [
        widget
        for widget in reading.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _name(widget)
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_the_list_reads_like_the_bands(reading: ReadingWindow):
    reading.mark(0, "الصيد تراجع 12 في المئة", "2")
    reading.mark(0, "الشتاء كان أقسى", "3")
    view = QAccessible.queryAccessibleInterface(reading.page.side.claims)
    rows = [view.child(i) for i in range(view.childCount())]
    texts = [row.text(QAccessible.Text.Name) for row in rows]
    assert texts.pop(0) == reading.articles[0].title
    assert len(texts) == 2
    assert texts[0].startswith("غير متحقَّق منه، ادعاء ١:")
    assert texts[1].startswith("رأي، ادعاء ٢:")


def test_tab_goes_through_bar_and_card(reading: ReadingWindow):
    reading.mark(0, "الصيد تراجع 12 في المئة")
    reading.reader(1).setFocus()
    reached: set[QWidget | None] = set()
    for _ in range(60):
        reading.press(Qt.Key.Key_Tab)
        reached.add(reading.frame.window().focusWidget())
    card = reading.page.side.card
    wanted = {*reading.page.tag_bar.tags, card.who_said.kind, card.note, card.star, card.more}
    assert wanted <= reached


def test_an_overlap_is_chosen_claim_by_claim(reading: ReadingWindow):
    wide = reading.mark(0, "قالت نقابة الصيادين إن الصيد تراجع 12 في المئة")
    narrow = reading.mark(0, "الصيد تراجع")
    reading.page.desk.choose(None)
    reading.click(0, "الصيد تراجع")
    assert reading.page.desk.chosen == narrow
    reading.click(0, "الصيد تراجع")
    assert reading.page.desk.chosen == wide


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_worn_at_once(reading: ReadingWindow, name):
    reading.mark(0, "الصيد تراجع 12 في المئة")
    reading.look.wear(name)
    reading.settle()
    picture = reading.page.grab().toImage()
    paper = reading.look.color("surface.paper")
    reader = reading.page.readers.columns[1]
    at = reader.mapTo(reading.page, reader.rect().center())
    assert picture.pixelColor(at).rgb() == paper.rgb()
    bar = reading.page.tag_bar
    corner = bar.mapTo(reading.page, bar.rect().bottomLeft())
    panel = reading.look.color("surface.panel")
    assert picture.pixelColor(corner.x() + 2, corner.y() - 2).rgb() == panel.rgb()


def test_new_segments_are_shown_at_the_same_place(reading: ReadingWindow):
    article = reading.articles[0]
    claim = reading.mark(0, "الصيد تراجع 12 في المئة")
    place = reading.reader(0).place()
    segments = (Segment("site_name", 0, 12), Segment("clock", 13, 20))
    reading.workspace.do(
        Gesture.CONFIRM_SEGMENTS,
        lambda tx: tx.replace(tx.get(Article, article.id), segments=segments),
    )
    reading.settle()
    assert reading.page.readers.columns[0]._shown == (article.sha256, segments)
    assert reading.reader(0).place() == place
    assert reading.reader(0).has_claim(claim.id)


def _name(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""
