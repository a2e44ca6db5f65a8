"""Assignments: articles, a key, a class, what is asked and how it counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

from app.domain.annotation import Annotation
from app.domain.assignment import Asked, Assignment, Mode, Weights
from app.domain.classroom import Classroom, Student
from app.domain.entity import Entity, new_id
from app.domain.errors import KnownError
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.submission import Feedback, Sitting, Submission, author_of
from app.domain.vote import HandCount, Vote
from app.formats import codebook_file, rubric_file, text_files
from app.formats import roster as rosters
from app.formats.roster import Entry
from app.services import exchanging, settling
from app.services.exchanging import Items, Refusal
from app.services.grading import assignment_of

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Created", "Details", "Entry", "Fields", "RefusedKey", "asked_in", "codebook_now",
           "create", "edit", "enrol", "read_codebook", "read_roster", "read_rubric",
           "remove"]  # fmt: skip

LEAST_SCALE, GREATEST_SCALE = 5, 100
MOST_ASKED = 99  # of claims, relations or notes
# What belongs to an assignment and goes with it.
_OF_ASSIGNMENTS: tuple[type[Entity], ...] = (
    Score, Submission, Sitting, Feedback, KeyVersion, Vote, HandCount,
)  # fmt: skip
_LONGEST_NAME = 200
_LONGEST_TEXT = 10_000  # of instructions
_LONGEST_FILE = 1_000_000  # bytes of a codebook or rubric


class Details(TypedDict, total=False):
    """What can be said of an assignment, beside its name and articles; as in ``Assignment``."""

    classroom_id: str | None
    instructions: str
    weights: Weights
    notes_asked: int
    scale: int
    due: str | None
    asked: Collection[Asked]
    mode: Mode
    claims_asked: int
    relations_asked: int
    codebook: str
    rubric: str


class Fields(Details, total=False):
    """All that can be said of it, but for its key."""

    name: str
    article_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Created:
    """A new assignment; ``left_out`` counts items of the key that lie in other articles."""

    assignment: Assignment
    left_out: int = 0


class RefusedKey(KnownError):
    """A key that cannot be taken whole is not taken: grades would be wrong without a word."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        super().__init__("assignment.key_refused", count=len(refused))
        self.refused = tuple(refused)


def read_roster(path: Path) -> tuple[Entry, ...]:
    """The students in a table of ``id,name``. KnownError where it is none."""
    return rosters.read(path)


def read_codebook(path: Path) -> str:
    """The text of a codebook in TOML. KnownError where the file is none in all languages."""
    return codebook_file.checked(text_files.read(path, limit=_LONGEST_FILE).text)


def read_rubric(path: Path) -> str:
    """The text of a rubric in TOML. KnownError where the file is none in all languages."""
    return rubric_file.checked(text_files.read(path, limit=_LONGEST_FILE).text)


def codebook_now(tx: Transaction) -> str:
    """The codebook of the assignment in hand, the one made last; empty: the one that ships."""
    newest = tx.find(Assignment, order_by="-created")[:1]
    return newest[0].codebook if newest else ""


def asked_in(tx: Transaction, article_id: str) -> frozenset[Asked]:
    """What somebody who reads an article is asked: by any of its assignments; all without one."""
    found = [one for one in tx.find(Assignment) if article_id in one.article_ids]
    return frozenset(field for one in found for field in one.asked) if found else frozenset(Asked)


def create(
    tx: Transaction,
    name: str,
    article_ids: Sequence[str],
    key: Items | None = None,
    roster: Sequence[Entry] = (),
    *,
    classroom: str = "",
    **details: Unpack[Details],
) -> Created:
    """Make an assignment of ``article_ids``, with a copy of ``key`` and a class of ``roster``.

    ``classroom`` names the class if it is new; it may stay without a name. ``details`` say the
    rest. KnownError ``assignment.*``, ``roster.*``.
    """
    given = _checked(tx, {**details, "name": name, "article_ids": article_ids})
    key_id, left_out = (None, 0) if key is None else _keep_key(tx, key, given["article_ids"])
    if roster:
        given["classroom_id"] = enrol(tx, roster, classroom)
    assignment = Assignment(
        key_id=key_id, created=datetime.now(UTC).isoformat(timespec="seconds"), **given
    )
    tx.detail = assignment.name
    return Created(tx.add(assignment), left_out)


def edit(tx: Transaction, assignment_id: str, **fields: Unpack[Fields]) -> Assignment:
    """Change what is said of an assignment. KnownError ``assignment.*``; the key stays as it is:
    what of it lies in articles that are left out counts again when they come back."""
    present = assignment_of(tx, assignment_id)
    changed = tx.replace(present, **_checked(tx, fields))
    tx.detail = changed.name
    return changed


def remove(tx: Transaction, assignment_id: str) -> None:
    """Take an assignment away with its key, its versions, grades and hand-ins, and with what they
    say: in an article that another assignment has too, its hand-ins say what stands. What a student
    marked here himself stays there. One undo brings all back."""
    assignment = assignment_of(tx, assignment_id)
    others = [one for one in tx.find(Assignment) if one.id != assignment.id]
    shared = {article for one in others for article in one.article_ids}
    authors: set[str] = set()
    for submission in tx.find(Submission, assignment_id=assignment.id):
        authors.update(submission.student_ids, (author_of(submission.student_ids),))
    at_work = tx.count(Sitting) > 0
    for kind in _OF_ASSIGNMENTS:
        for one in tx.find(kind, assignment_id=assignment.id):
            tx.remove(one)
    tx.remove(assignment)
    handed_in = {(a, id) for a in authors for id in assignment.article_ids}
    if at_work:
        handed_in = {(author, id) for author, id in handed_in if id not in shared}
    else:
        handed_in -= settling.answered(tx)
    _remove_marks(tx, handed_in)
    if assignment.key_id and all(one.key_id != assignment.key_id for one in others):
        keys = tx.find(Annotation, author_id=assignment.key_id)
        _remove_marks(tx, {(key.author_id, key.article_id) for key in keys})
    if not at_work:
        settling.settle(tx, {})
    tx.detail = assignment.name


