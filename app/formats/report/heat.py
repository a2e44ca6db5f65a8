"""The heat map on paper: each article with what the class marked under its words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.article import opening
from app.domain.heat import STEPS, Heat, Stretch
from app.domain.report import ClaimFigures
from app.domain.report_page import ReportPage
from app.domain.report_sentences import percent
from app.domain.worksheet import PrintedArticle
from app.formats.report.tables import section_strips
from app.formats.typesetting.breaking import paragraph_spans
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import Line, break_lines, fragments
from app.formats.typesetting.tags import Element
from app.formats.worksheet.lettering import (
    Style,
    Styles,
    direction_of,
    draw_line,
    heading_strips,
    keeps,
    single,
)
from app.formats.worksheet.links import claim_place, row_place
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

_MARGIN = 60 * PIXEL  # where the shares stand
_ABOVE, _BELOW = 0.80, 0.42  # of the size, from the baseline: the band of a claim
_PITCH = 17 * PIXEL  # from one share to the next on a line
_GAP = 10 * PIXEL
_STEP, _HIGH = 30 * PIXEL, 12 * PIXEL  # of the legend
_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class _Page:
    """What all lines of one article share. ``begun`` by the code point where a claim starts."""

    sheet: Sheet
    styles: Styles
    article: PrintedArticle
    stretches: Sequence[Stretch]
    claims: Sequence[ClaimFigures]


def heat_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """A heading, the legend, then every article."""
    words = sheet.words
    section, strips = section_strips(sheet, styles, words.say("report.heat"))
    strips.append(_legend(sheet, styles, section))
    for article, id in zip(page.articles, page.article_ids, strict=True):
        claims = [one for one in page.report.claims if one.key.article_id == id]
        strips += _article(sheet, styles, article, page.report.heat[id], claims)
    return strips


def _legend(sheet: Sheet, styles: Styles, section: Element) -> Strip:
    """Five shades between «٠٪» and «١٠٠٪», and what they are shares of."""
    words, base = sheet.words, int(sheet.right_to_left)
    ends = [single(words.say("report.percent", n=n), styles.label, base) for n in (0, 100)]
    told = single(words.say("report.heat_told"), styles.label, base)
    element = section.add("P")

    def draw(drawing: Drawing, top: float) -> None:
        lead = 0.0
        box = (sheet.x(lead, ends[0].width), ends[0].width, top)
        draw_line(drawing, ends[0], styles.label, box, "start", element)
        lead += ends[0].width + 6 * PIXEL
        y = top - 15 * PIXEL
        with drawing.artifact():
            for step, shade in enumerate(sheet.look.heat):
                drawing.fill(sheet.x(lead + step * _STEP, _STEP), y, _STEP, _HIGH, shade)
            whole = (sheet.x(lead, STEPS * _STEP), y, STEPS * _STEP, _HIGH)
            drawing.frame(whole, sheet.look.quiet, 0.5)
        lead += STEPS * _STEP + 6 * PIXEL
        box = (sheet.x(lead, ends[1].width), ends[1].width, top)
        draw_line(drawing, ends[1], styles.label, box, "start", element)
        lead += ends[1].width + 20 * PIXEL
        box = (sheet.x(lead, told.width), told.width, top)
        draw_line(drawing, told, styles.label, box, "start", element)

    return Strip(styles.label.leading + 4 * PIXEL, draw, with_next=True)


def _article(
    sheet: Sheet,
    styles: Styles,
    article: PrintedArticle,
    heat: Heat,
    claims: Sequence[ClaimFigures],
) -> list[Strip]:
    section = sheet.root.add("Art")
    title = article.title or opening(article.text, article.segments, _TITLE_WORDS)
    strips: list[Strip] = []
    if title:
        heading = section.add("H3")
        strips += heading_strips(sheet, title, styles.article_title, heading, level=2)
    shown = _Page(sheet, styles, article, heat.stretches(), claims)
    spans = [(a, b) for a, b in paragraph_spans(article.text) if _is_shown(article, heat, a, b)]
    for start, end in spans:
        strips += _paragraph(shown, start, end, section.add("P"))
    return strips


def _is_shown(article: PrintedArticle, heat: Heat, start: int, end: int) -> bool:
    """Not where there is nothing, nor the title again unless somebody marked it."""
    words = article.text[start:end].split()
    if not words or not article.title or words != article.title.split():
        return bool(words)
    return any(one.start < end and start < one.end for one in heat.stretches())


def _paragraph(page: _Page, start: int, end: int, element: Element) -> list[Strip]:
    sheet, article = page.sheet, page.article
    style, text = _style_of(page, start, end), article.text[start:end]
    width = sheet.width - _MARGIN
    lines = break_lines(style.faces.shape(text, direction_of(text, 1)), style.size, width)
    strips: list[Strip] = []
    for place, (line, keep) in enumerate(zip(lines, keeps(len(lines)), strict=True)):
        low, high = start + line.start, start + line.end
        begun = [one for one in page.claims if low <= one.key.start < high]
        drawn = _LineOfHeat(page, style, line, start, begun, element)
        height = max(style.leading, len(begun) * _PITCH)
        strips.append(Strip(height, drawn.draw, _GAP if place == 0 else 0, keep))
    return strips


def _style_of(page: _Page, start: int, end: int) -> Style:
    """What is not the news is small and faint, headings are bold, as on a worksheet."""
    for one in page.article.segments:
        if one.start <= start and end <= one.end:
            if one.is_boilerplate:
                return page.styles.boilerplate
            if one.kind in ("subheading", "title"):
                return page.styles.subheading
    return page.styles.text


@dataclass(frozen=True, slots=True)
class _LineOfHeat:
    """One line: the shades, the shares of the claims that begin on it, the words."""

    page: _Page
    style: Style
    line: Line
    offset: int  # of the paragraph in the article
    begun: Sequence[ClaimFigures]
    element: Element

    def draw(self, drawing: Drawing, top: float) -> None:
        sheet, line, style = self.page.sheet, self.line, self.style
        width = sheet.width - _MARGIN
        left = sheet.x(_MARGIN, width)
        spare = width - line.width if line.paragraph.base == 1 else 0
        placed = line.place(left + spare)
        baseline = style.baseline(top)
        bottom, height = baseline - _BELOW * style.size, (_ABOVE + _BELOW) * style.size
        first, last = self.offset + line.start, self.offset + line.end
        near = self.page.stretches
        at = bisect_left(near, first, key=lambda one: one.end)
        with drawing.artifact():
            while at < len(near) and near[at].start < last:
                start, end, step = near[at]
                shade = sheet.look.heat[step]
                for low, high in fragments(placed, start - self.offset, end - self.offset):
                    drawing.fill(low, bottom, high - low, height, shade)
                at += 1
        self._shares(drawing, top)
        drawing.text(placed, baseline, style.colour, self.element)

    def _shares(self, drawing: Drawing, top: float) -> None:
        """Each leads to its row in the table of claims."""
        sheet, styles = self.page.sheet, self.page.styles
        y = self.style.baseline(top) + 13 * PIXEL
        for one in self.begun:
            drawing.place(claim_place(self.page.article.number, one.number), top)
            shown = percent(one.share, sheet.words)
            says = sheet.words.say("report.share_told", n=one.number, share=shown)
            line = single(shown, styles.label, int(sheet.right_to_left))
            link = self.element.add("Link", alt=says)
            box = (sheet.x(0, line.width), line.width, y)
            draw_line(drawing, line, styles.label, box, "start", link)
            area = (box[0], y - styles.label.leading, box[0] + line.width, y)
            there = row_place(self.page.article.number, one.number)
            drawing.link(link, area, there, says)
            y -= _PITCH
