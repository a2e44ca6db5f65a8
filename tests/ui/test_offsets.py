import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from app.ui.offsets import DisplayText

PIECES = [
    "ا", "مّ", "a", " ", "\u00a0", "\u200f", "😀", "👨‍👩‍👧", "\n", "\r", "\r\n", "\u2028", "\u2029",
    "\0", "\t", "\x0c", "\ufeff", "\ufffe", "\ufdd0", "\ufffc", "\ud800", "\udc00", "\x85",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts)
@settings(deadline=None, max_examples=150)
def test_there_and_back(text: str) -> None:
    shown = DisplayText(text)
    for at in range(len(text) + 1):
        position = shown.position(at)
        assert position == units(text[:at]) - text[:at].count("\r\n") - (
            text[at - 1 : at + 1] == "\r\n" if at else 0
        )
        back = shown.code_point(position)
        assert back == at or text[back:at] == "\r"  # CR LF is one line end, before its CR
    assert shown.last_position == units(shown.shown)


@given(texts)
@settings(deadline=None, max_examples=150)
def test_positions_are_the_documents(qapp, text: str) -> None:
    """A document holds each character, or its substitute, at the position of its code point."""
    shown = DisplayText(text)
    document = QTextDocument()
    document.setPlainText(shown.shown)
    assert document.characterCount() - 1 == shown.last_position
    for at, character in enumerate(text):
        held = document.characterAt(shown.position(at))
        if character in "\n\r\u2029":
            assert held == "\u2029"
        elif character > "\uffff":
            assert units(held) == 1
        elif character in "\ufeff\ufffe\ufdd0\ud800\udc00":
            assert held in "\u2060\ufffd"
        else:
            assert held == character


@given(texts, st.integers(-3, 60))
@settings(deadline=None, max_examples=100)
def test_every_position_is_a_place_in_the_text(text: str, position: int) -> None:
    assert 0 <= DisplayText(text).code_point(position) <= len(text)


@pytest.mark.parametrize(("position", "code_point"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3)])
def test_the_middle_of_a_pair_is_its_start(position: int, code_point: int) -> None:
    assert DisplayText("ا😀ب").code_point(position) == code_point


def test_a_span_up_to_a_line_end_holds_neither_of_its_signs() -> None:
    text = "سطر\r\nسطر"
    shown = DisplayText(text)
    assert shown.span(0, 3) == (0, 3)
    assert shown.span(4, 7) == (5, 8)


def test_the_text_itself_is_kept() -> None:
    text = "\ufeffأ\r\n\ud800\u00a0"
    assert DisplayText(text).text == text
    assert DisplayText(text).shown == "\u2060أ\n\ufffd\u00a0"
