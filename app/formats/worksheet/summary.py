"""The box near the top of a graded worksheet: the mark, and what to look at next time."""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.worksheet import Arithmetic, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import Line
from app.formats.typesetting.tags import NUMBERED, Element
from app.formats.worksheet.lettering import Style, Styles, draw_line, lines_of, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

_PAD, _INSET = 10 * PIXEL, 16 * PIXEL  # from the frame down, from its side in
_FIGURE = 20 * PIXEL  # where sentences begin after their number
_APART = 20 * PIXEL  # the words from the mark
_GAP = 6 * PIXEL  # the mark from «of 20»


class _Row(NamedTuple):
    """A line; the next stands beside it where it takes no ``height``."""

    line: Line
    style: Style
    lead: float
    height: float
    element: Element


class _Mark(NamedTuple):
    """«١٤٫٣ من ٢٠» over «٧١٫٥٪»."""

    large: Line
    scale: Line
    percent: Line

    @property
    def width(self) -> float:
        return max(self.large.width + _GAP + self.scale.width, self.percent.width)


def summary_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """One framed strip; none where there is no mark."""
    arithmetic = worksheet.arithmetic
    if arithmetic is None or not arithmetic.terms:
        return []
    mark = _mark(sheet, styles, arithmetic)
    section = sheet.root.add("Sect")
    said = section.add("P")
    width = sheet.width - 2 * _INSET - mark.width - 2 * _APART
    rows = _rows(sheet, styles, worksheet, width, section)
    right = styles.mark.leading + styles.label.leading
    height = max(sum(row.height for row in rows), right) + 2 * _PAD

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact("Layout"):
            box = (sheet.x(0, sheet.width), top - height, sheet.width, height)
            drawing.frame(box, sheet.look.text, 0.75, 6 * PIXEL)
            x = sheet.x(sheet.width - _INSET - mark.width - _APART)
            ends = (x, top - _PAD), (x, top - height + _PAD)
            drawing.rule(*ends, sheet.look.hairline, 0.75)
        _draw_mark(drawing, sheet, styles, mark, top - (height - right) / 2, said)
        _draw_rows(drawing, sheet, rows, width, top - _PAD)

    return [Strip(height, draw, before=14 * PIXEL)]


def _mark(sheet: Sheet, styles: Styles, arithmetic: Arithmetic) -> _Mark:
    base = int(sheet.right_to_left)
    scale = sheet.say("of_scale", scale=sheet.points(arithmetic.scale))
    percent = sheet.say("percent", n=sheet.points(arithmetic.percent, 1))
    return _Mark(
        single(sheet.points(arithmetic.mark, 1), styles.mark, base),
        single(scale, styles.label, base),
        single(percent, styles.label, base),
    )


def _draw_mark(
    drawing: Drawing, sheet: Sheet, styles: Styles, mark: _Mark, top: float, element: Element
) -> None:
    lead = sheet.width - _INSET - mark.width
    box = (sheet.x(lead, mark.large.width), mark.large.width, top)
    draw_line(drawing, mark.large, styles.mark, box, "start", element)
    beside = lead + mark.large.width + _GAP
    box = (sheet.x(beside, mark.scale.width), mark.scale.width, top - 9 * PIXEL)
    draw_line(drawing, mark.scale, styles.label, box, "start", element)
    box = (sheet.x(lead, mark.percent.width), mark.percent.width, top - styles.mark.leading)
    draw_line(drawing, mark.percent, styles.label, box, "start", element)


def _rows(
    sheet: Sheet, styles: Styles, worksheet: Worksheet, width: float, section: Element
) -> list[_Row]:
    """A heading and numbered sentences, or one sentence where there is nothing to improve."""
    base = int(sheet.right_to_left)

    def lines(text: str, style: Style, element: Element, lead: float = 0) -> list[_Row]:
        set_lines = lines_of(text, style, width - lead, base)
        return [_Row(line, style, lead, style.leading, element) for line in set_lines]

    rows: list[_Row] = []
    if worksheet.improvements:
        rows += lines(sheet.say("next_time.title"), styles.head, section.add("P"))
        points = section.add("L", NUMBERED)
        for number, sentence in enumerate(worksheet.improvements, 1):
            item = points.add("LI")
            figure = single(sheet.words.figures(str(number)), styles.figure, base)
            rows.append(_Row(figure, styles.figure, 0, 0, item.add("Lbl")))
            rows += lines(sentence, styles.body, item.add("LBody"), _FIGURE)
    else:
        percent = worksheet.arithmetic.percent if worksheet.arithmetic else 0
        key = "summary.none" if percent > 99.95 else "summary.reasons"
        rows += lines(sheet.say(key), styles.body, section.add("P"))
    waiting = sum(note.points is None and not note.level_name for note in worksheet.notes)
    if waiting:
        text = sheet.words.count("worksheet.summary.provisional", waiting)
        rows += lines(text, styles.label, section.add("P"))
    return rows


def _draw_rows(
    drawing: Drawing, sheet: Sheet, rows: Sequence[_Row], width: float, top: float
) -> None:
    y = top
    for row in rows:
        free = width - row.lead
        box = (sheet.x(_INSET + row.lead, free), free, y)
        draw_line(drawing, row.line, row.style, box, "start", row.element)
        y -= row.height
