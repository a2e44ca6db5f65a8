"""Assignments: articles, a key, a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.entity import new_id
from app.domain.errors import KnownError
from app.formats import roster as rosters
from app.formats.roster import Entry
from app.services import exchanging
from app.services.exchanging import Items, Refusal

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Created", "Entry", "RefusedKey", "create", "enrol", "read_roster"]

_LONGEST_NAME = 200


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


def create(
    tx: Transaction,
    name: str,
    article_ids: Sequence[str],
    key: Items | None = None,
    roster: Sequence[Entry] = (),
    *,
    classroom: str = "",
) -> Created:
    """Make an assignment of ``article_ids``, with a copy of ``key`` and a class of ``roster``.

    ``classroom`` names the class if it is new; it may stay without a name. KnownError
    ``assignment.*``, ``roster.*``.
    """
    title = " ".join(name.split())
    if not title or len(title) > _LONGEST_NAME:
        raise KnownError("assignment.no_name", limit=_LONGEST_NAME)
    articles = tuple(dict.fromkeys(article_ids))
    if not articles:
        raise KnownError("assignment.no_articles")
    known = {card.id for card in tx.article_cards(articles)}
    for id in articles:
        if id not in known:
            raise KnownError("assignment.unknown_article", id=id)
    key_id, left_out = (None, 0) if key is None else _keep_key(tx, key, articles)
    assignment = Assignment(
        name=title,
        article_ids=articles,
        classroom_id=enrol(tx, roster, classroom) if roster else None,
        key_id=key_id,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    tx.detail = title
    return Created(tx.add(assignment), left_out)


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
