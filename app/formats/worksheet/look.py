"""Colours and marks on paper: those of the light theme, or their greys."""

import tomllib
from dataclasses import dataclass
from typing import Any

from app import paths
from app.domain.annotation import Tag
from app.domain.relation import RelationType

PIXEL = 0.75  # points in a pixel of the picture


@dataclass(frozen=True, slots=True)
class TagLook:
    """A tag on paper: ink, tint, what is written on its ink, its letter and dash (points)."""

    ink: str
    tint: str
    on_ink: str
    letter: str
    dash: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RelationLook:
    ink: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Look:
    """Every colour that a worksheet uses («#RRGGBB»)."""

    text: str
    quiet: str
    faint: str
    hairline: str
    tags: dict[Tag, TagLook]
    relations: dict[RelationType, RelationLook]
    heat: tuple[str, ...]


def load_look(colour: bool) -> Look:
    """The light theme on paper; in grey, every colour at its own lightness."""
    folder = paths.resources() / "themes"
    theme: dict[str, Any] = tomllib.loads((folder / "light.toml").read_text(encoding="utf-8"))
    marks: dict[str, Any] = tomllib.loads((folder / "common.toml").read_text(encoding="utf-8"))

    def shade(value: str) -> str:
        return value if colour else _grey(value)

    return Look(
        text=shade(theme["text"]["primary"]),
        quiet=shade(theme["text"]["secondary"]),
        faint=shade(theme["text"]["tertiary"]),
        hairline=shade(theme["border"]["default"]),
        tags={
            tag: TagLook(
                shade(theme["tag"][tag]["ink"]),
                shade(theme["tag"][tag]["tint"]),
                shade(theme["tag"][tag]["on_ink"]),
                marks["tag"][tag]["letter"],
                tuple(PIXEL * part for part in marks["tag"][tag]["dash"]),
            )
            for tag in Tag
        },
        relations={
            kind: RelationLook(shade(theme["relation"][kind]), marks["relation"][kind]["glyph"])
            for kind in RelationType
        },
        heat=tuple(shade(step) for step in theme["reader"]["heat"]),
    )


def _grey(colour: str) -> str:
    """The grey of the same luma (ITU-R BT.601), as a printer without colour would choose it."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"
