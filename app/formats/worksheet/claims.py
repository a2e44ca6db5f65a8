"""The legend and the table of claims."""

from collections.abc import Sequence

from app.domain.annotation import Tag
from app.domain.language import isolate
from app.domain.worksheet import ClaimRow, Kind, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.worksheet import badges
from app.formats.worksheet.lettering import (
    Styles,
    draw_line,
    prose_strips,
    shortened,
    single,
)
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Cell,
    CellLine,
    Column,
    Picture,
    beside,
    columns_of,
    room_for,
    table_strips,
    text_cell,
)

_SAMPLE = 30 * PIXEL  # length of a line in the legend
_WORDS = 24  # of a quote; its number leads to all of it


def legend_strip(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> Strip:
    """Letter, name and line of each tag; what an outline means where there is one."""
    base = int(sheet.right_to_left)
    height = 36 * PIXEL
    missed = any(article.missed for article in worksheet.articles)
    names = [single(sheet.words.say(f"tag.{tag}"), styles.body, base) for tag in Tag]
    key = single(sheet.say("legend.missed"), styles.body, base)
    hint = single(sheet.say("legend.number"), styles.label, base)

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact():
            ends = (sheet.x(0), top), (sheet.x(sheet.width), top)
            drawing.rule(*ends, sheet.look.hairline, 0.75)
        lead, y = 0.0, top - 9 * PIXEL
        side, middle = 20 * PIXEL, top - 19 * PIXEL
        for tag, name in zip(Tag, names, strict=True):
            look = sheet.look.tags[tag]
            badges.draw_letter(drawing, sheet, (sheet.x(lead, side), y), tag)
            lead += side + 6 * PIXEL
            draw_line(drawing, name, styles.body, (sheet.x(lead, name.width), name.width, y), "end")
            lead += name.width + 6 * PIXEL
            with drawing.artifact():
                ends = (sheet.x(lead), middle), (sheet.x(lead + _SAMPLE), middle)
                drawing.rule(*ends, look.ink, 1.5, look.dash)
            lead += _SAMPLE + 16 * PIXEL
        if missed:
            box = (sheet.x(lead, _SAMPLE), middle - 5, _SAMPLE, 10)
            with drawing.artifact():
                drawing.frame(box, sheet.look.text, 0.75, 2)
            lead += _SAMPLE + 6 * PIXEL
            draw_line(drawing, key, styles.body, (sheet.x(lead, key.width), key.width, y), "end")
            lead += key.width + 16 * PIXEL
        if lead + hint.width <= sheet.width:
            left = sheet.x(sheet.width - hint.width, hint.width)
            draw_line(drawing, hint, styles.label, (left, hint.width, y), "start")

    return Strip(height, draw, before=20 * PIXEL)


def claims_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """Every claim with who said it and the note; graded, also why it got what it got."""
    if not worksheet.claims:
        return []
    graded = worksheet.kind is Kind.GRADED
    title = sheet.say("claims.graded" if graded else "claims.title")
    strips = prose_strips(sheet, title, styles.section, before=20 * PIXEL, with_next=True)
    columns = columns_of(sheet, styles.head, _columns(sheet, graded))
    rows = [_row(sheet, styles, columns, row, graded) for row in worksheet.claims]
    strips += table_strips(sheet, columns, rows, styles.head)
    if any(row.starred for row in worksheet.claims):
        strips.append(_star_hint(sheet, styles))
    return strips


def _columns(sheet: Sheet, graded: bool) -> list[tuple[str, float, Align]]:
    def named(name: str, share: float, align: Align = "start") -> tuple[str, float, Align]:
        return sheet.say(f"claims.{name}"), share, align

    claim = named("claim", 46)
    if not graded:
        return [claim, named("quote", 230), named("who", 130), named("note", 230)]
    texts = [claim, named("who", 108), named("note", 172), named("reason", 176)]
    points = [named(name, 30, "centre") for name in ("found", "tagged", "said")]
    return [*texts, *points, (sheet.say("claims.out_of", n=10), 38, "centre")]


def _row(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], row: ClaimRow, graded: bool
) -> list[Cell]:
    picture = badge_picture(sheet, row.tag, row.number, outlined=row.kind == "missed")
    badge = beside(sheet, [], picture)
    who, note = row.who or sheet.say("unanswered"), _note(sheet, styles, columns[-1], row)
    if not graded:
        quote = text_cell(sheet, shortened(row.quote, 2 * _WORDS), styles.quote, columns[1])
        return [badge, quote, text_cell(sheet, who, styles.body, columns[2]), note]
    if row.kind == "missed":
        missed = sheet.say("quoted", text=isolate(shortened(row.quote, _WORDS)))
        note = text_cell(sheet, missed, styles.body.coloured(sheet.look.quiet), columns[2])
    else:
        note = _note(sheet, styles, columns[2], row)
    reason = text_cell(sheet, row.reason, styles.body, columns[3])
    if row.comment:
        said = sheet.say("teacher_says", text=isolate(row.comment))
        reason += text_cell(sheet, said, styles.body, columns[3])
    points = [
        points_cell(sheet, styles, value, column)
        for value, column in zip((row.found, row.tagged, row.source), columns[4:7], strict=True)
    ]
    total = points_cell(
        sheet, styles, row.total, columns[7], auto=row.auto, signed=row.kind == "extra"
    )
    return [badge, text_cell(sheet, who, styles.body, columns[1]), note, reason, *points, total]


