"""Whole worksheets: every kind in every language, on both papers; text, geometry, colour."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from app.domain import language
from app.domain.annotation import Tag
from app.domain.article import Segment
from app.domain.language import CODES, Code, Digits
from app.domain.worksheet import ClaimMark, ClaimRow, Paper, Worksheet
from app.formats.worksheet import Fonts
from app.formats.worksheet.article import article_strips
from app.formats.worksheet.lettering import Styles, styles_of
from app.formats.worksheet.pages import draw_worksheet
from app.formats.worksheet.sheet import Sheet
from tests.formats.worksheet.samples import (
    ARTICLE,
    GRADED,
    KEY,
    SECOND,
    SECOND_TEXT,
    TEXT,
    TWO_ARTICLES,
    blank_of,
    student_of,
)

KINDS = {
    "graded": GRADED,
    "student": student_of(GRADED),
    "blank": blank_of(GRADED),
    "two articles": TWO_ARTICLES,
    "blank of two": blank_of(TWO_ARTICLES),
    "key": KEY,
}


def _bytes(worksheet: Worksheet, fonts: Fonts) -> bytes:
    out = BytesIO()
    draw_worksheet(worksheet, fonts, out)
    return out.getvalue()


def _text(data: bytes) -> str:
    """The text as pypdf reads it, then as pdfium does: one turns ٢٠٢٥ round, the other R1."""
    by_pypdf = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    document = pypdfium2.PdfDocument(data)
    by_pdfium = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join([*by_pypdf, *by_pdfium]).replace("\r\n", "\n")


def _made_words(count: int, first: int = 0) -> list[str]:
    """Words that are all different, of letters only."""
    letters = "بتجحدرسصطعفقكلمنهي"
    return [
        "".join(letters[k // 18**place % 18] for place in range(4))
        for k in range(first, first + count)
    ]


def _contents(data: bytes) -> Iterator[str]:
    for page in PdfReader(BytesIO(data)).pages:
        content = page.get_contents()
        assert content is not None
        yield content.get_data().decode("latin-1")


def _sheet_of(worksheet: Worksheet, fonts: Fonts) -> tuple[Styles, Sheet]:
    words = language.load(worksheet.language, worksheet.digits)
    sheet = Sheet(words, fonts, fonts.look(worksheet.colour), worksheet.paper)
    return styles_of(sheet), sheet


def _words(text: str) -> list[str]:
    return re.findall(r"[\w\u064b-\u0652\u0670]+", text)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_in_every_language(kind: str, code: Code, fonts: Fonts) -> None:
    digits = "arab" if code == "ar" else "latin"
    text = _text(_bytes(replace(KINDS[kind], language=code, digits=digits), fonts))
    assert all(word in text for word in ("البستان", "5.6", "٣٬٢٠٠", "دينار", "Amal"))


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612.0, 792.0))]
)
@pytest.mark.parametrize("kind", KINDS)
def test_everything_lies_on_the_paper(
    kind: str, paper: Paper, size: tuple[float, float], fonts: Fonts
) -> None:
    document = pypdfium2.PdfDocument(_bytes(replace(KINDS[kind], paper=paper), fonts))
    for page in document:
        assert page.get_size() == pytest.approx(size, abs=0.01)
        for thing in page.get_objects(max_depth=1):
            left, bottom, right, top = thing.get_bounds()
            assert left > 36
            assert right < size[0] - 36
            assert bottom > 14
            assert top < size[1] - 14
    document.close()


def test_the_same_worksheet_gives_the_same_bytes(fonts: Fonts) -> None:
    first = _bytes(GRADED, fonts)
    _bytes(KINDS["blank"], fonts)
    assert _bytes(GRADED, fonts) == first == _bytes(GRADED, Fonts())


def test_grey_uses_no_colour(fonts: Fonts) -> None:
    def colours(worksheet: Worksheet) -> set[tuple[str, ...]]:
        content = "\n".join(_contents(_bytes(worksheet, fonts)))
        return {tuple(m) for m in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", content)}

    assert all(red == green == blue for red, green, blue in colours(replace(GRADED, colour=False)))
    assert any(red != blue for red, _, blue in colours(GRADED))


def test_digits_follow_the_setting_but_not_in_the_article(fonts: Fonts) -> None:
    latin = _text(_bytes(replace(GRADED, digits="latin"), fonts))
    arab = _text(_bytes(GRADED, fonts))
    assert "71.5" in latin.replace(",", ".")
    assert "٧١٫٥" in arab
    for text in (latin, arab):
        assert "5.6" in text
        assert "٣٬٢٠٠" in text
        assert "K7QM-3XPD" in text


def test_with_several_articles_every_number_says_which(fonts: Fonts) -> None:
    english = replace(TWO_ARTICLES, language="en", digits="latin", arithmetic=None)
    reader = PdfReader(BytesIO(_bytes(english, fonts)))
    by_pypdf = "\n".join(page.extract_text() for page in reader.pages)
    # Over each article and over its rows, in two relations (one end of the first, each of the
    # second), in a note.
    assert by_pypdf.count("Article 1") == 2 + 2 + 1
    assert by_pypdf.count("Article 2") == 2 + 2 + 1
    alone = replace(english, articles=(ARTICLE,), claims=GRADED.claims, relations=())
    assert "Article" not in _text(_bytes(alone, fonts))


def test_the_articles_heading_comes_back_with_the_head_of_the_table(fonts: Fonts) -> None:
    rows = tuple(replace(GRADED.claims[0], article=2, number=k) for k in range(1, 90))
    sheet = replace(
        TWO_ARTICLES, language="en", digits="latin", claims=rows, relations=(), notes=()
    )
    pages = [page.extract_text() for page in PdfReader(BytesIO(_bytes(sheet, fonts))).pages]
    full = [page for page in pages if page.count("مطابق للمفتاح") > 5]
    assert len(full) >= 3
    assert all("Who said it?" in page and "Article 2" in page for page in full)


def test_what_the_program_says_begins_at_the_edge_of_its_column(fonts: Fonts) -> None:
    """«Source : » before a long Arabic name: at the left of an English page all the same."""
    rows = tuple(
        replace(GRADED.claims[0], who=f"Qqq: {name}", note="", reason="", starred=False)
        for name in ("x", "خبراء في الذكاء", "ناطقة باسم إدارة مدرسة الواحة")
    )
    sheet = replace(GRADED, language="en", digits="latin", claims=rows, relations=(), notes=())
    document = pypdfium2.PdfDocument(_bytes(sheet, fonts))
    found: list[float] = []
    for page in document:
        text = page.get_textpage()
        search = text.search("Qqq")
        while place := search.get_next():
            found.append(text.get_charbox(place[0])[0])
    document.close()
    assert len(found) == 3
    assert max(found) - min(found) < 0.1


def test_empty_lines_take_no_paper(fonts: Fonts) -> None:
    """Runs of lines without anything to see: one gap, whatever is in them. Offsets stay."""
    styles, sheet = _sheet_of(GRADED, fonts)
    empty = "\n".join(["", "\u00a0", " \t", "\u200f\u200b", "\u2028", "\ufeff"] * 20)
    parted = ("أول السطور\n", "ثاني السطور")
    heights: list[float] = []
    for between in ("", empty):
        text = between.join(parted)
        start = text.index("ثاني")
        claim = ClaimMark(1, Tag.OPINION, ((start, len(text)),))
        article = replace(ARTICLE, text=text, claims=(claim,), missed=(), title=None, segments=())
        strips = article_strips(sheet, styles, article, numbered=False, numbered_lines=False)
        heights.append(sum(strip.before + strip.height for strip in strips))
    assert heights[0] == heights[1]


def test_a_claim_that_begins_in_an_empty_line_keeps_its_badge(fonts: Fonts) -> None:
    start = SECOND_TEXT.index("\u00a0")
    article = replace(
        SECOND, number=1, claims=(ClaimMark(77, Tag.OPINION, ((start, len(SECOND_TEXT)),)),)
    )
    worksheet = replace(GRADED, articles=(article,), claims=(), relations=(), notes=())
    assert "٧٧" in _text(_bytes(worksheet, fonts))


def test_a_heading_is_followed_by_what_it_heads(fonts: Fonts) -> None:
    """Titles, cards, masthead lines and subheadings stay with the first line of the text."""
    styles, sheet = _sheet_of(GRADED, fonts)
    text = "إعلان\nعنوان فرعي\nسطر من النص"
    head = len("إعلان\n")
    segments = (Segment("ad_marker", 0, 5), Segment("subheading", head, head + 10))
    article = replace(ARTICLE, text=text, claims=(), missed=(), segments=segments)
    strips = article_strips(sheet, styles, article, numbered=True, numbered_lines=False)
    assert all(strip.with_next for strip in strips[:-1])
    assert not strips[-1].with_next


def test_graded_sheets_leave_instructions_out(fonts: Fonts) -> None:
    def text(sheet: Worksheet) -> str:
        return _text(_bytes(replace(sheet, instructions="يُعلَّم كل رقم"), fonts))

    assert "رقم" in text(blank_of(GRADED))
    assert "كل رقم" not in text(replace(GRADED, claims=()))


def test_the_grade_has_one_decimal_and_the_last_mark_its_day(fonts: Fonts) -> None:
    arithmetic = replace(GRADED.arithmetic, percent=60.114, mark=12.0)  # type: ignore[type-var]
    day = date(2025, 2, 14)
    sheet = replace(GRADED, arithmetic=arithmetic, handed_in=None, last_mark=day)
    text = _text(_bytes(replace(sheet, language="en", digits="latin"), fonts))
    assert "60.1%" in text
    assert "60.11%" not in text
    assert "Last claim marked" in text
    assert "14 February 2025" in text
    assert "Last claim marked" not in _text(_bytes(replace(GRADED, language="en"), fonts))


def test_the_arithmetic_can_be_redone_by_hand(fonts: Fonts) -> None:
    text = _text(_bytes(replace(GRADED, digits="latin", language="en"), fonts))
    line = next(line for line in text.split("\n") if "÷" in line)
    assert line.strip() == "60 × 93 ÷ 120 + 20 × 22 ÷ 40 + 20 × 28 ÷ 40 = 46.5 + 11 + 14 = 71.5"


@pytest.mark.parametrize("digits", ["arab", "latin"])
def test_sums_run_as_their_digits_are_read(digits: Digits, fonts: Fonts) -> None:
    """On an Arabic page: ٦٠ at the right end of the sum, 60 at the left."""
    document = pypdfium2.PdfDocument(_bytes(replace(GRADED, digits=digits), fonts))
    text = document[len(document) - 1].get_textpage()
    places: dict[str, float] = {}
    for figure in ("120", "71.5"):
        shown = language.load("ar", digits).figures(
            figure.replace(".", "٫" if digits == "arab" else ",")
        )
        index, _ = text.search(shown).get_next()
        places[figure] = text.get_charbox(index)[0]
    document.close()
    assert (places["120"] > places["71.5"]) == (digits == "arab")


def test_a_highlight_lies_on_its_words(fonts: Fonts) -> None:
    """The tinted boxes of claim 2 against where pdfium sees the claim's letters."""
    mark = ARTICLE.claims[1]
    article = replace(ARTICLE, claims=(mark,), missed=(), title=None, segments=())
    data = _bytes(replace(GRADED, articles=(article,), claims=(), relations=(), notes=()), fonts)
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    tint = (251, 233, 203, 255)
    boxes = [
        thing.get_bounds()
        for thing in page.get_objects(max_depth=1)
        if thing.type == 2 and _fill(thing) == tint and thing.get_bounds()[3] > 300
    ]
    words = TEXT[slice(*mark.spans[0])]
    search = page.get_textpage().search("أسبوع")
    index, count = search.get_next()
    letters = [page.get_textpage().get_charbox(index + k) for k in range(count)]
    left, right = min(box[0] for box in letters), max(box[2] for box in letters)
    baseline = min(box[1] for box in letters)
    assert "أسبوع" in words
    assert any(
        low - 1 <= left and right <= high + 1 and bottom <= baseline + 2 and baseline < top
        for low, bottom, high, top in boxes
    )
    document.close()


