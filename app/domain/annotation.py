"""A claim that somebody marked in an article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.entity import Entity
from app.domain.selector import Selector

LONGEST_NOTE = 20_000  # characters: what is longer could not be read again where it is handed in
LONGEST_NAME = 500


class Tag(StrEnum):
    """Whether a claim names its source. Not whether it is true."""

    SOURCED = "sourced"
    UNVERIFIED = "unverified"
    OPINION = "opinion"


class SourceType(StrEnum):
    """Who the text says said it."""

    NAMED_PERSON = "named_person"
    NAMED_ORG = "named_org"
    DOCUMENT = "document"
    MEDIA_SECONDARY = "media_secondary"
    ANONYMOUS = "anonymous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it («من قال؟»), as the text has it, and the words that show it."""

    source_type: SourceType
    name: str | None = None
    evidence: Selector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Entity):
    """One claim: where it stands, its tag, and what its author says of it.

    ``spans`` are in reading order and never empty; nearly every claim has one. ``attribution`` is
    None until somebody answers the question. ``confidence`` is 1–3 or None. ``starred`` notes count
    for the mark. ``core`` (the phrase that a highlight must hold), ``acceptable`` (tags that earn a
    share of the points) and ``scored`` matter in a key only: an unscored key claim is there for its
    relations and earns no points itself.
    """

    article_id: str
    author_id: str
    spans: tuple[Selector, ...]
    tag: Tag
    attribution: Attribution | None = None
    confidence: int | None = None
    note: str = ""
    starred: bool = False
    core: Selector | None = None
    acceptable: Mapping[Tag, float] = field(default_factory=dict[Tag, float], hash=False)
    scored: bool = True
    created: str = ""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    @property
    def quote(self) -> str:
        """The claim's words; parts are joined by an ellipsis."""
        return " … ".join(span.exact for span in self.spans)


def reading_order(annotation: Annotation) -> tuple[int, int, str]:
    """Sort key: by place in the text; numbers and badges follow it."""
    return annotation.start, annotation.end, annotation.id
