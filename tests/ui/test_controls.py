"""The painted controls: mirrored, reachable by key, true to what they show."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain import language as languages
from app.domain.annotation import Tag
from app.ui import icons
from app.ui.controls.badge import paint_badge
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.progress import ProgressRow
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.shapes import direction_of, track
from app.ui.controls.strip import UndoStrip
from app.ui.controls.words import Words
from app.ui.look import Look

RTL = Qt.LayoutDirection.RightToLeft
LTR = Qt.LayoutDirection.LeftToRight


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look("light")


@pytest.fixture
def host(qapp: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    QVBoxLayout(widget)
    yield widget
    widget.close()
    widget.deleteLater()


def show(host: QWidget, *widgets: QWidget, direction: Qt.LayoutDirection = RTL) -> None:
    host.setLayoutDirection(direction)
    for widget in widgets:
        host.layout().addWidget(widget)
    host.resize(400, 200)
    host.show()
    QTest.qWaitForWindowExposed(host)


def segments(look: Look) -> Segments:
    return Segments(look, [Choice("a", "ألف"), Choice("b", "باء"), Choice("c", "جيم")], "حروف")


@pytest.mark.parametrize(
    ("direction", "forward", "back"),
    [(RTL, Qt.Key.Key_Left, Qt.Key.Key_Right), (LTR, Qt.Key.Key_Right, Qt.Key.Key_Left)],
)
def test_arrows_choose_the_next_segment(
    look: Look, host: QWidget, direction: Qt.LayoutDirection, forward: Qt.Key, back: Qt.Key
) -> None:
    control = segments(look)
    show(host, control, direction=direction)
    control.choose("a")
    heard: list[str] = []
    control.chosen.connect(heard.append)
    control.segment("a").setFocus()
    QTest.keyClick(control.segment("a"), forward)
    QTest.keyClick(control.segment("b"), forward)
    QTest.keyClick(control.segment("c"), forward)  # the end: stays
    QTest.keyClick(control.segment("c"), back)
    assert heard == ["b", "c", "b"]
    assert control.value() == "b"


def test_segments_are_equally_wide(look: Look, host: QWidget) -> None:
    control = Segments(look, [Choice("a", "أ"), Choice("b", "كلام طويل جدًّا")], "طول")
    show(host, control)
    assert control.segment("a").width() == control.segment("b").width()


def test_a_card_is_pressed_by_mouse_and_key(look: Look, host: QWidget) -> None:
    card, heard = Card(look, pressable=True), []
    show(host, card)
    card.pressed.connect(lambda: heard.append(1))
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A):
        QTest.keyClick(card, key)
    assert len(heard) == 3


def test_words_stand_at_the_interfaces_edge_whatever_their_own(look: Look, host: QWidget) -> None:
    words = Words(look, "/home/user")
    show(host, words)
    assert words.alignment() & Qt.AlignmentFlag.AlignRight
    host.setLayoutDirection(LTR)
    assert words.alignment() & Qt.AlignmentFlag.AlignLeft


def test_words_are_never_markup(look: Look, host: QWidget) -> None:
    words = Words(look, "<b>غليظ</b> & نحيف", wrap="wrap")
    show(host, words)
    assert "&lt;b&gt;" in words.text()
    assert words.words() == "<b>غليظ</b> & نحيف"


def test_cut_words_are_whole_in_the_tooltip(look: Look, host: QWidget) -> None:
    long = "عنوان طويل " * 20
    words = Words(look, long, wrap="elide")
    show(host, words)
    assert words.text().endswith("…")
    assert words.toolTip() == long


def test_an_icon_button_needs_and_has_a_name(look: Look, host: QWidget) -> None:
    button = Button(look, icon="close", name="إغلاق")
    show(host, button)
    assert (button.accessibleName(), button.toolTip()) == ("إغلاق", "إغلاق")
    assert button.width() == button.height() == look.size("control")


def test_icons_come_later_and_say_so(look: Look) -> None:
    assert look.icon("undo").isNull()
    heard: list[int] = []
    look.theme_changed.connect(lambda: heard.append(1))
    icons.prepare()
    look.open_icons()
    assert heard == [1]
    mirrored = look.icon("undo").pixmap(32, 32).toImage()
    look.turn(right_to_left=False)
    plain = look.icon("undo").pixmap(32, 32).toImage()
    assert plain != mirrored
    assert not look.icon("library").isNull()


@pytest.mark.parametrize(("rtl", "filled", "empty"), [(True, 95, 4), (False, 4, 95)])
def test_progress_starts_at_the_leading_edge(
    look: Look, rtl: bool, filled: int, empty: int
) -> None:
    image = QImage(100, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    track(painter, image.rect(), 0.3, look.theme, rtl=rtl)
    painter.end()
    assert image.pixelColor(QPoint(filled, 3)) == look.color("accent.fill")
    assert image.pixelColor(QPoint(empty, 3)) == look.color("surface.sunken")


@pytest.mark.parametrize("tag", Tag)
@pytest.mark.parametrize(("rtl", "ink_at"), [(True, 33), (False, 3)])
def test_a_badge_has_ink_at_its_leading_half(look: Look, tag: Tag, rtl: bool, ink_at: int) -> None:
    image = QImage(36, 18, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_badge(painter, image.rect(), look, tag, "٧", rtl=rtl)
    painter.end()
    mark = look.theme.tag(tag)
    assert image.pixelColor(ink_at, 3) == mark.ink
    assert image.pixelColor(36 - ink_at, 3) == mark.tint


def test_stopping_is_announced(look: Look, host: QWidget) -> None:
    row, heard = ProgressRow(look, languages.load("ar")), []
    show(host, row)
    row.stopped.connect(lambda: heard.append(1))
    row.show_progress("تُكتب الأوراق", 12, 27)
    assert "١٢ من ٢٧" in row.accessibleName()
    QTest.mouseClick(row.stop, Qt.MouseButton.LeftButton)
    assert heard == [1]


def test_the_undo_strip_offers_once(look: Look, host: QWidget) -> None:
    strip, heard = UndoStrip(look, "تراجع"), []
    show(host, strip)
    strip.undone.connect(lambda: heard.append(1))
    strip.offer("حُذف الادعاء ٤")
    assert strip.isVisible()
    QTest.mouseClick(strip.undo, Qt.MouseButton.LeftButton)
    assert heard == [1]
    assert not strip.isVisible()


def test_an_offer_comes_back_after_a_hint_but_not_once_withdrawn(look: Look, host: QWidget) -> None:
    strip = UndoStrip(look, "تراجع")
    show(host, strip)
    strip.offer("حُذف الادعاء ٤")
    strip.hint("لا ادعاء مختار")
    assert not strip.undo.isVisible()
    strip._timer.timeout.emit()
    assert (strip.words(), strip.undo.isVisible()) == ("حُذف الادعاء ٤", True)
    strip.hint("لا ادعاء مختار")
    strip.withdraw()
    assert strip.words() == "لا ادعاء مختار"
    strip._timer.timeout.emit()
    assert not strip.isVisible()


@pytest.mark.parametrize(
    ("text", "direction"),
    [("«ديب سيك»", RTL), ("DeepSeek يتقدّم", LTR), ("5.6 مليون", RTL), ("…", LTR)],
)
def test_the_first_strong_letter_decides(text: str, direction: Qt.LayoutDirection) -> None:
    assert direction_of(text) == direction
