"""The end of term: a class's names and work go for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.submission import Submission
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a purge of a class would remove, as far as a look tells. ``names`` are the students'."""

    classroom: Classroom
    names: tuple[str, ...]
    annotations: int
    submissions: int


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removed. ``left`` are files beside this one that were set aside some day: they
    may hold the class still, and only a person can know whether they are needed."""

    classroom: str
    students: int
    annotations: int
    relations: int
    submissions: int
    sittings: int
    feedbacks: int
    scores: int
    votes: int
    texts: int
    steps: int
    left: tuple[Path, ...] = ()


def find_class(tx: Transaction, given: str) -> Classroom:
    """The class with this id or this name. KnownError where none or several have it."""
    rooms = tx.find(Classroom)
    wanted = " ".join(given.split())
    found = [room for room in rooms if room.id == wanted] or [
        room for room in rooms if " ".join(room.name.split()) == wanted
    ]
    if len(found) > 1:
        raise KnownError("browsing.ambiguous", id=given)
    if not found:
        raise KnownError("roster.no_class", id=given)
    return found[0]


def prospect(tx: Transaction, classroom_id: str) -> Prospect:
    """What would go. KnownError where there is no such class."""
    room = find_class(tx, classroom_id)
    roster = tx.find(Student, classroom_id=room.id, order_by="position")
    ids = {student.id for student in roster}
    submissions = [one for one in tx.find(Submission) if ids & set(one.student_ids)]
    names = tuple(student.name for student in roster)
    return Prospect(room, names, tx.count(Annotation, author_id=ids), len(submissions))


def is_meant(classroom: Classroom, typed: str) -> bool:
    """Whether somebody who was asked for the name of the class has typed it."""
    return " ".join(typed.split()) == " ".join(classroom.name.split())


def purge(workspace: Workspace, classroom_id: str) -> Purged:
    """Remove a class for good: its roster, what its students marked, linked and handed in, their
    sittings, grades, feedback and votes, what the log says of all that, texts that nothing else
    needs, and every older copy of the file; then overwrite where they were.

    All of it or nothing, through a power cut too. No undo brings it back, nor anything done before.
    KnownError ``roster.no_class``, ``workspace.*``.
    """
    room = workspace.read(find_class, classroom_id)
    removed = workspace.purge(room.id)
    left = tuple(sorted(_set_aside(workspace.path)))
    return Purged(room.name, **removed._asdict(), left=left)


def _set_aside(path: Path) -> Iterable[Path]:
    """Files that took the place of this one, or the other way round."""
    return path.parent.glob(f"{path.stem}-damaged-*{path.suffix}")
