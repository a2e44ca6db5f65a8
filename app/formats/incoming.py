"""Find hand-ins where a class left them: folders, sticks, single files, zips out of an LMS.

Moodle's zip has a folder a student (``Name_123_assignsubmission_file_/x.bayyina-work``), Canvas's
is flat with more before each name; either may lie in another zip, once. Nothing is unpacked to
disk. A zip is taken for hostile as a hand-in itself is (``parcel``).
"""

import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from app.domain.errors import KnownError
from app.formats import parcel, text_files

ENDING = ".bayyina-work"
_ZIP = ".zip"
_MOST_ZIP_BYTES = 1_000_000_000
_MOST_INNER_BYTES = 200_000_000  # of a zip in a zip, which is held in memory
_MOST_ENTRIES = 10_000
_MOST_FILES = 100_000  # looked at in folders: whoever chose a whole disk is told
_FREE, _RATIO = 5_000_000, 100  # as parcel has it
_END, _END_BYTES = b"PK\x05\x06", 22
_LARGE, _LARGE_BYTES = b"PK\x06\x07", 76  # zip64: its end record and what leads to that
_LONGEST_RECORD = 600  # bytes of the directory, for an entry
_SYSTEM = frozenset({
    "$recycle.bin", "recycler", "system volume information", "lost+found", "__macosx",
    "thumbs.db", "desktop.ini", "ehthumbs.db", "autorun.inf",
})  # fmt: skip
_FAULTS = (BadZipFile, LargeZipFile, NotImplementedError, OSError, RuntimeError, ValueError,
           EOFError, struct.error, zlib.error)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hand-in is: a file on the disk, or an entry ``within`` a zip (and one in that)."""

    path: Path
    within: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's own name, as it can stand in a sentence."""
        return parcel.shown(PurePosixPath(self.within[-1]).name if self.within else self.path.name)

    def __str__(self) -> str:
        return "/".join((str(self.path), *map(parcel.shown, self.within)))


@dataclass(slots=True)
class Found:
    """What was found: hand-ins, places that could not be looked into and why, and how many other
    files there are, which nobody asked about."""

    works: list[Place] = field(default_factory=list[Place])
    refused: list[tuple[Place, KnownError]] = field(default_factory=list[tuple[Place, KnownError]])
    others: list[str] = field(default_factory=list[str])


def find(paths: Sequence[Path], cancelled: Callable[[], bool] | None = None) -> Found:
    """Look for hand-ins in files and below folders; a file that two paths lead to comes once.

    A file that was named is taken whatever its name is; in folders and zips the name decides.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        for file, named in _files(path, found):
            if cancelled is not None and cancelled():
                return found
            key = os.path.normcase(os.path.realpath(file))
            if key not in seen:
                seen.add(key)
                _sort(file, found, named=named)
                if len(seen) > _MOST_FILES:
                    reason = KnownError("collect.too_many_files", limit=_MOST_FILES)
                    found.refused.append((Place(path), reason))
                    return found
    return found


def read(place: Place) -> bytes:
    """The bytes of a hand-in. KnownError ``parcel.*``, ``import.*``."""
    if not place.within:
        return text_files.read_bytes(place.path, parcel.MAX_BYTES)
    try:
        with place.path.open("rb") as file:
            return _entry_bytes(file, place.within, place.name)
    except FileNotFoundError as error:
        raise KnownError("import.missing", name=place.path.name) from error
    except _FAULTS as error:
        raise KnownError("parcel.damaged", name=place.name) from error


def _entry_bytes(file: BinaryIO, within: Sequence[str], name: str) -> bytes:
    with ZipFile(file) as container:
        entry = container.getinfo(within[0])
        inner = len(within) > 1
        data = _unpacked(container, entry, _MOST_INNER_BYTES if inner else parcel.MAX_BYTES, name)
    return _entry_bytes(BytesIO(data), within[1:], name) if inner else data


def _unpacked(container: ZipFile, entry: ZipInfo, limit: int, name: str) -> bytes:
    """An entry's bytes, never more than its record says, nor than ``limit``."""
    if entry.flag_bits & 0x41:
        raise KnownError("parcel.encrypted", name=name)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        part = parcel.shown(entry.filename)
        raise KnownError("parcel.unknown_method", name=name, part=part)
    if entry.file_size > min(limit, _FREE + _RATIO * entry.compress_size):
        raise KnownError("parcel.bomb", name=name, limit=limit / 1e6)
    with container.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise KnownError("parcel.damaged", name=name)
    return data


