"""Where the curves of relations run: pure geometry, in pixels of the gutter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from app.domain.relation import RelationType

APART = 10  # between two curves on one badge
EDGE = 16  # a clamped end's distance from the edge it was clamped to
ARROW = 8
_KNOT_ROOM = 2
_KNOT_PLACES = (0.45, 0.40, 0.50, 0.36, 0.55, 0.42, 0.48, 0.38, 0.53)
_KNOT_RADIUS = 9
_SAMPLES = 16


Span = tuple[float, float]  # top and bottom


@dataclass(frozen=True, slots=True)
class Curve:
    """A relation to draw, between the ids of two claims. ``tooltip`` says it in words."""

    id: str
    source: str
    target: str
    type: RelationType
    tooltip: str = ""


class End(NamedTuple):
    """One end of a curve: a claim at a side of the gutter. ``y`` may be infinite: far away."""

    claim_id: str
    at_right: bool
    y: float


@dataclass(slots=True)
class Strand:
    """A curve that is seen: a cubic from ``source`` to ``tip``, level at both ends. ``tip`` is the
    target, or where its arrow begins. ``knot`` is None where there is no room for it."""

    curve: Curve
    source: QPointF
    target: QPointF
    tip: QPointF
    bend: float
    source_clamped: bool
    target_clamped: bool
    knot: QPointF | None = None

    def path(self) -> QPainterPath:
        path = QPainterPath(self.source)
        path.cubicTo(
            QPointF(self.bend, self.source.y()), QPointF(self.bend, self.tip.y()), self.tip
        )
        return path

    def at(self, part: float) -> QPointF:
        """The point at ``part`` of the way (the curve's own parameter, 0 to 1)."""
        rest = 1 - part
        ends = rest * rest * (rest + 3 * part), part * part * (part + 3 * rest)
        turn = 3 * part * rest * self.bend  # both control points share one x
        x = rest**3 * self.source.x() + turn + part**3 * self.tip.x()
        return QPointF(x, ends[0] * self.source.y() + ends[1] * self.tip.y())

    def distance(self, point: QPointF) -> float:
        """From a point to the curve, or to its knot if that is nearer."""
        samples = [self.at(i / _SAMPLES) for i in range(_SAMPLES + 1)]
        nearest = min(_to_segment(point, a, b) for a, b in pairwise(samples))
        if self.knot is None:
            return nearest
        off = point - self.knot
        return min(nearest, max(_squared(off) ** 0.5 - _KNOT_RADIUS, 0))


def lay(
    ends: Iterable[tuple[Curve, End, End]],
    width: float,
    spans: tuple[tuple[float, float], tuple[float, float]],
    knot: float,
) -> list[Strand]:
    """The strands that are seen. ``spans``: top and bottom of the text at the left and the right.

    A curve is left out where both its ends are out of sight, and clamped where one is.
    """
    seen: list[tuple[Curve, End, End]] = []
    for curve, source, target in ends:
        if _inside(source, spans) or _inside(target, spans):
            seen.append((curve, source, target))
    shifts = _spread(seen)
    strands = [_strand(*one, width, spans, shifts) for one in seen]
    _tie_knots(strands, knot)
    return strands


def reach(
    source: End, place: QPointF, width: float, spans: tuple[Span, Span]
) -> tuple[QPainterPath, QPointF]:
    """A relation on its way from a claim to ``place``, and where it ends: there, or at the edge
    that is nearest to it."""
    end_x = min(max(place.x(), 0.0), width)
    side = source.at_right if 0 < place.x() < width else place.x() >= width
    start = QPointF(width if source.at_right else 0, _clamped(source.y, spans[source.at_right]))
    end = QPointF(end_x, _clamped(place.y(), spans[side], 0))
    bend = (start.x() + end.x()) / 2
    if start.x() == end.x():  # over the text that it comes from: out and back
        bend = width * 0.25 if source.at_right else width * 0.75
    path = QPainterPath(start)
    path.cubicTo(QPointF(bend, start.y()), QPointF(bend, end.y()), end)
    return path, end


def _clamped(y: float, span: Span, edge: float = EDGE) -> float:
    top, bottom = span
    return y if top <= y <= bottom else min(max(y, top + edge), bottom - edge)


def _inside(end: End, spans: Sequence[tuple[float, float]]) -> bool:
    top, bottom = spans[end.at_right]
    return top <= end.y <= bottom


def _spread(seen: Sequence[tuple[Curve, End, End]]) -> dict[tuple[str, str], float]:
    """How far each end stands from the middle of its badge: 10 px apart, in the order of the
    other ends, so that curves of one badge do not cross at it."""
    at_badge: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for curve, source, target in seen:
        at_badge[source.claim_id].append((target.y, curve.id))
        at_badge[target.claim_id].append((source.y, curve.id))
    shifts: dict[tuple[str, str], float] = {}
    for claim_id, others in at_badge.items():
        for i, (_, curve_id) in enumerate(sorted(others)):
            shifts[claim_id, curve_id] = (i - (len(others) - 1) / 2) * APART
    return shifts


def _strand(
    curve: Curve,
    source: End,
    target: End,
    width: float,
    spans: tuple[tuple[float, float], tuple[float, float]],
    shifts: dict[tuple[str, str], float],
) -> Strand:
    points: list[QPointF] = []
    clamped: list[bool] = []
    for end in (source, target):
        top, bottom = spans[end.at_right]
        clamped.append(not top <= end.y <= bottom)
        shifted = end.y + shifts[end.claim_id, curve.id]
        y = min(max(shifted, top + EDGE), bottom - EDGE) if clamped[-1] else shifted
        points.append(QPointF(width if end.at_right else 0, y))
    start, finish = points
    tip = QPointF(finish)
    if curve.type.is_directed and not clamped[1]:
        tip.setX(finish.x() + (-ARROW + 1 if target.at_right else ARROW - 1))
    bend = width / 2
    if source.at_right == target.at_right:  # both in one article: out and back
        bend = width * 0.25 if source.at_right else width * 0.75
    return Strand(curve, start, finish, tip, bend, clamped[0], clamped[1])


def _tie_knots(strands: Sequence[Strand], diameter: float) -> None:
    """Put each knot a little before the middle, counted from an end that is seen; move it along
    its curve so that knots never touch, and leave it out where that cannot be."""
    tied: list[QPointF] = []
    apart = (diameter + _KNOT_ROOM) ** 2
    for strand in strands:
        for part in _KNOT_PLACES:
            place = strand.at(1 - part if strand.source_clamped else part)
            if all(_squared(place - other) >= apart for other in tied):
                strand.knot = place
                tied.append(place)
                break


def _squared(off: QPointF) -> float:
    return off.x() ** 2 + off.y() ** 2


def _to_segment(point: QPointF, a: QPointF, b: QPointF) -> float:
    along, off = b - a, point - a
    length = _squared(along)
    part = 0.0 if length == 0 else (off.x() * along.x() + off.y() * along.y()) / length
    nearest = a + along * min(max(part, 0.0), 1.0)
    return _squared(point - nearest) ** 0.5
