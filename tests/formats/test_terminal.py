"""Lines for terminals that do and do not know direction."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats import terminal


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("قال (Reem) نعم", "معن (Reem) لاق"),
        ("بلغ ٣٠ من 50", "50 نم ٣٠ غلب"),
        ("plain (text)", "plain (text)"),
        ("\u200f\u2068كتاب\u2069  \u2068ورق\u2069", "قرو  باتك"),
        ("كُتُب", "بتُكُ"),
    ],
)
def test_visual_order(line: str, shown: str):
    assert terminal.visual(line) == shown


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ابتث abc 12 ٣٤ .،-"), max_size=40))
def test_letters_are_ordered_as_python_bidi_orders_them(line: str):
    ordered = str(get_display(line, base_dir="R")) if line.strip() else line
    right_first = terminal.visual("\u200f" + line)
    assert right_first == ordered


def test_nothing_steers_the_terminal():
    assert terminal.plain("a\x1b[2J\tb\x07") == "a\ufffd[2J\tb\ufffd"
