"""Contrast of every pair of colours, and the three tags as colour-blind eyes see them.

Contrast is WCAG 2.1, colour blindness Machado 2009 at full severity, distance CIEDE2000.
"""

import itertools
import math
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from app import paths

Tokens = dict[str, Any]
Pair = tuple[str, str, str]
Matrix = tuple[tuple[float, float, float], ...]

WORDS = {"light": 4.5, "dark": 4.5, "contrast_high": 7.0}
EDGES = {"light": 3.0, "dark": 3.0, "contrast_high": 4.5}  # controls, curves, underlines, ring
PLAINLY_DIFFERENT = 10.0
EYES: dict[str, Matrix | None] = {
    "normal": None,
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def tokens(theme: str) -> Tokens:
    path = paths.resources() / "themes" / f"{theme}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rgb(text: str) -> tuple[float, ...]:
    return tuple(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))


def linear(colour: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)


def luminance(text: str) -> float:
    red, green, blue = linear(rgb(text))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(over: str, under: str, alpha: float) -> str:
    parts = zip(rgb(over), rgb(under), strict=True)
    return "#" + "".join(f"{round(255 * (alpha * a + (1 - alpha) * b)):02X}" for a, b in parts)


def lab(text: str, matrix: Matrix | None) -> tuple[float, float, float]:
    values = linear(rgb(text))
    if matrix:
        values = tuple(
            min(1.0, max(0.0, sum(m * v for m, v in zip(row, values, strict=True))))
            for row in matrix
        )
    red, green, blue = values
    xyz = (
        (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIEDE2000 (Sharma, Wu, Dalal 2005)."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    mh = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * math.cos(math.radians(mh - 30))
        + 0.24 * math.cos(math.radians(2 * mh))
        + 0.32 * math.cos(math.radians(3 * mh + 6))
        - 0.20 * math.cos(math.radians(4 * mh - 63))
    )
    sl = 1 + 0.015 * (ml - 50) ** 2 / math.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    rt = (
        -2
        * math.sqrt(mc**7 / (mc**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((mh - 275) / 25) ** 2))))
    )
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def text_pairs(theme: Tokens) -> Iterator[Pair]:
    yield from _words_on_surfaces(theme)
    yield from _words_of_tags(theme)
    yield from _words_of_states(theme)
    text, surface, reader = theme["text"]["primary"], theme["surface"], theme["reader"]
    for name, ink in theme["relation"].items():
        for ground in ("window", "panel", "paper", "selected"):
            yield f"relation.{name} / surface.{ground}", ink, surface[ground]
    for name in ("hit", "current"):
        yield f"text.primary / find.{name}", text, theme["find"][name]
    yield (
        "text.primary / reader.selection",
        text,
        mix(reader["selection"], surface["paper"], 140 / 255),
    )
    for step, ground in enumerate(reader["heat"]):
        yield f"text.primary / reader.heat.{step}", text, ground


def _words_on_surfaces(theme: Tokens) -> Iterator[Pair]:
    text, accent = theme["text"], theme["accent"]
    grounds = {f"surface.{k}": v for k, v in theme["surface"].items() if k != "overlay"}
    for ink in ("primary", "secondary", "tertiary"):
        yield from ((f"text.{ink} / {n}", text[ink], ground) for n, ground in grounds.items())
    for name in ("window", "panel", "paper", "sunken"):
        yield f"text.disabled / surface.{name}", text["disabled"], theme["surface"][name]
    yield "text.on_overlay / surface.overlay", text["on_overlay"], theme["surface"]["overlay"]
    yield from ((f"accent.ink / {n}", accent["ink"], ground) for n, ground in grounds.items())
    for fill in ("fill", "fill_hover", "fill_pressed"):
        yield f"accent.on_fill / accent.{fill}", accent["on_fill"], accent[fill]
    yield "text.primary / accent.tint", text["primary"], accent["tint"]


def _words_of_tags(theme: Tokens) -> Iterator[Pair]:
    text = theme["text"]
    for name, tag in theme["tag"].items():
        yield f"tag.{name}.on_ink / tag.{name}.ink", tag["on_ink"], tag["ink"]
        for ground in ("window", "panel", "paper", "selected", "hover"):
            yield f"tag.{name}.ink / surface.{ground}", tag["ink"], theme["surface"][ground]
        yield f"tag.{name}.ink / tag.{name}.tint", tag["ink"], tag["tint"]
        for ink in ("primary", "secondary"):
            yield f"text.{ink} / tag.{name}.tint", text[ink], tag["tint"]
        yield f"text.primary / tag.{name}.tint_strong", text["primary"], tag["tint_strong"]
        picked = mix(theme["reader"]["selection"], tag["tint_strong"], 140 / 255)
        yield f"text.primary / selection over tag.{name}.tint_strong", text["primary"], picked


def _words_of_states(theme: Tokens) -> Iterator[Pair]:
    state = theme["state"]
    for name in ("danger", "warning", "success", "info"):
        for ground in ("window", "panel", "paper"):
            yield f"state.{name} / surface.{ground}", state[name], theme["surface"][ground]
        yield f"state.{name} / state.{name}_tint", state[name], state[f"{name}_tint"]
        for ink in ("primary", "secondary"):
            yield f"text.{ink} / state.{name}_tint", theme["text"][ink], state[f"{name}_tint"]


def edge_pairs(theme: Tokens) -> Iterator[Pair]:
    surface = theme["surface"]
    for ground in ("window", "panel", "paper", "sunken"):
        yield f"border.control / surface.{ground}", theme["border"]["control"], surface[ground]
        yield f"focus.ring / surface.{ground}", theme["focus"]["ring"], surface[ground]
    for name, tag in theme["tag"].items():
        yield f"tag.{name}.ink line / surface.paper", tag["ink"], surface["paper"]
        yield f"tag.{name}.ink line / tag.{name}.tint_strong", tag["ink"], tag["tint_strong"]
    yield "reader.key_line / surface.paper", theme["reader"]["key_line"], surface["paper"]
    yield "find.hit_border / surface.paper", theme["find"]["hit_border"], surface["paper"]


@pytest.mark.parametrize("name", WORDS)
def test_every_word_stands_out_from_its_ground(name: str) -> None:
    pairs = list(text_pairs(tokens(name)))
    assert len(pairs) == 118
    weak = [(what, contrast(ink, ground)) for what, ink, ground in pairs]
    assert [pair for pair in weak if pair[1] < WORDS[name]] == []


@pytest.mark.parametrize("name", EDGES)
def test_every_line_stands_out_from_its_ground(name: str) -> None:
    pairs = list(edge_pairs(tokens(name)))
    assert len(pairs) == 16
    weak = [(what, contrast(ink, ground)) for what, ink, ground in pairs]
    assert [pair for pair in weak if pair[1] < EDGES[name]] == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", WORDS)
def test_tags_are_told_apart_by_every_eye(name: str, eye: str) -> None:
    seen = {tag: lab(mark["ink"], EYES[eye]) for tag, mark in tokens(name)["tag"].items()}
    gaps = {(a, b): distance(seen[a], seen[b]) for a, b in itertools.combinations(seen, 2)}
    assert {pair: gap for pair, gap in gaps.items() if gap < PLAINLY_DIFFERENT} == {}


def test_the_measures_measure() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    # First pair of the CIEDE2000 test data (Sharma, Wu, Dalal 2005):
    assert distance((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
