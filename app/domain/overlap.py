"""Highlights held against key claims, word by word, and paired one to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.annotation import Annotation
from app.domain.article import word_spans
from app.domain.matching import best_pairs
from app.domain.selector import Selector

FOUND = 4  # points
GOOD, FAIR = Fraction(60, 100), Fraction(30, 100)  # F1 that earns all, half of «found»


class Places:
    """Word positions of the articles, found once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._words = {id: word_spans(text) for id, text in texts.items()}

    def words(self, article_id: str, spans: Sequence[Selector]) -> frozenset[int]:
        """Indices of the words that any of the spans touches."""
        all_words = self._words[article_id]
        touched: set[int] = set()
        for span in spans:
            low, high = 0, len(all_words)
            while low < high:  # first word that ends after the span's start
                middle = (low + high) // 2
                if all_words[middle][1] > span.start:
                    high = middle
                else:
                    low = middle + 1
            while low < len(all_words) and all_words[low][0] < span.end:
                touched.add(low)
                low += 1
        return frozenset(touched)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A highlight held against a key claim, in words."""

    shared: int
    yours: int
    keys: int
    core: bool | None  # whether the core is inside; None where the key has none

    @property
    def f1(self) -> Fraction:
        return Fraction(2 * self.shared, self.yours + self.keys)

    @property
    def found(self) -> int:
        """Points of «found», 0 to 4."""
        if self.core is None:
            return FOUND if self.f1 >= GOOD else FOUND // 2 if self.f1 >= FAIR else 0
        if self.core:
            return FOUND if self.yours <= 2 * self.keys else FOUND // 2
        return FOUND // 2 if self.f1 >= FAIR else 0


def match_claims(
    texts: Mapping[str, str],
    keys: Sequence[Annotation],
    claims: Sequence[Annotation],
    places: Places | None = None,
) -> dict[str, tuple[Annotation, Overlap]]:
    """The highlight that stands for each key claim, by key id: one to one, best total F1.

    Only pairs that earn «found» points can be made. Between equal pairings the highlight that was
    made first wins, so that marking a phrase twice with two tags gains nothing. ``places``: those
    of the texts, where they were found before.
    """
    places = places or Places(texts)
    order = sorted(claims, key=lambda c: (c.created, c.id))
    word_sets = [places.words(c.article_id, c.spans) for c in order]
    by_article: dict[str, list[int]] = {}
    for index, claim in enumerate(order):
        by_article.setdefault(claim.article_id, []).append(index)
    overlaps: dict[tuple[int, int], Overlap] = {}
    weights: dict[tuple[int, int], Fraction] = {}
    for row, expected in enumerate(keys):
        key_words = places.words(expected.article_id, expected.spans)
        core = places.words(expected.article_id, [expected.core]) if expected.core else None
        for column in by_article.get(expected.article_id, ()):
            yours = word_sets[column]
            shared = len(yours & key_words)
            if not shared:
                continue
            inside = None if core is None else core <= yours
            overlap = Overlap(shared, len(yours), len(key_words), inside)
            if overlap.found:
                overlaps[row, column] = overlap
                later = Fraction(column + 1, 10**9 * (len(order) + 1))
                weights[row, column] = overlap.f1 - later
    return {
        keys[row].id: (order[column], overlaps[row, column]) for row, column in best_pairs(weights)
    }
