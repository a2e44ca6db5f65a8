from dataclasses import replace

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.services import grading


def grade(workspace, small_class, student="s01"):
    return workspace.read(grading.grade_student, small_class.assignment.id, student)


def test_a_student_is_graded_on_what_that_author_marked(workspace, small_class):
    result = grade(workspace, small_class)
    assert [row.auto for row in result.claims] == [10, 0, 5]
    assert [(row.ends, row.typed) for row in result.relations] == [(4, 2)]
    assert [row.annotation.quote for row in result.extras] == ["أجمل جسر عرفته المدينة"]
    assert result.provisional


def test_the_whole_class_in_the_rosters_order(workspace, small_class):
    grades = workspace.read(grading.grade_class, small_class.assignment.id)
    assert [student.id for student, _ in grades] == ["s01", "s02"]
    assert grades[1][1].total == 0


def test_graded_together_or_one_by_one_is_the_same(workspace, small_class):
    place, first = (small_class.assignment.id, "s01"), small_class.key[0].id
    workspace.do(Gesture.SET_SCORE, grading.set_points, *place, f"claim:{first}", 3)
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, "total", "قراءة متأنّية")
    together = workspace.read(grading.grade_class, small_class.assignment.id)
    assert together[0][1].comment
    for student, result in together:
        assert result == grade(workspace, small_class, student.id)


def test_decisions_are_kept_undone_and_survive_regrading(workspace, small_class):
    place = (small_class.assignment.id, "s01")
    row = f"claim:{small_class.key[1].id}"
    workspace.do(Gesture.SET_SCORE, grading.set_points, *place, row, 7)
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, row, "ذُكر شفهيًا")
    result = grade(workspace, small_class).claims[1]
    assert (result.auto, result.effective, result.comment) == (0, 7, "ذُكر شفهيًا")
    key_claim = small_class.key[1]
    workspace.do(Gesture.RETAG, lambda tx: tx.replace(key_claim, tag=Tag.OPINION))
    assert grade(workspace, small_class).claims[1].review
    assert grade(workspace, small_class).to_review == 1
    for _ in range(3):
        workspace.undo()
    assert grade(workspace, small_class).claims[1].effective == 0


def test_levels_and_extras(workspace, small_class):
    place = (small_class.assignment.id, "s01")
    before = grade(workspace, small_class)
    note, extra = before.notes[0].annotation.id, before.extras[0].annotation.id
    workspace.do(Gesture.SET_LEVEL, grading.set_level, *place, note, 2)
    workspace.do(Gesture.JUDGE_EXTRA, grading.judge_extra, *place, extra, True)
    after = grade(workspace, small_class)
    assert (after.notes_part.earned, after.notes_part.possible) == (7, 10)
    assert after.bonus == 1.5  # two points, capped at 5 % of 30
    assert not after.provisional


@pytest.mark.parametrize(("row", "points"), [("claim", 11), ("claim", -1), ("relation", 9)])
def test_points_outside_a_rows_range_are_refused(workspace, small_class, row, points):
    with pytest.raises(KnownError) as refused:
        workspace.do(
            Gesture.SET_SCORE, grading.set_points, small_class.assignment.id, "s01",
            f"{row}:{small_class.key[0].id}", points,
        )  # fmt: skip
    assert refused.value.message == "grading.points_range"


def test_what_is_missing_is_said(workspace, keyless):
    with pytest.raises(KnownError) as refused:
        workspace.read(grading.grade_class, keyless.id)
    assert refused.value.message == "grading.no_key"
    with pytest.raises(KnownError) as refused:
        workspace.read(grading.grade_class, "nothing")
    assert refused.value.message == "grading.no_assignment"


def test_comments_used_before_come_most_used_first(workspace, small_class):
    first, second, third = (f"claim:{claim.id}" for claim in small_class.key)
    for student, row, words in (
        ("s01", first, "نادر"),
        ("s01", second, "شائع"),
        ("s02", third, " شائع "),
        ("s02", first, ""),
    ):
        place = (small_class.assignment.id, student, row, words)
        workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place)
    other = replace(small_class.assignment, id="another")
    workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(other))
    elsewhere = ("another", "s01", first)
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *elsewhere, "من واجب آخر")
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, "another", "s02", first, "نادر")
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, "another", "s03", first, "ر" * 201)
    told = workspace.read(grading.comments_of)
    assert (set(told[:2]), told[2:]) == ({"شائع", "نادر"}, ["من واجب آخر"])


def test_assignments_oldest_first(workspace, small_class, keyless):
    workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.replace(small_class.assignment, created="2025-02-01T08:00:00+00:00"),
    )
    found = workspace.read(grading.assignments_of)
    assert [one.id for one in found] == ["keyless", small_class.assignment.id]


def test_without_a_roster_no_key_is_taken_for_a_student(workspace, small_class):
    def another(tx):
        return tx.add(
            replace(small_class.assignment, id="other", classroom_id=None, key_id="other key")
        )

    other = workspace.do(Gesture.CREATE_ASSIGNMENT, another)
    students = workspace.read(grading.students_of, other)
    assert [student.id for student in students] == ["s01"]


def decided(workspace, small_class):
    """The teacher's own figures on every row of the first student."""
    one = grade(workspace, small_class)
    return {
        row.name: (row.manual, row.comment)
        for row in (*one.claims, *one.relations, *one.notes)
        if row.manual is not None or row.comment
    }


def test_manual_scores_outlive_a_changed_key_a_newer_attempt_and_their_undoing(
    workspace, small_class
):
    place = small_class.assignment.id, "s01"
    first, second = (f"claim:{claim.id}" for claim in small_class.key[:2])
    workspace.do(Gesture.SET_SCORE, grading.set_points, *place, first, 7)
    workspace.do(Gesture.SET_SCORE, grading.set_points, *place, second, 3)
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, second, "قريب")
    before = decided(workspace, small_class)
    assert before == {first: (7, ""), second: (3, "قريب")}

    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(small_class.key[0], tag=Tag.OPINION))
    assert decided(workspace, small_class) == before
    assert [row.review for row in grade(workspace, small_class).claims] == [True, False, False]

    def newer_attempt(tx):  # as collecting does it: other marks in the place of these
        for link in tx.find(Relation, author_id="s01"):
            tx.remove(link)
        for mark in tx.find(Annotation, author_id="s01"):
            tx.remove(mark)

    workspace.do(Gesture.COLLECT, newer_attempt)
    assert decided(workspace, small_class) == before
    assert grade(workspace, small_class).claims[0].match is None
    workspace.undo()
    assert decided(workspace, small_class) == before
    assert grade(workspace, small_class).claims[0].match is not None
    workspace.undo()
    assert [row.review for row in grade(workspace, small_class).claims] == [False] * 3
    assert decided(workspace, small_class) == before


def test_without_a_roster_the_teacher_is_no_student(workspace, small_class):
    """Her own marks are where a key comes from."""
    mine = replace(small_class.key[0], id="mine", author_id="me")
    workspace.do(Gesture.HIGHLIGHT, lambda tx: tx.add(mine))
    other = replace(small_class.assignment, id="no-roster", classroom_id=None)
    assert "me" in [one.id for one in workspace.read(grading.students_of, other)]
    workspace.configure("role", "teacher")
    assert "me" not in [one.id for one in workspace.read(grading.students_of, other)]
