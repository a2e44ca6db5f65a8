"""Whether what was appended to a PDF changed more than it says to: its pages and attached files.

A reader of PDF that saves a comment or a filled field appends it (ISO 32000-1, 7.5.6); an editor of
pages may append its work in the same way. By pdfium, which draws our pages elsewhere: hardened by
fuzzing for a browser, and the judge is the look. A hostile file can keep it busy, so ask for this
in a process that may be ended.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import cast

from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError

_MOST = 4_000_000  # pixels of a page; A4 has half a million


def look_alike(before: bytes, after: bytes) -> bool:
    """Whether both have the same pages, drawn without comments and fields, and the same attached
    files. False also where one cannot be read."""
    try:
        first, second = PdfDocument(before), PdfDocument(after)
        return _attached(first) == _attached(second) and all(
            one == other for one, other in zip_longest(_pages(first), _pages(second))
        )
    except (PdfiumError, ValueError):
        return False


def _attached(document: PdfDocument) -> list[tuple[str, bytes]]:
    count = cast("int", document.count_attachments())
    files = [document.get_attachment(n) for n in range(count)]
    return [(file.get_name(), bytes(file.get_data())) for file in files]


def _pages(document: PdfDocument) -> Iterator[tuple[float, float, bytes]]:
    """Each page as it is drawn: its size and its pixels. ValueError where one is too large."""
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        if not width * height <= _MOST:
            raise ValueError(f"a page of {width} by {height} points")
        drawn = cast("PdfBitmap", page.render(scale=1, draw_annots=False, may_draw_forms=False))
        yield width, height, bytes(cast("bytearray", drawn.buffer))
        drawn.close()
        page.close()
