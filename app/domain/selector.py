"""Where in an article's text an annotation points (W3C Web Annotation text selectors).

A span is kept by position and by quote, as TextPositionSelector and TextQuoteSelector together
(https://www.w3.org/TR/annotation-model/#selectors). Positions count code points, half-open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.domain.folding import Folded, fold, folded
from app.domain.graphemes import snap
from app.domain.likeness import closest, edits_at_end

CONTEXT = 32  # code points kept on each side

# Likeness runs from 0 (nothing in common) to 1 (the same). Chosen on 500 anchors in revised texts.
_SURE_CONTEXT = 0.5
_SURE_QUOTE = 0.6
_SURE = 0.7
_MARGIN = 0.05
_TELLING = 12  # a folded quote of so many characters is not there by chance
_SHORT = 8
_SEED = 8
_WHOLE_SCAN = 50_000  # code points that are searched without a seed


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """A span by position and by quote."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def describe(text: str, start: int, end: int) -> Selector:
    """Describe ``text[start:end]`` so that it can be found again.

    Raises ValueError where there is no text between the two.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no text between {start} and {end}")
    return Selector(
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def anchor(selector: Selector, text: str) -> tuple[int, int] | None:
    """Where the selector's words stand in ``text``, which may have changed: code points.

    In turn: the position, checked against the quote; the same quote where the context fits best; a
    quote that is nearly the same, folded. None when unsure: better an orphan in a tray than a claim
    on the wrong sentence.
    """
    start, end, exact = selector.start, selector.end, selector.exact
    if not exact:
        return None
    before = text[max(0, start - len(selector.prefix)) : start]
    after = text[end : end + len(selector.suffix)]
    if text[start:end] == exact and (before, after) == (selector.prefix, selector.suffix):
        return start, end
    return _same_quote(selector, text) or _similar_quote(selector, text)


class _Place(NamedTuple):
    start: int
    end: int
    quote: float
    context: float

    @property
    def likeness(self) -> float:
        return 0.6 * self.quote + 0.4 * self.context


def _same_quote(selector: Selector, text: str) -> tuple[int, int] | None:
    size = len(selector.exact)
    starts = list(_occurrences(selector.exact, text))
    if not starts:
        return None
    starts.sort(key=lambda start: (-_shared(selector, text, start), abs(start - selector.start)))
    prefix, suffix = fold(selector.prefix), fold(selector.suffix)
    places: list[_Place] = []
    for start in starts[:16]:
        before = fold(text[max(0, start - 48) : start])
        after = fold(text[start + size : start + size + 48])
        context = _context(prefix, suffix, before, after)
        places.append(_Place(start, start + size, 1.0, context))
    best = max(place.context for place in places)
    equal = [place for place in places if place.context == best]
    chosen = min(equal, key=lambda place: abs(place.start - selector.start))
    telling = len(starts) == 1 and len(fold(selector.exact)) >= _TELLING
    if best >= _SURE_CONTEXT or telling or chosen.start == selector.start:
        return chosen.start, chosen.end
    return None


def _similar_quote(selector: Selector, text: str) -> tuple[int, int] | None:
    there = _folded(text)
    quote = fold(selector.exact).strip()
    prefix, suffix = fold(selector.prefix), fold(selector.suffix)
    if not quote:
        return None
    places: list[_Place] = []
    for low, high in _windows(quote, prefix, suffix, there.text):
        for match in closest(quote, there.text[low:high], int(len(quote) * (1 - _SURE_QUOTE))):
            start, end = low + match.start, low + match.end
            start, end = _between(prefix, suffix, there.text, start, end)
            before, after = there.text[max(0, start - 48) : start], there.text[end : end + 48]
            likeness = 1 - match.edits / len(quote)
            places.append(_Place(start, end, likeness, _context(prefix, suffix, before, after)))
    places.sort(key=lambda place: -place.likeness)
    if not places or not _is_sure(places[0], len(quote)):
        return None
    best = places[0]
    if any(place.likeness > best.likeness - _MARGIN for place in places[1:]):
        return None
    return _in_source(there, best.start, best.end)


def _between(prefix: str, suffix: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The ends moved to where the old surroundings begin and end, if those stand close by."""
    slack = (end - start) // 3 + 2
    if len(prefix) >= _SEED:
        tail, low = prefix[-_SEED:], max(0, start - slack - _SEED)
        at = text.rfind(tail, low, start + slack)
        start = at + _SEED if at >= 0 else start
    if len(suffix) >= _SEED:
        at = text.find(suffix[:_SEED], max(start + 1, end - slack), end + slack + _SEED)
        end = at if at >= 0 else end
    return start, max(start, end)


def _is_sure(place: _Place, size: int) -> bool:
    if place.end <= place.start or place.likeness < _SURE:
        return False
    return size >= _SHORT or place.context >= _SURE


def _in_source(there: Folded, start: int, end: int) -> tuple[int, int] | None:
    """The place in the text itself: whole characters, no white space at the ends."""
    start, end = snap(there.source, *there.origin(start, end))
    words = there.source[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


def _occurrences(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _shared(selector: Selector, text: str, start: int) -> int:
    """How many characters next to the quote are as they were."""
    end, count = start + len(selector.exact), 0
    for old, new in zip(reversed(selector.prefix), reversed(text[:start][-64:]), strict=False):
        if old != new:
            break
        count += 1
    for old, new in zip(selector.suffix, text[end : end + 64], strict=False):
        if old != new:
            break
        count += 1
    return count


def _context(prefix: str, suffix: str, before: str, after: str) -> float:
    """How like the folded surroundings are to those of the selector; 1 where it has none."""
    size = len(prefix) + len(suffix)
    if not size:
        return 1.0
    edits = edits_at_end(prefix, before) if prefix else 0
    edits += edits_at_end(suffix[::-1], after[::-1]) if suffix else 0
    return max(0.0, 1 - edits / size)


def _windows(quote: str, prefix: str, suffix: str, text: str) -> list[tuple[int, int]]:
    """Stretches of ``text`` that share a few characters in a row with the quote or its context."""
    slack = len(quote) // 2 + _SEED
    seeds = [(quote[at : at + _SEED], at) for at in range(0, len(quote) - _SEED + 1, _SEED // 2)]
    seeds += [(prefix[-2 * _SEED :], -2 * _SEED), (suffix[: 2 * _SEED], len(quote))]
    spans: list[tuple[int, int]] = []
    for seed, offset in seeds:
        hits = list(_occurrences(seed, text)) if len(seed) >= _SEED else []
        for hit in hits[:64]:
            low = hit - offset - slack
            spans.append((max(0, low), min(len(text), low + len(quote) + 2 * slack)))
    if not spans and len(text) <= _WHOLE_SCAN:
        return [(0, len(text))]
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


@lru_cache(maxsize=2)
def _folded(text: str) -> Folded:
    return folded(text)
