"""Styling worksheets: how a class's look, kept with its classroom file."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from app.domain.errors import KnownError
from app.domain.language import Code, Digits
from app.domain.worksheet import Paper
from app.services.composing import Choices
from app.services.workspace import Workspace

_STYLE, _LOGO = "worksheet_style", "worksheet_logo"
LONGEST = 120  # code points of a school's name: the head of a page has two lines for it
_WORDS = ("school", "classroom", "subject")
_SWITCHES = ("colour", "hijri", "odd", "fillable")


def choices_of(workspace: Workspace, language: Code, digits: Digits) -> Choices:
    """What is kept with the file; ``digits`` where none were chosen. Garbage counts as nothing."""
    kept: dict[str, Any] = {}
    with suppress(ValueError):
        read: object = json.loads(workspace.setting(_STYLE) or "{}")
        kept = cast("dict[str, Any]", read) if isinstance(read, dict) else {}
    known: dict[str, Any] = {name: str(kept.get(name, ""))[:LONGEST] for name in _WORDS}
    known |= {name: kept[name] for name in _SWITCHES if isinstance(kept.get(name), bool)}
    if kept.get("digits") in ("arab", "latin"):
        digits = kept["digits"]
    if kept.get("paper") in list(Paper):
        known["paper"] = Paper(kept["paper"])
    return Choices(language=language, digits=digits, logo=logo_of(workspace), **known)


def keep(workspace: Workspace, choices: Choices) -> None:
    """Keep everything but the language, which is the reader's, and the logo. KnownError."""
    told = {
        "digits": choices.digits,
        "paper": choices.paper.value,
        **{name: getattr(choices, name) for name in (*_SWITCHES, *_WORDS)},
    }
    _configure(workspace, _STYLE, json.dumps(told, ensure_ascii=False, sort_keys=True))


def logo_of(workspace: Workspace) -> bytes:
    """The logo as a small PNG; empty for none, or where another has put something else there."""
    kept = workspace.setting(_LOGO)
    if not kept:
        return b""
    from app.formats import logo

    with suppress(ValueError, KnownError):
        return logo.read(base64.b64decode(kept, validate=True))
    return b""


def keep_logo(workspace: Workspace, logo: bytes) -> None:
    """Keep what ``read_logo`` made, so that it stays when its file goes; empty: take it out."""
    _configure(workspace, _LOGO, base64.b64encode(logo).decode("ascii"))


def read_logo(file: Path) -> bytes:
    """A logo from a PNG or JPEG. KnownError: ``logo.unreadable``, or as ``formats.logo.read``."""
    from app.formats import logo

    try:
        with file.open("rb") as opened:
            content = opened.read(logo.LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise KnownError("logo.unreadable", path=str(file)) from error
    return logo.read(content)


def _configure(workspace: Workspace, name: str, value: str) -> None:
    if workspace.setting(name) != value:
        workspace.configure(name, value)
