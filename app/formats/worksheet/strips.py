"""Pages out of strips: everything on a worksheet is a stack of full-width strips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.formats.typesetting.drawing import Drawing

Draw = Callable[[Drawing, float], None]  # (page, its top edge from the bottom of the page)


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A stretch of the page that is never divided.

    ``before`` is the gap above it, dropped at the top of a page. ``with_next`` keeps it on the page
    of the next one. ``head`` (of a table, ``repeated``) is drawn again where it opens a page.
    """

    height: float
    draw: Draw
    before: float = 0
    with_next: bool = False
    head: "Strip | None" = None


Page = list[tuple[Strip, float]]  # strips with the distance of their tops from the body's top


def paginate(strips: Sequence[Strip], room: float) -> list[Page]:
    """Fill pages whose body is ``room`` high. At least one page."""
    pages: list[Page] = [[]]
    used = 0.0
    at = 0
    while at < len(strips):
        end = at
        while strips[end].with_next and end + 1 < len(strips):
            end += 1
        chain = strips[at : end + 1]
        height = sum(strip.height + strip.before for strip in chain)
        if pages[-1] and used + height > room and height - chain[0].before <= room:
            pages.append([])
            used = 0.0
        for strip in chain:
            used = _place(pages, strip, used, room)
        at = end + 1
    return pages


def _place(pages: list[Page], strip: Strip, used: float, room: float) -> float:
    """Puts one strip on the last page, or on a new one. Returns how much of it is used then."""
    gap = strip.before if pages[-1] else 0.0
    if pages[-1] and used + gap + strip.height > room + 0.01:
        pages.append([])
        used = gap = 0.0
    if not pages[-1] and strip.head is not None:
        pages[-1].append((strip.head, 0.0))
        used = strip.head.height
    pages[-1].append((strip, used + gap))
    return used + gap + strip.height


def repeated(head: Strip) -> Strip:
    """A head as it is drawn again: for the eye alone, for it has been told."""

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact("Pagination"):
            drawing.again((head, top), lambda: head.draw(drawing, top))

    return Strip(head.height, draw)
