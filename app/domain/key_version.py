"""The key as it was saved each time."""

from dataclasses import dataclass

from app.domain.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyVersion(Entity):
    """One saved state of an assignment's key; ``number`` counts from 1.

    ``document`` is the SHA-256 of its JSON-LD, a text that the classroom file keeps. The key that
    grades is always the annotations under ``Assignment.key_id``; a version can be put back there.
    """

    assignment_id: str
    number: int
    name: str
    document: str
    created: str
