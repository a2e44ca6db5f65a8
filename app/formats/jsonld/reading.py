"""Read annotations and relations from W3C Web Annotation JSON-LD.

https://www.w3.org/TR/annotation-model/. The file is taken for hostile, and what the model allows is
allowed: one or many bodies and targets, an object or a list of selectors, compact or full names. An
item that cannot be read is refused with a reason; the others go on.
"""

import json
from collections.abc import Iterator, Mapping
from typing import cast
from uuid import NAMESPACE_URL, uuid5

from app.domain.annotation import LONGEST_NAME, SourceType, Tag
from app.domain.errors import KnownError
from app.domain.pointer import Pointer
from app.domain.relation import RelationType
from app.domain.submission import LONGEST_ID
from app.formats.jsonld import values
from app.formats.jsonld.items import ClaimItem, Items, LinkItem, Refusal
from app.formats.jsonld.values import Json

MAX_BYTES = 20_000_000
MAX_ITEMS = 50_000
_NOTES = frozenset({"commenting", "describing", "replying", "questioning", "assessing"})
_LONGEST_AUTHOR = 2 * LONGEST_ID + 1  # a pair signs with both ids
_NOTHING: dict[str, Json] = {}


def read(data: bytes, name: str) -> Items:
    """The annotations and relations in ``data``, read from the file ``name``.

    KnownError ``exchange.not_json``, ``.not_annotations``, ``.too_large``, ``.too_many``.
    """
    if len(data) > MAX_BYTES:
        raise KnownError(
            "exchange.too_large", name=name, size=len(data) / 1e6, limit=MAX_BYTES / 1e6
        )
    try:
        document: Json = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:  # ValueError: syntax, encoding, endless numbers
        raise KnownError("exchange.not_json", name=name) from error
    found = list(_items(document, name))
    if len(found) > MAX_ITEMS:
        raise KnownError("exchange.too_many", name=name, count=len(found), limit=MAX_ITEMS)
    return _sorted_out(found)


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _items(document: Json, name: str, depth: int = 0) -> Iterator[Json]:
    """Collection, page, list or single annotation: its items."""
    if isinstance(document, list):
        yield from values.as_list(cast("Json", document))
        return
    if values.is_mapping(document) and depth < 3:
        if "items" in document:
            yield from values.as_list(document["items"])
            return
        if values.is_mapping(document.get("first")):
            yield from _items(document["first"], name, depth + 1)
            return
        if "target" in document:
            yield document
            return
    raise KnownError("exchange.not_annotations", name=name)


def _sorted_out(found: list[Json]) -> Items:
    claims: list[ClaimItem] = []
    links: list[LinkItem] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for number, raw in enumerate(found, 1):
        shown = f"#{number}"
        try:
            item = values.mapping(raw, "items")
            id = _identity_of(item)
            shown = id
            if id in seen:
                raise KnownError("exchange.duplicate_id")
            read_item = _item(item, id)
        except KnownError as reason:
            refused.append(Refusal(shown, reason))
            continue
        seen.add(id)
        if isinstance(read_item, ClaimItem):
            claims.append(read_item)
        else:
            links.append(read_item)
    return Items(tuple(claims), tuple(links), tuple(refused))


def _identity_of(item: Mapping[str, Json]) -> str:
    """The item's id; without one, a name made of its contents, so that a second time finds it."""
    given = item.get("id", item.get("@id"))
    if given is not None:
        return values.identity(given)
    try:
        return str(uuid5(NAMESPACE_URL, json.dumps(item, sort_keys=True)))
    except RecursionError:
        raise KnownError("exchange.bad_field", field="id") from None


def _item(item: Mapping[str, Json], id: str) -> ClaimItem | LinkItem:
    motives = {values.name_of(value) for value in values.as_list(item.get("motivation"))}
    if "linking" in motives:
        return _link(item, id)
    purposes = {_purpose(body) for body in values.as_list(item.get("body"))}
    if "tagging" in motives | purposes:
        return _claim(item, id)
    raise KnownError("exchange.not_a_claim")


