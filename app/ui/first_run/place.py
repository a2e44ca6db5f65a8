"""Whether a folder is a good place for a year of work."""

import os
import shutil
import tempfile
from enum import Enum, auto
from pathlib import Path

_FLEETING = frozenset({"tmpfs", "ramfs", "overlay", "aufs"})


class Place(Enum):
    """What can be told of a folder before it is used."""

    SOUND = auto()
    TEMPORARY = auto()
    UNWRITABLE = auto()


def judge(folder: Path) -> Place:
    """Look at the folder, or at the nearest one above that exists."""
    present = _present(folder)
    if not os.access(present, os.W_OK | os.X_OK):
        return Place.UNWRITABLE
    return Place.TEMPORARY if _is_fleeting(present) else Place.SOUND


def free_bytes(folder: Path) -> int | None:
    """Room on the folder's disk, or None where the system does not say."""
    try:
        return shutil.disk_usage(_present(folder)).free
    except OSError:
        return None


def _present(folder: Path) -> Path:
    return next((p for p in (folder, *folder.parents) if p.is_dir()), Path(folder.anchor or "."))


def _is_fleeting(folder: Path) -> bool:
    """Under the system's temporary folder, in memory, or in a profile Windows made for a day."""
    whole = folder.resolve()
    if whole.is_relative_to(Path(tempfile.gettempdir()).resolve()):
        return True
    profile = os.environ.get("USERPROFILE", "")
    if profile and Path(profile).name.upper().startswith("TEMP"):
        return whole.is_relative_to(Path(profile))
    return _file_system(whole) in _FLEETING


def _file_system(folder: Path) -> str:
    """The kind of file system, from Linux's own table; empty elsewhere."""
    try:
        rows = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return ""
    mounts = {Path(row[1].replace("\\040", " ")): row[2] for row in rows if len(row) > 2}
    return next((mounts[p] for p in (folder, *folder.parents) if p in mounts), "")
