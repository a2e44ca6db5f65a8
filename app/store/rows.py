"""Between rows and domain values: one small conversion for each kind of thing.

A row here is a plain mapping of column to a value that JSON could hold; the same mapping is what
the log keeps. An article's text is not in it: it lives in ``texts``, under its SHA-256.
"""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import JSON, Column, Select, Table, select
from sqlmodel import SQLModel

from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article, Segment, opening
from app.domain.assignment import Asked, Assignment, Mode, Weights
from app.domain.classroom import Classroom, Student
from app.domain.entity import Entity
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation, RelationType
from app.domain.score import Score
from app.domain.selector import Selector
from app.domain.setting import Setting
from app.domain.submission import Feedback, Sitting, Submission
from app.domain.vote import HandCount, Vote
from app.store import tables

E = TypeVar("E", bound=Entity)
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Kind(Generic[E]):
    """How one kind of thing is kept. ``name`` is its name in the log.

    ``derived`` are columns that follow from the rest: written, never read back, not in the log.
    """

    name: str
    entity: type[E]
    table: Table
    to_values: Callable[[E], dict[str, Any]]
    from_values: Callable[[Values], E]
    derived: Mapping[str, Callable[[E], Any]]

    @cached_property
    def columns(self) -> list[Column[Any]]:
        """Those that are read back and logged."""
        return [column for column in self.table.c if column.name not in self.derived]

    @cached_property
    def query(self) -> Select[Any]:
        """All of the kind, in ``columns``."""
        return select(*self.columns)

    @cached_property
    def ordered(self) -> Callable[[Values], tuple[object, ...]]:
        """Values in the order of ``columns``."""
        return itemgetter(*(column.name for column in self.columns))

    @cached_property
    def json(self) -> tuple[int, ...]:
        """Which of ``columns`` hold JSON."""
        return tuple(at for at, one in enumerate(self.columns) if isinstance(one.type, JSON))

    @cached_property
    def shape(self) -> str:
        """A whole thing in the log, with ``%s`` for the JSON of each of ``columns``."""
        return "{" + ",".join(f'"{column.name}":%s' for column in self.columns) + "}"


def _selector(span: Selector) -> list[Any]:
    return [span.start, span.end, span.exact, span.prefix, span.suffix]


def _article_values(article: Article) -> dict[str, Any]:
    values = _plain_values(article)
    del values["text"]
    values["segments"] = [[s.kind, s.start, s.end] for s in article.segments]
    return values


def _article(values: Values) -> Article:
    """``values`` holds the text as well."""
    segments = tuple(Segment(*segment) for segment in values["segments"])
    return Article(**_with(values, segments=segments))


def _opening(article: Article) -> str:
    return opening(article.text, article.segments)


def _annotation_values(annotation: Annotation) -> dict[str, Any]:
    said, core = annotation.attribution, annotation.core
    return {
        "id": annotation.id,
        "article_id": annotation.article_id,
        "author_id": annotation.author_id,
        "spans": [_selector(span) for span in annotation.spans],
        "tag": str(annotation.tag),
        "attribution": said and [
            str(said.source_type), said.name, said.evidence and _selector(said.evidence)
        ],
        "confidence": annotation.confidence,
        "note": annotation.note,
        "starred": annotation.starred,
        "core": core and _selector(core),
        "acceptable": {str(k): v for k, v in annotation.acceptable.items()} or None,
        "scored": annotation.scored,
        "created": annotation.created,
    }  # fmt: skip


def _annotation(values: Values) -> Annotation:
    said, core, acceptable = values["attribution"], values["core"], values["acceptable"]
    return Annotation(
        id=values["id"],
        article_id=values["article_id"],
        author_id=values["author_id"],
        spans=tuple([Selector(*span) for span in values["spans"]]),
        tag=Tag(values["tag"]),
        attribution=Attribution(
            SourceType(said[0]), said[1], Selector(*said[2]) if said[2] else None
        ) if said else None,
        confidence=values["confidence"],
        note=values["note"],
        starred=values["starred"],
        core=Selector(*core) if core else None,
        acceptable={Tag(k): v for k, v in acceptable.items()} if acceptable else {},
        scored=values["scored"],
        created=values["created"],
    )  # fmt: skip


