"""Two votes on one claim: what can be said of who moved, and what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import Tag
from app.domain.debate import entropy, hands, shift

S, U, O = Tag.SOURCED, Tag.UNVERIFIED, Tag.OPINION  # noqa: E741


def test_the_most_split_claim_has_the_highest_entropy():
    assert entropy([4, 0, 0]) == 0
    assert entropy([]) == 0
    assert entropy([2, 2, 0]) == 1
    assert entropy([5, 5, 5]) == pytest.approx(1.58496, abs=1e-5)
    assert entropy([8, 1, 1]) < entropy([6, 2, 2]) < entropy([4, 3, 3])


def test_who_moved_from_what_to_what():
    first = {"a": S, "b": S, "c": U, "d": O, "e": U}
    moved = shift(first, {"a": U, "b": U, "c": U, "d": S, "f": O})
    assert (moved.moved, moved.stayed, moved.new) == (3, 1, 1)
    assert moved.changes == [(S, U, 2), (O, S, 1)]
    assert moved.first == {S: 2, U: 2, O: 1}
    assert moved.second == {S: 1, U: 3, O: 1}
    assert moved.by_student


def test_counted_hands_say_how_many_moved_at_least():
    first = {"a": S, "b": S, "c": U, "d": O}
    counted = hands(first, {S: 1, U: 3})
    assert not counted.by_student
    assert (counted.moved, counted.changes) == (0, [])
    assert counted.least == 2
    assert hands(first, {S: 1, U: 1}).least is None  # others voted than before


TAGS = st.sampled_from(Tag)
VOTES = st.dictionaries(st.integers(0, 9).map(str), TAGS)


@given(VOTES, VOTES)
def test_everyone_who_votes_again_is_counted_once(first: dict[str, Tag], second: dict[str, Tag]):
    moved = shift(first, second)
    assert moved.moved + moved.stayed + moved.new == len(second)
    assert sum(moved.second.values()) == len(second)
    assert sum(n for *_, n in moved.changes) == moved.moved


@given(st.dictionaries(st.integers(0, 9).map(str), st.tuples(TAGS, TAGS)))
def test_hands_never_claim_more_than_happened(votes: dict[str, tuple[Tag, Tag]]):
    first = {student: tags[0] for student, tags in votes.items()}
    second = {student: tags[1] for student, tags in votes.items()}
    known = shift(first, second)
    least = hands(first, known.second).least
    assert least is not None
    assert least <= known.moved
