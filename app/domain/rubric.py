"""How notes are judged: four levels, each worth points."""

from dataclasses import dataclass

POINTS = (0, 4, 7, 10)  # of level 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the rubric in one language."""

    name: str
    description: str
    points: int


@dataclass(frozen=True, slots=True)
class Rubric:
    """Four levels, lowest first."""

    levels: tuple[Level, Level, Level, Level]