def _relation_values(relation: Relation) -> dict[str, Any]:
    values = _plain_values(relation)
    values["type"] = str(relation.type)
    values["acceptable"] = {str(k): v for k, v in relation.acceptable.items()} or None
    return values


def _relation(values: Values) -> Relation:
    given: Mapping[str, float] = values["acceptable"] or {}
    acceptable = {RelationType(type): share for type, share in given.items()}
    return Relation(**_with(values, type=RelationType(values["type"]), acceptable=acceptable))


def _assignment_values(assignment: Assignment) -> dict[str, Any]:
    values = _plain_values(assignment)
    values["article_ids"] = list(assignment.article_ids)
    values["weights"] = list(astuple(assignment.weights))
    values["asked"] = [str(field) for field in assignment.asked]
    values["mode"] = str(assignment.mode)
    return values


def _assignment(values: Values) -> Assignment:
    return Assignment(
        **_with(
            values,
            article_ids=tuple(values["article_ids"]),
            weights=Weights(*values["weights"]),
            asked=tuple(Asked(field) for field in values["asked"]),
            mode=Mode(values["mode"]),
        )
    )


def _vote_values(vote: Vote) -> dict[str, Any]:
    return {**_plain_values(vote), "tag": str(vote.tag)}


def _vote(values: Values) -> Vote:
    return Vote(**_with(values, tag=Tag(values["tag"])))


def _shared_values(entity: Submission | Sitting | Feedback) -> dict[str, Any]:
    return {**_plain_values(entity), "student_ids": list(entity.student_ids)}


def _with(values: Values, **converted: object) -> dict[str, Any]:
    return {**values, **converted}


def _plain_values(entity: Entity) -> dict[str, Any]:
    return {name: getattr(entity, name) for name in type(entity).__dataclass_fields__}


def _kind(
    entity: type[E],
    row: type[SQLModel],
    to_values: Callable[[E], dict[str, Any]] = _plain_values,
    from_values: Callable[[Values], E] | None = None,
    **derived: Callable[[E], Any],
) -> Kind[E]:
    make: Callable[[Values], E] = from_values or (lambda values: entity(**values))
    return Kind(entity.__name__.lower(), entity, tables.table(row), to_values, make, derived)


def _submission_values(submission: Submission) -> dict[str, Any]:
    return {**_shared_values(submission), "articles": list(submission.articles)}


def _submission(values: Values) -> Submission:
    students, articles = tuple(values["student_ids"]), tuple(values["articles"])
    return Submission(**_with(values, student_ids=students, articles=articles))


S = TypeVar("S", Sitting, Feedback)


def _shared(entity: type[S], row: type[SQLModel]) -> Kind[S]:
    """What belongs to one student or to a pair."""

    def make(values: Values) -> S:
        return entity(**_with(values, student_ids=tuple(values["student_ids"])))

    return _kind(entity, row, _shared_values, make)


_KINDS: tuple[Kind[Any], ...] = (
    _kind(Article, tables.ArticleRow, _article_values, _article, opening=_opening),
    _kind(
        Annotation, tables.AnnotationRow, _annotation_values, _annotation,
        start=attrgetter("start"), end=attrgetter("end"),
    ),
    _kind(Relation, tables.RelationRow, _relation_values, _relation),
    _kind(Classroom, tables.ClassroomRow),
    _kind(Student, tables.StudentRow),
    _kind(Assignment, tables.AssignmentRow, _assignment_values, _assignment),
    _kind(Score, tables.ScoreRow),
    _kind(Setting, tables.SettingRow),
    _kind(Submission, tables.SubmissionRow, _submission_values, _submission),
    _shared(Sitting, tables.SittingRow),
    _shared(Feedback, tables.FeedbackRow),
    _kind(KeyVersion, tables.KeyVersionRow),
    _kind(Vote, tables.VoteRow, _vote_values, _vote),
    _kind(HandCount, tables.HandCountRow),
)  # fmt: skip
KINDS: Mapping[type[Entity], Kind[Any]] = {kind.entity: kind for kind in _KINDS}
NAMED: Mapping[str, Kind[Any]] = {kind.name: kind for kind in _KINDS}


def kind_of(entity: type[E]) -> Kind[E]:
    """How ``entity`` is kept. KeyError for what is not kept at all."""
    return KINDS[entity]
