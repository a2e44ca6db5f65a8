from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotation import Tag
from app.ui.reader.bands import Piece, dashed, owned_stretches
from app.ui.reader.claims import Claim, ClaimIndex


@st.composite
def claim_lists(draw: st.DrawFn) -> list[Claim]:
    claims: list[Claim] = []
    for number in range(draw(st.integers(0, 12))):
        bounds = sorted(draw(st.sets(st.integers(0, 60), min_size=2, max_size=4)))
        spans = tuple(zip(bounds[::2], bounds[1::2], strict=False))
        claims.append(Claim(f"c{number}", spans, draw(st.sampled_from(list(Tag))), number))
    return claims


@given(claim_lists(), st.integers(0, 60), st.integers(0, 60))
@settings(deadline=None, max_examples=120)
def test_the_index_finds_what_a_scan_finds(claims: list[Claim], start: int, end: int) -> None:
    index = ClaimIndex(claims)
    overlapping = [c.id for c in claims if c.start < end and c.end > start]
    assert sorted(c.id for c in index.overlapping(start, end)) == sorted(overlapping)
    starting = [c.id for c in claims if start <= c.start < end]
    assert sorted(c.id for c in index.starting(start, end)) == sorted(starting)


@given(claim_lists(), claim_lists())
@settings(deadline=None, max_examples=120)
def test_lanes_never_meet_and_never_move(first: list[Claim], later: list[Claim]) -> None:
    index = ClaimIndex(first)
    lanes = {c.id: index.lane(c) for c in first}
    extra = [Claim(f"d{c.number}", c.spans, c.tag, 99) for c in later]
    changed = index.update([*first, *extra])
    assert changed is not None
    assert len(changed) == len(extra)
    for claim in extra:  # and all that it touches
        near = index.overlapping(claim.start, claim.end)
        reach = min(c.start for c in near), max(c.end for c in near)
        assert reach in changed
    for claim in (*first, *extra):
        lane = index.lane(claim)
        assert lanes.get(claim.id, lane) == lane
        for other in index.overlapping(claim.start, claim.end):
            assert other.id == claim.id or index.lane(other) != lane


@given(claim_lists(), st.sets(st.integers(0, 11)))
@settings(deadline=None, max_examples=100)
def test_an_updated_index_is_a_new_one(claims: list[Claim], gone: set[int]) -> None:
    kept = [claim for claim in claims if claim.number not in gone]
    index = ClaimIndex(claims)
    changed = index.update(kept)
    assert index.by_id == ClaimIndex(kept).by_id
    assert [c.id for c in index.overlapping(0, 60)] == [
        c.id for c in ClaimIndex(kept).overlapping(0, 60)
    ]
    assert changed is not None
    assert len(changed) == len(claims) - len(kept)


def test_many_changes_at_once_are_not_named() -> None:
    many = [Claim(str(k), ((k, k + 3),), Tag.SOURCED, k) for k in range(120)]
    index = ClaimIndex(many[:10])
    assert index.update(many) is None
    assert index.by_id == ClaimIndex(many).by_id
    assert index.update(many[:10]) is None
    assert [c.id for c in index.overlapping(0, 200)] == [c.id for c in many[:10]]


@given(claim_lists(), st.sampled_from([None, "c0", "c3"]))
@settings(deadline=None, max_examples=100)
def test_every_character_is_tinted_once(claims: list[Claim], selected: str | None) -> None:
    """By the selected claim, else by the shortest."""
    pieces = [Piece(c, start, end, True) for c in claims for start, end in c.spans]
    tinted: dict[int, Claim] = {}
    for owner, start, end in owned_stretches(pieces, selected):
        for at in range(start, end):
            assert at not in tinted
            tinted[at] = owner
    for at in range(61):
        over = [c for c in claims if any(start <= at < end for start, end in c.spans)]
        assert (at in tinted) == bool(over)
        if any(c.id == selected for c in over):
            assert tinted[at].id == selected
        elif over:
            assert tinted[at].length == min(c.length for c in over)


def test_dashes_start_at_the_claims_first_letter() -> None:
    assert list(dashed(10, 40, (8, 4), True)) == [(32, 8), (20, 8), (10, 6)]
    assert list(dashed(10, 40, (8, 4), False)) == [(10, 8), (22, 8), (34, 6)]
    assert list(dashed(10, 40, (), True)) == [(10, 30)]


@given(claim_lists(), st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
@settings(deadline=None, max_examples=100)
def test_changing_some_claims_is_showing_all(
    claims: list[Claim], gone: set[int], late: set[int]
) -> None:
    """Some go, some come; the index and what it names are those of a whole update."""
    before = [claim for claim in claims if claim.number not in late]
    after = [claim for claim in claims if claim.number not in gone]
    touched = {claim.id for claim in claims if claim.number in gone | late}
    index, whole = ClaimIndex(before), ClaimIndex(before)
    changed = index.change(touched, [c for c in after if c.id in touched])
    named = whole.update(after)
    assert index.by_id == whole.by_id
    for start in range(0, 60, 7):
        fresh = ClaimIndex(after)
        assert index.overlapping(start, start + 7) == fresh.overlapping(start, start + 7)
        assert index.starting(start, start + 7) == fresh.starting(start, start + 7)
    assert changed is not None
    assert named is not None
    assert sorted(changed) == sorted(named)
