"""Where the end of a claim goes when it is stepped by letter, particle, word or sentence."""

from collections.abc import Iterator
from enum import Enum

from app.domain.clitics import clitic_bounds
from app.ui.reader.boundaries import core_of, grapheme_around, run_at, sentence_at


class Unit(Enum):
    """What one step passes."""

    GRAPHEME = "grapheme"
    CLITIC = "clitic"
    WORD = "word"
    SENTENCE = "sentence"


def step(text: str, at: int, unit: Unit, *, forward: bool, opening: bool) -> int | None:
    """The next place for a claim's start (``opening``) or end, from code point ``at``; None where
    the text has no further one."""
    if unit is Unit.GRAPHEME:
        return _grapheme(text, at, forward)
    if unit is Unit.SENTENCE:
        return _sentence(text, at, forward, opening)
    for start, end in _runs(text, at, forward):
        places = [*_places(text, start, end, unit, opening)]
        for place in places if forward else reversed(places):
            if (place > at) if forward else (place < at):
                return place
    return None


def _grapheme(text: str, at: int, forward: bool) -> int | None:
    if not 0 <= (at if forward else at - 1) < len(text):
        return None
    start, end = grapheme_around(text, at + 1 if forward else at - 1)
    return end if forward else start


def _places(text: str, start: int, end: int, unit: Unit, opening: bool) -> Iterator[int]:
    """Where a claim may start, or end, in a run of text without white space."""
    low, high = core_of(text, start, end)
    if opening:
        yield low
    if unit is Unit.CLITIC:
        yield from (low + bound for bound in clitic_bounds(text[low:high]))
    if not opening:
        yield high


def _runs(text: str, at: int, forward: bool) -> Iterator[tuple[int, int]]:
    """The runs without white space from ``at`` on, or back."""
    while 0 <= at <= len(text):
        at = _word_near(text, at, forward)
        if not 0 <= at < len(text):
            return
        start, end = run_at(text, at)
        yield start, end
        at = end if forward else start - 1


def _word_near(text: str, at: int, forward: bool) -> int:
    """``at``, or the first place after (before) it that is no white space."""
    if not forward:
        at = min(at, len(text) - 1)
    while 0 <= at < len(text) and text[at].isspace():
        at += 1 if forward else -1
    return at


def _sentence(text: str, at: int, forward: bool, opening: bool) -> int | None:
    near = _word_near(text, at if forward else at - 1, forward)
    if not 0 <= near < len(text):
        return None
    start, end = sentence_at(text, near)
    place = start if opening else end
    if (place > at) if forward else (place < at):
        return place
    beyond = _word_near(text, end if forward else start - 1, forward)
    if not 0 <= beyond < len(text):
        return None
    start, end = sentence_at(text, beyond)
    return start if opening else end
