"""The top of a worksheet: what it is, whose it is, a school's logo and the sign of the product."""

from typing import NamedTuple

from app.domain.language import isolate
from app.domain.worksheet import Kind, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.pictures import size_of
from app.formats.typesetting.placing import Line
from app.formats.typesetting.tags import Element
from app.formats.worksheet.lettering import (
    Styles,
    draw_line,
    lines_of,
    prose_strips,
    single,
)
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

_SIGN = 34 * PIXEL  # width of the three lines
_DASHES = ((), (4.5, 2.25), (1.2, 1.6))
_LOGO = 104 * PIXEL, 56 * PIXEL  # the box that it is fitted into
_APART = 14 * PIXEL  # the logo from the words
_GAP = 12 * PIXEL  # between facts
_FRAME = 4 * PIXEL  # around the words that say what kind of paper it is


class _Fact(NamedTuple):
    """A label over a value, small words under that; an empty value is a line to write on."""

    label: str
    value: str
    below: str = ""


class _Column(NamedTuple):
    """A fact set in its place, and the elements of its label and value."""

    lead: float
    width: float
    label: Line
    value: list[Line]
    below: list[Line]
    told: tuple[Element, Element]


def head_strips(
    sheet: Sheet, styles: Styles, worksheet: Worksheet, notice: str | None = None
) -> list[Strip]:
    """School and title beside logo and sign, a rule, the facts; on a blank one, what is asked.

    ``notice`` says what kind of paper it is, in place of what its kind says; empty: nothing.
    """
    strips = [_title(sheet, styles, worksheet, notice)]
    if facts := _worded(sheet, worksheet):
        strips.append(_facts(sheet, styles, facts))
    if worksheet.kind is Kind.BLANK and worksheet.instructions.strip():
        said = sheet.root.add("P")
        strips += prose_strips(
            sheet, worksheet.instructions, styles.caption, said, before=8 * PIXEL
        )
    return strips


def _title(sheet: Sheet, styles: Styles, worksheet: Worksheet, said: str | None) -> Strip:
    base = int(sheet.right_to_left)
    logo = _fitted(worksheet.logo)
    lead = logo[0] + _APART if logo else 0.0
    pictured = sheet.root.add("Figure", alt=_logo_words(sheet, worksheet)) if logo else None
    width = sheet.width - _SIGN - 24 * PIXEL - lead
    place = [worksheet.school, worksheet.classroom, worksheet.subject]
    above = " · ".join(isolate(part.strip()) for part in place if part.strip())
    rows = [
        (line, style, element)
        for text, style, element in (
            (above, styles.caption, sheet.root.add("P")),
            (worksheet.title, styles.title, sheet.root.add("H1")),
        )
        for line in lines_of(text, style, width, base)
    ]
    said = _notice(sheet, worksheet) if said is None else said
    notice = single(said, styles.head, base)
    noticed = sheet.root.add("P") if notice.width else None
    text_height = sum(style.leading for _, style, _ in rows)
    text_height += styles.head.leading + 2 * _FRAME if noticed else 0
    height = max(text_height, 48 * PIXEL, logo[1] if logo else 0) + 8 * PIXEL

    def draw(drawing: Drawing, top: float) -> None:
        if logo and pictured:
            with drawing.figure(pictured):
                box = (sheet.x(0, logo[0]), top - logo[1], *logo)
                drawing.picture(worksheet.logo, box, colour=worksheet.colour)
        y = top
        for line, style, element in rows:
            draw_line(drawing, line, style, (sheet.x(lead, width), width, y), "start", element)
            y -= style.leading
        if noticed:
            wide = notice.width + 4 * _FRAME
            with drawing.artifact("Layout"):
                high = styles.head.leading + _FRAME
                box = (sheet.x(lead, wide), y - high, wide, high)
                drawing.frame(box, sheet.look.text, 0.75, 4 * PIXEL)
            box = (sheet.x(lead, wide), wide, y - _FRAME / 2)
            draw_line(drawing, notice, styles.head, box, "centre", noticed)
        _sign(drawing, sheet, styles, top)
        with drawing.artifact():
            ends = (sheet.x(0), top - height), (sheet.x(sheet.width), top - height)
            drawing.rule(*ends, sheet.look.text, 1.5)

    return Strip(height, draw, with_next=True)


def _fitted(logo: bytes) -> tuple[float, float] | None:
    """(width, height) in points of a logo in its box, its shape kept; None for none."""
    if not logo:
        return None
    wide, high = size_of(logo)
    scale = min(_LOGO[0] / wide, _LOGO[1] / high)
    return wide * scale, high * scale


