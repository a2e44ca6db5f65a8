"""A TrueType program whose glyph ``n`` draws cell ``n``: what a PDF font embeds.

Each cell becomes one glyph: a copy where it is one glyph at its place, else a composite with the
offsets of shaping inside. So a line is one flat baseline of codes, and no reader of the file has to
guess which marks belong where. Built by hand from the tables (OpenType specification, ``glyf``),
since a subset made anew for every worksheet must cost milliseconds; hints are left out.
"""

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from typing import Any

from fontTools.ttLib import sfnt

from app.formats.typesetting.faces import Cell, Face

_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _HINTS = 1, 2, 8, 32, 64, 128, 256
_SFNT_VERSION = "\x00\x01\x00\x00"
_BOX = struct.Struct(">hhhh")
_NOWHERE = (0, 0, 0, 0)
_writer: Any = sfnt


def program(face: Face, cells: Sequence[Cell]) -> bytes:
    """The font file for ``cells``: glyph 0 is the missing one, glyph ``n`` draws ``cells[n-1]``."""
    outlines = face.outlines
    parts: dict[int, int] = {}  # glyph of the face -> glyph of the program, for parts of composites
    waiting: list[int] = []
    first_part = len(cells) + 1

    def part(glyph: int) -> int:
        if glyph not in parts:
            parts[glyph] = first_part + len(parts)
            waiting.append(glyph)
        return parts[glyph]

    def own(glyph: int) -> bytes:
        record = outlines.record(glyph)
        # It begins with the number of its contours, which is negative where it is made of parts.
        return b"".join(_renumbered(record, part)) if record[:1] >= b"\x80" else record

    records = [own(0)]
    advances = [_advance(face, 0)]
    for cell in cells:
        visible = [glyph for glyph in cell.glyphs if outlines.record(glyph[0])]
        if len(visible) == 1 and visible[0][1:] == (0, 0):
            records.append(own(visible[0][0]))
        else:
            boxes = [_box(outlines.record(glyph), dx, dy) for glyph, dx, dy in visible]
            numbered = [(part(glyph), dx, dy) for glyph, dx, dy in visible]
            records.append(_composite(numbered, boxes))
        advances.append(cell.advance)
    while waiting:
        glyph = waiting.pop(0)
        records.append(own(glyph))
        advances.append(_advance(face, glyph))
    most_parts = max((len(cell.glyphs) for cell in cells), default=1)
    return _assemble(face, records, advances, most_parts)


def _renumbered(record: bytes, part: Any) -> Iterator[bytes]:
    """A record that is made of parts, with these named by their new numbers."""
    yield record[:10]
    at, more = 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", record, at)
        length = 8 if flags & _WORDS else 6
        length += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        yield struct.pack(">HH", flags & ~_HINTS, part(glyph)) + record[at + 4 : at + length]
        at += length
        more = bool(flags & _MORE)


def _composite(glyphs: list[tuple[int, int, int]], boxes: list[tuple[int, int, int, int]]) -> bytes:
    """A glyph made of others at offsets; empty without any."""
    if not glyphs:
        return b""
    left, bottom, right, top = zip(*boxes, strict=True)
    data = struct.pack(">hhhhh", -1, min(left), min(bottom), max(right), max(top))
    for k, (glyph, dx, dy) in enumerate(glyphs):
        flags = _WORDS | _OFFSETS | (_MORE if k + 1 < len(glyphs) else 0)
        data += struct.pack(">HHhh", flags, glyph, dx, dy)
    return data


def _box(record: bytes, dx: int = 0, dy: int = 0) -> tuple[int, int, int, int]:
    left, bottom, right, top = _BOX.unpack_from(record, 2)
    return left + dx, bottom + dy, right + dx, top + dy


def _advance(face: Face, glyph: int) -> int:
    metrics = face.tables["hmtx"]
    long_metrics = struct.unpack_from(">H", face.tables["hhea"], 34)[0]
    return struct.unpack_from(">H", metrics, 4 * min(glyph, long_metrics - 1))[0]


def _assemble(face: Face, records: list[bytes], advances: list[int], most_parts: int) -> bytes:
    count = len(records)
    padded = [record + b"\0" * (-len(record) % 4) for record in records]
    loca = struct.pack(f">{count + 1}L", *accumulate(map(len, padded), initial=0))
    boxes = [_BOX.unpack_from(record, 2) if record else _NOWHERE for record in records]
    metrics = [
        measure
        for advance, box in zip(advances, boxes, strict=True)
        for measure in (min(advance, 0xFFFF), box[0])
    ]
    hmtx = struct.pack(">" + "Hh" * count, *metrics)
    left, bottom, right, top = zip(*boxes, strict=True)
    bounds = min(left), min(bottom), max(right), max(top)
    head = bytearray(face.tables["head"])
    struct.pack_into(">hhhh", head, 36, *bounds)
    struct.pack_into(">h", head, 50, 1)  # long offsets in loca
    hhea = bytearray(face.tables["hhea"])
    struct.pack_into(">H", hhea, 10, min(max(advances), 0xFFFF))
    struct.pack_into(">H", hhea, 34, len(records))
    tables = {
        "glyf": b"".join(padded), "head": bytes(head), "hhea": bytes(hhea), "hmtx": hmtx,
        "loca": loca, "maxp": _limits(face, len(records), most_parts),
    }  # fmt: skip
    out = BytesIO()
    writer = _writer.SFNTWriter(out, len(tables), _SFNT_VERSION)
    for tag, data in tables.items():
        writer[tag] = data
    writer.close()
    return out.getvalue()


def _limits(face: Face, glyphs: int, most_parts: int) -> bytes:
    """The maxp table: what the largest glyph may take, no hints."""
    source: tuple[int, ...] = struct.unpack_from(">LHHHHHHHHHHHHHH", face.tables["maxp"])
    points, contours, whole_points, whole_contours = source[2:6]
    parts = max(most_parts, source[13])
    largest = max(points, whole_points), max(contours, whole_contours)
    whole = (min(value * parts, 0xFFFF) for value in largest)
    depth = source[14] + 1
    return struct.pack(
        ">LHHHHHHHHHHHHHH", source[0], glyphs, points, contours, *whole, 1, *[0] * 6, parts, depth
    )
