import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.submission import Submission
from app.services import annotating, approving, grading, tallying
from app.services.approving import State


def state(workspace, known, student="s01"):
    def ask(tx):
        material = grading.material_of(tx, known.assignment.id)
        scores = grading.scores_of(tx, known.assignment.id, student)
        grade = grading.grade_with(material, grading.work_of(tx, material, student), scores)
        return approving.state_of(material, grade, scores.get("total"), handed_in=True)

    return workspace.read(ask)


def approve(workspace, known):
    workspace.do(Gesture.APPROVE, approving.approve, known.assignment.id, "s01")


def test_a_grade_waits_until_it_is_approved_and_the_approval_can_be_undone(workspace, small_class):
    assert state(workspace, small_class) is State.WAITING
    approve(workspace, small_class)
    assert state(workspace, small_class) is State.ACCEPTED
    workspace.undo()
    assert state(workspace, small_class) is State.WAITING
    workspace.redo()
    workspace.do(Gesture.APPROVE, approving.withdraw, small_class.assignment.id, "s01")
    assert state(workspace, small_class) is State.WAITING


def test_the_comment_on_the_whole_outlives_approval_and_its_withdrawal(workspace, small_class):
    place = small_class.assignment.id, "s01"
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, "total", "عمل متأنٍّ.")
    approve(workspace, small_class)
    workspace.do(Gesture.APPROVE, approving.withdraw, *place)
    score = workspace.read(grading.scores_of, *place)["total"]
    assert (score.comment, score.accepted, score.manual) == ("عمل متأنٍّ.", None, None)


@pytest.mark.parametrize("change", [
    {"tag": Tag.OPINION},  # moves the mark
    {"acceptable": {Tag.OPINION: 0.5}},  # nobody's answer here: the mark stays
])  # fmt: skip
def test_a_changed_key_flags_an_approved_grade(workspace, small_class, change):
    approve(workspace, small_class)
    key = small_class.key[0]
    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(key, **change))
    assert state(workspace, small_class) is State.FLAGGED
    approve(workspace, small_class)
    assert state(workspace, small_class) is State.ACCEPTED
    workspace.undo()
    workspace.undo()
    assert state(workspace, small_class) is State.ACCEPTED


def test_a_note_on_the_key_is_no_change_of_it(workspace, small_class):
    approve(workspace, small_class)
    key = small_class.key[0]
    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(key, note="لغيرنا."))
    assert state(workspace, small_class) is State.ACCEPTED


def test_work_that_changed_since_flags_it(workspace, small_class):
    approve(workspace, small_class)
    mine = workspace.read(lambda tx: tx.find(Annotation, author_id="s01", tag=Tag.UNVERIFIED))[0]
    workspace.do(Gesture.RETAG, annotating.retag, mine.id, Tag.SOURCED)
    assert state(workspace, small_class) is State.FLAGGED


def test_a_newer_attempt_flags_it_even_where_the_mark_stays(workspace, small_class):
    id = small_class.assignment.id

    def collect(tx, n):
        empty = tx.keep_text("{}")
        tx.add(Submission(id=f"n{n}", assignment_id=id, student_ids=("s01",), device="lab",
                          handed_in=f"2025-02-0{n}T09:00:00+00:00", receipt=f"K7QM3XP{n}",
                          document=empty, log=empty, claims=3, relations=2))  # fmt: skip

    def tallied():
        return workspace.read(tallying.tallies_of, id)[0].state

    workspace.do(Gesture.COLLECT, collect, 1)
    approve(workspace, small_class)
    assert tallied() is State.ACCEPTED
    workspace.do(Gesture.COLLECT, collect, 2)
    assert tallied() is State.FLAGGED
    progress = workspace.read(grading.progress_of, small_class.assignment, small_class.students)
    assert progress.flagged == {"s01"}
    approve(workspace, small_class)
    assert tallied() is State.ACCEPTED
    workspace.undo()
    workspace.undo()
    assert tallied() is State.ACCEPTED


def test_progress_counts_who_was_approved_and_whom_the_key_touches(workspace, small_class):
    def progress():
        def ask(tx):
            material = grading.material_of(tx, small_class.assignment.id)
            return grading.progress_of(
                tx, small_class.assignment, small_class.students, material.key
            )

        return workspace.read(ask)

    assert (progress().handed_in, progress().graded) == ({"s01"}, set())
    approve(workspace, small_class)
    assert (progress().graded, progress().flagged) == ({"s01"}, set())
    key = small_class.key[1]
    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(key, tag=Tag.OPINION))
    assert (progress().graded, progress().flagged) == ({"s01"}, {"s01"})


def test_nothing_is_approved_without_a_key(workspace, keyless, small_class):
    with pytest.raises(KnownError, match=r"grading\.no_key"):
        workspace.do(Gesture.APPROVE, approving.approve, keyless.id, "s01")