def _fill(thing: pypdfium2.PdfObject) -> tuple[int, ...]:
    from ctypes import c_uint

    raw = pypdfium2.raw
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(thing.raw, *parts)
    return tuple(part.value for part in parts)


def test_long_names_notes_and_many_claims_lose_nothing(fonts: Fonts) -> None:
    name = "عبدالرحمن بن عبدالعزيز بن محمد المطيري الحربي الأنصاري الدوسري"[:60]
    note = " ".join(_made_words(400))
    text = "\n".join(" ".join(_made_words(60, 1000 + 60 * part)) for part in range(12))
    step = len(text) // 200
    marks = tuple(
        ClaimMark(k + 1, list(Tag)[k % 3], ((k * step, min(k * step + 90, len(text))),))
        for k in range(200)
    )
    rows = tuple(
        ClaimRow(number=k + 1, tag=list(Tag)[k % 3], note=note if k == 7 else "قصيرة", total=5)
        for k in range(200)
    )
    article = replace(ARTICLE, text=text, claims=marks, missed=(), segments=())
    worksheet = replace(GRADED, student=name, articles=(article,), claims=rows, relations=())
    data = _bytes(worksheet, fonts)
    found = _text(data)
    assert set(_words(text)) <= set(_words(found))
    assert set(_words(note)) <= set(_words(found))
    assert set(name.split()) <= set(_words(found))
    assert len(note) >= 1999
    document = pypdfium2.PdfDocument(data)
    for page in document:
        for thing in page.get_objects(max_depth=1):
            left, bottom, right, top = thing.get_bounds()
            assert left > 36
            assert right < 595.28 - 36
            assert bottom > 14
            assert top < 841.89 - 14
    document.close()


