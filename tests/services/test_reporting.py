"""The report of a small class, from the classroom file; accepting a tag from it."""

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.submission import Submission
from app.services import annotating, grading, reporting
from tests.services.conftest import SmallClass


def report_of(workspace, known: SmallClass):
    return workspace.read(reporting.report_of, known.assignment.id)


def hand_in(workspace, known: SmallClass, *students: str, at="2026-03-04T09:00:00+00:00") -> None:
    def keep(tx):
        text = tx.keep_text("{}")
        tx.add(
            Submission(
                assignment_id=known.assignment.id, student_ids=students, handed_in=at,
                receipt="K7QM3XPD", device="pc", document=text, log=text, claims=0, relations=0,
            )
        )  # fmt: skip

    workspace.do(Gesture.COLLECT, keep)


def test_a_small_class(workspace, small_class):
    told = report_of(workspace, small_class)
    assert told.classroom is not None
    assert told.classroom.name == "الصف التاسع ب"
    assert [student.id for student in told.students] == ["s01", "s02"]
    assert told.handed_in == {"s01"}  # the other has marked nothing
    figures = told.report
    assert (figures.students, figures.handed_in) == (2, 1)
    assert [(one.number, one.found, one.counts[Tag.SOURCED]) for one in figures.claims] == [
        (1, 1, 1), (2, 0, 0), (3, 1, 0),
    ]  # fmt: skip
    assert figures.found == 2 / 3
    assert [(one.drawn, one.typed) for one in figures.relations] == [(1, 0)]
    assert figures.waiting == 1  # a starred note without a level
    assert figures.percents == {"s01": grade_of(workspace, small_class).total}
    assert figures.alpha is None
    first = figures.heat[told.articles[0].id]
    assert [first.share(i) for i in range(3)] == [0, 0, 0]  # «أعلنت البلدية أن»
    assert first.share(3) == 1


def grade_of(workspace, known: SmallClass):
    return workspace.read(grading.grade_student, known.assignment.id, "s01")


def test_what_the_teacher_decided_is_in_the_mean(workspace, small_class):
    row = f"claim:{small_class.key[1].id}"
    place = small_class.assignment.id, "s01"
    before = report_of(workspace, small_class).report.mean
    workspace.do(Gesture.SET_SCORE, grading.set_points, *place, row, 10)
    after = report_of(workspace, small_class).report.mean
    assert before is not None
    assert after is not None
    assert after > before
    assert report_of(workspace, small_class).claim(small_class.key[1].id).found == 0


def test_an_empty_work_that_was_handed_in_counts(workspace, small_class):
    hand_in(workspace, small_class, "s02")
    told = report_of(workspace, small_class)
    assert told.handed_in == {"s01", "s02"}
    assert told.report.claims[0].share == 0.5
    assert told.last is not None
    assert told.last.isoformat() == "2026-03-04"


def test_without_a_key_it_tells_what_needs_none(workspace, keyless):
    told = workspace.read(reporting.report_of, keyless.id)
    assert not told.report.has_key
    assert told.report.handed_in == 1
    assert told.report.claims == ()
    assert max(told.report.heat[told.articles[0].id].counts) == 1


def test_of_nothing_there_is_no_report(workspace):
    with pytest.raises(KnownError, match="no_assignment"):
        workspace.read(reporting.report_of, "nothing")


def test_accepting_a_tag_is_a_step_that_changes_every_grade(workspace, small_class):
    claim = small_class.key[2]  # sourced; the student says unverified
    place = small_class.assignment.id, claim.id
    before = grade_of(workspace, small_class).claims[2].tagged
    workspace.do(Gesture.EDIT_KEY, reporting.accept_tag, *place, Tag.UNVERIFIED)
    assert (before, grade_of(workspace, small_class).claims[2].tagged) == (0, 2)
    assert workspace.read(lambda tx: tx.get(Annotation, claim.id)).acceptable == {
        Tag.UNVERIFIED: 0.5
    }
    assert workspace.next_undo is not None
    assert workspace.next_undo.gesture is Gesture.EDIT_KEY
    workspace.undo()
    assert grade_of(workspace, small_class).claims[2].tagged == 0


def test_a_students_claim_is_no_claim_of_the_key(workspace, small_class):
    own = workspace.read(lambda tx: tx.find(Annotation, author_id="s01"))[0]
    for id in (own.id, "gone"):
        with pytest.raises(KnownError, match="claim_gone"):
            workspace.do(
                Gesture.EDIT_KEY, reporting.accept_tag, small_class.assignment.id, id, Tag.OPINION
            )


def test_the_course_of_a_class(workspace, small_class, keyless):
    stages = workspace.read(reporting.course_of, small_class.assignment.id)
    by_id = {stage.assignment.id: stage for stage in stages}
    assert by_id["keyless"].percent is None
    assert by_id["keyless"].handed_in == 1
    here = by_id[small_class.assignment.id]
    assert here.percent == pytest.approx(grade_of(workspace, small_class).total)
    alone = workspace.read(reporting.course_of, "keyless")
    assert len(alone) == 2


def test_a_mark_more_shows_at_once(workspace, small_class):
    article = small_class.assignment.article_ids[0]
    workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article, "s02", 3, 30, Tag.SOURCED)
    assert report_of(workspace, small_class).report.handed_in == 2
