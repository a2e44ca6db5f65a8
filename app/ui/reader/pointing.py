"""From presses and drags to spans of an article's text. All in code points; no Qt widgets."""

from collections.abc import Callable

from app.ui.reader.boundaries import ATTACHED, sentence_at, whole_words, word_at
from app.ui.reader.geometry import Hit

Span = tuple[int, int]


class Pointing:
    """One gesture of the mouse: where it was pressed, and what unit it selects by.

    A press is at a caret stop; a double press takes the word, a triple press the sentence, and a
    drag goes on by that unit. With ``snap_to_words`` an ordinary drag takes whole words: from the
    one under the press to the one under the mouse.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._origin: Span = (0, 0)
        self._pressed = Hit(0, 0, 0)
        self._unit: Callable[[str, int], Span] | None = None
        self.snap_to_words = True

    def press(self, hit: Hit) -> Span:
        self._unit = None
        self._pressed = hit
        self._origin = (hit.stop, hit.stop)
        return self._origin

    def press_again(self, at: int, *, sentence: bool) -> Span:
        """A second press takes the word at code point ``at``, a third the sentence."""
        self._unit = sentence_at if sentence else word_at
        self._origin = self._unit(self._text, at)
        return self._origin

    def drag(self, hit: Hit, *, exact: bool) -> Span:
        """Anchor and caret of the selection when the mouse is there.

        ``exact`` lifts the snapping for as long as it holds.
        """
        start, end = self._origin
        if self._unit is not None:
            empty = hit.start == hit.end
            # Past a line's end: the unit of the character that the stop has just passed.
            at = hit.stop - 1 if empty and hit.stop > end else hit.start
            at_start, at_end = self._unit(self._text, at)
            low, high = min(start, at_start), max(end, at_end)
            return (low, high) if at_start >= start else (high, low)
        if exact or not self.snap_to_words:
            return start, _passed(hit, start)
        pressed, reached = self._covered(self._pressed), self._covered(hit)
        low, high = min(pressed[0], reached[0]), max(pressed[1], reached[1])
        low, high = whole_words(self._text, low, high)
        if low == high:
            return start, start
        return (low, high) if (reached, hit.stop) >= (pressed, start) else (high, low)

    def _covered(self, hit: Hit) -> Span:
        """What the mouse covers where it is: a letter wholly, so that its word is in whichever way
        it runs; of a sign beside a word only what it has passed."""
        if self._text[hit.start : hit.end][:1] in ATTACHED:
            return hit.stop, hit.stop
        return hit.start, hit.end


def _passed(hit: Hit, origin: int) -> int:
    """The stop that a drag from ``origin`` has come to. Where words run against their paragraph,
    the far edge that it reaches is the end of them all."""
    if hit.twin is None:
        return hit.stop
    forward = hit.stop < hit.twin
    came_from_outside = origin <= hit.stop if forward else origin >= hit.stop
    return hit.twin if came_from_outside else hit.stop
