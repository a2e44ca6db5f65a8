import math

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication

from app.domain.annotation import Tag
from app.ui.reader.announcement import announce
from app.ui.reader.claims import Claim, KeyMark
from app.ui.reader.reader import Reader
from tests.ui.reader.mouse import click, drag, place_of, send

TEXT = (
    "خرجت السفينة من المرفأ القديم عند الظهر، وعلى ظهرها بضائع كثيرة من كل صنف ولون.\n"
    "وقال ربّانها إن الرحلة تستغرق أسبوعين، ما لم تهبّ الريح من الشمال كما في العام الماضي.\n"
    + "هذه فقرة أخرى لا شيء فيها سوى أنها تطيل النص حتى يحتاج إلى التمرير.\n" * 30
    + "وهذه آخر فقرة في النص كله."
)


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


LONG = Claim("long", (span_of("السفينة من المرفأ القديم"),), Tag.SOURCED, 1)
SHORT = Claim("short", (span_of("من المرفأ"),), Tag.OPINION, 2)
OTHER = Claim("other", (span_of("الرحلة تستغرق أسبوعين"),), Tag.UNVERIFIED, 3)
LAST = Claim("last", (span_of("آخر فقرة"),), Tag.SOURCED, 4)


def shot(reader: Reader) -> QImage:
    reader.repaint()
    return reader.viewport().grab().toImage()


def ground(reader: Reader, image: QImage, code_point: int) -> QColor:
    """The colour behind a character: the commonest in the upper part of its band."""
    place = place_of(reader, code_point)
    baseline = reader._reach(code_point)[0] + 22 - reader._scrolled()
    seen: dict[int, int] = {}
    for y in range(round(baseline) - 12, round(baseline) + 6):
        pixel = image.pixel(round(place.x()), y)
        seen[pixel] = seen.get(pixel, 0) + 1
    return QColor(max(seen, key=seen.__getitem__))


@pytest.fixture
def reader(open_reader) -> Reader:
    made = open_reader(TEXT)
    made.set_reading(19, 36)
    made.show_claims([LONG, SHORT, OTHER, LAST])
    return made


def test_the_shortest_claim_tints_and_tints_never_blend(reader, look):
    image = shot(reader)
    sourced, opinion = look.theme.tag(Tag.SOURCED), look.theme.tag(Tag.OPINION)
    assert ground(reader, image, TEXT.index("السفينة") + 3) == sourced.tint
    assert ground(reader, image, TEXT.index("المرفأ") + 3) == opinion.tint
    assert ground(reader, image, TEXT.index("خرجت") + 1) == look.color("surface.paper")


def test_the_selected_claim_tints_before_the_shortest(reader, look):
    reader.select_claim("long")
    image = shot(reader)
    strong = look.theme.tag(Tag.SOURCED).tint_strong
    assert ground(reader, image, TEXT.index("السفينة") + 3) == strong
    assert ground(reader, image, TEXT.index("المرفأ") + 3) == strong
    reader.select_claim(None)
    tint = look.theme.tag(Tag.OPINION).tint
    assert ground(reader, shot(reader), TEXT.index("المرفأ") + 3) == tint


def test_lanes_lie_under_the_words(reader, look):
    """The first lane is 0.44 em under the baseline and 2 px thick, the second 4 px lower."""
    image = shot(reader)
    at = TEXT.index("المرفأ") + 2
    x = round(place_of(reader, at).x())
    box = reader._geometry.box(reader.document().firstBlock())
    y = box.line_of(at).baseline + 8
    sourced = look.theme.tag(Tag.SOURCED).ink
    assert [image.pixelColor(x, y + i) == sourced for i in (0, 1, 2)] == [True, True, False]
    dots = [image.pixelColor(x + i, y + 4) for i in range(5)]
    assert dots.count(look.theme.tag(Tag.OPINION).ink) == 2  # 2 on, 3 off


def test_the_selection_lies_over_the_tint_and_under_the_text(reader, look):
    reader.set_selection(*span_of("السفينة"))
    image = shot(reader)
    seen = ground(reader, image, TEXT.index("السفينة") + 3)
    tint, over = look.theme.tag(Tag.SOURCED).tint, look.color("reader.selection")
    for part in ("red", "green", "blue"):
        mixed = (getattr(over, part)() * 140 + getattr(tint, part)() * 115) / 255
        assert abs(getattr(seen, part)() - mixed) <= 2


