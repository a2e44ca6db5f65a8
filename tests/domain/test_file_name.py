import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.file_name import LONGEST, LONGEST_STEM, distinct, joined, named, safe

# What people are called, and what a hostile roster may hold.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from('ابتثجحخدسىيةءآ أَُِّـٱ<>:"/\\|?*. \t\n\r\0\x1f\x7f'),
        st.sampled_from("\u200e\u200f\u202a\u202e\u2066\u2069\u061c\u200b\u200d\ufeff\ud800"),
        st.characters(),
    ),
    max_size=300,
)
RESERVED = [
    "CON", "prn", "Aux", "NUL", "COM1", "com¹", "LPT9", "lpt³", "CONIN$", "nul.txt", "con .",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("سلمى العتيبي", "سلمى العتيبي"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("com²", "_com²"),
        ("NUL .pdf", "_NUL .pdf"),
        ("  .. ", "_"),
        ("ر\u200fيم\u0000", "ريم"),
        ("سلمى\nالعتيبي", "سلمى العتيبي"),
        ("../../etc", "-..-etc"),
    ],
)
def test_names(name, expected):
    assert safe(name) == expected


def taken_by_windows(name: str) -> bool:
    """Whether Windows takes this name for a file: its documented rules, written out again."""
    if not name or name[-1] in " ." or len(name.encode("utf-16-le")) // 2 > 255:
        return False
    if any(c in '<>:"/\\|?*' or ord(c) < 32 for c in name):
        return False
    device = name.split(".")[0].rstrip(" ").upper()
    return not re.fullmatch(r"CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]", device)


def assert_good(stem: str, longest: int) -> None:
    file = f"{stem} (12).pdf"
    assert taken_by_windows(stem)
    assert taken_by_windows(file)
    assert len(stem.encode()) <= longest  # and no lone surrogate: it would not encode
    assert stem == stem.strip()
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in stem)
    assert unicodedata.normalize("NFC", stem) == stem


@given(st.one_of(HOSTILE, st.text(), st.sampled_from(RESERVED)))
@settings(deadline=None, max_examples=300)
@example("م" * 400)
@example("😀" * 100)
@example("a" * 99 + " b")
def test_any_name_gives_one_that_every_system_takes(name):
    assert_good(safe(name), LONGEST + 1)
    assert safe(safe(name)) == safe(name)


@given(st.lists(st.one_of(HOSTILE, st.sampled_from(RESERVED)), max_size=4))
@settings(deadline=None, max_examples=200)
@example(["م" * 400, "ن" * 400, "ه" * 400])
def test_joined_names_are_as_safe_and_fit(parts):
    assert_good(joined(*parts), LONGEST_STEM)


@given(
    st.lists(st.one_of(st.sampled_from(["a", "A", "a (2)", "ﬁ", "FI", "é", "e\u0301"]), HOSTILE))
)
@settings(deadline=None, max_examples=200)
def test_no_two_files_stand_under_one_name(names):
    stems = distinct([joined(name) for name in names])
    assert len(stems) == len(names)
    # As Windows and macOS compare: without case, and however a letter is composed.
    assert len({unicodedata.normalize("NFC", stem.upper()) for stem in stems}) == len(stems)
    assert len({unicodedata.normalize("NFD", stem.casefold()) for stem in stems}) == len(stems)


def test_two_students_of_one_name_are_told_apart():
    assert distinct(["ريم العلي", "ريم العلي", "Rim", "RIM"]) == [
        "ريم العلي", "ريم العلي (2)", "Rim", "RIM (2)",
    ]  # fmt: skip


def test_a_name_that_programs_sort_has_underscores_between_its_parts_only():
    assert named("9 ب", "s28", "1109", "q8rt") == "9-ب_s28_1109_q8rt"
    assert named("", "s_28", "x") == "s-28_x"
    assert named("../../etc", "..", "x/y.") == "etc_-_x-y"
    assert len(named("ب" * 300, "s01", "ج" * 300).encode()) <= LONGEST_STEM
