"""Every theme answers for every role."""

import pytest
from PySide6.QtGui import QPalette

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.ui import fonts, palette, theme


@pytest.mark.parametrize("name", theme.NAMES)
def test_a_theme_has_every_mark(name: theme.ThemeName) -> None:
    loaded = theme.load(name)
    assert {loaded.tag(tag).letter for tag in Tag} == {"م", "غ", "ر"}
    assert {loaded.tag(tag).key for tag in Tag} == {"1", "2", "3"}
    assert len({loaded.tag(tag).dash for tag in Tag}) == len(Tag)
    assert {kind for kind in RelationType if loaded.relation(kind).arrow} == {
        kind for kind in RelationType if kind.is_directed
    }
    assert len(loaded.heat) == 5
    assert loaded.focus_width == (3 if name == "contrast_high" else 2)


def test_themes_have_the_same_roles() -> None:
    roles = [set(theme.load(name)._colors) for name in theme.NAMES]
    assert roles[0] == roles[1] == roles[2]


def test_the_palette_is_explicit_and_follows_the_theme() -> None:
    light, dark = (palette.palette(theme.load(name)) for name in ("light", "dark"))
    assert light.color(QPalette.ColorRole.Base).name() == "#fffefc"
    assert dark.color(QPalette.ColorRole.Base).name() == "#1f2325"


def test_the_faces_load_with_their_weights(qapp: object) -> None:
    assert fonts.load() == []
    font = theme.load("light").font("interface.strong")
    assert (font.family(), font.pixelSize(), font.weight()) == ("Vazirmatn", 14, 600)
    with pytest.raises(KeyError):
        theme.load("light").font("interface.nonsense")
