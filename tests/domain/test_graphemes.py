"""What people see as one character is never cut."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import graphemes

UNICODE_TESTS = Path("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt")  # Debian: unicode-data
TRICKY = st.text(
    st.sampled_from("اب\u0651\u064e\u0640 e\u0301\r\n\u200d\u200c\u200f👩🏽❤\ufe0f🇸🇾🇱각ᄀ\u0600"),
    max_size=24,
)


@pytest.mark.parametrize(
    "whole",
    ["شّ", "مُ", "é", "e\u0301", "👍🏽", "👩‍👩‍👧", "❤️‍🔥", "🇸🇾", "\r\n", "각", "\u0601٣", "ل\u0654ّ"],
)
def test_one_character_to_the_eye_is_one_cluster(whole: str):
    assert graphemes.clusters(whole) == [whole]


def test_clusters_of_a_line():
    assert graphemes.clusters("شَدّ🇸🇾🇱🇧.") == ["شَ", "دّ", "🇸🇾", "🇱🇧", "."]


def test_a_span_grows_outward():
    text = "قال 👩‍👧 شّكرًا"
    assert graphemes.snap(text, 5, 6) == (4, 7)
    assert graphemes.snap(text, 8, 9) == (8, 10)
    assert graphemes.snap(text, 0, 3) == (0, 3)


@settings(deadline=None, max_examples=200)
@given(TRICKY, st.integers(0, 24), st.integers(0, 24))
def test_snapping_is_outward_least_and_done_once(text: str, a: int, b: int):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    low, high = graphemes.snap(text, start, end)
    assert low <= start <= end <= high
    assert graphemes.snap(text, low, high) == (low, high)
    assert not any(graphemes.is_boundary(text, i) for i in range(low + 1, start + 1))
    assert not any(graphemes.is_boundary(text, i) for i in range(end, high))
    assert "".join(graphemes.clusters(text)) == text


@pytest.mark.skipif(not UNICODE_TESTS.exists(), reason="unicode-data is not installed")
def test_unicodes_own_cases():
    failed, cases = [], 0
    for line in UNICODE_TESTS.read_text(encoding="utf-8").splitlines():
        case = line.partition("#")[0].strip()
        parts = [part.replace("×", " ").split() for part in case.split("÷") if part.strip()]
        wanted = ["".join(chr(int(code, 16)) for code in part) for part in parts]
        if any(unicodedata.category(c) == "Cn" for part in wanted for c in part):
            continue  # newer than this Python's Unicode
        cases += bool(wanted)
        if graphemes.clusters("".join(wanted)) != wanted:
            failed.append(case)
    assert cases >= 500
    assert failed == []
