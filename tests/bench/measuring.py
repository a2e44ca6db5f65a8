"""What a measurement is: ours against a floor, taken in turns so that a noisy machine hits both."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Timed = Callable[[], float]


@dataclass(frozen=True)
class Row:
    """Seconds of ours and of the floor (medians), the median ratio, and the ratio not to pass.

    ``limit`` None: there is nothing to pass; the row is there to be seen.
    """

    name: str
    ours: float
    floor: float
    ratio: float
    limit: float | None

    @property
    def within(self) -> bool:
        return self.limit is None or self.ratio <= self.limit


@dataclass(frozen=True)
class Bench:
    """One row to be measured: two functions that each do the work once and return its seconds."""

    name: str
    limit: float | None
    ours: Timed
    floor: Timed
    rounds: int = 7

    def measure(self) -> Row:
        self.ours(), self.floor()  # warm: imports, caches, fonts
        pairs = [(self.ours(), self.floor()) for _ in range(self.rounds)]
        return Row(
            self.name,
            median(ours for ours, _ in pairs),
            median(floor for _, floor in pairs),
            median(ours / floor for ours, floor in pairs),
            self.limit,
        )
