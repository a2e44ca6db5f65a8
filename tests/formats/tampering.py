"""Spoiled parcels: what a stick, a naive edit or somebody hostile may make of a sound file.

Written without a line of the program's own reader or writer. ``of_any`` takes the bytes of any
parcel, ``of_work`` those of a work, ``of_pack`` those of a pack; each gives ``Tampered`` with the
message keys of which one must be the reason.
"""

import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

Json = dict[str, Any]
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Tampered:
    """``reasons`` are message keys, or their beginnings where they end in a full stop."""

    name: str
    data: bytes
    reasons: tuple[str, ...]


def opened(data: bytes) -> tuple[Json, dict[str, bytes]]:
    """The manifest and the other parts of a sound parcel."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return json.loads(parts.pop(MANIFEST)), parts


def plain_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sealed(data: bytes) -> bytes:
    """A zip without a comment, with the seal of a parcel."""
    body = data[:-2] + struct.pack("<H", 64)
    return body + sha256(body).hexdigest().encode()


def zipped(entries: list[tuple[zipfile.ZipInfo | str, bytes]], method: int = 8) -> bytes:
    """A zip of these entries, sealed."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", method) as file:
        for entry, data in entries:
            info = entry
            if isinstance(entry, str):
                info = zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0))
                info.compress_type = 0 if entry == MANIFEST else method
            file.writestr(info, data)
    return sealed(into.getvalue())


