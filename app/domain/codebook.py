"""The tags as a class uses them: what each means, with an example and a counter-example."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.annotation import SourceType, Tag
from app.domain.relation import RelationType


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag in one language."""

    label: str
    definition: str
    example: str = ""
    counter_example: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """In one language: the questions that decide, then every tag, source type and relation type."""

    questions: tuple[str, ...]
    reminders: tuple[str, ...]
    tags: Mapping[Tag, Entry]
    source_types: Mapping[SourceType, Entry]
    relation_types: Mapping[RelationType, Entry]


# Whoever is named could be gone back to: the second question's answer.
_TRACEABLE = frozenset(
    (
        SourceType.NAMED_PERSON,
        SourceType.NAMED_ORG,
        SourceType.DOCUMENT,
        SourceType.MEDIA_SECONDARY,
    )
)


def proposed_tag(provable: bool, said_by: SourceType | None) -> Tag | None:
    """The tag that the two questions lead to; None while the second one waits for its answer."""
    if not provable:
        return Tag.OPINION
    if said_by is None:
        return None
    return Tag.SOURCED if said_by in _TRACEABLE else Tag.UNVERIFIED
