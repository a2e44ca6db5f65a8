"""A TrueType program whose glyph ``n`` draws cell ``n``: what a PDF font embeds.

Each cell becomes one glyph: a copy where it is one glyph at its place, else a composite with the
offsets of shaping inside. So a line is one flat baseline of codes, and no reader of the file has to
guess which marks belong where. Built by hand from the tables (OpenType specification, ``glyf``),
since a subset made anew for every worksheet must cost milliseconds; hints are left out.
"""

import struct
from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate
from typing import Any

from fontTools.ttLib import sfnt

from app.formats.typesetting.faces import Face
from app.formats.typesetting.outlines import Box, Drawn

_SFNT_VERSION = "\x00\x01\x00\x00"
_FARTHEST_SHORT = 2 * 0xFFFF  # short offsets count in twos
_writer: Any = sfnt


def program(face: Face, cells: Sequence[int]) -> bytes:
    """The font file for cells of the face (their indices): glyph 0 is the missing one, glyph ``n``
    draws ``cells[n-1]``."""
    outlines = face.outlines
    first_part = len(cells) + 1
    # Glyph of the face -> glyph of the program, for parts of composites: that of the first cell
    # which draws it alone, else one of its own after those of all cells.
    parts: dict[int, int] = {}
    waiting: list[int] = []
    for number, index in enumerate(cells, 1):
        glyphs = face.cells[index].glyphs
        if len(glyphs) == 1 and glyphs[0][1] == glyphs[0][2] == 0:
            parts.setdefault(glyphs[0][0], number)

    def record(drawn: Drawn) -> bytes:
        written = drawn.record
        for flags, glyph, rest in drawn.parts:
            number = parts.get(glyph)
            if number is None:
                number = parts[glyph] = first_part + len(waiting)
                waiting.append(glyph)
            written += struct.pack(">HH", flags, number) + rest
        return written

    drawings = [outlines.drawn(0), *[face.drawn(index) for index in cells]]
    advances = [_advance(face, 0), *[face.cells[index].advance for index in cells]]
    records = [record(drawn) if drawn.parts else drawn.record for drawn in drawings]
    for glyph in waiting:  # grows meanwhile: a part may be made of parts
        drawings.append(outlines.drawn(glyph))
        records.append(record(drawings[-1]))
    most_parts = max(len(drawn.parts) for drawn in drawings)
    boxes = [drawn.box for drawn in drawings]
    return _assemble(face, records, boxes, advances, most_parts)


def _advance(face: Face, glyph: int) -> int:
    metrics = face.tables["hmtx"]
    long_metrics = struct.unpack_from(">H", face.tables["hhea"], 34)[0]
    return struct.unpack_from(">H", metrics, 4 * min(glyph, long_metrics - 1))[0]


def _assemble(
    face: Face, records: list[bytes], boxes: list[Box], advances: list[int], most_parts: int
) -> bytes:
    count = len(records)
    padded = [record + b"\0" if len(record) & 1 else record for record in records]
    places = list(accumulate(map(len, padded), initial=0))
    long = places[-1] > _FARTHEST_SHORT
    loca = struct.pack(
        f">{count + 1}{'L' if long else 'H'}", *(places if long else [at >> 1 for at in places])
    )
    metrics = [
        measure
        for advance, box in zip(advances, boxes, strict=False)
        for measure in (min(advance, 0xFFFF), box[0])
    ]
    # Parts, which come last, are as wide as the last cell for all that anybody knows.
    bearings = [box[0] for box in boxes[len(advances) :]]
    hmtx = struct.pack(f">{'Hh' * len(advances)}{len(bearings)}h", *metrics, *bearings)
    left, bottom, right, top = zip(*boxes, strict=True)
    bounds = min(left), min(bottom), max(right), max(top)
    head = bytearray(face.tables["head"])
    struct.pack_into(">hhhh", head, 36, *bounds)
    struct.pack_into(">h", head, 50, long)  # how offsets stand in loca
    hhea = bytearray(face.tables["hhea"])
    struct.pack_into(">H", hhea, 10, min(max(advances), 0xFFFF))
    struct.pack_into(">H", hhea, 34, len(advances))
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