def _note(sheet: Sheet, styles: Styles, column: Column, row: ClaimRow) -> Cell:
    """The note, a star after it where it counts for the mark."""
    if not row.starred:
        return text_cell(sheet, row.note, styles.body, column)

    def draw(drawing: Drawing, corner: tuple[float, float]) -> None:
        x, top = corner
        badges.draw_star(drawing, (x + badges.STAR / 2, top - 6.5 * PIXEL), sheet.look.text)

    star = Picture(badges.STAR, draw)
    words = text_cell(sheet, row.note, styles.body, column, reserve=room_for(star))
    return beside(sheet, words, star, at_end=True)


def _star_hint(sheet: Sheet, styles: Styles) -> Strip:
    base = int(sheet.right_to_left)
    words = single(sheet.say("claims.star"), styles.label, base)

    def draw(drawing: Drawing, top: float) -> None:
        badges.draw_star(drawing, (sheet.x(badges.STAR / 2), top - 9 * PIXEL), sheet.look.quiet)
        left = sheet.x(badges.STAR + 5 * PIXEL, words.width)
        draw_line(drawing, words, styles.label, (left, words.width, top), "start")

    return Strip(styles.label.leading, draw, before=4 * PIXEL)


def badge_picture(sheet: Sheet, tag: Tag, number: int, *, outlined: bool = False) -> Picture:
    """A claim's badge."""

    def draw(drawing: Drawing, corner: tuple[float, float]) -> None:
        badges.draw_badge(drawing, sheet, corner, tag, number, outlined=outlined)

    return Picture(badges.WIDTH, draw)


def points_cell(
    sheet: Sheet,
    styles: Styles,
    value: float | None,
    column: Column,
    *,
    auto: float | None = None,
    signed: bool = False,
) -> Cell:
    """Points in the middle of a column, a dash where none apply; a computed figure that the
    teacher changed stands struck through above hers."""
    if value is None:
        text = "–"
    else:
        text = sheet.signed(value) if signed and value else sheet.points(value)
    cell = text_cell(sheet, text, styles.figure, column)
    if auto is None:
        return cell
    struck = single(sheet.points(auto), styles.label, int(sheet.right_to_left))

    def draw(drawing: Drawing, box: tuple[float, float, float]) -> None:
        left, width, top = box
        draw_line(drawing, struck, styles.label, box, "centre")
        middle, y = left + width / 2, top - styles.label.leading / 2
        reach = struck.width / 2 + 2
        with drawing.artifact():
            drawing.rule((middle - reach, y), (middle + reach, y), sheet.look.quiet, 0.75)

    return [*cell, CellLine(styles.label.leading, draw)]
