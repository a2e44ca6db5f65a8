"""Zoom of each side, width, focus, full screen, projector, and the place in each article."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.change import Gesture
from app.domain.setting import Role
from app.ui.reading.text_menu import text_menu
from tests.conftest import article_of
from tests.gestures.reading_window import SECOND, ReadingWindow

LONG = "".join(f"فقرة رقم {n}: {SECOND.splitlines()[0]}\n" for n in range(120))


def turn_wheel(reading: ReadingWindow, side: int, by: int) -> None:
    viewport = reading.reader(side).viewport()
    at = QPointF(viewport.rect().center())
    QApplication.sendEvent(
        viewport,
        QWheelEvent(
            at, QPointF(viewport.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * by),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip
    reading.settle()


def sizes(reading: ReadingWindow) -> list[int]:
    return [reading.reader(side).reading()[0] for side in (0, 1)]


def test_each_side_has_its_own_zoom_which_is_remembered(reading: ReadingWindow):
    usual = sizes(reading)
    reading.reader(1).setFocus()
    reading.press(Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert sizes(reading) == [usual[0] + 2, usual[1] + 2]  # a key is for both sides
    turn_wheel(reading, 0, 1)
    assert sizes(reading) == [usual[0] + 3, usual[1] + 2]  # the wheel for the one under it
    reading.close()
    again = ReadingWindow(reading.folder)
    again.open()
    assert sizes(again) == [usual[0] + 3, usual[1] + 2]
    again.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sizes(again) == usual
    again.close()


def test_the_column_is_as_wide_as_was_chosen(reading: ReadingWindow):
    reading.page.show_two(False)
    reading.frame.resize(1900, 900)
    widths: list[float] = []
    for measure in ("narrow", "normal", "wide"):
        reading.page._setting.choose_measure(measure)
        reading.settle()
        widths.append(reading.reader(0).document().textWidth())
    assert widths == sorted(widths)
    assert len(set(widths)) == 3
    reading.close()
    again = ReadingWindow(reading.folder)
    again.open()
    assert again.page._setting.measure == "wide"
    again.close()


def test_focus_leaves_the_paragraph_in_hand_its_ink(reading: ReadingWindow):
    reader = reading.reader(0)

    def ink(position: int) -> int:
        """The darkest pixel of a character's line."""
        image = reader.viewport().grab().toImage()
        at = reading.point(0, position)
        xs = range(at.x() - 60, at.x() - 8)  # without the caret
        ys = range(at.y() - 12, at.y() + 12)
        return min(image.pixelColor(x, y).lightness() for x in xs for y in ys)

    text = reader.toPlainText()
    second, third = text.index("قالت نقابة") + 5, text.index("ويرى بعض") + 5
    full = ink(second)
    reading.press(Qt.Key.Key_F7)
    reader.set_selection(second, second)
    assert ink(second) <= full + 10
    assert ink(third) > full + 80
    reader.set_selection(third, third)
    assert ink(third) <= full + 10
    assert ink(second) > full + 80
    reading.press(Qt.Key.Key_F7)
    assert ink(second) <= full + 10
    assert reading.look.color("surface.paper").alpha() == 255  # the veil was a copy


def test_focus_begins_with_the_first_paragraph_of_another_article(reading: ReadingWindow):
    reader = reading.reader(0)
    reading.press(Qt.Key.Key_F7)
    third = reader.toPlainText().index("ويرى بعض")
    reader.set_selection(third, third)
    reading.page.readers.open_article(reading.articles[2].id, 0)
    image = reader.viewport().grab().toImage()
    at = reading.point(0, 5)
    box = [(x, y) for x in range(at.x() - 60, at.x() - 8) for y in range(at.y() - 12, at.y() + 12)]
    assert min(image.pixelColor(x, y).lightness() for x, y in box) < 60


def test_the_whole_screen(reading: ReadingWindow):
    reading.press(Qt.Key.Key_F11)
    assert reading.frame.isFullScreen()
    reading.press(Qt.Key.Key_Escape)
    assert not reading.frame.isFullScreen()


def test_a_room_sees_large_text_and_nothing_private(reading: ReadingWindow):
    reading.mark(0, "الصيد تراجع")
    before = sizes(reading)
    reading.press(Qt.Key.Key_F8)
    assert reading.frame.isFullScreen()
    assert not reading.page.side.isVisible()
    assert min(sizes(reading)) >= 28
    reading.type("2")  # marking goes on in front of the class
    assert reading.page.desk.chosen.tag.value == "unverified"
    reading.press(Qt.Key.Key_F8)
    assert not reading.frame.isFullScreen()
    assert reading.page.side.isVisible()
    assert sizes(reading) == before


def test_the_projector_is_left_by_esc_and_by_its_own_button(reading: ReadingWindow):
    reading.mark(0, "الصيد تراجع")  # a chosen claim does not stand in the way
    for leave in (
        lambda: reading.press(Qt.Key.Key_Escape),
        lambda: reading.press_button(reading.page.way_out._act),
    ):
        reading.press(Qt.Key.Key_F8)
        assert reading.page.way_out.isVisible()
        leave()
        assert not reading.page.way_out.isVisible()
        assert not reading.frame.isFullScreen()
        assert reading.page.side.isVisible()


