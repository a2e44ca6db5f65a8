"""Which way a paragraph runs: one answer for the window and for paper."""

import re

# Letters of the scripts that run from the right, and those that run from the left. A mark of
# direction that a writer has put there counts as a letter of its kind.
_RIGHT = re.compile(
    "[\u05d0-\u05f2\u061c\u0620-\u064a\u066e-\u06d3\u06fa-\u074f\u0750-\u085f"
    "\u08a0-\u08c9\u200f\ufb1d-\ufdff\ufe70-\ufefc]"
)
_LEFT = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u0900-\u1fff\u200e"
    "\u3040-\ud7ff]"
)
_ENOUGH_AMONG_RIGHT = 0.2
_ENOUGH_AMONG_LEFT = 0.5
_SAMPLE = 2000


def is_right_to_left(text: str, around: bool = True) -> bool:
    """Whether a paragraph runs from the right; ``around``: whether what it stands in does.

    It does where it begins so: an Arabic line often ends in a long address. Where it begins
    otherwise, its letters decide and not the first one alone (UAX #9, P2), for news paragraphs
    often open with «DeepSeek»: in an Arabic article one letter in five is enough, since foreign
    names are long and English sentences rare; elsewhere half of them. Without letters it runs as
    what is around it.
    """
    if text and _RIGHT.match(text):
        return True
    right = _RIGHT.search(text)
    if right is None:
        return around and _LEFT.search(text) is None
    if _LEFT.search(text, 0, right.start()) is None:
        return True
    sample = text[:_SAMPLE]
    rights, lefts = len(_RIGHT.findall(sample)), len(_LEFT.findall(sample))
    return rights >= (_ENOUGH_AMONG_RIGHT if around else _ENOUGH_AMONG_LEFT) * (rights + lefts)
