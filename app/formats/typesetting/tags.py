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
    tree = _Tree(objects, [f"{page} 0 R" for page in pages], languages)
    root.number = objects.new()
    tree.write(root, top)
    for owned, number in zip(owners, tree.lists(), strict=True):
        objects.put(number, f"[{' '.join([f'{owner.number} 0 R' for owner in owned])}]")
    keyed = [*tree.lists(), *[owner.number for owner in annotations]]
    numbers = objects.add(f"<</Nums[{' '.join([f'{k} {n} 0 R' for k, n in enumerate(keyed)])}]>>")
    objects.put(
        top,
        f"<</Type/StructTreeRoot/K[{root.number} 0 R]/ParentTree {numbers} 0 R"
        f"/ParentTreeNextKey {len(keyed)}>>",
    )
    return top


class _Tree:
    """The tree being written. ``pages`` are references to these."""

    def __init__(self, objects: Objects, pages: Sequence[str], languages: Languages) -> None:
        self._objects, self._pages, self._languages = objects, pages, languages
        self._lists: list[int] = []  # for each page so far, the object that lists its owners

    def lists(self) -> list[int]:
        """For each page the object that lists the owners of its marks: it stands beside these, for
        what is near costs little to say again in a compressed stream."""
        self._reach(len(self._pages) - 1)
        return self._lists

    def _reach(self, page: int) -> None:
        while len(self._lists) <= page:
            self._lists.append(self._objects.new())

    def write(self, element: Element, parent: int) -> None:
        pages, languages = self._pages, self._languages
        body = f"<</S/{element.type}/P {parent} 0 R{element.about}"
        if element.base is not None and element.base != languages.base:
            body += f"/Lang({languages.of(element.base)})"
        if element.alt:
            body += f"/Alt{text_string(element.alt)}"
        kids = element.kids
        if len(kids) == 1 and type(mark := kids[0]) is int:  # most of all
            at = mark >> _PAGE
            if at >= len(self._lists):
                self._reach(at)
            self._objects.put(element.number, f"{body}/Pg {pages[at]}/K {mark & _MCID}>>")
            return
        page = next((kid >> _PAGE for kid in kids if type(kid) is int), -1)
        if page >= 0:
            self._reach(page)
            body += f"/Pg {pages[page]}"
        said: list[str] = []
        for kid in kids:
            if type(kid) is int:
                at, mcid = kid >> _PAGE, kid & _MCID
                mark = f"<</Type/MCR/Pg {pages[at]}/MCID {mcid}>>"
                said.append(str(mcid) if at == page else mark)
            elif type(kid) is tuple:
                said.append(f"<</Type/OBJR/Pg {pages[kid[0]]}/Obj {kid[1]} 0 R>>")
            elif type(kid) is Element and _speaks(kid):
                kid.number = self._objects.new()
                said.append(f"{kid.number} 0 R")
                self.write(kid, element.number)
        self._objects.put(element.number, f"{body}/K[{' '.join(said)}]>>")


def _speaks(element: Element) -> bool:
    """Whether it or anything in it holds something (an empty cell holds its place)."""
    if element.type in _KEPT_EMPTY:
        return True
    return any(type(kid) is not Element or _speaks(kid) for kid in element.kids)
