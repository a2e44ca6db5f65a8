"""Classes and who is in them. A student's name is kept in the roster and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student, prefix_of, pseudonyms
from app.domain.errors import KnownError
from app.domain.score import Score
from app.domain.submission import LONGEST_ID, is_student_id
from app.formats import roster
from app.formats.roster import Entry, Field, Table

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Entry", "Field", "Table", "add_class", "classes", "edit_class", "edit_student", "enrol",
           "entries_of", "look", "pasted", "read_table", "remove_class",
           "remove_students", "students"]  # fmt: skip

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A class, how many are in it, and how many assignments it has."""

    classroom: Classroom
    students: int
    assignments: int


@dataclass(frozen=True, slots=True)
class Clash:
    """An id of a list that is a student's of another class."""

    entry: Entry
    classroom: Classroom


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a list would do. Every entry has its id.

    ``renamed`` are (student as he is, entry); where anything ``clashes`` nothing can be taken, and
    ``prefix`` (``9b-``) is one that makes the ids the class's own.
    """

    new: tuple[Entry, ...] = ()
    already: tuple[Entry, ...] = ()
    renamed: tuple[tuple[Student, Entry], ...] = ()
    clashes: tuple[Clash, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What became of a list: how many were added, were there, and have another name now."""

    classroom_id: str
    added: int
    already: int
    renamed: int


def read_table(path: Path) -> Table:
    """The list in a file. KnownError ``roster.*`` where it is no table."""
    return roster.read_table(path)


def pasted(text: str) -> Table:
    """The list in what was pasted: of a spreadsheet, or names line by line."""
    return roster.table(text)


def entries_of(table: Table, fields: Sequence[Field] | None = None) -> tuple[Entry, ...]:
    """The students of a list; ``fields`` say what each column holds. KnownError ``roster.*``."""
    return roster.entries(table, fields)


def classes(tx: Transaction) -> list[Listed]:
    """Every class, by name."""
    found = [
        Listed(
            room,
            tx.count(Student, classroom_id=room.id),
            tx.count(Assignment, classroom_id=room.id),
        )
        for room in tx.find(Classroom)
    ]
    return sorted(found, key=lambda one: (one.classroom.name, one.classroom.id))


def students(tx: Transaction, classroom_id: str) -> list[Student]:
    """Who is in a class, in the roster's order."""
    found = tx.find(Student, classroom_id=classroom_id)
    return sorted(found, key=lambda student: (student.position, student.id))


def ids_for_students(tx: Transaction, classroom_id: str) -> str:
    """«أرقام الطلاب»: a line for each student, id, tab, name: to print or paste."""
    return "".join(f"{one.id}\t{one.name}\n" for one in students(tx, classroom_id))


def add_class(tx: Transaction, name: str, school: str = "") -> Classroom:
    """A new class without students. KnownError without a name."""
    tx.detail = _named(name)
    return tx.add(Classroom(name=_named(name), school=_plain(school)))


def edit_class(
    tx: Transaction, classroom_id: str, name: str | None = None, school: str | None = None
) -> Classroom:
    """Change what a class is called, or where it is."""
    room = _room(tx, classroom_id)
    given = {
        "name": room.name if name is None else _named(name),
        "school": room.school if school is None else _plain(school),
    }
    tx.detail = given["name"]
    return tx.replace(room, **given)


def remove_class(tx: Transaction, classroom_id: str) -> None:
    """Take a class and its roster away: one undo brings both back. What the students marked stays;
    to be rid of that for good there is ``purging.purge``."""
    room = _room(tx, classroom_id)
    for assignment in tx.find(Assignment, classroom_id=classroom_id):
        tx.replace(assignment, classroom_id=None)
    for student in tx.find(Student, classroom_id=classroom_id):
        tx.remove(student)
    tx.remove(room)
    tx.detail = room.name


def look(
    tx: Transaction,
    classroom_id: str | None,
    entries: Sequence[Entry],
    prefix: str = "",
    name: str = "",
) -> Preview:
    """What taking a list would do: into a class, or a new one of this ``name``.

    ``prefix`` goes before each id of the list. Who has no id in the list is known by the name, or
    gets the next free pseudonym.
    """
    here = students(tx, classroom_id) if classroom_id else []
    called = name or (_room(tx, classroom_id).name if classroom_id else "")
    rooms = {room.id: room for room in tx.find(Classroom)}
    wanted = prefix_of(called, len(rooms) + (classroom_id is None))
    others = tx.count(Student) > len(here)
    fresh = prefix or _usual_prefix(here) or (wanted if others and not here else "")
    given = _numbered(tx, here, [_prefixed(entry, prefix) for entry in entries], fresh)
    known = {one.id: one for one in tx.find(Student, id=[entry.id for entry in given])}
    new: list[Entry] = []
    already: list[Entry] = []
    renamed: list[tuple[Student, Entry]] = []
    clashes: list[Clash] = []
    for entry in given:
        student = known.get(entry.id)
        if student is None:
            new.append(entry)
        elif student.classroom_id != classroom_id:
            clashes.append(Clash(entry, rooms[student.classroom_id]))
        elif student.name == entry.name:
            already.append(entry)
        else:
            renamed.append((student, entry))
    free = _free_prefix(tx, wanted, entries) if clashes else ""
    return Preview(tuple(new), tuple(already), tuple(renamed), tuple(clashes), free)


