"""Text as a reader searches it: spellings of Arabic that mean the same, made the same.

NFKC, no tashkeel, tatweel or bidi controls, أإآٱ→ا ى→ي ة→ه ؤ→و ئ→ي, Arabic-Indic digits → ASCII;
also Latin in lower case and every white space a space. A map leads back to where it came from.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DROPPED = (
    *range(0x0610, 0x061B), 0x061C, 0x0640, *range(0x064B, 0x0660), 0x0670,
    *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE),
    0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF,
)  # fmt: skip
_ALIKE = str.maketrans("أإآٱىةؤئۀۂۓ", "ااااي" + "هويەہے")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_SPACES = {code: " " for code in (*range(9, 14), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029)}
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_CHANGED = {**_ALIKE, **_DIGITS, **_SPACES, **_LOWER}
_TABLE: dict[int, str | int | None] = {**_CHANGED, **dict.fromkeys(_DROPPED)}

# Characters that fold one by one: ASCII, Arabic without the four that NFKC spells out, the dropped.
_PLAIN = r"\x00-\x7f\u0600-\u0674\u0679-\u06ff\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_MARK = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_RUN = re.compile(rf"[{_PLAIN}]+(?![{_MARK}])|[{_PLAIN}][{_MARK}]+|[^{_PLAIN}]+")
_SIMPLE = re.compile(f"[{_PLAIN}]+")
_KEPT = re.compile(f"[^{''.join(map(chr, _DROPPED))}]+")
_CHUNK = re.compile(rf".[{_MARK}]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded ``text``; character ``i`` of it came from ``source[starts[i]:ends[i]]``."""

    source: str
    text: str
    starts: list[int]
    ends: list[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` came from, with the marks on its last letter.

        ValueError where the span is empty.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no folded text between {start} and {end}")
        stop = self.ends[end - 1]
        while stop < len(self.source) and unicodedata.combining(self.source[stop]):
            stop += 1
        return self.starts[start], stop


def fold(text: str) -> str:
    """``text`` folded, where the places do not matter."""
    return "".join(folded for _, _, folded in _pieces(text))


def folded(text: str) -> Folded:
    """``text`` folded, with the map back (code points)."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, part in _pieces(text):
        parts.append(part)
        if len(part) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(part))
            ends.extend([end] * len(part))
    return Folded(text, "".join(parts), starts, ends)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches and what they fold to: as many characters, one for one, or as a whole."""
    for run in _RUN.finditer(text):
        part = run[0].translate(_TABLE).lower()
        if len(part) == len(run[0]) and unicodedata.is_normalized("NFKC", run[0]):
            yield run.start(), run.end(), part
            continue
        for kept in _KEPT.finditer(text, *run.span()):
            if _SIMPLE.fullmatch(kept[0]):
                yield kept.start(), kept.end(), kept[0].translate(_TABLE).lower()
                continue
            for chunk in _CHUNK.finditer(text, *kept.span()):
                part = unicodedata.normalize("NFKC", chunk[0]).translate(_TABLE).lower()
                yield chunk.start(), chunk.end(), part
