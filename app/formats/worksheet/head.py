"""The top of a worksheet: what it is, whose it is, and the sign of the product."""

from app.domain.language import isolate
from app.domain.worksheet import Arithmetic, Kind, Worksheet
from app.formats.typesetting.drawing import Drawing
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


def head_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """School and title beside the sign, a rule, the facts; on a blank one, what is asked for."""
    strips = [_title(sheet, styles, worksheet), _facts(sheet, styles, worksheet)]
    if worksheet.kind is Kind.BLANK and worksheet.instructions.strip():
        said = sheet.root.add("P")
        strips += prose_strips(
            sheet, worksheet.instructions, styles.caption, said, before=8 * PIXEL
        )
    return strips


def _title(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> Strip:
    base = int(sheet.right_to_left)
    width = sheet.width - _SIGN - 24 * PIXEL
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
    text_height = sum(style.leading for _, style, _ in rows)
    height = max(text_height, 48 * PIXEL) + 8 * PIXEL

    def draw(drawing: Drawing, top: float) -> None:
        y = top
        for line, style, element in rows:
            draw_line(drawing, line, style, (sheet.x(0, width), width, y), "start", element)
            y -= style.leading
        _sign(drawing, sheet, styles, top)
        with drawing.artifact():
            ends = (sheet.x(0), top - height), (sheet.x(sheet.width), top - height)
            drawing.rule(*ends, sheet.look.text, 1.5)

    return Strip(height, draw, with_next=True)


def _sign(drawing: Drawing, sheet: Sheet, styles: Styles, top: float) -> None:
    """«بيّنة» over a solid, a dashed and a dotted line."""
    x = sheet.x(sheet.width - _SIGN, _SIGN)
    line = single("بيّنة", styles.sign, 1)
    with drawing.artifact():
        draw_line(drawing, line, styles.sign, (x, _SIGN, top + 4 * PIXEL), "centre")
        for k, dash in enumerate(_DASHES):
            y = top - (34 + 4 * k) * PIXEL
            drawing.rule((x + _SIGN, y), (x, y), sheet.look.text, 1.1, dash)


def _facts(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> Strip:
    """Student, hand-in, receipt, grade: a label over each value."""
    base = int(sheet.right_to_left)
    facts = _worded(sheet, worksheet)
    shares = [3, 2.6, 2.2, 2.2][: len(facts)]
    gap = 12 * PIXEL
    unit = (sheet.width - gap * (len(facts) - 1)) / sum(shares)
    columns: list[tuple[float, float, Line, list[Line], str]] = []
    listed = sheet.root.add("L")
    told: list[tuple[Element, Element]] = []
    lead = 0.0
    for (label, value, small), share in zip(facts, shares, strict=True):
        width = unit * share
        lines = lines_of(value, styles.value, width, base)
        columns.append((lead, width, single(label, styles.label, base), lines, small))
        item = listed.add("LI")
        told.append((item.add("Lbl"), item.add("LBody")))
        lead += width + gap
    most = max(max(len(column[3]), 1) for column in columns)
    height = 10 * PIXEL + styles.label.leading + most * styles.value.leading

    def draw(drawing: Drawing, top: float) -> None:
        for (lead, width, label, lines, small), (name, value) in zip(columns, told, strict=True):
            left, y = sheet.x(lead, width), top - 10 * PIXEL
            draw_line(drawing, label, styles.label, (left, width, y), "start", name)
            y -= styles.label.leading
            for line in lines:
                draw_line(drawing, line, styles.value, (left, width, y), "start", value)
                y -= styles.value.leading
            if small and lines:
                _beside(drawing, sheet, styles, (lead, width, y), lines[-1], small, value)
            if not lines:
                _blank_line(drawing, sheet, lead, width, y - styles.value.leading + 4)

    return Strip(height, draw)


def _beside(
    drawing: Drawing,
    sheet: Sheet,
    styles: Styles,
    box: tuple[float, float, float],
    line: Line,
    small: str,
    element: Element,
) -> None:
    """Small words after the last line of a value."""
    lead, width, end = box
    used = line.width + 6 * PIXEL
    words = single(small, styles.label, int(sheet.right_to_left))
    left = sheet.x(lead + used, width - used)
    top = end + styles.value.leading - 2 * PIXEL
    draw_line(drawing, words, styles.label, (left, width - used, top), "start", element)


def _blank_line(drawing: Drawing, sheet: Sheet, lead: float, width: float, y: float) -> None:
    with drawing.artifact():
        drawing.rule((sheet.x(lead), y), (sheet.x(lead + width), y), sheet.look.quiet, 0.5)


def _worded(sheet: Sheet, worksheet: Worksheet) -> list[tuple[str, str, str]]:
    """(label, value, small words after it); an empty value is a line to write on."""
    facts = [(sheet.say("student"), worksheet.student, "")]
    if worksheet.kind is Kind.BLANK:
        return [*facts, (sheet.say("date"), "", "")]
    if worksheet.handed_in:
        facts.append((sheet.say("handed_in"), sheet.words.moment(worksheet.handed_in), ""))
    elif worksheet.last_mark:
        facts.append((sheet.say("last_mark"), sheet.words.moment(worksheet.last_mark), ""))
    if worksheet.receipt:
        facts.append((sheet.say("receipt"), f"\u2066{worksheet.receipt}\u2069", ""))
    if worksheet.arithmetic:
        facts.append((sheet.say("grade"), *_grade(sheet, worksheet.arithmetic)))
    return facts


def _grade(sheet: Sheet, arithmetic: Arithmetic) -> tuple[str, str]:
    mark = sheet.points(arithmetic.mark, 1)
    percent = sheet.say("percent", n=sheet.points(arithmetic.percent, 1))
    return percent, sheet.say("out_of", mark=mark, scale=sheet.points(arithmetic.scale))
