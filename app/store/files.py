"""Putting a file in place so that it is there whole or not at all."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

SIDECARS = ("-wal", "-shm")
_HEADER = 100  # bytes; https://www.sqlite.org/fileformat2.html#the_database_header
_LEFTOVERS = ("", "-journal", *SIDECARS)


@contextmanager
def making(target: Path) -> Generator[Path]:
    """A name beside ``target`` to make a file under; nothing is left of it unless it was placed."""
    ready = beside(target, ".part")
    _clear(ready)  # of a process that died
    try:
        yield ready
    finally:
        _clear(ready)


def put_in_place(ready: Path, target: Path) -> None:
    """Make ``ready`` (beside ``target``) take the name ``target``, through a power cut too."""
    with ready.open("r+b") as file:
        os.fsync(file.fileno())
    ready.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's names on disk. Windows does so by itself and cannot open folders."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def identity(path: Path) -> tuple[int, int] | None:
    """Which file this name leads to; None where to none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def followed(path: Path) -> Path:
    """Where a link leads; OSError where it leads in a circle."""
    if not path.is_symlink():
        return path
    try:
        target = path.resolve()
    except RuntimeError as error:  # how Python 3.11 and 3.12 tell of a circle
        raise OSError(errno.ELOOP, str(error), str(path)) from error
    if target.is_symlink():  # Python 3.13 gives up on it and tells nothing
        raise OSError(errno.ELOOP, "a circle of links", str(path))
    return target


def is_cut_short(path: Path) -> bool:
    """Whether an SQLite file ends before the last page that its header counts.

    SQLite reads what is missing of the last page as zeros. While changes wait beside the file
    nothing can be said: its end may be among them.
    """
    waiting = beside(path, "-wal")
    if waiting.exists() and waiting.stat().st_size:
        return False
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(b"SQLite format 3\0"):
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < pages * (65536 if page == 1 else page)


def beside(path: Path, ending: str) -> Path:
    """The file of the same name with ``ending`` after it."""
    return path.with_name(path.name + ending)


def _clear(ready: Path) -> None:
    for ending in _LEFTOVERS:
        with suppress(OSError):
            beside(ready, ending).unlink(missing_ok=True)


def set_aside(path: Path, word: str) -> Path:
    """A free name ``NAME-WORD-N.ext`` beside ``path``; the sidecars move there, ``path`` is linked.

    ``path`` itself stays until something takes its place, so that it is never absent.
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}-{word}-{number}{path.suffix}")).exists():
        number += 1
    try:
        os.link(path, aside)
    except OSError:  # a disk without hard links
        aside.write_bytes(path.read_bytes())
    for ending in SIDECARS:
        if beside(path, ending).exists():
            beside(path, ending).replace(beside(aside, ending))
    return aside