def test_matches_are_boxed_and_the_current_one_framed_in_ink(reader, look):
    start, end = span_of("بضائع")
    reader.show_matches([(start, end), span_of("صنف")], 1)
    image = shot(reader)
    assert ground(reader, image, start + 2) == look.color("find.hit")
    assert ground(reader, image, TEXT.index("صنف") + 1) == look.color("find.current")


def test_adding_a_claim_redraws_only_what_it_touches(reader):
    shot(reader)
    before = dict(reader._marking._marks)
    reader.show_claims([LONG, SHORT, LAST])
    after = reader._marking._marks
    assert after.keys() == before.keys() - {1}
    assert all(after[number] is before[number] for number in after)


def test_a_click_names_the_claim_and_several_offer_all(reader, qtbot):
    with qtbot.waitSignal(reader.claim_clicked) as heard:
        click(reader, place_of(reader, TEXT.index("السفينة") + 2))
    assert heard.args == ["long"]
    with qtbot.waitSignal(reader.claims_clicked) as heard:
        click(reader, place_of(reader, TEXT.index("المرفأ") + 2))
    assert heard.args == [["short", "long"]]
    with qtbot.assertNotEmitted(reader.claim_clicked):
        click(reader, place_of(reader, TEXT.index("خرجت") + 2))


def test_a_drag_over_a_claim_is_no_click(reader, qtbot):
    with qtbot.assertNotEmitted(reader.claim_clicked):
        start, end = span_of("السفينة")
        drag(reader, place_of(reader, start, 0.2), place_of(reader, end - 1, 0.8))
    assert reader.selection() == (start, end)


def test_a_badge_can_be_pressed_and_keeps_the_selection(reader, qtbot):
    reader.set_selection(*span_of("بضائع"))
    y = reader.badge_anchor("other")
    place = QPointF(reader.viewport().width() - 30, y)
    with qtbot.waitSignal(reader.claim_clicked) as heard:
        click(reader, place)
    assert heard.args == ["other"]
    assert reader.selection() == span_of("بضائع")


def test_pointing_makes_strong_and_leaving_ends_it(reader, qtbot):
    place = place_of(reader, TEXT.index("تستغرق") + 2)
    with qtbot.waitSignal(reader.claim_hovered) as heard:
        send(reader, QEvent.Type.MouseMove, place, held=False)
    assert heard.args == ["other"]
    assert reader.is_strong("other")
    with qtbot.waitSignal(reader.claim_hovered) as heard:
        QApplication.sendEvent(reader, QEvent(QEvent.Type.Leave))
    assert heard.args == [""]
    assert not reader.is_strong("other")


def test_anchors_say_where_badges_are(reader):
    assert reader.badge_anchor("nobody") is None
    lines = reader._geometry.box(reader.document().firstBlock()).lines
    assert reader.badge_anchor("long") == lines[0].baseline - 6
    assert reader.badge_anchor("short") == reader.badge_anchor("long") + 20
    assert reader.badge_anchor("last") == math.inf
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    assert reader.badge_anchor("long") == -math.inf
    assert 0 < reader.badge_anchor("last") < reader.viewport().height()


def test_anchors_are_the_new_articles_at_once(reader):
    assert reader.badge_anchor("long") is not None
    text = TEXT[TEXT.index("هذه فقرة") :] * 2 + "نهاية"
    reader.show_article(text)
    first = Claim("first", ((0, 8),), Tag.OPINION, 1)
    far = Claim("far", ((len(text) - 5, len(text)),), Tag.OPINION, 2)
    reader.show_claims([first, far])
    assert 0 < reader.badge_anchor("first") < 60
    assert reader.badge_anchor("far") == math.inf
    assert reader.badge_anchor("long") is None


def test_scrolling_to_a_claim_shows_and_frames_it(reader, qtbot):
    reader.scroll_to(*LAST.spans[0])
    assert 0 <= place_of(reader, LAST.start).y() <= reader.viewport().height()
    assert reader._framed == LAST.spans[0]
    qtbot.waitUntil(lambda: reader._framed is None, timeout=2500)
    reader.scroll_to(*LAST.spans[0])
    reader.show_claims([])  # another's work: the words are nobody's claim in it
    assert reader._framed is None
    value = reader.verticalScrollBar().value()
    reader.scroll_to(*LAST.spans[0])  # in view already: nothing jumps
    assert reader.verticalScrollBar().value() == value


