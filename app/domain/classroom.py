"""A class and its roster: names are here and nowhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from app.domain.entity import Entity
from app.domain.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Classroom(Entity):
    name: str
    school: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Student(Entity):
    """``id`` is the pseudonym that files and annotations carry (``s01``); ``name`` stays here."""

    classroom_id: str
    name: str
    position: int = 0


_YEARS = (
    "اول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر", "حادي عشر",
    "ثاني عشر",
)  # fmt: skip
_LETTERS = {"ا": "a", "ب": "b", "ج": "c", "د": "d", "ه": "e", "و": "f", "ز": "g", "ح": "h"}


def prefix_of(name: str, number: int = 1) -> str:
    """What can stand before the ids of a class: «الصف التاسع ب» → ``9b-``, «9B» → ``9b-``.

    ``number`` is which class it is, for a name that tells nothing: ``c2-``.
    """
    words = fold(name).split()
    year = next(iter(re.findall(r"[0-9]+", " ".join(words))), "")
    joined = " ".join(word.removeprefix("ال") for word in words)
    if not year:
        years = [k for k, word in enumerate(_YEARS, 1) if re.search(rf"\b{word}\b", joined)]
        year = str(max(years)) if years else ""
    last = words[-1] if words else ""
    letter = _LETTERS.get(last.lstrip("0123456789"), "")
    if not letter:
        found = re.fullmatch(r"[0-9]*([a-z])", last)
        letter = found.group(1) if found else ""
    return f"{year or 'c'}{letter}-" if year else f"c{number}-"


def pseudonyms(prefix: str = "", digits: int = 2) -> Iterator[str]:
    """``s01``, ``s02`` … without end, each with ``prefix``."""
    return (f"{prefix}s{n:0{digits}}" for n in count(1))
