"""Where an annotation from another program says that it points, and where that is in our text."""

from dataclasses import dataclass

from app.domain import graphemes, selector
from app.domain.errors import KnownError
from app.domain.selector import Selector

_MOST_PLACES = 200  # of one quote that are weighed: hostile files repeat a letter
_LONGEST_CONTEXT = 200
_LONGEST_SOUGHT = 2_000  # characters of a quote that is not there word for word
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Pointer:
    """A position, a quote or both; what is not said is None or empty. ``inner`` refines it: its
    position counts from where this one starts (``refinedBy`` of the W3C model)."""

    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    inner: "Pointer | None" = None


def place(text: str, pointer: Pointer, *, nearly: bool = True) -> Selector:
    """The span of ``text`` that is meant: the position where it agrees with the quote, else the
    quote where its context fits best. It is widened to whole characters as people see them.
    ``nearly``: the text may have been revised since; words like the quote's are looked for then,
    which takes long.

    KnownError ``exchange.outside``, ``.quote_not_found``, ``.quote_ambiguous``, ``.no_selector``.
    """
    start, end = _span(text, pointer, nearly=nearly)
    given = pointer
    inner = pointer.inner
    while inner is not None:
        below, above = _span(text[start:end], inner, nearly=nearly)
        start, end = start + below, start + above
        given, inner = inner, inner.inner
    if not text[start:end].strip():
        raise KnownError("exchange.outside")
    snapped = graphemes.snap(text, start, end)
    found = selector.describe(text, *snapped)
    return found if snapped != (start, end) else _with_context(text, found, given)


def _span(text: str, pointer: Pointer, *, nearly: bool) -> tuple[int, int]:
    if pointer.exact is None:
        return _position(text, pointer)
    if not pointer.exact:
        raise KnownError("exchange.no_selector")
    start = pointer.start
    if start is not None and text.startswith(pointer.exact, start):
        return start, start + len(pointer.exact)
    return _quoted(text, pointer, pointer.exact, nearly=nearly)


def _position(text: str, pointer: Pointer) -> tuple[int, int]:
    if pointer.start is None or pointer.end is None:
        raise KnownError("exchange.no_selector")
    if not pointer.start < pointer.end <= len(text):
        raise KnownError("exchange.outside")
    return pointer.start, pointer.end


def _quoted(text: str, pointer: Pointer, exact: str, *, nearly: bool) -> tuple[int, int]:
    """Where the quote stands: of several places where its context fits best, then the nearest.

    Where it stands nowhere, the words that are nearly the same, if they are surely meant.
    """
    places: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = text.find(exact, at + 1)
    if not places and nearly:
        return _nearly_quoted(text, pointer, exact)
    if not places:
        raise KnownError("exchange.quote_not_found", quote=_shortened(exact))
    fits = {at: _fit(text, at, at + len(exact), pointer) for at in places}
    best = max(fits.values())
    places = [at for at in places if fits[at] == best]
    wanted = pointer.start
    if wanted is not None:
        chosen = min(places, key=lambda at: (abs(at - wanted), at))
    elif len(places) > 1:
        raise KnownError("exchange.quote_ambiguous", quote=_shortened(exact))
    else:
        chosen = places[0]
    return chosen, chosen + len(exact)


def _nearly_quoted(text: str, pointer: Pointer, exact: str) -> tuple[int, int]:
    start = min(pointer.start or 0, len(text))
    described = Selector(start, start + len(exact), exact, pointer.prefix, pointer.suffix)
    found = selector.anchor(described, text) if len(exact) <= _LONGEST_SOUGHT else None
    if found is None:
        raise KnownError("exchange.quote_not_found", quote=_shortened(exact))
    return found


def _fit(text: str, start: int, end: int, pointer: Pointer) -> int:
    """How many characters of the context agree, counted outward from the quote."""
    before = text[max(0, start - len(pointer.prefix)) : start]
    after = text[end : end + len(pointer.suffix)]
    return _shared(pointer.prefix[::-1], before[::-1]) + _shared(pointer.suffix, after)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _with_context(text: str, found: Selector, given: Pointer) -> Selector:
    """Keep the surroundings as given where they are the text's: what comes in goes out the same."""
    prefix, suffix = given.prefix, given.suffix
    if not (prefix or suffix) or max(len(prefix), len(suffix)) > _LONGEST_CONTEXT:
        return found
    if text.endswith(prefix, 0, found.start) and text.startswith(suffix, found.end):
        return Selector(found.start, found.end, found.exact, prefix, suffix)
    return found


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…"