def test_the_key_is_a_line_over_the_words(reader, look, qtbot):
    width = reader._geometry.box(reader.document().firstBlock()).lines[0].reach
    reader.show_key([KeyMark("k", (span_of("السفينة من المرفأ"),), Tag.SOURCED, span_of("المرفأ"))])
    line = reader._geometry.box(reader.document().firstBlock()).lines[0]
    assert line.reach[1] < width[1]  # room for the key's badges
    image = shot(reader)
    ink = look.color("reader.key_line")
    y = line.baseline - 21  # 1.08 em
    for words, thick in (("السفينة", 2), ("المرفأ", 5)):
        x = round(place_of(reader, TEXT.index(words) + 2).x())
        column = [image.pixelColor(x, y + i) == ink for i in range(-1, 4)]
        assert column.count(True) == thick
    with qtbot.waitSignal(reader.key_clicked) as heard:
        place = QPointF(reader.viewport().width() - 22, reader.badge_anchor("long"))
        click(reader, place)
    assert heard.args == ["k"]


def test_more_than_three_lanes_are_counted_at_the_lines_end(reader, qtbot):
    span = LONG.spans[0]
    many = [Claim(f"m{i}", (span,), Tag.SOURCED, i) for i in range(6)]
    reader.show_claims(many)
    box = reader._geometry.box(reader.document().firstBlock())
    (more,) = reader._marking.marks(box).more
    assert len(more.claims) == 3
    rect = reader._marking.more_rect(more.line)
    assert rect.right() < more.line.reach[0]
    with qtbot.waitSignal(reader.claims_clicked) as heard:
        click(reader, QPointF(rect.center()))
    assert heard.args == [[claim.id for claim in more.claims]]
    with qtbot.waitSignal(reader.claims_clicked) as heard:  # the second badge stands for the rest
        click(reader, QPointF(reader.viewport().width() - 30, box.lines[0].baseline + 14))
    assert len(heard.args[0]) == 5


def test_themes_and_articles_can_change_under_it(reader, look):
    for name in ("dark", "contrast_high", "light"):
        look.wear(name)
        assert ground(reader, shot(reader), 2) == look.color("surface.paper")
    reader.show_article("نص آخر")
    reader.show_claims([])
    shot(reader)
    reader.show_article("")
    shot(reader)
    assert reader.selection() is None


def test_marks_stay_when_tashkeel_goes(reader, look):
    reader.select_claim("other")
    reader.show_matches([span_of("بضائع")], 0)
    reader.set_tashkeel(False)
    image = shot(reader)
    assert ground(reader, image, TEXT.index("المرفأ") + 3) == look.theme.tag(Tag.OPINION).tint
    assert ground(reader, image, TEXT.index("بضائع") + 2) == look.color("find.current")
    assert reader.selected_claim == "other"
    assert reader.has_claim("last")


def test_badges_write_digits_as_chosen(look, qtbot):
    seen: list[str] = []

    def figures(text: str) -> str:
        seen.append(text)
        return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    reader = Reader(look, figures)
    qtbot.addWidget(reader)
    reader.resize(400, 300)
    reader.show_article(TEXT)
    reader.show_claims([LONG])
    reader.show()
    shot(reader)
    assert "1" in seen


def test_the_text_is_readable_to_a_screen_reader(reader):
    interface = QAccessible.queryAccessibleInterface(reader)
    text = interface.textInterface()
    assert text.characterCount() == len(TEXT)
    assert text.text(*LONG.spans[0]) == TEXT[slice(*LONG.spans[0])]
    announce(reader, "وُسم: مُسنَد")  # must not raise where nobody listens


def test_hostile_texts_open(open_reader):
    for text in (
        "",
        "\n\n\n",
        "\ufeffأ\0ب\u2028ج\ud800",
        "\u202e" * 50 + "نص",
        "ا" * 20_000,
        "\t\t أ\t",
    ):
        reader = open_reader(text, width=300)
        reader.show_claims([Claim("c", ((0, max(len(text), 1)),), Tag.OPINION, 1)])
        shot(reader)
        reader.selectAll()
        assert reader.selection() in ((0, len(text)), None)
        click(reader, QPointF(50, 50))
