"""Strips fill pages: none lost, none cut, heads repeated, chains kept."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.worksheet.strips import Strip, paginate


def _strip(height: float, *, before: float = 0, keep: bool = False, head: Strip | None = None):
    return Strip(height, lambda drawing, top: None, before, keep, head)


def test_a_heading_goes_with_what_it_heads() -> None:
    filler, heading, text = _strip(80), _strip(15, keep=True), _strip(15)
    pages = paginate([filler, heading, text], 100)
    assert [[strip for strip, _ in page] for page in pages] == [[filler], [heading, text]]


def test_a_table_head_comes_back_on_every_page() -> None:
    again = _strip(10)
    head = _strip(10, keep=True)
    rows = [_strip(30, head=again) for _ in range(7)]
    pages = paginate([head, *rows], 100)
    assert [[strip for strip, _ in page] for page in pages] == [
        [head, *rows[:3]],
        [again, *rows[3:6]],
        [again, rows[6]],
    ]
    assert pages[1][1][1] == 10


def test_the_gap_above_is_dropped_at_the_top_of_a_page() -> None:
    pages = paginate([_strip(95), _strip(20, before=30)], 100)
    assert pages[1][0][1] == 0


def test_nothing_to_say_is_one_empty_page() -> None:
    assert paginate([], 100) == [[]]


_HEAD = _strip(9)
_STRIPS = st.lists(
    st.builds(
        _strip,
        st.floats(1, 140),
        before=st.floats(0, 40),
        keep=st.booleans(),
        head=st.sampled_from([None, _HEAD]),
    ),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(_STRIPS)
def test_no_strip_is_lost_doubled_or_over_the_edge(strips: list[Strip]) -> None:
    pages = paginate(strips, 100)
    placed = [strip for page in pages for strip, _ in page if strip is not _HEAD]
    assert placed == strips
    for page in pages:
        end = 0.0
        for strip, top in page:
            assert top >= end - 1e-6
            end = top + strip.height
        body = [strip for strip, _ in page if strip is not _HEAD]
        assert end <= 100.02 or len(body) == 1
