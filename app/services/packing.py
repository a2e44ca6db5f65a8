"""Packs: handing an assignment out as one file, and sitting down to one that was handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from app.domain.article import Article
from app.domain.assignment import Assignment, Mode
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.setting import Role, Setting
from app.domain.submission import Sitting, author_of, student_ids_of
from app.formats import pack_file, parcel, text_files
from app.formats.pack_file import PackFile
from app.formats.parcel import Kind
from app.services import consulting, exchanging
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["ENDING", "Kind", "Opened", "PackFacts", "Packed", "classroom_of", "content_of",
           "is_students", "kind_of", "look_into", "open_pack", "pack", "pack_of",
           "sitting_id"]  # fmt: skip

ENDING = ".bayyina-pack"


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack on disk: the assignment's id and its articles'."""

    id: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a pack holds, before anything is kept of it. ``students`` are the pseudonyms of the
    class; somebody else may sit down to it too."""

    content: PackFile

    @property
    def assignment(self) -> Assignment:
        """As it will be kept, but for the ids of articles that are there already."""
        return self.content.assignment

    @property
    def name(self) -> str:
        return self.content.assignment.name

    @property
    def classroom(self) -> str:
        return self.content.classroom

    @property
    def students(self) -> tuple[str, ...]:
        return self.content.students

    @property
    def titles(self) -> tuple[str | None, ...]:
        """Of the articles, in their order; None where a card does not state one."""
        return tuple(article.title for article in self.content.articles)


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a pack came to. ``sitting`` is the student's, the same each time."""

    assignment_id: str
    article_ids: tuple[str, ...]
    sitting: Sitting


def pack(workspace: Workspace, assignment_id: str, path: Path) -> Packed:
    """Write the pack of an assignment. It takes the place of an earlier one of the same assignment,
    and of nothing else.

    KnownError ``pack.no_articles``, ``pack.no_key`` (practice needs answers), ``parcel.exists``,
    ``exchange.*`` where the disk refuses.
    """
    content = workspace.read(pack_of, assignment_id)
    data = pack_file.write(content)
    pack_file.unpack(data, path.name)  # what nobody could open is not handed out
    if _is_pack_of(path, assignment_id):
        text_files.write_whole(path, data)
    else:
        parcel.write_new(path, data)
    return Packed(assignment_id, content.assignment.article_ids)


def pack_of(tx: Transaction, assignment_id: str) -> PackFile:
    """What the pack of an assignment holds. KnownError ``pack.no_articles``, ``pack.no_key``."""
    assignment = tx.get(Assignment, assignment_id)
    practice = _answers(tx, assignment) if assignment.mode is Mode.PRACTICE else ""
    return content_of(tx, assignment, practice)


def content_of(tx: Transaction, assignment: Assignment, practice: str) -> PackFile:
    """The same with these answers (JSON-LD or empty): also where a pack brought the assignment.

    KnownError ``pack.no_articles``.
    """
    found = {article.id: article for article in tx.find(Article, id=assignment.article_ids)}
    articles = tuple(found[id] for id in assignment.article_ids if id in found)
    if not articles:
        raise KnownError("pack.no_articles", name=assignment.name)
    roster: list[Student] = []
    if assignment.classroom_id is not None:
        roster = tx.find(Student, classroom_id=assignment.classroom_id, order_by="position")
    return PackFile(
        replace(
            assignment,
            article_ids=tuple(article.id for article in articles),
            codebook=assignment.codebook or consulting.codebook_text(),
            rubric=assignment.rubric or consulting.rubric_text(),
        ),
        articles,
        classroom_of(tx, assignment),
        tuple(student.id for student in roster),
        practice,
    )


def classroom_of(tx: Transaction, assignment: Assignment) -> str:
    """The name of the class that an assignment is for, as names of files carry it; may be empty."""
    if assignment.classroom_id is not None:
        return tx.get(Classroom, assignment.classroom_id).name
    kept = tx.find(Setting, id=_classroom_setting(assignment.id))
    return kept[0].value if kept else ""


def kind_of(path: Path) -> Kind:
    """What the file is: a pack, a work or feedback. KnownError ``parcel.*``, ``import.*``."""
    return parcel.kind_of(path)


def look_into(path: Path) -> PackFacts:
    """What a pack holds; nothing is kept. KnownError ``parcel.*``, ``pack.*``, ``codebook.*``."""
    return PackFacts(pack_file.read(path))


