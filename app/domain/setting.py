"""A choice kept with a classroom file: its role, its owner."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.entity import Entity

OWNER = "me"  # who signs where nobody has said who it is


class Role(StrEnum):
    """Who uses this classroom file. A student's never holds a key or another student's name."""

    STUDENT = "student"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Entity):
    """``id`` is the name of the choice."""

    value: str
