"""The words of the program: one catalogue for the window, the shell and the page.

Neither the shell nor the PDF may load Qt, and both speak three languages, so the catalogue is ours:
``resources/i18n/CODE.json``, flat keys, sorted. A text with a number in it is a table of the plural
categories of CLDR; ``{name}`` is filled from the values given.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from app import paths

Code = Literal["ar", "en", "fr"]
Digits = Literal["arab", "latin"]
Plural = Mapping[str, str]

CODES: tuple[Code, ...] = ("ar", "en", "fr")
_ARAB = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DECIMAL = {"arab": "٫", "ar": ",", "en": ".", "fr": ","}
_MONTHS: dict[str, tuple[str, ...]] = {
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
           "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
}  # fmt: skip
_HIJRI_MONTHS: dict[str, tuple[str, ...]] = {  # in the genitive, as they stand in a date
    "ar": ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
           "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة", "ذي الحجة"),
    "en": ("Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Akhir", "Jumada al-Ula",
           "Jumada al-Akhira", "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada",
           "Dhu al-Hijja"),
    "fr": ("mouharram", "safar", "rabia al-awal", "rabia al-akhir", "joumada al-oula",
           "joumada al-akhira", "rajab", "chaabane", "ramadan", "chawwal", "dhou al-qida",
           "dhou al-hijja"),
}  # fmt: skip
_HIJRI_ERA = {"ar": "هـ", "en": " AH", "fr": " H"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface, its digits and its messages."""

    code: Code
    digits: Digits
    messages: Mapping[str, str | Plural]

    @property
    def right_to_left(self) -> bool:
        return self.code == "ar"

    def say(self, key: str, /, **values: object) -> str:
        """The message ``key``, filled: numbers in this language's digits, moments in its words.

        Raises KeyError where the catalogue has no such message: a fault, found by a test.
        """
        message = self.messages[key]
        if not isinstance(message, str):
            raise KeyError(f"{key} is counted: use count()")
        if not values and "{" not in message:
            return message
        return message.format(**{name: self._shown(value) for name, value in values.items()})

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The message ``key`` in the plural form that ``n`` takes; ``{n}`` is the number."""
        forms = self.messages[key]
        if isinstance(forms, str):
            raise KeyError(f"{key} is not counted: use say()")
        form = forms.get(plural_category(self.code, n)) or forms["other"]
        return form.format(n=self.number(n), **{k: self._shown(v) for k, v in values.items()})

    def number(self, value: float, places: int = 2) -> str:
        """A number as people write it: at most ``places`` decimals, no needless zeros."""
        text = f"{value:.{places}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        text = "0" if text == "-0" else text
        mark = _DECIMAL["arab" if self.digits == "arab" else self.code]
        return self.figures(text.replace(".", mark))

    def figures(self, text: str) -> str:
        """``text`` with its ASCII digits written as the user chose."""
        return text.translate(_ARAB) if self.digits == "arab" else text

    def date(self, day: date) -> str:
        """«29 يناير 2025», digits as chosen."""
        return self.figures(f"{day.day} {_MONTHS[self.code][day.month - 1]} {day.year}")

    def hijri_date(self, year: int, month: int, day: int) -> str:
        """«29 رجب 1446هـ», digits as chosen; ``month`` is 1 to 12."""
        name, era = _HIJRI_MONTHS[self.code][month - 1], _HIJRI_ERA[self.code]
        return self.figures(f"{day} {name} {year}{era}")

    def time(self, moment: datetime) -> str:
        """Hours and minutes of a local time."""
        return self.figures(f"{moment.hour}:{moment.minute:02}")

    def moment(self, moment: datetime) -> str:
        """A local time with its day."""
        return self.say("moment", date=self.date(moment.date()), time=self.time(moment))

    def _shown(self, value: object) -> object:
        if isinstance(value, bool):
            return value
        if isinstance(value, datetime):
            return self.moment(value)
        return self.number(value) if isinstance(value, int | float) else value


def load(code: Code, digits: Digits | None = None) -> Language:
    """The language ``code``; Arabic writes ٠١٢ unless told otherwise."""
    chosen = digits or ("arab" if code == "ar" else "latin")
    return Language(code, chosen, _catalogue(paths.resources() / "i18n" / f"{code}.json"))


@lru_cache(maxsize=len(CODES))
def _catalogue(path: Path) -> dict[str, str | Plural]:
    return json.loads(path.read_text(encoding="utf-8"))


def plural_category(code: str, n: int) -> str:
    """The plural category of a whole number (Unicode CLDR 44, cardinal rules of ar, en, fr)."""
    n = abs(n)
    if code == "ar":
        if n <= 2:
            return ("zero", "one", "two")[n]
        if 3 <= n % 100 <= 10:
            return "few"
        return "many" if 11 <= n % 100 <= 99 else "other"
    if code == "fr":
        return "one" if n <= 1 else "other"
    return "one" if n == 1 else "other"


def isolate(text: str) -> str:
    """``text`` set off (FIRST STRONG ISOLATE … POP) from the direction around it: UAX #9."""
    return f"\u2068{text}\u2069"


def isolate_path(text: str) -> str:
    """A file's name or path as an island that runs from left to right (UAX #9: LEFT-TO-RIGHT
    ISOLATE … POP), its parts in the order in which they are written, whatever their letters are,
    and never broken into lines at a hyphen. For showing only: nobody opens a file by it."""
    return f"\u2066{ordered_path(text)}\u2069"


def ordered_path(text: str) -> str:
    """The same without the island, for what is drawn from left to right anyway."""
    shown = "".join(one if one.isalnum() else f"{one}\u200e" for one in text)
    return shown.replace("-\u200e", "-\u200e\u2060")
