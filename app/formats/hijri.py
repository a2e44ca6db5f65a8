"""The day of the Hijri calendar: Umm al-Qura, as the library ``hijridate`` has it in its tables."""

from datetime import date

from hijridate import Gregorian


def hijri(day: date) -> tuple[int, int, int] | None:
    """(year, month, day) of a Gregorian day; None outside of 1 August 1924 to 16 November 2077."""
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except OverflowError:
        return None
