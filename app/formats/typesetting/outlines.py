"""The outlines of a font file, glyph by glyph."""

import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache


class Outlines:
    """Reads records of the ``glyf`` table, and keeps those that were asked for."""

    def __init__(self, tables: Mapping[str, bytes]) -> None:
        self._glyf = tables["glyf"]
        long = struct.unpack_from(">h", tables["head"], 50)[0] == 1
        count = len(tables["loca"]) // (4 if long else 2)
        places = struct.unpack(f">{count}{'L' if long else 'H'}", tables["loca"])
        self._places: Sequence[int] = places if long else [2 * place for place in places]
        self.record = lru_cache(maxsize=8192)(self._record)

    def _record(self, glyph: int) -> bytes:
        """The record without its hints; empty for a glyph without outline."""
        data = self._glyf[self._places[glyph] : self._places[glyph + 1]]
        if not data:
            return b""
        contours = struct.unpack_from(">h", data)[0]
        if contours < 0:
            return data
        hints_at = 10 + 2 * contours
        length = struct.unpack_from(">H", data, hints_at)[0]
        return data[:hints_at] + b"\0\0" + data[hints_at + 2 + length :]
