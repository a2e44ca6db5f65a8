"""The sample classroom: all of it in one step, once; nothing of others for a student."""

import pytest

from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.setting import Role
from app.formats import sample_files
from app.services import annotating, grading, importing, sampling
from app.services.workspace import Workspace

KINDS = (Article, Assignment, Classroom, Student, Annotation, Relation, Score)


def add(workspace: Workspace) -> sampling.Sample:
    return workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)


def counts(workspace: Workspace) -> dict[str, int]:
    return workspace.read(lambda tx: {kind.__name__: tx.count(kind) for kind in KINDS})


@pytest.fixture(scope="module")
def files():
    return sample_files.read(sampling.paths.seeds())


def test_everything_comes_in_one_step(workspace, files):
    made = add(workspace)
    there = counts(workspace)
    assert there["Annotation"] == len(files.key.claims) + sum(
        len(work.claims) for work in files.work.values()
    )
    assert there["Relation"] == len(files.key.links) + sum(
        len(work.links) for work in files.work.values()
    )
    assert there["Score"] == len(files.scores)
    assert (len(made.articles), len(made.students), len(made.assignments)) == (5, 6, 1)
    grades = workspace.read(grading.grade_class, made.assignments[0])
    assert [student.id for student, _ in grades] == list(made.students)
    assert len({round(grade.total, 2) for _, grade in grades}) == 6
    workspace.undo()
    assert set(counts(workspace).values()) == {0}


def test_a_second_time_adds_nothing(workspace):
    made = add(workspace)
    steps, there = len(workspace.steps()), counts(workspace)
    assert add(workspace) == made
    assert (len(workspace.steps()), counts(workspace)) == (steps, there)


def test_what_was_taken_away_stays_away(workspace):
    made = add(workspace)
    mark = workspace.read(lambda tx: tx.find(Annotation, author_id="tj01"))[0]
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, mark.id)
    there = counts(workspace)
    assert add(workspace) == made
    assert counts(workspace) == there


def test_a_student_gets_articles_and_the_assignment_alone(workspace):
    workspace.configure("role", Role.STUDENT)
    made = add(workspace)
    assert made.students == ()
    there = counts(workspace)
    assert (there["Article"], there["Assignment"]) == (5, 1)
    assert {there[kind.__name__] for kind in KINDS[2:]} == {0}
    assignment = workspace.read(lambda tx: tx.get(Assignment, made.assignments[0]))
    assert (assignment.key_id, assignment.classroom_id) == (None, None)


def test_who_becomes_a_teacher_gets_the_rest(workspace):
    workspace.configure("role", Role.STUDENT)
    add(workspace)
    workspace.configure("role", Role.TEACHER)
    made = add(workspace)
    assert len(made.students) == 6
    assert len(workspace.read(grading.grade_class, made.assignments[0])) == 6


def test_an_article_that_is_there_is_used(workspace):
    first = sorted((sampling.paths.seeds() / "articles").iterdir())[0]
    mine = importing.import_paths(workspace, [first])[0].article
    made = add(workspace)
    assert made.articles[0] == mine.id
    assert workspace.read(lambda tx: tx.count(Article)) == 5
    assert workspace.read(lambda tx: tx.count(Annotation, article_id=mine.id)) > 0


def test_ids_of_another_class_are_not_mixed_in(workspace):
    def enrol(tx):
        room = tx.add(Classroom(name="صفّي"))
        tx.add(Student(id="tj01", classroom_id=room.id, name="ريم"))

    workspace.do(Gesture.CREATE_ASSIGNMENT, enrol)
    with pytest.raises(KnownError) as caught:
        add(workspace)
    assert caught.value.message == "sample.ids_taken"
    assert counts(workspace)["Article"] == 0
