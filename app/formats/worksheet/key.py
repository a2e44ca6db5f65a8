"""What a key adds to its articles: its claims with all that earns points, the rubric, the sums."""

from collections.abc import Sequence

from app.domain.language import isolate
from app.domain.worksheet import ClaimRow, Worksheet
from app.formats.worksheet.claims import badge_picture, by_article, long_note, note_in_cell
from app.formats.worksheet.lettering import Styles, heading_strips, prose_strips, shortened
from app.formats.worksheet.links import claim_place, row_place
from app.formats.worksheet.relations import accepted
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Column,
    Group,
    Row,
    balanced,
    beside,
    columns_of,
    grouped_strips,
    table_strips,
    text_cell,
)

_WORDS = 30  # of a claim's quote; its number leads to all of it
_CORE_WORDS = 16


def key_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """The table of the key's claims."""
    if not worksheet.claims:
        return []
    section = sheet.root.add("Sect")
    title = sheet.say("key.claims_title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    columns = columns_of(sheet, styles.head, _columns(sheet, styles, worksheet.claims))
    groups = [
        Group(heading, [_row(sheet, styles, columns, row) for row in rows])
        for heading, rows in by_article(sheet, worksheet)
    ]
    quiet = styles.head.coloured(sheet.look.quiet)
    table = section.add("Table")
    return [*strips, *grouped_strips(sheet, columns, groups, styles.head, quiet, table)]


def _columns(
    sheet: Sheet, styles: Styles, rows: Sequence[ClaimRow]
) -> list[tuple[str, float, Align]]:
    shares = balanced(
        sheet, (styles.quote, styles.body, styles.body), (230, 100, 156),
        [(_quote(row), row.who, note_in_cell(sheet, row)) for row in rows],
    )  # fmt: skip
    return [
        (sheet.say("claims.claim"), 46, "start"),
        (sheet.say("claims.quote"), shares[0], "start"),
        (sheet.say("claims.who"), shares[1], "start"),
        (sheet.say("key.tags"), 108, "start"),
        (sheet.say("key.note"), shares[2], "start"),
    ]


def _quote(row: ClaimRow) -> str:
    return shortened(row.quote, _WORDS)


def _row(sheet: Sheet, styles: Styles, columns: Sequence[Column], row: ClaimRow) -> Row:
    badge = badge_picture(
        sheet, styles, row.tag, row.number, claim_place(row.article, row.number),
        here=row_place(row.article, row.number),
    )  # fmt: skip
    quiet = styles.body.coloured(sheet.look.quiet)
    quote = text_cell(sheet, _quote(row), styles.quote, columns[1])
    if row.core:
        core = sheet.say("key.core", text=isolate(shortened(row.core, _CORE_WORDS)))
        quote += text_cell(sheet, core, quiet, columns[1], ours=True)
    if not row.scored:
        quote += text_cell(sheet, sheet.say("key.unscored"), quiet, columns[1], ours=True)
    tags = text_cell(sheet, sheet.words.say(f"tag.{row.tag}"), styles.body, columns[3])
    if row.acceptable:
        shares = [(sheet.words.say(f"tag.{tag}"), share) for tag, share in row.acceptable]
        tags += text_cell(sheet, accepted(sheet, shares), quiet, columns[3], ours=True)
    cells = [
        beside(sheet, [], badge),
        quote,
        text_cell(sheet, row.who, styles.body, columns[2], ours=True),
        tags,
        text_cell(sheet, note_in_cell(sheet, row), styles.body, columns[4]),
    ]
    return Row(cells, long_note(sheet, styles, columns, row, 4))


def rubric_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """How notes are judged, and how the mark is computed."""
    strips: list[Strip] = []
    if worksheet.rubric:
        section = sheet.root.add("Sect")
        title = sheet.say("key.rubric")
        strips += heading_strips(sheet, title, styles.section, section.add("H2"))
        columns = columns_of(
            sheet,
            styles.head,
            [
                (sheet.say("notes.level"), 110, "start"),
                (sheet.say("key.level_means"), 480, "start"),
                (sheet.say("relations.points"), 60, "centre"),
            ],
        )
        rows = [
            [
                text_cell(sheet, level.name, styles.figure, columns[0]),
                text_cell(sheet, level.description, styles.body, columns[1]),
                text_cell(sheet, sheet.points(level.points), styles.figure, columns[2]),
            ]
            for level in reversed(worksheet.rubric)
        ]
        strips += table_strips(sheet, columns, rows, styles.head, section.add("Table"))
    if worksheet.counting:
        section = sheet.root.add("Sect")
        title = sheet.say("key.counting")
        strips += heading_strips(sheet, title, styles.section, section.add("H2"))
        strips += prose_strips(sheet, worksheet.counting, styles.body, section.add("P"))
    return strips
