"""Lines and spans against those of an engine that is not ours: Qt's QTextLayout.

The same as ``tests.bench.chromium``, where no browser is at hand. Qt shapes with HarfBuzz too, but
breaks lines, resolves levels and places characters by code of its own.
"""

import random
from pathlib import Path
from unicodedata import combining

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QApplication

from app.domain.direction import is_right_to_left
from app.formats.typesetting.breaking import paragraph_spans
from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import Line, break_lines, fragments
from tests.formats.typesetting.conftest import FONTS
from tests.formats.typesetting.sample_text import PARAGRAPHS

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
SIZE, WIDTH, SCALE = 12.75, 470.0, 20
NEAR = 0.5  # points

Ranges = list[tuple[float, float]]  # from left to right


def _paragraphs() -> list[str]:
    texts = [file.read_text(encoding="utf-8-sig") for file in sorted(SEEDS.glob("*.txt"))]
    parts = [text[start:end].strip() for text in texts for start, end in paragraph_spans(text)]
    return [part for part in (*PARAGRAPHS, *parts) if part]


class _Set:
    """A paragraph as Qt sets it, in points."""

    def __init__(self, text: str, base: int, font: QFont) -> None:
        self.layout = QTextLayout(text, font)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = "RightToLeft" if base else "LeftToRight"
        option.setTextDirection(type(QApplication.layoutDirection())[direction])
        self.layout.setTextOption(option)
        self.layout.beginLayout()
        self.lines: list[QTextLine] = []
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(WIDTH * SCALE)
            line.setPosition(QPointF(0, 100 * len(self.lines)))
            self.lines.append(line)
        self.layout.endLayout()

    def ranges(self, number: int, start: int, end: int, shown: tuple[int, int]) -> Ranges:
        """Where ``[start, end)`` stands on a line, from the left end of what it shows."""
        line = self.lines[number]
        whole, part = (
            [run.boundingRect() for run in line.glyphRuns(first, last - first)]
            for first, last in (shown, (start, end))
        )
        left = min(box.left() for box in whole)
        return [((box.left() - left) / SCALE, (box.right() - left) / SCALE) for box in part]


def _joined(ranges: Ranges) -> Ranges:
    joined: Ranges = []
    for low, high in sorted(ranges):
        if high - low < 0.02:
            continue
        if joined and low - joined[-1][1] < 0.1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _near(one: Ranges, other: Ranges) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= NEAR for mine, its in zip(one, other, strict=True)
        for a, b in zip(mine, its, strict=True)
    )  # fmt: skip


@pytest.fixture
def font(request: pytest.FixtureRequest, qapp: QApplication) -> QFont:
    number = QFontDatabase.addApplicationFont(str(FONTS / request.param))
    font = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    font.setPixelSize(round(SIZE * SCALE))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@pytest.mark.parametrize(
    ("font", "ours"),
    [("amiri/Amiri-Regular.ttf", "reading"), ("vazirmatn/Vazirmatn-Regular.ttf", "interface")],
    indirect=["font"],
)
def test_lines_and_a_thousand_spans(font: QFont, ours: str, request: pytest.FixtureRequest) -> None:
    faces: Faces = request.getfixturevalue(ours)
    parts = _paragraphs()
    broken = [break_lines(faces.shape(p, int(is_right_to_left(p))), SIZE, WIDTH) for p in parts]
    theirs = [_Set(part, int(is_right_to_left(part)), font) for part in parts]
    same = [
        [line.start for line in mine] == [line.textStart() for line in its.lines]
        for mine, its in zip(broken, theirs, strict=True)
    ]
    assert sum(same) / len(same) >= 0.97, [p for p, ok in zip(parts, same, strict=True) if not ok]
    chance = random.Random(7)
    places = [(n, row) for n, ok in enumerate(same) if ok for row in range(len(broken[n]))]
    right = 0
    for _ in range(1000):
        number, row = chance.choice(places)
        right += _agrees(broken[number][row], theirs[number], row, parts[number], chance)
    assert right >= 955


def _agrees(line: Line, its: _Set, row: int, text: str, chance: random.Random) -> bool:
    cuts = [
        k for k in range(line.start, line.visible + 1) if k == len(text) or not combining(text[k])
    ]
    start, end = sorted(chance.sample(cuts, 2))
    theirs = its.ranges(row, start, end, (line.start, line.visible))
    return _near(_joined(fragments(line.place(0), start, end)), _joined(theirs))
