"""Where graphemes, words and sentences of a text begin and end."""

import re
from bisect import bisect_left, bisect_right

from PySide6.QtCore import QTextBoundaryFinder

from app.ui.offsets import DisplayText

_OPENING = "«\"“„‘'([{<‹"
_CLOSING = "»\"”’')]}>›،؛؟.,;:!?…۔–—-"
ATTACHED = frozenset(
    _OPENING + _CLOSING + "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ROW = "\u0640\u0640"
_AYAH = "\u06dd"
_DRAWN_AS_ONE = re.compile(f"\u0640{{2,}}|{_AYAH}[0-9\u0660-\u0669\u06f0-\u06f9]{{1,3}}")
_NEAR = 100  # code points: no grapheme is longer
_PARAGRAPH_END = re.compile(r"[\n\r\u2029]")
_SPACE = re.compile(r"\s")
_ABBREVIATION = re.compile(r"(?<![\w\u064b-\u065f\u0670])((?:[^\W\d_]{1,2}\.)+)[»”\"')]?\s*$")
# Two-letter words that end a sentence as often as not.
_SHORT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "لا به له هو هي لي بي ما من عن أن إن كم لم لن قد أو أم مع كل بل هل ذا ثم بك لك في دم يد",
    )
)


def grapheme_stops(text: str) -> list[int]:
    """Every position (UTF-16) between two graphemes of ``text``, both ends included.

    A row of tatweel is one here, and so is the sign ۝ with the figures inside it: the font draws
    each as one, and Qt paints a part of it on other letters or nowhere.
    """
    stops = _stops(text, QTextBoundaryFinder.BoundaryType.Grapheme)
    if _ROW not in text and _AYAH not in text:
        return stops
    inside: set[int] = set()
    for drawn in _DRAWN_AS_ONE.finditer(text):
        start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in drawn.span())
        inside.update(range(start + 1, end))
    return [stop for stop in stops if stop not in inside]


def grapheme_around(text: str, at: int) -> tuple[int, int]:
    """The grapheme that code point ``at`` would cut; empty between two graphemes."""
    start = max(at - _NEAR, 0)
    start += max(text.rfind(" ", start, at) - start, 0)  # no grapheme goes on over a space
    window = DisplayText(text[start : at + _NEAR])
    stops = [window.code_point(stop) + start for stop in grapheme_stops(window.shown)]
    low = stops[max(bisect_right(stops, at) - 1, 0)]
    return low, stops[min(bisect_left(stops, at), len(stops) - 1)]


def word_at(text: str, at: int) -> tuple[int, int]:
    """The word around code point ``at``, without the quotes and stops attached to it.

    In white space it is empty; on a quote or a stop it is that run of signs.
    """
    if not 0 <= at < len(text) or text[at].isspace():
        return at, at
    start, end = run_at(text, at)
    core_start, core_end = core_of(text, start, end)
    if at < core_start:
        return start, core_start
    if at >= core_end:
        return core_end, end
    return core_start, core_end


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """``start``–``end`` grown to whole words; a sign that the span does not reach stays outside.

    Empty where the span holds white space alone.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    core_start, core_end = core_of(text, *run_at(text, start))
    if core_start <= start < core_end:
        start = core_start
    core_start, core_end = core_of(text, *run_at(text, end - 1))
    if core_start < end <= core_end:
        end = core_end
    return start, end


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence around code point ``at`` (UAX #29, then «د. أحمد» put together again)."""
    begin, finish = paragraph_at(text, at)
    paragraph = text[begin:finish]
    shown = DisplayText(paragraph)
    stops = [
        shown.code_point(stop)
        for stop in _stops(paragraph, QTextBoundaryFinder.BoundaryType.Sentence)
    ]
    inside = [stop for stop in stops if not _is_abbreviated(paragraph[:stop])]
    inside = sorted({0, *inside, len(paragraph)})
    after = min(bisect_right(inside, at - begin), len(inside) - 1)
    start, end = inside[max(after - 1, 0)], inside[after]
    sentence = paragraph[start:end]
    lead = len(sentence) - len(sentence.lstrip())
    return begin + start + lead, begin + start + max(len(sentence.rstrip()), lead)


def paragraph_at(text: str, at: int) -> tuple[int, int]:
    """The paragraph around code point ``at``, without its line end."""
    start = max(text.rfind(mark, 0, at) for mark in "\n\r\u2029") + 1
    ended = _PARAGRAPH_END.search(text, at)
    return start, ended.start() if ended else len(text)


def _stops(text: str, kind: QTextBoundaryFinder.BoundaryType) -> list[int]:
    finder = QTextBoundaryFinder(kind, text)
    stops = [0]
    while (stop := finder.toNextBoundary()) != -1:
        stops.append(stop)
    return stops


def run_at(text: str, at: int) -> tuple[int, int]:
    start = at
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    ended = _SPACE.search(text, at)
    return start, ended.start() if ended else len(text)


def core_of(text: str, start: int, end: int) -> tuple[int, int]:
    """A run without the signs at its ends; a run of signs alone is its own core."""
    low, high = start, end
    while low < high and text[low] in ATTACHED:
        low += 1
    while high > low and text[high - 1] in ATTACHED:
        high -= 1
    return (low, high) if low < high else (start, end)


def _is_abbreviated(text: str) -> bool:
    match = _ABBREVIATION.search(text[-12:])
    return match is not None and match.group(1).rstrip(".") not in _SHORT_WORDS
