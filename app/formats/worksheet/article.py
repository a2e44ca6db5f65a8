"""An article on a worksheet: its card, its text, the claims on it."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.domain.article import Segment, opening
from app.domain.language import isolate
from app.domain.worksheet import ClaimMark, PrintedArticle, Worksheet
from app.formats.typesetting.annotations import Highlight
from app.formats.typesetting.breaking import paragraph_spans
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import Line, PlacedLine, break_lines, fragments
from app.formats.typesetting.tags import Element
from app.formats.worksheet import badges
from app.formats.worksheet.lanes import Tint, Underline, tints_of, underlines_of
from app.formats.worksheet.lettering import (
    Style,
    Styles,
    direction_of,
    draw_line,
    heading_strips,
    keeps,
    prose_strips,
    single,
)
from app.formats.worksheet.links import article_place, claim_place, row_place
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

MARGIN = 52 * PIXEL  # where badges stand, at the leading edge
_BADGE_PITCH = 20 * PIXEL
_PARAGRAPH_GAP = 12 * PIXEL
_BOILERPLATE_GAP = 2 * PIXEL  # between lines that are not the news
_BAND_ABOVE, _BAND_BELOW = 0.80, 0.42  # of the size, from the baseline
_OPENING_LINES = 8  # of boilerplate over the first paragraph that stay with it
_FIRST_LANE, _LANE_PITCH, _LANE_WIDTH = 0.44, 4 * PIXEL, 1.5
CORE_WIDTH = 3  # points of the line under a core phrase: solid whatever the tag
_RADIUS = 3 * PIXEL
_ROOM_TO_WRITE = 46 * PIXEL  # line height of a blank worksheet
# Nothing to be seen: white space of every kind, soft hyphens, joiners, controls of direction.
_EMPTY = re.compile(
    "[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]*"
)


class _Badge(NamedTuple):
    """A claim's badge belongs to the line that holds ``at``; ``key``: a claim of the key."""

    at: int
    mark: ClaimMark
    key: bool


class _Told(NamedTuple):
    """What is known of an article's claims beside where they are; ``pages`` on which each was
    drawn last."""

    article: int
    highlights: Mapping[int, Highlight]
    pages: dict[int, int]


class _Drawn(NamedTuple):
    """Where a claim shows on a line (x-ranges), and on which lane its line runs."""

    mark: ClaimMark
    ranges: list[tuple[float, float]]
    lane: int | None = None


class _Marks(NamedTuple):
    """What is drawn over the text of one article."""

    badges: tuple[_Badge, ...]
    missed: tuple[ClaimMark, ...]
    tints: list[Tint]
    underlines: list[Underline]

    def touching(self, start: int, end: int) -> "_Marks":
        """Those that have to do with ``[start, end)``."""

        if not (self.badges or self.missed or self.tints or self.underlines):
            return self

        def near(mark: ClaimMark) -> bool:
            return mark.spans[0][0] < end and start < mark.spans[-1][1]

        return _Marks(
            tuple(badge for badge in self.badges if start <= badge.at < end),
            tuple(mark for mark in self.missed if near(mark)),
            [tint for tint in self.tints if tint.start < end and start < tint.end],
            [line for line in self.underlines if near(line.mark)],
        )


def article_strips(
    sheet: Sheet,
    styles: Styles,
    article: PrintedArticle,
    *,
    numbered: bool,
    numbered_lines: bool,
    highlights: Mapping[int, Highlight] | None = None,
) -> list[Strip]:
    """The whole article, from its title on; ``numbered``: its own number stands over that.

    However many empty lines part two paragraphs, one gap does on paper. ``numbered_lines`` leave
    room to write between them. ``highlights`` (by number) say what is known of the claims.
    """
    section = sheet.root.add("Art")
    told = _Told(article.number, highlights or {}, {})
    drawn = [
        (start, end)
        for start, end in paragraph_spans(article.text)
        if not _EMPTY.fullmatch(article.text, start, end)
        and not _repeats_title(article, start, end)
    ]
    marks = _marks_of(article, drawn)
    strips = _card(sheet, styles, article, numbered, section)
    number = 0
    above: Style | None = None
    opens = True
    for start, end in drawn:
        style = _paragraph_style(styles, article.segments, start, end)
        both = above is styles.boilerplate and style is styles.boilerplate
        above = style
        opens = opens and style is styles.boilerplate
        keep = (opens and number < _OPENING_LINES) or style is styles.subheading
        if numbered_lines and style is not styles.boilerplate:
            style = replace(style, leading=_ROOM_TO_WRITE)
        lines = _lines(sheet, article.text[start:end], style)
        pieces = _paragraph(
            sheet, style, lines, start, marks.touching(start, end), told,
            section.add("H3" if style is styles.subheading else "P"),
            gap=_BOILERPLATE_GAP if both else _PARAGRAPH_GAP,
            number=number if numbered_lines else None,
        )  # fmt: skip
        if keep and end != drawn[-1][1]:
            pieces[-1] = replace(pieces[-1], with_next=True)
        strips += pieces
        number += len(lines)
    return strips


