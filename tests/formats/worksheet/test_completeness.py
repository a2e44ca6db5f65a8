"""However much there is: all of it is on the pages, and nothing is beyond their margins."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.domain.annotation import Tag
from app.domain.language import CODES, Code
from app.domain.worksheet import Booklet, ClaimMark, Paper, Worksheet
from app.formats.worksheet import Fonts
from app.formats.worksheet.writing import drawn
from tests.formats.worksheet.samples import GRADED, KEY, booklet_of, key_of, student_of
from tests.formats.worksheet.stress import NAME, crowded, everything, logo, words
from tests.formats.worksheet.test_golden import words_of

_SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
_SIDE, _FOOT = 38.0, 14.0  # points that stay white


def assert_all_inside(data: bytes, size: tuple[float, float]) -> None:
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            assert page.get_size() == pytest.approx(size, abs=0.01)
            for thing in page.get_objects(max_depth=1):  # inside, places are its own
                left, bottom, right, top = thing.get_bounds()
                assert left > _SIDE
                assert right < size[0] - _SIDE
                assert bottom > _FOOT
                assert top < size[1] - _FOOT
    finally:
        document.close()


def found_in(data: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return set(words_of(text))


@settings(max_examples=8, deadline=None)
@given(
    claims=st.integers(0, 60),
    note=st.integers(0, 330),
    code=st.sampled_from(CODES),
    paper=st.sampled_from(Paper),
    as_kind=st.sampled_from(("graded", "student", "key")),
)
def test_any_number_of_claims_and_any_length_of_notes(
    claims: int, note: int, code: Code, paper: Paper, as_kind: str, fonts: Fonts
) -> None:
    long = words(note, 3000)
    sheet = replace(crowded(claims, note=" ".join(long)), language=code, paper=paper)
    sheet = {"graded": sheet, "student": student_of(sheet), "key": key_of(sheet)}[as_kind]
    data = drawn(sheet, fonts)
    assert_all_inside(data, _SIZES[paper])
    found = found_in(data)
    assert set(words_of(sheet.articles[0].text)) <= found
    if claims > 8:  # the eighth has another note
        assert set(long) <= found
    numbers = {str(row.number) for row in sheet.claims}
    shown = found | set(words_of(" ".join(found).translate(_ASCII)))
    assert numbers <= shown


_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@pytest.mark.parametrize("name", everything())
def test_too_much_of_everything_stays_inside(name: str, fonts: Fonts) -> None:
    sheet = everything()[name]
    data = drawn(sheet, fonts)
    assert_all_inside(data, _SIZES[sheet.paper])
    if sheet.student == NAME:
        assert set(words_of(f"{NAME} {sheet.comment} {' '.join(sheet.improvements)}")) <= (
            found_in(data)
        )


@pytest.mark.parametrize("shape", [(600, 20), (20, 300), (1, 1), (300, 300)])
def test_a_logo_keeps_its_shape_in_its_box(shape: tuple[int, int], fonts: Fonts) -> None:
    document = pypdfium2.PdfDocument(drawn(replace(GRADED, logo=logo(*shape)), fonts))
    pictures = [thing for thing in document[0].get_objects() if thing.type == 3]
    boxes = [thing.get_bounds() for thing in pictures]
    document.close()
    assert len(boxes) == 1
    left, bottom, right, top = boxes[0]
    assert (right - left) / (top - bottom) == pytest.approx(shape[0] / shape[1], rel=0.02)
    assert right - left <= 78.01
    assert top - bottom <= 42.01
    assert right == pytest.approx(595.28 - 42, abs=0.1)  # the leading edge


def test_a_logo_is_grey_where_all_is(fonts: Fonts) -> None:
    def spaces(sheet: Worksheet) -> set[str]:
        pictures = PdfReader(BytesIO(drawn(sheet, fonts))).pages[0].images
        return {picture.image.mode for picture in pictures if picture.image}

    assert all(mode.startswith("RGB") for mode in spaces(replace(GRADED, logo=logo())))
    assert spaces(replace(GRADED, logo=logo(), colour=False)) <= {"L", "LA"}


@pytest.mark.parametrize("odd", [False, True])
def test_a_booklet_leads_to_the_first_page_of_each(odd: bool, fonts: Fonts) -> None:
    english = replace(GRADED, language="en", digits="latin")
    booklet = booklet_of(5, english, odd=odd, third=NAME)
    data = drawn(booklet, fonts)
    reader = PdfReader(BytesIO(data))
    texts = [page.extract_text() for page in reader.pages]
    places = {name: reader.get_destination_page_number(place) or 0
              for name, place in reader.named_destinations.items()}  # fmt: skip
    starts = [places[f"s{number}.start"] for number in range(1, 6)]
    assert starts == sorted(set(starts))
    assert all(page % 2 == 0 for page in starts) or not odd  # counted from 0
    for sheet, page in zip(booklet.sheets, starts, strict=True):
        assert sheet.student.split()[-1] in texts[page]
        assert str(page + 1) in texts[0]
    assert len(list(_links(reader))) == 5
    assert f"Page {len(texts)} of {len(texts)}" in texts[-1]
    assert_all_inside(data, _SIZES[Paper.A4])


def _links(reader: PdfReader) -> Iterator[object]:
    for note in reader.pages[0].get("/Annots", ()):
        if note.get_object()["/Subtype"] == "/Link":
            yield note


def test_places_in_a_booklet_are_each_students_own(fonts: Fonts) -> None:
    reader = PdfReader(BytesIO(drawn(booklet_of(3), fonts)))
    names = [name for name in reader.named_destinations if name.endswith("c1.1")]
    assert sorted(names) == ["s1.c1.1", "s2.c1.1", "s3.c1.1"]
    outline = reader.outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles[-3:] == ["طالب 1", "طالب 2", "سارة"]


def test_a_booklet_of_nobody_is_one_page(fonts: Fonts) -> None:
    empty: Booklet = replace(booklet_of(1), sheets=())
    assert len(PdfReader(BytesIO(drawn(empty, fonts))).pages) == 1


@pytest.mark.parametrize("missed", [False, True])
def test_a_claim_over_page_breaks_has_its_number_on_each(missed: bool, fonts: Fonts) -> None:
    text = crowded(0).articles[0].text
    long = ClaimMark(77, Tag.OPINION, ((100, len(text)),))
    article = replace(
        GRADED.articles[0], text=text, segments=(),
        claims=() if missed else (long,), missed=(long,) if missed else (),
    )  # fmt: skip
    sheet = replace(GRADED, articles=(article,), claims=(), relations=(), notes=())
    pages = [page.extract_text() for page in PdfReader(BytesIO(drawn(sheet, fonts))).pages]
    holding = [page for page in pages if set(words(720)) & set(words_of(page))]
    assert len(holding) >= 3
    assert all("٧٧" in page for page in holding)


def test_a_claim_of_several_parts_has_one_number(fonts: Fonts) -> None:
    text = crowded(0).articles[0].text
    apart = ClaimMark(77, Tag.SOURCED, ((0, 20), (60, 90), (400, 430)))
    article = replace(
        GRADED.articles[0], text=text, segments=(), claims=(apart,), missed=(), title="عنوان"
    )
    sheet = replace(GRADED, articles=(article,), claims=(), relations=(), notes=())
    [first, *_] = PdfReader(BytesIO(drawn(sheet, fonts))).pages
    assert first.extract_text().count("٧٧") == 1


@pytest.mark.parametrize("long", [False, True])
def test_a_long_title_leaves_room_for_the_name_at_the_foot(long: bool, fonts: Fonts) -> None:
    title = " ".join(words(60, 2000)) if long else "واجب"
    name = " ".join(words(60, 4000)) if long else NAME
    sheet = replace(GRADED, student=name, title=title, attachment=b"{}")
    data = drawn(sheet, fonts)
    assert_all_inside(data, _SIZES[Paper.A4])
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    shown = set(words_of(name)[:8] if long else words_of(f"{name} {title}"))
    assert all(word in page for page in pages[1:] for word in shown)
    plain = PdfReader(BytesIO(drawn(replace(GRADED, attachment=b"{}"), fonts))).pages
    assert all("مرفقة" in page.extract_text() for page in plain)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x1c", "\x85", "\u2029"])
def test_a_title_of_two_paragraphs_is_one_line_at_the_foot(end: str, fonts: Fonts) -> None:
    sheet = replace(GRADED, title=f"أول{end}ثانٍ", student=f"سلمى{end}")
    pages = PdfReader(BytesIO(drawn(sheet, fonts))).pages
    assert all("سلمى · أول ثان" in page.extract_text() for page in pages[1:])


def test_a_key_says_on_each_page_whose_it_is(fonts: Fonts) -> None:
    pages = PdfReader(BytesIO(drawn(replace(KEY, language="en", digits="latin"), fonts))).pages
    assert all("for the teacher only" in page.extract_text() for page in pages)


def test_the_same_class_gives_the_same_bytes(fonts: Fonts) -> None:
    booklet = booklet_of(3, replace(GRADED, logo=logo(), hijri=True))
    assert drawn(booklet, fonts) == drawn(booklet, Fonts())
