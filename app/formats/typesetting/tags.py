"""The structure tree of a tagged PDF: what a page says, in the order in which it is read.

How a strip gets its structure (``sheet.root`` is the worksheet's ``Document`` element)::

    section = sheet.root.add("Sect")                    # when the strips are made, in reading order
    paragraph = section.add("P")
    drawing.text(line, baseline, colour, paragraph)     # when they are drawn, line by line
    with drawing.artifact():                            # bands, rules, feet, repeated heads
        drawing.rule(…)

An element may get text on several pages. All text is drawn with its element or inside an artifact;
inside an artifact elements, links, anchors and bookmarks are left out, so that a strip which was
told once can be drawn again as decoration. Empty elements are not written, empty cells are. Letters
that need words have them in ``alt``; there is no ActualText, which ruins the text that is copied.

The types are those of ISO 32000-1, 14.8.4: Sect, Art, H1…, P, L/LI/Lbl/LBody, Table/TR/TH/TD, Span,
Link, Figure, Form, Annot.
"""

from collections.abc import Sequence

from app.formats.typesetting.objects import Objects, text_string

COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
ROW_HEAD = "/A<</O/Table/Scope/Row>>"
NUMBERED = "/A<</O/List/ListNumbering/Decimal>>"
_KEPT_EMPTY = frozenset(("LBody", "TD", "TH"))
_PAGE = 16  # bits of a mark that hold its MCID; the page stands above them
_MCID = (1 << _PAGE) - 1


def spanning(columns: int) -> str:
    """The entries of a cell that stretches over ``columns``."""
    return f"/A<</O/Table/ColSpan {columns}>>"


class Element:
    """A node of the tree.

    ``about`` are entries of its dictionary, written as PDF. ``base`` is the direction of its text
    (1: right to left), known once it has some. ``kids`` are elements, marks (page and MCID in one
    number) and ``(page, object)`` of annotations.
    """

    __slots__ = ("about", "alt", "base", "kids", "number", "type")

    def __init__(self, type: str, about: str = "", alt: str = "") -> None:
        self.type, self.about, self.alt = type, about, alt
        self.base: int | None = None
        self.number = 0
        self.kids: list[Element | int | tuple[int, int]] = []

    def add(self, type: str, about: str = "", alt: str = "") -> "Element":
        """A new last child."""
        kid = Element(type, about, alt)
        self.kids.append(kid)
        return kid

    def mark(self, page: int, mcid: int) -> None:
        """Owns the marked content ``mcid`` of a page (counted from 0)."""
        self.kids.append(page << _PAGE | mcid)

    def hold(self, page: int, annotation: int) -> None:
        """Owns an annotation, by its object's number."""
        self.kids.append((page, annotation))


def document() -> Element:
    """The root of a tree."""
    return Element("Document")


class Languages:
    """The language of text by its direction: the document's own, and of the other direction."""

    def __init__(self, own: str) -> None:
        self.base = int(own == "ar")
        self._by_base = ("en" if own == "ar" else own, "ar")

    def of(self, base: int) -> str:
        return self._by_base[base]


def write_tree(
    objects: Objects,
    root: Element,
    pages: Sequence[int],
    owners: Sequence[Sequence[Element]],
    annotations: Sequence[Element],
    languages: Languages,
) -> int:
    """Writes the tree; returns the object of its StructTreeRoot.

    ``pages`` are the objects of the pages, ``owners`` for each page the elements of its MCIDs; they
    have the keys 0, 1, … in the parent tree, and ``annotations`` the keys after these.
    """
    top = objects.new()
    root.number = objects.new()
    _write(objects, root, top, [f"{page} 0 R" for page in pages], languages)
    lists = [
        f"{page}[{' '.join([f'{owner.number} 0 R' for owner in owned])}]"
        for page, owned in enumerate(owners)
    ]
    single = [f"{key} {owner.number} 0 R" for key, owner in enumerate(annotations, len(pages))]
    tree = objects.add(f"<</Nums[{' '.join(lists + single)}]>>")
    objects.put(
        top,
        f"<</Type/StructTreeRoot/K[{root.number} 0 R]/ParentTree {tree} 0 R"
        f"/ParentTreeNextKey {len(pages) + len(annotations)}>>",
    )
    return top


def _write(
    objects: Objects, element: Element, parent: int, pages: Sequence[str], languages: Languages
) -> None:
    body = f"<</S/{element.type}/P {parent} 0 R{element.about}"
    if element.base is not None and element.base != languages.base:
        body += f"/Lang({languages.of(element.base)})"
    if element.alt:
        body += f"/Alt{text_string(element.alt)}"
    if len(element.kids) == 1 and type(mark := element.kids[0]) is int:  # most of all
        objects.put(element.number, f"{body}/Pg {pages[mark >> _PAGE]}/K {mark & _MCID}>>")
        return
    page = -1
    kids: list[str] = []
    for kid in element.kids:
        if type(kid) is int:
            at, mcid = kid >> _PAGE, kid & _MCID
            if page < 0:
                page = at
                body += f"/Pg {pages[page]}"
            kids.append(str(mcid) if at == page else f"<</Type/MCR/Pg {pages[at]}/MCID {mcid}>>")
        elif type(kid) is tuple:
            kids.append(f"<</Type/OBJR/Pg {pages[kid[0]]}/Obj {kid[1]} 0 R>>")
        elif type(kid) is Element and _speaks(kid):
            kid.number = objects.new()
            kids.append(f"{kid.number} 0 R")
            _write(objects, kid, element.number, pages, languages)
    objects.put(element.number, f"{body}/K[{' '.join(kids)}]>>")


def _speaks(element: Element) -> bool:
    """Whether it or anything in it holds something (an empty cell holds its place)."""
    if element.type in _KEPT_EMPTY:
        return True
    return any(type(kid) is not Element or _speaks(kid) for kid in element.kids)