def _logo_words(sheet: Sheet, worksheet: Worksheet) -> str:
    school = worksheet.school.strip()
    return sheet.say("logo", school=school) if school else sheet.say("logo_alone")


def _notice(sheet: Sheet, worksheet: Worksheet) -> str:
    """What kind of paper it is, where that is not plain to see."""
    if worksheet.kind is Kind.KEY:
        return sheet.say("key.only_teacher")
    return sheet.say("booklet.title") if worksheet.kind is Kind.BOOKLET else ""


def _sign(drawing: Drawing, sheet: Sheet, styles: Styles, top: float) -> None:
    """«بيّنة» over a solid, a dashed and a dotted line."""
    x = sheet.x(sheet.width - _SIGN, _SIGN)
    line = single("بيّنة", styles.sign, 1)
    with drawing.artifact():
        draw_line(drawing, line, styles.sign, (x, _SIGN, top + 4 * PIXEL), "centre")
        for k, dash in enumerate(_DASHES):
            y = top - (34 + 4 * k) * PIXEL
            drawing.rule((x + _SIGN, y), (x, y), sheet.look.text, 1.1, dash)


def _facts(sheet: Sheet, styles: Styles, facts: list[_Fact]) -> Strip:
    """Name, hand-in, receipt: beside each other."""
    columns = _columns(sheet, styles, facts)
    most = max(
        max(len(column.value), 1) * styles.value.leading + len(column.below) * styles.label.leading
        for column in columns
    )
    height = 10 * PIXEL + styles.label.leading + most

    def draw(drawing: Drawing, top: float) -> None:
        for lead, width, label, value, below, (name, body) in columns:
            left, y = sheet.x(lead, width), top - 10 * PIXEL
            draw_line(drawing, label, styles.label, (left, width, y), "start", name)
            y -= styles.label.leading
            for lines, style in ((value, styles.value), (below, styles.label)):
                for line in lines:
                    draw_line(drawing, line, style, (left, width, y), "start", body)
                    y -= style.leading
            if not value:
                _blank_line(drawing, sheet, lead, width, y - styles.value.leading + 4)

    return Strip(height, draw)


def _columns(sheet: Sheet, styles: Styles, facts: list[_Fact]) -> list[_Column]:
    base = int(sheet.right_to_left)
    shares = [3, 2.6, 2.2][: len(facts)]
    unit = (sheet.width - _GAP * (len(facts) - 1)) / sum(shares)
    listed = sheet.root.add("L")
    columns: list[_Column] = []
    lead = 0.0
    for fact, share in zip(facts, shares, strict=True):
        width = unit * share
        item = listed.add("LI")
        columns.append(
            _Column(
                lead,
                width,
                single(fact.label, styles.label, base),
                lines_of(fact.value, styles.value, width, base),
                lines_of(fact.below, styles.label, width, base),
                (item.add("Lbl"), item.add("LBody")),
            )
        )
        lead += width + _GAP
    return columns


def _blank_line(drawing: Drawing, sheet: Sheet, lead: float, width: float, y: float) -> None:
    with drawing.artifact():
        drawing.rule((sheet.x(lead), y), (sheet.x(lead + width), y), sheet.look.quiet, 0.5)


def _worded(sheet: Sheet, worksheet: Worksheet) -> list[_Fact]:
    if worksheet.kind is Kind.BOOKLET:
        return []
    if worksheet.kind is Kind.KEY:
        counts = {
            "key.articles": worksheet.articles,
            "key.claims": worksheet.claims,
            "key.relations": worksheet.relations,
        }
        return [_Fact(sheet.say(key), sheet.points(len(rows))) for key, rows in counts.items()]
    facts = [_Fact(sheet.say("student"), worksheet.student)]
    if worksheet.kind is Kind.BLANK:
        return [*facts, _Fact(sheet.say("date"), "")]
    if moment := worksheet.handed_in:
        said = sheet.words.moment(moment)
        facts.append(_Fact(sheet.say("handed_in"), said, sheet.hijri_date(moment.date())))
    elif day := worksheet.last_mark:
        said = sheet.words.date(day)
        facts.append(_Fact(sheet.say("last_mark"), said, sheet.hijri_date(day)))
    if worksheet.receipt:
        facts.append(_Fact(sheet.say("receipt"), f"\u2066{worksheet.receipt}\u2069"))
    return facts
