"""A worksheet's strips, its pages, and what stands at their foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from app.domain import language
from app.domain.assignment import Asked
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
from app.formats.worksheet.foot import Foot
from app.formats.worksheet.head import head_strips
from app.formats.worksheet.key import key_strips, rubric_strips
from app.formats.worksheet.lettering import Styles, styles_of
from app.formats.worksheet.relations import relations_strips
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Page, Strip, paginate
from app.formats.worksheet.summary import summary_strips

CREATOR = "Bayyina"
ATTACHED = "worksheet.jsonld"
_JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages that are ready to be drawn; ``whose`` they are and their ``title`` stand at the foot of
    each."""

    sheet: Sheet
    styles: Styles
    pages: Sequence[Page]
    title: str
    whose: str = ""

    @property
    def names(self) -> list[str]:
        """What the document is called: its assignment and whose it is."""
        return [part for part in (self.title, self.whose) if part]

    def draw(self, drawing: Drawing, first: int, count: int, note: str = "") -> None:
        """Draws all of them; the first is page ``first`` of ``count``; ``note`` stands at their
        feet too."""
        foot = Foot(self.sheet, self.styles, self.whose, self.title, note, count)
        for number, page in enumerate(self.pages, first):
            for strip, distance in page:
                top = self.sheet.body_top - distance
                drawing.stand(top)
                strip.draw(drawing, top)
            foot.draw(drawing, number)
            drawing.end_page()


def draw_worksheet(worksheet: Worksheet, fonts: Fonts, out: IO[bytes]) -> int:
    """Writes the PDF to ``out``; returns how many pages it has."""
    laid = lay_out(worksheet, fonts)
    drawing = Drawing(
        out, laid.sheet.size, title=" · ".join(laid.names),
        language=worksheet.language, creator=CREATOR, root=laid.sheet.root,
    )  # fmt: skip
    note = laid.sheet.say("attached") if worksheet.attachment else ""
    laid.draw(drawing, 1, len(laid.pages), note)
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
    is_key = worksheet.kind is Kind.KEY
    whose = sheet.say("key.only_teacher") if is_key else worksheet.student
    pages = paginate(_strips(sheet, styles, worksheet), sheet.room)
    return Laid(sheet, styles, pages, worksheet.title, whose)


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
            strips += claim_boxes(sheet, styles, worksheet.boxes, worksheet.asked)
    if blank:
        links = Asked.LINKS in worksheet.asked
        return [
            *strips,
            *(relation_boxes(sheet, styles, several) if links else ()),
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
