"""Lines end where a reader expects it, and always end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.typesetting.breaking import break_opportunities, paragraph_spans
from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import break_lines
from tests.formats.typesetting.sample_text import PARAGRAPHS


def _pieces(text: str) -> list[str]:
    stops = [0, *(stop.end for stop in break_opportunities(text)), len(text)]
    return [text[a:b] for a, b in pairwise(stops)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("أول ثانٍ", ["أول ", "ثانٍ"]),
        ("قال « نعم » ثم", ["قال ", "« نعم » ", "ثم"]),
        ("حقًّا ؟ نعم", ["حقًّا ؟ ", "نعم"]),
        ("يناير/كانون", ["يناير/", "كانون"]),
        ("20-24 و-5 من 1/2", ["20-24 ", "و-5 ", "من ", "1/2"]),
        ("عربي-إنجليزي", ["عربي-", "إنجليزي"]),
        ("5\u00a0ملايين دينار", ["5\u00a0ملايين ", "دينار"]),
        ("جاء — ثم", ["جاء ", "— ", "ثم"]),
        ("漢字", ["漢", "字"]),
        ("  ", ["  "]),
        ("", [""]),
    ],
)
def test_opportunities(text: str, pieces: list[str]) -> None:
    assert _pieces(text) == pieces


def test_paragraphs_are_found_with_their_offsets() -> None:
    text = "أ\nب\r\n\r\nج\u2029د"
    assert [text[a:b] for a, b in paragraph_spans(text)] == ["أ", "ب", "", "ج", "د"]
    assert paragraph_spans("") == [(0, 0)]


def test_a_long_word_is_cut_between_clusters(reading: Faces) -> None:
    word = "مُسْتَشْفَيَاتُهُمْ" * 12
    lines = break_lines(reading.shape(word, 1), 14, 120)
    assert len(lines) > 3
    assert all(line.width <= 120 + 1e-6 for line in lines)
    assert all(not reading.shape(word, 1).whole[line.start] for line in lines)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.sampled_from(PARAGRAPHS), st.text("ابلا َّab1 .-/\u00a0\t", max_size=60)),
    st.floats(1, 400),
)
def test_lines_cover_the_text_and_fit(reading: Faces, text: str, width: float) -> None:
    paragraph = reading.shape(text, None)
    lines = break_lines(paragraph, 12, width)
    assert "".join(text[line.start : line.end] for line in lines) == text
    for line in lines:
        clusters = sum(not whole for whole in paragraph.whole[line.start : line.end])
        assert line.width <= width + 1e-6 or clusters <= 1
