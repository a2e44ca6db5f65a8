"""Read a plain-text file.

The text comes back untouched, nothing is normalised. Two things are left out because they belong to
the file and not to what is read: a byte order mark, and the carriage return of CR LF line ends, so
that one article saved on two systems is one article with the same offsets.
"""

import errno
import glob
import os
import stat
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from app.domain.errors import KnownError
from app.formats import encodings

MAX_BYTES = 5_000_000
MAX_CHARACTERS = 1_500_000

_BINARY = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF",
    b"{\\rtf", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"\x1f\x8b", b"Rar!", b"\x7fELF",
    b"SQLite format 3\x00",
)  # fmt: skip
_UNWRITABLE = {
    errno.EACCES: "exchange.denied",
    errno.EPERM: "exchange.denied",
    errno.EROFS: "exchange.denied",
    errno.ENOENT: "exchange.no_folder",
    errno.ENOTDIR: "exchange.no_folder",
    errno.EISDIR: "import.is_folder",
    errno.ENOSPC: "exchange.disk_full",
    errno.EDQUOT: "exchange.disk_full",
}
# Decoders that leave a byte order mark in the text; the others take it off themselves.
_KEEP_THE_MARK = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded file: ``encoding`` is the one it was decoded by, ``guesses`` all it may be in."""

    path: Path
    text: str
    encoding: str
    guesses: tuple[str, ...] = ()


def read(path: Path, encoding: str | None = None, *, limit: int = MAX_BYTES) -> Reading:
    """Read and decode ``path`` (at most ``limit`` bytes), by ``encoding`` or else the best guess.

    Raises KnownError for whatever is not a text of readable length.
    """
    return decode(read_bytes(path, limit), path, encoding)


def decode(data: bytes, path: Path, encoding: str | None = None) -> Reading:
    """Decode what was read from ``path``. Errors as in ``read``."""
    name = path.name
    if not data:
        raise KnownError("import.empty", name=name)
    if data.startswith(_BINARY):
        raise KnownError("import.binary", name=name)
    guesses = _asked(data, name, encoding) if encoding else encodings.guess(data, name).encodings
    chosen = guesses[0]
    try:
        text = data.decode(chosen)
    except UnicodeDecodeError as error:
        message = "import.wrong_encoding" if encoding else "import.damaged"
        raise KnownError(message, name=name, encoding=chosen, byte=error.start + 1) from error
    if chosen in _KEEP_THE_MARK:
        text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n")
    _refuse_unreadable(text, name, chosen)
    return Reading(path, text, chosen, guesses)


def exact(data: bytes, name: str) -> str:
    """A text that came as UTF-8, not a character of it changed. KnownError where it is none."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise KnownError(
            "import.damaged", name=name, encoding="utf-8", byte=error.start + 1
        ) from error
    _refuse_unreadable(text, name, "utf-8")
    return text


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes. Raises KnownError otherwise."""
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise KnownError("import.is_folder", name=name)
        if not stat.S_ISREG(status.st_mode):
            raise KnownError("import.not_a_file", name=name)
        size = status.st_size
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)  # it may have grown since
            if len(data) <= limit:
                return data
            size = len(data)
    except FileNotFoundError as error:
        raise KnownError("import.missing", name=str(path)) from error
    except PermissionError as error:
        raise KnownError("import.denied", name=name) from error
    except OSError as error:
        raise KnownError("import.unreadable", name=name, reason=error.strerror or "") from error
    except ValueError as error:  # a NUL in the path
        raise KnownError("import.missing", name=name.replace("\0", "")) from error
    raise KnownError("import.too_large", name=name, size=size / 1e6, limit=limit / 1e6)


def _asked(data: bytes, name: str, encoding: str) -> tuple[str, ...]:
    """The encoding that was asked for, then what else it may be.

    Raises KnownError where the file itself rules it out: stored, it would be gibberish for good.
    """
    chosen = encodings.canonical(encoding)
    try:
        guess = encodings.guess(data, name)
    except KnownError:
        return (chosen,)  # decoding by what was asked for will tell
    likeliest = guess.encodings[0]
    if guess.certain and encodings.contradicts(data, likeliest, chosen):
        real = likeliest.removesuffix("-sig")
        raise KnownError("import.not_that_encoding", name=name, encoding=chosen, real=real)
    return (chosen, *(other for other in guess.encodings if other != chosen))


def _refuse_unreadable(text: str, name: str, encoding: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise KnownError("import.too_long", name=name, count=len(text), limit=MAX_CHARACTERS)
    nul = text.find("\0")
    if nul >= 0:
        raise KnownError("import.nul", name=name, place=nul + 1)
    if not any(_is_visible(c) for c in text):
        raise KnownError("import.blank", name=name)
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in text)
    strange = sum(unicodedata.category(c) in ("Cn", "Co") for c in text)
    if controls * 50 > len(text) or strange * 50 > len(text):
        raise KnownError("import.gibberish", name=name, encoding=encoding)


def _is_visible(character: str) -> bool:
    """Whether there is anything to see: white space and invisible marks (bidi controls) are not."""
    return not character.isspace() and unicodedata.category(character) not in ("Cf", "Cc", "Cn")


def write_whole(path: Path, data: bytes) -> None:
    """Write ``path`` whole or not at all: beside it first, then in its place.

    KnownError where the folder is missing or cannot be written to.
    """
    _write(path, data, Path.replace)


def clear_leftovers(path: Path) -> None:
    """Remove what a killed program left while it wrote ``path``."""
    with suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
            left.unlink()


def write_new(path: Path, data: bytes) -> None:
    """The same, of a file that is not there yet. KnownError ``parcel.exists`` where it is."""
    try:
        _write(path, data, _take_free_name)
    except FileExistsError as error:
        raise KnownError("parcel.exists", name=path.name) from error


def _take_free_name(ready: Path, path: Path) -> None:
    """Have ``ready`` under the name ``path``. FileExistsError where that is taken."""
    try:
        os.link(ready, path)
    except FileExistsError:
        raise
    except OSError:  # a stick without hard links: take the name first, then put the file there
        path.open("xb").close()
        try:
            ready.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        ready.unlink()


def _write(path: Path, data: bytes, put_in_place: Callable[[Path, Path], object]) -> None:
    beside = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(beside, path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        if isinstance(error, FileExistsError):
            raise
        message = _UNWRITABLE.get(error.errno or 0, "exchange.unwritable")
        raise KnownError(message, name=str(path)) from error


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too: sticks are pulled. Some shares cannot, and need not."""
    if os.name != "nt":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
