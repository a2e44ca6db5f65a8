from datetime import date

import pytest

from app.domain import language
from app.formats.hijri import hijri


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 11), (1446, 8, 12)),
        (date(2025, 3, 1), (1446, 9, 1)),  # Ramadan as announced
        (date(1924, 8, 1), (1343, 1, 1)),
        (date(2077, 11, 16), (1500, 12, 30)),
    ],
)
def test_days_of_umm_al_qura(day, expected):
    assert hijri(day) == expected


@pytest.mark.parametrize("day", [date(1924, 7, 31), date(2077, 11, 17), date.min, date.max])
def test_days_that_the_tables_do_not_have_are_left_out(day):
    assert hijri(day) is None


def test_it_is_written_in_the_digits_asked_for():
    assert language.load("ar").hijri_date(1446, 8, 12) == "١٢ شعبان ١٤٤٦هـ"
    assert language.load("ar", "latin").hijri_date(1446, 11, 3) == "3 ذي القعدة 1446هـ"
    assert language.load("en").hijri_date(1446, 8, 12) == "12 Shaban 1446 AH"
    assert language.load("fr").hijri_date(1446, 8, 12) == "12 chaabane 1446 H"
