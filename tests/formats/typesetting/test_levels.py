"""Levels against Unicode's own tests, a sample of ours, and python-bidi."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.typesetting import levels

UNICODE = Path("/usr/share/unicode")  # Debian's unicode-data
SAMPLE = Path(__file__).parent / "levels_sample.txt"
BASE = {"0": 0, "1": 1, "2": None}
# Letters, marks, numbers, signs, brackets, isolates: no embeddings, which get_display leaves in.
ALPHABET = "ابجّ  ب١٢، 34.5,-+%/$ ab:(«[»]) …\u2067\u2068\u2069אנ\u064b"


def _rows(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = line.split("#")[0].strip()
            if row:
                yield row


def _line(text: str, base: int | None, classes: list[str] | None = None) -> tuple[int, list[int]]:
    kinds = classes or levels.classes_of(text)
    paragraph, resolved = levels.paragraph_levels(text, base, kinds)
    return paragraph, levels.line_levels(resolved, kinds, paragraph, 0, len(text))


def _wrong_rows(path: Path) -> tuple[int, list[str]]:
    """How many rows of a file like BidiCharacterTest.txt were checked, and those that failed."""
    wrong: list[str] = []
    count = 0
    for row in _rows(path):
        codes, direction, paragraph, expected, order = row.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        got_paragraph, got = _line(text, BASE[direction])
        kept = [k for k, level in enumerate(expected.split()) if level != "x"]
        got_order = [kept[k] for k in levels.visual_order([got[k] for k in kept])]
        count += 1
        if (
            got_paragraph != int(paragraph)
            or [got[k] for k in kept] != [int(x) for x in expected.split() if x != "x"]
            or got_order != [int(x) for x in order.split()]
        ):
            wrong.append(row)
    return count, wrong


def test_our_sample_of_rows() -> None:
    count, wrong = _wrong_rows(SAMPLE)
    assert count >= 200
    assert wrong == []


@pytest.mark.skipif(not UNICODE.exists(), reason="unicode-data is not installed; the sample ran")
def test_all_of_bidi_character_test() -> None:
    count, wrong = _wrong_rows(UNICODE / "BidiCharacterTest.txt")
    assert count > 90_000
    assert wrong == []


@pytest.mark.skipif(not UNICODE.exists(), reason="unicode-data is not installed; the sample ran")
def test_all_of_bidi_test() -> None:
    checked = 0
    expected: list[str] = []
    for row in _rows(UNICODE / "BidiTest.txt"):
        if row.startswith("@"):
            expected = row[8:].split() if row.startswith("@Levels:") else expected
            continue
        kinds, bits = row.split(";")
        classes = kinds.split()
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits) & bit:
                _, got = _line("x" * len(classes), base, classes)
                checked += 1
                assert all(
                    want == "x" or int(want) == level
                    for want, level in zip(expected, got, strict=True)
                ), (row, base)
    assert checked > 700_000


@pytest.mark.skipif(not UNICODE.exists(), reason="unicode-data is not installed")
def test_bracket_pairs_are_those_of_unicode() -> None:
    from app.formats.typesetting.bidi_classes import CLOSING_OF

    pairs: dict[str, str] = {}
    for row in _rows(UNICODE / "BidiBrackets.txt"):
        code, partner, kind = (part.strip() for part in row.split(";"))
        if kind == "o":
            pairs[chr(int(code, 16))] = chr(int(partner, 16))
    assert pairs == CLOSING_OF


@settings(max_examples=400, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=30), st.sampled_from("RL"))
def test_order_is_that_of_python_bidi(text: str, direction: str) -> None:
    _, line = _line(text, 1 if direction == "R" else 0)
    ours = "".join(text[k] for k in levels.visual_order(line))
    assert ours == get_display(text, base_dir=direction)


def test_visual_runs_of_a_mixed_line() -> None:
    text = "قال DeepSeek إن"
    _, line = _line(text, None)
    assert levels.visual_runs(line) == [(12, 15, 1), (4, 12, 2), (0, 4, 1)]


@settings(max_examples=200, deadline=None)
@given(st.text("aب1 ]\u2066\u2067\u2068\u2069\u202b\u2029\u0085\x1c\n", max_size=12))
def test_a_separator_ends_what_is_open(text: str) -> None:
    """A title may hold one: nothing is matched across it, and every character has a level."""
    broken = "\u2067]\x85\u20691[\u2068"
    for one in (text, broken):
        assert len(levels.paragraph_levels(one)[1]) == len(one)
