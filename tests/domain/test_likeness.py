"""The bit-parallel search agrees with the table that one fills in by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.likeness import closest, edits_at_end


def by_table(pattern: str, text: str) -> list[int]:
    """Sellers' algorithm: the least edits of a match that ends after each character."""
    column, row = list(range(len(pattern) + 1)), []
    for character in text:
        above = [0]
        for i, wanted in enumerate(pattern, 1):
            above.append(min(column[i - 1] + (wanted != character), column[i] + 1, above[-1] + 1))
        column = above
        row.append(column[-1])
    return row


@settings(deadline=None, max_examples=200)
@given(st.text("ابت", min_size=1, max_size=9), st.text("ابتث", min_size=1, max_size=20))
def test_edits_are_the_least(pattern: str, text: str):
    row = by_table(pattern, text)
    assert edits_at_end(pattern, text) == row[-1]
    found = closest(pattern, text, len(pattern) // 2)
    if found:
        assert found[0].edits == min(row)
    else:
        assert min(row) > len(pattern) // 2
    for match in found:
        if match.start < match.end:
            assert by_table(pattern, text[match.start : match.end])[-1] <= match.edits


def test_two_places_are_two_matches():
    found = closest("محصول القمح", "قيل: محصول القمج جيد، ثم قيل: محصول الفمح سيئ", 3)
    assert [(match.start, match.end, match.edits) for match in found] == [(5, 16, 1), (30, 41, 1)]


def test_what_is_not_there_is_not_found():
    assert closest("محصول القمح", "لا شيء هنا عن هذا", 3) == []
