"""What a tagged PDF says, as pypdf reads it: its tree, its marked content, its annotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

_BFRANGE = re.compile(rb"<([0-9A-F]{4})><([0-9A-F]{4})>\[((?:<[0-9A-F]*>)*)\]")


@dataclass
class Node:
    """An element: its type, what it is said to be, and in their order its elements, the texts of
    its marks and the annotations it holds."""

    type: str
    alt: str = ""
    lang: str = ""
    attributes: dict[str, Any] = field(default_factory=dict[str, Any])
    kids: list["Node | str | dict[str, Any]"] = field(default_factory=list[Any])

    def all(self, *types: str) -> Iterator["Node"]:
        """Itself and those in it, in reading order; ``types``: only these."""
        if not types or self.type in types:
            yield self
        for kid in self.elements:
            yield from kid.all(*types)

    @property
    def elements(self) -> list["Node"]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def annotations(self) -> list[dict[str, Any]]:
        return [kid for kid in self.kids if isinstance(kid, dict)]

    @property
    def text(self) -> str:
        """Its own words and those of the elements in it, alternative text for the latter."""
        parts = [
            kid if isinstance(kid, str) else (kid.alt or kid.text) if isinstance(kid, Node) else ""
            for kid in self.kids
        ]
        return " ".join(part for part in parts if part)


class Tagged:
    """A tagged PDF read whole. Raises AssertionError where tree and pages do not fit together."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(BytesIO(data))
        self.root: Any = self.reader.trailer["/Root"]
        tree = self.root["/StructTreeRoot"]
        numbers = tree["/ParentTree"]["/Nums"]
        self._parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        self.pages: list[dict[int, str]] = []
        self.untagged: list[str] = []
        for page in self.reader.pages:
            self.pages.append(self._marks_of(page))
        self._page_of = {
            page.indirect_reference.idnum: at
            for at, page in enumerate(self.reader.pages)
            if page.indirect_reference
        }
        self._owned: set[tuple[int, int]] = set()
        self._held: set[int] = set()
        (top,) = tree["/K"]
        self.document = self._node(top, tree.indirect_reference or tree)
        self._check()

    def _node(self, reference: Any, parent: Any) -> Node:
        element = reference.get_object()
        assert element["/P"].get_object() == parent.get_object()
        node = Node(
            str(element["/S"])[1:],
            str(element.get("/Alt", "")),
            str(element.get("/Lang", "")),
            dict(element.get("/A", {})),
        )
        own_page = element.raw_get("/Pg").idnum if "/Pg" in element else None
        held = element.get("/K", [])
        for kid in held if isinstance(held, list) else [held]:
            if isinstance(kid, int):
                node.kids.append(self._mark(own_page, int(kid), reference))
                continue
            kind = kid.get_object().get("/Type") if hasattr(kid, "get_object") else None
            if kind == "/MCR":
                page, mcid = kid.raw_get("/Pg").idnum, int(kid["/MCID"])
                node.kids.append(self._mark(page, mcid, reference))
            elif kind == "/OBJR":
                target = kid.raw_get("/Obj")
                annotation = target.get_object()
                owner = self._parents[annotation["/StructParent"]]
                assert owner.get_object() == element
                assert target in self.reader.pages[self._at(kid)].get("/Annots", [])
                self._held.add(target.idnum)
                node.kids.append(dict(annotation))
            else:
                node.kids.append(self._node(kid, reference))
        return node

    def _at(self, kid: Any) -> int:
        return self._page_of[kid.raw_get("/Pg").idnum]

    def _mark(self, page: Any, mcid: int, owner: Any) -> str:
        at = self._page_of[page]
        assert (at, mcid) not in self._owned
        self._owned.add((at, mcid))
        key = self.reader.pages[at]["/StructParents"]
        assert self._parents[key][mcid].get_object() == owner.get_object()
        return self.pages[at][mcid]

    def _check(self) -> None:
        """Every mark has its element, every annotation too, and nothing else is on the pages."""
        assert self._owned == {(k, mcid) for k, marks in enumerate(self.pages) for mcid in marks}
        there = {one.idnum for page in self.reader.pages for one in page.get("/Annots", [])}
        assert self._held == there
        assert not self.untagged, self.untagged[:3]

    def _marks_of(self, page: Any) -> dict[int, str]:
        """The text of each MCID. What paints outside all marks is noted as untagged."""
        fonts = {
            name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()
        }
        marks: dict[int, str] = {}
        open_marks: list[int | str] = []
        letters: dict[int, str] = {}
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                about = operands[1] if len(operands) > 1 else {}
                open_marks.append(about.get("/MCID", operands[0]))
                if "/MCID" in about:
                    assert not any(mark != "/Span" for mark in open_marks[:-1]), "marks in marks"
                    assert about["/MCID"] not in marks
                    marks[about["/MCID"]] = ""
                if operands[0] == "/Artifact":
                    assert len(open_marks) == 1, "an artifact inside a mark"
            elif operator == b"EMC":
                open_marks.pop()
            elif operator == b"Tf":
                letters = fonts[operands[0]]
            elif operator in (b"Tj", b"f", b"S", b"Do"):
                if not open_marks:
                    self.untagged.append(f"{operator!r} {operands!r}")
                if operator == b"Tj" and isinstance(open_marks[0], int):
                    raw = operands[0]
                    codes = raw if isinstance(raw, bytes) else raw.original_bytes
                    said = [
                        letters[int.from_bytes(codes[k : k + 2], "big")]
                        for k in range(0, len(codes), 2)
                    ]
                    turned = any("\u0600" <= letter[:1] <= "\u06ff" for letter in said)
                    marks[open_marks[0]] += "".join(said[::-1] if turned else said)
        assert not open_marks
        return marks


def _letters(font: Any) -> dict[int, str]:
    letters: dict[int, str] = {}
    for first, last, row in _BFRANGE.findall(font["/ToUnicode"].get_data()):
        texts = row.decode()[1:-1].split("><")
        codes = range(int(first, 16), int(last, 16) + 1)
        for code, text in zip(codes, texts, strict=True):
            letters[code] = bytes.fromhex(text).decode("utf-16-be")
    return letters
