"""Taking a class out of the file for good: rows, what the log says of them, texts, copies.

The log keeps its steps, so that their order, their numbers and what undid what stay as they were;
only what they changed of the class is taken out of them. Doing the log again still gives the rows.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update

from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.entity import Entity
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.submission import Feedback, Sitting, Submission, author_of
from app.domain.vote import Vote
from app.store import copies, files
from app.store.tables import ArticleRow, StepRow, TextRow, table
from app.store.transaction import AT_ONCE, Transaction

if TYPE_CHECKING:
    from app.store.database import Database

_STEPS = table(StepRow)
_TEXTS = table(TextRow)
_MARK = "-purge"  # ends the name of the file that says that a purge is under way
# Of whom a row is: the column with one pseudonym (or a pair's), or with a list of them.
_SIGNED = {"annotation": "author_id", "relation": "author_id"}
_ABOUT = {"score": "student_id", "vote": "student_id"}
_SHARED: tuple[type[Submission] | type[Sitting] | type[Feedback], ...] = (
    Submission, Sitting, Feedback,
)  # fmt: skip
_SHARED_NAMES = frozenset(kind.__name__.lower() for kind in _SHARED)
_TEXT_COLUMNS = ("document", "log", "earlier", "practice")


class Removed(NamedTuple):
    """How much of each went. ``steps`` are entries of the log that told of it."""

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


class _Doomed:
    """What is to go, found in the rows and in the log."""

    def __init__(self, classroom_id: str) -> None:
        self.classroom_id = classroom_id
        self.students: set[str] = set()
        self.elsewhere: set[str] = set()  # ids that are another class's now
        self.authors: set[str] = set()  # students, and the pairs that they are in
        self.names: set[str] = set()
        self.things: set[tuple[str, str]] = set()
        self.texts: set[str] = set()


def scrub(tx: Transaction, classroom_id: str) -> Removed:
    """Remove a class within a transaction. LookupError where it is not there.

    ``tx.changes`` tell what went; nothing of it is left for a step.
    """
    room = tx.get(Classroom, classroom_id)
    doomed = _Doomed(classroom_id)
    doomed.names.add(room.name)
    _find_students(tx, doomed)
    _find_in_log(tx, doomed)
    counts = _remove_rows(tx, doomed, room)
    tx.flush()
    steps = _scrub_log(tx, doomed)
    texts = _remove_texts(tx, doomed.texts)
    tx.entries.clear()
    return Removed(**counts, texts=texts, steps=steps)


def announce(path: Path, classroom_id: str) -> None:
    """Leave word that a purge begins, so that what a power cut leaves of it is finished."""
    files.beside(path, _MARK).write_text(classroom_id, encoding="utf-8")


def finish(database: "Database") -> None:
    """After the rows went: overwrite where they were, and let no older copy of the file keep them.

    Does nothing where no purge was begun, or where it did not come to pass.
    """
    mark = files.beside(database.path, _MARK)
    if not mark.exists():
        return
    classroom_id = mark.read_text(encoding="utf-8")
    with database.reading() as tx:
        done = not tx.count(Classroom, id=classroom_id)
    if done:
        database.overwrite_deleted()
        copies.renew(database.path)
    with suppress(FileNotFoundError):
        mark.unlink()


def _find_students(tx: Transaction, doomed: _Doomed) -> None:
    """The roster, and who else handed something in for an assignment of the class."""
    for student in tx.find(Student):
        here = student.classroom_id == doomed.classroom_id
        (doomed.students if here else doomed.elsewhere).add(student.id)
        if here:
            doomed.names.add(student.name)
    for assignment in tx.find(Assignment, classroom_id=doomed.classroom_id):
        for score in tx.find(Score, assignment_id=assignment.id):
            doomed.students.add(score.student_id)
        for kind in _SHARED:
            for one in tx.find(kind, assignment_id=assignment.id):
                doomed.students.update(one.student_ids)
    doomed.students -= doomed.elsewhere


def _find_in_log(tx: Transaction, doomed: _Doomed) -> None:
    """Who else was in the class once, and whatever there was of all of them."""
    for side, kind in _whole_sides(tx):
        if kind == "student" and side["classroom_id"] == doomed.classroom_id:
            doomed.names.add(side["name"])
            doomed.students.add(side["id"])
    doomed.students -= doomed.elsewhere
    pairs: set[str] = set()
    for kind in _SHARED:
        for one in tx.find(kind):
            if doomed.students & set(one.student_ids):
                pairs.add(author_of(one.student_ids))
    for side, kind in _whole_sides(tx):
        if kind in _SHARED_NAMES and doomed.students & set(side["student_ids"]):
            pairs.add(author_of(side["student_ids"]))
    doomed.authors = doomed.students | pairs
    for side, kind in _whole_sides(tx):
        if _is_doomed(kind, side, doomed):
            doomed.things.add((kind, side["id"]))
            doomed.texts.update(side[name] for name in _TEXT_COLUMNS if side.get(name))


def _is_doomed(kind: str, side: dict[str, Any], doomed: _Doomed) -> bool:
    if kind == "classroom":
        return side["id"] == doomed.classroom_id
    if kind == "student":
        return side["classroom_id"] == doomed.classroom_id and side["id"] not in doomed.elsewhere
    if kind in _SHARED_NAMES:
        return bool(doomed.students & set(side["student_ids"]))
    if kind in _SIGNED:
        return side[_SIGNED[kind]] in doomed.authors
    return kind in _ABOUT and side[_ABOUT[kind]] in doomed.students


def _whole_sides(tx: Transaction) -> Iterator[tuple[dict[str, Any], str]]:
    """Things as the log has them whole: when they came and when they went."""
    tx.flush()
    for (changes,) in tx.connection.execute(select(_STEPS.c.changes)):
        for change in changes:
            sides: list[dict[str, Any]] = [s for s in (change["before"], change["after"]) if s]
            if len(sides) == 1:  # of a replaced thing there are only the columns that differ
                yield sides[0], change["kind"]


def _remove_rows(tx: Transaction, doomed: _Doomed, room: Classroom) -> dict[str, int]:
    annotations = _of(tx, Annotation, "author_id", doomed.authors)
    gone = {annotation.id for annotation in annotations}
    relations = {one.id: one for one in _of(tx, Relation, "author_id", doomed.authors)}
    for end in ("source_id", "target_id"):
        relations.update((one.id, one) for one in _of(tx, Relation, end, gone))
    doomed.things.update(("relation", id) for id in relations)
    scores = _of(tx, Score, "student_id", doomed.students)
    votes = _of(tx, Vote, "student_id", doomed.students)
    shared: dict[str, list[Any]] = {}
    for kind in _SHARED:
        name = kind.__name__.lower()
        shared[name] = [one for one in tx.find(kind) if doomed.students & set(one.student_ids)]
        for one in shared[name]:
            texts = (getattr(one, column, "") for column in _TEXT_COLUMNS)
            doomed.texts.update(filter(None, texts))
    roster = tx.find(Student, classroom_id=doomed.classroom_id)
    for assignment in tx.find(Assignment, classroom_id=doomed.classroom_id):
        tx.replace(assignment, classroom_id=None)
    everything: Iterable[Entity] = (
        *relations.values(), *annotations, *scores, *votes, *shared["submission"],
        *shared["sitting"], *shared["feedback"], *roster, room,
    )  # fmt: skip
    for one in everything:
        tx.remove(one)
        doomed.things.add((type(one).__name__.lower(), one.id))
    return {
        "students": len(roster),
        "annotations": len(annotations),
        "relations": len(relations),
        "submissions": len(shared["submission"]),
        "sittings": len(shared["sitting"]),
        "feedbacks": len(shared["feedback"]),
        "scores": len(scores),
        "votes": len(votes),
    }


def _of(tx: Transaction, kind: type[Any], column: str, values: Iterable[str]) -> list[Any]:
    wanted = sorted(values)
    found: list[Any] = []
    for at in range(0, len(wanted), AT_ONCE):
        where: dict[str, Any] = {column: wanted[at : at + AT_ONCE]}
        found += tx.find(kind, **where)
    return found


def _scrub_log(tx: Transaction, doomed: _Doomed) -> int:
    """Take what is doomed out of the steps; how many told of it."""
    rewritten: list[dict[str, Any]] = []
    told = 0
    rows = tx.connection.execute(select(_STEPS.c.number, _STEPS.c.detail, _STEPS.c.changes))
    for number, detail, changes in rows:
        kept = [one for one in changes if (one["kind"], one["id"]) not in doomed.things]
        freed = _free_assignments(kept, doomed.classroom_id)
        gone = len(kept) < len(changes)
        named = any(name and name in detail for name in doomed.names)
        if gone or freed or named:
            told += gone or named
            words = "" if named or _of_people(changes, doomed) else detail
            rewritten.append({"key": number, "new_detail": words, "new_changes": kept})
    if rewritten:
        statement = update(_STEPS).where(_STEPS.c.number == bindparam("key"))
        statement = statement.values(
            detail=bindparam("new_detail"), changes=bindparam("new_changes")
        )
        tx.connection.execute(statement, rewritten)
    return told


def _of_people(changes: list[dict[str, Any]], doomed: _Doomed) -> bool:
    """Whether a step was about the class or its students: its detail may name them."""
    people = ("student", "classroom")
    return any(one["kind"] in people and (one["kind"], one["id"]) in doomed.things
               for one in changes)  # fmt: skip


def _free_assignments(changes: list[dict[str, Any]], classroom_id: str) -> bool:
    """As if the class had never been theirs, as the rows say now."""
    freed = False
    for change in changes:
        for side in (change["before"], change["after"]):
            if change["kind"] == "assignment" and side and side.get("classroom_id") == classroom_id:
                side["classroom_id"] = None
                freed = True
    return freed


def _remove_texts(tx: Transaction, candidates: set[str]) -> int:
    """Those of them that nothing needs any more."""
    kept = set(tx.connection.execute(select(table(ArticleRow).c.sha256)).scalars())
    for kind in (*_SHARED, KeyVersion):
        for one in tx.find(kind):
            kept.update(getattr(one, name, "") for name in _TEXT_COLUMNS)
    gone = sorted(candidates - kept)
    removed = 0
    for at in range(0, len(gone), AT_ONCE):
        statement = delete(_TEXTS).where(_TEXTS.c.sha256.in_(gone[at : at + AT_ONCE]))
        removed += tx.connection.execute(statement).rowcount
    return removed
