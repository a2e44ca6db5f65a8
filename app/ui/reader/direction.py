"""Which way a paragraph runs."""

import re

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_ENOUGH = 0.2


def is_right_to_left(text: str, default: bool = True) -> bool:
    """Whether a paragraph runs from the right; ``default`` where it has no letters.

    Not by its first letter (UAX #9, P2): Arabic paragraphs of news often open with «DeepSeek». One
    letter in five from the right is enough.
    """
    letters = len(_RTL.findall(text))
    foreign = len(_LTR.findall(text))
    if letters + foreign == 0:
        return default
    return letters >= _ENOUGH * (letters + foreign)
