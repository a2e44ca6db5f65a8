"""Tables: columns from the leading edge on, heads that come back on every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import Line
from app.formats.worksheet.lettering import Style, direction_of, draw_line, lines_of, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip

GAP = 9 * PIXEL  # between columns
_PAD = 6 * PIXEL  # above and below a row
_ROW = 20 * PIXEL  # a cell with nothing but a picture


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell: its height, how to draw it in (left, width, top), and how much of the
    width it takes from the leading edge on."""

    height: float
    draw: Callable[[Drawing, tuple[float, float, float]], None]
    used: float = 0


Cell = Sequence[CellLine]


class Picture(NamedTuple):
    """A small drawn thing in a line of a cell; ``draw`` takes its top left corner."""

    width: float
    draw: Callable[[Drawing, tuple[float, float]], None]


def columns_of(
    sheet: Sheet, head: Style, parts: Sequence[tuple[str, float, Align]]
) -> list[Column]:
    """Columns over the whole width, by their shares of it."""
    base = int(sheet.right_to_left)
    free = sheet.width - GAP * (len(parts) - 1)
    unit = free / sum(share for _, share, _ in parts)
    widths = [share * unit for _, share, _ in parts]
    for k, (title, _, align) in enumerate(parts):
        if align == "centre":  # figures: the column may not be narrower than its title
            words = (single(word, head, base).width for word in title.split())
            widths[k] = max(widths[k], max(words, default=0) + 1)
    excess = sum(widths) - free
    texts = sum(width for width, part in zip(widths, parts, strict=True) if part[2] != "centre")
    return [
        Column(title, width if align == "centre" else width * (1 - excess / texts), align)
        for width, (title, _, align) in zip(widths, parts, strict=True)
    ]


def text_cell(
    sheet: Sheet, text: str, style: Style, column: Column, *, reserve: float = 0
) -> list[CellLine]:
    """A cell of text; ``reserve`` is left free at the end of its lines."""
    page = int(sheet.right_to_left)
    base = direction_of(text, page)
    width = column.width - reserve
    return [
        CellLine(
            style.leading,
            _drawer(line, style, column.align),
            line.width if base == page and column.align == "start" else width,
        )
        for line in lines_of(text, style, width, base)
    ]


def _drawer(
    line: Line, style: Style, align: Align
) -> Callable[[Drawing, tuple[float, float, float]], None]:
    def draw(drawing: Drawing, box: tuple[float, float, float]) -> None:
        draw_line(drawing, line, style, box, align)

    return draw


def room_for(picture: Picture) -> float:
    """What a picture beside text takes of a cell's width."""
    return picture.width + 6 * PIXEL


def beside(
    sheet: Sheet, cell: Sequence[CellLine], picture: Picture, *, at_end: bool = False
) -> list[CellLine]:
    """A cell of text (set with ``room_for`` in reserve) with a picture at the leading edge of its
    first line, or after the words of its last."""
    marked = len(cell) - 1 if at_end else 0
    free_at_left = sheet.right_to_left == at_end
    room = room_for(picture)

    def with_picture(line: CellLine | None, drawn: bool, height: float) -> CellLine:
        def draw(drawing: Drawing, box: tuple[float, float, float]) -> None:
            left, width, top = box
            if line is not None:
                line.draw(drawing, (left + (room if free_at_left else 0), width - room, top))
            if drawn:
                spare = width - room - line.used if at_end and line is not None else 0.0
                x = left + spare if free_at_left else left + width - picture.width - spare
                picture.draw(drawing, (x, top - PIXEL))

        return CellLine(height, draw)

    if not cell:
        return [with_picture(None, True, _ROW)]
    return [with_picture(line, k == marked, line.height) for k, line in enumerate(cell)]


def table_strips(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], head_style: Style,
    *, before: float = 0,
) -> list[Strip]:  # fmt: skip
    """A head and a strip for each row; a row higher than a page is divided between its lines."""
    head = _head(sheet, columns, head_style, before)
    room = sheet.room - head.height
    strips: list[Strip] = [head]
    again = Strip(head.height, head.draw)
    for row in rows:
        for piece, last in _pieces(row, room - 2 * _PAD):
            strips.append(_row(sheet, columns, piece, again, last))
    return strips


def _head(sheet: Sheet, columns: Sequence[Column], style: Style, before: float) -> Strip:
    cells = [text_cell(sheet, column.title, style, column) for column in columns]
    height = max(sum(line.height for line in cell) for cell in cells) + _PAD

    def draw(drawing: Drawing, top: float) -> None:
        _draw_cells(drawing, sheet, columns, cells, top)
        with drawing.artifact():
            y = top - height
            ends = (sheet.x(0), y), (sheet.x(sheet.width), y)
            drawing.rule(*ends, sheet.look.text, 0.75)

    return Strip(height, draw, before, with_next=True)


def _row(
    sheet: Sheet, columns: Sequence[Column], cells: Sequence[Cell], head: Strip, ruled: bool
) -> Strip:
    height = max(sum(line.height for line in cell) for cell in cells) + 2 * _PAD

    def draw(drawing: Drawing, top: float) -> None:
        _draw_cells(drawing, sheet, columns, cells, top - _PAD)
        if ruled:
            with drawing.artifact():
                y = top - height
                ends = (sheet.x(0), y), (sheet.x(sheet.width), y)
                drawing.rule(*ends, sheet.look.hairline, 0.75)

    return Strip(height, draw, head=head)


def _draw_cells(
    drawing: Drawing, sheet: Sheet, columns: Sequence[Column], cells: Sequence[Cell], top: float
) -> None:
    lead = 0.0
    for column, cell in zip(columns, cells, strict=True):
        y = top
        for line in cell:
            line.draw(drawing, (sheet.x(lead, column.width), column.width, y))
            y -= line.height
        lead += column.width + GAP


def _pieces(row: Sequence[Cell], room: float) -> list[tuple[list[list[CellLine]], bool]]:
    """A row in pieces no higher than ``room``; True with the last one."""
    rest = [list(cell) for cell in row]
    pieces: list[tuple[list[list[CellLine]], bool]] = []
    while True:
        piece: list[list[CellLine]] = []
        for cell in rest:
            taken = 0
            height = 0.0
            while taken < len(cell) and (not taken or height + cell[taken].height <= room):
                height += cell[taken].height
                taken += 1
            piece.append(cell[:taken])
            del cell[:taken]
        last = not any(rest)
        pieces.append((piece, last))
        if last:
            return pieces
