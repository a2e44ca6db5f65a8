"""Annotations: highlights with what is said of them, links within the document.

All are told in the structure tree. A highlight paints nothing: its colour is on the page already,
the same in every reader and on paper, and a second tint would darken it. (Its appearance is empty;
for poppler, which draws one of its own all the same, it is see-through too.)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.formats.typesetting.objects import Objects, plain, text_string

Box = tuple[float, float, float, float]  # left, bottom, right, top

_PRINTED = 4
_LOCKED = 128 | _PRINTED  # not moved or deleted by a slip of the hand
_EDGE = 2
_SEVERAL_LINES = 1 << 12


@dataclass(frozen=True, slots=True, eq=False)
class Highlight:
    """A stretch of text that somebody marked: ``name`` tells it apart in the document, ``by`` is
    who marked it, ``note`` what is said of it, ``colour`` «#RRGGBB»."""

    name: str
    by: str
    note: str
    colour: str


def write_highlight(
    objects: Objects,
    number: int,
    highlight: Highlight,
    boxes: Sequence[Box],
    page: int,
    key: int,
    empty: int,
) -> None:
    """Writes the part of a highlight that lies on ``page`` (an object, as all numbers but ``key``,
    the annotation's key in the parent tree). ``empty`` is an appearance that shows nothing."""
    quads = " ".join(
        f"{left:.2f} {top:.2f} {right:.2f} {top:.2f} {left:.2f} {low:.2f} {right:.2f} {low:.2f}"
        for left, low, right, top in boxes
    )  # in this order, whatever ISO 32000 says: it is the one that readers draw
    around = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    parts = (int(highlight.colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    objects.put(
        number,
        f"<</Type/Annot/Subtype/Highlight/Rect[{_numbers(around)}]/QuadPoints[{quads}]"
        f"/C[{' '.join(f'{part:.3f}' for part in parts)}]/CA 0/F {_LOCKED}"
        f"/Contents{text_string(plain(highlight.note))}/T{text_string(plain(highlight.by))}"
        f"/NM({highlight.name})/AP<</N {empty} 0 R>>/P {page} 0 R/StructParent {key}>>",
    )


def write_link(
    objects: Objects, number: int, box: Box, target: str, says: str, page: int, key: int
) -> None:
    """Writes a link to the named place ``target``; ``says`` is what a screen reader calls it."""
    left, low, right, top = box
    wide = (left - _EDGE, low - _EDGE, right + _EDGE, top + _EDGE)
    objects.put(
        number,
        f"<</Type/Annot/Subtype/Link/Rect[{_numbers(wide)}]/Border[0 0 0]/F {_PRINTED}/H/I"
        f"/Dest({target})/Contents{text_string(plain(says))}/P {page} 0 R/StructParent {key}>>",
    )


@dataclass(frozen=True, slots=True)
class Field:
    """A box to type into: ``name`` is its own in the document (ASCII), ``says`` what a screen
    reader calls it, ``size`` that of its text, ``base`` the direction in which it begins."""

    name: str
    says: str
    size: float
    base: int
    several_lines: bool = False


def write_field(objects: Objects, number: int, field: Field, box: Box, page: int, key: int) -> None:
    """Writes an empty field. What is typed is set by the reader, in a face of its own: of ours it
    would take the letters one by one, unjoined and from the left."""
    width, height = box[2] - box[0], box[3] - box[1]
    empty = objects.add_stream(
        f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]/Resources<<>>",
        b"/Tx BMC\nEMC",
        packed=False,
    )
    objects.put(
        number,
        f"<</Type/Annot/Subtype/Widget/FT/Tx/T({field.name})/TU{text_string(plain(field.says))}"
        f"/V()/DV()/Q {2 if field.base else 0}/Ff {_SEVERAL_LINES if field.several_lines else 0}"
        f"/DA{appearance(field.size)}/F {_PRINTED}/Rect[{_numbers(box)}]/MK<<>>"
        f"/AP<</N {empty} 0 R>>/P {page} 0 R/StructParent {key}>>",
    )


def appearance(size: float) -> str:
    """How what is typed is set, for want of anything better (ISO 32000-1, 12.7.3.3)."""
    return f"(/Helv {size:g} Tf 0 g)"


def write_form(objects: Objects, fields: Sequence[int]) -> int:
    """The form that all fields belong to; its object."""
    listed = " ".join(f"{field} 0 R" for field in fields)
    font = objects.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    return objects.add(f"<</Fields[{listed}]/DR<</Font<</Helv {font} 0 R>>>>/DA{appearance(11)}>>")


def _numbers(values: Sequence[float]) -> str:
    return " ".join([f"{value:.2f}" for value in values])
