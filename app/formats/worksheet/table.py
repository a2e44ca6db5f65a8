"""Tables: columns from the leading edge on, heads that come back on every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from app.formats.typesetting.breaking import paragraph_spans
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.paragraphs import Paragraph
from app.formats.typesetting.placing import Line, one_line
from app.formats.typesetting.tags import COLUMN_HEAD, ROW_HEAD, Element, spanning
from app.formats.worksheet.lettering import (
    Style,
    direction_of,
    draw_line,
    keeps,
    lines_of,
    single,
)
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip, repeated

GAP = 9 * PIXEL  # between columns
_PAD = 4 * PIXEL  # above and below a row
_ROW = 20 * PIXEL  # a cell with nothing but a picture
_NARROWEST = 76  # pixels of a column of running text
_KNOWN = 20_000  # texts whose widths, and cells, are kept
_STEP = 24  # pixels by which such columns give width to each other


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    align: Align = "start"


Box = tuple[float, float, float]  # left, width, top
DrawLine = Callable[[Drawing, Box, Element], None]


class CellLine(NamedTuple):
    """A line of a cell: its height, how to draw it in (left, width, top) as part of the cell's
    element, and how much of the width it takes from the leading edge on."""

    height: float
    draw: DrawLine
    used: float = 0


Cell = Sequence[CellLine]


class Picture(NamedTuple):
    """A small drawn thing beside a cell's text; ``draw`` takes its top left corner and the cell's
    element."""

    width: float
    draw: Callable[[Drawing, tuple[float, float], Element], None]
    height: float = 0  # where it needs more than a line


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and under them over the width of all but the first (``under``) what is too long for
    its cell: (the cell's index, its lines)."""

    cells: Sequence[Cell]
    below: Sequence[tuple[int, Cell]] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own, which comes back with the table's head."""

    heading: str
    rows: Sequence[Row | Sequence[Cell]]


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


def balanced(
    sheet: Sheet,
    styles: Sequence[Style],
    shares: tuple[float, float, float],
    rows: Sequence[tuple[str, str, str]],
    reserve: tuple[float, float, float] = (0, 0, 0),
) -> tuple[float, float, float]:
    """``shares`` (pixels) of three columns of running text, shifted so that ``rows`` of it take
    the least height. ``reserve`` is what pictures take of each column.

    The sum stays; of equals, what is nearest to ``shares`` wins.
    """
    page = int(sheet.right_to_left)
    needs = [[_need(sheet, row[k], style, page) for row in rows] for k, style in enumerate(styles)]
    lowest: list[int] = []
    for column, share, room in zip(needs, shares, reserve, strict=True):
        word = max((need.word for need in column), default=0)
        least = min(max(_NARROWEST, word / PIXEL) + room / PIXEL, 1.5 * share)
        lowest.append(ceil((least - share) / _STEP))
    lines = [
        {
            k: [need.lines((share + k * _STEP) * PIXEL - room) for need in column]
            for k in range(low, -sum(lowest) + low + 1)
        }
        for column, share, low, room in zip(needs, shares, lowest, reserve, strict=True)
    ]

    first, second, third = lines

    def cost(shifts: tuple[int, int, int]) -> tuple[int, int]:
        a, b, c = shifts
        return sum(map(max, first[a], second[b], third[c])), abs(a) + abs(b) + abs(c)

    shifts = [(a, b, -a - b) for a in first for b in second if -a - b in third]
    best = min(shifts, key=cost, default=(0, 0, 0)) if rows else (0, 0, 0)
    widths = [share + k * _STEP for share, k in zip(shares, best, strict=True)]
    return widths[0], widths[1], widths[2]


class _Need(NamedTuple):
    """What a cell's text asks for: the width of each paragraph on one line, of the widest word.
    ``taken`` are the lines by width of the column that were asked for before."""

    paragraphs: list[float]
    word: float
    taken: dict[float, int]

    def lines(self, column: float) -> int:
        """About how many lines it takes in this width: some of each is lost at its end."""
        found = self.taken.get(column)
        if found is None:
            free = max(column - 14 * PIXEL, 1)
            found = sum([1 if width <= column else ceil(width / free) for width in self.paragraphs])
            self.taken[column] = found
        return found


def _need(sheet: Sheet, text: str, style: Style, page: int) -> _Need:
    known, key = sheet.fonts.needs, (text, style.faces, style.size, page)
    if key not in known:
        if len(known) >= _KNOWN:  # a preview may be open for days
            known.clear()
        known[key] = *_measured(text, style, page), {}
    return _Need(*known[key])


