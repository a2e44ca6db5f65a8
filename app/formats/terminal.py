"""Lines for a terminal."""

import unicodedata
from itertools import pairwise

_MARKS = frozenset("\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u061c")


def plain(line: str) -> str:
    """``line`` without what would steer a terminal: control characters become U+FFFD."""
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and c != "\t" else c for c in line
    )


def visual(line: str) -> str:
    """``line`` as it is seen, for terminals that lay every line out from left to right.

    Brackets in right-to-left runs are mirrored, and direction marks, which have done their work,
    are left out. Letters are not joined: no character stands for a joined letter of every face.
    """
    from bidi.mirror import MIRRORED

    from app.formats.typesetting.levels import (
        classes_of,
        line_levels,
        paragraph_levels,
        visual_order,
    )

    line = plain(line)
    classes = classes_of(line)
    base, levels = paragraph_levels(line, None, classes)
    levels = line_levels(levels, classes, base, 0, len(line))
    # A mark stays behind its letter (L3): a terminal puts it on what came before.
    starts = [at for at in range(len(line)) if at == 0 or unicodedata.category(line[at]) != "Mn"]
    units = [line[start:end] for start, end in pairwise((*starts, len(line)))]
    directions = [levels[start] for start in starts]
    return "".join(
        MIRRORED.get(units[at], units[at]) if directions[at] & 1 else units[at]
        for at in visual_order(directions)
        if units[at] not in _MARKS
    )
