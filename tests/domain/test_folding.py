"""Spellings that mean the same fold to the same, and every place finds its way back."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.folding import fold, folded

MARKS = ("", "", "", "\u064b", "\u0651\u064e", "\u0654", "\u0653", "\u0670", "\u0640")
LETTERS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("اأإآٱبىيةهؤئو"), st.sampled_from(MARKS)).map("".join),
        st.sampled_from(["é", "É", "e\u0301", *"٣۴7 \n\u00a0\u200f\u200dﻻﷲ½ﬁ👍🏽.«"]),
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("مُدَرِّسَة", "مدرسه"),
        ("الأســـعار", "الاسعار"),
        ("إلى آخِرِه", "الي اخره"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("٢٠٢٥ و۱۴", "2025 و14"),
        ("ﻻ ﷲ", "لا الله"),
        ("\u2067ChatGPT\u2069", "chatgpt"),
        ("سعر\u00a0النفط\n", "سعر النفط "),
        ("٥٫٦", "5٫6"),
    ],
)
def test_spellings_fold_together(written: str, sought: str):
    assert fold(written) == sought


def test_a_place_leads_back_with_its_marks():
    text = "قالَ المُديــرُ إنّ"
    there = folded(text)
    at = there.text.index("المدير")
    start, end = there.origin(at, at + len("المدير"))
    assert text[start:end] == "المُديــرُ"


def test_an_empty_place_is_refused():
    with pytest.raises(ValueError, match="no folded text"):
        folded("قال").origin(1, 1)


@settings(deadline=None, max_examples=300)
@given(LETTERS)
def test_the_map_covers_the_text_in_order(text: str):
    there = folded(text)
    assert there.text == fold(text)
    assert len(there.starts) == len(there.ends) == len(there.text)
    assert there.starts == sorted(there.starts)
    assert all(a < b for a, b in zip(there.starts, there.ends, strict=True))
    for at in range(len(there.text)):
        start, end = there.origin(at, at + 1)
        assert there.text[at] in fold(text[start:end])


@settings(deadline=None, max_examples=300)
@given(LETTERS)
def test_folding_again_changes_nothing_and_composition_does_not_matter(text: str):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
