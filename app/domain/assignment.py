"""What a class is asked to do."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from app.domain.entity import Entity


class Asked(StrEnum):
    """What a student is asked to say of a claim, beside its tag."""

    SOURCE = "source"
    CONFIDENCE = "confidence"
    NOTES = "notes"
    LINKS = "links"


class Mode(StrEnum):
    """A test tells nothing before it is given back; practice answers after each claim."""

    TEST = "test"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of the whole that each part is worth. A part with nothing in it drops out."""

    claims: float = 60
    relations: float = 20
    notes: float = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Entity):
    """Articles to read, a key to grade against, and what is asked for.

    ``key_id`` is the author id under which the key's annotations and relations are kept;
    ``notes_asked`` how many starred notes count (0: every one, and who stars none loses nothing);
    ``scale`` what the mark is shown out of. ``asked`` names the fields that the student is shown
    and graded on; ``claims_asked`` and ``relations_asked`` are goals that the student sees (0:
    nobody says how many). ``codebook`` and ``rubric`` are the texts of TOML files, empty for those
    that ship with the program. ``due`` is an ISO date, with or without a time.
    """

    name: str
    article_ids: tuple[str, ...]
    classroom_id: str | None = None
    key_id: str | None = None
    instructions: str = ""
    weights: Weights = field(default_factory=Weights)
    notes_asked: int = 0
    scale: int = 20
    due: str | None = None
    created: str = ""
    asked: tuple[Asked, ...] = tuple(Asked)
    mode: Mode = Mode.TEST
    claims_asked: int = 0
    relations_asked: int = 0
    codebook: str = ""
    rubric: str = ""

    @property
    def key_layer(self) -> str:
        """The author under whom the key is marked before it is saved: a layer for each assignment,
        so that what is marked for one key is neither in another nor among a teacher's own marks."""
        return str(uuid5(NAMESPACE_URL, f"bayyina:key layer:{self.id}"))
