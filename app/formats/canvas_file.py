"""Canvas's gradebook: the file that it exported with one column filled, or a new one to import."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.boilerplate import folded
from app.domain.errors import KnownError
from app.formats import csv_cells
from app.formats.csv_cells import Table, harmless, quoted

_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "points possible"
_MOST_POINTS = 1e6
_NUMBER = re.compile(r"\s*\(\d+\)\s*$")  # Canvas's own number after an assignment's name


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's line: the name («Haddad, Layla» too) and the ids that Canvas knows."""

    row: int
    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gradebook:
    """``column`` is the assignment's; ``possible`` what Canvas counts it out of."""

    table: Table
    seats: tuple[Seat, ...]
    column: int
    possible: float | None


def read(data: bytes, name: str, assignment: str) -> Gradebook:
    """KnownError ``grades.not_canvas``, ``.canvas_column`` (none, or several, of this name)."""
    table = csv_cells.read(data, name)
    heads = [table.value(0, column) for column in range(len(table.rows[0]))]
    if "Student" not in heads or not {"ID", "SIS User ID", "SIS Login ID"} & set(heads):
        raise KnownError("grades.not_canvas", name=name)
    wanted = folded(assignment)
    columns = [i for i, head in enumerate(heads) if folded(_NUMBER.sub("", head)) == wanted]
    if len(columns) != 1:
        raise KnownError("grades.canvas_column", name=name, assignment=assignment)
    who = heads.index("Student")
    ids = [heads.index(one) for one in ("SIS User ID", "SIS Login ID", "ID") if one in heads]
    seats: list[Seat] = []
    possible: float | None = None
    for row in range(1, len(table.rows)):
        if folded(table.value(row, who)) == _POSSIBLE:
            possible = _number(table.value(row, columns[0]))
            continue
        if name_there := table.value(row, who):
            seats.append(Seat(row, name_there, tuple(table.value(row, id) for id in ids)))
    return Gradebook(table, tuple(seats), columns[0], possible)


def filled(book: Gradebook, marks: Sequence[tuple[Seat, float]]) -> bytes:
    """The gradebook with these marks, on Canvas's scale; every other byte as it was."""
    values = {(seat.row, book.column): f"{mark:.2f}" for seat, mark in marks}
    return csv_cells.filled(book.table, values)


def made(
    assignment: str, possible: int, section: str, marks: Sequence[tuple[str, str, float | None]]
) -> bytes:
    """A gradebook of ``(id, name, mark)``; Canvas knows the students by «SIS User ID»."""
    rows = [(*_HEAD, assignment), ("    Points Possible", "", "", "", "", f"{possible:.2f}")]
    rows += [
        (harmless(name), "", harmless(id), "", harmless(section), "" if m is None else f"{m:.2f}")
        for id, name, m in marks
    ]
    lines = (",".join(quoted(cell, ",") for cell in row) + "\r\n" for row in rows)
    return ("\ufeff" + "".join(lines)).encode()


def _number(cell: str) -> float | None:
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        return None
    return number if 0 < number < _MOST_POINTS else None
