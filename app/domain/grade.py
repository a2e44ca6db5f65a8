"""A student's grade, row by row: what was computed, what the teacher decided, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.annotation import Annotation
from app.domain.relation import Relation
from app.domain.score import Score


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of explanation: a message of the catalogue and what fills it.

    Values that are tags, source types or relation types are shown by their labels.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Points of one row. ``manual`` (the teacher's) wins over ``auto`` where set.

    ``review``: the key row has changed since the teacher decided. Points that were more than a row
    can earn now (the assignment asks for less since) count as all that it can.
    """

    name: str
    auto: float
    possible: float
    score: Score | None = None
    review: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def manual(self) -> float | None:
        return self.score.manual if self.score else None

    @property
    def effective(self) -> float:
        return self.auto if self.manual is None else min(self.manual, self.possible)

    @property
    def comment(self) -> str:
        return self.score.comment if self.score else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(Row):
    """A key claim and the highlight matched to it, if any.

    ``shared``, ``yours`` and ``keys`` count words; ``f1`` = 2·shared ÷ (yours + keys). Not
    ``source_asked``: who said it is neither among the reasons nor in what is possible.
    """

    key: Annotation
    match: Annotation | None = None
    shared: int = 0
    yours: int = 0
    keys: int = 0
    found: float = 0
    tagged: float = 0
    source: float = 0
    source_asked: bool = True

    @property
    def f1(self) -> float:
        return 2 * self.shared / (self.yours + self.keys) if self.match else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow(Row):
    """A key relation and the one that the student drew, if any."""

    key: Relation
    match: Relation | None = None
    ends: float = 0
    typed: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow(Row):
    """A starred note. ``level`` is None until the teacher has judged it."""

    annotation: Annotation
    level: int | None = None

    @property
    def pending(self) -> bool:
        return self.level is None and self.manual is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraRow(Row):
    """A highlight beyond the key. ``accepted`` is None until the teacher has looked."""

    annotation: Annotation
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the total: ``earned`` of ``possible`` points, worth ``weight`` of the whole.

    ``share`` is what it adds to the percentage after empty parts have dropped out.
    """

    earned: float
    possible: float
    weight: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """All of it. ``total`` is a percentage; ``approved``: the teacher let it stand, whatever she
    left undecided; ``provisional`` while notes wait for her and she has not."""

    student_id: str
    claims: tuple[ClaimRow, ...]
    relations: tuple[RelationRow, ...]
    notes: tuple[NoteRow, ...]
    extras: tuple[ExtraRow, ...]
    bonus: float
    penalty: float
    claims_part: Part
    relations_part: Part
    notes_part: Part
    total: float
    comment: str = ""
    approved: bool = False

    @property
    def waiting_notes(self) -> int:
        """How many notes wait for a level; none of an approved grade, where they do not count."""
        return 0 if self.approved else sum(note.pending for note in self.notes)

    @property
    def provisional(self) -> bool:
        return self.waiting_notes > 0

    @property
    def to_review(self) -> int:
        """How many rows need the teacher's eyes because the key has changed under them."""
        return sum(row.review for row in (*self.claims, *self.relations))

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        return self.claims_part, self.relations_part, self.notes_part

    def out_of(self, scale: int) -> float:
        """The total on another scale, to one decimal, halves up."""
        return int(self.total * scale / 10 + 0.5 + 1e-9) / 10
