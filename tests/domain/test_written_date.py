"""Dates as pages write them."""

from datetime import date

import pytest

from app.domain import written_date


@pytest.mark.parametrize(
    ("line", "day", "alone"),
    [
        ("2025/02/05", (2025, 2, 5), True),
        ("٢٠٢٥-٠٢-٠٥", (2025, 2, 5), True),
        ("نشر في: 27/1/2025", (2025, 1, 27), True),
        ("الاثنين، ٣ فبراير ٢٠٢٥ - 10:30 ص", (2025, 2, 3), True),
        ("3 شباط/فبراير 2025", (2025, 2, 3), True),
        ("12 تشرين الأول 2024", (2024, 10, 12), True),
        ("4 غشت 2024", (2024, 8, 4), True),
        ("15 جويلية 2024", (2024, 7, 15), True),
        ("Saturday, February 1, 2025 6:12:07 PM", (2025, 2, 1), True),
        ("Feb. 3rd, 2025", (2025, 2, 3), True),
        ("Publié le 1er février 2025 à 10:30", (2025, 2, 1), True),
        ("صيدا - وكالة الجنوب - 5 أيار 2024", (2024, 5, 5), False),
        ("2025/02/05 المرصد - خاص", (2025, 2, 5), False),
    ],
)
def test_dates_are_found(line: str, day: tuple[int, int, int], alone: bool):
    assert written_date.find(line) == (date(*day), alone)


@pytest.mark.parametrize(
    "line", ["2025-02-30", "13/13/2025", "شباط 2025", "9:30", "رقم 12025/02/051", "", "1/2/25"]
)
def test_what_is_no_whole_date_is_none(line: str):
    assert written_date.find(line) is None
