"""The sample classroom: five articles, a key, a class of six and their work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from app import paths
from app.domain.annotation import Annotation
from app.domain.article import Article, fingerprint
from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.score import Score, score_id
from app.domain.setting import Role, Setting
from app.formats import sample_files
from app.formats.sample_files import SampleArticle, SampleFiles
from app.services import exchanging, importing

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sample:
    """Ids of what the sample classroom has in this file (no students where a student owns it)."""

    articles: tuple[str, ...]
    students: tuple[str, ...]
    assignments: tuple[str, ...]


def add_sample(tx: Transaction, folder: Path | None = None) -> Sample:
    """Add what is not there yet of the sample classroom; run again, it adds nothing.

    A student's file gets the articles and the assignment, and no key, roster or work of others.
    What somebody took away of a part that is there is not brought back. KnownError
    ``sample.ids_taken`` where a student's id stands for somebody else here.
    """
    files = sample_files.read(folder or paths.seeds())
    articles = tuple(_keep_article(tx, article) for article in files.articles)
    assignment = _keep_assignment(tx, replace(files.assignment, article_ids=articles))
    role = tx.find(Setting, id="role")
    if role and role[0].value == Role.STUDENT:
        return Sample(articles, (), (assignment.id,))
    _keep_class(tx, files)
    if assignment.key_id is None:
        key_id = str(uuid5(NAMESPACE_URL, f"bayyina:key:{assignment.id}"))
        exchanging.import_items(tx, files.key, key_id)
        tx.replace(assignment, key_id=key_id, classroom_id=files.classroom.id)
    for student in files.students:
        if not tx.count(Annotation, author_id=student.id, article_id=articles):
            exchanging.import_items(tx, files.work[student.id], student.id)
            _keep_scores(tx, files, assignment.id, student.id)
    return Sample(articles, tuple(s.id for s in files.students), (assignment.id,))


def _keep_article(tx: Transaction, sample: SampleArticle) -> str:
    """The article of this text: the one that is here, else a new one with the sample's id."""
    present = tx.find(Article, sha256=fingerprint(sample.reading.text), order_by="position")
    if present:
        return present[0].id
    suggested = importing.article_of(tx, sample.reading, sample.card)
    return tx.add(
        replace(suggested, id=sample.id, segments=sample.segments, segments_confirmed=True)
    ).id


def _keep_assignment(tx: Transaction, assignment: Assignment) -> Assignment:
    present = tx.find(Assignment, id=assignment.id)
    if present:
        return present[0]
    return tx.add(replace(assignment, created=datetime.now(UTC).isoformat(timespec="seconds")))


def _keep_class(tx: Transaction, files: SampleFiles) -> None:
    known = {s.id: s for s in tx.find(Student, id=[s.id for s in files.students])}
    for student in known.values():
        if student.classroom_id != files.classroom.id:
            raise KnownError("sample.ids_taken", id=student.id, name=student.name)
    if not tx.find(Classroom, id=files.classroom.id):
        tx.add(files.classroom)
        for student in files.students:
            if student.id not in known:
                tx.add(student)


def _keep_scores(tx: Transaction, files: SampleFiles, assignment_id: str, student_id: str) -> None:
    for score in files.scores:
        row = f"note:{score.annotation_id}"
        id = score_id(assignment_id, student_id, row)
        if score.student_id == student_id and not tx.count(Score, id=id):
            tx.add(
                Score(
                    id=id,
                    assignment_id=assignment_id,
                    student_id=student_id,
                    row=row,
                    level=score.level,
                    comment=score.comment,
                )
            )
