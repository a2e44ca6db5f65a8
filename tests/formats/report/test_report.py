"""The printed report: what it says, whom it does not name, and what a screen reader gets."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.errors import KnownError
from app.domain.language import CODES, Code
from app.domain.report import Report
from app.domain.report_page import ReportPage
from app.domain.worksheet import Paper
from app.formats.report import write_report
from app.formats.report.pages import draw_report
from app.formats.worksheet import Fonts
from tests.formats.report.samples import CLAIMS, NAMED, TEXTS, page
from tests.formats.worksheet.structure import Tagged


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts()


def drawn(page: ReportPage, fonts: Fonts) -> bytes:
    out = BytesIO()
    pages = draw_report(page, fonts, out)
    assert pages == len(PdfReader(BytesIO(out.getvalue())).pages)
    return out.getvalue()


def empty() -> ReportPage:
    """Before there is a key: two students, the heat of nothing."""
    told = page().report
    bare = Report(students=2, handed_in=2, has_key=False, heat=told.heat)
    return page(report=bare, course=())


PAGES = {"whole": page(), "named": page(marks=NAMED), "no key": empty(), "grey": page(colour=False)}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", PAGES)
def test_everything_is_told_once_or_is_decoration(kind: str, code: Code, fonts: Fonts):
    digits = "arab" if code == "ar" else "latin"
    paper = Paper.LETTER if code == "en" else Paper.A4
    data = drawn(replace(PAGES[kind], language=code, digits=digits, paper=paper), fonts)
    tagged = Tagged(data)  # checks marks, owners and annotations
    assert str(tagged.root["/Lang"]) == code
    box = tagged.reader.pages[0].mediabox
    assert round(float(box.height)) == (792 if code == "en" else 842)
    heads = [node.type for node in tagged.document.all("H1", "H2", "H3")]
    assert heads[0] == "H1"
    for table in tagged.document.all("Table"):
        widths = {len([cell for cell in row.elements]) for row in table.all("TR")}
        assert len(widths) == 1


def test_it_says_the_figures_and_the_words(fonts: Fonts):
    told = page()
    tagged = Tagged(drawn(told, fonts))
    text = " ".join(tagged.document.text.split())
    share = round(100 * told.report.claims[0].share)
    digits = str(share).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert f"الادعاء ١: وجده {digits}٪" in text
    assert [one.number for one in told.report.alarms] == [3]
    for words in ("أين يخالف الصف المفتاح", "أكثر ما فات الصف", "أين يختلط الوسم",
                  "أخطاء بيقين", "صلات المفتاح", "مسار الصف", "ما علّمه الصف"):  # fmt: skip
        assert words in text
    for article in TEXTS.values():
        for line in article.split("\n")[1:]:
            assert line in text, line
    assert "درجات الصف" not in text  # nobody is named


def test_shares_lead_to_the_rows_and_back(fonts: Fonts):
    tagged = Tagged(drawn(page(), fonts))
    links = [node for node in tagged.document.all("Link") if node.annotations]
    targets = {str(link.annotations[0]["/Dest"]) for link in links}
    assert {f"c{1 if a == 'a1' else 2}.{n}" for n, (a, _, _) in enumerate(CLAIMS, 1)} <= targets
    assert {f"r{1 if a == 'a1' else 2}.{n}" for n, (a, _, _) in enumerate(CLAIMS, 1)} <= targets


def test_names_stand_on_it_only_where_they_are_asked_for(fonts: Fonts):
    text = Tagged(drawn(page(marks=NAMED), fonts)).document.text
    assert "ريم العلي" in text
    assert "ريم" not in Tagged(drawn(page(), fonts)).document.text


def test_a_report_of_one_assignment_has_no_course(fonts: Fonts):
    assert "مسار الصف" not in Tagged(drawn(page(course=()), fonts)).document.text


def test_the_same_page_gives_the_same_bytes(fonts: Fonts):
    assert drawn(page(), fonts) == drawn(page(), Fonts())


def test_a_grey_one_has_no_colour(fonts: Fonts):
    reader = PdfReader(BytesIO(drawn(page(colour=False), fonts)))
    for sheet in reader.pages:
        for line in sheet.get_contents().get_data().decode("latin-1").split("\n"):  # type: ignore[union-attr]
            parts = line.split()
            for at, part in enumerate(parts):
                if part in ("rg", "RG"):
                    assert len(set(parts[at - 3 : at])) == 1, line


def test_it_is_written_whole_or_not_at_all(tmp_path: Path, fonts: Fonts):
    file = tmp_path / "report.pdf"
    pages = write_report(page(), file, fonts)
    assert len(PdfReader(file).pages) == pages
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]
    with pytest.raises(KnownError, match="unwritable"):
        write_report(page(), tmp_path / "none" / "report.pdf", fonts)


@pytest.mark.parametrize("kind", PAGES)
def test_the_checkers_find_nothing(kind: str, fonts: Fonts, tmp_path: Path):
    """Where they are installed: ``pip install outloud pdfua``."""
    outloud: Any = pytest.importorskip("outloud")
    pdfua: Any = pytest.importorskip("pdfua")
    file = tmp_path / "report.pdf"
    file.write_bytes(drawn(PAGES[kind], fonts))
    found = outloud.check(str(file)).findings
    assert not [finding for finding in found if str(finding.severity).endswith("error")]
    assert not pdfua.validate(str(file)).findings
