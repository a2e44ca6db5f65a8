"""The page: takes placed lines and plain shapes, writes them as PDF.

Runs are written in logical order, each a text object of its own, and the glyphs of a right-to-left
run from left to right: of all orders tried, the one in which most readers of PDF find and copy most
words (``python -m tests.bench.found``). ActualText would ruin that and is not used.

Everything on a page is told in the structure tree (``tags`` says how) or is an artifact.
"""

from collections.abc import Callable, Generator, Hashable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, NamedTuple

from app.formats.typesetting.annotations import (
    Box,
    Field,
    Highlight,
    write_field,
    write_form,
    write_highlight,
    write_link,
)
from app.formats.typesetting.attachments import Attachment, write_attachment
from app.formats.typesetting.faces import Face
from app.formats.typesetting.fonts import CellFont, number
from app.formats.typesetting.metadata import write_information, write_metadata
from app.formats.typesetting.navigation import Bookmark, Place, write_bookmarks, write_places
from app.formats.typesetting.objects import Objects
from app.formats.typesetting.pictures import write_picture
from app.formats.typesetting.pieces import pieces_of
from app.formats.typesetting.placing import PlacedLine
from app.formats.typesetting.tags import Element, Languages, document, write_tree

_PEN = "1 j"  # round where lines meet
_ARC = 0.5523  # how far the handles of a quarter circle's curve reach
_POINT = "%.2f %.2f"
_CORNER = f"{_POINT} l {_POINT} {_POINT} {_POINT} c"
_ROUNDED = f"{_POINT} m {_CORNER} {_CORNER} {_CORNER} {_CORNER} h"


class _Link(NamedTuple):
    """A link that is written at the end, when all places are known."""

    page: int
    element: Element
    target: str
    box: Box
    says: str


class _Filled(NamedTuple):
    """A field."""

    page: int
    element: Element
    field: Field
    box: Box


class _Lit(NamedTuple):
    """What a highlight covers of a page."""

    page: int
    element: Element
    highlight: Highlight
    boxes: list[Box]


