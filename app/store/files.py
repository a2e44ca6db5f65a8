"""Putting a file in place so that it is there whole or not at all."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

SIDECARS = ("-wal", "-shm")
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