def _marks_of(article: PrintedArticle, drawn: Sequence[tuple[int, int]]) -> _Marks:
    """A claim that begins between two ``drawn`` paragraphs has its badge at the second."""
    ends = [end for _, end in drawn]

    def place(at: int) -> int:
        paragraph = bisect_left(ends, at + 1)
        return max(at, drawn[min(paragraph, len(drawn) - 1)][0]) if drawn else at

    return _Marks(
        tuple(
            _Badge(place(mark.spans[0][0]), mark, key)
            for marks, key in ((article.claims, False), (article.missed, True))
            for mark in marks
        ),
        article.missed,
        tints_of(article.claims),
        underlines_of(article.claims),
    )


def highlights_of(
    sheet: Sheet, worksheet: Worksheet, article: PrintedArticle
) -> dict[int, Highlight]:
    """What the highlights of an article's claims say, by the numbers of these: tag, who said it,
    note; signed by the student, what was missed by the key."""
    rows = {row.number: row for row in worksheet.claims if row.article == article.number}
    found: dict[int, Highlight] = {}
    for marks, key, by in (
        (article.claims, "told.claim", worksheet.student),
        (article.missed, "told.missed", sheet.say("told.key")),
    ):
        for mark in marks:
            row = rows.get(mark.number)
            tag = sheet.words.say(f"tag.{mark.tag}")
            parts = [sheet.say(key, n=sheet.words.figures(str(mark.number)), tag=tag)]
            parts += [row.who, "" if row.kind == "missed" else row.note] if row else []
            found[mark.number] = Highlight(
                claim_place(article.number, mark.number),
                by,
                "\n".join(part for part in parts if part),
                sheet.look.tags[mark.tag].tint,
            )
    return found


def _card(
    sheet: Sheet, styles: Styles, article: PrintedArticle, numbered: bool, section: Element
) -> list[Strip]:
    title = article.title
    style = styles.article_title if title else styles.opening
    text = title or opening(article.text, article.segments, 8)
    facts = [
        article.publisher or sheet.say("no_publisher"),
        article.author or sheet.say("no_author"),
        _day(sheet, article.published) or sheet.say("no_date"),
    ]
    if article.origin:
        facts.append(sheet.say("origin", name=article.origin))
    base, gap = int(sheet.right_to_left), 24 * PIXEL
    strips: list[Strip] = []
    place = sheet.say("article", n=article.number) if numbered else ""
    if place:
        strips += prose_strips(
            sheet, place, styles.head.coloured(sheet.look.quiet), section.add("P"), before=gap,
            base=base, with_next=True,
        )  # fmt: skip
    if text:
        mark = " · ".join(part for part in (place, text) if part)
        before = 0 if strips else gap
        heading = section.add("H2")
        strips += heading_strips(sheet, text, style, heading, before=before, mark=mark)
    card = " · ".join(isolate(fact) for fact in facts)
    beside_text = direction_of(article.text[:2000], base) == base
    strips += prose_strips(
        sheet,
        card,
        styles.caption,
        section.add("P"),
        base=base,
        align="start" if beside_text else "end",
        before=0 if strips else gap,
        with_next=True,
    )
    here = article_place(article.number)
    first = strips[0]

    def opened(drawing: Drawing, top: float) -> None:
        drawing.place(here, top)
        first.draw(drawing, top)

    strips[0] = replace(first, draw=opened)
    air = Strip(8 * PIXEL, lambda drawing, top: None, with_next=True)
    return [*strips, air]


def _day(sheet: Sheet, published: str | None) -> str | None:
    try:
        return sheet.day(date.fromisoformat((published or "")[:10]))
    except ValueError:
        return published


