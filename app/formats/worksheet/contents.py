"""The table of contents of a class booklet: who, the mark, the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.worksheet import Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet.lettering import Styles, draw_line, heading_strips, lines_of, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

_PAD = 2.5 * PIXEL  # above and below an entry
_MARK, _PAGE = 110 * PIXEL, 56 * PIXEL  # widths of their columns, at the trailing edge
_GAP = 10 * PIXEL
_DOT = (0.75, 3.0)  # of a leader, and how far from the next


@dataclass(frozen=True, slots=True)
class Entry:
    """A worksheet of the booklet; ``place`` is the name of its first page in the file."""

    worksheet: Worksheet
    page: int
    place: str


def contents_strips(sheet: Sheet, styles: Styles, entries: Sequence[Entry]) -> list[Strip]:
    """A heading and a line for each worksheet, linked to it."""
    section = sheet.root.add("Sect")
    title = sheet.say("booklet.contents")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    head = _head(sheet, styles)
    contents = section.add("TOC")
    return [*strips, head, *(_entry(sheet, styles, entry, head, contents) for entry in entries)]


def _head(sheet: Sheet, styles: Styles) -> Strip:
    """The titles of the columns, over a rule; they come back on every page."""
    base = int(sheet.right_to_left)
    names = [single(sheet.say(f"booklet.{name}"), styles.head, base)
             for name in ("student", "mark", "page")]  # fmt: skip
    height = styles.head.leading + _PAD

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact("Layout"):
            for line, (lead, width), align in zip(
                names, _columns(sheet), ("start", "start", "end"), strict=True
            ):
                draw_line(drawing, line, styles.head, (sheet.x(lead, width), width, top), align)
            ends = (sheet.x(0), top - height), (sheet.x(sheet.width), top - height)
            drawing.rule(*ends, sheet.look.text, 0.75)

    return Strip(height, draw, with_next=True)


def _columns(sheet: Sheet) -> tuple[tuple[float, float], ...]:
    """(lead, width) of name, mark and page."""
    page = sheet.width - _PAGE
    mark = page - _GAP - _MARK
    return (0, mark - _GAP), (mark, _MARK), (page, _PAGE)


def _entry(sheet: Sheet, styles: Styles, entry: Entry, head: Strip, contents: Element) -> Strip:
    base = int(sheet.right_to_left)
    (_, free), (mark_lead, mark_width), (page_lead, page_width) = _columns(sheet)
    names = lines_of(entry.worksheet.student, styles.value, free - 24 * PIXEL, base)
    mark = single(_mark(sheet, entry.worksheet), styles.body, base)
    page = single(sheet.points(entry.page), styles.figure, base)
    height = max(len(names), 1) * styles.value.leading + 2 * _PAD
    link = contents.add("TOCI").add("Link")

    def draw(drawing: Drawing, top: float) -> None:
        y = top - _PAD
        for line in names:
            draw_line(drawing, line, styles.value, (sheet.x(0, free), free, y), "start", link)
            y -= styles.value.leading
        y += styles.value.leading - 1.5 * PIXEL
        base_line = styles.body.baseline(y)
        used = names[-1].width if names else 0
        _leader(drawing, sheet, used, mark_lead, base_line)
        _leader(drawing, sheet, mark_lead + mark.width, page_lead + page_width - page.width,
                base_line)  # fmt: skip
        box = (sheet.x(mark_lead, mark_width), mark_width, y)
        draw_line(drawing, mark, styles.body, box, "start", link)
        box = (sheet.x(page_lead, page_width), page_width, y)
        draw_line(drawing, page, styles.figure, box, "end", link)
        left = sheet.x(0, sheet.width)
        area = (left, top - height, left + sheet.width, top)
        says = f"{entry.worksheet.student} · {sheet.say('booklet.page')} {sheet.points(entry.page)}"
        drawing.link(link, area, entry.place, says)

    return Strip(height, draw, head=head)


def _mark(sheet: Sheet, worksheet: Worksheet) -> str:
    """«١٤٫٣ من ٢٠», a dash where there is no mark."""
    arithmetic = worksheet.arithmetic
    if arithmetic is None or not arithmetic.terms:
        return "–"
    mark, scale = sheet.points(arithmetic.mark, 1), sheet.points(arithmetic.scale)
    return sheet.say("points_of", n=mark, possible=scale)


def _leader(drawing: Drawing, sheet: Sheet, start: float, end: float, y: float) -> None:
    """Dots between two leads; those of all lines stand under each other."""
    pitch = sum(_DOT)
    first = (int((start + _GAP) / pitch) + 1) * pitch
    last = end - _GAP
    if last - first < 2 * pitch:
        return
    with drawing.artifact("Layout"):
        ends = (sheet.x(first), y), (sheet.x(last), y)
        drawing.rule(*ends, sheet.look.quiet, 0.75, _DOT)
