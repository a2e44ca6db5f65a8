"""Overlapping claims get a lane each, and one tint a character."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import Tag
from app.domain.worksheet import ClaimMark
from app.formats.worksheet.lanes import Tint, tints_of, underlines_of


def _mark(number: int, start: int, end: int, tag: Tag = Tag.SOURCED) -> ClaimMark:
    return ClaimMark(number, tag, ((start, end),))


def test_the_shortest_claim_gives_the_tint() -> None:
    marks = [_mark(1, 0, 30), _mark(2, 10, 20, Tag.OPINION)]
    assert tints_of(marks) == [
        Tint(0, 10, Tag.SOURCED),
        Tint(10, 20, Tag.OPINION),
        Tint(20, 30, Tag.SOURCED),
    ]


def test_a_claim_in_two_parts_leaves_the_words_between_alone() -> None:
    mark = ClaimMark(1, Tag.OPINION, ((0, 5), (9, 12)))
    assert tints_of([mark]) == [Tint(0, 5, Tag.OPINION), Tint(9, 12, Tag.OPINION)]


def test_the_fourth_claim_at_one_place_finds_no_lane() -> None:
    lanes = [line.lane for line in underlines_of([_mark(k, 0, 10) for k in range(4)])]
    assert lanes == [0, 1, 2, None]


def test_a_lane_is_free_again_where_its_claim_ends() -> None:
    lines = underlines_of([_mark(1, 0, 10), _mark(2, 10, 20), _mark(3, 15, 25)])
    assert [line.lane for line in lines] == [0, 0, 1]


_MARKS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(Tag)), max_size=15
).map(lambda rows: [_mark(k, s, s + n, tag) for k, (s, n, tag) in enumerate(rows)])


@given(_MARKS)
def test_lines_on_one_lane_never_meet_and_tints_cover_the_claims(marks: list[ClaimMark]) -> None:
    lines = underlines_of(marks)
    assert sorted(line.mark.number for line in lines) == [mark.number for mark in marks]
    for lane in range(3):
        spans = sorted(line.mark.spans[0] for line in lines if line.lane == lane)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {k for tint in tints_of(marks) for k in range(tint.start, tint.end)}
    assert covered == {k for mark in marks for k in range(*mark.spans[0])}
    assert sum(tint.end - tint.start for tint in tints_of(marks)) == len(covered)
