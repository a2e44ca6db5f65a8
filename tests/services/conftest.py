"""A small class: two articles, a key, two students who did different things."""

from dataclasses import dataclass, replace

import pytest

from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.relation import Relation, RelationType
from app.domain.selector import describe
from tests.conftest import article_of

FIRST = (
    "أعلنت البلدية أن الجسر كلّف 12 مليون دينار، وفق بيان رسمي.\n"
    "ويقال إن الرقم لا يشمل الطرق المؤدية إليه.\n"
    "وهذا أجمل جسر عرفته المدينة."
)
SECOND = "بلغت كلفة الجسر 12.4 مليون دينار بحسب تقرير ديوان المحاسبة.\nولم يُعرف من موّل المشروع بعد."


@dataclass(frozen=True)
class SmallClass:
    assignment: Assignment
    students: tuple[Student, Student]
    key: tuple[Annotation, ...]


def claim(article, author, words, tag, source=None, name=None, **more):
    start = article.text.index(words)
    return Annotation(
        article_id=article.id, author_id=author, tag=tag,
        spans=(describe(article.text, start, start + len(words)),),
        attribution=Attribution(source, name) if source else None, **more,
    )  # fmt: skip


@pytest.fixture
def small_class(workspace) -> SmallClass:
    def build(tx):
        first = tx.add(article_of(FIRST, title="جسر المدينة", position=1))
        second = tx.add(article_of(SECOND, publisher="المرصد", position=2))
        room = tx.add(Classroom(name="الصف التاسع ب", school="مدرسة النخيل"))
        students = tuple(
            tx.add(Student(id=id, classroom_id=room.id, name=name, position=n))
            for n, (id, name) in enumerate([("s01", "ريم العلي"), ("s02", "يوسف بنعلي")])
        )
        org, doc, anon, nobody = (
            SourceType.NAMED_ORG, SourceType.DOCUMENT, SourceType.ANONYMOUS, SourceType.NONE,
        )  # fmt: skip
        cost = "الجسر كلّف 12 مليون دينار، وفق بيان رسمي"
        key = (
            claim(first, "key", cost, Tag.SOURCED, org, "البلدية", note="المصدر مسمّى."),
            claim(first, "key", "الرقم لا يشمل الطرق المؤدية إليه", Tag.UNVERIFIED, anon),
            claim(second, "key", "بلغت كلفة الجسر 12.4 مليون دينار", Tag.SOURCED, doc),
        )
        for expected in key:
            tx.add(expected)
        tx.add(Relation(author_id="key", type=RelationType.CONTRADICTS, source_id=key[0].id,
                        target_id=key[2].id, acceptable={RelationType.REPEATS: 0.5}))  # fmt: skip
        marks = (
            claim(first, "s01", cost, Tag.SOURCED, org, "البلدية", note="من البيان؟", starred=True),
            claim(first, "s01", "أجمل جسر عرفته المدينة", Tag.OPINION, nobody),
            claim(second, "s01", "كلفة الجسر 12.4 مليون دينار", Tag.UNVERIFIED, org),
        )
        for mark in marks:
            tx.add(mark)
        tx.add(Relation(author_id="s01", type=RelationType.REPEATS, source_id=marks[2].id,
                        target_id=marks[0].id))  # fmt: skip
        tx.add(Relation(author_id="s01", type=RelationType.SUPPORTS, source_id=marks[1].id,
                        target_id=marks[0].id))  # fmt: skip
        assignment = tx.add(
            Assignment(name="كم كلّف الجسر؟", article_ids=(first.id, second.id),
                       classroom_id=room.id, key_id="key", notes_asked=1)
        )  # fmt: skip
        return SmallClass(assignment, students, key)

    return workspace.do(Gesture.CREATE_ASSIGNMENT, build)


@pytest.fixture
def keyless(workspace, small_class) -> Assignment:
    return workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.add(replace(small_class.assignment, id="keyless", key_id=None)),
    )
