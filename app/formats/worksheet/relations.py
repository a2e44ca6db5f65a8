"""The table of relations: both claims in words, the type, and why."""

from collections.abc import Sequence

from app.domain.language import isolate
from app.domain.worksheet import Kind, RelationEnd, RelationRow, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet import badges
from app.formats.worksheet.claims import LONG, article_picture, badge_picture, points_cell
from app.formats.worksheet.lettering import Styles, heading_strips, shortened
from app.formats.worksheet.links import claim_place
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Cell,
    Column,
    Picture,
    Row,
    balanced,
    beside,
    columns_of,
    room_for,
    table_strips,
    text_cell,
    under,
)

_WORDS = 14  # of a claim's quote; its number leads to all of it


def relations_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    if not worksheet.relations:
        return []
    graded = worksheet.kind is Kind.GRADED
    section = sheet.root.add("Sect")
    title = sheet.say("relations.title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    ends = _Ends(sheet, styles, worksheet)
    columns = columns_of(sheet, styles.head, _columns(sheet, styles, worksheet, ends))
    rows = [_row(sheet, styles, columns, row, ends, graded) for row in worksheet.relations]
    return [*strips, *table_strips(sheet, columns, rows, styles.head, section.add("Table"))]


class _Ends:
    """How the claims that relations tie are shown: words, and the badge where there is one."""

    def __init__(self, sheet: Sheet, styles: Styles, worksheet: Worksheet) -> None:
        self.sheet, self.styles = sheet, styles
        self.several = worksheet.has_several_articles
        self._rows = {(row.article, row.number): row for row in worksheet.claims}

    def picture(self, end: RelationEnd) -> Picture | None:
        """Badge and article; the article alone where the claim is not on this worksheet."""
        article = end.article if self.several else None
        row = None
        if end.article is not None and end.number is not None:
            row = self._rows.get((end.article, end.number))
        if row is None:
            return None if article is None else article_picture(self.sheet, self.styles, article)
        return badge_picture(
            self.sheet, self.styles, row.tag, row.number, claim_place(row.article, row.number),
            article=article, outlined=row.kind == "missed",
        )  # fmt: skip

    def words(self, end: RelationEnd) -> str:
        text = shortened(end.quote, _WORDS)
        known = (end.article, end.number) in self._rows
        return text if known else self.sheet.say("quoted", text=isolate(text))

    def cell(self, end: RelationEnd, column: Column) -> Cell:
        picture = self.picture(end)
        reserve = room_for(picture) if picture else 0
        words = text_cell(self.sheet, self.words(end), self.styles.body, column, reserve=reserve)
        return beside(self.sheet, words, picture) if picture else words


def _columns(
    sheet: Sheet, styles: Styles, worksheet: Worksheet, ends: _Ends
) -> list[tuple[str, float, Align]]:
    graded = worksheet.kind is Kind.GRADED
    pictures = [
        ends.picture(end) for row in worksheet.relations for end in (row.source, row.target)
    ]
    room = max((room_for(picture) for picture in pictures if picture), default=0.0)
    shares = balanced(
        sheet,
        (styles.body,) * 3,
        (170, 170, 150 if graded else 170),
        [
            (
                ends.words(row.source),
                ends.words(row.target),
                row.reason if graded else _note(sheet, row)[:LONG],
            )
            for row in worksheet.relations
        ],
        (room, room, 0),
    )
    columns: list[tuple[str, float, Align]] = [
        (sheet.say("relations.type"), 80, "start"),
        (sheet.say("relations.first"), shares[0], "start"),
        (sheet.say("relations.second"), shares[1], "start"),
    ]
    if not graded:
        return [*columns, (sheet.say("relations.note"), shares[2], "start")]
    return [
        *columns,
        (sheet.say("claims.reason"), shares[2], "start"),
        (sheet.say("relations.points"), 56, "centre"),
    ]


def _row(
    sheet: Sheet,
    styles: Styles,
    columns: Sequence[Column],
    row: RelationRow,
    ends: _Ends,
    graded: bool,
) -> Row:
    cells: list[Cell] = [
        _type_cell(sheet, styles, row, columns[0]),
        ends.cell(row.source, columns[1]),
        ends.cell(row.target, columns[2]),
    ]
    if not graded:
        note = _note(sheet, row)
        if len(note) <= LONG:
            return Row([*cells, text_cell(sheet, note, styles.body, columns[3])])
        said = text_cell(sheet, sheet.say("claims.below"), styles.body, columns[3])
        return Row([*cells, said], [(3, text_cell(sheet, note, styles.body, under(columns)))])
    reason = text_cell(sheet, row.reason, styles.body, columns[3], ours=True)
    below: list[tuple[int, Cell]] = []
    if row.comment:
        said = sheet.say("teacher_says", text=isolate(row.comment))
        if len(said) > LONG:
            below.append((3, text_cell(sheet, said, styles.body, under(columns))))
        else:
            reason += text_cell(sheet, said, styles.body, columns[3])
    if row.possible is not None and row.points is not None:
        cells += [reason, _of_possible(sheet, styles, row, columns[4])]
    else:
        cells += [reason, points_cell(sheet, styles, row.points, columns[4])]
    return Row(cells, below)


def _note(sheet: Sheet, row: RelationRow) -> str:
    """What is noted with it; in a key, first what else is accepted."""
    if not row.acceptable:
        return row.note
    shares = [(sheet.words.say(f"relation_type.{type}"), share) for type, share in row.acceptable]
    return f"{accepted(sheet, shares)}\n{row.note}"


def accepted(sheet: Sheet, shares: Sequence[tuple[str, float]]) -> str:
    """«ويُقبل: رأي (٥٠٪)»: what else earns points, and how much of them; a line each."""
    return "\n".join(
        sheet.say("key.accepted", name=name, percent=sheet.points(100 * share, 0))
        for name, share in shares
    )


def _of_possible(sheet: Sheet, styles: Styles, row: RelationRow, column: Column) -> Cell:
    """«٤ من ٨»."""
    text = sheet.say(
        "points_of", n=sheet.points(row.points or 0), possible=sheet.points(row.possible or 0)
    )
    struck = points_cell(sheet, styles, None, column, auto=row.auto)[1:]
    return [*text_cell(sheet, text, styles.figure, column), *struck]


def _type_cell(sheet: Sheet, styles: Styles, row: RelationRow, column: Column) -> Cell:
    """The relation's glyph in its circle, its name beside it."""

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        badges.draw_knot(drawing, sheet, corner, row.type)

    knot = Picture(badges.HEIGHT, draw)
    name = sheet.words.say(f"relation_type.{row.type}")
    return beside(sheet, text_cell(sheet, name, styles.body, column, reserve=room_for(knot)), knot)
