import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from app.domain.relation import RelationType
from app.ui.gutter.strands import APART, ARROW, EDGE, Curve, End, lay

WIDTH, KNOT = 88.0, 18.0
SPANS = ((60.0, 600.0), (60.0, 600.0))
heights = st.one_of(st.floats(-400, 1000), st.just(math.inf), st.just(-math.inf))


def curve(name: str, source: float, target: float, type_=RelationType.REPEATS):
    ends = End(f"s{name}", True, source), End(f"t{name}", False, target)
    return Curve(name, ends[0].claim_id, ends[1].claim_id, type_), *ends


def test_a_curve_runs_from_badge_to_badge() -> None:
    (strand,) = lay([curve("a", 100, 300)], WIDTH, SPANS, KNOT)
    assert strand.source == QPointF(WIDTH, 100)
    assert strand.target == QPointF(0, 300)
    assert not strand.source_clamped
    assert not strand.target_clamped
    assert strand.at(0) == strand.source
    assert strand.at(1) == strand.target
    path = strand.path()
    for part in (0.0, 0.3, 0.5, 1.0):
        assert (strand.at(part) - path.pointAtPercent(part)).manhattanLength() < 1e-6


def test_out_of_sight_at_both_ends_is_not_drawn() -> None:
    for source, target in ((-5, 700), (math.inf, math.inf), (-math.inf, 30), (20, 601)):
        assert lay([curve("a", source, target)], WIDTH, SPANS, KNOT) == []


def test_out_of_sight_at_one_end_is_clamped_to_the_edge() -> None:
    for far, edge in ((math.inf, 600 - EDGE), (-math.inf, 60 + EDGE), (700, 600 - EDGE)):
        (strand,) = lay([curve("a", 300, far)], WIDTH, SPANS, KNOT)
        assert strand.target == QPointF(0, edge)
        assert (strand.source_clamped, strand.target_clamped) == (False, True)
        (strand,) = lay([curve("a", far, 300)], WIDTH, SPANS, KNOT)
        assert strand.source == QPointF(WIDTH, edge)
        assert (strand.source_clamped, strand.target_clamped) == (True, False)


def test_two_on_one_badge_keep_apart_and_do_not_cross() -> None:
    badge = End("one", False, 300)
    high, low = End("high", True, 100), End("low", True, 500)
    ends = [
        (Curve("l", "low", "one", RelationType.REPEATS), low, badge),
        (Curve("h", "high", "one", RelationType.REPEATS), high, badge),
    ]
    by_id = {strand.curve.id: strand for strand in lay(ends, WIDTH, SPANS, KNOT)}
    assert by_id["l"].target.y() - by_id["h"].target.y() == APART
    assert (by_id["l"].target.y() + by_id["h"].target.y()) / 2 == 300


def test_only_directed_relations_leave_room_for_an_arrow() -> None:
    for type_ in RelationType:
        (strand,) = lay([curve("a", 100, 300, type_)], WIDTH, SPANS, KNOT)
        assert strand.path().pointAtPercent(1).x() == (ARROW - 1 if type_.is_directed else 0)


@given(st.lists(st.tuples(heights, heights), max_size=30))
@settings(deadline=None, max_examples=80)
def test_knots_never_touch_and_lie_on_their_curves(pairs: list[tuple[float, float]]) -> None:
    ends = [curve(str(i), *pair) for i, pair in enumerate(pairs)]
    strands = lay(ends, WIDTH, SPANS, KNOT)
    seen = {s.curve.id for s in strands}
    inside = [str(i) for i, p in enumerate(pairs) if any(60 <= y <= 600 for y in p)]
    assert seen == set(inside)
    for strand in strands:
        assert min(strand.source.y(), strand.target.y()) >= 55
        if strand.knot is not None:
            assert strand.distance(strand.knot) == 0
    knots = [strand.knot for strand in strands if strand.knot is not None]
    for one, other in combinations(knots, 2):
        assert math.hypot((one - other).x(), (one - other).y()) >= KNOT
    assert knots or not strands


def test_the_mouse_is_near_a_curve_only_beside_it() -> None:
    (strand,) = lay([curve("a", 100, 100)], WIDTH, SPANS, KNOT)
    assert strand.distance(QPointF(10, 103)) < 5
    assert strand.distance(QPointF(10, 130)) > 20
