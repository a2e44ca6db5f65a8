"""Grading a class: what was computed, and what the teacher decides row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain import grading
from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.grade import Grade
from app.domain.grading import NOTE_POINTS, RELATION_POINTS, Key, Terms, Work
from app.domain.overlap import Places
from app.domain.relation import Relation
from app.domain.score import Score, score_id
from app.domain.setting import OWNER, Role, Setting
from app.domain.submission import Submission

if TYPE_CHECKING:
    from app.store.transaction import Transaction

_LONGEST_SENTENCE = 200  # a longer comment is a letter to one student, not a sentence for many


@dataclass(frozen=True, slots=True)
class Material:
    """What every student of an assignment is graded with. ``articles`` in its own order;
    ``submissions``: everyone's, where they were read for a whole class."""

    assignment: Assignment
    articles: tuple[Article, ...]
    key: Key
    submissions: tuple[Submission, ...] | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {article.id: article.text for article in self.articles}


def material_of(tx: Transaction, assignment_id: str, *, key_needed: bool = True) -> Material:
    """Articles and key of an assignment.

    KnownError where there is no such assignment, or no key where one is needed.
    """
    assignment = assignment_of(tx, assignment_id)
    found = {article.id: article for article in tx.find(Article, id=assignment.article_ids)}
    articles = tuple(found[id] for id in assignment.article_ids if id in found)
    key = Key((), ())
    if assignment.key_id:
        claims = tx.find(Annotation, author_id=assignment.key_id, article_id=assignment.article_ids)
        here = {claim.id for claim in claims}  # an article may have been left out since
        drawn = tx.find(Relation, author_id=assignment.key_id)
        ties = [one for one in drawn if one.source_id in here and one.target_id in here]
        key = Key(claims, _in_reading_order(ties))
    if key_needed and not any(claim.scored for claim in key.claims):
        raise KnownError("grading.no_key", name=assignment.name)
    return Material(assignment, articles, key)


def assignment_of(tx: Transaction, assignment_id: str) -> Assignment:
    """The assignment, or KnownError."""
    try:
        return tx.get(Assignment, assignment_id)
    except LookupError:
        raise KnownError("grading.no_assignment", id=assignment_id) from None


def assignments_of(tx: Transaction) -> list[Assignment]:
    """Every assignment, oldest first."""
    return sorted(tx.find(Assignment), key=lambda one: (one.created, one.name, one.id))


def classroom_of(tx: Transaction, assignment: Assignment) -> str:
    """The name of the assignment's class; empty where there is no class, or it has no name."""
    room = room_of(tx, assignment)
    return room.name if room else ""


def room_of(tx: Transaction, assignment: Assignment) -> Classroom | None:
    """The assignment's class; None where it has none."""
    rooms = tx.find(Classroom, id=assignment.classroom_id) if assignment.classroom_id else []
    return rooms[0] if rooms else None


def students_of(tx: Transaction, assignment: Assignment) -> list[Student]:
    """The roster in its order; without one, everybody who marked something there, but for keys
    and for the teacher whose file it is."""
    if assignment.classroom_id:
        students = tx.find(Student, classroom_id=assignment.classroom_id)
        return sorted(students, key=lambda student: (student.position, student.id))
    marks = tx.find(Annotation, article_id=assignment.article_ids)
    others = tx.find(Assignment)
    keys = {other.key_id for other in others} | {other.key_layer for other in others}
    authors = {mark.author_id for mark in marks} - keys
    if tx.find(Setting, id="role", value=Role.TEACHER.value):
        authors.discard(OWNER)
    return [Student(id=author, classroom_id="", name=author) for author in sorted(authors)]


def work_of(tx: Transaction, material: Material, student_id: str) -> Work:
    """What a student marked in the assignment's articles, and drew between those marks."""
    return Work(
        student_id,
        tx.find(Annotation, author_id=student_id, article_id=material.assignment.article_ids),
        tx.find(Relation, author_id=student_id),
    )


def scores_of(tx: Transaction, assignment_id: str, student_id: str) -> dict[str, Score]:
    """What the teacher decided, by row name."""
    scores = tx.find(Score, assignment_id=assignment_id, student_id=student_id)
    return {score.row: score for score in scores}


def grade_with(material: Material, work: Work, scores: Mapping[str, Score]) -> Grade:
    """The pure grader with an assignment's terms."""
    return grading.grade(material.texts, material.key, work, terms_of(material.assignment), scores)


def terms_of(assignment: Assignment) -> Terms:
    """How an assignment counts."""
    return Terms(assignment.weights, assignment.notes_asked, assignment.asked)


def grade_student(tx: Transaction, assignment_id: str, student_id: str) -> Grade:
    """One student's grade, computed now. KnownError without a key."""
    material = material_of(tx, assignment_id)
    scores = scores_of(tx, assignment_id, student_id)
    return grade_with(material, work_of(tx, material, student_id), scores)


def grade_class(tx: Transaction, assignment_id: str) -> list[tuple[Student, Grade]]:
    """Everyone's grade, in the roster's order. KnownError without a key."""
    material = material_of(tx, assignment_id)
    students = students_of(tx, material.assignment)
    ids = [student.id for student in students]
    works, scores = _works_of(tx, material, ids), _scores_of_all(tx, assignment_id, ids)
    texts, terms = material.texts, terms_of(material.assignment)
    places = Places(texts)
    return [
        (one, grading.grade(texts, material.key, works[one.id], terms, scores[one.id], places))
        for one in students
    ]


