"""Drags over lines in which words run against their paragraph."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.reader.mouse import drag, place_of

ARABIC = "أعلن الميناء عن صفقة مع شركة Blue Harbor أمس، وكلفتها 3.75 مليون، وانتهى الخبر عند Old"
LATIN = "The reporter wrote مرحبا بكم in her note of the morning, then left the town for عمّان"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (ARABIC, "شركة", "Blue"),
        (ARABIC, "شركة", "Harbor"),
        (ARABIC, "Harbor", "أمس"),
        (ARABIC, "Blue", "أمس"),
        (ARABIC, "وكلفتها", "3.75"),
        (ARABIC, "3.75", "مليون"),
        (ARABIC, "عند", "Old"),
        (LATIN, "wrote", "مرحبا"),
        (LATIN, "wrote", "بكم"),
        (LATIN, "مرحبا", "in"),
        (LATIN, "بكم", "in"),
        (LATIN, "for", "عمّان"),
    ],
)
@pytest.mark.parametrize("width", [300, 443, 900])
def test_a_drag_takes_the_words_at_both_its_ends(open_reader, text, first, last, width):
    reader = open_reader(text, width=width)
    start, end = text.index(first), text.index(last) + len(last)
    firsts = (start, text.index(first) + len(first) - 1)
    lasts = (text.index(last), end - 1)
    checked = 0
    for a in firsts:
        for b in lasts:
            for part in (0.02, 0.5, 0.98):
                places = place_of(reader, a, part), place_of(reader, b, part)
                if (places[0] - places[1]).manhattanLength() <= QApplication.startDragDistance():
                    continue  # no drag
                checked += 1
                drag(reader, *places)
                assert reader.selection() == (start, end), (a, b, part)
                drag(reader, *places[::-1])
                assert reader.selection() == (start, end), (b, a, part)
    assert checked >= 6


@pytest.mark.parametrize(
    ("text", "before", "words", "after"),
    [(ARABIC, "شركة", "Blue Harbor", "أمس"), (LATIN, "wrote", "مرحبا بكم", "in")],
)
def test_an_exact_drag_to_the_far_edge_takes_all_that_runs_against(
    open_reader, text, before, words, after
):
    reader = open_reader(text, width=900)
    start, end = text.index(words), text.index(words) + len(words)
    far, near = place_of(reader, start, 0.2), place_of(reader, end - 1, 0.8)
    drag(reader, place_of(reader, text.index(before), 0.2), far, alt=True)
    assert reader.selection() == (text.index(before), end)
    drag(reader, place_of(reader, text.index(after) + len(after) - 1, 0.8), near, alt=True)
    assert reader.selection() == (start, text.index(after) + len(after))
    # Inside those words, by letters.
    drag(reader, place_of(reader, text.index(before), 0.2), place_of(reader, start, 0.8), alt=True)
    assert reader.selection() == (text.index(before), start + 1)
    drag(reader, place_of(reader, start, 0.2), place_of(reader, start + 2, 0.8), alt=True)
    assert reader.selection() == (start, start + 3)
    drag(reader, place_of(reader, start + 2, 0.8), place_of(reader, start, 0.2), alt=True)
    assert reader.selection() == (start, start + 3)


def test_a_sign_is_taken_when_more_than_half_is_passed(open_reader):
    text = "قال «OpenAI» ذلك، ثم سكت"
    reader = open_reader(text, width=900)
    start, end = text.index("OpenAI"), text.index("»")
    drag(reader, place_of(reader, end - 1), place_of(reader, end, 0.3))
    assert reader.selection() == (start, end)
    drag(reader, place_of(reader, end - 1), place_of(reader, end, 0.7))
    assert reader.selection() == (start, end + 1)
