"""Where hand-ins are looked for: folders and files that were chosen, sticks that are there."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from app.domain.language import Language, isolate

_MOUNTED = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW


def sticks() -> list[tuple[Path, str]]:
    """Removable drives that can be read now, with what they are called."""
    found: list[tuple[Path, str]] = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if volume.isValid() and volume.isReady() and _is_removable(root):
            found.append((Path(root), volume.name() or Path(root).name or root))
    return sorted(found)


def place_words(path: Path, language: Language) -> str:
    """A place in words: «folder X in Y», with the stick for the parent where it lies on one."""
    say = language.say
    if path.is_file():
        name = say("collect_page.file", name=isolate(path.name))
    elif path == path.parent or _is_removable(str(path)):
        return say("collect_page.drive", name=isolate(path.name or str(path)))
    else:
        name = say("collect_page.folder", name=isolate(path.name))
    parent = path.parent
    return say("collect_page.on", place=name, parent=isolate(parent.name or str(parent)))


def places_words(paths: Sequence[Path], language: Language) -> str:
    """The first place, and how many more there are."""
    first = place_words(paths[0], language)
    if len(paths) == 1:
        return first
    return language.say("collect_page.and_more", place=first, count=len(paths) - 1)


def _is_removable(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = root.replace("/", "\\")
        return len(drive) <= len("E:\\") and (
            ctypes.windll.kernel32.GetDriveTypeW(drive.rstrip("\\") + "\\") == _REMOVABLE
        )
    below = next((root[len(top) :] for top in _MOUNTED if root.startswith(top)), "")
    deepest = 1 if root.startswith(("/media/", "/run/media/")) else 0  # /media/USER/STICK
    return bool(below.strip("/")) and below.strip("/").count("/") <= deepest