def _files(path: Path, found: Found) -> Iterator[tuple[Path, bool]]:
    """The files that ``path`` leads to, by name, and whether it named them itself."""
    try:
        if not path.is_dir():
            yield path, True
            return
    except (OSError, ValueError):
        yield path, True  # reading it will say what is wrong
        return
    failed: list[OSError] = []
    for root, folders, names in os.walk(path, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            if not _is_hidden(name):
                yield Path(root) / name, False
    for error in failed:
        where = Path(error.filename or path)
        denied = isinstance(error, PermissionError)
        message = "import.denied" if denied else "import.unreadable"
        reason = KnownError(message, name=where.name, reason=error.strerror or "")
        found.refused.append((Place(where), reason))


def _is_hidden(name: str) -> bool:
    """Of the system, or of a program at work: not for anybody's eyes."""
    lower = name.lower()
    return lower.startswith((".", "~$")) or lower in _SYSTEM or lower.startswith("found.0")


def _sort(file: Path, found: Found, *, named: bool) -> None:
    """A hand-in, a zip to look into, or something else."""
    lower = file.name.lower()
    if lower.endswith(ENDING):
        found.works.append(Place(file))
    elif lower.endswith(_ZIP) and _is_file(file):
        _look_into(file, found)
    elif named:
        found.works.append(Place(file))  # reading it says what it is instead
    else:
        found.others.append(file.name)


def _is_file(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except (OSError, ValueError):
        return False


def _look_into(file: Path, found: Found) -> None:
    place = Place(file)
    try:
        if file.stat().st_size > _MOST_ZIP_BYTES:
            raise KnownError("parcel.bomb", name=place.name, limit=_MOST_ZIP_BYTES / 1e6)
        with file.open("rb") as stream:
            _look_into_zip(stream, place, found)
    except KnownError as reason:
        found.refused.append((place, reason))
    except PermissionError:
        found.refused.append((place, KnownError("import.denied", name=place.name)))
    except _FAULTS:
        found.refused.append((place, KnownError("parcel.damaged", name=place.name)))


def _look_into_zip(stream: BinaryIO, place: Place, found: Found) -> None:
    """A zip's hand-ins; one that is itself a hand-in, which a browser called ``.zip``, is one."""
    _refuse_endless(stream, place)
    with ZipFile(stream) as container:
        entries = [entry for entry in container.infolist() if not entry.is_dir()]
        if len(container.infolist()) > _MOST_ENTRIES:
            raise KnownError("parcel.too_many", name=place.name, limit=_MOST_ENTRIES)
        if any(entry.filename == parcel.MANIFEST for entry in entries):
            found.works.append(place)
            return
        seen: set[str] = set()
        for entry in sorted(entries, key=lambda entry: entry.filename):
            names = PurePosixPath(entry.filename.replace("\\", "/")).parts
            inner = Place(place.path, (*place.within, entry.filename))
            lower = names[-1].lower() if names else ""
            if not names or any(_is_hidden(name) for name in names if name != ".."):
                continue
            if not lower.endswith((ENDING, _ZIP)):
                found.others.append(inner.name)
            elif _is_astray(entry.filename, names) or entry.filename in seen:
                reason = KnownError("parcel.bad_name", name=place.name, part=inner.name)
                found.refused.append((inner, reason))
            elif lower.endswith(ENDING):
                found.works.append(inner)
            elif len(inner.within) > 1:
                reason = KnownError("collect.too_deep", name=inner.name)
                found.refused.append((inner, reason))
            else:
                _look_into_inner(container, entry, inner, found)
            seen.add(entry.filename)


def _look_into_inner(container: ZipFile, entry: ZipInfo, place: Place, found: Found) -> None:
    try:
        data = _unpacked(container, entry, _MOST_INNER_BYTES, place.name)
        _look_into_zip(BytesIO(data), place, found)
    except KnownError as reason:
        found.refused.append((place, reason))
    except _FAULTS:
        found.refused.append((place, KnownError("parcel.damaged", name=place.name)))


def _is_astray(name: str, parts: Sequence[str]) -> bool:
    """A path that would lead out of a folder: nobody writes one in good faith."""
    return ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":"


def _refuse_endless(stream: BinaryIO, place: Place) -> None:
    """Before the directory is read: it must be there, and of a bearable length."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_BYTES - 0xFFFF - _LARGE_BYTES))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        raise KnownError("parcel.cut_somewhere", name=place.name, arrived=-(-size // 1000))
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if tail[max(0, at - 20) : at].startswith(_LARGE):
        directory = int.from_bytes(tail[at - 36 : at - 28], "little")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")  # nobody reads by it: it may lie
    if count > _MOST_ENTRIES or directory > _MOST_ENTRIES * _LONGEST_RECORD:
        raise KnownError("parcel.too_many", name=place.name, limit=_MOST_ENTRIES)
    stream.seek(0)
