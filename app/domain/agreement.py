"""How far a class agrees: informs the teacher, never enters a mark."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import permutations
from typing import TypeVar

T = TypeVar("T")
FEWEST_UNITS, FEWEST_RATERS = 10, 3


class Band(StrEnum):
    """What an alpha is called. Krippendorff (Content Analysis, 2004, p. 241) relies on 0.800 and
    draws tentative conclusions from 0.667; the two under it are ours: talk about it, teach it."""

    HIGH = "high"
    TENTATIVE = "tentative"
    DISCUSS = "discuss"
    LOW = "low"


def band(alpha: float) -> Band:
    """The words for an alpha as it is shown, to two decimals."""
    shown = round(alpha, 2)
    if shown >= 0.8:
        return Band.HIGH
    if shown >= 0.67:
        return Band.TENTATIVE
    return Band.DISCUSS if shown >= 0.4 else Band.LOW


def krippendorff_alpha(units: Iterable[Sequence[T | None]]) -> float | None:
    """Krippendorff's alpha for nominal values (Krippendorff 2011, "Computing Krippendorff's
    Alpha-Reliability"): 1 is full agreement, 0 what chance would give.

    Each unit holds one value a rater, None where there is none. Units with fewer than two values
    say nothing. None is returned where no two values can be compared or all are the same.
    """
    weights: dict[tuple[T, T], float] = {}
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) < 2:
            continue
        for pair in permutations(values, 2):
            weights[pair] = weights.get(pair, 0.0) + 1 / (len(values) - 1)
    totals: dict[T, float] = {}
    for (one, _), weight in weights.items():
        totals[one] = totals.get(one, 0.0) + weight
    n = sum(totals.values())
    if n <= 1:
        return None
    observed = sum(w for (a, b), w in weights.items() if a != b) / n
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (n * (n - 1))
    return 1 - observed / expected if expected else None


def class_alpha(units: Sequence[Sequence[T | None]]) -> float | None:
    """Alpha as shown to a teacher: None under ten claims or three students."""
    raters = max((len(unit) for unit in units), default=0)
    if len(units) < FEWEST_UNITS or raters < FEWEST_RATERS:
        return None
    return krippendorff_alpha(units)
