"""Rules X1–X8 of UAX #9: embeddings, overrides and isolates set levels before anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.formats.typesetting.bidi_classes import EMBEDDINGS, ISOLATE_INITIATORS

_DEEPEST = 125


@dataclass(slots=True)
class _Status:
    """The directional status stack: (level, override or "", opened by an isolate)."""

    stack: list[tuple[int, str, bool]]
    overflow_isolates: int = 0
    overflow_embeddings: int = 0
    valid_isolates: int = 0

    @property
    def level(self) -> int:
        return self.stack[-1][0]

    def next_level(self, right_to_left: bool) -> int | None:
        """The next deeper level of that direction, None where there is no room."""
        level = (self.level + 1) | 1 if right_to_left else (self.level + 2) & ~1
        fits = level <= _DEEPEST and not self.overflow_isolates and not self.overflow_embeddings
        return level if fits else None

    def open_embedding(self, kind: str) -> None:  # X2–X5
        level = self.next_level(kind[0] == "R")
        if level is not None:
            self.stack.append((level, kind[0] if kind.endswith("O") else "", False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def open_isolate(self, right_to_left: bool) -> None:  # X5a–X5c
        level = self.next_level(right_to_left)
        if level is not None:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.overflow_isolates += 1

    def close_isolate(self) -> None:  # X6a
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def close_embedding(self) -> None:  # X7
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def explicit_levels(
    kinds: Sequence[str], base: int, directions: Mapping[int, int]
) -> tuple[list[int], list[str]]:
    """Levels by explicit codes, and the classes with overrides applied.

    ``directions`` tell for each first-strong isolate which way its content runs (0 or 1).
    """
    status = _Status([(base, "", False)])
    levels: list[int] = []
    forced = list(kinds)
    for k, kind in enumerate(kinds):
        if kind == "PDI":
            status.close_isolate()
        levels.append(base if kind == "B" else status.level)
        override = status.stack[-1][1]
        if kind in EMBEDDINGS:
            status.open_embedding(kind)
        elif kind == "PDF":
            status.close_embedding()
        elif kind not in ("B", "BN"):
            forced[k] = override or kind
            if kind in ISOLATE_INITIATORS:
                status.open_isolate(kind == "RLI" or directions.get(k) == 1)
    return levels, forced
