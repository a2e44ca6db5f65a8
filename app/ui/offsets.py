"""Code points of an article's text against positions of Qt's UTF-16: the only place that converts.

Qt changes some characters of a text that it is given. What a document shows is therefore a
``DisplayText``: the article's own text, with a substitute of the same length where Qt would change
a character, and with one line end where the file has CR LF. Both directions are exact.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

# Not the hamza and madda of decomposed letters: they are no vowels.
_TASHKEEL = re.compile("[\u064b-\u0652\u0656-\u065f\u0670]")
_ODD = re.compile("[\U00010000-\U0010ffff]|\r(?=\n)")
# What Qt or its bindings would drop, swap or take for a sign of their own: a byte order mark at the
# front, halves of surrogate pairs, and the noncharacters that mark frames.
_SUBSTITUTES = {
    0xFEFF: 0x2060,
    0xFFFE: 0xFFFD,
    0xFDD0: 0xFFFD,
    0xFDD1: 0xFFFD,
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}


class DisplayText:
    """``text`` as a QTextDocument can hold it, and the way between the two.

    ``start``/``end`` count code points of ``text``; ``position`` counts UTF-16 units of ``shown``.
    Without ``tashkeel`` vowel marks are there but not seen; no offset moves.
    """

    def __init__(self, text: str, *, tashkeel: bool = True) -> None:
        self.text = text
        shown = text if _is_plain(text) else text.translate(_SUBSTITUTES)
        if not tashkeel:
            shown = _without_tashkeel(shown)
        # A lone CR ends a line too; as it is, it could meet the next line's LF.
        self.shown = shown.replace("\r\n", "\n").replace("\r", "\u2029")
        # Where a character is not one unit: its code point, its position, and how many units the
        # characters up to and with it are ahead of their count.
        self._code_points: list[int] = []
        self._positions: list[int] = []
        self._ahead: list[int] = []
        ahead = 0
        for match in _odd(shown):
            self._code_points.append(match.start())
            self._positions.append(match.start() + ahead)
            ahead += -1 if match.group() == "\r" else 1
            self._ahead.append(ahead)

    def __len__(self) -> int:
        """Code points."""
        return len(self.text)

    @property
    def last_position(self) -> int:
        """The position after the last character."""
        return self.position(len(self.text))

    def position(self, code_point: int) -> int:
        """The position of a code point; numbers outside the text mean its nearest end."""
        code_point = min(max(code_point, 0), len(self.text))
        before = bisect_left(self._code_points, code_point)
        return code_point + (self._ahead[before - 1] if before else 0)

    def code_point(self, position: int) -> int:
        """The code point at a position. The middle of a pair is the pair's start; a line end of
        CR LF is its CR, so that a span that ends there holds neither."""
        position = max(position, 0)
        passed = bisect_right(self._positions, position)
        if passed and self._code_points:
            at = self._code_points[passed - 1]
            units = self._ahead[passed - 1] - (self._ahead[passed - 2] if passed > 1 else 0) + 1
            if position < self._positions[passed - 1] + max(units, 1):
                return at
        ahead = self._ahead[passed - 1] if passed else 0
        return min(position - ahead, len(self.text))

    def span(self, start_position: int, end_position: int) -> tuple[int, int]:
        """The code points between two positions."""
        return self.code_point(start_position), self.code_point(end_position)


def _without_tashkeel(text: str) -> str:
    """Every vowel mark is a variation selector, which is not seen and keeps graphemes and joining
    as they are: the words are drawn, pixel by pixel, as if they were written without marks."""
    return _TASHKEEL.sub("\ufe00", text)


def _is_plain(text: str) -> bool:
    """Whether Qt shows every character of a text as it is. Quick: most texts are plain."""
    if any(sign in text for sign in "\ufeff\ufffe\ufdd0\ufdd1"):
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True


def _odd(shown: str) -> Iterable[re.Match[str]]:
    """The characters that are not one unit each, in order."""
    units = len(shown.encode("utf-16-le")) // 2
    return _ODD.finditer(shown) if units > len(shown) or "\r\n" in shown else ()
