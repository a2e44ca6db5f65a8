"""Names of files from names of people: safe on Windows, macOS and Linux."""

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 100  # bytes of UTF-8, of one part
LONGEST_STEM = 200  # of a whole name: with a number, an ending and a passing name it fits in 255
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(\..*)?",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def safe(name: str) -> str:
    """``name`` without what a file system refuses: never empty, never reserved, never too long.

    Arabic stays; control and invisible direction characters go, so that the name shows as it sorts.
    Composed (NFC), as macOS and people write it. See "Naming Files, Paths, and Namespaces" in the
    Windows documentation; COM¹ counts as COM1 there.
    """
    plain = _seen(name)
    plain = _FORBIDDEN.sub("-", plain)
    plain = _cut(" ".join(plain.split()), LONGEST)
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain


def joined(*parts: str) -> str:
    """The stem of a file's name from several: «ريم العلي s01 - كم كلّف الجسر؟». Empty parts drop.

    As safe as each part, and at most ``LONGEST_STEM`` bytes: the longest part gives way first.
    """
    return _within([safe(part) for part in parts if part.strip()] or [safe("")], " - ")


def named(*parts: str) -> str:
    """The stem of a file that programs sort: «9b_s28_1109_q8rt». No space in it; empty parts drop,
    and the underscore stands between parts only."""
    words = [re.sub(r"[\s_]+", "-", safe(part)).strip("-.") for part in parts if part.strip()]
    return _within([word or "-" for word in words], "_")


def _within(parts: list[str], between: str) -> str:
    """``parts`` put together, the longest cut until it all fits."""
    while (over := len(between.join(parts).encode()) - LONGEST_STEM) > 0:
        place = max(range(len(parts)), key=lambda k: len(parts[k].encode()))
        length = len(parts[place].encode())
        parts[place] = _cut(parts[place], max(1, length - over)) or "_"
    return between.join(parts)


def distinct(stems: Sequence[str]) -> list[str]:
    """``stems`` in their order, a number after those that a file system would take for another.

    Windows and macOS do not tell case apart, nor macOS how a letter is composed.
    """
    taken: set[str] = set()
    found: list[str] = []
    for stem in stems:
        free, number = stem, 1
        while _same(free) in taken:
            number += 1
            free = f"{stem} ({number})"
        taken.add(_same(free))
        found.append(free)
    return found


def _same(stem: str) -> str:
    """What is equal for names that may not stand in one folder."""
    folded = unicodedata.normalize("NFD", stem).casefold()
    return unicodedata.normalize("NFD", folded.upper().casefold())


def _seen(name: str) -> str:
    """Without what is not seen; again, until composing what is left changes nothing."""
    plain = "".join(c for c in name if unicodedata.category(c) not in _UNSEEN or c in "\t\n\r")
    return unicodedata.normalize("NFC", plain)


def _cut(text: str, longest: int) -> str:
    """At most ``longest`` bytes, no half character, no space or full stop at the ends."""
    return text.encode()[:longest].decode(errors="ignore").strip(" .")
