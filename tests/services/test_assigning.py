"""Assignments: a key of one's own, a class that is told from others."""

import json

import pytest

from app.domain.annotation import Annotation
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.formats.jsonld import reading
from app.services import assigning, exchanging, grading
from app.services.assigning import Entry, RefusedKey

ROSTER = (Entry("a1", "ريم"), Entry("a2", "Noé"))


def create(workspace, *given, **more):
    return workspace.do(Gesture.CREATE_ASSIGNMENT, assigning.create, *given, **more)


def refused(workspace, *given, **more) -> KnownError:
    steps = len(workspace.steps())
    with pytest.raises(KnownError) as caught:
        create(workspace, *given, **more)
    assert len(workspace.steps()) == steps
    return caught.value


@pytest.fixture
def key(workspace, small_class):
    made = workspace.read(exchanging.export_annotations, author_id="key")
    return reading.read(made.data, "key.jsonld")


def test_a_name_and_articles_are_enough(workspace, article):
    made = create(workspace, "  من   قال؟ ", [article.id, article.id]).assignment
    assert (made.name, made.article_ids) == ("من قال؟", (article.id,))
    assert (made.key_id, made.classroom_id, made.notes_asked) == (None, None, 0)
    assert workspace.read(grading.assignments_of) == [made]
    workspace.undo()
    assert workspace.read(grading.assignments_of) == []


def test_what_is_not_there_is_refused(workspace, article):
    assert refused(workspace, " ", [article.id]).message == "assignment.no_name"
    assert refused(workspace, "ن" * 201, [article.id]).message == "assignment.no_name"
    assert refused(workspace, "واجب", []).message == "assignment.no_articles"
    error = refused(workspace, "واجب", [article.id, "none"])
    assert (error.message, error.values) == ("assignment.unknown_article", {"id": "none"})


def test_the_key_is_a_copy_that_belongs_to_the_assignment(workspace, small_class, key):
    articles = small_class.assignment.article_ids
    first = create(workspace, "واجب", articles, key).assignment
    second = create(workspace, "واجب آخر", articles, key).assignment
    assert len({first.key_id, second.key_id, "key"}) == 3
    for made in (first, second):
        copied = workspace.read(lambda tx, m=made: tx.find(Annotation, author_id=m.key_id))
        assert {c.spans for c in copied} == {c.spans for c in small_class.key}
        links = workspace.read(lambda tx, m=made: tx.find(Relation, author_id=m.key_id))
        assert {links[0].source_id, links[0].target_id} <= {c.id for c in copied}


def test_items_of_the_key_on_other_articles_are_left_out(workspace, small_class, key):
    made = create(workspace, "واجب", small_class.assignment.article_ids[:1], key)
    assert made.left_out == 2  # a claim in the other article, and the link to it
    kept = workspace.read(lambda tx: tx.count(Annotation, author_id=made.assignment.key_id))
    assert kept == 2


def test_a_key_is_taken_whole_or_not_at_all(workspace, small_class, article):
    made = workspace.read(exchanging.export_annotations, author_id="key")
    document = json.loads(made.data)
    document["items"][0]["body"] = []
    damaged = reading.read(json.dumps(document).encode(), "key.jsonld")
    error = refused(workspace, "واجب", small_class.assignment.article_ids, damaged)
    assert isinstance(error, RefusedKey)
    assert [item.reason.message for item in error.refused] == [
        "exchange.one_tag", "exchange.unknown_end"
    ]  # fmt: skip
    whole = reading.read(made.data, "key.jsonld")
    assert refused(workspace, "واجب", [article.id], whole).message == "assignment.key_empty"


def test_a_roster_becomes_a_class(workspace, article):
    made = create(workspace, "واجب", [article.id], None, ROSTER, classroom="التاسع ب").assignment
    room = workspace.read(lambda tx: tx.get(Classroom, made.classroom_id))
    assert room.name == "التاسع ب"
    students = workspace.read(lambda tx: tx.find(Student, order_by="position"))
    assert [(s.id, s.name, s.position) for s in students] == [("a1", "ريم", 1), ("a2", "Noé", 2)]


def test_a_class_that_nobody_named_has_no_name(workspace, article):
    made = create(workspace, "واجب", [article.id], None, ROSTER).assignment
    assert workspace.read(lambda tx: tx.get(Classroom, made.classroom_id)).name == ""


def test_the_same_roster_is_the_same_class_and_new_pupils_join_it(workspace, article):
    first = create(workspace, "واجب", [article.id], None, ROSTER).assignment
    longer = (*ROSTER, Entry("a3", "نوح"))
    second = create(workspace, "واجب آخر", [article.id], None, longer).assignment
    assert first.classroom_id == second.classroom_id
    assert workspace.read(lambda tx: tx.get(Student, "a3")).position == 3
    assert workspace.read(lambda tx: tx.count(Classroom)) == 1


def test_an_id_stands_for_one_person(workspace, article):
    create(workspace, "واجب", [article.id], None, ROSTER)
    other = (Entry("a1", "سلمى"),)
    error = refused(workspace, "واجب", [article.id], None, other)
    assert (error.message, error.values["name"]) == ("roster.other_name", "ريم")
    create(workspace, "واجب", [article.id], None, (Entry("b1", "سلمى"),))
    mixed = (Entry("a1", "ريم"), Entry("b1", "سلمى"))
    assert refused(workspace, "واجب", [article.id], None, mixed).message == "roster.two_classes"