def repacked(manifest: Json, parts: dict[str, bytes], *, digests: bool = True) -> bytes:
    """A parcel of these, sealed; its digests made right, as somebody who knows them would."""
    told = dict(manifest)
    if digests:
        told["parts"] = {
            name: {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in parts.items()
        }
    told["file_bytes"] = "0" * 12
    size = len(zipped([(MANIFEST, plain_json(told)), *sorted(parts.items())]))
    told["file_bytes"] = f"{size:012}"
    return zipped([(MANIFEST, plain_json(told)), *sorted(parts.items())])


def of_any(data: bytes) -> Iterator[Tampered]:
    """What may happen to any parcel."""
    yield from cut(data)
    yield from flipped(data)
    yield from other_manifests(data)
    yield from other_entries(data)
    yield from other_archives(data)


def cut(data: bytes, places: int = 24) -> Iterator[Tampered]:
    """Cut short at many places; or of full size, with an end that never reached the stick."""
    short = ("parcel.cut", "parcel.cut_early", "parcel.cut_somewhere")
    yield Tampered("empty", b"", ("parcel.empty",))
    for size in sorted({1, 3, 29, 60, *(len(data) * k // places for k in range(1, places))}):
        yield Tampered(f"cut at {size}", data[:size], short)
    for lost in (1, 2, 63, 64, 65, 86):
        yield Tampered(f"last {lost} bytes lost", data[:-lost], short)
    half = len(data) // 2
    yield Tampered("end of zeros", data[:half] + bytes(len(data) - half), ("parcel.unfinished",))
    yield Tampered("all zeros", bytes(len(data)), ("parcel.not_ours",))
    yield Tampered("start of zeros", bytes(64) + data[64:], ("parcel.not_ours",))


def flipped(data: bytes, places: int = 32) -> Iterator[Tampered]:
    """One bit turned: in each part (first, middle, last byte), and all along the file."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        entries = file.infolist()
    spots: dict[int, str] = {len(data) * k // places: "along" for k in range(places)}
    for entry in entries:
        start = entry.header_offset + 30 + len(entry.filename.encode())
        for place in (0, entry.compress_size // 2, max(0, entry.compress_size - 1)):
            spots[start + place] = entry.filename
    for place, where in sorted(spots.items()):
        if place < len(data):
            spoiled = bytearray(data)
            spoiled[place] ^= 1 << place % 8
            yield Tampered(f"bit of byte {place} ({where})", bytes(spoiled), ("parcel.",))


def other_manifests(data: bytes) -> Iterator[Tampered]:
    manifest, parts = opened(data)
    others = sorted(parts.items())
    raw: dict[str, tuple[bytes, str]] = {
        "no JSON": (b"{", "parcel.not_json"),
        "a list": (b"[]", "parcel.not_json"),
        "nothing": (b"", "parcel.not_json"),
        "a name twice": (b'{"format":"x",' + plain_json(manifest)[1:], "parcel.not_json"),
        "deep": (b'{"a":' * 60 + b"1" + b"}" * 60, "parcel.too_deep"),
        "very deep": (b"[" * 100_000 + b"]" * 100_000, "parcel.too_deep"),
        "NaN": (b'{"x":NaN,' + plain_json(manifest)[1:], "parcel.bad_number"),
        "Infinity": (b'{"x":-Infinity,' + plain_json(manifest)[1:], "parcel.bad_number"),
        "1e999": (b'{"x":1e999,' + plain_json(manifest)[1:], "parcel.bad_number"),
        "half a pair": (b'{"x":"\\ud800",' + plain_json(manifest)[1:], "parcel.bad_text"),
        "no UTF-8": (b'{"x":"\xff",' + plain_json(manifest)[1:], "parcel.bad_text"),
        "UTF-16": (json.dumps(manifest).encode("utf-16"), "parcel.bad_text"),
        "endless number": (b'{"x":' + b"9" * 5000 + b"," + plain_json(manifest)[1:],
                           "parcel.not_json"),
    }  # fmt: skip
    for name, (written, reason) in raw.items():
        yield Tampered(f"manifest: {name}", zipped([(MANIFEST, written), *others]), (reason,))
    edits: dict[str, tuple[Json, str]] = {
        "other format": ({"format": "zip"}, "parcel.not_ours"),
        "no format": ({"format": None}, "parcel.not_ours"),
        "format a list": ({"format": ["bayyina-work"]}, "parcel.not_ours"),
        "schema 0": ({"schema": 0}, "parcel.bad_schema"),
        "schema true": ({"schema": True}, "parcel.bad_schema"),
        "schema text": ({"schema": "1"}, "parcel.bad_schema"),
        "schema 1.5": ({"schema": 1.5}, "parcel.bad_schema"),
        "no schema": ({"schema": None}, "parcel.bad_schema"),
        "schema 2": ({"schema": 2}, "parcel.newer"),
        "schema 99": ({"schema": 99}, "parcel.newer"),
    }
    for name, (edit, reason) in edits.items():
        yield Tampered(f"manifest: {name}", repacked({**manifest, **edit}, parts), (reason,))
    kinds = {
        "bayyina-pack": "is_pack",
        "bayyina-work": "is_work",
        "bayyina-feedback": "is_feedback",
    }
    for kind, reason in kinds.items():
        if kind != manifest["format"]:
            other = repacked({**manifest, "format": kind}, parts)
            yield Tampered(f"manifest: {kind}", other, (f"parcel.{reason}",))
    yield Tampered("manifest: parts a list", repacked({**manifest, "parts": []}, parts,
                   digests=False), ("parcel.bad_field",))  # fmt: skip
    yield Tampered("no manifest", zipped(others), ("parcel.no_manifest",))
    name = min(parts)
    for told in ({"sha256": "0" * 64, "bytes": len(parts[name])}, {"sha256": "0" * 64}, None, 7):
        spoiled = deepcopy(manifest)
        spoiled["parts"][name] = told
        yield Tampered(f"manifest: {name} is {told}", repacked(spoiled, parts, digests=False),
                       ("parcel.other_part",))  # fmt: skip


def other_entries(data: bytes) -> Iterator[Tampered]:
    """Parts that are missing, strange, or not what they seem."""
    manifest, parts = opened(data)
    others = sorted(parts.items())
    head = (MANIFEST, plain_json(manifest))
    for name in sorted(parts):
        rest = {k: v for k, v in parts.items() if k != name}
        yield Tampered(f"{name} missing", repacked(manifest, rest, digests=False),
                       ("parcel.missing_part",))  # fmt: skip
        spoiled = {**parts, name: parts[name] + b" "}
        yield Tampered(f"{name} longer", repacked(manifest, spoiled, digests=False),
                       ("parcel.other_part",))  # fmt: skip
    yield Tampered("a part more", repacked(manifest, {**parts, "more.txt": b"x"}, digests=False),
                   ("parcel.extra_part",))  # fmt: skip
    names = ["../../evil.txt", "..", "/etc/passwd", "C:/evil.txt", "a\\b.txt", "a//b", "./a", "a/",
             ".hidden", "a/../b", "x\u202egpj.exe", "bell\x07", "ملف.txt", "x" * 200, " a", "a\n",
             "CON:", "a/./b"]  # fmt: skip
    for name in names:
        yield Tampered(f"part {name!r}", zipped([head, (name, b"x"), *others]),
                       ("parcel.bad_name",))  # fmt: skip
    again = min(parts)
    for name in (again, again.upper()):
        into = BytesIO()
        with zipfile.ZipFile(into, "w") as file:
            for one, content in (head, *others):
                file.writestr(one, content)
            file.filelist.append(deepcopy(file.filelist[-1]))
            file.filelist[-1].filename = name
        yield Tampered(f"{name} twice", sealed(into.getvalue()), ("parcel.twice",))
    modes = {"link": 0o120777, "folder": 0o040755, "device": 0o020666}
    for name, mode in modes.items():
        info = zipfile.ZipInfo("odd")
        info.external_attr = mode << 16
        yield Tampered(f"a {name}", zipped([head, (info, b"/etc/passwd"), *others]),
                       ("parcel.link",))  # fmt: skip
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        spoiled = zipped([head, *others], method)
        yield Tampered(f"method {method}", spoiled, ("parcel.unknown_method",))


def other_archives(data: bytes) -> Iterator[Tampered]:
    """Zips that lie, swell or were never ours."""
    manifest, parts = opened(data)
    head, others = (MANIFEST, plain_json(manifest)), sorted(parts.items())
    whole = [head, *others]
    bomb = zipped([head, ("bomb", bytes(70_000_000)), *others])
    yield Tampered("bomb", bomb, ("parcel.bomb",))
    yield Tampered("many bombs", zipped([head, *((f"b{n}", bytes(9_000_000)) for n in range(8))]),
                   ("parcel.bomb",))  # fmt: skip
    many = zipped([head, *((f"p{n}", b"") for n in range(10_000))])
    yield Tampered("10,000 parts", many, ("parcel.too_many",))
    yield Tampered("70,000 parts", zipped([head, *((f"p{n}", b"") for n in range(70_000))]),
                   ("parcel.too_many",))  # fmt: skip
    into = BytesIO()
    with zipfile.ZipFile(into, "w", 8) as file:
        for name, content in whole:
            file.writestr(name, content)
    rezipped = into.getvalue()
    yield Tampered("zipped again", rezipped, ("parcel.altered",))
    yield Tampered("bytes after the end", data + b"more", ("parcel.altered", "parcel.damaged"))
    yield Tampered("bytes before", b"MZ" + data, ("parcel.not_ours",))
    yield Tampered("seal of another", data[:-64] + b"0" * 64, ("parcel.altered",))
    yield Tampered("an empty zip", sealed(b"PK\5\6" + bytes(18)), ("parcel.not_ours",))
    yield Tampered("a text", "ليس ملفًا مضغوطًا".encode(), ("parcel.not_ours",))
    yield Tampered("a PDF", b"%PDF-1.7\n" + bytes(5000), ("parcel.not_ours",))
    for flag, reason in ((0x01, "parcel.encrypted"), (0x40, "parcel.encrypted")):
        yield Tampered(f"flag {flag}", _directory(rezipped, 8, struct.pack("<H", flag)), (reason,))
    yield Tampered("another size", _directory(rezipped, 24, struct.pack("<L", 5)),
                   ("parcel.damaged_part", "parcel.damaged"))  # fmt: skip
    yield Tampered("another check", _directory(rezipped, 16, struct.pack("<L", 7)),
                   ("parcel.damaged_part",))  # fmt: skip
    yield Tampered("another place", _directory(rezipped, 42, struct.pack("<L", 3)),
                   ("parcel.damaged_part", "parcel.damaged"))  # fmt: skip


def _directory(data: bytes, at: int, value: bytes) -> bytes:
    """A sealed zip whose last directory record has ``value`` at ``at``."""
    record = data.rfind(b"PK\1\2")
    return sealed(data[: record + at] + value + data[record + at + len(value) :])


def of_work(data: bytes, another: bytes) -> Iterator[Tampered]:
    """What somebody who can reckon digests may do to a work (``another``: another student's)."""
    manifest, parts = opened(data)
    other_manifest, other_parts = opened(another)
    document = json.loads(parts["work.jsonld"])
    lines = parts["log.jsonl"].decode().splitlines()

    def told(**edit: object) -> bytes:
        return repacked({**manifest, **edit}, parts)

    def said(edit: Callable[[Json], None]) -> bytes:
        changed = deepcopy(document)
        edit(changed)
        return repacked(manifest, {**parts, "work.jsonld": plain_json(changed)})

    yield Tampered("another's manifest", repacked(other_manifest, parts), ("work.",))
    yield Tampered("another's work", repacked(manifest, other_parts), ("work.",))
    mixed = {**parts, "log.jsonl": other_parts["log.jsonl"]}
    yield Tampered("another's log", repacked(manifest, mixed), ("work.other_log",))
    mixed = {**parts, "work.jsonld": other_parts["work.jsonld"]}
    yield Tampered("another's document", repacked(manifest, mixed), ("work.other_author",))
    yield Tampered("another student's name on it", told(students=["s99"]), ("work.other_author",))
    fields: list[tuple[str, object]] = [
        ("students", []), ("students", ["a", "b", "c"]), ("students", ["s02", "s01"]),
        ("students", ["s01", "s01"]), ("students", ["s01\u202e"]), ("students", ["a+b"]),
        ("students", "s01"), ("students", [None]), ("state", "ready"), ("state", None),
        ("assignment", None), ("assignment", {"id": "", "name": "x"}), ("assignment", {"id": 7}),
        ("handed_in", "yesterday"), ("handed_in", "2025-03-24T09:15:00"), ("handed_in", None),
        ("handed_in", "0001-01-01T00:00:00+00:00"), ("handed_in", "9999-12-31T23:59:59+00:00"),
        ("handed_in", "0001-01-01T00:00:00+23:59"), ("handed_in", "9999-12-31T23:59:59-23:59"),
        ("device", "x" * 300), ("device", "\x07"), ("claims", -1), ("claims", "3"),
        ("claims", True), ("codebook", "x"), ("articles", {}), ("articles", [7]),
        ("articles", manifest["articles"] * 2), ("articles", [{"id": "a", "sha256": "b"}]),
        ("classroom", "9\u202eb"), ("log", None), ("log", {"head": "", "count": "4"}),
    ]  # fmt: skip
    for name, value in fields:
        yield Tampered(f"{name}: {value!r:.40}", told(**{name: value}), ("parcel.bad_field",))
    yield Tampered("claims: 99", told(claims=99), ("work.other_count",))
    yield Tampered("log: other head", told(log={"head": "0" * 64, "count": len(lines)}),
                   ("work.other_log",))  # fmt: skip
    yield Tampered("fewer articles", told(articles=manifest["articles"][:1]),
                   ("work.other_article",))  # fmt: skip

    def first(field: str, value: object) -> Callable[[Json], None]:
        return lambda changed: changed["items"][0].__setitem__(field, value)

    foreign = deepcopy(document["items"][0]["target"])
    foreign["source"] = "urn:sha256:" + "0" * 64
    yield Tampered("a foreign article", said(first("target", foreign)), ("work.other_article",))
    yield Tampered("an unknown tag", said(first("body", [{"type": "TextualBody", "purpose":
                   "tagging", "value": "true"}])), ("work.bad_item",))  # fmt: skip
    yield Tampered("nobody's claim", said(first("creator", None)), ("work.other_author",))
    yield Tampered("no place", said(first("target", {"source": "x"})), ("work.bad_item",))
    yield Tampered("a claim twice", said(lambda one: one["items"].append(one["items"][0])),
                   ("work.bad_item",))  # fmt: skip
    yield Tampered("a loose link", said(lambda one: one["items"].pop(1)), ("work.loose_end",))
    yield Tampered("no items", said(lambda one: one.pop("items")), ("exchange.not_annotations",))
    yield Tampered("document a list", repacked(manifest, {**parts, "work.jsonld": b"[]"}),
                   ("parcel.not_json",))  # fmt: skip
    yield Tampered("document of another code", repacked(manifest, {**parts, "work.jsonld":
                   b"\xff"}), ("parcel.bad_text",))  # fmt: skip
    yield from _of_log(manifest, parts)
    if "pack" in parts:
        yield from _of_draft(manifest, parts)
    else:
        yield Tampered("a pack inside", repacked(manifest, {**parts, "pack": b"x"}),
                       ("parcel.extra_part",))  # fmt: skip


def _of_log(manifest: Json, parts: dict[str, bytes]) -> Iterator[Tampered]:
    lines = parts["log.jsonl"].decode().splitlines()

    def logged(rows: list[str]) -> bytes:
        log = "".join(row + "\n" for row in rows).encode()
        return repacked(manifest, {**parts, "log.jsonl": log})

    yield Tampered("a line gone", logged(lines[1:]), ("work.broken_chain",))
    yield Tampered("a line less", logged(lines[:-1]), ("work.other_log",))
    yield Tampered("two lines swapped", logged([lines[1], lines[0], *lines[2:]]),
                   ("work.broken_chain",))  # fmt: skip
    yield Tampered("a time changed", logged([lines[0].replace("08:00", "07:00"), *lines[1:]]),
                   ("work.broken_chain",))  # fmt: skip
    yield Tampered("a line of something else", logged([*lines, "{}"]), ("work.bad_log",))
    yield Tampered("a line of nothing", logged([*lines, ""]), ("parcel.not_json",))
    yield Tampered("a line without end", logged([lines[0].replace('"n":1', '"n":1e999')]),
                   ("parcel.bad_number",))  # fmt: skip
    yield Tampered("half a line", logged([*lines, lines[0][:40]]), ("parcel.not_json",))
    yield Tampered("no end of line", repacked(manifest, {**parts, "log.jsonl":
                   parts["log.jsonl"][:-1]}), ("work.bad_log",))  # fmt: skip
    yield Tampered("log of another code", repacked(manifest, {**parts, "log.jsonl": b"\xff\n"}),
                   ("parcel.bad_text",))  # fmt: skip
    change = json.loads(lines[0])
    change["changes"] = [{"kind": "score", "id": "x", "before": None, "after": {}}]
    yield Tampered("a line about marks", logged([json.dumps(change)]), ("work.bad_log",))


def _of_draft(manifest: Json, parts: dict[str, bytes]) -> Iterator[Tampered]:
    rest = {name: data for name, data in parts.items() if name != "pack"}
    yield Tampered("no pack inside", repacked(manifest, rest), ("parcel.missing_part",))
    pack = parts["pack"]
    for name, spoiled in {"cut": pack[:-200], "text": b"pack", "flipped": pack[:-1] + b"g"}.items():
        yield Tampered(f"pack inside: {name}", repacked(manifest, {**parts, "pack": spoiled}),
                       ("parcel.",))  # fmt: skip
    told, inner = opened(pack)
    settings = {**json.loads(inner["assignment.json"]), "id": "another"}
    other = repacked({**told, "id": "another"}, {**inner, "assignment.json": plain_json(settings)})
    yield Tampered("another's pack inside", repacked(manifest, {**parts, "pack": other}),
                   ("work.other_pack",))  # fmt: skip


def foreign_text(data: bytes) -> bytes:
    """A work, sound in itself, whose claims are on other texts than its assignment has."""
    manifest, parts = opened(data)
    known = manifest["articles"][0]["sha256"]
    strange = sha256(b"another text").hexdigest()
    changed = json.loads(json.dumps(manifest).replace(known, strange))
    document = parts["work.jsonld"].replace(known.encode(), strange.encode())
    return repacked(changed, {**parts, "work.jsonld": document})


def rehashed(data: bytes) -> bytes:
    """A work, sound in itself, whose document says what its log never did."""
    manifest, parts = opened(data)
    document = parts["work.jsonld"].replace(b'"unverified"', b'"opinion"')
    assert document != parts["work.jsonld"]
    return repacked(manifest, {**parts, "work.jsonld": document})


def of_pack(data: bytes) -> Iterator[Tampered]:
    """What somebody who can reckon digests may do to a pack."""
    manifest, parts = opened(data)
    settings = json.loads(parts["assignment.json"])
    text = min(name for name in parts if name.startswith("articles/"))

    def set_to(**edit: object) -> bytes:
        changed = plain_json({**settings, **edit})
        return repacked(manifest, {**parts, "assignment.json": changed})

    def carded(**edit: object) -> bytes:
        cards = deepcopy(settings["articles"])
        cards[0].update(edit)
        return set_to(articles=cards)

    def with_part(name: str, content: bytes) -> bytes:
        return repacked(manifest, {**parts, name: content})

    yield Tampered("a foreign text", with_part(text, "نص آخر".encode()), ("pack.other_text",))
    yield Tampered("a text of NUL", with_part(text, b"a\0b"), ("import.nul",))
    yield Tampered("no text", with_part(text, b""), ("import.blank",))
    yield Tampered("a text of another code", with_part(text, b"\xff\xfe"), ("import.damaged",))
    yield Tampered("a key inside", with_part("key.jsonld", b"{}"), ("parcel.extra_part",))
    yield Tampered("answers of a test", with_part("practice.jsonld", b"{}"), ("parcel.extra_part",))
    rest = {name: content for name, content in parts.items() if name != text}
    yield Tampered("an article less", repacked(manifest, rest), ("parcel.missing_part",))
    for name in ("assignment.json", "codebook.toml", "rubric.toml"):
        rest = {one: content for one, content in parts.items() if one != name}
        yield Tampered(f"without {name}", repacked(manifest, rest), ("parcel.missing_part",))
        yield Tampered(f"{name} of another code", with_part(name, b"\xff"), ("parcel.bad_text",))
    yield Tampered("another's id", repacked({**manifest, "id": "x"}, parts), ("pack.two_stories",))
    swapped = manifest["articles"][::-1]
    yield Tampered("articles swapped", repacked({**manifest, "articles": swapped}, parts),
                   ("pack.two_stories",))  # fmt: skip
    yield Tampered("no articles", repacked({**manifest, "articles": []}, {**parts,
                   "assignment.json": plain_json({**settings, "articles": []})}),
                   ("pack.articles",))  # fmt: skip
    yield Tampered("an article twice", set_to(articles=[settings["articles"][0]] * 2),
                   ("pack.articles",))  # fmt: skip
    fields: list[tuple[str, object]] = [
        ("name", ""), ("name", " "), ("name", 7), ("name", "x" * 300), ("name", "a\u202eb"),
        ("name", "a\x00b"), ("instructions", None), ("instructions", "x" * 30_000),
        ("scale", 0), ("scale", "20"), ("scale", True), ("notes_asked", -1), ("claims_asked", 1e9),
        ("relations_asked", None), ("asked", ["grades"]), ("asked", "source"), ("asked", [[]]),
        ("mode", "exam"), ("mode", None), ("due", 7), ("due", "soon"), ("created", []),
        ("classroom", {}), ("students", "s01"), ("students", [1]), ("students", ["a\u2067"]),
        ("articles", None),
    ]  # fmt: skip
    for name, value in fields:
        yield Tampered(f"{name}: {value!r:.40}", set_to(**{name: value}), ("parcel.bad_field",))
    cards: list[tuple[str, object]] = [
        ("segments", [["title", 0, 9_999]]), ("segments", [["title", 5, 5]]),
        ("segments", [["title", 0, 9], ["title", 3, 12]]), ("segments", [["virus", 0, 9]]),
        ("segments", [["title", True, 9]]), ("segments", [["title"]]), ("segments", "all"),
        ("sha256", "../../../etc/passwd"), ("sha256", "0" * 63), ("title", 7), ("id", ""),
        ("encoding", None), ("card_checked", 1), ("segments_confirmed", "yes"),
        ("title", "a\u2066b"), ("published", "x" * 60),
    ]  # fmt: skip
    for name, value in cards:
        yield Tampered(f"card: {name}: {value!r:.40}", carded(**{name: value}),
                       ("parcel.bad_field",))  # fmt: skip
    yield from _of_toml(with_part, parts)


def _of_toml(
    with_part: Callable[[str, bytes], bytes], parts: dict[str, bytes]
) -> Iterator[Tampered]:
    book, rubric = (parts[name].decode() for name in ("codebook.toml", "rubric.toml"))
    books = {
        "no TOML": "= 3",
        "nothing": "",
        "deep": "a = " + "[" * 5_000 + "]" * 5_000,
        "long": "a = 1\n" + "# x\n" * 100_000,
        "a tag less": book.replace("[tag.opinion.", "[tag.view."),
        "a language less": book.replace("[tag.opinion.fr]", "[tag.opinion.xx]"),
        "a number for a label": book.replace('label = "مُسنَد"', "label = 7"),
        "an empty label": book.replace('label = "مُسنَد"', 'label = " "'),
        "a sign that turns": book.replace('label = "مُسنَد"', 'label = "\u202eمُسنَد"'),
        "an endless label": book.replace('label = "مُسنَد"', f'label = "{"ا" * 5_000}"'),
    }
    for name, changed in books.items():
        assert changed != book, name
        yield Tampered(f"codebook: {name}", with_part("codebook.toml", changed.encode()),
                       ("codebook.damaged",))  # fmt: skip
    rubrics = {
        "no TOML": "[[",
        "a level less": rubric.replace("level = 3", "level = 2"),
        "a level more": rubric.replace("level = 3", "level = 4"),
        "points of text": rubric.replace("points = 4", 'points = "4"'),
        "points above": rubric.replace("points = 4", "points = 400"),
        "points of nothing": rubric.replace("points = 4", "points = nan"),
        "no name": rubric.replace("name = ", "title = "),
    }
    for name, changed in rubrics.items():
        assert changed != rubric, name
        yield Tampered(f"rubric: {name}", with_part("rubric.toml", changed.encode()),
                       ("rubric.damaged",))  # fmt: skip
