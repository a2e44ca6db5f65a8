"""Which places of an article are news, and which lie in what a website put around it."""

from collections.abc import Sequence

from app.domain.article import Segment


def news_near(text: str, segments: Sequence[Segment], at: int, *, forward: bool) -> int:
    """``at`` where it is in the news; else the nearest place of news in the direction, or the other
    way where there is none. Code points; ``segments`` in order."""
    starts_line, ends_line = text[at - 1 : at] in ("", "\n"), text[at : at + 1] in ("", "\n", "\r")
    inside = [
        s
        for s in segments
        if s.is_boilerplate
        and (s.start < at or (s.start == at and starts_line))
        and (at < s.end or (at == s.end and ends_line))
    ]
    if not inside:
        return at
    after, before = _after(text, segments, inside[-1].end), _before(text, segments, inside[0].start)
    found = (after, before) if forward else (before, after)
    return next((place for place in found if place is not None), at)


def _after(text: str, segments: Sequence[Segment], at: int) -> int | None:
    """Where the news goes on after a piece of boilerplate that ends at ``at``."""
    while at < len(text):
        while at < len(text) and text[at].isspace():
            at += 1
        here = next((s for s in segments if s.is_boilerplate and s.start <= at < s.end), None)
        if here is None:
            return at if at < len(text) else None
        at = here.end
    return None


def _before(text: str, segments: Sequence[Segment], at: int) -> int | None:
    """Where the news ends before a piece of boilerplate that starts at ``at``."""
    while at > 0:
        while at > 0 and text[at - 1].isspace():
            at -= 1
        here = next((s for s in segments if s.is_boilerplate and s.start < at <= s.end), None)
        if here is None:
            return at if at > 0 else None
        at = here.start
    return None
