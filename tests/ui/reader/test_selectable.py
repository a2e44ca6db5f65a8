import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.article import Segment
from tests.ui.reader.hard_text import PARAGRAPHS
from tests.ui.reader.mouse import (
    click,
    double_click,
    drag,
    place_of,
    press,
    release,
    send,
    triple_click,
)

TEXT = (
    "قال الصيّاد: «البحر هادئ اليوم»، ثم دفع القارب (الأزرق) نحو 3.5 أميال من رصيف Old Harbor.\n"
    "التقى د. سامي بالبحّارة عند الفجر. هل عادوا؟ عادوا ومعهم 12\u00a0صندوقًا 😀 من السمك.\r\n"
    "هذه فقرة ثالثة طويلة حتى تنكسر سطورها عند العرض الضيّق، وفيها كلمات كثيرة لا تقول شيئًا."
)


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("width", [240, 443])
@pytest.mark.parametrize(
    "words",
    ["هادئ اليوم»، ثم دفع", "3.5 أميال من رصيف Old", "12\u00a0صندوقًا 😀 من", "تنكسر سطورها عند"],
)
def test_an_exact_drag_selects_what_it_passes(open_reader, qtbot, words, width):
    reader = open_reader(TEXT, width=width)
    start, end = span_of(words)
    heard: list[tuple[int, int]] = []
    reader.span_selected.connect(lambda *span: heard.append(span))
    drag(reader, place_of(reader, start, 0.2), place_of(reader, end - 1, 0.8), alt=True)
    assert reader.selection() == (start, end)
    assert heard[-1] == (start, end)
    drag(reader, place_of(reader, end - 1, 0.8), place_of(reader, start, 0.2), alt=True)
    assert reader.selection() == (start, end)
    assert reader.textCursor().position() < reader.textCursor().anchor()


def test_a_drag_takes_whole_words_unless_told_otherwise(open_reader):
    reader = open_reader(TEXT)
    start, end = span_of("البحر هادئ اليوم")
    inside = place_of(reader, start + 3), place_of(reader, end - 3)
    drag(reader, *inside)
    assert reader.selection() == (start, end)
    drag(reader, *inside[::-1])
    assert reader.selection() == (start, end)
    reader.snap_to_words(False)
    drag(reader, *inside)
    assert reader.selection() != (start, end)


def test_a_drag_takes_the_signs_that_it_passes(open_reader):
    reader = open_reader(TEXT)
    start, end = span_of("«البحر هادئ اليوم»،")
    drag(reader, place_of(reader, start, 0.2), place_of(reader, end - 1, 0.8))
    assert reader.selection() == (start, end)


def test_a_click_does_not_select(open_reader):
    reader = open_reader(TEXT)
    place = place_of(reader, TEXT.index("هادئ"))
    press(reader, place)
    drag(reader, place, place + QPointF(2, 1))
    assert reader.selection() is None


@pytest.mark.parametrize(
    ("at", "words"),
    [("البحر", "البحر"), ("اليوم»", "اليوم"), ("أزرق", "الأزرق"), ("5 أميال", "3.5"),
     ("Harbor", "Harbor"), ("سامي", "سامي"), ("صندوق", "صندوقًا")],
)  # fmt: skip
def test_a_double_click_takes_the_word_without_its_quotes(open_reader, at, words):
    reader = open_reader(TEXT)
    double_click(reader, place_of(reader, TEXT.index(at)))
    assert reader.selection() == span_of(words)


@pytest.mark.parametrize(
    ("at", "words"),
    [("سامي", "التقى د. سامي بالبحّارة عند الفجر."), ("عادوا؟", "هل عادوا؟"),
     ("صندوق", "عادوا ومعهم 12\u00a0صندوقًا 😀 من السمك."), ("أميال", TEXT.split("\n", 1)[0])],
)  # fmt: skip
def test_a_triple_click_takes_the_sentence(open_reader, at, words):
    reader = open_reader(TEXT)
    triple_click(reader, place_of(reader, TEXT.index(at)))
    assert reader.selection() == span_of(words)


