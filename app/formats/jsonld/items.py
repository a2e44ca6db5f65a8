"""What a JSON-LD file holds, read but not yet looked up: no article is known, no span is placed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.annotation import SourceType, Tag
from app.domain.errors import KnownError
from app.domain.pointer import Pointer
from app.domain.relation import RelationType


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim as it stands in the file: its article by reference, its places not looked up yet.

    ``sources`` are the references that name the article, the surest first; ``author`` is None where
    the file does not say.
    """

    id: str
    sources: tuple[str, ...]
    places: tuple[Pointer, ...]
    tag: Tag
    note: str = ""
    source_type: SourceType | None = None
    source_name: str | None = None
    evidence: Pointer | None = None
    confidence: int | None = None
    starred: bool = False
    core: Pointer | None = None
    acceptable: Mapping[Tag, float] = field(default_factory=dict[Tag, float])
    scored: bool = True
    author: str | None = None
    created: str = ""


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A relation as it stands in the file."""

    id: str
    type: RelationType
    source_id: str
    target_id: str
    note: str = ""
    acceptable: Mapping[RelationType, float] = field(default_factory=dict[RelationType, float])
    author: str | None = None
    created: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An item that is not taken, and why."""

    id: str
    reason: KnownError


@dataclass(frozen=True, slots=True)
class Items:
    """What a file holds, in its order."""

    claims: tuple[ClaimItem, ...] = ()
    links: tuple[LinkItem, ...] = ()
    refused: tuple[Refusal, ...] = ()
