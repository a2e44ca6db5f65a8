"""Lines of text in the styles of a worksheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.direction import is_right_to_left
from app.formats.typesetting.breaking import paragraph_spans
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import Line, break_lines, one_line
from app.formats.typesetting.tags import Element
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip


@dataclass(frozen=True, slots=True)
class Style:
    """Faces, size and line height in points, colour."""

    faces: Faces
    size: float
    leading: float
    colour: str

    def baseline(self, top: float) -> float:
        """Where the baseline of a line lies whose box begins at ``top``."""
        face = self.faces.first
        content = (face.ascent - face.descent) * self.size
        return top - (self.leading - content) / 2 - face.ascent * self.size

    def coloured(self, colour: str) -> "Style":
        return replace(self, colour=colour)


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style of a worksheet."""

    title: Style
    article_title: Style
    opening: Style
    section: Style
    text: Style
    subheading: Style
    boilerplate: Style
    prose: Style
    caption: Style
    label: Style
    body: Style
    quote: Style
    value: Style
    head: Style
    figure: Style
    mark: Style
    sign: Style


def styles_of(sheet: Sheet) -> Styles:
    """Sizes of the picture (pixels: size/line height), in points."""
    fonts, look = sheet.fonts, sheet.look

    def style(faces: Faces, size: float, leading: float, colour: str = look.text) -> Style:
        return Style(faces, size * PIXEL, leading * PIXEL, colour)

    return Styles(
        title=style(fonts.reading_bold, 28, 46),
        article_title=style(fonts.reading_bold, 20, 34),
        opening=style(fonts.reading, 20, 34),
        section=style(fonts.reading_bold, 20, 34),
        text=style(fonts.reading, 17, 36),
        subheading=style(fonts.reading_bold, 17, 36),
        boilerplate=style(fonts.plain, 12, 22, look.faint),
        prose=style(fonts.reading, 16, 28),
        caption=style(fonts.plain, 12, 20, look.quiet),
        label=style(fonts.plain, 12, 18, look.quiet),
        body=style(fonts.plain, 12, 18),
        quote=style(fonts.reading, 15, 24),
        value=style(fonts.semibold, 14, 22),
        head=style(fonts.semibold, 12, 18),
        figure=style(fonts.semibold, 12, 18),
        mark=style(fonts.bold, 26, 34),
        sign=style(fonts.reading_bold, 20, 30),
    )


def direction_of(text: str, default: int) -> int:
    """1 where a paragraph runs right to left, as the reader has it; ``default``: what is around."""
    return int(is_right_to_left(text, bool(default)))


def shortened(text: str, words: int) -> str:
    """The first ``words`` words of a quote that stands in full in the article; all of it where
    little more than these."""
    found = text.split()
    return text if len(found) <= 1.25 * words else " ".join(found[:words]) + " …"


def lines_of(text: str, style: Style, width: float, base: int) -> list[Line]:
    """Lines of ``text``, paragraph after paragraph; empty paragraphs are left out."""
    lines: list[Line] = []
    for start, end in paragraph_spans(text):
        part = text[start:end]
        if part.strip():
            lines += break_lines(style.faces.shape(part, base), style.size, width)
    return lines


def single(text: str, style: Style, base: int) -> Line:
    """``text`` as one line, however wide."""
    return one_line(style.faces.shape(text, base), style.size)


def draw_line(
    drawing: Drawing,
    line: Line,
    style: Style,
    box: tuple[float, float, float],
    align: Align,
    element: Element | None = None,
) -> None:
    """A line in the box (left, width, top), said by ``element`` (None: inside an artifact alone).
    Start and end are those of the line's own direction."""
    left, width, top = box
    spare = width - line.width
    at_right = (align == "start") == (line.paragraph.base == 1)
    shift = spare / 2 if align == "centre" else spare if at_right else 0
    drawing.text(line.place(left + shift), style.baseline(top), style.colour, element)


def prose_strips(
    sheet: Sheet,
    text: str,
    style: Style,
    element: Element,
    *,
    before: float = 0,
    base: int | None = None,
    lead: float = 0,
    align: Align = "start",
    with_next: bool = False,
) -> list[Strip]:
    """Running text over the whole width, line by line; never one line of it alone on a page.

    ``element`` (a P, an LBody…) says all of it.
    """
    width = sheet.width - lead
    default = int(sheet.right_to_left)
    direction = direction_of(text, default) if base is None else base
    lines = lines_of(text, style, width, direction)
    left = sheet.x(lead, width)
    return [
        _line_strip(line, style, (left, width), align, before if k == 0 else 0, keep, element)
        for k, (line, keep) in enumerate(zip(lines, keeps(len(lines), with_next), strict=True))
    ]


def heading_strips(
    sheet: Sheet,
    text: str,
    style: Style,
    element: Element,
    *,
    level: int = 1,
    before: float = 20 * PIXEL,
    base: int | None = None,
    mark: str | None = None,
) -> list[Strip]:
    """A heading (``element`` is its H1, H2…), kept with what follows it, in the outline on
    ``level`` as ``mark`` (else as it stands)."""
    strips = prose_strips(
        sheet, text, style, element, before=before, base=base, with_next=True
    )  # fmt: skip
    if not strips:
        return strips
    first = strips[0]

    def draw(drawing: Drawing, top: float) -> None:
        drawing.bookmark(" ".join((mark or text).split()), level, top)
        first.draw(drawing, top)

    return [replace(first, draw=draw), *strips[1:]]


def keeps(count: int, with_next: bool = False) -> Sequence[bool]:
    """Which of ``count`` lines stay on the page of the next: the first and the last but one."""
    kept = [k in (0, count - 2) for k in range(count)]
    return [*kept[:-1], with_next] if kept else []


def _line_strip(
    line: Line,
    style: Style,
    column: tuple[float, float],
    align: Align,
    before: float,
    with_next: bool,
    element: Element,
) -> Strip:
    def draw(drawing: Drawing, top: float) -> None:
        draw_line(drawing, line, style, (*column, top), align, element)

    return Strip(style.leading, draw, before, with_next)