def enrol(
    tx: Transaction, classroom_id: str, entries: Sequence[Entry], prefix: str = ""
) -> Enrolled:
    """Take a list into a class: new students join at its end, changed names are corrected.

    KnownError ``roster.other_class`` where an id is another class's student, ``roster.unusable_id``
    where a prefix makes an id that files cannot carry.
    """
    room = _room(tx, classroom_id)
    seen = look(tx, classroom_id, entries, prefix)
    for clash in seen.clashes:
        raise KnownError(
            "roster.other_class", id=clash.entry.id, classroom=clash.classroom.name,
            prefix=seen.prefix,
        )  # fmt: skip
    last = max((one.position for one in students(tx, classroom_id)), default=0)
    for position, entry in enumerate(seen.new, last + 1):
        _require_id(entry.id)
        tx.add(Student(id=entry.id, classroom_id=room.id, name=entry.name, position=position))
    for student, entry in seen.renamed:
        tx.replace(student, name=entry.name)
    tx.detail = room.name
    return Enrolled(room.id, len(seen.new), len(seen.already), len(seen.renamed))


def edit_student(
    tx: Transaction, student_id: str, name: str | None = None, id: str | None = None
) -> Student:
    """Change a student's name, or the id where nothing is signed with it yet.

    KnownError ``roster.no_student_name``, ``.id_in_use``, ``.id_taken``, ``.unusable_id``.
    """
    student = tx.get(Student, student_id)
    if name is not None:
        student = tx.replace(student, name=_student_named(name))
    if id is not None and id.strip() != student.id:
        wanted = id.strip()
        _require_id(wanted)
        if tx.find(Student, id=wanted):
            raise KnownError("roster.id_taken", id=wanted)
        if _signed(tx, student.id):
            raise KnownError("roster.id_in_use", id=student.id)
        tx.remove(student)
        student = tx.add(replace(student, id=wanted))
    tx.detail = _room(tx, student.classroom_id).name
    return student


def add_student(tx: Transaction, classroom_id: str, name: str) -> Student:
    """One more student at the end of a class, under the next free pseudonym."""
    here = students(tx, classroom_id)
    [entry] = _numbered(tx, here, [Entry("", _student_named(name))], _usual_prefix(here), new=True)
    last = max((one.position for one in here), default=0)
    tx.detail = _room(tx, classroom_id).name
    return tx.add(
        Student(id=entry.id, classroom_id=classroom_id, name=entry.name, position=last + 1)
    )  # fmt: skip


def remove_students(tx: Transaction, student_ids: Iterable[str]) -> None:
    """Take students off the roster; what they marked stays, so that one undo brings all back."""
    for student_id in student_ids:
        student = tx.get(Student, student_id)
        tx.detail = _room(tx, student.classroom_id).name
        tx.remove(student)


def _numbered(
    tx: Transaction,
    here: Sequence[Student],
    entries: Sequence[Entry],
    prefix: str,
    *,
    new: bool = False,
) -> list[Entry]:
    """The entries with an id each. ``new``: a name that is here is somebody else's too."""
    if all(entry.id for entry in entries):
        return list(entries)
    by_name: dict[str, list[str]] = {}
    for student in here:
        by_name.setdefault(student.name, []).append(student.id)
    named: Mapping[str, list[str]] = {} if new else by_name
    taken = tx.ids(Student) | {entry.id for entry in entries}
    digits = 3 if len(entries) + len(here) > 99 else 2
    fresh = (id for id in pseudonyms(prefix, digits) if id not in taken and not _signed(tx, id))
    found: list[Entry] = []
    for entry in entries:
        if not entry.id:
            there = named.get(entry.name)
            entry = replace(entry, id=there.pop(0) if there else next(fresh))
        found.append(entry)
    return found


def _usual_prefix(here: Sequence[Student]) -> str:
    """What stands before ``s01`` in the ids that a class has."""
    heads = {one.id.rpartition("s")[0] for one in here if one.id.rpartition("s")[2].isdigit()}
    return heads.pop() if len(heads) == 1 else ""


def _prefixed(entry: Entry, prefix: str) -> Entry:
    return replace(entry, id=prefix + entry.id) if entry.id and prefix else entry


def _free_prefix(tx: Transaction, wanted: str, entries: Sequence[Entry]) -> str:
    """The prefix, or the next like it, under which no id of the list is taken."""
    taken, number = tx.ids(Student), 1
    prefix = wanted
    while any(entry.id and prefix + entry.id in taken for entry in entries):
        number += 1
        prefix = f"{wanted.rstrip('-')}{number}-"
    return prefix


def _signed(tx: Transaction, student_id: str) -> bool:
    """Whether anything here is under an id already."""
    return bool(
        tx.count(Annotation, author_id=student_id) or tx.count(Score, student_id=student_id)
    )


def _require_id(id: str) -> None:
    if not is_student_id(id):
        raise KnownError("roster.unusable_id", id=id[:LONGEST_ID], limit=LONGEST_ID)


def _room(tx: Transaction, classroom_id: str) -> Classroom:
    try:
        return tx.get(Classroom, classroom_id)
    except LookupError:
        raise KnownError("roster.no_class", id=classroom_id) from None


def _named(name: str) -> str:
    tidy = _plain(name)
    if not tidy:
        raise KnownError("roster.no_class_name", limit=_LONGEST)
    return tidy


def _student_named(name: str) -> str:
    tidy = _plain(name)
    if not tidy:
        raise KnownError("roster.no_student_name")
    return tidy


def _plain(text: str) -> str:
    """One line without needless spaces and what cannot be kept."""
    tidy = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    if len(tidy) > _LONGEST:
        raise KnownError("roster.no_class_name", limit=_LONGEST)
    return tidy
