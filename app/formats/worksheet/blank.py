"""What a blank worksheet adds: boxes for claims and for relations, to fill with a pen."""

from collections.abc import Sequence

from app.domain.annotation import Tag
from app.domain.assignment import Asked
from app.domain.relation import RelationType
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.tags import Element
from app.formats.worksheet import badges
from app.formats.worksheet.lettering import Style, Styles, draw_line, heading_strips, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet
from app.formats.worksheet.strips import Strip

_LINE = 32 * PIXEL  # room for one line of handwriting
_PAD = 8 * PIXEL
_BLANK = 30 * PIXEL  # to write a number on
_RELATIONS = 4
_COMMENT_LINES = 4


def claim_boxes(
    sheet: Sheet, styles: Styles, count: int, asked: Sequence[Asked] = tuple(Asked)
) -> list[Strip]:
    """``count`` boxes numbered from 1 on: lines of the text, tag; who said it and a note where
    they are ``asked`` for.

    What is to be filled in is told line by line.
    """
    if count <= 0:
        return []
    section = sheet.root.add("Sect")
    title = sheet.say("blank.claims")
    strips = heading_strips(sheet, title, styles.section, section.add("H3"), level=2)
    lines = [
        sheet.say(f"claims.{name}")
        for field, name in ((Asked.SOURCE, "who"), (Asked.NOTES, "note"))
        if field in asked
    ]
    return [*strips, *(_claim_box(sheet, styles, section, 1 + k, lines) for k in range(count))]


def _claim_box(
    sheet: Sheet, styles: Styles, section: Element, number: int, lines: Sequence[str]
) -> Strip:
    height = (1 + len(lines)) * _LINE + 2 * _PAD
    choice = section.add("P")
    told = [section.add("P") for _ in lines]

    def draw(drawing: Drawing, top: float) -> None:
        _frame(drawing, sheet, top, height)
        y = top - _PAD
        figure = sheet.words.figures(str(number))
        lead = _words(drawing, sheet, styles.figure, figure, _PAD, y, choice) + 16 * PIXEL
        for tag in Tag:
            lead = _tag_choice(drawing, sheet, styles, tag, lead, y, choice)
        lead = _words(drawing, sheet, styles.label, sheet.say("blank.lines"), lead, y, choice)
        _writing_line(drawing, sheet, lead, y)
        for line, element in zip(lines, told, strict=True):
            y -= _LINE
            lead = _words(drawing, sheet, styles.label, line, _PAD, y, element)
            _writing_line(drawing, sheet, lead, y)

    return Strip(height, draw, before=8 * PIXEL)


def relation_boxes(sheet: Sheet, styles: Styles, several: bool) -> list[Strip]:
    """Lines for relations: claim, type to choose, claim; with ``several`` articles, which."""
    section = sheet.root.add("Sect")
    title = sheet.say("relations.title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    boxes = (_relation_box(sheet, styles, section.add("P"), several) for _ in range(_RELATIONS))
    return [*strips, *boxes]


def _relation_box(sheet: Sheet, styles: Styles, element: Element, several: bool) -> Strip:
    """The types to choose from between two claims to name; with several articles over them, since
    both claims then need their article's number too."""
    keys = ("claims.claim", "blank.article") if several else ("claims.claim",)
    names = [sheet.say(key) for key in keys]

    def place(drawing: Drawing, lead: float, top: float) -> float:
        for name in names:
            lead = _words(drawing, sheet, styles.label, name, lead, top, element)
            _writing_line(drawing, sheet, lead, top, min(lead + 48 * PIXEL, sheet.width))
            lead += 60 * PIXEL
        return lead

    def types(drawing: Drawing, lead: float, top: float) -> float:
        for kind in RelationType:
            y = top - (_LINE - badges.HEIGHT) / 2
            badges.draw_knot(drawing, sheet, (sheet.x(lead, badges.HEIGHT), y), kind)
            lead += badges.HEIGHT + 4 * PIXEL
            name = sheet.words.say(f"relation_type.{kind}")
            lead = _words(drawing, sheet, styles.label, name, lead, top, element) + 4 * PIXEL
        return lead

    def draw(drawing: Drawing, top: float) -> None:
        if several:
            place(drawing, 0, top)
            place(drawing, sheet.width / 2, top)
            types(drawing, 0, top - _LINE)
        else:
            place(drawing, types(drawing, place(drawing, 0, top), top), top)

    return Strip(2 * _LINE if several else _LINE, draw, before=8 * PIXEL if several else 0)


def writing_lines(sheet: Sheet, styles: Styles) -> list[Strip]:
    """Room for the teacher's comment."""
    title = sheet.say("comment.title")
    strips = heading_strips(sheet, title, styles.section, sheet.root.add("Sect").add("H2"))

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact():
            ends = (sheet.x(0), top - _LINE), (sheet.x(sheet.width), top - _LINE)
            drawing.rule(*ends, sheet.look.quiet, 0.5)

    return [*strips, *(Strip(_LINE, draw, with_next=k < 1) for k in range(_COMMENT_LINES))]


def _words(
    drawing: Drawing,
    sheet: Sheet,
    style: Style,
    text: str,
    lead: float,
    top: float,
    element: Element,
) -> float:
    """Words in the middle of a line of handwriting; where they end (plus a gap)."""
    line = single(text, style, int(sheet.right_to_left))
    y = top - (_LINE - style.leading) / 2
    draw_line(drawing, line, style, (sheet.x(lead, line.width), line.width, y), "start", element)
    return lead + line.width + 8 * PIXEL


def _tag_choice(
    drawing: Drawing,
    sheet: Sheet,
    styles: Styles,
    tag: Tag,
    lead: float,
    top: float,
    element: Element,
) -> float:
    """An empty box to tick, the tag's letter and name."""
    look = sheet.look.tags[tag]
    side = 14 * PIXEL
    with drawing.artifact():
        y = top - (_LINE + side) / 2
        drawing.frame((sheet.x(lead, side), y, side, side), look.ink, 1, 2)
    lead += side + 5 * PIXEL
    chip = 20 * PIXEL
    corner = (sheet.x(lead, chip), top - (_LINE - chip) / 2)
    badges.draw_letter(drawing, sheet, corner, tag, element)
    name = sheet.words.say(f"tag.{tag}")
    lead += chip + 5 * PIXEL
    return _words(drawing, sheet, styles.body, name, lead, top, element) + 10 * PIXEL


def _writing_line(
    drawing: Drawing, sheet: Sheet, lead: float, top: float, end: float | None = None
) -> None:
    y = top - _LINE + 8 * PIXEL
    last = sheet.width - _PAD if end is None else end
    if last - lead < 12:
        return
    with drawing.artifact():
        drawing.rule((sheet.x(lead), y), (sheet.x(last), y), sheet.look.quiet, 0.5)


def _frame(drawing: Drawing, sheet: Sheet, top: float, height: float) -> None:
    with drawing.artifact():
        box = (sheet.x(0, sheet.width), top - height, sheet.width, height)
        drawing.frame(box, sheet.look.hairline, 0.75, 6 * PIXEL)
