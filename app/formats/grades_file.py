"""A class's marks as a table that spreadsheets open rightly: UTF-8 with a byte order mark.

Excel reads a comma as the separator only where Windows' list separator is one; in French and in
most Arabic regions it is a semicolon, so the separator can be chosen. (A first line ``sep=;`` would
do too, but then Excel no longer heeds the byte order mark, and Arabic is lost.)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.formats.csv_cells import harmless, quoted

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@dataclass(frozen=True, slots=True)
class Line:
    """A student's line. Figures are None where there is no mark."""

    id: str
    name: str
    claims: float | None
    relations: float | None
    notes: float | None
    percent: float | None
    mark: float | None
    out_of: int
    state: str
    comment: str


def written(
    head: Sequence[str], lines: Sequence[Line], separator: str, decimal: str = "."
) -> bytes:
    """The file's bytes; ``head`` names the ten columns. Lines end as on Windows."""
    rows = [list(head)]
    for line in lines:
        figures = (line.claims, line.relations, line.notes, line.percent, line.mark)
        rows.append([
            harmless(line.id), harmless(line.name),
            *(_figure(one, decimal) for one in figures),
            str(line.out_of), harmless(line.state), harmless(line.comment),
        ])  # fmt: skip
    text = "".join(separator.join(quoted(cell, separator) for cell in row) + "\r\n" for row in rows)
    return ("\ufeff" + text).encode()


def _figure(value: float | None, decimal: str) -> str:
    return "" if value is None else f"{round(value, 2):g}".replace(".", decimal)
