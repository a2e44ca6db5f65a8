"""A report's strips and its pages."""

from pathlib import Path
from typing import IO

from app.domain import language
from app.domain.report_page import ReportPage
from app.domain.worksheet import Kind, Worksheet
from app.formats.report.figures import alarm_strips, figure_strips
from app.formats.report.heat import heat_strips
from app.formats.report.matrix import matrix_strips
from app.formats.report.tables import (
    claims_strips,
    course_strips,
    marks_strips,
    relations_strips,
    sure_strips,
)
from app.formats.typesetting.drawing import Drawing
from app.formats.worksheet.fonts import Fonts
from app.formats.worksheet.head import head_strips
from app.formats.worksheet.lettering import Styles, prose_strips, styles_of
from app.formats.worksheet.pages import CREATOR, Laid
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip, paginate
from app.formats.worksheet.writing import write_with


def write_report(page: ReportPage, path: Path, fonts: Fonts | None = None) -> int:
    """Writes the report to ``path``, replacing what is there; returns its pages.

    The same page always gives the same bytes. KnownError as ``formats.worksheet.write``.
    """
    loaded = fonts or Fonts()
    return write_with(lambda out: draw_report(page, loaded, out), path)


def draw_report(page: ReportPage, fonts: Fonts, out: IO[bytes]) -> int:
    """Writes the PDF to ``out``; returns how many pages it has."""
    words = language.load(page.language, page.digits)
    sheet = Sheet(words, fonts, fonts.look(page.colour), page.paper, hijri=page.hijri)
    styles = styles_of(sheet)
    title = words.say("report.title", name=page.title)
    pages = paginate(_strips(sheet, styles, page, title), sheet.room)
    laid = Laid(sheet, styles, pages, title, page.classroom)
    drawing = Drawing(
        out, sheet.size, title=" · ".join(laid.names), language=page.language,
        creator=CREATOR, root=sheet.root,
    )  # fmt: skip
    laid.draw(drawing, 1, len(pages))
    drawing.save()
    return len(pages)


def _strips(sheet: Sheet, styles: Styles, page: ReportPage, title: str) -> list[Strip]:
    head = Worksheet(
        kind=Kind.BOOKLET, title=title, articles=(), school=page.school,
        classroom=page.classroom, subject=page.subject, logo=page.logo,
        language=page.language, digits=page.digits, colour=page.colour,
    )  # fmt: skip
    strips = head_strips(sheet, styles, head, notice="")
    strips += figure_strips(sheet, styles, page)
    if page.report.has_key:
        strips += alarm_strips(sheet, styles, page)
        strips += claims_strips(sheet, styles, page)
        strips += matrix_strips(sheet, styles, page)
        strips += sure_strips(sheet, styles, page)
        strips += relations_strips(sheet, styles, page)
        strips += course_strips(sheet, styles, page)
    else:
        said = sheet.root.add("P")
        words = sheet.words.say("report_page.no_key_hint")
        strips += prose_strips(sheet, words, styles.body, said, before=styles.body.leading)
    strips += heat_strips(sheet, styles, page)
    return [*strips, *marks_strips(sheet, styles, page)]