def _repeats_title(article: PrintedArticle, start: int, end: int) -> bool:
    """Whether a paragraph is the title that stands over the article already, unmarked."""
    if not article.title or article.text[start:end].split() != article.title.split():
        return False
    spans = [span for mark in (*article.claims, *article.missed) for span in mark.spans]
    return not any(first < end and start < last for first, last in spans)


def _paragraph_style(styles: Styles, segments: Sequence[Segment], start: int, end: int) -> Style:
    for segment in segments:
        if segment.start <= start and end <= segment.end:
            if segment.is_boilerplate:
                return styles.boilerplate
            if segment.kind in ("subheading", "title"):
                return styles.subheading
    return styles.text


def _lines(sheet: Sheet, text: str, style: Style) -> list[Line]:
    paragraph = style.faces.shape(text, direction_of(text, 1))
    return break_lines(paragraph, style.size, sheet.width - MARGIN)


def _paragraph(
    sheet: Sheet,
    style: Style,
    lines: Sequence[Line],
    start: int,
    marks: _Marks,
    told: _Told,
    element: Element,
    *,
    gap: float,
    number: int | None,
) -> list[Strip]:
    """Strips of a paragraph that begins at ``start`` of the article, ``gap`` under what is above.

    ``number`` is how many lines came before it, where lines are numbered.
    """
    near = [marks.touching(start + line.start, start + line.end) for line in lines]
    begun = [found.badges for found in near]
    strips: list[Strip] = []
    for k, (line, keep) in enumerate(zip(lines, keeps(len(lines)), strict=True)):
        height = style.leading + _badge_overflow(style, begun, k)
        shown = None if number is None else number + k + 1
        piece = _LineOfText(
            sheet, style, line, start, near[k], begun[k], shown, told, element
        )  # fmt: skip
        strips.append(Strip(height, piece.draw, gap if k == 0 else 0, keep))
    return strips


def _badge_overflow(style: Style, begun: Sequence[Sequence[object]], k: int) -> float:
    """How much a line must grow so that its badges do not run into the next line's."""
    needed = len(begun[k]) * _BADGE_PITCH - style.leading
    followed = k + 1 < len(begun) and bool(begun[k + 1])
    free = 0 if followed else _PARAGRAPH_GAP / 2
    return max(needed - free, 0)


