"""The tables of a report: claims, confident mistakes, relations, the course, marks with names."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.language import isolate
from app.domain.report import ClaimFigures, RelationFigures
from app.domain.report_page import MarkLine, ReportPage, StageLine
from app.domain.report_sentences import percent, sure, tag_counts, tag_name
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet import badges
from app.formats.worksheet.claims import badge_picture
from app.formats.worksheet.lettering import Styles, heading_strips, prose_strips, shortened
from app.formats.worksheet.links import claim_place, row_place
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

_WORDS = 16  # of a claim's quote; its number leads to all of it
_SMALL = 12  # rows of a table that stays on one page
_BAR, _THICK = 60 * PIXEL, 5 * PIXEL


def section_strips(sheet: Sheet, styles: Styles, title: str) -> tuple[Element, list[Strip]]:
    """A section of the report and its heading."""
    section = sheet.root.add("Sect")
    return section, heading_strips(sheet, title, styles.section, section.add("H2"))


def together(strips: Sequence[Strip]) -> list[Strip]:
    """A small table that is not divided between two pages."""
    return [*(replace(strip, with_next=True) for strip in strips[:-1]), *strips[-1:]]


def badge(
    sheet: Sheet, styles: Styles, page: ReportPage, one: ClaimFigures, *, place: bool = True
) -> Cell:
    """A claim's badge, which leads to its words in the text; ``place``: and back from there."""
    article = page.article_number(one.key.article_id)
    there = claim_place(article, one.number)
    here = row_place(article, one.number) if place else ""
    picture = badge_picture(sheet, styles, one.key.tag, one.number, there, here=here)
    return beside(sheet, [], picture)


def _headed(
    sheet: Sheet, styles: Styles, parts: Sequence[tuple[str, float, Align]]
) -> list[Column]:
    say = sheet.words.say
    named: list[tuple[str, float, Align]] = [
        (say(f"report.column.{name}"), share, align) for name, share, align in parts
    ]
    return columns_of(sheet, styles.head, named)


def claims_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """Every claim of the key, the one found by fewest first, with the tags that it was given."""
    say = sheet.words.say
    section, strips = section_strips(sheet, styles, say("report.most_missed"))
    columns = _headed(
        sheet, styles,
        [
            ("claim", 46, "start"), ("quote", 270, "start"), ("found", 116, "start"),
            ("tags", 180, "start"),
        ],
    )  # fmt: skip
    rows = [_claim_row(sheet, styles, columns, page, one) for one in page.report.most_missed]
    return [*strips, *table_strips(sheet, columns, rows, styles.head, section.add("Table"))]


def _claim_row(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], page: ReportPage, one: ClaimFigures
) -> list[Cell]:
    words = sheet.words
    given = {tag: n for tag, n in one.counts.items() if n}
    tags = tag_counts(given, words) if given else "–"
    return [
        badge(sheet, styles, page, one),
        text_cell(sheet, shortened(one.key.quote, _WORDS), styles.quote, columns[1]),
        _share(sheet, styles, columns[2], one.found, one.of),
        text_cell(sheet, tags, styles.body, columns[3], ours=True),
    ]


def _share(sheet: Sheet, styles: Styles, column: Column, n: int, of: int) -> Cell:
    """«٦ من ٢٧» after a bar that begins at the leading edge."""

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        x, top = corner
        y = top - 11 * PIXEL
        with drawing.artifact():
            drawing.frame((x, y, _BAR, _THICK), sheet.look.hairline, 0.5)
            done = _BAR * n / of if of else 0
            left = x + _BAR - done if sheet.right_to_left else x
            if done:
                drawing.fill(left, y, done, _THICK, sheet.look.quiet)

    bar = Picture(_BAR, draw)
    text = sheet.words.say("report.n_of", n=n, of=of)
    said = text_cell(sheet, text, styles.body, column, reserve=room_for(bar), ours=True)
    return beside(sheet, said, bar)


