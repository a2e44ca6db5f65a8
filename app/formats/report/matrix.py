"""The table of tags on paper: the key's in rows, the students' in columns."""

from app.domain.annotation import Tag
from app.domain.heat import step_of
from app.domain.report_page import ReportPage
from app.domain.report_sentences import confusion, percent, tag_name
from app.formats.report.tables import section_strips, together
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet.lettering import Styles, prose_strips
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Cell,
    Column,
    Picture,
    beside,
    columns_of,
    room_for,
    table_strips,
    text_cell,
)

_SIDE = 14 * PIXEL


def matrix_strips(sheet: Sheet, styles: Styles, page: ReportPage) -> list[Strip]:
    """Nine counts with their shares of the row; then the most frequent confusion in words."""
    words, report = sheet.words, page.report
    section, strips = section_strips(sheet, styles, words.say("report.confusion"))
    strips += prose_strips(
        sheet, words.say("report.confusion_axes"), styles.caption, section.add("P"), with_next=True
    )
    columns = columns_of(
        sheet,
        styles.head,
        [
            (words.say("report.column.key"), 150, "start"),
            *((tag_name(tag, words), 130, "start") for tag in Tag),
        ],
    )
    rows: list[list[Cell]] = []
    for key in Tag:
        name = text_cell(sheet, tag_name(key, words), styles.figure, columns[0], ours=True)
        cells = [_cell(sheet, styles, columns[k], page, (key, t)) for k, t in enumerate(Tag, 1)]
        rows.append([name, *cells])
    strips += together(table_strips(sheet, columns, rows, styles.head, section.add("Table")))
    told = confusion(report.worst_confusion, words)
    said = section.add("P")
    return [*strips, *prose_strips(sheet, told, styles.body, said, before=8 * PIXEL)]


def _cell(
    sheet: Sheet, styles: Styles, column: Column, page: ReportPage, cell: tuple[Tag, Tag]
) -> Cell:
    """A shade for the share of the row, and both figures in words; the worst is set bold."""
    words, report = sheet.words, page.report
    count, total = report.confusion[cell], report.judged(cell[0])
    shade = sheet.look.heat[step_of(count, total)]

    def draw(drawing: Drawing, corner: tuple[float, float], element: Element) -> None:
        x, top = corner
        with drawing.artifact():
            box = x, top - _SIDE - PIXEL, _SIDE, _SIDE
            drawing.fill(*box, shade)
            drawing.frame(box, sheet.look.hairline, 0.75)

    square = Picture(_SIDE, draw)
    share = percent(count / total, words) if total else "–"
    text = words.say("report.count_and_share", n=count, share=share)
    worst = report.worst_confusion
    strong = worst is not None and (worst.key, worst.given) == cell
    style = styles.figure if strong else styles.body
    said = text_cell(sheet, text, style, column, reserve=room_for(square), ours=True)
    return beside(sheet, said, square)