class _LineOfText(NamedTuple):
    """One line with its bands, underlines, outlines and badges, in this order of paint."""

    sheet: Sheet
    style: Style
    line: Line
    offset: int  # of the paragraph in the article
    marks: _Marks
    begun: Sequence[_Badge]
    number: int | None
    told: _Told
    element: Element

    def draw(self, drawing: Drawing, top: float) -> None:
        sheet, line = self.sheet, self.line
        width = sheet.width - MARGIN
        left = sheet.x(MARGIN, width)
        rtl = line.paragraph.base == 1
        placed = line.place(left + width - line.width if rtl else left)
        baseline = self.style.baseline(top)
        marks = self.marks
        claims = [
            _Drawn(underline.mark, self._ranges(placed, underline.mark), underline.lane)
            for underline in marks.underlines
        ]
        missed = [_Drawn(mark, self._ranges(placed, mark)) for mark in marks.missed]
        if marks.tints or missed:
            with drawing.artifact():
                self._bands(drawing, placed, baseline, marks.tints, claims, missed)
        self._badges(drawing, top)
        self._go_on(drawing, top, [*claims, *missed])
        drawing.text(placed, baseline, self.style.colour, self.element)
        self._light(drawing, baseline, [*claims, *missed])
        self._rest(drawing, placed, baseline, claims)
        self._line_number(drawing, top)

    def _bands(
        self,
        drawing: Drawing,
        placed: PlacedLine,
        baseline: float,
        tints: Sequence[Tint],
        claims: Sequence[_Drawn],
        missed: Sequence[_Drawn],
    ) -> None:
        size, looks = self.line.size, self.sheet.look.tags
        bottom, height = baseline - _BAND_BELOW * size, (_BAND_ABOVE + _BAND_BELOW) * size
        for tint in tints:
            for low, high in self._where(placed, tint.start, tint.end):
                drawing.fill(low, bottom, high - low, height, looks[tint.tag].tint, _RADIUS)
        for drawn in missed:
            look = looks[drawn.mark.tag]
            for low, high in drawn.ranges:
                box = (low, bottom - 1, high - low, height + 2)
                drawing.frame(box, look.ink, 0.75, dash=look.dash)
        for mark, ranges, lane in claims:
            if lane is None:
                continue
            look = looks[mark.tag]
            y = baseline - _FIRST_LANE * size - lane * _LANE_PITCH
            for low, high in ranges:
                first, last = (high, low) if self.line.paragraph.base else (low, high)
                drawing.rule((first, y), (last, y), look.ink, _LANE_WIDTH, look.dash)
            for low, high in self._where(placed, *mark.core) if mark.core else ():
                drawing.rule((low, y), (high, y), look.ink, CORE_WIDTH)

    def _light(self, drawing: Drawing, baseline: float, drawn: Sequence[_Drawn]) -> None:
        """The highlights, over the same boxes as the bands."""
        bottom = baseline - _BAND_BELOW * self.line.size
        top = baseline + _BAND_ABOVE * self.line.size
        for mark, ranges, _ in drawn:
            highlight = self.told.highlights.get(mark.number)
            if highlight is not None:
                for low, high in ranges:
                    drawing.highlight(highlight, (low, bottom, high, top), self.element)

    def _rest(
        self, drawing: Drawing, placed: PlacedLine, baseline: float, claims: Sequence[_Drawn]
    ) -> None:
        """«+N» under the end of the last claim that found no lane. (Each is told by its badge.)"""
        start, end = self.offset + self.line.start, self.offset + self.line.end
        over = [
            drawn
            for drawn in claims
            if drawn.lane is None and start < drawn.mark.spans[-1][1] <= end
        ]
        if not over:
            return
        style = Style(self.sheet.fonts.semibold, 9 * PIXEL, 12 * PIXEL, self.sheet.look.quiet)
        line = single(self.sheet.signed(len(over)), style, self.line.paragraph.base)
        low = min((low for drawn in over for low, _ in drawn.ranges), default=placed.x)
        y = baseline - _FIRST_LANE * self.line.size - 3 * _LANE_PITCH
        with drawing.artifact():
            drawing.text(line.place(low), y, style.colour)

    def _ranges(self, placed: PlacedLine, mark: ClaimMark) -> list[tuple[float, float]]:
        return [piece for span in mark.spans for piece in self._where(placed, *span)]

    def _where(self, placed: PlacedLine, start: int, end: int) -> list[tuple[float, float]]:
        return fragments(placed, start - self.offset, end - self.offset)

    def _badges(self, drawing: Drawing, top: float) -> None:
        """The claims that begin on this line, read before its words; each leads to its row."""
        y = self.style.baseline(top) + 14 * PIXEL
        for _, mark, key in self.begun:
            drawing.place(claim_place(self.told.article, mark.number), top)
            badges.link_badge(
                drawing, self.sheet, (self.sheet.x(0, badges.WIDTH), y), mark.tag, mark.number,
                self.element, row_place(self.told.article, mark.number), outlined=key,
            )  # fmt: skip
            y -= _BADGE_PITCH

    def _go_on(self, drawing: Drawing, top: float, drawn: Sequence[_Drawn]) -> None:
        """The number of a claim again where it goes on over a page break."""
        if not drawn:
            return
        pages, page = self.told.pages, drawing.page
        here = [one.mark for one in drawn if one.ranges]
        begun = {badge.mark.number for badge in self.begun}
        back = [mark for mark in here if pages.get(mark.number, page) != page]
        pages.update((number, page) for number in begun)
        pages.update((mark.number, page) for mark in here)
        if not back or begun:  # there is room for one
            return
        mark = min(back, key=lambda mark: mark.number)
        corner = self.sheet.x(0, badges.WIDTH), self.style.baseline(top) + 14 * PIXEL
        with drawing.artifact("Pagination"):
            badges.draw_badge(
                drawing, self.sheet, corner, mark.tag, mark.number, self.element,
                outlined=any(one is mark for one in self.marks.missed),
            )  # fmt: skip

    def _line_number(self, drawing: Drawing, top: float) -> None:
        if self.number is None:
            return
        style = Style(self.sheet.fonts.plain, 12 * PIXEL, self.style.leading, self.sheet.look.faint)
        figure = self.sheet.words.figures(str(self.number))
        line = single(figure, style, int(self.sheet.right_to_left))
        width = 30 * PIXEL
        with drawing.artifact():
            draw_line(drawing, line, style, (self.sheet.x(0, width), width, top), "end")
