"""Whose classroom file a student's work goes into, on a computer that several students share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.domain.annotation import Annotation
from app.domain.errors import KnownError
from app.domain.file_name import safe
from app.domain.setting import OWNER, Role
from app.services.workspace import Workspace

_ENDING = ".bayyina"
_SIGNED = "owner"


def seat(usual: Path, owner: str) -> Path:
    """The classroom file for ``owner`` (an id, or two joined): one student's work in each.

    Looked for in the folder of ``usual``, the file that this computer opened last: the one that is
    this student's already; else ``usual`` where it is a student's and nobody has marked anything in
    it, or where there is none yet; else a new one beside it. KnownError as ``Workspace.open`` where
    ``usual`` does not open: a damaged file may be this student's, so it is no time for a new one.
    """
    for path in _files(usual):
        if _owner(path) == owner:
            return path
    if not usual.exists() or _is_free(usual):
        return usual
    name, number = safe(owner), 1
    path = usual.with_name(name + _ENDING)
    while path.exists():
        number += 1
        path = usual.with_name(f"{name} ({number}){_ENDING}")
    return path


def find(usual: Path, student_id: str) -> Path | None:
    """The classroom file in which a student worked, alone or in a pair; None where there is none.
    Looked for as ``seat`` does."""
    owners = {path: _owner(path) for path in _files(usual)}
    for path, owner in owners.items():
        if owner == student_id:
            return path
    return next((path for path, owner in owners.items() if student_id in owner.split("+")), None)


def sign(workspace: Workspace, owner: str) -> None:
    """Have ``owner`` sign what is marked in this file from now on, as a student."""
    for name, value in (("role", Role.STUDENT.value), (_SIGNED, owner)):
        if workspace.setting(name) != value:
            workspace.configure(name, value)


def _files(usual: Path) -> Iterator[Path]:
    """``usual`` first, then the others of its folder by name."""
    if usual.is_file():
        yield usual
    with suppress(OSError):
        yield from sorted(
            path
            for path in usual.parent.iterdir()
            if path.suffix == _ENDING and path != usual and path.is_file()
        )


def _owner(path: Path) -> str:
    """The student whose file it is; empty where it is nobody's, a teacher's, or does not open."""
    try:
        with _looking(path) as workspace:
            if workspace.setting("role") != Role.STUDENT:
                return ""
            signed = workspace.setting(_SIGNED, OWNER)
    except KnownError:
        return ""
    return "" if signed == OWNER else signed


def _is_free(path: Path) -> bool:
    """A student's file in which nobody has said who it is, and nobody has marked anything."""
    with _looking(path) as workspace:
        if workspace.setting("role") != Role.STUDENT:
            return False
        marked = workspace.read(lambda tx: tx.count(Annotation, author_id=OWNER))
        return workspace.setting(_SIGNED, OWNER) == OWNER and not marked


def _looking(path: Path) -> Workspace:
    """To look needs no lock, but for a file that has to be brought up to date."""
    try:
        return Workspace.open(path, read_only=True)
    except KnownError as error:
        if error.message != "workspace.older_read_only":
            raise
    return Workspace.open(path, create=False)
