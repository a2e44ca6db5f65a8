from dataclasses import replace

from app.domain.change import Gesture
from app.domain.submission import Submission
from app.services import approving, grading, tallying
from app.services.approving import State


def test_it_says_what_the_grader_says(workspace, small_class):
    id = small_class.assignment.id
    graded = workspace.read(grading.grade_class, id)
    tallied = workspace.read(tallying.tallies_of, id)
    assert [one.student for one in tallied] == [student for student, _ in graded]
    assert tallied[0].grade == graded[0][1]
    assert (tallied[0].percent, tallied[0].mark) == (graded[0][1].total, graded[0][1].out_of(20))
    assert [one.state for one in tallied] == [State.WAITING, State.MISSING]
    assert (tallied[1].grade, tallied[1].mark) == (None, None)  # nothing came: no mark, not zero
    assert [one.provisional for one in tallied] == [True, False]


def test_an_approved_mark_is_not_provisional_though_notes_have_no_level(workspace, small_class):
    id = small_class.assignment.id
    workspace.do(Gesture.APPROVE, approving.approve, id, "s01")
    one = workspace.read(tallying.tallies_of, id)[0]
    assert one.grade.notes[0].pending
    assert (one.state, one.provisional) == (State.ACCEPTED, False)
    workspace.do(Gesture.APPROVE, approving.withdraw, id, "s01")
    one = workspace.read(tallying.tallies_of, id)[0]
    assert (one.state, one.provisional) == (State.WAITING, True)


def test_a_submission_without_a_claim_is_handed_in_and_attempts_are_in_order(
    workspace, small_class
):
    id = small_class.assignment.id

    def hand_in(tx):
        empty = tx.keep_text("{}")
        for n, at in enumerate(("2025-02-02T09:00:00+00:00", "2025-02-01T09:00:00+00:00")):
            tx.add(Submission(id=f"n{n}", assignment_id=id, student_ids=("s02",), handed_in=at,
                              receipt=f"ABCDEF0{n}", device="lab", document=empty, log=empty,
                              claims=0, relations=0))  # fmt: skip

    workspace.do(Gesture.COLLECT, hand_in)
    second = workspace.read(tallying.tallies_of, id)[1]
    assert [one.receipt for one in second.attempts] == ["ABCDEF01", "ABCDEF00"]
    assert (second.state, second.percent) == (State.WAITING, 0)


def test_sums_and_means_leave_out_what_was_not_handed_in(workspace, small_class):
    first = small_class.assignment
    other = workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.add(replace(first, id="other", article_ids=first.article_ids[1:], scale=10)),
    )
    keyless = workspace.do(
        Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(replace(first, id="none", key_id=None))
    )
    room = workspace.read(tallying.rooms_of)
    assert [one and one.name for one in room] == ["الصف التاسع ب"]
    book = workspace.read(tallying.book_of, first.classroom_id)
    problems = {column.assignment.id: column.problem for column in book.columns}
    assert problems[keyless.id] is not None
    assert (problems[first.id], problems[other.id]) == (None, None)
    cells = [book.cells["s01", id] for id in (first.id, other.id)]
    told = book.sum_of("s01")
    assert told.points == sum(cell.mark for cell in cells)
    assert (told.possible, told.counted, told.missing) == (30, 2, 0)
    assert told.mean == sum(cell.percent for cell in cells) / 2
    assert book.sum_of("s02") == tallying.Sum(missing=2)
    assert book.mean_of(first.id) == cells[0].percent
    assert book.mean_of(keyless.id) is None


def test_the_state_follows_the_approval(workspace, small_class):
    id = small_class.assignment.id
    workspace.do(Gesture.APPROVE, approving.approve, id, "s01")
    one = workspace.read(tallying.tallies_of, id)[0]
    assert (one.state, one.approved) == (State.ACCEPTED, one.percent)
