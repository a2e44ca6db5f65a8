"""A class booklet: who is on which page, then every student's worksheet, in one file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import IO

from app.domain import language
from app.domain.worksheet import Booklet, Kind, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.worksheet.contents import Entry, contents_strips
from app.formats.worksheet.fonts import Fonts
from app.formats.worksheet.head import head_strips
from app.formats.worksheet.lettering import styles_of
from app.formats.worksheet.pages import CREATOR, Laid, lay_out
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import paginate

_START = "start"  # the place where a worksheet begins


def draw_booklet(booklet: Booklet, fonts: Fonts, out: IO[bytes]) -> int:
    """Writes the PDF to ``out``; returns how many pages it has.

    Every worksheet begins on a new page, and on an odd one where the booklet asks for it.
    """
    words = language.load(booklet.language, booklet.digits)
    sheet = Sheet(words, fonts, fonts.look(booklet.colour), booklet.paper, hijri=booklet.hijri)
    first = sheet.root.add("Part")
    parts = [lay_out(page, fonts, sheet.root.add("Part")) for page in booklet.sheets]
    trial = Sheet(words, fonts, sheet.look, booklet.paper, hijri=booklet.hijri)
    count = len(_front(trial, booklet, [0] * len(parts)).pages)
    starts: list[int] = []
    for part in parts:
        if booklet.odd and count % 2:
            count += 1
        starts.append(count + 1)
        count += len(part.pages)
    names = [words.say("worksheet.booklet.title"), booklet.title, booklet.classroom]
    drawing = Drawing(
        out, sheet.size, title=" · ".join(name for name in names if name),
        language=booklet.language, creator=CREATOR, root=sheet.root,
    )  # fmt: skip
    front = _front(replace(sheet, root=first), booklet, starts)
    front.draw(drawing, 1, count)
    done = len(front.pages)
    for number, (part, start) in enumerate(zip(parts, starts, strict=True), 1):
        for _ in range(done, start - 1):
            drawing.end_page()
        top = sheet.body_top
        drawing.bookmark(" ".join(booklet.sheets[number - 1].student.split()) or "–", 1, top)
        with drawing.part(_name(number)):
            drawing.place(_START, top)
            part.draw(drawing, start, count)
        done = start - 1 + len(part.pages)
    drawing.save()
    return count


def _name(number: int) -> str:
    """What stands before the names of all places of the worksheet ``number``."""
    return f"s{number}."


def _front(sheet: Sheet, booklet: Booklet, starts: Sequence[int]) -> Laid:
    """The pages before the first worksheet; how many they are does not hang on ``starts``."""
    styles = styles_of(sheet)
    page = Worksheet(
        kind=Kind.BOOKLET, title=booklet.title, articles=(),
        school=booklet.school, classroom=booklet.classroom, subject=booklet.subject,
        logo=booklet.logo, language=booklet.language, digits=booklet.digits,
        colour=booklet.colour,
    )  # fmt: skip
    entries = [
        Entry(worksheet, start, f"{_name(number)}{_START}")
        for number, (worksheet, start) in enumerate(zip(booklet.sheets, starts, strict=True), 1)
    ]
    strips = head_strips(sheet, styles, page)
    strips += contents_strips(sheet, styles, entries)
    pages = paginate(strips, sheet.room)
    return Laid(sheet, styles, pages, booklet.title)
