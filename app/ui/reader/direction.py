"""Which way a paragraph runs."""

import re

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_ENOUGH = 0.2
_SAMPLE = 2000


def is_right_to_left(text: str, default: bool = True) -> bool:
    """Whether a paragraph runs from the right; ``default`` where it has no letters.

    It does where it begins so, and where one letter in five does: not by its first letter alone
    (UAX #9, P2), for Arabic paragraphs of news often open with «DeepSeek».
    """
    if text and _RTL.match(text):
        return True
    first = _RTL.search(text)
    if first is None:
        return default if _LTR.search(text) is None else False
    foreign = _LTR.search(text, 0, first.start())
    if foreign is None:
        return True
    sample = text[:_SAMPLE]
    letters = len(_RTL.findall(sample))
    return letters >= _ENOUGH * (letters + len(_LTR.findall(sample)))
