"""The table of relations: both claims in words, the type, and why."""

from collections.abc import Sequence

from app.domain.annotation import Tag
from app.domain.language import isolate
from app.domain.worksheet import Kind, RelationRow, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.worksheet import badges
from app.formats.worksheet.claims import badge_picture, points_cell
from app.formats.worksheet.lettering import Styles, prose_strips, shortened
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Cell,
    Column,
    Picture,
    beside,
    columns_of,
    room_for,
    table_strips,
    text_cell,
)

_WORDS = 20  # of a claim's quote; its number leads to all of it


def relations_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    if not worksheet.relations:
        return []
    graded = worksheet.kind is Kind.GRADED
    title = sheet.say("relations.title")
    strips = prose_strips(sheet, title, styles.section, before=20 * PIXEL, with_next=True)
    columns = columns_of(sheet, styles.head, _columns(sheet, graded))
    tags = {row.number: (row.tag, row.kind == "missed") for row in worksheet.claims}
    rows = [_row(sheet, styles, columns, row, tags) for row in worksheet.relations]
    return [*strips, *table_strips(sheet, columns, rows, styles.head)]


def _columns(sheet: Sheet, graded: bool) -> list[tuple[str, float, Align]]:
    columns: list[tuple[str, float, Align]] = [
        (sheet.say("relations.type"), 80, "start"),
        (sheet.say("relations.first"), 170, "start"),
        (sheet.say("relations.second"), 170, "start"),
    ]
    if not graded:
        return [*columns, (sheet.say("relations.note"), 170, "start")]
    return [
        *columns,
        (sheet.say("claims.reason"), 150, "start"),
        (sheet.say("relations.points"), 56, "centre"),
    ]


def _row(
    sheet: Sheet,
    styles: Styles,
    columns: Sequence[Column],
    row: RelationRow,
    tags: dict[int, tuple[Tag, bool]],
) -> list[Cell]:
    cells: list[Cell] = [
        _type_cell(sheet, styles, row, columns[0]),
        _claim_cell(sheet, styles, row.source_quote, row.source_number, tags, columns[1]),
        _claim_cell(sheet, styles, row.target_quote, row.target_number, tags, columns[2]),
    ]
    if len(columns) == 4:
        return [*cells, text_cell(sheet, row.note, styles.body, columns[3])]
    reason = text_cell(sheet, row.reason, styles.body, columns[3])
    if row.comment:
        said = sheet.say("teacher_says", text=isolate(row.comment))
        reason += text_cell(sheet, said, styles.body, columns[3])
    if row.possible is not None and row.points is not None:
        cells += [reason, _of_possible(sheet, styles, row, columns[4])]
    else:
        cells += [reason, points_cell(sheet, styles, row.points, columns[4])]
    return cells


def _of_possible(sheet: Sheet, styles: Styles, row: RelationRow, column: Column) -> Cell:
    """«٤ من ٨»."""
    text = sheet.say(
        "points_of", n=sheet.points(row.points or 0), possible=sheet.points(row.possible or 0)
    )
    struck = points_cell(sheet, styles, None, column, auto=row.auto)[1:]
    return [*text_cell(sheet, text, styles.figure, column), *struck]


def _type_cell(sheet: Sheet, styles: Styles, row: RelationRow, column: Column) -> Cell:
    """The relation's glyph in its circle, its name beside it."""

    def draw(drawing: Drawing, corner: tuple[float, float]) -> None:
        badges.draw_knot(drawing, sheet, corner, row.type)

    knot = Picture(badges.HEIGHT, draw)
    name = sheet.words.say(f"relation_type.{row.type}")
    return beside(sheet, text_cell(sheet, name, styles.body, column, reserve=room_for(knot)), knot)


def _claim_cell(
    sheet: Sheet,
    styles: Styles,
    quote: str,
    number: int | None,
    tags: dict[int, tuple[Tag, bool]],
    column: Column,
) -> Cell:
    """A claim in words, its badge beside them where it is on this worksheet."""
    if number is None or number not in tags:
        return text_cell(sheet, sheet.say("quoted", text=isolate(quote)), styles.body, column)
    tag, outlined = tags[number]
    badge = badge_picture(sheet, tag, number, outlined=outlined)
    text = shortened(quote, _WORDS)
    words = text_cell(sheet, text, styles.body, column, reserve=room_for(badge))
    return beside(sheet, words, badge)
