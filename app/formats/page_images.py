"""Pages of a PDF as images: raw pixels, for a screen or a printer."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import cast

import pypdfium2
from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError, PdfPage

from app.domain.errors import KnownError


@dataclass(frozen=True, slots=True)
class Pixels:
    """``data`` holds ``height`` rows from the top, ``stride`` bytes each, as ``PageImages`` says.

    ``top`` is the first row's place on the page; ``last``: the page ends with these.
    """

    width: int
    height: int
    stride: int
    data: bytes
    top: int = 0
    last: bool = True


class PageImages:
    """A PDF that is open to be drawn; close it, or use it as a context.

    A pixel is blue, green, red and a byte that means nothing; with ``grey`` it is one byte.
    ``sizes`` are width and height of the pages in points. KnownError ``pdf.damaged`` where
    ``content`` is no PDF.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._document = PdfDocument(content)
            self._document.init_forms()  # fields that a teacher can fill in are drawn too
            self.sizes: list[tuple[float, float]] = [
                self._document.get_page_size(n) for n in range(len(self._document))
            ]
        except PdfiumError as error:
            raise KnownError("pdf.damaged") from error

    def page(self, number: int, scale: float, *, grey: bool = False) -> Pixels:
        """Page ``number`` (from 0) at ``scale`` pixels a point."""
        height = self._size(number, scale)[1]
        return next(iter(self.bands(number, scale, rows=height, grey=grey)))

    def bands(
        self, number: int, scale: float, *, rows: int, grey: bool = False
    ) -> Iterator[Pixels]:
        """The page from the top in bands of at most ``rows``: a printer's dots do not fit whole."""
        width, height = self._size(number, scale)
        page = self._document[number]
        try:
            for top in range(0, height, rows):
                yield self._band(page, (width, height), top, min(rows, height - top), grey)
        finally:
            page.close()

    def find(self, words: str) -> tuple[int, float] | None:
        """Where ``words`` stand last: the page (from 0), and how far under its head in points."""
        for number in reversed(range(len(self.sizes))):
            page = self._document[number]
            text = page.get_textpage()
            found = text.search(words, match_case=True).get_next()
            if found is not None:
                box = cast("tuple[float, ...]", text.get_charbox(found[0]))  # the top comes last
                return number, self.sizes[number][1] - box[3]
        return None

    def _size(self, number: int, scale: float) -> tuple[int, int]:
        width, height = self.sizes[number]
        return math.ceil(width * scale), math.ceil(height * scale)

    def _band(
        self, page: PdfPage, size: tuple[int, int], top: int, rows: int, grey: bool
    ) -> Pixels:
        raw = pypdfium2.raw
        form = raw.FPDFBitmap_Gray if grey else raw.FPDFBitmap_BGRx
        bitmap = PdfBitmap.new_native(size[0], rows, form)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, size[0], rows)
            flags = raw.FPDF_ANNOT | (raw.FPDF_GRAYSCALE if grey else 0)
            place = (0, -top, *size, 0, flags)
            raw.FPDF_RenderPageBitmap(bitmap, page, *place)
            if self._document.formenv is not None:
                raw.FPDF_FFLDraw(self._document.formenv, bitmap, page, *place)
            stride = size[0] * (1 if grey else 4)  # pypdfium2 packs what it makes itself
            data = bytes(cast("bytearray", bitmap.buffer))
            return Pixels(size[0], rows, stride, data, top, last=top + rows == size[1])
        finally:
            bitmap.close()

    def close(self) -> None:
        self._document.close()

    def __enter__(self) -> "PageImages":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
