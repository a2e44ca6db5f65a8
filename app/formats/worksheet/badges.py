"""Small drawn things: badges, letters of tags, knots of relations, stars."""

from math import cos, pi, sin

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import one_line
from app.formats.typesetting.tags import Element
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet

WIDTH = 36 * PIXEL
HEIGHT = 18 * PIXEL
STAR = 9 * PIXEL
_RADIUS = 4 * PIXEL
_LINE = 0.75


def draw_badge(
    drawing: Drawing,
    sheet: Sheet,
    corner: tuple[float, float],
    tag: Tag,
    number: int,
    element: Element,
    *,
    outlined: bool = False,
) -> None:
    """Letter and number of a claim, said by ``element``. ``corner`` is its top left; outlined: a
    claim of the key."""
    x, top = corner
    look = sheet.look.tags[tag]
    half = WIDTH / 2
    letter_at = half if sheet.right_to_left else 0
    bottom = top - HEIGHT

    def shape() -> None:
        if not outlined:
            drawing.fill(0, 0, WIDTH, HEIGHT, look.tint, _RADIUS)
            drawing.fill(letter_at, 0, half, HEIGHT, look.ink, _RADIUS)
            inner = half if sheet.right_to_left else half - _RADIUS
            drawing.fill(inner, 0, _RADIUS, HEIGHT, look.ink)
        drawing.frame((0, 0, WIDTH, HEIGHT), look.ink, _LINE, _RADIUS)
        on_letter = look.ink if outlined else look.on_ink
        _centred(drawing, sheet, look.letter, (letter_at, half, 0), on_letter, None)

    with drawing.artifact():
        name = f"badge {look.ink} {outlined}"
        drawing.stamp(name, (x, bottom), (WIDTH, HEIGHT), shape)
    number_x = x if sheet.right_to_left else x + half
    figure = sheet.words.figures(str(number))
    _centred(drawing, sheet, figure, (number_x, half, bottom), look.ink, element)


def link_badge(
    drawing: Drawing,
    sheet: Sheet,
    corner: tuple[float, float],
    tag: Tag,
    number: int,
    parent: Element,
    target: str,
    *,
    outlined: bool = False,
) -> None:
    """A badge that leads to the place ``target``; read as «الادعاء ٣: رأي» among ``parent``'s."""
    key = "told.missed" if outlined else "told.claim"
    figure = sheet.words.figures(str(number))
    says = sheet.say(key, n=figure, tag=sheet.words.say(f"tag.{tag}"))
    element = parent.add("Link", alt=says)
    draw_badge(drawing, sheet, corner, tag, number, element, outlined=outlined)
    x, top = corner
    drawing.link(element, (x, top - HEIGHT, x + WIDTH, top), target, says)


def draw_letter(
    drawing: Drawing, sheet: Sheet, corner: tuple[float, float], tag: Tag, element: Element
) -> None:
    """The tag's letter alone in a square (20 px); ``corner`` is its top left."""
    x, top = corner
    side = 20 * PIXEL
    look = sheet.look.tags[tag]
    with drawing.artifact():
        drawing.fill(x, top - side, side, side, look.ink, _RADIUS)
    _centred(drawing, sheet, look.letter, (x, side, top - side + PIXEL), look.on_ink, element)


def draw_knot(
    drawing: Drawing, sheet: Sheet, corner: tuple[float, float], kind: RelationType
) -> None:
    """The glyph of a relation in a circle; ``corner`` is its top left. An artifact, for the name
    of the relation stands beside it."""
    x, top = corner
    look = sheet.look.relations[kind]

    def circle() -> None:
        drawing.frame((0, 0, HEIGHT, HEIGHT), look.ink, 1, HEIGHT / 2)

    with drawing.artifact():
        drawing.stamp(f"knot {look.ink}", (x, top - HEIGHT), (HEIGHT, HEIGHT), circle)
        if kind is RelationType.SAME_ORIGIN:
            size = 5 * PIXEL
            inset = (HEIGHT - size) / 2
            drawing.frame((x + inset, top - HEIGHT + inset, size, size), look.ink, 1, size / 2)
        else:
            box = (x, HEIGHT, top - HEIGHT - 0.5 * PIXEL)
            _centred(drawing, sheet, look.glyph, box, look.ink, None, 16 * PIXEL)


def draw_star(drawing: Drawing, centre: tuple[float, float], colour: str) -> None:
    """A full star: no face has one. To be drawn inside an artifact or a figure."""
    x, y = centre
    outer, inner = STAR / 2, STAR / 5
    points = [
        (x + r * sin(k * pi / 5), y + r * cos(k * pi / 5))
        for k in range(10)
        for r in (inner if k % 2 else outer,)
    ]
    drawing.polygon(points, colour)


def _centred(
    drawing: Drawing,
    sheet: Sheet,
    text: str,
    box: tuple[float, float, float],
    colour: str,
    element: Element | None,
    largest: float = 12 * PIXEL,
) -> None:
    """Text in the middle of a badge's half: (left, width, bottom)."""
    left, width, bottom = box
    size = min(largest, 27 * PIXEL / max(len(text), 1))
    line = one_line(sheet.fonts.semibold.shape(text, int(sheet.right_to_left)), size)
    drawing.text(line.place(left + (width - line.width) / 2), bottom + 5.6 * PIXEL, colour, element)