def _remove_marks(tx: Transaction, places: Collection[tuple[str, str]]) -> None:
    """What there is of each (author, article), and every relation that would lose an end."""
    marks = [
        mark
        for mark in tx.find(Annotation, author_id={author for author, _ in places})
        if (mark.author_id, mark.article_id) in places
    ]
    gone = {mark.id for mark in marks}
    for relation in tx.find(Relation) if gone else []:
        if relation.source_id in gone or relation.target_id in gone:
            tx.remove(relation)
    for mark in marks:
        tx.remove(mark)


def _checked(tx: Transaction, fields: Mapping[str, object] | Fields) -> dict[str, Any]:
    """The fields as they are kept. KnownError ``assignment.*`` for the first that cannot be."""
    given = dict(cast("Mapping[str, Any]", fields))
    if "article_ids" in given:
        given["article_ids"] = _articles(tx, given["article_ids"])
    if given.get("classroom_id") and not tx.find(Classroom, id=given["classroom_id"]):
        raise KnownError("roster.no_class", id=given["classroom_id"])
    for name, check in _CHECKS.items():
        if name in given:
            given[name] = check(given[name])
    return given


def _articles(tx: Transaction, article_ids: Sequence[str]) -> tuple[str, ...]:
    articles = tuple(dict.fromkeys(article_ids))
    if not articles:
        raise KnownError("assignment.no_articles")
    known = {card.id for card in tx.article_cards(articles)}
    for id in articles:
        if id not in known:
            raise KnownError("assignment.unknown_article", id=id)
    return articles


def _name(given: str) -> str:
    name = " ".join(given.split())
    if not name or len(name) > _LONGEST_NAME:
        raise KnownError("assignment.no_name", limit=_LONGEST_NAME)
    return name


def _instructions(given: str) -> str:
    if len(given) > _LONGEST_TEXT:
        raise KnownError("assignment.long_instructions", limit=_LONGEST_TEXT)
    return given


def _weights(weights: Weights) -> Weights:
    each = (weights.claims, weights.relations, weights.notes)
    if not all(isfinite(one) and 0 <= one <= 100 for one in each) or not any(each):
        raise KnownError("assignment.weights")
    return weights


def _scale(scale: int) -> int:
    if not LEAST_SCALE <= scale <= GREATEST_SCALE:
        raise KnownError("assignment.scale", least=LEAST_SCALE, most=GREATEST_SCALE)
    return scale


def _number(asked: int) -> int:
    if not 0 <= asked <= MOST_ASKED:
        raise KnownError("assignment.too_many_asked", most=MOST_ASKED)
    return asked


def _asked(fields: Collection[Asked]) -> tuple[Asked, ...]:
    return tuple(field for field in Asked if field in fields)


def _due(given: str | None) -> str | None:
    """An ISO date, with or without a time; None where nothing was given."""
    text = (given or "").strip()
    if not text:
        return None
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat()  # 20260131 too: till that day's end
    try:
        return datetime.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError as error:
        raise KnownError("assignment.due", due=text[:40]) from error


def enrol(tx: Transaction, roster: Sequence[Entry], name: str) -> str:
    """The class of a roster: a new one, or the one that its students are in, joined by the others.

    A student is known by the id, so an id that stands for somebody else is refused
    (``roster.other_name``), and so is a roster that mixes two classes (``roster.two_classes``).
    """
    known = {student.id: student for student in tx.find(Student, id=[e.id for e in roster])}
    for entry in roster:
        if entry.id in known and known[entry.id].name != entry.name:
            raise KnownError("roster.other_name", id=entry.id, name=known[entry.id].name)
    classrooms = {student.classroom_id for student in known.values()}
    if len(classrooms) > 1:
        raise KnownError("roster.two_classes")
    classroom_id = classrooms.pop() if classrooms else tx.add(Classroom(name=name)).id
    taken = tx.count(Student, classroom_id=classroom_id)
    new = [entry for entry in roster if entry.id not in known]
    for position, entry in enumerate(new, taken + 1):
        tx.add(Student(id=entry.id, classroom_id=classroom_id, name=entry.name, position=position))
    return classroom_id


def _keep_key(tx: Transaction, key: Items, articles: Sequence[str]) -> tuple[str, int]:
    key_id = new_id()
    taken = exchanging.import_items(tx, key, key_id, article_ids=articles, copies=True)
    wrong = [item for item in taken.refused if item.reason.message != exchanging.NOT_HERE]
    if wrong:
        raise RefusedKey(wrong)
    if not taken.added:
        raise KnownError("assignment.key_empty")
    return key_id, len(taken.refused)


def _codebook(text: str) -> str:
    return codebook_file.checked(text) if text else ""


def _rubric(text: str) -> str:
    return rubric_file.checked(text) if text else ""


_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "name": _name,
    "instructions": _instructions,
    "weights": _weights,
    "scale": _scale,
    "claims_asked": _number,
    "relations_asked": _number,
    "notes_asked": _number,
    "due": _due,
    "asked": _asked,
    "codebook": _codebook,
    "rubric": _rubric,
}
