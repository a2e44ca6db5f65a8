"""Moodle's offline grading worksheet: who is on it, and the same file with marks filled in.

Moodle takes a file back only with the head and the identifiers that it gave out, so nothing but the
grade and the feedback comment is touched. Columns are known by their heads in English, Arabic and
French (Moodle's own language packs), else by what stands in them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.boilerplate import folded
from app.domain.errors import KnownError
from app.formats import csv_cells
from app.formats.csv_cells import Table

_HEADS: Mapping[str, tuple[str, ...]] = {
    "identifier": ("identifier", "المعرف", "معرف", "identifiant"),
    "name": ("full name", "fullname", "الاسم الكامل", "الاسم", "nom complet", "prénom/nom", "nom"),
    "number": ("id number", "رقم الهوية", "الرقم التعريفي", "رقم المعرف", "رقم الطالب",
               "numéro d’identification", "numéro d'identification"),
    "email": ("email address", "email", "عنوان البريد الإلكتروني", "البريد الإلكتروني",
              "adresse de courriel", "courriel", "adresse e-mail"),
    "grade": ("grade", "الدرجة", "التقدير", "العلامة", "note"),
    "most": ("maximum grade", "الدرجة القصوى", "الدرجة العظمى", "أقصى درجة", "أقصى علامة",
             "العلامة القصوى", "note maximale"),
    "open": ("grade can be changed", "يمكن تغيير الدرجة", "la note peut être modifiée"),
    "comment": ("feedback comments", "تعليقات الإفادة", "تعليقات الإفادات", "تعليقات",
                "تعليقات التغذية الراجعة", "التعليقات", "feedback par commentaires",
                "commentaires de feedback", "commentaires"),
}  # fmt: skip
_MOST_GRADE = 1e6
_NO = frozenset(map(folded, ("no", "لا", "كلا", "non")))


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the worksheet. ``most``: the greatest grade, None where the file does not say;
    ``closed``: Moodle lets nobody change this grade."""

    row: int
    identifier: str
    name: str
    number: str
    email: str
    most: float | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The table, its lines, and the columns that are filled (``comment`` None: there is none)."""

    table: Table
    seats: tuple[Seat, ...]
    grade: int
    comment: int | None
    decimal: str


def read(data: bytes, name: str) -> Worksheet:
    """KnownError ``grades.not_moodle`` where it is no worksheet of Moodle's."""
    table = csv_cells.read(data, name)
    columns = _named(table) or _shaped(table)
    if columns is None or len(table.rows) < 2:
        raise KnownError("grades.not_moodle", name=name)
    rows = range(1, len(table.rows))
    after = {table.value(row, columns["grade"] + 1) for row in rows}
    if "most" not in columns and len(after) == 1 and _number(next(iter(after))):
        columns["most"] = columns["grade"] + 1  # its head is a translation that is not known
    limits = [table.value(row, columns.get("most")) for row in rows]
    known = {number for number in map(_number, limits) if number}
    common = known.pop() if len(known) == 1 else None
    seats = [
        Seat(
            row,
            table.value(row, columns["identifier"]),
            table.value(row, columns.get("name")),
            table.value(row, columns.get("number")),
            table.value(row, columns.get("email")),
            _number(limits[row - 1]) or common,
            folded(table.value(row, columns.get("open"))) in _NO,
        )
        for row in rows
    ]
    decimal = "," if any("," in limit for limit in limits) else "."
    return Worksheet(table, tuple(seats), columns["grade"], columns.get("comment"), decimal)


def filled(sheet: Worksheet, marks: Sequence[tuple[Seat, float, str]]) -> bytes:
    """The file with ``(seat, grade on Moodle's scale, comment)`` in it. An empty comment leaves
    what stands there."""
    values: dict[tuple[int, int], str] = {}
    for seat, mark, comment in marks:
        values[seat.row, sheet.grade] = f"{mark:.2f}".replace(".", sheet.decimal)
        if comment and sheet.comment is not None:
            values[seat.row, sheet.comment] = csv_cells.harmless(comment, " ")
    return csv_cells.filled(sheet.table, values)


def _named(table: Table) -> dict[str, int] | None:
    """The columns by their heads; None where one that is needed has another name."""
    heads = [folded(table.value(0, column)) for column in range(len(table.rows[0]))]
    found: dict[str, int] = {}
    for column, names in _HEADS.items():
        for name in names:
            if folded(name) in heads:
                found[column] = heads.index(folded(name))
                break
    return found if {"identifier", "grade"} <= found.keys() else None


def _shaped(table: Table) -> dict[str, int] | None:
    """The columns by what stands in them: identifiers end in a number of their own, an address has
    an «@», the greatest grade is the same in every line and the grade stands before it."""
    rows = range(1, len(table.rows))
    width = len(table.rows[0])
    identifiers = [table.value(row, 0) for row in rows]
    if not identifiers or len(set(identifiers)) < len(identifiers):
        return None
    if not all(re.fullmatch(r"\D*\d+", one) for one in identifiers):
        return None
    found = {"identifier": 0, "name": 1}
    for column in range(1, width):
        cells = [table.value(row, column) for row in rows]
        if all("@" in cell for cell in cells if cell) and any(cells):
            found.setdefault("email", column)
        same = set(cells)
        if len(same) == 1 and _number(next(iter(same))) and column >= 3 and "most" not in found:
            found |= {"most": column, "grade": column - 1}
    if "most" not in found:
        return None
    grades = [table.value(row, found["grade"]) for row in rows]
    if any(cell and _number(cell) is None for cell in grades):
        return None
    if width - 1 > found["most"] + 2:  # after when it was changed last
        found["comment"] = width - 1
    return found


def _number(cell: str) -> float | None:
    try:
        number = float(cell.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < _MOST_GRADE else None
