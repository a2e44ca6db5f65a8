"""A worksheet's strips, its pages, and what stands at their foot."""

from typing import IO

from app.domain import language
from app.domain.worksheet import Kind, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.worksheet.article import article_strips, highlights_of
from app.formats.worksheet.blank import claim_boxes, relation_boxes, writing_lines
from app.formats.worksheet.claims import claims_strips, legend_strip
from app.formats.worksheet.closing import arithmetic_strip, notes_strips, teacher_strips
from app.formats.worksheet.fonts import Fonts
from app.formats.worksheet.head import head_strips
from app.formats.worksheet.lettering import Styles, draw_line, lines_of, single, styles_of
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.relations import relations_strips
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Page, Strip, paginate

_CREATOR = "Bayyina"


def draw_worksheet(worksheet: Worksheet, fonts: Fonts, out: IO[bytes]) -> int:
    """Writes the PDF to ``out``; returns how many pages it has."""
    words = language.load(worksheet.language, worksheet.digits)
    sheet = Sheet(words, fonts, fonts.look(worksheet.colour), worksheet.paper)
    styles = styles_of(sheet)
    pages = paginate(_strips(sheet, styles, worksheet), sheet.room)
    names = [part for part in (worksheet.title, worksheet.student) if part]
    title, foot = " · ".join(names), " · ".join(language.isolate(part) for part in names)
    drawing = Drawing(
        out, sheet.size,
        title=title, language=worksheet.language, creator=_CREATOR, root=sheet.root,
    )  # fmt: skip
    for number, page in enumerate(pages, 1):
        _draw_page(drawing, sheet, page)
        _draw_foot(drawing, sheet, styles, foot, number, len(pages))
        drawing.end_page()
    drawing.save()
    return len(pages)


def _strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    blank = worksheet.kind is Kind.BLANK
    strips = head_strips(sheet, styles, worksheet)
    several = worksheet.has_several_articles
    for article in worksheet.articles:
        strips += article_strips(
            sheet, styles, article, numbered=several, numbered_lines=blank,
            highlights=highlights_of(sheet, worksheet, article),
        )  # fmt: skip
        if blank:
            strips += claim_boxes(sheet, styles, worksheet.boxes)
    if blank:
        return [
            *strips,
            *relation_boxes(sheet, styles, several),
            *writing_lines(sheet, styles),
        ]
    strips.append(legend_strip(sheet, styles, worksheet))
    strips += claims_strips(sheet, styles, worksheet)
    strips += relations_strips(sheet, styles, worksheet)
    strips += notes_strips(sheet, styles, worksheet)
    if worksheet.arithmetic and worksheet.arithmetic.terms:
        strips.append(arithmetic_strip(sheet, styles, worksheet.arithmetic))
    return [*strips, *teacher_strips(sheet, styles, worksheet)]


def _draw_page(drawing: Drawing, sheet: Sheet, page: Page) -> None:
    for strip, distance in page:
        strip.draw(drawing, sheet.body_top - distance)


def _draw_foot(
    drawing: Drawing, sheet: Sheet, styles: Styles, text: str, number: int, count: int
) -> None:
    """Whose worksheet it is, and «صفحة ١ من ٤»."""
    base = int(sheet.right_to_left)
    top = sheet.body_end - 16 * PIXEL
    place = single(sheet.say("page", n=number, count=count), styles.label, base)
    width = sheet.width - place.width - 24 * PIXEL
    name = lines_of(text, styles.label, width, base)[:1]
    with drawing.artifact("Pagination"):
        drawing.rule((sheet.x(0), top), (sheet.x(sheet.width), top), sheet.look.hairline, 0.75)
        for line in name:
            box = (sheet.x(0, width), width, top - 4 * PIXEL)
            draw_line(drawing, line, styles.label, box, "start")
        left = sheet.x(sheet.width - place.width, place.width)
        draw_line(drawing, place, styles.label, (left, place.width, top - 4 * PIXEL), "start")
