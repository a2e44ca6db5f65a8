"""The legend and the table of claims."""

from collections.abc import Sequence

from app.domain.annotation import Tag
from app.domain.article import opening
from app.domain.assignment import Asked
from app.domain.grading import CLAIM_POINTS, SOURCE
from app.domain.language import isolate
from app.domain.worksheet import ClaimRow, Kind, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet import badges
from app.formats.worksheet.article import CORE_WIDTH
from app.formats.worksheet.lettering import (
    Style,
    Styles,
    draw_line,
    heading_strips,
    shortened,
    single,
)
from app.formats.worksheet.links import claim_place, row_place
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Box,
    Cell,
    CellLine,
    Column,
    Group,
    Picture,
    Row,
    balanced,
    beside,
    columns_of,
    grouped_strips,
    room_for,
    text_cell,
    under,
)

_TITLE_WORDS = 12
_SAMPLE = 30 * PIXEL  # length of a line in the legend
_WORDS = 14  # of a missed claim's quote; its number leads to all of it
_QUOTE_WORDS = 24  # of a student's own
LONG = 320  # letters of a note or comment that stands under its row and not in its cell


def legend_strip(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> Strip:
    """Letter, name and line of each tag; what an outline means where there is one."""
    base = int(sheet.right_to_left)
    missed = any(article.missed for article in worksheet.articles)
    cores = any(mark.core for article in worksheet.articles for mark in article.claims)
    names = [single(sheet.words.say(f"tag.{tag}"), styles.body, base) for tag in Tag]
    key = single(sheet.say("legend.core" if cores else "legend.missed"), styles.body, base)
    hint_key = "legend.number_anew" if worksheet.has_several_articles else "legend.number"
    hint = single(sheet.say(hint_key), styles.label, base)
    gaps = 20 + 6 + 6 + 16  # of each: its letter, and what is left free
    taken = sum(name.width + _SAMPLE + gaps * PIXEL for name in names)
    taken += _SAMPLE + key.width + 22 * PIXEL if missed or cores else 0
    below = taken + hint.width > sheet.width
    height = (36 + 20 * below) * PIXEL
    section = sheet.root.add("Sect")
    listed = section.add("L")
    items = [listed.add("LI") for _ in range(len(names) + (missed or cores))]
    told = [(item.add("Lbl"), item.add("LBody")) for item in items]
    hinted = section.add("P")

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact():
            ends = (sheet.x(0), top), (sheet.x(sheet.width), top)
            drawing.rule(*ends, sheet.look.hairline, 0.75)
        lead, y = 0.0, top - 9 * PIXEL
        side, middle = 20 * PIXEL, top - 19 * PIXEL
        for tag, name, (letter, body) in zip(Tag, names, told, strict=False):
            look = sheet.look.tags[tag]
            badges.draw_letter(drawing, sheet, (sheet.x(lead, side), y), tag, letter)
            lead += side + 6 * PIXEL
            box = (sheet.x(lead, name.width), name.width, y)
            draw_line(drawing, name, styles.body, box, "end", body)
            lead += name.width + 6 * PIXEL
            with drawing.artifact():
                ends = (sheet.x(lead), middle), (sheet.x(lead + _SAMPLE), middle)
                drawing.rule(*ends, look.ink, 1.5, look.dash)
            lead += _SAMPLE + 16 * PIXEL
        if missed or cores:
            with drawing.artifact():
                if cores:
                    ends = (sheet.x(lead), middle), (sheet.x(lead + _SAMPLE), middle)
                    drawing.rule(*ends, sheet.look.text, CORE_WIDTH)
                else:
                    box = (sheet.x(lead, _SAMPLE), middle - 5, _SAMPLE, 10)
                    drawing.frame(box, sheet.look.text, 0.75, 2)
            lead += _SAMPLE + 6 * PIXEL
            box = (sheet.x(lead, key.width), key.width, y)
            draw_line(drawing, key, styles.body, box, "end", told[-1][1])
        lead = 0 if below else sheet.width - hint.width
        box = (sheet.x(lead, hint.width), hint.width, y - 24 * PIXEL if below else y)
        draw_line(drawing, hint, styles.label, box, "start", hinted)

    return Strip(height, draw, before=20 * PIXEL)


def claims_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """Every claim with who said it and the note; graded, also why it got what it got."""
    if not worksheet.claims:
        return []
    graded = worksheet.kind is Kind.GRADED
    section = sheet.root.add("Sect")
    title = sheet.say("claims.graded" if graded else "claims.title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    asked = Asked.SOURCE in worksheet.asked
    columns = columns_of(
        sheet, styles.head, _columns(sheet, styles, worksheet.claims, graded, asked)
    )
    strips += grouped_strips(
        sheet,
        columns,
        [
            Group(heading, [_row(sheet, styles, columns, row, graded, asked) for row in rows])
            for heading, rows in by_article(sheet, worksheet)
        ],
        styles.head,
        styles.head.coloured(sheet.look.quiet),
        section.add("Table"),
    )
    if any(row.starred for row in worksheet.claims):
        strips.append(_star_hint(sheet, styles, section.add("P")))
    return strips


def by_article(sheet: Sheet, worksheet: Worksheet) -> list[tuple[str, list[ClaimRow]]]:
    """The rows of each article under «المقال ٢ · …»; no heading where there is one article."""
    if not worksheet.has_several_articles:
        return [("", list(worksheet.claims))]
    found: list[tuple[str, list[ClaimRow]]] = []
    for article in worksheet.articles:
        rows = [row for row in worksheet.claims if row.article == article.number]
        title = article.title or opening(article.text, article.segments, _TITLE_WORDS)
        parts = [sheet.say("article", n=article.number), shortened(title, _TITLE_WORDS)]
        if rows:
            found.append((" · ".join(isolate(part) for part in parts if part), rows))
    return found


def _texts(graded: bool, asked: bool) -> tuple[str, ...]:
    """The columns of running text; without «who said it» where that is not ``asked``."""
    if graded:
        return ("who" if asked else "quote", "note", "reason")
    return ("quote", "who", "note") if asked else ("quote", "note")


def _columns(
    sheet: Sheet, styles: Styles, rows: Sequence[ClaimRow], graded: bool, asked: bool
) -> list[tuple[str, float, Align]]:
    def named(name: str, share: float, align: Align = "start") -> tuple[str, float, Align]:
        return sheet.say(f"claims.{name}"), share, align

    names = _texts(graded, asked)
    if len(names) == 2:
        return [named("claim", 46), named("quote", 310), named("note", 280)]
    first, second, third = names

    def texts_of(row: ClaimRow) -> tuple[str, str, str]:
        return (
            _text(sheet, row, first, graded),
            _text(sheet, row, second, graded),
            _text(sheet, row, third, graded),
        )

    design = (108, 172, 176) if graded else (230, 130, 230)
    if graded and not asked:
        design = (138, 172, 176)  # the column of its points is theirs
    faces = (styles.body if first == "who" else styles.quote, styles.body, styles.body)
    shares = balanced(sheet, faces, design, [texts_of(row) for row in rows])
    texts = [named("claim", 46), *(named(*pair) for pair in zip(names, shares, strict=True))]
    if not graded:
        return texts
    figures = ("found", "tagged", "said") if asked else ("found", "tagged")
    points = [named(name, 30, "centre") for name in figures]
    worth = CLAIM_POINTS if asked else CLAIM_POINTS - SOURCE
    return [*texts, *points, (sheet.say("claims.out_of", n=worth), 38, "centre")]


def _text(sheet: Sheet, row: ClaimRow, column: str, graded: bool) -> str:
    """What a column of running text says of a claim."""
    if column == "who":
        return row.who or sheet.say("unanswered")
    if column == "quote":
        return shortened(row.quote, _QUOTE_WORDS)
    if column == "note":
        return "" if graded and row.kind == "missed" else note_in_cell(sheet, row)
    return f"{row.reason}\n{_missed_words(sheet, row)}"


def note_in_cell(sheet: Sheet, row: ClaimRow) -> str:
    """The note, or where it is to be found."""
    return sheet.say("claims.below") if len(row.note) > LONG else row.note


def long_note(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], row: ClaimRow, at: int
) -> list[tuple[int, Cell]]:
    """What stands under a row whose note (cell ``at``) is long."""
    if len(row.note) <= LONG:
        return []
    return [(at, text_cell(sheet, row.note, styles.body, under(columns)))]


def _missed_words(sheet: Sheet, row: ClaimRow) -> str:
    """What a claim says that the student did not mark; empty for all others."""
    if row.kind != "missed":
        return ""
    return sheet.say("quoted", text=isolate(shortened(row.quote, _WORDS)))


def _row(
    sheet: Sheet,
    styles: Styles,
    columns: Sequence[Column],
    row: ClaimRow,
    graded: bool,
    asked: bool,
) -> Row:
    missed = row.kind == "missed"
    there, here = claim_place(row.article, row.number), row_place(row.article, row.number)
    picture = badge_picture(
        sheet, styles, row.tag, row.number, there, here=here, outlined=missed
    )  # fmt: skip
    badge = beside(sheet, [], picture)

    def cell(name: str, at: int, style: Style = styles.body) -> list[CellLine]:
        text = _text(sheet, row, name, graded)
        return text_cell(sheet, text, style, columns[at], ours=name == "who")

    if not graded:
        last = len(columns) - 1
        cells: list[Cell] = [badge, cell("quote", 1, styles.quote)]
        if asked:
            cells.append(cell("who", 2))
        cells.append(_note(sheet, styles, columns[last], row))
        return Row(cells, long_note(sheet, styles, columns, row, last))
    note = cell("note", 2) if missed else _note(sheet, styles, columns[2], row)
    reason = text_cell(sheet, row.reason, styles.body, columns[3], ours=True)
    quiet = styles.body.coloured(sheet.look.quiet)
    reason += text_cell(sheet, _missed_words(sheet, row), quiet, columns[3])
    below = [] if missed else long_note(sheet, styles, columns, row, 2)
    if row.comment:
        said = sheet.say("teacher_says", text=isolate(row.comment))
        if len(said) > LONG:
            below.append((3, text_cell(sheet, said, styles.body, under(columns))))
        else:
            reason += text_cell(sheet, said, styles.body, columns[3])
    points = [
        points_cell(sheet, styles, value, column)
        for value, column in zip((row.found, row.tagged, row.source), columns[4:-1], strict=False)
    ]
    total = points_cell(
        sheet, styles, row.total, columns[-1], auto=row.auto, signed=row.kind == "extra"
    )
    first = cell("who", 1) if asked else cell("quote", 1, styles.quote)
    return Row([badge, first, note, reason, *points, total], below)


def _note(sheet: Sheet, styles: Styles, column: Column, row: ClaimRow) -> Cell:
    """The note, a star after it where it counts for the mark."""
    if not row.starred:
        return text_cell(sheet, note_in_cell(sheet, row), styles.body, column)

    says = sheet.say("claims.star")

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        x, top = corner
        with drawing.figure(element.add("Figure", alt=says)):
            badges.draw_star(drawing, (x + badges.STAR / 2, top - 6.5 * PIXEL), sheet.look.text)

    star = Picture(badges.STAR, draw)
    said = note_in_cell(sheet, row)
    words = text_cell(sheet, said, styles.body, column, reserve=room_for(star))
    return beside(sheet, words, star, at_end=True)


def _star_hint(sheet: Sheet, styles: Styles, element: Element) -> Strip:
    """What a star means; the stars are read out as these words."""
    base = int(sheet.right_to_left)
    words = single(sheet.say("claims.star"), styles.label, base)

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact():
            badges.draw_star(drawing, (sheet.x(badges.STAR / 2), top - 9 * PIXEL), sheet.look.quiet)
        left = sheet.x(badges.STAR + 5 * PIXEL, words.width)
        draw_line(drawing, words, styles.label, (left, words.width, top), "start", element)

    return Strip(styles.label.leading, draw, before=4 * PIXEL)


def badge_picture(
    sheet: Sheet,
    styles: Styles,
    tag: Tag,
    number: int,
    there: str,
    *,
    here: str = "",
    article: int | None = None,
    outlined: bool = False,
) -> Picture:
    """A claim's badge, which leads to the place ``there`` and is the place ``here``; «مقال ٢»
    under it where ``article`` is given."""
    place = None
    if article is not None:
        place = single(sheet.say("in_article", n=article), styles.label, int(sheet.right_to_left))
    width = max(badges.WIDTH, place.width if place else 0)

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        x, top = corner
        spare = width - badges.WIDTH if sheet.right_to_left else 0
        if here:
            drawing.place(here, top + 6 * PIXEL)
        badges.link_badge(
            drawing, sheet, (x + spare, top), tag, number, element, there, outlined=outlined
        )
        if place is not None:
            box = (x, width, top - badges.HEIGHT - PIXEL)
            draw_line(drawing, place, styles.label, box, "start", element)

    lines = badges.HEIGHT + 2 * PIXEL + styles.label.leading
    return Picture(width, draw, lines if place else 0)


def article_picture(sheet: Sheet, styles: Styles, article: int) -> Picture:
    """«مقال ٢» alone, for a claim that has no badge here."""
    line = single(sheet.say("in_article", n=article), styles.label, int(sheet.right_to_left))

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        x, top = corner
        draw_line(drawing, line, styles.label, (x, line.width, top + PIXEL), "start", element)

    return Picture(line.width, draw)


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
    says = sheet.say("told.computed", n=sheet.points(auto))

    def draw(drawing: Drawing, box: Box, element: Element) -> None:
        left, width, top = box
        span = element.add("Span", alt=says)
        draw_line(drawing, struck, styles.label, box, "centre", span)
        middle, y = left + width / 2, top - styles.label.leading / 2
        reach = struck.width / 2 + 2
        with drawing.artifact():
            drawing.rule((middle - reach, y), (middle + reach, y), sheet.look.quiet, 0.75)

    return [*cell, CellLine(styles.label.leading, draw)]
