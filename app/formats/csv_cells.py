"""A table of somebody else's, read so that cells can be filled and every other byte stays.

Quoting, separators, line ends, byte order mark and encoding are kept as they came (RFC 4180, and
what spreadsheets make of it).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import KnownError
from app.formats import encodings

MAX_BYTES = 5_000_000
_MOST_ROWS, _MOST_CELLS = 20_000, 500
_SEPARATORS = (",", ";", "\t")
_BOM = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """``value`` without its quotes; ``start`` and ``end`` of it, quotes included, in the text."""

    value: str
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells (empty lines left out) over the text that they stand in."""

    text: str
    encoding: str
    separator: str
    rows: tuple[tuple[Cell, ...], ...]

    def value(self, row: int, column: int | None) -> str:
        """A cell without white space around it; empty where there is no such cell."""
        cells = self.rows[row]
        return cells[column].value.strip() if column is not None and column < len(cells) else ""


def read(data: bytes, name: str) -> Table:
    """The table in the bytes of a file. KnownError ``grades.not_a_table``."""
    text, encoding = _decoded(data, name)
    lines = text.split("\n", 1)
    counts = {mark: lines[0].count(mark) for mark in _SEPARATORS}
    separator = max(counts, key=counts.__getitem__)
    if not counts[separator]:
        raise KnownError("grades.not_a_table", name=name)
    return Table(text, encoding, separator, _rows(text, separator, name))


def filled(table: Table, values: Mapping[tuple[int, int], str]) -> bytes:
    """The file again with the cells ``(row, column)`` in the place of those that were there.

    KnownError ``grades.encoding`` where a letter has no place in the file's encoding.
    """
    pieces: list[str] = []
    at = 0
    for (row, column), value in sorted(values.items()):
        cells = table.rows[row]
        if column < len(cells):
            cell = cells[column]
            new = quoted(value, table.separator, always=cell.quoted)
        else:  # the row is shorter than the head
            end = cells[-1].end
            cell = Cell("", end, end)
            new = table.separator * (column - len(cells) + 1) + quoted(value, table.separator)
        pieces += [table.text[at : cell.start], new]
        at = cell.end
    pieces.append(table.text[at:])
    try:
        return "".join(pieces).encode(table.encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise KnownError("grades.encoding", encoding=table.encoding, letter=letter) from error


def quoted(value: str, separator: str, *, always: bool = False) -> str:
    """A cell as it is written, in quotes where it needs them."""
    needs = any(mark in value for mark in (separator, '"', "\n", "\r")) or value != value.strip()
    return f'"{value.replace(chr(34), chr(34) * 2)}"' if always or needs else value


def harmless(value: str, guard: str = "'") -> str:
    """``value`` so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    opening = value.lstrip(" \u00a0\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
    return guard + value if opening.startswith(_RISKY) else value


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KnownError("grades.not_a_table", name=name)
    marked = [encoding for mark, encoding in _BOM.items() if data.startswith(mark)]
    try:
        return data.decode("utf-8"), "utf-8"  # a byte order mark stays in the text
    except UnicodeDecodeError:
        encoding = marked[0] if marked else encodings.guess(data, name).encodings[0]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise KnownError("grades.not_a_table", name=name) from error
    if text.encode(encoding) != data or "\0" in text:
        raise KnownError("grades.not_a_table", name=name)
    return text, encoding


def _rows(text: str, separator: str, name: str) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        cell = _cell(text, at, separator, name)
        cells.append(cell)
        at = cell.end
        ending = text[at] if at < len(text) else ""
        if ending == separator:
            at += 1
            if at < len(text):
                if len(cells) > _MOST_CELLS:
                    raise KnownError("grades.not_a_table", name=name)
                continue
            cells.append(Cell("", at, at))
        elif ending == "\r" and text[at + 1 : at + 2] == "\n":
            at += 2
        else:
            at += 1
        if len(cells) > 1 or cells[0].value:
            rows.append(tuple(cells))
        cells = []
        if len(rows) > _MOST_ROWS:
            raise KnownError("grades.not_a_table", name=name)
    return tuple(rows)


def _cell(text: str, start: int, separator: str, name: str) -> Cell:
    if text[start : start + 1] != '"':
        end = start
        while end < len(text) and text[end] not in (separator, "\n", "\r"):
            end += 1
        return Cell(text[start:end], start, end)
    end = start + 1
    while True:
        end = text.find('"', end)
        if end < 0:  # a quote that is never closed: nothing after it can be trusted
            raise KnownError("grades.not_a_table", name=name)
        if text[end + 1 : end + 2] != '"':
            break
        end += 2
    value = text[start + 1 : end].replace('""', '"')
    end += 1
    while end < len(text) and text[end] not in (separator, "\n", "\r"):
        value, end = value + text[end], end + 1
    return Cell(value, start, end, quoted=True)
