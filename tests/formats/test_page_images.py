"""Pages as pixels: whole or in bands, in colour or grey."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import KnownError
from app.formats.page_images import PageImages


@pytest.fixture(scope="module")
def content() -> bytes:
    """Two pages: a red square in the top left corner of the first; the second is lying."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 300), invariant=1)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 250, 50, 50, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize((300, 200))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_sizes_in_points(content: bytes) -> None:
    with PageImages(content) as pages:
        assert pages.sizes == [(200, 300), (300, 200)]


def test_a_page_in_colour(content: bytes) -> None:
    with PageImages(content) as pages:
        image = pages.page(0, 1.5)
    assert (image.width, image.height) == (300, 450)
    assert len(image.data) == image.stride * image.height

    def pixel(x: int, y: int) -> bytes:
        at = y * image.stride + 4 * x
        return image.data[at : at + 3]

    assert pixel(10, 10) == b"\x00\x00\xff"  # red, as blue, green, red
    assert pixel(290, 440) == b"\xff\xff\xff"


def test_a_page_in_grey(content: bytes) -> None:
    with PageImages(content) as pages:
        image = pages.page(0, 1, grey=True)
    assert image.data[10 * image.stride + 10] < 128
    assert image.data[200 * image.stride + 150] == 255


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("rows", [1, 7, 300, 1000])
def test_bands_make_up_the_page(content: bytes, rows: int, grey: bool) -> None:
    with PageImages(content) as pages:
        whole = pages.page(0, 1, grey=grey)
        bands = list(pages.bands(0, 1, rows=rows, grey=grey))
    assert b"".join(band.data for band in bands) == whole.data
    assert [band.top for band in bands] == list(range(0, 300, rows))
    assert [band.last for band in bands] == [False] * (len(bands) - 1) + [True]


@pytest.mark.parametrize("garbage", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(garbage: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        PageImages(garbage)
    assert refused.value.message == "pdf.damaged"
