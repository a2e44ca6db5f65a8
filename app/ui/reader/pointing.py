"""From presses and drags to spans of an article's text. All in code points; no Qt widgets."""

from collections.abc import Callable

from app.ui.reader.boundaries import sentence_at, whole_words, word_at

Span = tuple[int, int]


class Pointing:
    """One gesture of the mouse: where it was pressed, and what unit it selects by.

    A press is at a caret stop; a double press takes the word, a triple press the sentence, and a
    drag goes on by that unit. With ``snap_to_words`` an ordinary drag takes whole words.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._origin: Span = (0, 0)
        self._unit: Callable[[str, int], Span] | None = None
        self.snap_to_words = True

    def press(self, stop: int) -> Span:
        self._unit = None
        self._origin = (stop, stop)
        return self._origin

    def press_again(self, at: int, *, sentence: bool) -> Span:
        """A second press takes the word at code point ``at``, a third the sentence."""
        self._unit = sentence_at if sentence else word_at
        self._origin = self._unit(self._text, at)
        return self._origin

    def drag(self, stop: int, *, exact: bool) -> Span:
        """Anchor and caret of the selection when the mouse is at a caret stop.

        ``exact`` lifts the snapping for as long as it holds.
        """
        start, end = self._origin
        forward = stop >= start
        if self._unit is not None:
            # The unit of the character that the stop has just passed.
            at_start, at_end = self._unit(self._text, stop - 1 if stop > end else stop)
            low, high = min(start, at_start), max(end, at_end)
        else:
            low, high = min(start, stop), max(start, stop)
            if self.snap_to_words and not exact:
                low, high = whole_words(self._text, low, high)
                if low == high:
                    return start, start
        return (low, high) if forward else (high, low)
