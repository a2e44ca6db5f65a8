"""Read a class list: a table of ``id,name`` as spreadsheets save it.

Comma, semicolon or tab; UTF-8 or the encodings of Arabic spreadsheets; a first line of headings in
Arabic, English or French may be there, and may put the name first.
"""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.boilerplate import folded
from app.domain.errors import KnownError
from app.formats import text_files

MAX_BYTES = 1_000_000
MOST_STUDENTS = 2_000
_LONGEST_ID = 64
_LONGEST_NAME = 200
_SEPARATORS = ("\t", ";", "؛", ",", "،")
_ID_HEADINGS = frozenset(map(folded, (
    "id", "student id", "student_id", "identifier", "code", "number", "identifiant", "numéro", "n°",
    "رقم", "الرقم", "رقم الطالب", "معرف", "المعرف", "معرف الطالب", "رمز", "الرمز", "رمز الطالب",
)))  # fmt: skip
_NAME_HEADINGS = frozenset(map(folded, (
    "name", "full name", "student", "student name", "nom", "nom complet", "élève", "prénom",
    "اسم", "الاسم", "الاسم الكامل", "اسم الطالب", "الطالب", "الطالبة",
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One student: the pseudonym that files carry, and the name that stays in the roster."""

    id: str
    name: str


def read(path: Path) -> tuple[Entry, ...]:
    """The students in the order of the file.

    KnownError where it is no table, or a line has no id or no name, or an id comes twice.
    """
    text = text_files.read(path, limit=MAX_BYTES).text
    rows = list(_rows(text, path.name))
    id_column, name_column = 0, 1
    if rows:
        headings = [folded(cell) for cell in rows[0][1]]
        ids = [i for i, heading in enumerate(headings) if heading in _ID_HEADINGS]
        names = [i for i, heading in enumerate(headings) if heading in _NAME_HEADINGS]
        if ids and names:
            id_column, name_column = ids[0], names[0]
            rows = rows[1:]
    entries = [_entry(line, cells, id_column, name_column) for line, cells in rows]
    if not entries:
        raise KnownError("roster.empty", name=path.name)
    if len(entries) > MOST_STUDENTS:
        raise KnownError("roster.too_many", count=len(entries), limit=MOST_STUDENTS)
    _refuse_twice(entries, [line for line, _ in rows])
    return tuple(entries)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Number of the line and trimmed cells, empty lines left out."""
    lines = text.splitlines()
    separator = next(iter(lines), "").strip().lower()
    first = 0
    if separator.startswith("sep=") and len(separator) == 5:  # Excel's own first line
        separator, first = separator[4], 1
    else:
        counts = {mark: sum(mark in line for line in lines) for mark in _SEPARATORS}
        separator = max(counts, key=counts.__getitem__)
    try:
        for number, line in enumerate(lines[first:], first + 1):
            for row in csv.reader([line], delimiter=separator):
                cells = [_trimmed(cell) for cell in row]
                if any(cells):
                    yield number, cells
    except csv.Error as error:
        raise KnownError("roster.not_a_table", name=name) from error


def _trimmed(cell: str) -> str:
    """A cell without the white space and the direction marks that spreadsheets add."""
    return cell.strip().strip("\u200e\u200f\u061c\ufeff\u202a\u202b\u202c").strip()


def _entry(line: int, cells: list[str], id_column: int, name_column: int) -> Entry:
    if len(cells) <= max(id_column, name_column):
        raise KnownError("roster.two_columns", line=line)
    id, name = cells[id_column], cells[name_column]
    if not id:
        raise KnownError("roster.no_id", line=line)
    if not name:
        raise KnownError("roster.no_name", line=line)
    if len(id) > _LONGEST_ID or len(name) > _LONGEST_NAME or _has_control(id + name):
        raise KnownError("roster.unusable", line=line)
    return Entry(id, " ".join(name.split()))


def _has_control(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cs") for c in text)


def _refuse_twice(entries: list[Entry], lines: list[int]) -> None:
    seen: dict[str, int] = {}
    for entry, line in zip(entries, lines, strict=True):
        if entry.id in seen:
            raise KnownError("roster.twice", id=entry.id, line=line, first=seen[entry.id])
        seen[entry.id] = line
