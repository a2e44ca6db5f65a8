"""Resizing in the middle of a text: what is put off, and that the place stays."""

import time

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.domain.article import Segment
from tests.ui.reader.hard_text import PARAGRAPHS
from tests.ui.reader.mouse import click, place_of

SHORT = "\n".join(PARAGRAPHS * 3)
LONG = "\n".join(PARAGRAPHS * 25)
FAR = "\n".join(PARAGRAPHS * 150)


def drag_edge(reader, *widths: int) -> float:
    """Resize as a window's edge that is dragged; the longest step in seconds."""
    longest = 0.0
    for width in widths:
        begun = time.perf_counter()
        reader.resize(width, reader.height())
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - begun)
    return longest


def in_place(reader, position: int, offset: float) -> bool:
    box = reader._geometry.box(reader.document().findBlock(position))
    return abs(box.line_of(position).top - reader._scrolled() - offset) <= 1


@pytest.mark.parametrize("text", [SHORT, LONG, FAR], ids=["short", "long", "far"])
def test_the_place_stays_when_the_edge_is_dragged(open_reader, qtbot, text):
    reader = open_reader(text, width=500, height=200)
    # Near the end, where everything above is laid out anew.
    reader.return_to((reader._display.position(len(text) * 9 // 10), -3.0))
    qtbot.wait(20)
    place = reader.place()
    drag_edge(reader, *range(490, 300, -10))
    qtbot.waitUntil(lambda: reader._kept is None and reader._picture is None, timeout=8000)
    assert in_place(reader, *place)
    drag_edge(reader, 400, 500)
    qtbot.waitUntil(lambda: reader._kept is None and reader._picture is None, timeout=8000)
    assert in_place(reader, *place)


def test_a_short_text_follows_the_edge(open_reader):
    reader = open_reader(SHORT, width=500, height=200)
    drag_edge(reader, 450)
    assert reader.document().textWidth() == reader.viewport().width() <= 450


def test_the_lines_of_a_long_text_wait_until_the_edge_rests(open_reader, qtbot):
    reader = open_reader(LONG, width=500, height=200)
    before = reader.document().textWidth()
    drag_edge(reader, 450, 400, 550)
    assert reader.document().textWidth() == reader.viewport().width() == before
    assert reader.viewport().geometry().right() == reader.rect().right()  # the leading side stays
    qtbot.waitUntil(lambda: reader._kept is None, timeout=3000)
    assert before < reader.document().textWidth() == reader.viewport().width() <= 550


def test_what_lies_far_is_laid_out_behind_a_picture(open_reader, qtbot):
    reader = open_reader(FAR, width=500, height=200)
    chosen = len(FAR) // 2
    reader.set_selection(chosen, chosen + 20)
    reader.return_to((reader._display.position(len(FAR) * 9 // 10), 0.0))
    drag_edge(reader, 450)
    seen = reader.viewport().grab().toImage()
    qtbot.waitUntil(lambda: reader._picture is not None, timeout=3000)
    behind = reader.viewport().grab().toImage()
    right = seen.width() - behind.width()  # what was cut off on the trailing side is not there
    assert behind == seen.copy(max(right, 0), 0, behind.width(), behind.height())
    qtbot.waitUntil(lambda: reader._picture is None, timeout=8000)
    assert reader.selection() == (chosen, chosen + 20)


def test_a_press_does_not_wait(open_reader, qtbot):
    reader = open_reader(FAR, width=500, height=200)
    reader.return_to((reader._display.position(len(FAR) * 9 // 10), 0.0))
    drag_edge(reader, 450)
    qtbot.waitUntil(lambda: reader._picture is not None, timeout=3000)
    reader.settle()
    at = reader._display.code_point(reader.place()[0]) + 40
    click(reader, place_of(reader, at, 0.2))
    assert reader._display.code_point(reader.textCursor().position()) == at


def test_a_new_article_forgets_what_was_put_off(open_reader, qtbot):
    reader = open_reader(FAR, width=500, height=200)
    drag_edge(reader, 450)
    reader.show_article(SHORT)
    assert reader.document().textWidth() == reader.viewport().width() <= 450
    assert reader.place()[0] == 0


def test_a_selection_is_there_behind_the_picture_and_can_be_let_go(open_reader, qtbot):
    reader = open_reader(FAR, width=500, height=200)
    at = len(FAR) * 9 // 10
    reader.set_selection(at, at + 20)
    reader.ensureCursorVisible()
    selected, told = reader.selection(), []
    reader.selection_cleared.connect(lambda: told.append(None))
    drag_edge(reader, 490, 480)
    qtbot.waitUntil(lambda: reader._picture is not None, timeout=8000)
    assert reader.selection() == selected is not None
    assert told == []
    reader.clear_selection()
    assert reader.selection() is None
    qtbot.wait(20)
    assert reader.selection() is None
    assert told == [None]


def test_who_scrolls_meanwhile_stays_where_he_went(open_reader, qtbot):
    for text in (SHORT, LONG):
        reader = open_reader(text, width=500, height=200)
        drag_edge(reader, 450)
        reader.verticalScrollBar().setValue(400)
        place = reader.place()
        assert place[0] > 0
        qtbot.waitUntil(lambda one=reader: one._kept is None, timeout=3000)
        assert in_place(reader, *place)
        drag_edge(reader, 400)
        goal = (reader._display.position(len(text) // 2), -2.0)
        reader.return_to(goal)
        qtbot.waitUntil(lambda one=reader: one._kept is None, timeout=3000)
        assert in_place(reader, *goal)


def looks(reader) -> set[tuple[int, str]]:
    """Weight and colour of each stretch of the text; without a colour it is the palette's ink."""
    found: set[tuple[int, str]] = set()
    block = reader.document().begin()
    while block.isValid():
        for stretch in block.textFormats():
            colored = stretch.format.hasProperty(stretch.format.Property.ForegroundBrush)
            color = stretch.format.foreground().color().name() if colored else ""
            found.add((stretch.format.fontWeight(), color))
        block = block.next()
    return found


@pytest.mark.parametrize("kind", ["title", "ad_marker"])
def test_a_text_takes_nothing_of_the_look_at_the_caret_of_the_one_before(open_reader, kind):
    reader = open_reader("")
    reader.show_article("عنوان المقال\nمتن المقال.", (Segment(kind, 0, 12),))
    marked = looks(reader)
    assert len(marked) == 2
    reader.set_selection(4, 4)
    reader.set_tashkeel(False)  # the same text again
    assert looks(reader) == marked
    reader.show_article("مقال آخر بلا عنوان.")
    assert looks(reader) == {(QFont.Weight.Normal, "")}
