"""What the library shows: articles with what was marked in them, and how far today's work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation, Tag
from app.domain.article import ArticleCard
from app.domain.assignment import Asked, Assignment
from app.domain.classroom import Classroom, Student
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.setting import Role

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article on the shelf: claims by tag and relations of its reader."""

    card: ArticleCard
    tags: Mapping[Tag, int]
    relations: int

    @property
    def claims(self) -> int:
        return sum(self.tags.values())


class GoalName(StrEnum):
    CLAIMS = "claims"
    RELATIONS = "relations"
    NOTES = "notes"
    KEY = "key"
    HANDED = "handed"
    GRADED = "graded"


@dataclass(frozen=True, slots=True)
class Goal:
    """Something counted, and how many are asked for (None: nobody said)."""

    name: GoalName
    done: int
    asked: int | None


@dataclass(frozen=True, slots=True)
class Today:
    """The assignment that is open, and up to three counted goals."""

    assignment: Assignment
    classroom: str
    goals: tuple[Goal, ...]


def shelf(tx: Transaction, author_id: str) -> list[Shelved]:
    """Every article, in its order, with what ``author_id`` marked in it."""
    place: dict[str, str] = {}
    tags: dict[str, Counter[Tag]] = {}
    for claim in tx.find(Annotation, author_id=author_id):
        place[claim.id] = claim.article_id
        tags.setdefault(claim.article_id, Counter())[claim.tag] += 1
    relations: Counter[str] = Counter()
    for relation in tx.find(Relation, author_id=author_id):
        ends = {place.get(relation.source_id), place.get(relation.target_id)}
        relations.update(article for article in ends if article is not None)
    return [
        Shelved(card, tags.get(card.id, Counter()), relations[card.id])
        for card in tx.article_cards()
    ]


def today(tx: Transaction, author_id: str, role: Role, assignment_id: str = "") -> Today | None:
    """That assignment, else the one made last; None where there is none."""
    assignments = tx.find(Assignment, order_by="-created")
    if not assignments:
        return None
    assignment = next((one for one in assignments if one.id == assignment_id), assignments[0])
    rooms = tx.find(Classroom, id=assignment.classroom_id) if assignment.classroom_id else []
    goals = (
        _of_class(tx, assignment) if role is Role.TEACHER else own_goals(tx, assignment, author_id)
    )
    return Today(assignment, rooms[0].name if rooms else "", goals)


def own_goals(tx: Transaction, assignment: Assignment, author_id: str) -> tuple[Goal, ...]:
    """What a reader did of what is asked. Nobody may have said how many claims are asked for."""
    claims = tx.find(Annotation, author_id=author_id, article_id=assignment.article_ids)
    ids = {claim.id for claim in claims}
    relations = [r for r in tx.find(Relation, author_id=author_id) if r.source_id in ids]
    notes = sum(1 for claim in claims if claim.starred and claim.note.strip())
    scored, linked = _key_size(tx, assignment)
    asked = assignment.asked
    goals = [Goal(GoalName.CLAIMS, len(claims), assignment.claims_asked or scored or None)]
    if Asked.LINKS in asked:
        of = assignment.relations_asked or linked or None
        goals.append(Goal(GoalName.RELATIONS, len(relations), of))
    if Asked.NOTES in asked:
        goals.append(Goal(GoalName.NOTES, notes, assignment.notes_asked or None))
    return tuple(goals)


def _of_class(tx: Transaction, assignment: Assignment) -> tuple[Goal, ...]:
    """The key, whose work is here, and whose grade was approved."""
    students: list[Student] = []
    if assignment.classroom_id:
        students = tx.find(Student, classroom_id=assignment.classroom_id)
    ids = {student.id for student in students}
    marks = tx.find(Annotation, author_id=ids, article_id=assignment.article_ids) if ids else []
    approved = tx.find(Score, assignment_id=assignment.id, row="total", accepted=True)
    graded = {score.student_id for score in approved}
    asked = len(students) or None
    return (
        Goal(GoalName.KEY, _key_size(tx, assignment)[0], None),
        Goal(GoalName.HANDED, len({mark.author_id for mark in marks}), asked),
        Goal(GoalName.GRADED, len(graded & ids), asked),
    )


def _key_size(tx: Transaction, assignment: Assignment) -> tuple[int, int]:
    """Scored claims and relations of the key; zeros where it is not here."""
    if not assignment.key_id:
        return 0, 0
    claims = tx.count(
        Annotation, author_id=assignment.key_id, article_id=assignment.article_ids, scored=True
    )
    return claims, tx.count(Relation, author_id=assignment.key_id)