class Drawing:
    """A PDF being drawn by ``creator``, a program; ``root`` (see ``tags``) is the structure of what
    it says.

    The origin is the bottom left; lengths in points, colours «#RRGGBB».
    """

    def __init__(
        self,
        out: IO[bytes],
        size: tuple[float, float],
        *,
        title: str,
        language: str,
        creator: str,
        root: Element | None = None,
    ) -> None:
        self._out, self._size = out, size
        self._objects = Objects()
        self._tree = self._objects.new()  # of pages
        self._code: list[str] = []  # of the page in hand
        self._title, self._creator, self._language = title, creator, language
        self._languages = Languages(language)
        self._root = root or document()
        self._cell_fonts: dict[Face, CellFont] = {}
        self._colours: dict[str, str] = {}
        self._hidden = 0  # how many artifacts are open
        self._forget_state()
        self._spoken: tuple[Element | None, int] = (None, 0)  # who spoke last; where it ended
        self._pages: list[int] = []  # their objects
        self._owners: list[list[Element]] = [[]]  # of the marks on each page
        self._places: dict[str, Place] = {}
        self._bookmarks: list[Bookmark] = []
        self._links: list[_Link] = []
        self._lit: dict[Highlight, _Lit] = {}  # on the page in hand
        self._highlights: list[_Lit] = []
        self._closed: list[str] = []  # the pages that are done, all but their annotations
        self._pictures: dict[tuple[bytes, bool], int] = {}  # their objects
        self._stamps: dict[Hashable, int] = {}  # their objects
        self._shown: dict[int, None] = {}  # of these, on the page in hand
        self._fields: list[_Filled] = []
        self._attachment: Attachment | None = None
        self._part = ""  # what stands before the names of its places

    @property
    def page(self) -> int:
        """The page in hand, counted from 0."""
        return len(self._pages)

    def text(
        self, line: PlacedLine, baseline: float, colour: str, element: Element | None = None
    ) -> None:
        """A line of text with its baseline at ``baseline``, said by ``element``.

        Only inside an artifact may there be no element; there it is left out.
        """
        if not line.runs:
            return
        teller = None if self._hidden else element
        if teller:
            self._begin(teller, line.paragraph.base)
        baseline -= self._base()
        left, size, y = line.x, line.size, f"{baseline:.1f}"
        shown = self._paint(colour)
        for face, parts, level, foreign, hangs in pieces_of(line, self._languages.base == 1):
            if not parts or (hangs and not teller):
                continue
            font = self._cell_fonts.get(face) or self._new_font(face)
            if (font, size) != self._font:
                self._font = font, size
                shown += f"/{font.name} {number(size)} Tf "
            text = ""
            for x, cells in parts:
                text += f"BT {left + x:.1f} {y} Td ({font.encode(cells)}) Tj ET "
            if foreign and teller and level != teller.base:
                text = f"/Span <</Lang({self._languages.of(level)})>> BDC {text}EMC "
            shown += text
        self._write(shown)
        if teller:
            self._end(teller)

    @contextmanager
    def artifact(self, kind: str = "") -> Generator[None]:
        """What is drawn inside is decoration, no part of what the page says, even if it has an
        element. ``kind``: Pagination, Layout or Page."""
        if not self._hidden:
            self._write(f"/Artifact <</Type/{kind}>> BDC" if kind else "/Artifact BMC")
        self._hidden += 1
        yield
        self._hidden -= 1
        if not self._hidden:
            self._write("EMC")

    @contextmanager
    def figure(self, element: Element) -> Generator[None]:
        """What is drawn inside (no text) is a picture that ``element.alt`` puts into words."""
        told = not self._hidden
        if told:
            self._begin(element, None)
        yield
        if told:
            self._end(element)

    @contextmanager
    def part(self, name: str) -> Generator[None]:
        """What is drawn inside is one of several documents in this one: the names of its places,
        links and highlights are its own, its bookmarks stand under the last before it.

        Seen from outside, its place «p» is ``name`` + «p».
        """
        self._part = name
        yield
        self._part = ""

    def place(self, name: str, top: float) -> None:
        """Names this height of the page, for links to go to; the first of a name is meant."""
        if not self._hidden:
            self._places.setdefault(self._part + name, Place(len(self._pages), top))

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry of the outline; ``level`` counts from 1."""
        if not self._hidden:
            place = Place(len(self._pages), top)
            self._bookmarks.append(Bookmark(level + bool(self._part), title, place))

    def link(self, element: Element, box: Box, target: str, says: str) -> None:
        """Makes ``box`` (left, bottom, right, top) a link to the place ``target``, part of
        ``element`` (a Link). Where no such place comes to be, there is no link."""
        if not self._hidden:
            there = self._part + target
            self._links.append(_Link(len(self._pages), element, there, box, says))

    def highlight(self, highlight: Highlight, box: Box, element: Element) -> None:
        """Adds a box (left, bottom, right, top) on this page to a highlight; an annotation of its
        own for each page, told among what ``element`` says."""
        if self._hidden:
            return
        lit = self._lit.get(highlight)
        if lit is None:
            named = highlight
            if self._part:
                named = replace(highlight, name=self._part + highlight.name)
            lit = self._lit[highlight] = _Lit(len(self._pages), element.add("Annot"), named, [])
        lit.boxes.append(box)

    def picture(
        self, picture: bytes, box: tuple[float, float, float, float], *, colour: bool = True
    ) -> None:
        """A PNG or JPEG over the whole of a box (x, y, width, height), in greys where not
        ``colour``. To be drawn inside an artifact or a figure."""
        known = picture, colour
        number = self._pictures.get(known)
        if number is None:
            number = write_picture(self._objects, picture, colour=colour)
            self._pictures[known] = number
        self._shown[number] = None
        x, y, width, height = box
        y -= self._base()
        self._write(f"q {width:.2f} 0 0 {height:.2f} {_point(x, y)} cm /P{number} Do Q")

    def field(self, element: Element, box: Box, field: Field) -> None:
        """A box (left, bottom, right, top) to type into, part of ``element`` (a Form)."""
        if not self._hidden:
            own = replace(field, name=self._part + field.name)
            self._fields.append(_Filled(len(self._pages), element, own, box))

    def stamp(
        self,
        name: str,
        corner: tuple[float, float],
        size: tuple[float, float],
        draw: Callable[[], None],
    ) -> None:
        """What ``draw`` draws at the origin, drawn at ``corner`` (its bottom left). Written once
        for all that have its ``name``. Shapes alone, no more than a point beyond their ``size``;
        inside an artifact or a figure."""
        box = -1, -1, size[0] + 1, size[1] + 1
        number = self._stamps.get(name) or self._form(name, box, draw)
        self._shown[number] = None
        y = corner[1] - self._base()
        self._code.append(f"q 1 0 0 1 {corner[0]:.2f} {y:.2f} cm /P{number} Do Q")

    def again(self, name: Hashable, draw: Callable[[], None]) -> None:
        """What ``draw`` draws at the same place of several pages, text as well: written once for
        all that have its ``name``. Inside an artifact."""
        number = self._stamps.get(name) or self._form(name, (0, 0, *self._size), draw)
        self._shown[number] = None
        self.stand(0)
        self._base()
        self._code.append(f"/P{number} Do")

    def _form(self, name: Hashable, box: Box, draw: Callable[[], None]) -> int:
        """Writes what ``draw`` draws within ``box`` as an object of its own, called ``name``."""
        kept = self._code, self._colour, self._font, self._line, self._wanted, self._height
        self._code = []
        self._forget_state()
        draw()
        entries = f"/Type/XObject/Subtype/Form/BBox[{' '.join(map(number, box))}]"
        fonts = f"/Font {self._objects.fonts} 0 R" if self._font else ""
        self._stamps[name] = self._objects.add_stream(
            f"{entries}/Resources<<{fonts}>>", "\n".join(self._code).encode("latin-1")
        )
        self._code, self._colour, self._font, self._line, self._wanted, self._height = kept
        return self._stamps[name]

    def fill(
        self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0
    ) -> None:
        """A filled box with its bottom left corner at (x, y)."""
        radius = min(radius, width / 2, height / 2)
        y -= self._base()
        if not radius:
            self._write(f"{self._paint(colour)}{_box(x, y, width, height, 0)} f")
            return
        # The box without its margin, and a pen as wide around it: all pens have round corners.
        inner = _box(x + radius, y + radius, width - 2 * radius, height - 2 * radius, 0)
        pen = self._pen(colour, 2 * radius, ())
        self._write(f"{self._paint(colour)}{pen}{inner} B")

    def frame(
        self,
        box: tuple[float, float, float, float],
        colour: str,
        thickness: float,
        radius: float = 0,
        dash: Sequence[float] = (),
    ) -> None:
        """The outline of a box (x, y, width, height)."""
        x, y, width, height = box
        path = _box(x, y - self._base(), width, height, radius)
        self._write(f"{self._pen(colour, thickness, dash)}{path} S")

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled shape with straight sides."""
        base = self._base()
        path = " l ".join(_point(x, y - base) for x, y in points)
        first, rest = path.split(" l ", 1)
        self._write(f"{self._paint(colour)}{first} m {rest} l h f")

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        thickness: float,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line; dashes begin at ``start``."""
        pen = self._pen(colour, thickness, dash)
        base = self._base()
        ends = f"{_point(start[0], start[1] - base)} m {_point(end[0], end[1] - base)} l"
        self._write(f"{pen}{ends} S")

    def end_page(self) -> None:
        objects, page = self._objects, len(self._pages)
        self._highlights += self._lit.values()
        self._lit = {}
        content = objects.add_stream("", "\n".join([_PEN, *self._code]).encode("latin-1"))
        width, height = self._size
        forms = "".join([f"/P{number} {number} 0 R" for number in self._shown])
        self._pages.append(objects.new())
        self._closed.append(
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {number(width)} {number(height)}]"
            f"/Resources<</Font {objects.fonts} 0 R/XObject<<{forms}>>>>/Contents {content} 0 R"
            f"/StructParents {page}/Tabs/S"
        )
        self._code, self._shown = [], {}
        self._owners.append([])
        self._spoken = (None, 0)
        self._forget_state()

    def attach(self, attachment: Attachment) -> None:
        """Puts a file of data on the whole document into it."""
        self._attachment = attachment

    def _forget_state(self) -> None:
        """What a new page is drawn with is not known yet."""
        self._colour = ""
        self._font: tuple[CellFont, float] | None = None
        self._line: tuple[str, float, Sequence[float]] | None = None
        self._height: float = 0  # from where heights are written
        self._wanted: float = 0  # and from where they are to be

    def save(self) -> None:
        """Writes the file. Nothing can be drawn after it."""
        objects, pages = self._objects, self._pages
        kids = " ".join([f"{page} 0 R" for page in pages])
        objects.put(self._tree, f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
        annotated, fields = self._write_annotations()
        tree = write_tree(objects, self._root, pages, self._owners[:-1], annotated, self._languages)
        information = write_information(objects, self._title, self._creator)
        metadata = write_metadata(
            objects, self._title, self._language, self._creator,
            self._attachment.data if self._attachment else b"",
        )  # fmt: skip
        entries = [
            f"/Type/Catalog/Pages {self._tree} 0 R",
            f"/Lang({self._language})/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R",
            f"/Metadata {metadata} 0 R",
            "/ViewerPreferences<</DisplayDocTitle true",
            "/Direction/R2L>>" if self._languages.base else ">>",
        ]
        if fields:
            entries.append(f"/AcroForm {write_form(objects, fields)} 0 R")
        if self._bookmarks:
            entries.append(f"/Outlines {write_bookmarks(objects, self._bookmarks, pages)} 0 R")
        names: list[str] = []
        if self._attachment:
            file = write_attachment(objects, self._attachment)
            entries.append(f"/AF[{file} 0 R]")
            names.append(f"/EmbeddedFiles<</Names[({self._attachment.name}){file} 0 R]>>")
        if self._places:
            names.append(f"/Dests {write_places(objects, self._places, pages)} 0 R")
        if names:
            entries.append(f"/Names<<{''.join(names)}>>")
        catalog = objects.add(f"<<{''.join(entries)}>>")
        self._out.write(objects.written(catalog, information))

    def _write_annotations(self) -> tuple[list[Element], list[int]]:
        """Writes all annotations; whose each of them is, in the order of their keys, and which are
        fields."""
        objects = self._objects
        empty = objects.add_stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>", b"", packed=False
        )
        owners: list[Element] = []
        listed: list[list[str]] = [[] for _ in self._pages]

        def new(element: Element, page: int) -> tuple[int, int, int]:
            """Its number, its page's, its key."""
            number = objects.new()
            element.hold(page, number)
            owners.append(element)
            listed[page].append(f"{number} 0 R")
            return number, self._pages[page], len(self._pages) + len(owners) - 1

        for page, element, highlight, boxes in self._highlights:
            number, at, key = new(element, page)
            write_highlight(objects, number, highlight, boxes, at, key, empty)
        for page, element, target, box, says in self._links:
            if target in self._places:
                number, at, key = new(element, page)
                write_link(objects, number, box, target, says, at, key)
            else:
                element.type = "Span"
        fields: list[int] = []
        for page, element, field, box in self._fields:
            number, at, key = new(element, page)
            write_field(objects, number, field, box, at, key)
            fields.append(number)
        for number, page, found in zip(self._pages, self._closed, listed, strict=True):
            objects.put(number, f"{page}/Annots[{' '.join(found)}]>>" if found else f"{page}>>")
        return owners, fields

    def _begin(self, element: Element, base: int | None) -> None:
        """Opens marked content of ``element``, or goes on with what it said last."""
        spoken, end = self._spoken
        if spoken is element and end == len(self._code):
            self._code.pop()
            return
        if element.base is None:
            element.base = base
        owners = self._owners[-1]
        element.mark(len(self._pages), len(owners))
        self._code.append(f"/{element.type} <</MCID {len(owners)}>> BDC")
        owners.append(element)

    def _end(self, element: Element) -> None:
        self._code.append("EMC")
        self._spoken = element, len(self._code)

    def _write(self, code: str) -> None:
        self._code.append(code)

    def stand(self, height: float) -> None:
        """Has heights written from this one on: in the file alone, for who draws they are those of
        the page. Distances within a strip repeat themselves from strip to strip, heights do not,
        and what repeats itself takes little room once it is compressed."""
        self._wanted = round(height, 2)

    def _base(self) -> float:
        """From where heights are written."""
        if self._wanted != self._height:
            self._code.append(f"1 0 0 1 0 {number(self._wanted - self._height)} cm")
            self._height = self._wanted
        return self._height

    def _paint(self, colour: str) -> str:
        """What makes ``colour`` that of text and of filled shapes, where another was."""
        if colour == self._colour:
            return ""
        self._colour = colour
        return f"{self._rgb(colour)} rg "

    def _pen(self, colour: str, thickness: float, dash: Sequence[float]) -> str:
        """The same for lines."""
        wanted = colour, thickness, dash
        if wanted == self._line:
            return ""
        self._line = wanted
        pattern = " ".join(number(part) for part in dash)
        return f"{self._rgb(colour)} RG {number(thickness)} w [{pattern}] 0 d "

    def _rgb(self, colour: str) -> str:
        code = self._colours.get(colour)
        if code is None:
            parts = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
            code = self._colours[colour] = " ".join(number(part) for part in parts)
        return code

    def _new_font(self, face: Face) -> CellFont:
        font = self._cell_fonts[face] = CellFont(face, f"T{len(self._cell_fonts) + 1}")
        self._objects.add_font(font)
        return font


def _point(x: float, y: float) -> str:
    return _POINT % (x, y)


def _box(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a box, its corners rounded."""
    if not radius:
        return f"{_point(x, y)} {_point(width, height)} re"
    r = min(radius, width / 2, height / 2)
    k = r * (1 - _ARC)
    right, top = x + width, y + height
    return _ROUNDED % (
        x + r, y,
        right - r, y, right - k, y, right, y + k, right, y + r,
        right, top - r, right, top - k, right - k, top, right - r, top,
        x + r, top, x + k, top, x, top - k, x, top - r,
        x, y + r, x, y + k, x + k, y, x + r, y,
    )  # fmt: skip
