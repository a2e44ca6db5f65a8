"""The one container of everything that travels between computers: packs, works, feedback.

A zip (APPNOTE 6.3.10, read with the standard library) whose first part is ``manifest.json``, stored
and not compressed, so that a file that was cut short still says how large it was meant to be. The
comment at its end is the SHA-256 of all bytes before it: whatever was changed or lost on the way is
noticed. There is no secret in it, so it guards against accidents and naive edits only.

Whoever reads one takes it for hostile: nothing is unpacked to disk, no size is believed, and every
reason to refuse has words of its own (``parcel.*``).
"""

import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.domain import canonical
from app.domain.errors import KnownError
from app.formats import strict_json, text_files

SCHEMA = 1
MANIFEST = "manifest.json"
MAX_BYTES = 30_000_000  # of a file
MAX_UNPACKED = 60_000_000
MAX_PARTS = 500
_FREE = 5_000_000  # bytes that may unpack from however few
_RATIO = 100  # times a part may grow beyond that
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIZE = "file_bytes"
_SIZE_DIGITS = 12
_SEAL = 64  # hexadecimal digits in the comment
_END = 22  # bytes of the end record before the comment
_RECORD = 46  # bytes of a directory record, without its name
_LONGEST_NAME = 120
_METHODS = (ZIP_STORED, ZIP_DEFLATED)
_BEGIN, _END_MARK = b"PK\x03\x04", b"PK\x05\x06"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class Kind(StrEnum):
    """What a parcel is for: ``format`` of its manifest."""

    PACK = "bayyina-pack"
    WORK = "bayyina-work"
    FEEDBACK = "bayyina-feedback"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a sound file holds: ``manifest`` as it was written, ``parts`` by name without it.

    ``name`` is the file's, for messages; ``digest`` the SHA-256 of what it says, in whatever zip.
    """

    name: str
    manifest: Mapping[str, object]
    parts: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        said = {name: value for name, value in self.manifest.items() if name != _SIZE}
        return canonical.digest(said)


def pack(kind: Kind, facts: Mapping[str, object], parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a parcel: the same from the same. ``facts`` are what its manifest says beside
    its kind, schema and parts. KnownError ``parcel.too_much`` where nobody could read it again."""
    manifest: dict[str, object] = {
        **facts,
        "format": kind.value,
        "schema": SCHEMA,
        "parts": {
            name: {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in parts.items()
        },
    }
    # The size is known once it is written; the number always takes as many places.
    size = len(_zipped({**manifest, _SIZE: "0" * _SIZE_DIGITS}, parts)) + _SEAL
    data = _zipped({**manifest, _SIZE: f"{size:0{_SIZE_DIGITS}}"}, parts)
    total = sum(map(len, parts.values()))
    if size > MAX_BYTES or total > MAX_UNPACKED or len(parts) >= MAX_PARTS:
        raise KnownError("parcel.too_much", size=total / 1e6, limit=MAX_BYTES / 1e6)
    return data + sha256(data).hexdigest().encode()


def json_part(value: object) -> bytes:
    """A part that is JSON."""
    return canonical.json_bytes(value)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. KnownError ``parcel.exists``;
    ``exchange.*`` where the disk refuses."""
    text_files.write_new(path, data)


def read(path: Path, kind: Kind) -> Parcel:
    """Read the file ``path``, which is to be of one kind. KnownError ``parcel.*``, ``import.*``."""
    return unpack(text_files.read_bytes(path, MAX_BYTES), kind, path.name)


def kind_of(path: Path) -> Kind:
    """What kind of parcel a file is, whatever its name. KnownError as ``read``."""
    data = text_files.read_bytes(path, MAX_BYTES)
    return Kind(str(_opened(data, path.name).manifest["format"]))


def unpack(data: bytes, kind: Kind, name: str) -> Parcel:
    """The same of bytes that came from the file ``name``."""
    parcel = _opened(data, name)
    found = Kind(str(parcel.manifest["format"]))
    if found is not kind:
        raise KnownError(_OTHER_KIND[found], name=name)
    return parcel


_OTHER_KIND = {
    Kind.PACK: "parcel.is_pack",
    Kind.WORK: "parcel.is_work",
    Kind.FEEDBACK: "parcel.is_feedback",
}


def _zipped(manifest: Mapping[str, object], parts: Mapping[str, bytes]) -> bytes:
    """All but the seal, for which the end record leaves room."""
    into = BytesIO()
    with ZipFile(into, "w") as file:
        file.comment = b"0" * _SEAL
        for name, data in [(MANIFEST, canonical.json_bytes(manifest)), *sorted(parts.items())]:
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed = zlib.compress(data, 6)
            dense = name == MANIFEST or not 0.01 < len(packed) / max(1, len(data)) < 1
            entry.compress_type = ZIP_STORED if dense else ZIP_DEFLATED
            file.writestr(entry, data, compresslevel=6)
    return into.getvalue()[:-_SEAL]


def _opened(data: bytes, name: str) -> Parcel:
    _refuse_cut(data, name)
    try:
        with ZipFile(BytesIO(data)) as file:
            entries = _entries(file.infolist(), name)
            read_parts = {one.filename: _part(file, one, name) for one in entries}
    except (BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, struct.error) as e:
        raise KnownError("parcel.damaged", name=name) from e
    if MANIFEST not in read_parts:
        raise KnownError("parcel.no_manifest", name=name)
    manifest = strict_json.read_object(read_parts.pop(MANIFEST), name, MANIFEST)
    _require_known(manifest, name)
    _require_parts(manifest, read_parts, name)
    if sha256(data[:-_SEAL]).hexdigest().encode() != data[-_SEAL:]:
        raise KnownError("parcel.altered", name=name)
    return Parcel(name, manifest, read_parts)


def _refuse_cut(data: bytes, name: str) -> None:
    """Whether all of it is there, and its directory of a size that may be read."""
    if not data:
        raise KnownError("parcel.empty", name=name)
    if not data.startswith(_BEGIN[: len(data)]):
        raise KnownError("parcel.not_ours", name=name)
    at = data.rfind(_END_MARK, -(_END + 0xFFFF))
    if at < 0 or at + _END > len(data):
        raise _cut(data, name)
    count, size = struct.unpack_from("<HL", data, at + 10)
    comment = int.from_bytes(data[at + 20 : at + _END], "little")
    if at + _END + comment > len(data):
        raise _cut(data, name)
    if data[at - 20 : at - 16] == b"PK\x06\x07":  # the record of a larger archive than we write
        raise KnownError("parcel.too_many", name=name, limit=MAX_PARTS)
    if count > MAX_PARTS or size > MAX_PARTS * (_RECORD + _LONGEST_NAME):
        raise KnownError("parcel.too_many", name=name, limit=MAX_PARTS)


def _cut(data: bytes, name: str) -> KnownError:
    """Why the end is not there: how much came of how much, where the beginning still says."""
    meant = _meant_size(data)
    if meant is None:
        return KnownError("parcel.cut_somewhere", name=name, arrived=-(-len(data) // 1000))
    if meant <= len(data):
        return KnownError("parcel.unfinished", name=name)
    arrived, whole = len(data) // 1000, -(-meant // 1000)
    if not arrived:
        return KnownError("parcel.cut_early", name=name, whole=whole)
    return KnownError("parcel.cut", name=name, arrived=arrived, whole=whole)


def _meant_size(data: bytes) -> int | None:
    found = re.search(rb'"%s":"(\d{%d})"' % (_SIZE.encode(), _SIZE_DIGITS), data[:1_000_000])
    return int(found[1]) if found else None


def _entries(entries: list[ZipInfo], name: str) -> list[ZipInfo]:
    """Those that may be read: each of a plain name, once, together of a bearable size."""
    if len(entries) > MAX_PARTS:
        raise KnownError("parcel.too_many", name=name, limit=MAX_PARTS)
    seen: set[str] = set()
    total = 0
    for entry in entries:
        part = shown(entry.filename)
        if not is_plain(entry.filename) or entry.orig_filename != entry.filename:
            raise KnownError("parcel.bad_name", name=name, part=part)
        if entry.filename.casefold() in seen:
            raise KnownError("parcel.twice", name=name, part=part)
        seen.add(entry.filename.casefold())
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise KnownError("parcel.link", name=name, part=part)
        if entry.flag_bits & 0x41:  # encrypted, strongly encrypted
            raise KnownError("parcel.encrypted", name=name)
        if entry.compress_type not in _METHODS:
            raise KnownError("parcel.unknown_method", name=name, part=part)
        total += entry.file_size
        swollen = entry.file_size > _FREE + _RATIO * entry.compress_size
        if total > MAX_UNPACKED or swollen:
            raise KnownError("parcel.bomb", name=name, limit=MAX_UNPACKED / 1e6)
    return entries


def is_plain(part: str) -> bool:
    """Whether a part may be called so: relative, forward, seen, of plain letters."""
    return len(part) <= _LONGEST_NAME and _PLAIN_NAME.fullmatch(part) is not None


def shown(part: str) -> str:
    """A name that came from outside, so that it can stand in a sentence."""
    seen = "".join(c if unicodedata.category(c)[0] not in "CZ" else "\ufffd" for c in part)
    return seen if len(seen) <= 60 else seen[:60] + "…"


def _part(file: ZipFile, entry: ZipInfo, name: str) -> bytes:
    """The bytes of a part, never more than its directory record says."""
    try:
        with file.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except (BadZipFile, EOFError, OSError, ValueError, zlib.error, struct.error) as error:
        raise KnownError("parcel.damaged_part", name=name, part=entry.filename) from error
    if len(data) != entry.file_size:
        raise KnownError("parcel.damaged_part", name=name, part=entry.filename)
    return data


def _require_known(manifest: Mapping[str, object], name: str) -> None:
    """A kind of ours, and of a schema that this program knows."""
    if manifest.get("format") not in [kind.value for kind in Kind]:
        raise KnownError("parcel.not_ours", name=name)
    schema = manifest.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise KnownError("parcel.bad_schema", name=name)
    if schema > SCHEMA:
        raise KnownError("parcel.newer", name=name)


def _require_parts(manifest: Mapping[str, object], parts: Mapping[str, bytes], name: str) -> None:
    listed = manifest.get("parts")
    if not isinstance(listed, dict):
        raise KnownError("parcel.bad_field", name=name, field="parts")
    told = cast("dict[str, object]", listed)
    for part in told:
        if part not in parts:
            raise KnownError("parcel.missing_part", name=name, part=shown(part))
    for part, data in parts.items():
        if part not in told:
            raise KnownError("parcel.extra_part", name=name, part=part)
        if told[part] != {"sha256": sha256(data).hexdigest(), "bytes": len(data)}:
            raise KnownError("parcel.other_part", name=name, part=part)
