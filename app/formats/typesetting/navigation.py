"""Ways through a document: named places and bookmarks."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.formats.typesetting.objects import Objects, plain, text_string


class Place(NamedTuple):
    """A height on a page (counted from 0)."""

    page: int
    top: float


class Bookmark(NamedTuple):
    """An entry of the outline; ``level`` counts from 1."""

    level: int
    title: str
    place: Place


def write_places(objects: Objects, places: Mapping[str, Place], pages: Sequence[int]) -> int:
    """The name tree of all places (names in ASCII); its object."""
    names = " ".join(f"({name}){_spot(places[name], pages)}" for name in sorted(places))
    return objects.add(f"<</Names[{names}]>>")


def write_bookmarks(objects: Objects, bookmarks: Sequence[Bookmark], pages: Sequence[int]) -> int:
    """The outline, entries of the first level closed; its object. Levels that are left out are
    closed up."""
    root = objects.new()
    numbers = [objects.new() for _ in bookmarks]
    parents = _parents(bookmarks)
    children: dict[int, list[int]] = {}
    for at, parent in enumerate(parents):
        children.setdefault(parent, []).append(at)
    for at, (bookmark, parent) in enumerate(zip(bookmarks, parents, strict=True)):
        beside = children[parent]
        place = beside.index(at)
        body = f"<</Title{text_string(plain(bookmark.title))}/Dest{_spot(bookmark.place, pages)}"
        body += f"/Parent {root if parent < 0 else numbers[parent]} 0 R"
        if place:
            body += f"/Prev {numbers[beside[place - 1]]} 0 R"
        if place + 1 < len(beside):
            body += f"/Next {numbers[beside[place + 1]]} 0 R"
        if at in children:
            body += _ends(children[at], numbers) + f"/Count -{len(children[at])}"
        objects.put(numbers[at], body + ">>")
    top = children.get(-1, [])
    ends = _ends(top, numbers) if top else ""
    objects.put(root, f"<</Type/Outlines{ends}/Count {len(top)}>>")
    return root


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """For each bookmark the index of the one above it, -1 at the top."""
    parents: list[int] = []
    open_above: list[int] = []
    for at, bookmark in enumerate(bookmarks):
        while open_above and bookmarks[open_above[-1]].level >= bookmark.level:
            open_above.pop()
        parents.append(open_above[-1] if open_above else -1)
        open_above.append(at)
    return parents


def _ends(beside: Sequence[int], numbers: Sequence[int]) -> str:
    return f"/First {numbers[beside[0]]} 0 R/Last {numbers[beside[-1]]} 0 R"


def _spot(place: Place, pages: Sequence[int]) -> str:
    return f"[{pages[place.page]} 0 R/XYZ null {place.top:.1f} null]"