def test_the_theme_is_chosen_beside_the_size(reading: ReadingWindow):
    menu = text_menu(reading.page._context, reading.page.comfort, reading.page)
    themes = next(m for m in menu.findChildren(QMenu) if m.title() == "الألوان")
    names = {action.text(): action for action in themes.actions()}
    assert list(names) == ["فاتح", "داكن", "تباين عالٍ"]
    assert names["فاتح"].isChecked()
    names["داكن"].trigger()
    assert reading.preferences.choices.theme == "dark"


@pytest.mark.parametrize("side", [0, 1])
def test_the_place_in_an_article_is_there_after_a_restart(faces: None, tmp_path: Path, side: int):
    window = ReadingWindow(tmp_path)
    for position, title in enumerate(("أولى", "ثانية")):
        article = article_of(title + "\n" + LONG, title=title, position=position)
        window.workspace.do(Gesture.IMPORT, lambda tx, one=article: tx.add(one))
    window.open()
    bar = window.reader(side).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    window.settle()
    place = window.reader(side).place()
    assert place[0] > 1_000
    window.close()
    again = ReadingWindow(tmp_path)
    again.open()
    assert again.reader(side).place()[0] == place[0]
    assert again.reader(1 - side).place()[0] == 0
    again.close()


@pytest.mark.parametrize("kept", ["x y z;;", "a -1 3", "nonsense", f"{'9' * 30} {'9' * 30} 1"])
def test_a_place_that_makes_no_sense_is_no_place(faces: None, tmp_path: Path, kept: str):
    window = ReadingWindow(tmp_path)
    window.articles = window.add_articles()
    id = window.articles[0].id
    window.preferences.remember("reading.places", f"{kept};{id} 99999999 5")
    window.open()
    assert window.reader(0).toPlainText().startswith("صحيفة")
    window.close()


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
def test_whole_words_are_taken_until_somebody_chooses_otherwise(
    faces: None, tmp_path: Path, role: Role
):
    """For the key too: marks are given by whole words."""
    window = ReadingWindow(tmp_path, role=role)
    window.articles = window.add_articles()
    window.open()
    part, whole = "لصيد تراجع 12 في المئ", "الصيد تراجع 12 في المئة"

    def dragged() -> str:
        window.drag(0, part)
        (span,) = window.page.readers.parts()
        return window.articles[0].text[slice(*span)]

    button = window.page._tools.words
    assert dragged() == whole
    assert button.isChecked()
    window.press_button(button)
    assert dragged() != whole
    window.reader(0).setFocus()
    window.type("س")  # the key of S
    assert button.isChecked()
    assert dragged() == whole
    window.type("s")
    assert not button.isChecked()
    window.close()
    again = ReadingWindow(tmp_path, role=role)
    again.open()
    assert not again.page._setting.is_on("snap")
    assert not again.page._tools.words.isChecked()
    menu = text_menu(again.page._context, again.page.comfort, again.page)
    words = again.language.say("reading.switch.snap")
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    assert again.page._tools.words.isChecked()
    menu.deleteLater()
    again.close()


def test_vowel_marks_may_be_hidden_and_claims_stay_where_they_are(faces: None, tmp_path: Path):
    window = ReadingWindow(tmp_path)
    article = article_of("قالَ المُديرُ إنَّ المَوسِمَ بَدَأَ باكِرًا.\n", title="موسم")
    window.workspace.do(Gesture.IMPORT, lambda tx: tx.add(article))
    window.open()
    window.page._setting.toggle("tashkeel")
    window.settle()
    assert not set("َُِّ") & set(window.reader(0).toPlainText())
    start = article.text.index("المُديرُ")
    window.reader(0).set_selection(start, start + len("المُديرُ"))
    window.type("1")
    (claim,) = window.claims(article)
    assert claim.quote == "المُديرُ"
    window.page._setting.toggle("tashkeel")
    window.settle()
    assert window.reader(0).toPlainText().startswith("قالَ المُديرُ")
    window.close()


def test_the_look_menu_offers_all_of_it(reading: ReadingWindow):
    menu = text_menu(reading.page._context, reading.page.comfort, reading.page)
    say = reading.language.say
    texts = {action.text().split("\t")[0]: action for action in menu.actions()}
    for key in ("focus_mode", "projector", "full_screen", "switch.snap", "switch.tashkeel"):
        assert texts[say(f"reading.{key}")].isCheckable()
    texts[say("reading.focus_mode")].trigger()
    assert reading.page._setting.is_on("focus")
    widths = texts[say("reading.measure")].menu()
    assert isinstance(widths, QMenu)
    widths.actions()[2].trigger()
    assert reading.page._setting.measure == "wide"
    menu.deleteLater()
