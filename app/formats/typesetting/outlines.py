"""The outlines of a font file, glyph by glyph (OpenType specification, ``glyf``)."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

WORDS, OFFSETS, MORE = 1, 2, 32
_SCALE, _TWO_SCALES, _MATRIX, _HINTS, _METRICS = 8, 64, 128, 256, 512
_BOX = struct.Struct(">hhhh")
_HEAD = struct.Struct(">hhhhh")
_OFFSET = struct.Struct(">hh")
Box = tuple[int, int, int, int]  # left, bottom, right, top
NOWHERE: Box = (0, 0, 0, 0)


class Drawn(NamedTuple):
    """What draws something: a record that is ready, or the head of one and its parts (flags, glyph,
    what follows). ``box`` is around its ink."""

    record: bytes
    parts: list[tuple[int, int, bytes]]
    box: Box


NOTHING = Drawn(b"", [], NOWHERE)


class Outlines:
    """Reads records of the ``glyf`` table, and keeps those that were asked for."""

    def __init__(self, tables: Mapping[str, bytes]) -> None:
        self._glyf = tables["glyf"]
        long = struct.unpack_from(">h", tables["head"], 50)[0] == 1
        count = len(tables["loca"]) // (4 if long else 2)
        places = struct.unpack(f">{count}{'L' if long else 'H'}", tables["loca"])
        self._places: Sequence[int] = places if long else [2 * place for place in places]
        self.drawn = lru_cache(maxsize=8192)(self._drawn)

    def composed(self, glyphs: Sequence[tuple[int, int, int]]) -> Drawn:
        """Glyphs with their offsets as one."""
        visible = [(*glyph, self.drawn(glyph[0])) for glyph in glyphs]
        visible = [part for part in visible if part[3].record]
        if not visible:
            return NOTHING
        if len(visible) == 1 and visible[0][1] == visible[0][2] == 0:
            return visible[0][3]
        boxes = [
            (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
            for _, dx, dy, (_, _, box) in visible
        ]
        left, bottom, right, top = zip(*boxes, strict=True)
        box = min(left), min(bottom), max(right), max(top)
        flags = [WORDS | OFFSETS | MORE] * (len(visible) - 1) + [WORDS | OFFSETS]
        parts = [
            (flag, glyph, _OFFSET.pack(dx, dy))
            for flag, (glyph, dx, dy, _) in zip(flags, visible, strict=True)
        ]
        return Drawn(_HEAD.pack(-1, *box), parts, box)

    def _drawn(self, glyph: int) -> Drawn:
        """A glyph as the face has it, without its hints."""
        data = self._glyf[self._places[glyph] : self._places[glyph + 1]]
        if not data:
            return NOTHING
        contours = struct.unpack_from(">h", data)[0]
        box = _BOX.unpack_from(data, 2)
        if contours < 0:
            return Drawn(data[:10], list(_parts(data)), box)
        hints_at = 10 + 2 * contours
        length = struct.unpack_from(">H", data, hints_at)[0]
        return Drawn(data[:hints_at] + b"\0\0" + data[hints_at + 2 + length :], [], box)


def _parts(record: bytes) -> Iterator[tuple[int, int, bytes]]:
    at, more = 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", record, at)
        length = 8 if flags & WORDS else 6
        length += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        yield flags & ~_HINTS & ~_METRICS, glyph, record[at + 4 : at + length]
        at += length
        more = bool(flags & MORE)