def _works_of(tx: Transaction, material: Material, ids: Sequence[str]) -> dict[str, Work]:
    """``work_of`` many, read at once."""
    claims: dict[str, list[Annotation]] = {id: [] for id in ids}
    drawn: dict[str, list[Relation]] = {id: [] for id in ids}
    for claim in tx.find(Annotation, author_id=ids, article_id=material.assignment.article_ids):
        claims[claim.author_id].append(claim)
    for relation in tx.find(Relation, author_id=ids):
        drawn[relation.author_id].append(relation)
    return {id: Work(id, claims[id], drawn[id]) for id in ids}


def _scores_of_all(
    tx: Transaction, assignment_id: str, ids: Sequence[str]
) -> dict[str, dict[str, Score]]:
    """``scores_of`` many, read at once."""
    scores: dict[str, dict[str, Score]] = {id: {} for id in ids}
    for score in tx.find(Score, assignment_id=assignment_id, student_id=ids):
        scores[score.student_id][score.row] = score
    return scores


@dataclass(frozen=True, slots=True)
class Progress:
    """Who handed something in, whose grade was approved, and for whom the key has changed since or
    a newer attempt has come."""

    handed_in: frozenset[str]
    graded: frozenset[str]
    flagged: frozenset[str] = frozenset()


def progress_of(
    tx: Transaction, assignment: Assignment, students: Sequence[Student], key: Key | None = None
) -> Progress:
    """How far the grading is, without grading anybody. ``key``: the one that counts now."""
    articles = assignment.article_ids
    submissions = tx.find(Submission, assignment_id=assignment.id)
    came = {id for one in submissions for id in one.student_ids}
    handed_in = {
        student.id
        for student in students
        if student.id in came or tx.count(Annotation, author_id=student.id, article_id=articles)
    }
    approved = tx.find(Score, assignment_id=assignment.id, row="total", accepted=True)
    now = grading.whole_fingerprint(key) if key else ""
    times = Counter(id for one in submissions for id in one.student_ids)
    flagged = {
        one.student_id
        for one in approved
        if (key and one.key_fingerprint != now) or times[one.student_id] > (one.level or 0)
    }
    graded = {one.student_id for one in approved} & {student.id for student in students}
    return Progress(frozenset(handed_in), frozenset(graded), frozenset(flagged & graded))


def comments_of(tx: Transaction) -> list[str]:
    """Sentences already written on any work, in whichever assignment, most used first."""
    written = Counter(" ".join(score.comment.split()) for score in tx.find(Score))
    return [one for one, _ in written.most_common() if one and len(one) <= _LONGEST_SENTENCE]


def set_points(
    tx: Transaction, assignment_id: str, student_id: str, row: str, points: float | None
) -> Score:
    """The teacher's points for a row; None goes back to the computed ones.

    KnownError where they are outside 0 and the row's possible points.
    """
    kind = row.partition(":")[0]
    terms = terms_of(assignment_of(tx, assignment_id))
    worth = {"claim": terms.claim_points, "relation": RELATION_POINTS, "note": NOTE_POINTS}
    possible = worth.get(kind)
    if possible is None:
        raise ValueError(f"row {row} takes no points")
    if points is not None and not 0 <= points <= possible:
        raise KnownError("grading.points_range", least=0, possible=possible)
    fingerprint = _key_fingerprint(tx, row) if points is not None else ""
    return decide(tx, assignment_id, student_id, row, manual=points, key_fingerprint=fingerprint)


def set_level(
    tx: Transaction, assignment_id: str, student_id: str, annotation_id: str, level: int | None
) -> Score:
    """The rubric level (0–3) of a starred note; None leaves it to be judged."""
    if level not in (None, 0, 1, 2, 3):
        raise ValueError(f"no rubric level {level}")
    return decide(tx, assignment_id, student_id, f"note:{annotation_id}", level=level)


def judge_extra(
    tx: Transaction, assignment_id: str, student_id: str, annotation_id: str, accepted: bool | None
) -> Score:
    """Accept a highlight beyond the key, turn it down, or leave it to be looked at (None)."""
    return decide(tx, assignment_id, student_id, f"extra:{annotation_id}", accepted=accepted)


def write_comment(
    tx: Transaction, assignment_id: str, student_id: str, row: str, comment: str
) -> Score:
    """The teacher's words on a row, or on the whole (``total``)."""
    return decide(tx, assignment_id, student_id, row, comment=comment)


def decide(
    tx: Transaction, assignment_id: str, student_id: str, row: str, **decision: object
) -> Score:
    """Keep a decision on a row: fields of its score, the others stay as they are."""
    id = score_id(assignment_id, student_id, row)
    try:
        return tx.replace(tx.get(Score, id), **decision)
    except LookupError:
        score = Score(id=id, assignment_id=assignment_id, student_id=student_id, row=row)
        return tx.add(replace(score, **decision))  # type: ignore[arg-type]


def _key_fingerprint(tx: Transaction, row: str) -> str:
    kind, _, id = row.partition(":")
    if kind == "claim":
        return grading.key_fingerprint(tx.get(Annotation, id))
    if kind == "relation":
        return grading.key_fingerprint(tx.get(Relation, id))
    return ""


def _in_reading_order(relations: list[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda relation: (relation.created, relation.id))