def _measured(text: str, style: Style, page: int) -> tuple[list[float], float]:
    base = direction_of(text, page)
    parts = (text[start:end] for start, end in paragraph_spans(text))
    shaped = [style.faces.shape(part, base) for part in parts if part.strip()]
    widest = max(map(_widest_word, shaped), default=0)
    widths = [one_line(paragraph, style.size).width for paragraph in shaped]
    return widths, widest * style.size


def _widest_word(paragraph: Paragraph) -> float:
    """The widest stretch that no line may end in, in units of the size."""
    edges, start, widest = paragraph.edges, 0, 0.0
    for end, visible in [*paragraph.opportunities, (len(edges) - 1, len(edges) - 1)]:
        widest = max(widest, edges[visible] - edges[start])
        start = end
    return widest


def text_cell(
    sheet: Sheet,
    text: str,
    style: Style,
    column: Column,
    *,
    reserve: float = 0,
    ours: bool = False,
) -> list[CellLine]:
    """A cell of text; ``reserve`` is left free at the end of its lines.

    ``ours``: words of the program, which run as the page does whatever name is in them.
    """
    page = int(sheet.right_to_left)
    width, align, known = column.width - reserve, column.align, sheet.fonts.cells
    key = text, style.faces, style.size, style.leading, style.colour, width, align, page, ours
    cell = known.get(key)
    if cell is None:
        if len(known) >= _KNOWN:
            known.clear()
        base = page if ours else direction_of(text, page)
        at_start = base == page and align == "start"
        cell = known[key] = [
            CellLine(style.leading, _drawer(line, style, align), line.width if at_start else width)
            for line in lines_of(text, style, width, base)
        ]
    return [*cell]


def _drawer(line: Line, style: Style, align: Align) -> DrawLine:
    def draw(drawing: Drawing, box: Box, element: Element) -> None:
        draw_line(drawing, line, style, box, align, element)

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
        def draw(drawing: Drawing, box: Box, element: Element) -> None:
            left, width, top = box
            spare = width - room - line.used if at_end and line is not None else 0.0
            x = left + spare if free_at_left else left + width - picture.width - spare
            if drawn and not at_end:
                picture.draw(drawing, (x, top - PIXEL), element)
            if line is not None:
                inner = (left + (room if free_at_left else 0), width - room, top)
                line.draw(drawing, inner, element)
            if drawn and at_end:
                picture.draw(drawing, (x, top - PIXEL), element)

        return CellLine(height, draw)

    if not cell:
        return [with_picture(None, True, max(_ROW, picture.height))]
    lines = [with_picture(line, k == marked, line.height) for k, line in enumerate(cell)]
    missing = picture.height - sum(line.height for line in lines[max(marked, 0) :])
    return [*lines, CellLine(missing, _nothing)] if missing > 0 else lines


def _nothing(drawing: Drawing, box: Box, element: Element) -> None:
    """Room alone."""


def table_strips(
    sheet: Sheet,
    columns: Sequence[Column],
    rows: Sequence[Row | Sequence[Cell]],
    head_style: Style,
    table: Element,
) -> list[Strip]:
    """A head and a strip for each row; a row higher than a page is divided between its lines.

    ``table`` is a Table; the first cell of a row tells what the row is about.
    """
    return grouped_strips(sheet, columns, [Group("", rows)], head_style, head_style, table)


def grouped_strips(
    sheet: Sheet,
    columns: Sequence[Column],
    groups: Sequence[Group],
    head_style: Style,
    heading_style: Style,
    table: Element,
) -> list[Strip]:
    """A table whose rows stand in groups, each under its heading (none where that is empty)."""
    head = _head(sheet, columns, head_style, table.add("TR"))
    count, across = sum(len(group.rows) for group in groups), len(columns)
    # In a small table heads of rows would outnumber what they head, and say nothing.
    first = ("TH", ROW_HEAD) if across + count < count * (across - 1) else ("TD", "")
    strips: list[Strip] = [head]
    for group in groups:
        again = repeated(head)
        if group.heading:
            cell = table.add("TR").add("TD", spanning(len(columns)))
            heading = _heading(sheet, group.heading, heading_style, repeated(head), cell)
            strips.append(heading)
            again = repeated(_stacked(head, heading))
        room = sheet.room - again.height - 2 * _PAD
        for row in group.rows:
            line = table.add("TR")
            told = [line.add(*first), *(line.add("TD") for _ in range(across - 1))]
            whole = row if isinstance(row, Row) else Row(row)
            pieces = _pieces(whole.cells, room)
            for piece, last in pieces:
                ruled = last and not whole.below
                strips.append(_row(sheet, columns, piece, again, ruled, told))
            if whole.below:
                strips[-1] = replace(strips[-1], with_next=True)
                strips += _below(sheet, columns, whole, again, told)
    return strips


