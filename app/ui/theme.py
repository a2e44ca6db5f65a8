"""Colours, marks, sizes and faces by role, read from ``resources/themes``.

A theme is a value. Names say the role («surface.paper»), never the hue; sizes are logical pixels.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtGui import QColor, QFont

from app import paths

if TYPE_CHECKING:
    from app.domain.annotation import Tag
    from app.domain.relation import RelationType

ThemeName = Literal["light", "dark", "contrast_high"]
NAMES: tuple[ThemeName, ...] = ("light", "dark", "contrast_high")


class TagMark(NamedTuple):
    """How a tag looks, with and without colour. ``dash``: pixels on, off; empty for solid."""

    ink: QColor
    tint: QColor
    tint_strong: QColor
    on_ink: QColor
    letter: str
    key: str
    dash: tuple[int, ...]


class RelationMark(NamedTuple):
    """How a relation looks. ``dash`` in pixels (divide by the pen's width); ``arrow``: directed."""

    color: QColor
    glyph: str
    dash: tuple[int, ...]
    arrow: bool


class Face(NamedTuple):
    """A role of type: pixel size, line height in pixels, weight."""

    family: str
    size: int
    line_height: int
    weight: int

    def font(self) -> QFont:
        """Unhinted, so that a line is equally wide on every Linux and on paper."""
        font = QFont(self.family)
        font.setPixelSize(self.size)
        font.setWeight(QFont.Weight(self.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """One theme. Every getter raises KeyError for a role that the theme files do not have."""

    name: ThemeName
    _colors: Mapping[str, QColor]
    _heat: tuple[QColor, ...]
    _common: Mapping[str, Any]
    _changes: Mapping[str, Any]

    def color(self, role: str) -> QColor:
        """``surface.paper``, ``text.primary``, ``state.danger_tint``, ``reader.selection``…"""
        return self._colors[role]

    @property
    def heat(self) -> tuple[QColor, ...]:
        """Five steps under the words of a class report, none to most."""
        return self._heat

    @property
    def high_contrast(self) -> bool:
        return bool(self._changes)

    def tag(self, tag: Tag) -> TagMark:
        mark = self._common["tag"][tag.value]
        ink, tint, strong, on_ink = (
            self._colors[f"tag.{tag.value}.{part}"]
            for part in ("ink", "tint", "tint_strong", "on_ink")
        )
        return TagMark(ink, tint, strong, on_ink, mark["letter"], mark["key"], tuple(mark["dash"]))

    def relation(self, type_: RelationType) -> RelationMark:
        mark = self._common["relation"][type_.value]
        color = self._colors[f"relation.{type_.value}"]
        return RelationMark(color, mark["glyph"], tuple(mark["dash"]), mark["ends"] == "arrow")

    def face(self, role: str) -> Face:
        """``interface.body``, ``reading.paired``…"""
        group, _, name = role.partition(".")
        size, line_height, weight = self._common["type"][group][name]
        return Face(self._common["face"][group], size, line_height, weight)

    def font(self, role: str) -> QFont:
        return self.face(role).font()

    def size(self, name: str) -> int:
        """A length of ``[size]``: ``control``, ``header``, ``side_panel``…"""
        return int(self._common["size"][name])

    def window_minimum(self) -> tuple[int, int]:
        """Width and height under which a page no longer fits."""
        width, height = self._common["size"]["window_min"]
        return width, height

    def space(self, steps: int) -> int:
        """``steps`` of the 4 px grid."""
        return 4 * steps

    def radius(self, name: str) -> int:
        return int(self._common["radius"][name])

    def number(self, group: str, name: str) -> float:
        """A figure of another table: ``number("lane", "pitch")``, ``number("curve", "knot")``."""
        return float(self._common[group][name])

    def spacing(self, name: str) -> float:
        """Line height as a factor of the reading size: ``tight``, ``normal``, ``open``."""
        return float(self._common["type"]["reading_spacing"][name])

    @property
    def focus_width(self) -> int:
        return int(self._changes.get("focus_width", self._common["size"]["focus_width"]))

    @property
    def band_outline(self) -> int:
        """Width of the outline that every band gets besides its tint; 0 for none."""
        return int(self._changes.get("band_outline", 0))

    @property
    def track_outline(self) -> int:
        return int(self._changes.get("track_outline", 0))

    @property
    def segment_inverted(self) -> bool:
        return self._changes.get("segment_on") == "inverted"

    def icon_name(self, role: str) -> str:
        """The name of the glyph in qtawesome: ``ph.books``."""
        return self._common["icon"][role]

    def icon_flips(self, role: str, *, right_to_left: bool) -> bool:
        """Whether the glyph is mirrored in an interface of this direction."""
        return role in self._common["icon_flip"]["roles" if right_to_left else "roles_ltr"]


@lru_cache(maxsize=len(NAMES))
def load(name: ThemeName) -> Theme:
    """Read a theme. Raises OSError or tomllib.TOMLDecodeError where the installation is damaged."""
    folder = paths.resources() / "themes"
    own = _read(folder / f"{name}.toml")
    changes = own.pop("high_contrast", {})
    heat = own["reader"].pop("heat")
    colors = {role: QColor(value) for role, value in _flat(own)}
    common = _read(folder / "common.toml")
    return Theme(name, colors, tuple(QColor(step) for step in heat), common, changes)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, str):
            pairs.append((prefix + key, value))
        else:
            pairs.extend(_flat(value, f"{prefix}{key}."))
    return pairs
