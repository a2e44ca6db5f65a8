"""What was appended to a PDF is told from what it looks like."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PageObject, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from app.formats.jsonld.sealing import sealed
from app.formats.revisions import look_alike
from app.formats.worksheet import Fonts
from app.formats.worksheet.writing import drawn
from tests.formats.worksheet.samples import GRADED, blank_of

Edit = Callable[[PdfWriter, PageObject], object]
SHEET = drawn(replace(blank_of(GRADED), attachment=sealed({"items": []}), fillable=True), Fonts())


def appended(edit: Edit) -> bytes:
    """The sheet with an edit saved as readers of PDF save: at its end."""
    writer = PdfWriter(BytesIO(SHEET), incremental=True)
    edit(writer, writer.pages[0])
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(SHEET)
    assert len(out.getvalue()) > len(SHEET)
    return out.getvalue()


def _comment(writer: PdfWriter, _page: PageObject) -> None:
    writer.add_annotation(0, FreeText(text="أحسنت", rect=(50, 550, 200, 650)))


def _fill_field(writer: PdfWriter, page: PageObject) -> None:
    pages = [p for p in writer.pages for a in p.get("/Annots", ()) if "/FT" in a.get_object()]
    fields = [a.get_object() for a in pages[0]["/Annots"] if "/FT" in a.get_object()]
    fields[0][NameObject("/V")] = TextStringObject("17")


@pytest.mark.parametrize("edit", [_comment, _fill_field])
def test_comments_and_fields_leave_the_page_as_it_was(edit: Edit) -> None:
    assert look_alike(SHEET, appended(edit))


@pytest.mark.parametrize("more", [b"\n", b"%%EOF\n", b"\0" * 600])
def test_idle_bytes_change_nothing(more: bytes) -> None:
    assert look_alike(SHEET, SHEET + more)


def _paint(writer: PdfWriter, page: PageObject) -> None:
    stream = StreamObject()
    stream.set_data(b"q 0.9 0 0 rg 60 700 8 8 re f Q")
    before = page.raw_get("/Contents")
    page[NameObject("/Contents")] = ArrayObject([before, writer._add_object(stream)])


def _blank(_writer: PdfWriter, page: PageObject) -> None:
    del page["/Contents"]


def _crop(_writer: PdfWriter, page: PageObject) -> None:
    page[NameObject("/CropBox")] = ArrayObject([FloatObject(n) for n in (0, 0, 500, 842)])


def _huge(_writer: PdfWriter, page: PageObject) -> None:
    page[NameObject("/MediaBox")] = ArrayObject([FloatObject(n) for n in (0, 0, 14000, 14000)])


def _fewer(writer: PdfWriter, _page: PageObject) -> None:
    writer.remove_page(len(writer.pages) - 1)


def _more(writer: PdfWriter, _page: PageObject) -> None:
    writer.add_blank_page(595, 842)


def _other_data(writer: PdfWriter, _page: PageObject) -> None:
    names = writer._root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    file = names[1].get_object()["/EF"].raw_get("/F")
    other = StreamObject()
    other.set_data(sealed({"items": [{}]}))
    writer._replace_object(file, other)


def _no_data(writer: PdfWriter, _page: PageObject) -> None:
    names = writer._root_object["/Names"]
    assert isinstance(names, DictionaryObject)
    del names["/EmbeddedFiles"]


def _one_file_more(writer: PdfWriter, _page: PageObject) -> None:
    writer.add_attachment("other.jsonld", b"{}")


@pytest.mark.parametrize(
    "edit",
    [_paint, _blank, _crop, _huge, _fewer, _more, _other_data, _no_data, _one_file_more],
    ids=lambda edit: edit.__name__,
)
def test_pages_and_attached_files_may_not_change(edit: Edit) -> None:
    assert not look_alike(SHEET, appended(edit))


def test_what_cannot_be_read_is_not_alike() -> None:
    assert not look_alike(SHEET, b"")
    assert not look_alike(b"", b"")
    assert not look_alike(SHEET, SHEET[:-3000])
