"""Read a class list: a table of ids and names as spreadsheets and school systems save them.

Comma, semicolon or tab; UTF-8 or the encodings of Arabic spreadsheets; a first line of headings in
Arabic, English or French may be there. OneRoster's ``users.csv`` (1EdTech) is known by its
headings: students that are active, by ``sourcedId``, ``givenName`` and ``familyName``.
"""

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.boilerplate import folded
from app.domain.errors import KnownError
from app.domain.submission import is_student_id
from app.formats import text_files

MAX_BYTES = 1_000_000
MOST_STUDENTS = 2_000
_LONGEST_NAME = 200
_SEPARATORS = ("\t", ";", "؛", ",", "،")


class Field(StrEnum):
    """What a column holds."""

    ID = "id"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    ROLE = "role"
    STATUS = "status"
    ENABLED = "enabled"
    OTHER = "other"


def _words(*words: str) -> frozenset[str]:
    return frozenset(map(folded, words))


_HEADINGS = {
    Field.ID: _words(
        "id", "student id", "student_id", "identifier", "code", "number", "identifiant", "numéro",
        "n°", "sourcedId", "رقم", "الرقم", "رقم الطالب", "معرف", "المعرف", "معرف الطالب", "رمز",
        "الرمز", "رمز الطالب", "الرقم الشخصي", "الرقم المدرسي",
    ),
    Field.NAME: _words(
        "name", "full name", "student", "student name", "nom complet", "élève", "اسم", "الاسم",
        "الاسم الكامل", "اسم الطالب", "اسم الطالبة", "الطالب", "الطالبة", "اسم التلميذ",
    ),
    Field.GIVEN: _words(
        "first name", "given name", "givenName", "prénom", "الاسم الأول", "الاسم الشخصي",
    ),
    Field.FAMILY: _words(
        "last name", "surname", "family name", "familyName", "nom", "nom de famille",
        "اسم العائلة", "العائلة", "اللقب", "الاسم العائلي", "النسب",
    ),
    Field.ROLE: _words("role"),
    Field.STATUS: _words("status"),
    Field.ENABLED: _words("enabledUser"),
}  # fmt: skip
_NAMED = frozenset({Field.NAME, Field.GIVEN, Field.FAMILY})
_ONE_ROSTER = _words("sourcedId", "givenName", "familyName")


@dataclass(frozen=True, slots=True)
class Entry:
    """One student: the pseudonym that files carry, and the name that stays in the roster.

    ``id`` is empty where the list has names alone.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list before it is taken: ``rows`` are (number of the line, trimmed cells).

    ``headings`` are those of its first line, empty where it has none; ``fields`` what each column
    seems to hold; ``one_roster`` whether it is that standard's list of users.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    fields: tuple[Field, ...]
    one_roster: bool = False


def read(path: Path) -> tuple[Entry, ...]:
    """The students in the order of the file.

    KnownError where it is no table, or a line has no id or no name, or an id comes twice.
    """
    found = table(text_files.read(path, limit=MAX_BYTES).text, path.name)
    if Field.ID not in found.fields or not set(found.fields) & _NAMED:
        line = found.rows[0][0] if found.rows else 1
        raise KnownError("roster.two_columns", line=line)
    return entries(found)


def read_table(path: Path) -> Table:
    """The list in a file, not taken yet. KnownError where it is no table."""
    return table(text_files.read(path, limit=MAX_BYTES).text, path.name)


def table(text: str, name: str = "") -> Table:
    """The list in ``text`` (of a file ``name``, or pasted). KnownError ``roster.*``."""
    rows = [(line, tuple(cells)) for line, cells in _rows(text, name)]
    if not rows:
        raise KnownError("roster.empty", name=name)
    heads = [_field(cell) for cell in rows[0][1]]
    known = set(heads) - {Field.OTHER}
    full = bool(known & _NAMED)
    width = max(len(cells) for _, cells in rows)
    if full and (Field.ID in known or len(rows[0][1]) == 1 or len(known) > 1):
        headings, rows = rows[0][1], rows[1:]
        one_roster = {folded(cell) for cell in headings} >= _ONE_ROSTER
        fields = _once(heads + [Field.OTHER] * (width - len(heads)))
        if not one_roster:  # these words mean something in that standard alone
            fields = tuple(
                Field.OTHER if f in (Field.ROLE, Field.STATUS, Field.ENABLED) else f for f in fields
            )
    else:
        headings, one_roster = (), False
        fields = _guessed([cells for _, cells in rows], width)
    if not rows:
        raise KnownError("roster.empty", name=name)
    if len(rows) > MOST_STUDENTS:
        raise KnownError("roster.too_many", count=len(rows), limit=MOST_STUDENTS)
    return Table(name, headings, tuple(rows), fields, one_roster)


def entries(table: Table, fields: Sequence[Field] | None = None) -> tuple[Entry, ...]:
    """The students of a list, with the columns as somebody says that they are. Where there are
    ids alone, they stand for the names too.

    KnownError ``roster.*``, with the line where it is one.
    """
    chosen = tuple(fields or table.fields)
    place = {field: column for column, field in enumerate(chosen)}
    if not place.keys() & (_NAMED | {Field.ID}):
        raise KnownError("roster.no_name_column")
    found: list[Entry] = []
    lines: list[int] = []
    for line, cells in table.rows:
        if _is_student(cells, place):
            found.append(_entry(line, cells, place))
            lines.append(line)
    if not found:
        raise KnownError("roster.empty", name=table.name)
    _refuse_twice(found, lines)
    return tuple(found)


def _field(heading: str) -> Field:
    wanted = folded(heading)
    return next((field for field, words in _HEADINGS.items() if wanted in words), Field.OTHER)


def _once(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Each field for the first column that claims it; a family name alone is the name."""
    seen: set[Field] = set()
    kept: list[Field] = []
    for field in fields:
        kept.append(Field.OTHER if field in seen else field)
        seen.add(field)
    if Field.NAME in seen:
        kept = [Field.OTHER if f in (Field.GIVEN, Field.FAMILY) else f for f in kept]
    elif not {Field.GIVEN, Field.FAMILY} <= seen:
        kept = [Field.NAME if f in (Field.GIVEN, Field.FAMILY) else f for f in kept]
    return tuple(kept)