def open_pack(tx: Transaction, given: Path | PackFacts, student_ids: Sequence[str]) -> Opened:
    """Sit down to a pack as one student, or two who work as a pair.

    Articles that are not here are added, known by their texts; the assignment is added or, if a
    pack brought it, brought up to date; opened again, nothing changes. In a file that nobody has
    given a role it becomes the student's; a teacher's stays hers, her assignment too. KnownError
    ``student.*``, as ``look_into``.
    """
    facts = given if isinstance(given, PackFacts) else look_into(given)
    content = facts.content
    students = student_ids_of(student_ids, content.students)
    articles = tuple(_keep_article(tx, article) for article in content.articles)
    if _keep_assignment(tx, content, articles):
        _configure(tx, "role", Role.STUDENT.value)
        _configure(tx, "owner", author_of(students))
        _configure(tx, _classroom_setting(content.assignment.id), content.classroom)
    tx.detail = content.assignment.name
    kept = tx.get(Assignment, content.assignment.id)
    return Opened(kept.id, kept.article_ids, _keep_sitting(tx, content, students))


def sitting_id(assignment_id: str, student_ids: Sequence[str]) -> str:
    """The identity of a student's (or a pair's) part in an assignment: one on every computer."""
    return str(uuid5(NAMESPACE_URL, f"bayyina:sitting:{assignment_id}:{author_of(student_ids)}"))


def _is_pack_of(path: Path, assignment_id: str) -> bool:
    try:
        return pack_file.read(path).assignment.id == assignment_id
    except KnownError:
        return False


def _answers(tx: Transaction, assignment: Assignment) -> str:
    if assignment.key_id is None:
        raise KnownError("pack.no_key", name=assignment.name)
    exported = exchanging.export_annotations(tx, assignment.article_ids, assignment.key_id)
    if not exported.annotations:
        raise KnownError("pack.no_key", name=assignment.name)
    return exported.data.decode()


def _keep_article(tx: Transaction, article: Article) -> str:
    """The id here of the article with this text."""
    present = tx.find(Article, sha256=article.sha256, order_by="position")
    if present:
        return present[0].id
    last = max((card.position for card in tx.article_cards()), default=0)
    id = article.id
    if tx.find(Article, id=id):  # another text has it
        id = str(uuid5(NAMESPACE_URL, f"bayyina:text:{article.sha256}"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return tx.add(replace(article, id=id, position=last + 1, imported_at=now)).id


def _keep_assignment(tx: Transaction, content: PackFile, articles: tuple[str, ...]) -> bool:
    """Keep what is asked; whether this file is a student's, or becomes one."""
    came = content.assignment
    brought = replace(
        came,
        article_ids=articles,
        codebook="" if came.codebook == consulting.codebook_text() else came.codebook,
        rubric="" if came.rubric == consulting.rubric_text() else came.rubric,
    )
    present = tx.find(Assignment, id=came.id)
    students = is_students(tx, came.id if present else None)
    if not present:
        tx.add(brought)
    elif students:
        tx.replace(present[0], **{name: getattr(brought, name) for name in _BROUGHT})
    return students


_BROUGHT = ("name", "article_ids", "instructions", "notes_asked", "scale", "due", "asked", "mode",
            "claims_asked", "relations_asked", "codebook", "rubric")  # fmt: skip


def is_students(tx: Transaction, assignment_id: str | None) -> bool:
    """Whether a student uses this file. Where nobody has said so, a class, a key, or this very
    assignment made by hand show that a teacher does."""
    role = tx.find(Setting, id="role")
    if role and role[0].value:
        return role[0].value == Role.STUDENT
    if tx.count(Student) or any(one.key_id for one in tx.find(Assignment)):
        return False
    return assignment_id is None or tx.count(Sitting, assignment_id=assignment_id) > 0


def _keep_sitting(tx: Transaction, content: PackFile, students: tuple[str, ...]) -> Sitting:
    id = sitting_id(content.assignment.id, students)
    practice = tx.keep_text(content.practice) if content.practice else ""
    present = tx.find(Sitting, id=id)
    if present:
        return tx.replace(present[0], practice=practice)
    return tx.add(
        Sitting(
            id=id,
            assignment_id=content.assignment.id,
            student_ids=students,
            started=datetime.now(UTC).isoformat(timespec="seconds"),
            practice=practice,
        )
    )


def _configure(tx: Transaction, name: str, value: str) -> None:
    present = tx.find(Setting, id=name)
    if present:
        tx.replace(present[0], value=value)
    elif value:
        tx.add(Setting(id=name, value=value))


def _classroom_setting(assignment_id: str) -> str:
    return f"classroom:{assignment_id}"
