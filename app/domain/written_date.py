"""Dates as news pages write them, in Arabic (three sets of month names), English and French."""

import re
from datetime import date
from typing import NamedTuple

from app.domain.boilerplate import folded

_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي", "january", "jan", "janvier"),
    ("فبراير", "شباط", "فيفري", "february", "feb", "février"),
    ("مارس", "اذار", "march", "mar", "mars"),
    ("ابريل", "نيسان", "افريل", "april", "apr", "avril"),
    ("مايو", "ايار", "ماي", "may", "mai"),
    ("يونيو", "يونيه", "حزيران", "جوان", "june", "jun", "juin"),
    ("يوليو", "يوليوز", "يوليه", "تموز", "جويليه", "july", "jul", "juillet"),
    ("اغسطس", "غشت", "اب", "اوت", "august", "aug", "août"),
    ("سبتمبر", "شتنبر", "ايلول", "september", "sept", "sep", "septembre"),
    ("اكتوبر", "تشرين الاول", "october", "oct", "octobre"),
    ("نوفمبر", "نونبر", "تشرين الثاني", "november", "nov", "novembre"),
    ("ديسمبر", "دجنبر", "كانون الاول", "december", "dec", "décembre"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(sorted((re.escape(name) for name in _NUMBER_OF), key=len, reverse=True))
_FORMS = tuple(re.compile(form) for form in (
    r"(?<!\d)(?P<y>(19|20)\d\d)\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>(19|20)\d\d)(?!\d)",
    rf"(?<!\d)(?P<d>\d{{1,2}})(er)?[\s/]+(?P<name>{_MONTH})(\s?/\s?[^\d\s]+)?[\s،,/]+"
    r"(?P<y>(19|20)\d\d)(?!\d)",
    rf"(?<!\w)(?P<name>{_MONTH})\.?\s(?P<d>\d{{1,2}})(st|nd|rd|th)?\s?,?\s(?P<y>(19|20)\d\d)(?!\d)",
))  # fmt: skip
_AROUND = re.compile(
    r"[\s\d،,:/|().+-]|الاحد|الاثنين|الاثنان|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|يوم"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|(?<!\w)(am|pm|gmt|utc|ص|م|صباحا|مساء|الساعه|at|à|le)(?!\w)"
)
_LABEL = re.compile(
    r"^(نشر(ت)?( في| بتاريخ)?|تاريخ النشر|اخر تحديث|تم التحديث|تحديث|حرر في|published( on)?"
    r"|(last )?updated( on)?|posted( on)?|publié le|mis à jour( le)?)\s?:?\s?"
)


class WrittenDate(NamedTuple):
    """A date in a line; ``alone`` where only a weekday, a time or a label stands beside it."""

    day: date
    alone: bool


def find(line: str) -> WrittenDate | None:
    """The first whole date (day, month, year) in ``line``; 3/4/2025 is read day first."""
    plain = folded(line)
    for form in _FORMS:
        match = form.search(plain)
        if match is None:
            continue
        groups = match.groupdict()
        month = int(groups["m"]) if "m" in groups else _NUMBER_OF[groups["name"]]
        try:
            day = date(int(groups["y"]), month, int(groups["d"]))
        except ValueError:
            continue
        rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip()
        return WrittenDate(day, not _AROUND.sub("", _LABEL.sub("", rest)))
    return None
