"""Assignments: a key of one's own, a class that is told from others."""

import json

import pytest

from app import paths
from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Asked, Assignment, Mode, Weights
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.submission import Submission
from app.formats.jsonld import reading
from app.services import annotating, assigning, exchanging, grading, keying
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


def edit(workspace, assignment, **fields):
    return workspace.do(Gesture.EDIT_ASSIGNMENT, assigning.edit, assignment.id, **fields)


def test_everything_else_can_be_said_at_once_or_later(workspace, small_class):
    here = small_class.assignment
    made = create(
        workspace, "واجب", here.article_ids, classroom_id=here.classroom_id,
        asked={Asked.NOTES}, weights=Weights(70, 10, 20), scale=10, due=" 2026-11-30 ",
        mode=Mode.PRACTICE, claims_asked=12, relations_asked=3, notes_asked=4,
        instructions="يُقرأ المقالان.",
    ).assignment  # fmt: skip
    assert (made.asked, made.due, made.scale) == ((Asked.NOTES,), "2026-11-30", 10)
    changed = edit(
        workspace, made, name=" آخر ", due="2026-11-30T23:59", asked=list(Asked),
        article_ids=here.article_ids[:1], classroom_id=None,
    )  # fmt: skip
    assert (changed.name, changed.due) == ("آخر", "2026-11-30T23:59")
    assert (changed.asked, changed.classroom_id) == (tuple(Asked), None)
    assert changed.weights == Weights(70, 10, 20)
    workspace.undo()
    assert workspace.read(grading.assignment_of, made.id) == made
    assert edit(workspace, made, due="").due is None
    assert edit(workspace, made, due="20261130").due == "2026-11-30"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "\n"}, "assignment.no_name"),
        ({"article_ids": []}, "assignment.no_articles"),
        ({"article_ids": ["none"]}, "assignment.unknown_article"),
        ({"classroom_id": "none"}, "roster.no_class"),
        ({"weights": Weights(0, 0, 0)}, "assignment.weights"),
        ({"weights": Weights(-1, 50, 51)}, "assignment.weights"),
        ({"weights": Weights(float("nan"), 50, 50)}, "assignment.weights"),
        ({"scale": 4}, "assignment.scale"),
        ({"scale": 101}, "assignment.scale"),
        ({"claims_asked": -1}, "assignment.too_many_asked"),
        ({"notes_asked": 100}, "assignment.too_many_asked"),
        ({"due": "غدًا"}, "assignment.due"),
        ({"due": "2026-13-01"}, "assignment.due"),
        ({"instructions": "ن" * 10_001}, "assignment.long_instructions"),
        ({"codebook": "x = 1"}, "codebook.damaged"),
        ({"rubric": "x = [}"}, "rubric.damaged"),
    ],
)
def test_what_cannot_be_kept_is_refused(workspace, small_class, fields, message):
    steps = len(workspace.steps())
    with pytest.raises(KnownError) as caught:
        edit(workspace, small_class.assignment, **fields)
    assert caught.value.message == message
    assert len(workspace.steps()) == steps


def test_the_codebook_and_rubric_that_ship_can_be_given(workspace, small_class):
    book = assigning.read_codebook(paths.seeds() / "codebook.toml")
    levels = assigning.read_rubric(paths.seeds() / "rubric.toml")
    assert workspace.read(assigning.codebook_now) == ""
    changed = edit(workspace, small_class.assignment, codebook=book, rubric=levels)
    assert workspace.read(assigning.codebook_now) == book
    assert (changed.codebook, changed.rubric) == (book, levels)
    assert edit(workspace, changed, codebook="").codebook == ""


def test_an_assignment_goes_with_all_that_is_its_own_and_comes_back(workspace, small_class):
    here = small_class.assignment

    def more(tx):
        document = tx.keep_text("{}")
        tx.add(
            Submission(assignment_id=here.id, student_ids=("s01",), handed_in="2026-11-20",
                       receipt="K7QM3XPD", device="pc", document=document, log=document,
                       claims=3, relations=2)
        )  # fmt: skip
        keying.save(tx, here.id, "s01")
        grading.write_comment(tx, here.id, "s02", "total", "أحسنت")
        for article_id in here.article_ids:
            annotating.highlight(tx, article_id, "me", 0, 6, Tag.OPINION)

    workspace.do(Gesture.COLLECT, more)
    kinds = (Assignment, Annotation, Relation, Score, Submission, KeyVersion)

    def count():
        return [workspace.read(lambda tx, k=kind: tx.count(k)) for kind in kinds]

    before = count()
    workspace.do(Gesture.REMOVE_ASSIGNMENT, assigning.remove, here.id)
    assert count() == [0, 2, 0, 0, 0, 0]  # the teacher's own marks stay
    assert workspace.read(lambda tx: tx.count(Student)) == 2
    workspace.undo()
    assert count() == before


def test_what_another_assignment_has_too_stays(workspace, small_class):
    here = small_class.assignment
    create(workspace, "واجب آخر", here.article_ids[:1])
    marks = workspace.read(lambda tx: tx.count(Annotation, author_id="s01"))
    workspace.do(Gesture.REMOVE_ASSIGNMENT, assigning.remove, here.id)
    assert workspace.read(lambda tx: tx.count(Annotation, author_id="s01")) == marks


def test_a_relation_of_an_article_that_was_left_out_does_not_count(workspace, small_class):
    here = small_class.assignment
    edit(workspace, here, article_ids=here.article_ids[:1])
    grade = workspace.read(grading.grade_student, here.id, "s01")
    assert (len(grade.claims), grade.relations) == (2, ())


def test_what_a_reader_is_asked(workspace, small_class, article):
    first, second = small_class.assignment.article_ids
    edit(workspace, small_class.assignment, asked=[Asked.SOURCE])
    create(workspace, "آخر", [second], asked=[Asked.LINKS])
    assert workspace.read(assigning.asked_in, first) == {Asked.SOURCE}
    assert workspace.read(assigning.asked_in, second) == {Asked.SOURCE, Asked.LINKS}
    assert workspace.read(assigning.asked_in, article.id) == set(Asked)
