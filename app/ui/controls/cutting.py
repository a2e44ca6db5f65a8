"""Words that are too long for their line, cut between words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_LONGEST = 400  # characters: more are on no line
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"  # isolates


def elided(text: str, font: QFont, width: int) -> str:
    """``text`` on one line of ``width`` pixels, cut between words."""
    flat = " ".join(text[:_LONGEST].split())
    metrics = QFontMetricsF(font)
    if len(text) <= _LONGEST and metrics.horizontalAdvance(flat) <= width:
        return flat
    words = flat.split(" ")
    low, high = 1, len(words)
    while low < high:  # the most words that fit
        middle = (low + high + 1) // 2
        fits = metrics.horizontalAdvance(" ".join(words[:middle]) + "…") <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    cut = " ".join(words[:low]).rstrip("،,.؛:·") + "…"
    shown = metrics.elidedText(cut, Qt.TextElideMode.ElideRight, width)
    opened = sum(map(shown.count, _OPENING)) - shown.count(_CLOSING)
    return shown + _CLOSING * opened
