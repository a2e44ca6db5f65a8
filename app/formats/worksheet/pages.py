"""A worksheet's strips, its pages, and what stands at their foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from app.domain import language
from app.domain.worksheet import Kind, Worksheet
from app.formats.typesetting.attachments import Attachment
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element, document
from app.formats.worksheet.article import article_strips, highlights_of
from app.formats.worksheet.blank import claim_boxes, relation_boxes, writing_lines
from app.formats.worksheet.claims import claims_strips, legend_strip
from app.formats.worksheet.closing import arithmetic_strip, notes_strips, teacher_strips
from app.formats.worksheet.fields import field_strips
from app.formats.worksheet.fonts import Fonts
from app.formats.worksheet.head import head_strips
from app.formats.worksheet.key import key_strips, rubric_strips
from app.formats.worksheet.lettering import Styles, draw_line, lines_of, single, styles_of
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.relations import relations_strips
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Page, Strip, paginate
from app.formats.worksheet.summary import summary_strips

CREATOR = "Bayyina"
ATTACHED = "worksheet.jsonld"
_JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages that are ready to be drawn, and what stands at the foot of each."""

    sheet: Sheet
    styles: Styles
    pages: Sequence[Page]
    foot: str

    def draw(self, drawing: Drawing, first: int, count: int) -> None:
        """Draws all of them; the first is page ``first`` of ``count``."""
        for number, page in enumerate(self.pages, first):
            for strip, distance in page:
                strip.draw(drawing, self.sheet.body_top - distance)
            _draw_foot(drawing, self.sheet, self.styles, self.foot, number, count)
            drawing.end_page()


def draw_worksheet(worksheet: Worksheet, fonts: Fonts, out: IO[bytes]) -> int:
    """Writes the PDF to ``out``; returns how many pages it has."""
    laid = lay_out(worksheet, fonts)
    drawing = Drawing(
        out, laid.sheet.size, title=" · ".join(_names(laid.sheet, worksheet)),
        language=worksheet.language, creator=CREATOR, root=laid.sheet.root,
    )  # fmt: skip
    laid.draw(drawing, 1, len(laid.pages))
    if worksheet.attachment:
        words = laid.sheet.say("attachment")
        drawing.attach(Attachment(ATTACHED, _JSON_LD, worksheet.attachment, words))
    drawing.save()
    return len(laid.pages)


def lay_out(worksheet: Worksheet, fonts: Fonts, root: Element | None = None) -> Laid:
    """All pages of a worksheet. ``root`` is the element of what it says where it is not the whole
    document."""
    words = language.load(worksheet.language, worksheet.digits)
    sheet = Sheet(
        words, fonts, fonts.look(worksheet.colour), worksheet.paper,
        root=root or document(), hijri=worksheet.hijri,
    )  # fmt: skip
    styles = styles_of(sheet)
    foot = " · ".join(language.isolate(part) for part in _names(sheet, worksheet))
    return Laid(sheet, styles, paginate(_strips(sheet, styles, worksheet), sheet.room), foot)


def _names(sheet: Sheet, worksheet: Worksheet) -> list[str]:
    """What a worksheet is called: its assignment and whose it is."""
    whose = worksheet.student
    if worksheet.kind is Kind.KEY:
        whose = sheet.say("key.only_teacher")
    return [part for part in (worksheet.title, whose) if part]


def _strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    blank = worksheet.kind is Kind.BLANK
    strips = head_strips(sheet, styles, worksheet)
    if worksheet.kind is Kind.GRADED:
        strips += summary_strips(sheet, styles, worksheet)
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
            *(field_strips if worksheet.fillable else writing_lines)(sheet, styles),
        ]
    strips.append(legend_strip(sheet, styles, worksheet))
    if worksheet.kind is Kind.KEY:
        strips += key_strips(sheet, styles, worksheet)
        strips += relations_strips(sheet, styles, worksheet)
        return [*strips, *rubric_strips(sheet, styles, worksheet)]
    strips += claims_strips(sheet, styles, worksheet)
    strips += relations_strips(sheet, styles, worksheet)
    strips += notes_strips(sheet, styles, worksheet)
    if worksheet.arithmetic and worksheet.arithmetic.terms:
        strips.append(arithmetic_strip(sheet, styles, worksheet.arithmetic))
    strips += teacher_strips(sheet, styles, worksheet)
    if worksheet.fillable and worksheet.kind is Kind.STUDENT:
        strips += field_strips(sheet, styles)
    return strips


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
