"""A class and its roster: names are here and nowhere else."""

from dataclasses import dataclass

from app.domain.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Classroom(Entity):
    name: str
    school: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Student(Entity):
    """``id`` is the pseudonym that files and annotations carry (``s01``); ``name`` stays here."""

    classroom_id: str
    name: str
    position: int = 0
