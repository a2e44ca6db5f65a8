"""The numbered objects of a PDF file: reportlab's, and those that we write as text ourselves.

A structure tree has thousands of small objects. As text in compressed object streams (ISO 32000-1,
7.5.7) they cost a tenth of the time and of the size that reportlab's own way of writing would take.
"""

import re
import zlib
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from reportlab.pdfbase import pdfdoc

_pdf: Any = pdfdoc  # reportlab has no types
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 400  # objects in one stream
_LEVEL = 6
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def text_string(text: str) -> str:
    """A text string in UTF-16; halves of surrogate pairs become question marks."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex()}>"


def plain(text: str) -> str:
    """Text without controls, for what is shown outside the page (bookmarks, notes)."""
    return _UNSEEN.sub("", text)


class Written(pdfdoc.PDFObject):
    """A value among reportlab's that is written as PDF already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        return self.text.encode("ascii")


class Objects:
    """The objects of one file, which shares its numbers with a reportlab document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._texts: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def new(self) -> int:
        """The number of an object that is written later."""
        self._document.objectcounter += 1
        return self._document.objectcounter

    def put(self, number: int, text: str) -> None:
        """What the object ``number`` is, written as PDF in ASCII."""
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

    def number_of(self, thing: Any) -> int:
        """The number of an object of reportlab's."""
        reference = self._document.Reference(thing)
        return self._document.idToObjectNumberAndVersion[reference.name][0]

    def written(self, root: int, about: int) -> bytes:
        """The whole file, with its catalog and its information dictionary."""
        self._format()
        body = [_HEADER]
        at = len(_HEADER)
        places: dict[int, bytes] = {}
        packed = [
            (number, stream) for number, stream in self._pack(sorted(self._texts.items()), places)
        ]
        for number, stream in [*sorted(self._streams.items()), *packed]:
            places[number] = b"\1" + at.to_bytes(4, "big") + b"\0\0"
            part = b"%d 0 obj\n%s\nendobj\n" % (number, stream)
            body.append(part)
            at += len(part)
        last = self.new()
        places[last] = b"\1" + at.to_bytes(4, "big") + b"\0\0"
        nothing = b"\0\0\0\0\0\xff\xff"
        table = b"".join([places.get(number, nothing) for number in range(last + 1)])
        name = sha256(b"".join(body)).hexdigest()[:32]
        entries = (
            f"/Type/XRef/Size {last + 1}/W[1 4 2]/Root {root} 0 R/Info {about} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode"
        )
        stream = _stream(entries, zlib.compress(table, 9))
        body.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, stream, at))
        return b"".join(body)

    def _format(self) -> None:
        """Takes over what reportlab holds; writing one object may add others."""
        document = self._document
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
        self, texts: Sequence[tuple[int, str]], places: dict[int, bytes]
    ) -> list[tuple[int, bytes]]:
        """Object streams of ``texts``; where each of these is goes to ``places``."""
        streams: list[tuple[int, bytes]] = []
        for start in range(0, len(texts), _PACKED):
            number = self.new()
            part = texts[start : start + _PACKED]
            heads: list[str] = []
            at = 0
            for index, (inner, text) in enumerate(part):
                heads.append(f"{inner} {at}")
                at += len(text) + 1
                places[inner] = b"\2" + number.to_bytes(4, "big") + index.to_bytes(2, "big")
            head = " ".join(heads)
            data = "\n".join([head, *[text for _, text in part]]).encode("latin-1")
            entries = f"/Type/ObjStm/N {len(part)}/First {len(head) + 1}/Filter/FlateDecode"
            streams.append((number, _stream(entries, zlib.compress(data, _LEVEL))))
        return streams


def _stream(entries: str, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)