def sure_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """Of which claims somebody was sure and mistaken; or that nobody was."""
    words, report = sheet.words, page.report
    section, strips = section_strips(sheet, styles, words.say("report.sure"))
    mistaken = report.sure_but_wrong
    if not mistaken:
        asked = page.confidence_asked
        said = sure(report, words) if asked else words.say("report.confidence_unasked")
        return [*strips, *prose_strips(sheet, said, styles.body, section.add("P"))]
    hint = words.say("report.sure_hint")
    strips += prose_strips(sheet, hint, styles.caption, section.add("P"), with_next=True)
    columns = _headed(
        sheet, styles,
        [
            ("claim", 46, "start"), ("quote", 270, "start"), ("key", 96, "start"),
            ("sure", 180, "start"),
        ],
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for one in mistaken:
        given = dict.fromkeys((one.tags[student] for student in sorted(one.sure)), 0)
        for student in one.sure:
            given[one.tags[student]] += 1
        rows.append(
            [
                badge(sheet, styles, page, one, place=False),
                text_cell(sheet, shortened(one.key.quote, _WORDS), styles.quote, columns[1]),
                text_cell(sheet, tag_name(one.key.tag, words), styles.body, columns[2], ours=True),
                text_cell(sheet, tag_counts(given, words), styles.body, columns[3], ours=True),
            ]
        )
    return [*strips, *table_strips(sheet, columns, rows, styles.head, section.add("Table"))]


def relations_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """The key's relations, the one drawn by fewest first."""
    report = page.report
    if not report.relations:
        return []
    words = sheet.words
    section, strips = section_strips(sheet, styles, words.say("report.relations"))
    columns = _headed(
        sheet, styles,
        [
            ("relation", 120, "start"), ("ends", 250, "start"), ("drawn", 124, "start"),
            ("typed", 60, "centre"),
        ],
    )  # fmt: skip
    ends = {one.key.id: one for one in report.claims}
    order = sorted(report.relations, key=lambda one: (one.drawn, one.number))
    rows = [_relation_row(sheet, styles, columns, one, ends) for one in order]
    return [*strips, *table_strips(sheet, columns, rows, styles.head, section.add("Table"))]


def _relation_row(
    sheet: Sheet,
    styles: Styles,
    columns: Sequence[Column],
    one: RelationFigures,
    ends: dict[str, ClaimFigures],
) -> list[Cell]:
    words = sheet.words

    def knot(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        badges.draw_knot(drawing, sheet, corner, one.key.type)

    picture = Picture(badges.HEIGHT, knot, badges.HEIGHT)
    name = words.say(f"relation_type.{one.key.type}")
    named = text_cell(
        sheet, name, styles.body, columns[0], reserve=room_for(picture), ours=True
    )  # fmt: skip
    tied = [ends[id] for id in (one.key.source_id, one.key.target_id) if id in ends]
    quotes = [
        words.say(
            "report.numbered", n=end.number, words=isolate(shortened(end.key.quote, _WORDS // 2))
        )
        for end in tied
    ]
    return [
        beside(sheet, named, picture),
        text_cell(sheet, "\n".join(quotes) or "–", styles.body, columns[1], ours=True),
        _share(sheet, styles, columns[2], one.drawn, one.of),
        text_cell(sheet, words.number(one.typed), styles.figure, columns[3], ours=True),
    ]


def course_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """The mean of each assignment of the class; nothing where there is this one alone."""
    if len(page.course) < 2:
        return []
    section, strips = section_strips(sheet, styles, sheet.words.say("report.course"))
    columns = _headed(
        sheet, styles,
        [("assignment", 320, "start"), ("handed_in", 90, "centre"), ("mean", 120, "centre")],
    )  # fmt: skip
    rows = [_stage_row(sheet, styles, columns, stage) for stage in page.course]
    table = table_strips(sheet, columns, rows, styles.head, section.add("Table"))
    return [*strips, *(together(table) if len(rows) <= _SMALL else table)]


def _stage_row(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], stage: StageLine
) -> list[Cell]:
    words = sheet.words
    mean = "–" if stage.percent is None else percent(stage.percent / 100, words)
    style = styles.figure if stage.here else styles.body
    return [
        text_cell(sheet, stage.name, style, columns[0]),
        text_cell(sheet, words.number(stage.handed_in), style, columns[1], ours=True),
        text_cell(sheet, mean, style, columns[2], ours=True),
    ]


def marks_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """Names with marks, in the roster's order: only where they were asked for."""
    if not page.marks:
        return []
    section, strips = section_strips(sheet, styles, sheet.words.say("report.marks"))
    columns = _headed(
        sheet,
        styles,
        [("student", 320, "start"), ("mark", 120, "centre"), ("of_100", 90, "centre")],
    )
    rows = [_mark_row(sheet, styles, columns, line) for line in page.marks]
    return [*strips, *table_strips(sheet, columns, rows, styles.head, section.add("Table"))]


def _mark_row(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], line: MarkLine
) -> list[Cell]:
    words = sheet.words
    mark = "–" if line.mark is None else words.number(line.mark, 1)
    of = "–" if line.percent is None else words.number(line.percent, 1)
    return [
        text_cell(sheet, line.name, styles.body, columns[0]),
        text_cell(sheet, mark, styles.figure, columns[1], ours=True),
        text_cell(sheet, of, styles.body, columns[2], ours=True),
    ]