def _guessed(rows: Sequence[tuple[str, ...]], width: int) -> tuple[Field, ...]:
    """Without headings: names are letters, ids hold a figure; of two columns the first is the id
    unless it is plainly the other way round."""
    columns = [[cells[k] for cells in rows if k < len(cells) and cells[k]] for k in range(width)]
    figured = [bool(column) and all(map(_has_figure, column)) for column in columns]
    if width == 1:
        return (Field.ID if figured[0] else Field.NAME,)
    id_column = next((k for k, yes in enumerate(figured) if yes), 0)
    name_column = next((k for k, yes in enumerate(figured) if not yes and k != id_column), None)
    if name_column is None:
        name_column = 1 if id_column == 0 else 0
    guessed = [Field.OTHER] * width
    guessed[id_column], guessed[name_column] = Field.ID, Field.NAME
    return tuple(guessed)


def _has_figure(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def _is_student(cells: tuple[str, ...], place: dict[Field, int]) -> bool:
    """Whether a line of a school system's list is of an active student."""

    def said(field: Field) -> str:
        column = place.get(field)
        return cells[column].casefold() if column is not None and column < len(cells) else ""

    active = said(Field.STATUS) in ("", "active") and said(Field.ENABLED) != "false"
    return active and said(Field.ROLE) in ("", "student")


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


def _entry(line: int, cells: tuple[str, ...], place: dict[Field, int]) -> Entry:
    id_column = place.get(Field.ID)
    names = [place[f] for f in (Field.NAME, Field.GIVEN, Field.FAMILY) if f in place]
    if len(cells) <= max(names if id_column is None else [*names, id_column]):
        raise KnownError("roster.two_columns", line=line)
    id = "" if id_column is None else cells[id_column]
    name = " ".join(" ".join(cells[column] for column in names).split()) if names else id
    if id_column is not None and not id:
        raise KnownError("roster.no_id", line=line)
    if not name:
        raise KnownError("roster.no_name", line=line)
    usable = is_student_id(id) or id_column is None
    if not usable or len(name) > _LONGEST_NAME or _has_control(name):
        raise KnownError("roster.unusable", line=line)
    return Entry(id, name)


def _has_control(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cs") for c in text)


def _refuse_twice(entries: list[Entry], lines: list[int]) -> None:
    seen: dict[str, int] = {}
    for entry, line in zip(entries, lines, strict=True):
        if entry.id and entry.id in seen:
            raise KnownError("roster.twice", id=entry.id, line=line, first=seen[entry.id])
        seen[entry.id] = line
