"""What every kept thing has in common."""

from dataclasses import dataclass, field
from uuid import uuid4


def new_id() -> str:
    """A fresh identity. Made by the author's own device, so that merging is a union."""
    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A value with an identity. Frozen: to change one, replace it."""

    id: str = field(default_factory=new_id)
