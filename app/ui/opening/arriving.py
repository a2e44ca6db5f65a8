"""Where files go that arrive from outside: by a double click, a drop, a second start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.file_kind import FileKind, kind_of
from app.domain.setting import Role
from app.ui.loading import Wish

if TYPE_CHECKING:
    from app.ui.window import Window


def begin(window: Window, workspace: Path, files: Sequence[Path]) -> None:
    """The program was started with these files. ``workspace``: the one of last time, or the one
    that was named; it may not be there."""
    kinds = {kind_of(file.name) for file in files}
    teacher = window.preferences.choices.layout.get("role") == Role.TEACHER
    place = "\n".join(map(str, files))
    if FileKind.WORKSPACE in kinds:
        window.open(Wish(_first(files, FileKind.WORKSPACE)))
    elif kinds == {FileKind.FEEDBACK} and workspace.exists():
        window.open(Wish(workspace, page="feedback", place={"path": place}))
    elif kinds == {FileKind.WORK} and teacher and workspace.exists():
        window.open(Wish(workspace, page="collect", place={"paths": place}))
    else:
        window.reception.ask(files[0], workspace)


def arrive(window: Window, files: Sequence[Path]) -> None:
    """These files came while the window is there. A pack, or work that was kept, asks who works on
    it; a teacher collects work; what is none of ours may be an article."""
    opened = window.opened
    ours = [file for file in files if kind_of(file.name) is not None]
    kinds = {kind_of(file.name) for file in ours}
    teacher = opened is not None and opened.role is Role.TEACHER
    if not ours:
        if files:
            window.navigate("library", import_paths="\n".join(map(str, files)))
    elif kinds == {FileKind.WORK} and teacher:
        window.navigate("collect", paths="\n".join(map(str, ours)))
    elif FileKind.WORKSPACE in kinds:
        window.switch(_first(ours, FileKind.WORKSPACE))
    elif window.frame is not None and not window.frame.flush():
        return
    elif kinds == {FileKind.FEEDBACK} and opened is not None:
        place = {"path": "\n".join(map(str, ours))}
        if teacher or opened.workspace.read_only:
            window.navigate("feedback", **place)
        else:  # in the workspace of the student it is for: several may share a computer
            window.open(Wish(opened.workspace.path, page="feedback", place=place))
    else:
        window.reception.ask(ours[0])


def _first(files: Sequence[Path], kind: FileKind) -> Path:
    return next(file for file in files if kind_of(file.name) is kind)