def under(columns: Sequence[Column]) -> Column:
    """What stands under a row begins where its second cell does, and ends with the table."""
    across = columns[1:]
    return Column("", sum(column.width for column in across) + GAP * (len(across) - 1))


def _below(
    sheet: Sheet, columns: Sequence[Column], row: Row, head: Strip, told: Sequence[Element]
) -> list[Strip]:
    """A strip for each line, so that a page may end between any two but the first or last two."""
    width = under(columns).width
    lead = columns[0].width + GAP
    lines = [(line, told[at]) for at, cell in row.below for line in cell]
    return [
        _line_below(sheet, line, (lead, width), head, element, keep, last=k == len(lines) - 1)
        for k, ((line, element), keep) in enumerate(zip(lines, keeps(len(lines)), strict=True))
    ]


def _line_below(
    sheet: Sheet,
    line: CellLine,
    column: tuple[float, float],
    head: Strip,
    element: Element,
    with_next: bool,
    *,
    last: bool,
) -> Strip:
    lead, width = column
    height = line.height + (_PAD if last else 0)

    def draw(drawing: Drawing, top: float) -> None:
        line.draw(drawing, (sheet.x(lead, width), width, top), element)
        if last:
            _rule(drawing, sheet, top - height, sheet.look.hairline)

    return Strip(height, draw, with_next=with_next, head=head)


def _stacked(upper: Strip, lower: Strip) -> Strip:
    def draw(drawing: Drawing, top: float) -> None:
        upper.draw(drawing, top)
        lower.draw(drawing, top - upper.height)

    return Strip(upper.height + lower.height, draw)


def _heading(sheet: Sheet, text: str, style: Style, head: Strip, cell: Element) -> Strip:
    """The line over a group of rows, over the whole width."""
    base = int(sheet.right_to_left)
    lines = lines_of(text, style, sheet.width, base)
    height = len(lines) * style.leading + 2 * _PAD

    def draw(drawing: Drawing, top: float) -> None:
        y = top - _PAD
        for line in lines:
            draw_line(
                drawing, line, style, (sheet.x(0, sheet.width), sheet.width, y), "start", cell
            )
            y -= style.leading
        _rule(drawing, sheet, top - height, sheet.look.hairline)

    return Strip(height, draw, with_next=True, head=head)


def _rule(drawing: Drawing, sheet: Sheet, y: float, colour: str) -> None:
    """A line under a row."""
    with drawing.artifact():
        drawing.rule((sheet.x(0), y), (sheet.x(sheet.width), y), colour, 0.75)


def _head(sheet: Sheet, columns: Sequence[Column], style: Style, row: Element) -> Strip:
    told = [row.add("TH", COLUMN_HEAD) for _ in columns]
    cells = [text_cell(sheet, column.title, style, column) for column in columns]
    height = max(sum(line.height for line in cell) for cell in cells) + _PAD

    def draw(drawing: Drawing, top: float) -> None:
        _draw_cells(drawing, sheet, columns, cells, top, told)
        _rule(drawing, sheet, top - height, sheet.look.text)

    return Strip(height, draw, with_next=True)


def _row(
    sheet: Sheet,
    columns: Sequence[Column],
    cells: Sequence[Cell],
    head: Strip,
    ruled: bool,
    told: Sequence[Element],
) -> Strip:
    height = max(sum(line.height for line in cell) for cell in cells) + 2 * _PAD

    def draw(drawing: Drawing, top: float) -> None:
        _draw_cells(drawing, sheet, columns, cells, top - _PAD, told)
        if ruled:
            _rule(drawing, sheet, top - height, sheet.look.hairline)

    return Strip(height, draw, head=head)


def _draw_cells(
    drawing: Drawing,
    sheet: Sheet,
    columns: Sequence[Column],
    cells: Sequence[Cell],
    top: float,
    told: Sequence[Element],
) -> None:
    lead = 0.0
    for column, cell, element in zip(columns, cells, told, strict=True):
        y = top
        for line in cell:
            line.draw(drawing, (sheet.x(lead, column.width), column.width, y), element)
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
