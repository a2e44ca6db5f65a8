"""How many students marked each word of an article: the heat map of a class report."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from app.domain.annotation import Annotation
from app.domain.article import word_spans

STEPS = 5  # the first is for nobody; the others are quarters of the class


class Stretch(NamedTuple):
    """Text ``[start, end)`` (code points) whose words are all on one step, 1 to 4."""

    start: int
    end: int
    step: int


@dataclass(frozen=True, slots=True)
class Heat:
    """``counts[i]`` of ``of`` students have a highlight that touches the word ``words[i]``.

    A word is a run without white space, given by its start and end in code points.
    """

    words: tuple[tuple[int, int], ...]
    counts: tuple[int, ...]
    of: int

    def share(self, index: int) -> float:
        """Share of the students, 0 to 1."""
        return self.counts[index] / self.of if self.of else 0.0

    def count_at(self, place: int) -> int | None:
        """How many marked the word at a code point; None between words."""
        index = bisect_right(self.words, (place, place + 1)) - 1
        for at in (index, index + 1):
            if 0 <= at < len(self.words) and self.words[at][0] <= place < self.words[at][1]:
                return self.counts[at]
        return None

    def stretches(self) -> list[Stretch]:
        """What is to be coloured, in order. The space between two words goes with the lower one."""
        found: list[Stretch] = []
        joined = False  # with the word before
        for (start, end), count in zip(self.words, self.counts, strict=True):
            step = step_of(count, self.of)
            if step and joined:
                last = found[-1]
                if last.step == step:
                    found[-1] = Stretch(last.start, end, step)
                elif last.step < step:
                    found[-1] = Stretch(last.start, start, last.step)
                    found.append(Stretch(start, end, step))
                else:
                    found.append(Stretch(last.end, end, step))
            elif step:
                found.append(Stretch(start, end, step))
            joined = step > 0
        return found


def step_of(count: int, of: int) -> int:
    """0 for nobody, then 1 to 4 by quarters: 1 up to 25 % of the class, 4 over 75 %."""
    return min(STEPS - 1, ceil(count * (STEPS - 1) / of)) if count and of else 0


def heat(text: str, works: Iterable[Sequence[Annotation]]) -> Heat:
    """``works`` are each student's highlights in the article, an empty one for who has none."""
    words = tuple(word_spans(text))
    starts = [start for start, _ in words]
    counts = [0] * len(words)
    of = 0
    for claims in works:
        of += 1
        touched: set[int] = set()
        for claim in claims:
            for span in claim.spans:
                first = max(bisect_right(starts, span.start) - 1, 0)
                for index in range(first, len(words)):
                    if words[index][0] >= span.end:
                        break
                    if words[index][1] > span.start:
                        touched.add(index)
        for index in touched:
            counts[index] += 1
    return Heat(words, tuple(counts), of)
