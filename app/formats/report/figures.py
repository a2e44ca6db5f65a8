"""The figures at the top of a report, and the claims on which the class differs from the key."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.domain.annotation import Tag
from app.domain.report import ClaimFigures
from app.domain.report_page import ReportPage
from app.domain.report_sentences import agreement, percent, tag_counts, tag_name
from app.formats.report.tables import badge, section_strips
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import Line
from app.formats.typesetting.tags import Element
from app.formats.worksheet.lettering import Styles, draw_line, prose_strips, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Cell,
    Column,
    Picture,
    beside,
    columns_of,
    table_strips,
    text_cell,
)

DrawPicture = Callable[[Drawing, tuple[float, float], Element], None]
_PAD = 10 * PIXEL
_GAP = 6 * PIXEL
_BAR, _HIGH = 150 * PIXEL, 16 * PIXEL  # of the tags of a class


class _Fact(NamedTuple):
    label: str
    large: str
    small: str = ""


class _Figure(NamedTuple):
    label: Line
    large: Line
    small: Line
    told: tuple[Element, Element, Element]


def figure_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """Hand-ins, mean, share found, agreement; then in words what they mean."""
    facts = _facts(sheet, page)
    base = int(sheet.right_to_left)
    listed = sheet.root.add("L")
    cells: list[_Figure] = []
    for fact in facts:
        item = listed.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        cells.append(
            _Figure(
                single(fact.label, styles.label, base),
                single(fact.large, styles.mark, base),
                single(fact.small, styles.label, base),
                (label, body.add("Span"), body.add("Span")),
            )
        )
    height = styles.label.leading + styles.mark.leading + 2 * _PAD

    def draw(drawing: Drawing, top: float) -> None:
        width = sheet.width / len(cells)
        for place, cell in enumerate(cells):
            lead = place * width + (_PAD if place else 0)
            with drawing.artifact("Layout"):
                if place:
                    x = sheet.x(place * width)
                    ends = (x, top - _PAD), (x, top - height + _PAD)
                    drawing.rule(*ends, sheet.look.hairline, 0.75)
            label, large, small = cell.told
            y = top - _PAD
            box = (sheet.x(lead, cell.label.width), cell.label.width, y)
            draw_line(drawing, cell.label, styles.label, box, "start", label)
            y -= styles.label.leading
            box = (sheet.x(lead, cell.large.width), cell.large.width, y)
            draw_line(drawing, cell.large, styles.mark, box, "start", large)
            after = lead + cell.large.width + _GAP
            box = (sheet.x(after, cell.small.width), cell.small.width, y - 11 * PIXEL)
            draw_line(drawing, cell.small, styles.label, box, "start", small)

    strips = [Strip(height, draw, before=8 * PIXEL)]
    for sentence in _sentences(sheet, page):
        strips += prose_strips(sheet, sentence, styles.caption, sheet.root.add("P"))
    return strips


def _facts(sheet: Sheet, page: ReportPage) -> list[_Fact]:
    words, report = sheet.words, page.report
    of = words.say("report.of", n=report.students)
    facts = [_Fact(words.say("report.hand_ins"), words.number(report.handed_in), of)]
    if not report.has_key:
        return facts
    mean, alpha = report.mean_of(page.scale), agreement(report, words)
    found = "—" if report.found is None else percent(report.found, words)
    shown = "—" if mean is None else words.number(mean, 1)
    return [
        *facts,
        _Fact(words.say("report.mean"), shown, words.say("report.of", n=page.scale)),
        _Fact(words.say("report.found"), found),
        _Fact(words.say("report.agreement"), alpha.figure, alpha.verdict),
    ]


def _sentences(sheet: Sheet, page: ReportPage) -> list[str]:
    words, report = sheet.words, page.report
    sentences = [agreement(report, words).meaning] if report.has_key else []
    if report.waiting:
        sentences.append(words.count("report.waiting", report.waiting))
    if page.day:
        sentences.append(words.say("report.last", day=sheet.day(page.day)))
    return sentences


def alarm_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """The claims on which most of the class differs from the key; nothing where there is none."""
    alarms = page.report.alarms
    if not alarms:
        return []
    words = sheet.words
    section, strips = section_strips(sheet, styles, words.say("report.alarms"))
    strips += prose_strips(
        sheet, words.say("report.alarms_hint"), styles.caption, section.add("P"), with_next=True
    )
    columns = columns_of(sheet, styles.head, [
        (words.say("report.column.claim"), 46, "start"),
        (words.say("report.column.quote"), 250, "start"),
        (words.say("report.column.key"), 90, "start"),
        (words.say("report.column.tags"), 210, "start"),
    ])  # fmt: skip
    rows = [_alarm_row(sheet, styles, columns, page, one) for one in alarms]
    return [*strips, *table_strips(sheet, columns, rows, styles.head, section.add("Table"))]


def _alarm_row(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], page: ReportPage, one: ClaimFigures
) -> list[Cell]:
    words = sheet.words
    bar = Picture(_BAR, _bar(sheet, styles, one), _HIGH)
    counts = tag_counts(one.counts, words)
    return [
        badge(sheet, styles, page, one, place=False),
        text_cell(sheet, one.key.quote, styles.quote, columns[1]),
        text_cell(sheet, tag_name(one.key.tag, words), styles.body, columns[2], ours=True),
        [
            *beside(sheet, [], bar),
            *text_cell(sheet, counts, styles.label, columns[3], ours=True),
        ],
    ]


def _bar(sheet: Sheet, styles: Styles, one: ClaimFigures) -> DrawPicture:
    """The tags side by side, as wide as they are many; the words under it say the same."""

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        x, top = corner
        at, high, base = 0.0, 12 * PIXEL, int(sheet.right_to_left)
        with drawing.artifact():
            for tag in Tag:
                width = _BAR * one.counts[tag] / max(one.found, 1)
                if not width:
                    continue
                left = x + _BAR - at - width if sheet.right_to_left else x + at
                look = sheet.look.tags[tag]
                drawing.fill(left, top - high, width, high, look.tint)
                drawing.frame((left, top - high, width, high), look.ink, 0.75)
                letter = single(look.letter, styles.head, base)
                if letter.width < width:
                    middle = left + (width - letter.width) / 2, letter.width, top + 3 * PIXEL
                    draw_line(drawing, letter, styles.head.coloured(look.ink), middle, "start")
                at += width

    return draw
