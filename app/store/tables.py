"""The schema of a classroom file. Rows never leave ``app.store``.

Types that every SQL database has, so that the same tables fit PostgreSQL: an array or a mapping
that is only ever read whole is JSON; what is searched by is a column with an index.
"""

from typing import Any, ClassVar

from sqlalchemy import JSON, Index, Table
from sqlmodel import Field, SQLModel

_Json = JSON(none_as_null=True)


class MigrationRow(SQLModel, table=True):
    """A change of the schema that this file went through; the greatest number is its version."""

    __tablename__: ClassVar[Any] = "migrations"
    number: int = Field(primary_key=True)
    name: str
    applied: str


class TextRow(SQLModel, table=True):
    """A text by its SHA-256 (of an article, a document, a log): kept once, never changed, not in
    steps, and deleted by a purge alone."""

    __tablename__: ClassVar[Any] = "texts"
    sha256: str = Field(primary_key=True)
    text: str


class ArticleRow(SQLModel, table=True):
    """``opening`` is computed from the text and the segments, so that lists need not read texts."""

    __tablename__: ClassVar[Any] = "articles"
    id: str = Field(primary_key=True)
    sha256: str = Field(foreign_key="texts.sha256", index=True)
    encoding: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    origin: str | None
    card_checked: bool
    segments: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    segments_confirmed: bool
    words: int
    position: int = Field(index=True)
    file_name: str | None
    imported_at: str
    opening: str


class AnnotationRow(SQLModel, table=True):
    """``author_id`` may be a student's pseudonym, a key's id or the owner: no foreign key.

    ``start`` and ``end`` are computed from the spans, so that a place can be looked up.
    """

    __tablename__: ClassVar[Any] = "annotations"
    __table_args__ = (
        Index("ix_annotations_article_author_start", "article_id", "author_id", "start"),
    )
    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="articles.id")
    author_id: str = Field(index=True)
    spans: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    tag: str
    attribution: list[Any] | None = Field(sa_type=_Json)  # type: ignore[arg-type]
    confidence: int | None
    note: str
    starred: bool
    core: list[Any] | None = Field(sa_type=_Json)  # type: ignore[arg-type]
    acceptable: dict[str, Any] | None = Field(sa_type=_Json)  # type: ignore[arg-type]
    scored: bool
    created: str
    start: int
    end: int


class RelationRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "relations"
    id: str = Field(primary_key=True)
    author_id: str = Field(index=True)
    type: str
    source_id: str = Field(foreign_key="annotations.id", index=True)
    target_id: str = Field(foreign_key="annotations.id", index=True)
    note: str
    acceptable: dict[str, Any] | None = Field(sa_type=_Json)  # type: ignore[arg-type]
    created: str


class ClassroomRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "classrooms"
    id: str = Field(primary_key=True)
    name: str
    school: str


class StudentRow(SQLModel, table=True):
    """The only table with students' names."""

    __tablename__: ClassVar[Any] = "students"
    id: str = Field(primary_key=True)
    classroom_id: str = Field(foreign_key="classrooms.id", index=True)
    name: str
    position: int


class AssignmentRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "assignments"
    id: str = Field(primary_key=True)
    name: str
    article_ids: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    classroom_id: str | None = Field(foreign_key="classrooms.id", index=True)
    key_id: str | None
    instructions: str
    weights: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    notes_asked: int
    scale: int
    due: str | None
    created: str
    asked: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    mode: str
    claims_asked: int
    relations_asked: int
    codebook: str
    rubric: str


class ScoreRow(SQLModel, table=True):
    """``student_id`` is the pseudonym, which outlives the roster: no foreign key."""

    __tablename__: ClassVar[Any] = "scores"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    student_id: str = Field(index=True)
    row: str
    manual: float | None
    level: int | None
    accepted: bool | None
    comment: str
    key_fingerprint: str


class SubmissionRow(SQLModel, table=True):
    """``student_ids`` are pseudonyms. The texts are not in steps, as those of articles are not."""

    __tablename__: ClassVar[Any] = "submissions"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    student_ids: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    handed_in: str
    receipt: str
    device: str
    document: str = Field(foreign_key="texts.sha256", index=True)
    log: str = Field(foreign_key="texts.sha256", index=True)
    claims: int
    relations: int
    articles: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]


class SittingRow(SQLModel, table=True):
    """``earlier`` and ``practice`` may be empty: no foreign keys."""

    __tablename__: ClassVar[Any] = "sittings"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    student_ids: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    started: str
    file: str
    earlier: str
    practice: str


class FeedbackRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "feedbacks"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    student_ids: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]
    given: str
    document: str = Field(foreign_key="texts.sha256", index=True)


class KeyVersionRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "key_versions"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    number: int
    name: str
    document: str = Field(foreign_key="texts.sha256", index=True)
    created: str


class VoteRow(SQLModel, table=True):
    """``key_claim_id`` may name a claim that the key has lost since: no foreign key."""

    __tablename__: ClassVar[Any] = "votes"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    key_claim_id: str
    student_id: str
    tag: str


class HandCountRow(SQLModel, table=True):
    """``key_claim_id`` as in a vote's row."""

    __tablename__: ClassVar[Any] = "hand_counts"
    id: str = Field(primary_key=True)
    assignment_id: str = Field(foreign_key="assignments.id", index=True)
    key_claim_id: str
    sourced: int
    unverified: int
    opinion: int


class SettingRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "settings"
    id: str = Field(primary_key=True)
    value: str


class StepRow(SQLModel, table=True):
    """The log. ``changes`` comes last: reading the names of steps then skips over it."""

    __tablename__: ClassVar[Any] = "steps"
    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    kind: str
    gesture: str
    detail: str
    actor: str
    device: str
    at: str
    reverses: str | None = Field(foreign_key="steps.id", index=True)
    changes: list[Any] = Field(sa_type=_Json)  # type: ignore[arg-type]


def table(row: type[SQLModel]) -> Table:
    """The table behind a row class, for statements that pick columns."""
    return SQLModel.metadata.tables[vars(row)["__tablename__"]]
