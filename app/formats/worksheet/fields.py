"""Fields that a teacher fills in a PDF reader: the comment, the mark."""

from app.formats.typesetting.annotations import Field
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet.lettering import Styles, draw_line, heading_strips, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

_COMMENT = 128 * PIXEL  # height
_MARK, _ROW = 96 * PIXEL, 30 * PIXEL
_PAD = 4 * PIXEL


def field_strips(sheet: Sheet, styles: Styles) -> list[Strip]:
    """A box for the comment, a small one for the mark, each under its words."""
    section = sheet.root.add("Sect")
    title = sheet.say("comment.title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    comment = Field("comment", title, styles.body.size, int(sheet.right_to_left), True)
    says, grade = section.add("Form"), section.add("P")

    def write(drawing: Drawing, top: float) -> None:
        box = (sheet.x(0, sheet.width), top - _COMMENT, sheet.width, _COMMENT)
        _field(drawing, sheet, box, comment, says)

    return [*strips, Strip(_COMMENT, write, with_next=True), _mark(sheet, styles, grade)]


def _mark(sheet: Sheet, styles: Styles, element: Element) -> Strip:
    base = int(sheet.right_to_left)
    label = sheet.say("booklet.mark")
    name = single(label, styles.value, base)
    field = Field("mark", label, styles.value.size, base)

    def draw(drawing: Drawing, top: float) -> None:
        y = top - (_ROW - styles.value.leading) / 2
        place = (sheet.x(0, name.width), name.width, y)
        draw_line(drawing, name, styles.value, place, "start", element)
        lead = name.width + 12 * PIXEL
        box = (sheet.x(lead, _MARK), top - _ROW, _MARK, _ROW)
        _field(drawing, sheet, box, field, element.add("Form"))

    return Strip(_ROW, draw, before=12 * PIXEL)


def _field(
    drawing: Drawing,
    sheet: Sheet,
    box: tuple[float, float, float, float],
    field: Field,
    element: Element,
) -> None:
    """A framed field in a box (x, y, width, height)."""
    x, y, width, height = box
    with drawing.artifact("Layout"):
        drawing.frame(box, sheet.look.quiet, 0.75, 4 * PIXEL)
    inner = (x + _PAD, y + _PAD, x + width - _PAD, y + height - _PAD)
    drawing.field(element, inner, field)