def test_controls_and_half_characters_in_notes_do_no_harm(fonts: Fonts) -> None:
    nasty = "قبل\x00\x08\x1b\u202e\u2067\ud800\ufffe بعد\r\n\tثم"
    rows = (replace(GRADED.claims[0], note=nasty, who=nasty, reason=nasty),)
    text = _text(_bytes(replace(GRADED, claims=rows, comment=nasty, title=nasty), fonts))
    assert {"قبل", "بعد", "ثم"} <= set(_words(text))


def test_every_font_is_embedded_and_says_which_letters_it_draws(fonts: Fonts) -> None:
    for page in PdfReader(BytesIO(_bytes(GRADED, fonts))).pages:
        named = page["/Resources"]["/Font"]
        assert len(named) >= 3
        for font in named.values():
            whole = font.get_object()
            described = whole["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in described
            assert b"beginbfrange" in whole["/ToUnicode"].get_data()


def test_content_is_compressed_as_plain_bytes(fonts: Fonts) -> None:
    data = _bytes(GRADED, fonts)
    assert b"ASCII85Decode" not in data
    found = re.findall(rb"obj\n<<(.*?)>>\r?\nstream\r?\n(.*?)endstream", data, re.DOTALL)
    streams = [stream for entries, stream in found if b"FlateDecode" in entries]
    assert len(streams) > 5
    assert all(zlib.decompressobj().decompress(stream) for stream in streams)