def _claim(item: Mapping[str, Json], id: str) -> ClaimItem:
    tags, notes = _bodies(item, "tagging")
    if len(tags) != 1:
        raise KnownError("exchange.one_tag")
    targets = [values.mapping(target, "target") for target in values.as_list(item.get("target"))]
    sources = {_sources(target) for target in targets}
    if len(sources) != 1:
        raise KnownError("exchange.one_article" if targets else "exchange.no_selector")
    said = item.get("bayyina:attribution")
    who = values.mapping(said if said is not None else _NOTHING, "bayyina:attribution")
    name = who.get("name")
    return ClaimItem(
        id=id,
        sources=sources.pop(),
        places=tuple(values.pointer(target.get("selector"), "selector") for target in targets),
        tag=values.member(Tag, tags[0], "tagging"),
        note=notes,
        source_type=values.member(SourceType, who.get("sourceType"), "sourceType") if who else None,
        source_name=values.string(name, "name", LONGEST_NAME) if name else None,
        evidence=_place(who, "evidence"),
        confidence=_confidence(item.get("bayyina:confidence")),
        starred=_flag(item, "bayyina:starred", default=False),
        core=_place(item, "bayyina:core"),
        acceptable=values.shares(Tag, item.get("bayyina:acceptable"), "bayyina:acceptable"),
        scored=_flag(item, "bayyina:scored", default=True),
        author=_author(item.get("creator")),
        created=_created(item),
    )


def _link(item: Mapping[str, Json], id: str) -> LinkItem:
    types, note = _bodies(item, "classifying")
    if len(types) != 1:
        raise KnownError("exchange.one_type")
    ends: list[str] = []
    for target in values.as_list(item.get("target")):
        end = target.get("id", target.get("source")) if values.is_mapping(target) else target
        ends.append(values.identity(end, "target"))
    if len(ends) != 2 or ends[0] == ends[1]:
        raise KnownError("exchange.two_ends")
    return LinkItem(
        id=id,
        type=values.member(RelationType, types[0], "classifying"),
        source_id=ends[0],
        target_id=ends[1],
        note=note,
        acceptable=values.shares(
            RelationType, item.get("bayyina:acceptable"), "bayyina:acceptable"
        ),
        author=_author(item.get("creator")),
        created=_created(item),
    )


def _purpose(body: Json) -> str:
    if not values.is_mapping(body):
        return ""
    purposes = values.as_list(body.get("purpose"))
    return values.name_of(purposes[0]) if purposes else ""


def _bodies(item: Mapping[str, Json], wanted: str) -> tuple[list[str], str]:
    """The values of the bodies with the purpose ``wanted`` (or none), and the notes, joined."""
    found: list[str] = []
    notes: list[str] = []
    if item.get("bodyValue") is not None:
        found.append(values.string(item["bodyValue"], "bodyValue"))
    for body in values.as_list(item.get("body")):
        if not values.is_mapping(body):
            continue  # an address of something elsewhere
        purpose, value = _purpose(body), body.get("value")
        if purpose in (wanted, "") and value is not None:
            found.append(values.string(value, "body"))
        elif purpose in _NOTES and value is not None:
            notes.append(values.string(value, "body"))
    return found, "\n".join(notes)


def _sources(target: Mapping[str, Json]) -> tuple[str, ...]:
    source = target.get("source")
    if values.is_mapping(source):
        source = source.get("id")
    sha256 = target.get("bayyina:sha256")
    found = [values.string(source, "source", 200)]
    if sha256 is not None:
        found.append("urn:sha256:" + values.string(sha256, "bayyina:sha256", 64))
    return tuple(found)


def _place(item: Mapping[str, Json], name: str) -> Pointer | None:
    return values.pointer(item[name], name) if item.get(name) is not None else None


def _confidence(value: Json) -> int | None:
    if value is None:
        return None
    number = values.whole(value, "bayyina:confidence")
    if number not in (1, 2, 3):
        raise KnownError("exchange.bad_field", field="bayyina:confidence")
    return number


def _flag(item: Mapping[str, Json], name: str, *, default: bool) -> bool:
    value = item.get(name, default)
    if not isinstance(value, bool):
        raise KnownError("exchange.bad_field", field=name)
    return value


def _author(value: Json) -> str | None:
    """Who made it: the nickname that we write, else an id. Never a real name."""
    creator = next(iter(values.as_list(value)), None)
    if values.is_mapping(creator):
        creator = creator.get("nickname", creator.get("id"))
    return None if creator is None else values.identity(creator, "creator")[:_LONGEST_AUTHOR]


def _created(item: Mapping[str, Json]) -> str:
    value = item.get("created")
    return values.string(value, "created", 40) if value is not None else ""