def test_three_slow_clicks_are_clicks(open_reader):
    reader = open_reader(TEXT)
    place = place_of(reader, TEXT.index("سامي"))
    double_click(reader, place)
    click(reader, place)
    assert reader.selection() is None


def test_copying_gives_the_articles_own_characters(open_reader):
    reader = open_reader(TEXT)
    start, end = TEXT.index("12\u00a0"), TEXT.index("هذه") + 3
    reader.set_selection(start, end)
    reader.copy()
    assert QApplication.clipboard().text() == TEXT[start:end]
    assert "\r\n" in TEXT[start:end]
    assert "\u00a0" in TEXT[start:end]


def test_a_span_never_cuts_a_grapheme(open_reader):
    text = "مُهِمّ 👨‍👩‍👧 جدًّا"
    reader = open_reader(text)
    cursor = QTextCursor(reader.document())
    cursor.setPosition(1)  # between م and its vowel
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)  # inside the family
    reader.setTextCursor(cursor)
    assert reader.selection() == (0, text.index(" جد"))


def test_the_keyboard_selects_in_reading_order(open_reader, qtbot):
    reader = open_reader(TEXT)
    reader.set_selection(0, 0)
    with qtbot.waitSignal(reader.span_selected):
        QTest.keyClick(reader, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selection() == (0, 1)  # left is forward in Arabic
    shift_control = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(reader, Qt.Key.Key_Left, shift_control)
    assert reader.selection() == (0, 4)
    with qtbot.waitSignal(reader.selection_cleared):
        QTest.keyClick(reader, Qt.Key.Key_Left)


def test_zoom_keeps_the_first_line(open_reader, qtbot):
    reader = open_reader("\n".join(PARAGRAPHS * 8), height=300)
    reader.verticalScrollBar().setValue(700)
    before = reader._place()
    wheel = QWheelEvent(
        QPointF(50, 50), reader.mapToGlobal(QPointF(50, 50)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    size = reader.reading()[0]
    with qtbot.waitSignal(reader.zoomed) as heard:
        QApplication.sendEvent(reader.viewport(), wheel)
    assert heard.args == [size + 1]
    box = reader._geometry.box(reader.document().findBlock(before[0]))
    line = box.line_of(before[0])
    assert abs(line.top - reader._scrolled() - before[1]) <= 1


@pytest.mark.parametrize(
    ("size", "line_height"), [(18, 35), (19, 36), (20, 39), (24, 46), (28, 54)]
)
def test_lines_are_as_high_as_the_token_says(open_reader, size, line_height):
    reader = open_reader(PARAGRAPHS[2] * 3)
    reader.set_reading(size, line_height)
    lines = reader._geometry.box(reader.document().firstBlock()).lines
    steps = [b.top - a.top for a, b in pairwise(lines)]
    assert len(steps) > 2
    assert all(abs(step - line_height) < 0.02 for step in steps)


def test_a_column_is_never_wider_than_the_measure(open_reader, look):
    text = "\n".join(PARAGRAPHS * 4)
    for width in (443, 704, 974, 1400):
        reader = open_reader(text, width=width)
        lefts, rights = zip(
            *(line.reach for line in reader._geometry.box(reader.document().firstBlock()).lines),
            strict=True,
        )
        assert max(rights) - min(lefts) <= look.size("measure_max")
        assert max(rights) <= reader.viewport().width() - 60 + 1
        assert min(lefts) >= 14


def test_the_text_never_shifts_sideways(open_reader):
    """Qt counts the space that hangs at the end of a wrapped line as width."""
    text = "\n".join(PARAGRAPHS * 3)
    reader = open_reader(text, height=200)
    hung = 0
    for width in range(250, 330, 2):
        reader.resize(width, 200)
        QApplication.processEvents()
        hung += reader.document().size().width() > reader.viewport().width()
        assert reader.horizontalScrollBar().maximum() == 0
        cursor = QTextCursor(reader.document())
        line = reader._geometry.box(reader.document().firstBlock()).lines[0]
        assert abs(reader.cursorRect(cursor).center().x() - line.reach[1]) <= 2
    assert hung > 0


def test_paragraphs_run_by_their_letters(open_reader):
    reader = open_reader("DeepSeek أعلنت نموذجًا جديدًا\nOnly English here.\n2025\nعربي")
    blocks = [reader.document().findBlockByNumber(i) for i in range(4)]
    right = Qt.LayoutDirection.RightToLeft
    assert [block.textDirection() == right for block in blocks] == [True, False, True, True]


def test_segments_move_no_offset(open_reader):
    reader = open_reader(TEXT)
    reader.show_article(TEXT, [Segment("masthead", 0, 10), Segment("subheading", 12, 20)])
    reader.set_selection(5, 30)
    assert reader.selection() == (5, 30)
    assert reader.document().toPlainText().replace("\n", "") == (
        TEXT.replace("\r\n", "").replace("\n", "").replace("\u00a0", " ")
    )


def test_a_drag_past_the_edge_goes_on(open_reader, qtbot):
    reader = open_reader("\n".join(PARAGRAPHS * 8), height=260)
    press(reader, place_of(reader, 3))
    below = QPointF(100, reader.viewport().height() + 30)
    send(reader, QEvent.Type.MouseMove, below, held=True)
    qtbot.waitUntil(lambda: reader.verticalScrollBar().value() > 150, timeout=3000)
    release(reader, below)
    value = reader.verticalScrollBar().value()
    qtbot.wait(120)
    assert reader.verticalScrollBar().value() == value
    start, end = reader.selection()
    assert start == 0
    assert end > 300


@pytest.mark.parametrize("key", ["1", "2", "3", "L", "E", "Esc", "Ctrl+Z", "Ctrl+F"])
def test_keys_are_left_to_the_page(open_reader, qtbot, key):
    reader = open_reader(TEXT)
    shortcut = QShortcut(QKeySequence(key), reader)
    reader.setFocus()
    with qtbot.waitSignal(shortcut.activated):
        pressed = QKeySequence(key)[0]
        QTest.keyClick(reader, pressed.key(), pressed.keyboardModifiers())


BLANKS = "أول\n\n\u00a0\nثانٍ 😀\n \t\u200f\nثالث، وهو سطر يطول\n"


def test_blank_paragraphs_are_a_small_gap(open_reader):
    reader = open_reader(BLANKS)
    reader.set_reading(20, 40)
    boxes = [
        reader._geometry.box(reader.document().findBlockByNumber(i))
        for i in range(reader.document().blockCount())
    ]
    heights = [b.top - a.top for a, b in pairwise(boxes)]
    assert heights == pytest.approx([52, 16, 16, 52, 16, 52], abs=0.1)
    assert reader.document().size().height() - boxes[-1].top == pytest.approx(16 + 24, abs=1)
    reader.set_reading(30, 60)
    boxes = [reader._geometry.box(reader.document().findBlockByNumber(i)) for i in (1, 2)]
    assert boxes[1].top - boxes[0].top == pytest.approx(24, abs=0.1)


def test_blank_paragraphs_count_as_they_are(open_reader):
    reader = open_reader(BLANKS)
    start, end = BLANKS.index("ثانٍ"), BLANKS.index("ثالث") + 4
    drag(reader, place_of(reader, start, 0.2), place_of(reader, end - 1, 0.8), alt=True)
    assert reader.selection() == (start, end)
    reader.set_selection(0, 0)
    for _ in range(3):
        QTest.keyClick(reader, Qt.Key.Key_Down)
    cursor = reader.textCursor()
    assert reader._display.code_point(cursor.position()) == BLANKS.index("ثانٍ")
    for block in (1, 2, 4):
        cursor = QTextCursor(reader.document().findBlockByNumber(block))
        assert 10 <= reader.cursorRect(cursor).height() <= 40
        box = reader._geometry.box(cursor.block())
        click(reader, QPointF(200, (box.top + box.bottom) / 2 - reader._scrolled()))
        assert reader.textCursor().blockNumber() == block


def test_a_blank_text_is_set_as_any_other(open_reader):
    reader = open_reader("")
    assert reader.cursorRect().height() > 15
    reader = open_reader("\n \n")
    box = reader._geometry.box(reader.document().firstBlock())
    assert box.lines[0].bottom - box.lines[0].top > 30


VOWELLED = "قَالَ الصَّيَّادُ: لَا رِيحَ اليَوْمَ، وَلِلَّهِ الأَمْرُ.\nثُمَّ عَادَ إِلَى المَرْفَأِ آمِنًا 😀 وَهٰذَا كُلُّ شَيْءٍ."


def test_tashkeel_is_hidden_for_display_only(open_reader, qtbot):
    reader = open_reader(VOWELLED)
    reader.verticalScrollBar().setValue(0)
    start, end = VOWELLED.index("المَرْفَأِ"), VOWELLED.index(" وَهٰذَا")
    reader.set_selection(start, end)
    reader.set_tashkeel(False)
    assert reader.selection() == (start, end)
    reader.copy()
    assert QApplication.clipboard().text() == VOWELLED[start:end]
    drag(reader, place_of(reader, start, 0.2), place_of(reader, end - 1, 0.8), alt=True)
    assert reader.selection() == (start, end)
    reader.clear_selection()
    bare = "".join(c for c in VOWELLED if not ("\u064b" <= c <= "\u0652" or c == "\u0670"))
    other = open_reader(bare)
    reader.setCursorWidth(0)
    other.setCursorWidth(0)
    assert reader.viewport().grab().toImage() == other.viewport().grab().toImage()
    reader.set_tashkeel(True)
    assert reader.viewport().grab().toImage() != other.viewport().grab().toImage()
    reader.set_tashkeel(False)
    reader.show_article(VOWELLED)  # it holds for the next article too
    assert "\u064e" not in reader.toPlainText()


NEWS = "صحيفة\nالقائمة\n\nخبر أول.\nإعلان\nخبر ثانٍ.\nتعليقات"
SEGMENTS = [
    Segment("site_name", 0, 5),
    Segment("masthead", 6, 13),
    Segment("ad_marker", NEWS.index("إعلان"), NEWS.index("إعلان") + 5),
    Segment("comment_notice", NEWS.index("تعليقات"), len(NEWS)),
]


def caret(reader) -> int:
    return reader._display.code_point(reader.textCursor().position())


def test_the_keyboard_passes_over_what_is_not_news(open_reader):
    assert all(segment.is_boilerplate for segment in SEGMENTS)
    reader = open_reader(NEWS)
    reader.show_article(NEWS, SEGMENTS)
    first, second = NEWS.index("خبر أول"), NEWS.index("خبر ثانٍ")
    QTest.keyClick(reader, Qt.Key.Key_Left)
    assert caret(reader) == first
    QTest.keyClick(reader, Qt.Key.Key_Down)
    assert caret(reader) == second
    QTest.keyClick(reader, Qt.Key.Key_Right)
    assert caret(reader) == first + len("خبر أول.")
    QTest.keyClick(reader, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert caret(reader) == first
    QTest.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert caret(reader) == second + len("خبر ثانٍ.")
    QTest.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selection() == (second + 8, second + 9)
    QTest.keyClick(reader, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert reader.selection() == (0, len(NEWS))


def test_what_is_not_news_can_be_shown(open_reader, look):
    reader = open_reader(NEWS)
    reader.show_article(NEWS, SEGMENTS)

    def ink():
        formats = reader.document().findBlockByNumber(1).textFormats()
        return formats[0].format.foreground().color()

    assert ink() == look.color("text.tertiary")
    reader.show_boilerplate(True)
    assert ink() == look.color("text.primary")
    QTest.keyClick(reader, Qt.Key.Key_Left)
    assert caret(reader) == 1
    reader.show_boilerplate(False)
    assert ink() == look.color("text.tertiary")


def test_an_article_that_is_no_news_at_all_can_be_walked(open_reader):
    reader = open_reader("قائمة\nأخرى")
    reader.show_article("قائمة\nأخرى", [Segment("masthead", 0, 10)])
    QTest.keyClick(reader, Qt.Key.Key_Left)
    assert caret(reader) == 1


def lines_of(reader) -> list[tuple[int, int]]:
    """Each line of the text as positions: where it starts, and where the next one may start."""
    found: list[tuple[int, int]] = []
    block = reader.document().begin()
    while block.isValid():
        layout = block.layout()
        for line in (layout.lineAt(i) for i in range(layout.lineCount())):
            start = block.position() + line.textStart()
            found.append((start, start + line.textLength()))
        block = block.next()
    return found


@pytest.mark.parametrize("width", [240, 443])
def test_down_and_up_go_line_by_line(open_reader, width):
    """Qt's own step from the beginning of a line passes over the wrapped line below it."""
    reader = open_reader("\n".join(PARAGRAPHS), width=width)
    lines = lines_of(reader)
    reader.setFocus()
    reader.set_selection(0, 0)
    way = [reader.textCursor().position()]
    for _ in lines[1:]:
        QTest.keyClick(reader, Qt.Key.Key_Down)
        way.append(reader.textCursor().position())
    assert [start <= at <= end for at, (start, end) in zip(way, lines, strict=True)] == [
        True
    ] * len(lines)
    for at in reversed(way[:-1]):
        QTest.keyClick(reader, Qt.Key.Key_Up)
        assert reader.textCursor().position() == at


def test_down_with_shift_selects_and_keeps_its_column_over_a_short_line(open_reader):
    text = f"{TEXT.splitlines()[2]}\nقصير\n{TEXT.splitlines()[2]}"
    reader = open_reader(text, width=1000)
    reader.setFocus()
    reader.set_selection(30, 30)
    QTest.keyClick(reader, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(reader, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selection() == (30, text.rindex("هذه") + 30)


def test_up_and_down_through_an_address_that_is_broken_without_a_space(open_reader):
    """The place after such a line is the beginning of the next one."""
    reader = open_reader("https://example.org/" + "abcdefghij" * 20, width=320)
    lines = lines_of(reader)
    assert len(lines) > 4
    reader.setFocus()
    reader.set_selection(lines[3][1] - 1, lines[3][1] - 1)
    up, down = Qt.Key.Key_Up, Qt.Key.Key_Down
    for key, way in ((up, (2, 1, 0)), (down, (1, 2, 3))):
        for number in way:
            QTest.keyClick(reader, key)
            start, end = lines[number]
            assert start <= reader.textCursor().position() < end


def test_a_step_sideways_is_a_new_column(open_reader):
    text = f"{TEXT.splitlines()[2]}\nقصير\n{TEXT.splitlines()[2]}"
    reader = open_reader(text, width=1000)
    reader.setFocus()
    reader.set_selection(30, 30)
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down)
    for key in keys:
        QTest.keyClick(reader, key)
    assert reader.textCursor().position() < text.rindex("هذه") + 10


def test_what_was_copied_is_no_fault_when_the_program_ends():
    """The clipboard outlives Python: it may hold nothing that Python made."""
    program = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.ui.look import Look
from app.ui.reader.reader import Reader
application = QApplication([])
reader = Reader(Look("light"))
reader.show_article("نص يُنسخ")
reader.set_selection(0, 2)
QTest.keyClick(reader, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
assert QApplication.clipboard().text() == "نص"
raise SystemExit(0)
"""
    folder = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=folder, check=False).returncode == 0


def test_letting_a_selection_go_scrolls_nothing(open_reader):
    text = "سطر من النص يكفي لأن يملأ العمود في القارئ.\n" * 60
    reader = open_reader(text)
    bar = reader.verticalScrollBar()
    for selected in (True, False):  # the caret is at the top either way
        reader.set_selection(0, 3 if selected else 0)
        bar.setValue(bar.maximum())
        reader.clear_selection()
        assert reader.selection() is None
        assert bar.value() == bar.maximum()
