"""Which way a paragraph runs, and which of its lines stay together."""

import pytest

from app.formats.worksheet.lettering import direction_of, keeps, shortened


@pytest.mark.parametrize(
    ("text", "default", "direction"),
    [
        ("كتاب", 0, 1),
        ("book", 1, 0),
        ("12.5 ٪", 0, 0),
        ("12.5 ٪", 1, 1),
        ("DeepSeek أعلنت عن نموذجها الجديد", 0, 1),
        ("المصدر: https://example.org/gardens/oasis", 0, 1),
        ("The gardener said «لا» twice", 1, 0),
        ("", 1, 1),
    ],
)
def test_direction(text: str, default: int, direction: int) -> None:
    assert direction_of(text, default) == direction


def test_first_two_and_last_two_lines_stay_together() -> None:
    assert [list(keeps(count)) for count in range(5)] == [
        [],
        [False],
        [True, False],
        [True, True, False],
        [True, False, True, False],
    ]
    assert list(keeps(1, with_next=True)) == [True]


def test_a_shortened_quote_says_so() -> None:
    assert shortened("واحد اثنان", 2) == "واحد اثنان"
    assert shortened("واحد اثنان ثلاثة", 2) == "واحد اثنان …"
