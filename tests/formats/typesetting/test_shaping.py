"""Letters join, marks stay, every character keeps a cell and its face."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import KnownError
from app.formats.typesetting.faces import Cell, Face
from app.formats.typesetting.paragraphs import Faces, Paragraph
from app.formats.typesetting.truetype import program
from tests.formats.typesetting.conftest import FONTS


def _cells(paragraph: Paragraph) -> list[Cell | None]:
    return [
        run.face.cells[cell] if cell >= 0 else None for run in paragraph.runs for cell in run.cells
    ]


def _glyphs(paragraph: Paragraph) -> list[int]:
    return [glyph for cell in _cells(paragraph) if cell for glyph, _, _ in cell.glyphs]


def test_letters_take_their_joined_forms(reading: Faces) -> None:
    (joined, apart) = _glyphs(reading.shape("بب")), _glyphs(reading.shape("ب"))
    assert len(joined) == 2
    assert apart[0] not in joined
    assert joined[0] != joined[1]


def test_lam_alef_is_drawn_once_and_kept_as_two_letters(interface: Faces) -> None:
    cells = [cell for cell in _cells(interface.shape("لا")) if cell]
    assert [cell.text for cell in cells] == ["ل", "ا"]
    assert [len(cell.glyphs) for cell in cells] == [0, 1]  # the leftmost draws the ligature
    assert all(cell.advance > 0 for cell in cells)


def test_a_mark_between_lam_and_alef_keeps_all_three(interface: Faces) -> None:
    paragraph = interface.shape("لًا")
    cells = [cell for cell in _cells(paragraph) if cell]
    assert [cell.text for cell in cells] == ["ل", "ً", "ا"]
    assert [cell.advance > 0 for cell in cells] == [True, False, True]
    assert paragraph.whole == [False, True, True]


def test_marks_have_cells_of_their_own(reading: Faces) -> None:
    cells = [cell for cell in _cells(reading.shape("مُسنَدٌ")) if cell]
    assert "".join(cell.text for cell in cells) == "مُسنَدٌ"
    marks = [cell for cell in cells if cell.text in "ٌَُ"]
    assert len(marks) == 3
    assert all(cell.advance == 0 and cell.glyphs for cell in marks)


@pytest.mark.parametrize("mark", ["\u0651", "\u0301", "\u064e\u0651", "\u0651\u200d"])
def test_a_tower_of_marks_stays_within_what_a_font_can_say(interface: Faces, mark: str) -> None:
    """Offsets in a font file have 16 bits; one such note must not cost a class its worksheets."""
    paragraph = interface.shape("ب" + mark * 2_000)
    for run in paragraph.runs:
        drawn = [cell for cell in run.cells if cell >= 0]
        assert program(run.face, drawn)
    assert "".join(cell.text for cell in _cells(paragraph) if cell) == "ب" + mark * 2_000


def test_marks_that_shaping_puts_in_order_keep_their_cells(reading: Faces) -> None:
    for text in ("بَِّ", "0\u0300\u0316\u0323", "0\u0300\u0316\u03230"):
        cells = [cell for cell in _cells(reading.shape(text, 1)) if cell]
        assert "".join(cell.text for cell in cells) == text
        assert sum(len(cell.glyphs) for cell in cells) == len(text)


def test_silent_characters_take_nothing_from_what_they_are_drawn_with(reading: Faces) -> None:
    for base in (0, 1):
        paragraph = reading.shape("\x1b\U00011d3a", base)  # a box: no face has the mark
        (cell,) = [cell for cell in _cells(paragraph) if cell]
        assert cell.glyphs
        assert cell.advance > 0
        assert paragraph.edges[1] == 0


def test_numbers_and_latin_run_left_to_right(reading: Faces) -> None:
    paragraph = reading.shape("قال DeepSeek إن 5.6 و٣٫٢", 1)
    texts = {paragraph.text[run.start : run.end] for run in paragraph.runs if not run.level & 1}
    assert texts == {"DeepSeek", "5.6", "٣٫٢"}


def test_full_stop_takes_the_script_of_what_it_ends(reading: Faces) -> None:
    arabic = [cell for cell in _cells(reading.shape("نعم.", 1)) if cell][-1]
    latin = [cell for cell in _cells(reading.shape("نعم R1.", 1)) if cell][-1]
    assert arabic.text == latin.text == "."
    assert arabic.advance > latin.advance  # Amiri draws two


def test_what_one_face_lacks_the_other_draws(amiri: Face, vazirmatn: Face) -> None:
    lacking = next(
        chr(code) for code in sorted(vazirmatn.covered) if code > 0x20 and code not in amiri.covered
    )
    paragraph = Faces(amiri, vazirmatn).shape(f"نص {lacking} نص", 1)
    drawn_by = [
        run.face for run in paragraph.runs if lacking in paragraph.text[run.start : run.end]
    ]
    assert drawn_by == [vazirmatn]
    assert paragraph.runs[-1].face is amiri


def test_what_no_face_has_shows_a_box(reading: Faces) -> None:
    cells = [cell for cell in _cells(reading.shape("نص 😀")) if cell]
    assert cells[-1].text == "😀"
    assert cells[-1].glyphs == ((0, 0, 0),)
    assert cells[-1].advance > 0


def test_controls_take_no_room_and_tabs_a_space(reading: Faces) -> None:
    paragraph = reading.shape("ا\x00\u2067\u200fب\x1bج\tد", 1)
    silent = [cell is None for cell in _cells(paragraph)]
    assert silent.count(True) == 4
    assert paragraph.width(7, 8, 10) == pytest.approx(reading.shape(" ").width(0, 1, 10))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=40), st.sampled_from([None, 0, 1]))
def test_any_text_has_one_cell_per_character(reading: Faces, text: str, base: int | None) -> None:
    paragraph = reading.shape(text, base)
    assert sum(len(run.cells) for run in paragraph.runs) == len(text)
    assert [run.start for run in paragraph.runs[1:]] == [run.end for run in paragraph.runs[:-1]]
    assert paragraph.edges == sorted(paragraph.edges)
    for cell, character in zip(_cells(paragraph), text, strict=True):
        assert cell is None or cell.text == character


def test_half_a_surrogate_pair_is_set_as_a_replacement(reading: Faces) -> None:
    assert reading.shape("ا\ud800ب").width(1, 2, 10) > 0


def test_a_font_that_is_missing_or_damaged_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as missing:
        Face(tmp_path / "none.ttf")
    assert (missing.value.message, missing.value.values) == ("font.missing", {"file": "none.ttf"})
    (tmp_path / "bad.ttf").write_bytes(b"\x00\x01\x00\x00 no font")
    with pytest.raises(KnownError) as damaged:
        Face(tmp_path / "bad.ttf")
    assert damaged.value.message == "font.damaged"


@pytest.mark.parametrize("length", [0, 10, 1_000, 20_000, 50_000, 120_000, -100])
def test_a_font_cut_short_is_damaged_not_blank(tmp_path: Path, length: int) -> None:
    whole = (FONTS / "vazirmatn" / "Vazirmatn-Regular.ttf").read_bytes()
    (tmp_path / "cut.ttf").write_bytes(whole[:length])
    with pytest.raises(KnownError, match=r"font\.damaged"):
        Face(tmp_path / "cut.ttf")


@pytest.mark.parametrize("place", [400, 30_000, 60_000, 100_000, 122_000])
def test_a_font_with_another_byte_is_damaged(tmp_path: Path, place: int) -> None:
    changed = bytearray((FONTS / "vazirmatn" / "Vazirmatn-Regular.ttf").read_bytes())
    changed[place] ^= 0x55
    (tmp_path / "changed.ttf").write_bytes(changed)
    with pytest.raises(KnownError, match=r"font\.damaged"):
        Face(tmp_path / "changed.ttf")
