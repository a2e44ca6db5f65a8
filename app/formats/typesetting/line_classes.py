"""The Line_Break class of each character (UAX #14), as its rules want it (LB1)."""

from bisect import bisect_right
from functools import cache
from unicodedata import category, east_asian_width

from app import paths

_SYLLABLES = range(0xAC00, 0xD7A4)  # Hangul; one in 28 has no final consonant


class LineClasses(dict[str, str]):
    """By character; looked up once each. Brackets of East Asian width are OP_ and CP_, emoji that
    are not assigned yet ID_, for rule LB30 knows them apart."""

    def __init__(self) -> None:
        super().__init__()
        rows = (paths.resources() / "unicode" / "line-breaks.tsv").read_text(encoding="ascii")
        ranges: list[tuple[int, int, str]] = []
        for row in rows.splitlines():
            if row.startswith("#"):
                continue
            name, codes = row.split("\t")
            for span in codes.split(" "):
                first, _, last = span.partition("-")
                ranges.append((int(first, 16), int(last or first, 16), name))
        self._ranges = sorted(ranges)
        self._starts = [first for first, _, _ in self._ranges]

    def __missing__(self, character: str) -> str:
        found = self[character] = self._class_of(character)
        return found

    def _class_of(self, character: str) -> str:
        code = ord(character)
        if code in _SYLLABLES:
            return "H3" if (code - _SYLLABLES.start) % 28 else "H2"
        _, last, name = self._ranges[max(bisect_right(self._starts, code) - 1, 0)]
        if not code <= last or code < self._starts[0]:
            return "AL"
        if name == "SA":  # Thai and its kin: words are not looked for
            return "CM" if category(character) in ("Mn", "Mc") else "AL"
        if name in ("OP", "CP") and east_asian_width(character) in "FWH":
            return f"{name}_"
        if name == "ID" and category(character) == "Cn" and 0x1F000 <= code <= 0x1FFFD:
            return "ID_"
        return name


@cache
def line_classes() -> LineClasses:
    """The one table."""
    return LineClasses()
