"""A claim's ends moved in the text, and claims of several parts, in the real page."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.ui.reader.handles import End, handles_of
from tests.gestures.reading_window import FIRST, ReadingWindow

Ctrl = Qt.KeyboardModifier.ControlModifier


def knob(window: ReadingWindow, end: End) -> QPoint:
    reader = window.reader(0)
    boxes = list(reader._geometry.boxes_between(0, 10_000))
    (handle,) = [h for h in handles_of(reader._marking, boxes) if h.end is end]
    return handle.knob.toPoint() - QPoint(0, reader._scrolled())


def quotes(window: ReadingWindow) -> list[str]:
    return [claim.quote for claim in window.claims(window.articles[0])]


def drag_with_ctrl(window: ReadingWindow, words: str) -> None:
    start = FIRST.index(words)
    viewport = window.reader(0).viewport()
    first, last = window.point(0, start, -2), window.point(0, start + len(words), 2)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Ctrl, first)
    QTest.mouseMove(viewport, first + QPoint(-20, 0))
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Ctrl, last)
    window.settle()


def test_a_handle_is_dragged_and_one_undo_takes_it_back(reading: ReadingWindow) -> None:
    claim = reading.mark(0, "إن الصيد تراجع")
    viewport = reading.reader(0).viewport()
    grip = knob(reading, End.END)
    goal = QPoint(reading.point(0, FIRST.index("المئة") + 2).x(), grip.y())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(viewport, goal)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=goal)
    reading.settle()
    assert quotes(reading) == ["إن الصيد تراجع 12 في المئة"]
    assert reading.page.desk.chosen.id == claim.id
    reading.workspace.undo()
    assert quotes(reading) == ["إن الصيد تراجع"]


def test_brackets_hold_an_end_and_arrows_move_it(reading: ReadingWindow) -> None:
    reading.mark(0, "إن الصيد تراجع")
    reading.page.tag_bar.setFocus()
    reading.type("[")
    reading.press(Qt.Key.Key_Left, Ctrl)
    reading.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert quotes(reading) == ["صيد تراجع"]
    reading.type("]")
    reading.press(Qt.Key.Key_Right, Ctrl)
    assert quotes(reading) == ["صيد"]
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.desk.chosen is not None
    reading.press(Qt.Key.Key_Left, Ctrl)
    assert quotes(reading) == ["صيد"]
    for _ in range(3):
        reading.workspace.undo()
    assert quotes(reading) == ["إن الصيد تراجع"]


def test_an_end_on_the_arabic_layout(reading: ReadingWindow) -> None:
    reading.mark(0, "إن الصيد تراجع")
    reading.type("د")  # on the key of ]
    reading.press(Qt.Key.Key_Right, Ctrl)
    assert quotes(reading) == ["إن الصيد"]


def test_a_claim_of_two_parts_is_marked_as_one(reading: ReadingWindow) -> None:
    reading.drag(0, "قالت نقابة الصيادين")
    drag_with_ctrl(reading, "تراجع 12 في المئة")
    reading.type("1")
    assert quotes(reading) == ["قالت نقابة الصيادين … تراجع 12 في المئة"]
    assert len(reading.reader(0)._marking.index.by_id) == 1


def test_ctrl_drag_gives_the_chosen_claim_one_more_part(reading: ReadingWindow) -> None:
    reading.mark(0, "قالت نقابة الصيادين")
    drag_with_ctrl(reading, "تراجع 12 في المئة")
    assert quotes(reading) == ["قالت نقابة الصيادين … تراجع 12 في المئة"]
    reading.workspace.undo()
    assert quotes(reading) == ["قالت نقابة الصيادين"]


def test_nothing_is_held_without_a_claim(reading: ReadingWindow) -> None:
    reading.page.readers.focus()
    reading.type("[")
    assert reading.reader(0)._resizing.held is None
