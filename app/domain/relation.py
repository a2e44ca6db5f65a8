"""A typed link between two claims, usually in two articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.entity import Entity


class RelationType(StrEnum):
    REPEATS = "repeats"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"
    SAME_ORIGIN = "same_origin"

    @property
    def is_directed(self) -> bool:
        """Whether it matters which of the two claims comes first."""
        return self in (RelationType.SUPPORTS, RelationType.QUALIFIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Entity):
    """``source_id`` relates to ``target_id`` (ids of annotations).

    ``acceptable`` matters in a key only: types that earn a share of the type's points.
    """

    author_id: str
    type: RelationType
    source_id: str
    target_id: str
    note: str = ""
    acceptable: Mapping[RelationType, float] = field(
        default_factory=dict[RelationType, float], hash=False
    )
    created: str = ""
