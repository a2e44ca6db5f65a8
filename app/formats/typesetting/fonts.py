"""PDF fonts whose codes carry the source text.

One Type0 font per face and document. A code stands for a cell: what it draws, how far it moves the
pen, and which character it means; so ToUnicode is exact even where two letters share a glyph. Codes
are numbered as the document first uses them, which makes equal documents equal to the byte.
"""

import zlib
from functools import lru_cache
from hashlib import sha256
from struct import unpack_from
from typing import Any

from reportlab.pdfbase import pdfdoc

from app.formats.typesetting.faces import Cell, Face
from app.formats.typesetting.truetype import program

_pdf: Any = pdfdoc  # reportlab has no types
_SYMBOLIC = 4
_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r", "\n": r"\n"})
_ROW = 256  # codes that share their high byte
_LEVEL = 6  # of compression: more would take longer for nothing


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A length as PDF writes it, to a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


class CellFont:
    """The font of one face in one document. ``name`` is its name in the page's resources."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[int, str] = {-1: ""}
        self._used: list[int] = []

    def encode(self, cells: list[int]) -> str:
        """The codes of cells as the inside of a literal string, two bytes each (Latin-1); a cell
        that is not drawn has none."""
        codes = self._codes
        try:
            if len(cells) == 1:  # half of all
                return codes[cells[0]]
            return "".join(map(codes.__getitem__, cells))
        except KeyError:
            for cell in cells:
                if cell not in codes:
                    self._used.append(cell)
                    codes[cell] = _literal(len(self._used))
            return "".join(map(codes.__getitem__, cells))

    def addObjects(self, document: Any) -> None:
        """Writes the font's objects when the document is saved."""
        cells = [self.face.cells[index] for index in self._used]
        data = program(self.face, self._used)
        base = _pdf.PDFName(f"{_subset_tag(data)}+{self.face.name}")
        descendant = self._descendant(document, base, data, cells)
        font = {
            "Type": _pdf.PDFName("Font"),
            "Subtype": _pdf.PDFName("Type0"),
            "BaseFont": base,
            "Encoding": _pdf.PDFName("Identity-H"),
            "DescendantFonts": _pdf.PDFArray([descendant]),
            "ToUnicode": self._reference(document, flate_stream(_to_unicode(cells)), "unicode"),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = self._reference(document, _pdf.PDFDictionary(font), "font")

    def _descendant(self, document: Any, base: Any, data: bytes, cells: list[Cell]) -> Any:
        face = self.face
        thousandth = 1000 / face.units_per_em
        outlines = flate_stream(data)
        outlines.dictionary["Length1"] = len(data)
        box = [round(value * thousandth) for value in _bounds(data)]
        descriptor = {
            "Type": _pdf.PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontFile2": self._reference(document, outlines, "file"),
            "FontBBox": _pdf.PDFArray(box),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent * 1000),
            "Descent": round(face.descent * 1000),
            "CapHeight": 700,
            "StemV": 80,
        }
        system = {
            "Registry": _pdf.PDFString("Adobe"),
            "Ordering": _pdf.PDFString("Identity"),
            "Supplement": 0,
        }
        widths = " ".join([f"{cell.advance * thousandth:.1f}".removesuffix(".0") for cell in cells])
        descendant = {
            "Type": _pdf.PDFName("Font"),
            "Subtype": _pdf.PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": _pdf.PDFDictionary(system),
            "FontDescriptor": self._reference(document, _pdf.PDFDictionary(descriptor), "about"),
            "DW": 0,
            "W": _Written(f"[1 [{widths}]]"),
            "CIDToGIDMap": _pdf.PDFName("Identity"),
        }
        return self._reference(document, _pdf.PDFDictionary(descendant), "cid")

    def _reference(self, document: Any, thing: Any, role: str) -> Any:
        return document.Reference(thing, f"{role}:{self.name}")


class _Written(pdfdoc.PDFObject):
    """A PDF value that is written already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        return self.text.encode("ascii")


@lru_cache(maxsize=4096)
def _literal(code: int) -> str:
    """A code as it stands in a literal string."""
    high, low = divmod(code, 256)
    return chr(high).translate(_ESCAPES) + chr(low).translate(_ESCAPES)


def flate_stream(data: bytes) -> Any:
    """A compressed stream object. (reportlab's own would write it as text, a quarter longer.)"""
    stream = _pdf.PDFStream()
    stream.content = zlib.compress(data, _LEVEL)
    stream.dictionary["Filter"] = _pdf.PDFName("FlateDecode")
    return stream


def _to_unicode(cells: list[Cell]) -> bytes:
    """The CMap from codes to the text they stand for, in as few rows as may be (ISO 32000-1,
    9.10.3: the codes of a row have one high byte)."""
    lines = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange",
    ]
    texts = ["", *[cell.text for cell in cells]]
    for start in range(0, len(texts), _ROW):
        first = max(start, 1)
        row = texts[first : start + _ROW]
        words = "".join([f"<{_utf16(text)}>" for text in row])
        codes = f"<{first:04X}><{first + len(row) - 1:04X}>"
        lines.append(f"1 beginbfrange\n{codes}[{words}]\nendbfrange")
    lines.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(lines).encode("ascii")


@lru_cache(maxsize=4096)
def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex().upper()


def _subset_tag(data: bytes) -> str:
    """Six letters that name a subset by what is in it."""
    return "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])


def _bounds(data: bytes) -> tuple[int, int, int, int]:
    """The box around all glyphs, in font units, from the head table of a font file."""
    for table in range(unpack_from(">H", data, 4)[0]):
        tag, _sum, offset, _length = unpack_from(">4sLLL", data, 12 + 16 * table)
        if tag == b"head":
            return unpack_from(">hhhh", data, offset + 36)
    raise ValueError("a font file without a head table")
