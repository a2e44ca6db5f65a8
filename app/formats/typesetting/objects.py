"""The numbered objects of a PDF file: reportlab's, and those that we write as text ourselves.

A structure tree has thousands of small objects. As text in compressed object streams (ISO 32000-1,
7.5.7) they cost a tenth of the time and of the size that reportlab's own way of writing would take.
"""

import re
import zlib
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from struct import Struct
from typing import Any

from reportlab.pdfbase import pdfdoc

from app.formats.typesetting.fonts import CellFont
from app.formats.typesetting.sealing import seal

_pdf: Any = pdfdoc  # reportlab has no types
_UP = 2
_NEXT = bytes((_UP, 0, 0, 0, 0, 0, 0, 1))  # the next place in the same stream
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 400  # objects in one stream
# Of compression. More would take twice as long for a thousandth.
_LEVEL, _LEVEL_OF_SMALL = 8, 7
_Entry = tuple[int, int, int]
_ENTRY = Struct(">BIH")  # of the cross-reference: in the file or in a stream, where, at which place
_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r"})
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def text_string(text: str) -> str:
    """A text string in UTF-16, its bytes as Latin-1 (hexadecimal digits would be twice as long);
    halves of surrogate pairs become question marks."""
    return f"(\xfe\xff{text.encode('utf-16-be', 'replace').decode('latin-1').translate(_ESCAPES)})"


def plain(text: str) -> str:
    """Text without controls, for what is shown outside the page (bookmarks, notes)."""
    return _UNSEEN.sub("", text)


class Objects:
    """The objects of one file, some of which are reportlab's: those of fonts. All share one row of
    numbers. ``fonts`` is the dictionary of these."""

    def __init__(self) -> None:
        self._document: Any = _pdf.PDFDocument(invariant=1)
        self._fonts: list[CellFont] = []
        fonts = self._document.idToObject["BasicFonts"]
        fonts.dict.clear()
        self.fonts: int = self._number_of(fonts)
        self._texts: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def new(self) -> int:
        """The number of an object that is written later."""
        self._document.objectcounter += 1
        return self._document.objectcounter

    def put(self, number: int, text: str) -> None:
        """What the object ``number`` is, written as PDF in Latin-1."""
        self._texts[number] = text

    def add(self, text: str) -> int:
        """A new object; its number."""
        number = self.new()
        self._texts[number] = text
        return number

    def add_stream(self, entries: str, data: bytes, *, packed: bool = True) -> int:
        """A new stream with these entries in its dictionary; its number."""
        if packed:
            data, entries = zlib.compress(data, _LEVEL), f"{entries}/Filter/FlateDecode"
        number = self.new()
        self._streams[number] = _stream(entries, data)
        return number

    def add_font(self, font: CellFont) -> None:
        """A font that is written at the end, when all its codes are known."""
        self._fonts.append(font)

    def _number_of(self, thing: Any) -> int:
        reference = self._document.Reference(thing)
        return self._document.idToObjectNumberAndVersion[reference.name][0]

    def written(self, root: int, about: int) -> bytes:
        """The whole file, sealed, with its catalog and its information dictionary."""
        self._format()
        body = [_HEADER]
        at = len(_HEADER)
        packed, inside = self._pack(sorted(self._texts.items()))
        last = self.new()
        table: list[_Entry] = [(0, 0, 0xFFFF)] * (last + 1)
        for number, stream, index in inside:
            table[number] = 2, stream, index
        for number, stream in [*sorted(self._streams.items()), *packed]:
            table[number] = 1, at, 0
            part = b"%d 0 obj\n%s\nendobj\n" % (number, stream)
            body.append(part)
            at += len(part)
        table[last] = 1, at, 0
        name = sha256(b"".join(body)).hexdigest()[:32]
        entries = (
            f"/Type/XRef/Size {last + 1}/W[1 4 2]/Root {root} 0 R/Info {about} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode"
            f"/DecodeParms<</Predictor 12/Columns {_ENTRY.size}>>"
        )
        stream = _stream(entries, zlib.compress(_differences(table), _LEVEL))
        body.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, stream, at))
        return seal(b"".join(body))

    def _format(self) -> None:
        """Takes over reportlab's objects; writing one may add others."""
        document = self._document
        for font in self._fonts:
            font.addObjects(document)
        number = 0
        while number < document.objectcounter:
            number += 1
            name = document.numberToId.get(number)
            if name is None:
                continue
            thing = document.idToObject[name]
            data: bytes = _pdf.format(thing, document, 1)
            if isinstance(thing, _pdf.PDFStream):
                self._streams[number] = data
            else:
                self._texts[number] = data.decode("latin-1")

    def _pack(
        self, texts: Sequence[tuple[int, str]]
    ) -> tuple[list[tuple[int, bytes]], list[tuple[int, int, int]]]:
        """Object streams of ``texts``; and for each text the stream and its place in that."""
        streams: list[tuple[int, bytes]] = []
        inside: list[tuple[int, int, int]] = []
        for start in range(0, len(texts), _PACKED):
            number = self.new()
            part = texts[start : start + _PACKED]
            inside += [(inner, number, index) for index, (inner, _) in enumerate(part)]
            ends = accumulate([len(text) + 1 for _, text in part], initial=0)
            head = " ".join([f"{inner} {at}" for (inner, _), at in zip(part, ends, strict=False)])
            data = "\n".join([head, *[text for _, text in part]]).encode("latin-1")
            entries = f"/Type/ObjStm/N {len(part)}/First {len(head) + 1}/Filter/FlateDecode"
            streams.append((number, _stream(entries, zlib.compress(data, _LEVEL_OF_SMALL))))
        return streams, inside


def _differences(table: Sequence[_Entry]) -> bytes:
    """The rows of a cross-reference, each as what it adds to the one above it, byte by byte (PNG's
    filter «up»): nearly all add the same, which takes no room once it is compressed."""
    rows: list[bytes] = []
    above: _Entry = (0, 0, 0)
    packed = _ENTRY.pack(*above)
    for entry in table:
        before, packed = packed, _ENTRY.pack(*entry)
        if entry[:2] == above[:2] and entry[2] == above[2] + 1 and entry[2] & 0xFF:
            rows.append(_NEXT)
        else:
            rows.append(
                bytes((_UP, *[(a - b) & 0xFF for a, b in zip(packed, before, strict=True)]))
            )
        above = entry
    return b"".join(rows)


def _stream(entries: str, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)
