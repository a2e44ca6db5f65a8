"""Lines end where a reader expects it, and always end."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.typesetting.breaking import break_opportunities, paragraph_spans
from app.formats.typesetting.line_rules import breaks
from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import break_lines
from tests.formats.typesetting.sample_text import PARAGRAPHS

UNICODE = Path("/usr/share/unicode")  # Debian's unicode-data


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
        ("من 20–24 يناير", ["من ", "20–24 ", "يناير"]),
        ("بنسبة ٩٩٫٩٪ أو 12,5 %", ["بنسبة ", "٩٩٫٩٪ ", "أو ", "12,5 ", "%"]),
        ('قال "ديب سيك" (DeepSeek)', ["قال ", '"ديب ', 'سيك" ', "(DeepSeek)"]),
        ("GPT-4 و R1-7B", ["GPT-4 ", "و ", "R1-7B"]),
        ("http://a.example/b-2024", ["http://", "a.example/", "b-", "2024"]),
        ("👍🏽👨‍👩‍👧🇱🇧🇸🇾", ["👍🏽", "👨‍👩‍👧", "🇱🇧", "🇸🇾"]),
        ("  ", ["  "]),
        ("", [""]),
    ],
)
def test_opportunities(text: str, pieces: list[str]) -> None:
    assert _pieces(text) == pieces


@pytest.mark.skipif(not UNICODE.exists(), reason="unicode-data is not installed")
def test_all_of_unicodes_line_break_test() -> None:
    """But for the rows that are tailored: white space beside quotation marks or before «.5»."""
    count = 0
    wrong: list[str] = []
    for row in (UNICODE / "auxiliary/LineBreakTest.txt").read_text(encoding="utf-8").splitlines():
        signs = row.split("#")[0].split()
        if not signs:
            continue
        text = "".join(chr(int(code, 16)) for code in signs[1::2])
        count += 1
        expected = [k for k, sign in enumerate(signs[2::2], 1) if sign == "÷" and k < len(text)]
        if breaks(text) != expected:
            wrong.append(row)
    assert count > 7000
    assert len(wrong) <= 9
    assert all(_is_tailored(row) for row in wrong), wrong


def _is_tailored(row: str) -> bool:
    return ("(QU)" in row and "SPACE" in row) or "0020 × 002E" in row


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
