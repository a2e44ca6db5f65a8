"""Where a text may be cut without breaking what people see as one character.

Extended grapheme clusters by UAX #29 (Unicode 15.0, rules GB3–GB13), from ``unicodedata`` and the
small tables below. Approximated: GB9c (Indic conjuncts, Unicode 15.1) and whatever is newer than
the interpreter's Unicode.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

_ZWJ = "\u200d"
_CONTROL = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs"))
_MARKS = frozenset(("Mn", "Me"))
# Grapheme_Cluster_Break=Prepend: Arabic number and end-of-aya signs, Syriac, Kaithi, a few Indic.
_PREPEND = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
    "\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f\U00011941\U00011a3a"
    "\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46\U00011f02"
)
# Grapheme_Extend=Yes although not Mn or Me (Other_Grapheme_Extend), and emoji modifiers.
_EXTEND = (
    (0x09BE, 0x09BE), (0x09D7, 0x09D7), (0x0B3E, 0x0B3E), (0x0B57, 0x0B57), (0x0BBE, 0x0BBE),
    (0x0BD7, 0x0BD7), (0x0CC2, 0x0CC2), (0x0CD5, 0x0CD6), (0x0D3E, 0x0D3E), (0x0D57, 0x0D57),
    (0x0DCF, 0x0DCF), (0x0DDF, 0x0DDF), (0x1B35, 0x1B35), (0x200C, 0x200C), (0x302E, 0x302F),
    (0xFF9E, 0xFF9F), (0x1133E, 0x1133E), (0x11357, 0x11357), (0x114B0, 0x114B0),
    (0x114BD, 0x114BD), (0x115AF, 0x115AF), (0x11930, 0x11930), (0x1D165, 0x1D165),
    (0x1D16E, 0x1D172), (0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F),
)  # fmt: skip
# Mc that are not SpacingMark, and Lo that are.
_NOT_SPACING = (
    (0x102B, 0x102C), (0x1038, 0x1038), (0x1062, 0x1064), (0x1067, 0x106D), (0x1083, 0x1083),
    (0x1087, 0x108C), (0x108F, 0x108F), (0x109A, 0x109C), (0x1A61, 0x1A61), (0x1A63, 0x1A64),
    (0xAA7B, 0xAA7B), (0xAA7D, 0xAA7D), (0x11720, 0x11721),
)  # fmt: skip
_SPACING = frozenset("\u0e33\u0eb3")
# Extended_Pictographic, from emoji-data 15.0, neighbours joined.
_PICTOGRAPHIC = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122),
    (0x2139, 0x2139), (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328),
    (0x2388, 0x2388), (0x23CF, 0x23CF), (0x23E9, 0x23F3), (0x23F8, 0x23FA), (0x24C2, 0x24C2),
    (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0), (0x25FB, 0x25FE), (0x2600, 0x2605),
    (0x2607, 0x2612), (0x2614, 0x2685), (0x2690, 0x2705), (0x2708, 0x2712), (0x2714, 0x2714),
    (0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728), (0x2733, 0x2734),
    (0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
    (0x2757, 0x2757), (0x2763, 0x2767), (0x2795, 0x2797), (0x27A1, 0x27A1), (0x27B0, 0x27B0),
    (0x27BF, 0x27BF), (0x2934, 0x2935), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50),
    (0x2B55, 0x2B55), (0x3030, 0x3030), (0x303D, 0x303D), (0x3297, 0x3297), (0x3299, 0x3299),
    (0x1F000, 0x1F0FF), (0x1F10D, 0x1F10F), (0x1F12F, 0x1F12F), (0x1F16C, 0x1F171),
    (0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1AD, 0x1F1E5),
    (0x1F201, 0x1F20F), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F23A),
    (0x1F23C, 0x1F23F), (0x1F249, 0x1F3FA), (0x1F400, 0x1F53D), (0x1F546, 0x1F64F),
    (0x1F680, 0x1F6FF), (0x1F774, 0x1F77F), (0x1F7D5, 0x1F7FF), (0x1F80C, 0x1F80F),
    (0x1F848, 0x1F84F), (0x1F85A, 0x1F85F), (0x1F888, 0x1F88F), (0x1F8AE, 0x1F8FF),
    (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1FAFF), (0x1FC00, 0x1FFFD),
)  # fmt: skip
_MAY_FOLLOW = {"L": ("L", "V", "LV", "LVT"), "V": ("V", "T"), "LV": ("V", "T"), "T": ("T",),
               "LVT": ("T",)}  # fmt: skip


def is_boundary(text: str, index: int) -> bool:
    """Whether a cluster starts at ``index`` (a code point), or the text ends there."""
    if index <= 0 or index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if before < "\u0300" and after < "\u0300" and "\xa9" not in (before, after):
        return not (before == "\r" and after == "\n")
    left, right = _break_class(before), _break_class(after)
    if left in ("CR", "Control") or right in ("CR", "Control"):
        return True
    if right in ("Extend", "ZWJ", "SpacingMark") or left == "Prepend":
        return False
    if right in _MAY_FOLLOW.get(left, ()):
        return False
    if left == "ZWJ" and right == "Pictographic":
        return not _joins_pictographs(text, index - 1)
    if left == right == "Regional":
        return _regional_before(text, index) % 2 == 0
    return True


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The least span of whole clusters that holds ``[start, end)``."""
    start, end = max(0, start), min(len(text), end)
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def clusters(text: str) -> list[str]:
    """The text, cut into what people see as characters."""
    cuts = [index for index in range(len(text) + 1) if is_boundary(text, index)]
    return [text[a:b] for a, b in pairwise(cuts)]


@lru_cache(maxsize=4096)
def _break_class(character: str) -> str:
    code = ord(character)
    if character == "\r" or character == "\n":
        return "CR" if character == "\r" else "Control"
    if character == _ZWJ:
        return "ZWJ"
    if character in _PREPEND:
        return "Prepend"
    category = unicodedata.category(character)
    if category in _MARKS or _within(_EXTEND, code):
        return "Extend"
    if category in _CONTROL:
        return "Control"
    if category == "Mc" or character in _SPACING:
        return "Other" if _within(_NOT_SPACING, code) else "SpacingMark"
    return _letter_class(code)


def _letter_class(code: int) -> str:
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "Regional"
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "LVT" if (code - 0xAC00) % 28 else "LV"
    return "Pictographic" if _within(_PICTOGRAPHIC, code) else "Other"


def _within(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    place = bisect_right(ranges, (code, 0x110000)) - 1
    return place >= 0 and ranges[place][0] <= code <= ranges[place][1]


def _joins_pictographs(text: str, joiner: int) -> bool:
    """GB11: a pictograph, extenders, the joiner at ``joiner``."""
    index = joiner - 1
    while index >= 0 and _break_class(text[index]) == "Extend":
        index -= 1
    return index >= 0 and _break_class(text[index]) == "Pictographic"


def _regional_before(text: str, index: int) -> int:
    """GB12, GB13: how many regional indicators stand in a row before ``index``."""
    count = 0
    while index - count > 0 and _break_class(text[index - count - 1]) == "Regional":
        count += 1
    return count
