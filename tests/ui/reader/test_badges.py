from itertools import pairwise

from app.ui.reader.badges import STEP, place


def test_a_badge_stands_at_its_line():
    assert [(b.top, b.ids) for b in place([(100, "a"), (200, "b")], 19, 18)] == [
        (85, ("a",)),
        (185, ("b",)),
    ]


def test_two_on_one_line_stand_one_under_the_other():
    first, second = place([(100, "a"), (100, "b")], 19, 18)
    assert second.top - first.top == STEP


def test_badges_never_cover_each_other_and_never_drift_far():
    starts = [(100 + 36 * (i // 3), f"{i}") for i in range(30)]
    placed = place(starts, 19, 18)
    assert [i for badge in placed for i in badge.ids] == [i for _, i in starts]
    wanted = {claim_id: baseline - 15 for baseline, claim_id in starts}
    for above, below in pairwise(placed):
        assert below.top - above.top >= STEP
    assert all(0 <= badge.top - wanted[badge.ids[0]] <= STEP for badge in placed)
