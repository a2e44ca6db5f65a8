"""Which way a paragraph runs."""

import re

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_ENOUGH = 0.2
_SAMPLE = 2000


def is_right_to_left(text: str, default: bool = True) -> bool:
    """Whether a paragraph runs from the right; ``default`` where it has no letters.

    Not by its first letter (UAX #9, P2): Arabic paragraphs of news often open with «DeepSeek». One
    letter in five from the right is enough.
    """
    # Quick, for the many: mostly characters of two bytes, among the first ones one from the right.
    if _RTL.search(text, 0, 40) and 2 * len(text.encode("utf-8", "replace")) > 3 * len(text):
        return True
    sample = text[:_SAMPLE]
    letters = len(_RTL.findall(sample))
    foreign = len(_LTR.findall(sample))
    if letters + foreign == 0:
        return default
    return letters >= _ENOUGH * (letters + foreign)
