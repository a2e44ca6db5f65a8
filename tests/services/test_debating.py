"""The second vote: by student, or hands counted; each an undoable step."""

import pytest

from app.domain.annotation import Tag
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import debating
from tests.services.conftest import SmallClass

S, U, O = Tag.SOURCED, Tag.UNVERIFIED, Tag.OPINION  # noqa: E741


@pytest.fixture
def place(small_class: SmallClass) -> tuple[str, str]:
    return small_class.assignment.id, small_class.key[0].id


def test_votes_by_student(workspace, place):
    workspace.do(Gesture.VOTE, debating.vote, *place, "s01", U)
    workspace.do(Gesture.VOTE, debating.vote, *place, "s02", S)
    workspace.do(Gesture.VOTE, debating.vote, *place, "s01", O)
    assert workspace.read(debating.votes_on, *place) == {"s01": O, "s02": S}
    moved = workspace.read(debating.shift_of, *place, {"s01": S, "s02": S})
    assert moved.changes == [(S, O, 1)]
    workspace.undo()
    assert workspace.read(debating.votes_on, *place) == {"s01": U, "s02": S}
    workspace.do(Gesture.VOTE, debating.vote, *place, "s01", None)
    assert workspace.read(debating.votes_on, *place) == {"s02": S}


def test_a_vote_that_says_the_same_is_no_step(workspace, place):
    workspace.do(Gesture.VOTE, debating.vote, *place, "s01", U)
    before = len(workspace.steps())
    workspace.do(Gesture.VOTE, debating.vote, *place, "s01", U)
    assert len(workspace.steps()) == before


def test_counted_hands_take_the_place_of_votes_and_the_other_way(workspace, place):
    workspace.do(Gesture.VOTE, debating.vote, *place, "s01", U)
    workspace.do(Gesture.VOTE, debating.count_hands, *place, {S: 7, U: 12})
    assert workspace.read(debating.votes_on, *place) == {}
    assert workspace.read(debating.hands_on, *place) == {S: 7, U: 12, O: 0}
    workspace.undo()
    assert workspace.read(debating.votes_on, *place) == {"s01": U}
    assert workspace.read(debating.hands_on, *place) is None
    workspace.redo()
    workspace.do(Gesture.VOTE, debating.vote, *place, "s02", O)
    assert workspace.read(debating.hands_on, *place) is None
    assert workspace.read(debating.votes_on, *place) == {"s02": O}


def test_beginning_anew(workspace, place):
    assert workspace.read(debating.shift_of, *place, {"s01": S}) is None
    workspace.do(Gesture.VOTE, debating.count_hands, *place, {S: 3, O: 4})
    assert workspace.read(debating.shift_of, *place, {"s01": S}).second[O] == 4
    workspace.do(Gesture.VOTE, debating.clear_votes, *place)
    assert workspace.read(debating.shift_of, *place, {"s01": S}) is None


def test_bad_numbers_and_claims_that_are_gone_change_nothing(workspace, place):
    with pytest.raises(ValueError, match="hands"):
        workspace.do(Gesture.VOTE, debating.count_hands, *place, {S: -1})
    with pytest.raises(KnownError, match="claim_gone"):
        workspace.do(Gesture.VOTE, debating.vote, place[0], "gone", "s01", S)
    assert workspace.read(debating.votes_on, *place) == {}
