"""Going back to any step, coming forward again, and the replay of how the reading grew."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.relation import RelationType
from tests.gestures.reading_window import ReadingWindow

HERE, THERE = "الصيد تراجع 12 في المئة", "تراجع صيد السمك بنحو 12 بالمئة"


@pytest.fixture
def grown(reading: ReadingWindow) -> tuple[ReadingWindow, list[object]]:
    """A reading of five steps, and what there was after each, the beginning first."""
    seen: list[object] = [reading.everything()]
    one = reading.mark(0, HERE, "2")
    seen.append(reading.everything())
    other = reading.mark(1, THERE, "1")
    seen.append(reading.everything())
    reading.page.desk._gestures.link(one.id, other.id, RelationType.REPEATS)
    seen.append(reading.everything())
    reading.page.desk.choose(one.id)
    reading.type("3")
    seen.append(reading.everything())
    reading.press(Qt.Key.Key_Delete)
    seen.append(reading.everything())
    return reading, seen


def rows(reading: ReadingWindow) -> list[str]:
    steps = reading.page.panels._history.steps  # type: ignore[union-attr]
    return [steps.item(i).text() for i in range(steps.count())]


def press_row(reading: ReadingWindow, row: int) -> None:
    steps = reading.page.panels._history.steps  # type: ignore[union-attr]
    at = steps.visualItemRect(steps.item(row)).center()
    QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=at)
    reading.settle()


def test_steps_are_named_newest_first(grown):
    reading, _ = grown
    reading.press(Qt.Key.Key_F9)
    assert rows(reading)[:5] == [
        "حذف الادعاء: رأي", "تغيير الوسم: رأي", "الصلة: يكرّر", "الوسم: مُسنَد",
        "الوسم: غير متحقَّق منه",
    ]  # fmt: skip
    assert rows(reading)[-1] == "البداية"
    assert reading.page.side.panel is not None
    assert not reading.page._text.geometry().intersects(reading.page.side.geometry())


def test_a_press_goes_back_and_forward_to_any_step(grown):
    reading, seen = grown
    reading.press(Qt.Key.Key_F9)
    for row in (3, 0, 5, 2, 4, 1, 0):
        press_row(reading, row)
        assert reading.everything() == seen[5 - row]
        assert len(rows(reading)) == 5 + len(reading.articles) + 1
        assert reading.page.panels._history.steps.currentRow() == row


def test_something_new_ends_the_way_forward(grown):
    reading, _ = grown
    reading.press(Qt.Key.Key_F9)
    press_row(reading, 3)
    reading.mark(0, "الشتاء كان أقسى", "3")
    assert rows(reading)[:2] == ["الوسم: رأي", "الوسم: مُسنَد"]
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.side.panel is None


def test_by_keyboard(grown):
    reading, seen = grown
    reading.press(Qt.Key.Key_F9)
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Return)
    assert reading.everything() == seen[3]


def claims_shown(reading: ReadingWindow) -> set[str]:
    replay = reading.page.replay
    assert replay is not None
    found: set[str] = set()
    for column in replay.readers.columns:
        found |= set(column.reader._marking.index.by_id)
    return found


def test_the_replay_shows_every_moment_and_changes_nothing(grown):
    reading, seen = grown
    steps = len(reading.workspace.steps())
    reading.page.open_replay()
    replay = reading.page.replay
    assert replay is not None
    replay.play(False)
    assert not reading.page.tag_bar.isVisible()
    assert not reading.page.side.isVisible()
    for count, (claims, relations) in enumerate(seen):
        replay.transport.scrubber.setValue(count)
        reading.settle()
        assert claims_shown(reading) == {claim.id for claim in claims}
        assert len(replay._shelf.relations()) == len(relations)
    reading.type("1")
    reading.press(Qt.Key.Key_Delete)
    assert len(reading.workspace.steps()) == steps
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.replay is None
    assert reading.page.tag_bar.isVisible()
    assert reading.page.side.isVisible()


def test_the_replay_plays_by_itself_and_stops_at_the_end(grown):
    reading, seen = grown
    reading.page.open_replay()
    replay = reading.page.replay
    replay._set_pace(200)
    for _ in range(200):
        QTest.qWait(10)
        if replay.transport.step == 5:
            break
    assert claims_shown(reading) == {claim.id for claim in seen[-1][0]}
    assert not replay._beat.isActive()
    reading.press(Qt.Key.Key_Space)
    assert replay._beat.isActive()
    assert replay.transport.step == 0
    reading.press(Qt.Key.Key_Space)
    assert not replay._beat.isActive()


def test_keys_step_in_the_direction_of_the_page(grown):
    reading, _ = grown
    reading.page.open_replay()
    replay = reading.page.replay
    replay.play(False)
    replay.setFocus()
    for key, step in ((Qt.Key.Key_Left, 1), (Qt.Key.Key_Left, 2), (Qt.Key.Key_Right, 1),
                      (Qt.Key.Key_End, 5), (Qt.Key.Key_Home, 0)):  # fmt: skip
        QTest.keyClick(replay, key)
        assert replay.transport.step == step


def test_a_change_from_elsewhere_ends_the_replay(grown):
    reading, _ = grown
    reading.page.open_replay()
    reading.frame.undo()
    reading.settle()
    assert reading.page.replay is None


def test_a_reading_without_steps_has_an_empty_replay(faces: None, tmp_path: Path):
    window = ReadingWindow(tmp_path)
    window.articles = window.add_articles()
    window.open()
    window.page.open_replay()
    replay = window.page.replay
    assert replay is not None
    assert not replay._beat.isActive()
    assert not replay.transport.forward.isEnabled()
    window.close()
