"""The sum at the foot can be done again from what is printed."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.formats.worksheet.closing import visible_sum

_PARTS = st.lists(st.floats(0, 100), min_size=1, max_size=3)


def test_one_decimal_where_it_adds_up() -> None:
    assert visible_sum([54.9057, 5.2083], 60.114) == ([54.9, 5.2], 60.1)
    assert visible_sum([46.5, 11, 14], 71.5) == ([46.5, 11, 14], 71.5)


def test_two_where_one_does_not() -> None:
    shares, total = visible_sum([10.04, 10.04, 10.04], 30.12)
    assert (shares, total) == ([10.04, 10.04, 10.04], 30.12)


def test_a_last_hundredth_goes_where_it_is_least_wrong() -> None:
    """Rounded, these are 12.34 + 6.78 + 3.33 = 22.45; their sum is 22.46. The first is nearest to
    a hundredth more."""
    shares, total = visible_sum([12.3449, 6.7848, 3.3342], 22.4639)
    assert (shares, total) == ([12.35, 6.78, 3.33], 22.46)


@given(_PARTS)
@example([33.333333, 33.333333, 33.333333])
@example([1 / 3, 1 / 3, 1 / 3])
@example([0.045, 0.045])
def test_what_is_printed_adds_up_and_is_never_a_hundredth_off(parts: list[float]) -> None:
    shares, total = visible_sum(parts, sum(parts))
    assert abs(round(sum(shares), 6) - total) < 1e-6
    assert abs(total - sum(parts)) <= 0.05 + 1e-9
    limit = 0.05 if all(round(share, 1) == share for share in shares) else 0.01
    for share, part in zip(shares, parts, strict=True):
        assert abs(share - part) <= limit + 1e-9


def test_a_total_that_a_limit_changed_is_left_alone() -> None:
    assert visible_sum([60, 20, 25], 100) == ([60, 20, 25], 100)
