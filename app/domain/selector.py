"""Where in an article's text an annotation points (W3C Web Annotation text selectors).

A span is kept by position and by quote, as TextPositionSelector and TextQuoteSelector together
(https://www.w3.org/TR/annotation-model/#selectors). Positions count code points, half-open.
"""

from dataclasses import dataclass

CONTEXT = 32


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
