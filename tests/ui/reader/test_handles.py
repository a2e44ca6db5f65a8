"""Handles at the ends of the chosen claim, by mouse and by keyboard; claims of several parts."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.annotation import Tag
from app.ui.reader.claims import Claim
from app.ui.reader.handles import End, handles_of
from app.ui.reader.reader import Reader
from tests.ui.reader.mouse import click, drag, place_of, press, release, send

TEXT = (
    "وصلت الباخرة إلى ميناء Old Harbor صباح الأحد. ثم أفرغ البحّارة 24 صندوقًا، وقالوا: «انتهينا».\n"
    "وبالمناسبة، عادت السفينة الأخرى أيضًا في المساء نفسه بلا حمولة."
)
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def reader(open_reader) -> Reader:
    """A claim is chosen, and grows and shrinks as it is asked to."""
    made = open_reader(TEXT, width=500)
    made.allow_resizing(True)

    def resize(claim_id: str, start: int, end: int) -> None:
        made.show_claims([Claim(claim_id, ((start, end),), Tag.SOURCED, 1)])

    made.resize_asked.connect(resize)
    made.show_claims([Claim("c", (span_of("أفرغ البحّارة"),), Tag.SOURCED, 1)])
    made.select_claim("c")
    made.setFocus()
    return made


def chosen(reader: Reader) -> str:
    claim = reader._chosen_claim()
    return TEXT[claim.start : claim.end]


def knob(reader: Reader, end: End) -> QPointF:
    boxes = list(reader._geometry.boxes_between(0, 10_000))
    (handle,) = [h for h in handles_of(reader._marking, boxes) if h.end is end]
    return handle.knob - QPointF(0, reader._scrolled())


def test_handles_stand_at_the_ends_of_the_claim(reader):
    start, end = span_of("أفرغ البحّارة")
    first, last = place_of(reader, start, 0), place_of(reader, end - 1, 1)
    assert abs(knob(reader, End.START).x() - first.x()) <= 3
    assert knob(reader, End.START).y() < first.y()
    assert abs(knob(reader, End.END).x() - last.x()) <= 3
    assert knob(reader, End.END).y() > last.y()
    ink = reader._marking.theme.tag(Tag.SOURCED).ink
    image = reader.viewport().grab().toImage()
    assert image.pixelColor(knob(reader, End.END).toPoint()) == ink
    reader.allow_resizing(False)
    image = reader.viewport().grab().toImage()
    assert image.pixelColor(knob(reader, End.END).toPoint()) != ink


@pytest.mark.parametrize("words", ["ميناء Old Harbor", "Old Harbor صباح"])
def test_handles_stand_outside_words_that_run_the_other_way(reader, words):
    """Where all of them are in the claim, they are inside it to the eye too."""
    start, end = span_of(words)
    reader.show_claims([Claim("c", ((start, end),), Tag.SOURCED, 1)])
    reader.select_claim("c")
    middles = [place_of(reader, at).x() for at in range(start, end) if not TEXT[at].isspace()]
    assert knob(reader, End.START).x() > max(middles)
    assert knob(reader, End.END).x() < min(middles)


@pytest.mark.parametrize(
    ("end", "to", "words"),
    [
        (End.END, "صندوق", "أفرغ البحّارة 24 صندوقًا"),
        (End.END, "رغ", "أفرغ"),
        (End.END, "عادت", TEXT[TEXT.index("أفرغ") : TEXT.index(" السفينة")]),
        (End.START, "Harbor", "Harbor صباح الأحد. ثم أفرغ البحّارة"),
        (End.START, "حّارة", "البحّارة"),
    ],
)
def test_a_handle_dragged_takes_whole_words(reader, end, to, words):
    grip = knob(reader, end)
    stem_middle = 13 if end is End.START else -13
    goal = place_of(reader, TEXT.index(to) + 1) - QPointF(0, stem_middle)
    drag(reader, grip, goal)
    assert chosen(reader) == words
    assert reader.selection() is None


def test_a_handle_never_passes_the_other_end(reader):
    drag(reader, knob(reader, End.START), place_of(reader, TEXT.index("السفينة")))
    assert chosen(reader) == "أفرغ البحّارة"
    drag(reader, knob(reader, End.END), place_of(reader, TEXT.index("وصلت")))
    assert chosen(reader) == "أفرغ البحّارة"
    drag(reader, knob(reader, End.START), knob(reader, End.START) + QPointF(1, 1))
    assert chosen(reader) == "أفرغ البحّارة"


def test_with_alt_a_handle_goes_by_letters(reader):
    grip = knob(reader, End.END)
    goal = place_of(reader, TEXT.index("صندوق") + 2, 0.8) + QPointF(0, 13)
    drag(reader, grip, goal, alt=True)
    assert chosen(reader) == "أفرغ البحّارة 24 صند"


def test_the_claim_is_asked_for_once_and_shown_while_dragged(reader, qtbot):
    asked: list[tuple[str, int, int]] = []
    reader.resize_asked.connect(lambda *what: asked.append(what))
    grip, goal = knob(reader, End.END), place_of(reader, TEXT.index("24")) + QPointF(0, 13)
    press(reader, grip)
    send(reader, QEvent.Type.MouseMove, goal, held=True)
    assert asked == []
    assert reader._resizing.span == span_of("أفرغ البحّارة 24")
    release(reader, goal)
    assert asked == [("c", *span_of("أفرغ البحّارة 24"))]


def test_pointing_at_a_handle_says_so(reader):
    send(reader, QEvent.Type.MouseMove, knob(reader, End.END), held=False)
    assert reader.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor


STEPS = [
    ("]", Qt.Key.Key_Left, Ctrl, "أفرغ البحّارة 24"),
    ("]", Qt.Key.Key_Right, Ctrl, "أفرغ"),
    ("]", Qt.Key.Key_Right, None, "أفرغ البحّار"),
    ("]", Qt.Key.Key_Right, Alt, "أفرغ ال"),
    ("]", Qt.Key.Key_Down, None, TEXT[TEXT.index("أفرغ") : TEXT.index("\n")]),
    ("[", Qt.Key.Key_Left, Ctrl, "البحّارة"),
    ("[", Qt.Key.Key_Right, Ctrl, "ثم أفرغ البحّارة"),
    ("[", Qt.Key.Key_Left, None, "فرغ البحّارة"),
    ("[", Qt.Key.Key_Up, None, "ثم أفرغ البحّارة"),
]


@pytest.mark.parametrize(("hold", "key", "modifier", "words"), STEPS)
def test_arrows_move_the_end_in_hand(reader, qtbot, hold, key, modifier, words):
    with qtbot.waitSignal(reader.end_held) as heard:
        QTest.keyClick(reader, ord(hold))
    assert heard.args == ["start" if hold == "[" else "end"]
    QTest.keyClick(reader, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert chosen(reader) == words
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    assert heard.args == ["start" if hold == "[" else "end"]
    QTest.keyClick(reader, key)
    assert chosen(reader) == words  # let go: arrows are the caret's again


def test_an_end_is_let_go_with_its_claim(reader, qtbot):
    reader.hold_end(End.START)
    with qtbot.waitSignal(reader.end_held) as heard:
        reader.select_claim(None)
    assert heard.args == [""]
    reader.hold_end(End.START)  # nothing is chosen
    assert reader._resizing.held is None


def test_the_last_letter_stays(reader):
    reader.show_claims([Claim("c", (span_of("أفرغ"),), Tag.SOURCED, 1)])
    reader.hold_end(End.END)
    for _ in range(9):
        QTest.keyClick(reader, Qt.Key.Key_Right)
    assert chosen(reader) == "أ"


def test_ctrl_adds_a_part_to_the_selection(reader):
    reader.select_claim(None)
    drag(reader, *ends_of(reader, "صباح الأحد"))
    drag(reader, *ends_of(reader, "الباخرة"), ctrl=True)
    assert reader.spans() == [span_of("الباخرة"), span_of("صباح الأحد")]
    reader.copy()
    assert QApplication.clipboard().text() == "الباخرة … صباح الأحد"
    drag(reader, *ends_of(reader, "الباخرة إلى"), ctrl=True)  # what overlaps is one part
    assert reader.spans() == [span_of("الباخرة إلى"), span_of("صباح الأحد")]
    colour = ground(reader, "صباح")
    assert colour == ground(reader, "الباخرة") != ground(reader, "عادت")
    press(reader, place_of(reader, TEXT.index("عادت")), ctrl=True)  # a click adds nothing
    release(reader, place_of(reader, TEXT.index("عادت")))
    assert len(reader.spans()) == 2
    click(reader, place_of(reader, TEXT.index("عادت")))
    assert reader.spans() == []


def test_a_key_that_drops_the_selection_drops_its_parts(reader, qtbot):
    reader.select_claim(None)
    drag(reader, *ends_of(reader, "صباح الأحد"))
    with qtbot.assertNotEmitted(reader.selection_cleared):
        drag(reader, *ends_of(reader, "الباخرة"), ctrl=True)
    with qtbot.waitSignal(reader.selection_cleared):
        QTest.keyClick(reader, Qt.Key.Key_Left)
    assert reader.spans() == []


def test_ctrl_without_a_selection_adds_a_part_to_the_chosen_claim(reader, qtbot):
    with qtbot.waitSignal(reader.part_asked) as heard:
        drag(reader, *ends_of(reader, "السفينة الأخرى"), ctrl=True)
    assert heard.args == ["c", *span_of("السفينة الأخرى")]
    assert reader.spans() == []
    with qtbot.assertNotEmitted(reader.part_asked):
        drag(reader, *ends_of(reader, "السفينة الأخرى"))
    assert reader.spans() == [span_of("السفينة الأخرى")]


def test_the_parts_of_a_claim_are_one(reader, qtbot):
    parts = (span_of("أفرغ البحّارة"), span_of("عادت السفينة"))
    reader.show_claims([Claim("c", parts, Tag.OPINION, 1)])
    reader.select_claim(None)
    tint = reader._marking.theme.tag(Tag.OPINION).tint
    assert ground(reader, "أفرغ") == ground(reader, "السفينة") == tint.name()
    assert ground(reader, "المناسبة") != tint.name()
    assert sum(len(reader._marking.badges(b)) for b in reader._geometry.boxes_between(0, 999)) == 1
    with qtbot.waitSignal(reader.claim_clicked) as heard:
        click(reader, place_of(reader, TEXT.index("السفينة") + 2))
    assert heard.args == ["c"]
    reader.select_claim("c")
    assert abs(knob(reader, End.END).x() - place_of(reader, parts[1][1] - 1, 1).x()) <= 3


def ends_of(reader: Reader, words: str) -> tuple[QPointF, QPointF]:
    start, end = span_of(words)
    return place_of(reader, start, 0.3), place_of(reader, end - 1, 0.7)


def ground(reader: Reader, word: str) -> str:
    """The colour in the band over a word's middle, above its letters."""
    place = place_of(reader, TEXT.index(word) + 2)
    baseline = (
        reader._geometry.box(
            reader.document().findBlock(reader._display.position(TEXT.index(word)))
        )
        .line_of(reader._display.position(TEXT.index(word)))
        .baseline
        - reader._scrolled()
    )
    image = reader.viewport().grab().toImage()
    rows = range(baseline - reader._marking.sizes.above + 2, baseline + 5)
    names = [image.pixelColor(round(place.x()), y).name() for y in rows]
    return max(names, key=names.count)
