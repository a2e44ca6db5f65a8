"""What a screen reader gets: everything once, in order, in tables that close, with links."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.language import CODES, Code
from app.domain.worksheet import Booklet, Worksheet
from app.formats.worksheet import Fonts
from app.formats.worksheet.writing import drawn
from tests.formats.worksheet.samples import (
    GRADED,
    KEY,
    TEXT,
    TWO_ARTICLES,
    blank_of,
    booklet_of,
    student_of,
)
from tests.formats.worksheet.stress import crowded
from tests.formats.worksheet.structure import Node, Tagged

KINDS: dict[str, Worksheet | Booklet] = {
    "graded": GRADED,
    "student": student_of(GRADED),
    "blank": blank_of(GRADED),
    "two articles": TWO_ARTICLES,
    "blank of two": blank_of(TWO_ARTICLES),
    "key": KEY,
    "booklet": booklet_of(3),
    "crowded": crowded(40),
    "student's to fill": replace(student_of(GRADED), fillable=True),
    "blank to fill": replace(blank_of(GRADED), fillable=True),
}
_TYPES = re.findall(
    r"\w+",
    "Document Part Sect Art H1 H2 H3 P L LI Lbl LBody Table TR TH TD Span Link Figure Form Annot"
    " TOC TOCI",
)
_WORD = re.compile(r"[\u0621-\u0652]+")


@pytest.fixture(scope="module")
def graded(fonts: Fonts) -> Tagged:
    return Tagged(drawn(GRADED, fonts))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_on_the_pages_is_told_once_or_is_decoration(
    kind: str, code: Code, fonts: Fonts
) -> None:
    digits = "arab" if code == "ar" else "latin"
    data = drawn(replace(KINDS[kind], language=code, digits=digits), fonts)
    tagged = Tagged(data)  # checks marks, owners and annotations
    assert b"/ActualText" not in data
    root = tagged.root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/ViewerPreferences"].get("/Direction") == ("/R2L" if code == "ar" else None)
    assert all(page["/Tabs"] == "/S" for page in tagged.reader.pages)
    elements = list(tagged.document.all())
    assert {element.type for element in elements} <= set(_TYPES)
    assert all(element.alt for element in elements if element.type == "Figure")
    assert all(element.alt or element.text for element in elements if element.type == "Link")
    _assert_headings_skip_no_level(tagged.document)
    for table in tagged.document.all("Table"):
        _assert_regular(table)
    for item in tagged.document.all("L"):
        assert {kid.type for kid in item.elements} == {"LI"}


def _assert_headings_skip_no_level(document: Node) -> None:
    levels = [int(node.type[1]) for node in document.all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _assert_regular(table: Node) -> None:
    assert {kid.type for kid in table.elements} == {"TR"}
    widths = [
        sum(cell.attributes.get("/ColSpan", 1) for cell in row.elements) for row in table.elements
    ]
    assert len(set(widths)) == 1
    head = table.elements[0].elements
    assert all(cell.type == "TH" and cell.attributes["/Scope"] == "/Column" for cell in head)
    for row in table.elements[1:]:
        assert {cell.type for cell in row.elements} <= {"TH", "TD"}
        assert all(c.attributes["/Scope"] == "/Row" for c in row.elements if c.type == "TH")


def test_the_article_is_read_in_its_order(graded: Tagged) -> None:
    (article,) = graded.document.all("Art")
    said = [part for kid in article.all("P") for part in kid.kids if isinstance(part, str)]
    body = _WORD.findall(TEXT.split("\n", 2)[2])
    assert _WORD.findall(" ".join(said))[-len(body) :] == body


def test_a_claim_is_read_before_its_words_with_its_tag(graded: Tagged) -> None:
    (article,) = graded.document.all("Art")
    badges = [link.alt for link in article.all("Link")]
    assert badges == [
        "الادعاء ١: مُسنَد",
        "الادعاء ٢: غير متحقَّق منه",
        "الادعاء ٣: رأي",
        "الادعاء ٤ من المفتاح، ولم يُعلَّم: مُسنَد",
    ]
    paragraph = next(node for node in article.all("P") if list(node.all("Link")))
    assert isinstance(paragraph.kids[0], Node)
    assert paragraph.kids[0].type == "Link"
    assert isinstance(paragraph.kids[1], str)


def test_each_claim_has_one_highlight_that_says_what_is_known(graded: Tagged) -> None:
    notes = [
        annotation
        for page in graded.reader.pages
        for annotation in (one.get_object() for one in page.get("/Annots", []))
        if annotation["/Subtype"] == "/Highlight"
    ]
    assert [note["/NM"] for note in notes] == ["c1.1", "c1.2", "c1.3", "c1.4"]
    assert notes[0]["/Contents"] == "الادعاء ١: مُسنَد\nوثيقة: نشرة R1\nرقم من صاحب المصلحة."
    assert notes[0]["/T"] == "سلمى العتيبي"
    assert notes[3]["/T"] == "مفتاح الإجابة"
    for note in notes:
        assert note["/CA"] == 0
        assert not note["/AP"]["/N"].get_data().strip()
        left, low, right, top = (float(part) for part in note["/Rect"])
        quads = [float(part) for part in note["/QuadPoints"]]
        assert len(quads) % 8 == 0
        for k in range(0, len(quads), 8):
            xs, ys = quads[k : k + 8 : 2], quads[k + 1 : k + 8 : 2]
            assert xs[0] == xs[2] == min(xs) < max(xs) == xs[1] == xs[3]  # left, right twice
            assert ys[0] == ys[1] == max(ys) > min(ys) == ys[2] == ys[3]  # top, then bottom
            assert left <= min(xs) < max(xs) <= right
            assert low <= min(ys) < max(ys) <= top


def test_a_claim_over_a_page_break_has_a_highlight_on_each(fonts: Fonts) -> None:
    sheet = crowded(1)
    (article,) = sheet.articles
    whole = replace(article.claims[0], spans=((0, len(article.text)),))
    sheet = replace(sheet, articles=(replace(article, claims=(whole,)),))
    tagged = Tagged(drawn(sheet, fonts))
    pages = [
        page.page_number
        for page in tagged.reader.pages
        for one in page.get("/Annots", [])
        if one.get_object()["/Subtype"] == "/Highlight"
    ]
    assert len(pages) >= 2
    assert len(pages) == len(set(pages))


def test_links_lead_from_the_text_to_the_table_and_back(graded: Tagged) -> None:
    places = graded.reader.named_destinations
    (article,) = graded.document.all("Art")
    there = [link.annotations[0]["/Dest"] for link in article.all("Link")]
    assert there == ["r1.1", "r1.2", "r1.3", "r1.4"]
    table, relations, notes = graded.document.all("Table")
    back = [link.annotations[0]["/Dest"] for link in table.all("Link")]
    assert back == ["c1.1", "c1.2", "c1.3", "c1.4"]
    assert [link.annotations[0]["/Dest"] for link in relations.all("Link")] == ["c1.4", "c1.1"]
    assert [link.annotations[0]["/Dest"] for link in notes.all("Link")] == ["c1.1"]
    assert {*there, *back, "a1"} <= set(places)
    for link in graded.document.all("Link"):
        assert link.annotations[0]["/Contents"] == link.alt


def test_a_badge_that_leads_nowhere_is_no_link(fonts: Fonts) -> None:
    tagged = Tagged(drawn(replace(GRADED, claims=(), relations=(), notes=()), fonts))
    (article,) = tagged.document.all("Art")
    assert not list(article.all("Link"))
    assert next(node.alt for node in article.all("Span") if node.alt) == "الادعاء ١: مُسنَد"


def test_bookmarks_name_the_parts(graded: Tagged) -> None:
    titles = [entry["/Title"] for entry in graded.reader.outline if not isinstance(entry, list)]
    assert titles == [
        "بستان المدرسة يكلّف أقل مما قيل",
        "الادعاءات والدرجات",
        "الصلات بين الادعاءات",
        "الملاحظات المقدَّرة",
        "كيف حُسبت الدرجة",
        "تعليق المعلّم",
    ]


def test_text_of_the_other_direction_says_its_language(fonts: Fonts) -> None:
    tagged = Tagged(drawn(replace(GRADED, language="en", digits="latin"), fonts))
    (article,) = tagged.document.all("Art")
    said = [node for node in article.elements if node.type == "P" and "البلدة" in node.text]
    assert all(node.lang == "ar" for node in said[1:])
    stream = tagged.reader.pages[0].get_contents()
    assert stream is not None
    assert b"/Span <</Lang(en)>> BDC" in stream.get_data()  # «R1» in the Arabic article


def test_heads_that_come_back_are_not_read_again(fonts: Fonts) -> None:
    tagged = Tagged(drawn(crowded(60), fonts))
    table = next(iter(tagged.document.all("Table")))
    heads = [row for row in table.elements if all(cell.type == "TH" for cell in row.elements)]
    assert len(heads) == 1
    assert len(tagged.reader.pages) > 3


def test_fields_are_told_and_empty(fonts: Fonts) -> None:
    tagged = Tagged(drawn(KINDS["student's to fill"], fonts))
    fields = tagged.reader.get_fields() or {}
    assert {name: field["/TU"] for name, field in fields.items()} == {
        "comment": "تعليق المعلّم",
        "mark": "الدرجة",
    }
    forms = list(tagged.document.all("Form"))
    assert [form.annotations[0]["/T"] for form in forms] == ["comment", "mark"]
    assert all(form.annotations[0]["/Q"] == 2 for form in forms)
    assert not Tagged(drawn(GRADED, fonts)).reader.get_fields()
