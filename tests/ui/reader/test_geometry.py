"""Bands and caret stops against Qt's own painting of a selection, pixel by pixel."""

import math
import random
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF

from app.ui.reader.boundaries import grapheme_stops
from app.ui.reader.geometry import LineBox
from tests.ui.reader.hard_text import FOREIGN, PARAGRAPHS, painted_columns
from tests.ui.reader.mouse import press


def blocks(reader):
    block = reader.document().firstBlock()
    while block.isValid():
        yield block, reader._geometry.box(block)
        block = block.next()


def inner_stops(line: LineBox, text: str, stops: list[int]) -> list[int]:
    """The stops of a line, without the white space that hangs at its end."""
    end = line.end
    while end > line.start and text[end - 1].isspace():
        end -= 1
    return [stop for stop in stops if line.start <= stop <= end]


@pytest.mark.parametrize(("width", "size"), [(260, 16), (333, 19), (443, 25), (700, 19)])
@pytest.mark.parametrize("paragraphs", [PARAGRAPHS, FOREIGN], ids=["hard", "foreign"])
def test_bands_cover_what_qt_paints(open_reader, paragraphs, width, size):
    reader = open_reader("\n".join(paragraphs), width=width, size=size)
    draw = random.Random(width)
    checked = 0
    for block, box in blocks(reader):
        layout, stops = block.layout(), grapheme_stops(block.text())
        for i, line in enumerate(box.lines):
            inside = inner_stops(line, box.text, stops)
            y = layout.lineAt(i).y() + layout.lineAt(i).height() / 2
            for _ in range(6 if len(inside) > 1 else 0):
                at = draw.randrange(len(inside) - 1)
                to = draw.randrange(at + 1, min(len(inside), at + draw.choice((2, 5, 40))))
                start, end = inside[at], inside[to]
                wanted = painted_columns(layout, start, end, y, width)
                covered = {
                    x
                    for cell in line.cells
                    if cell.start < end and cell.end > start
                    for x in range(math.floor(cell.left + 0.01), math.ceil(cell.right - 0.01))
                }
                assert covered == wanted, box.text[start:end]
                # Bands are at whole pixels: a column's half at either edge may fall to one side.
                band = {x for left, right in line.extents(start, end) for x in range(left, right)}
                assert len(band ^ wanted) <= 2 * len(line.extents(start, end))
                checked += 1
    assert checked >= 12


def test_a_ligature_is_shared_out_evenly(open_reader):
    reader = open_reader("كتاب office هنا")
    box = next(blocks(reader))[1]
    cells = {cell.start: cell for cell in box.lines[0].cells}
    widths = [cells[at].right - cells[at].left for at in (6, 7, 8)]  # f, f, i in one glyph
    assert widths == pytest.approx([widths[0]] * 3)
    assert cells[6].right == pytest.approx(cells[7].left)
    assert cells[5].right == pytest.approx(cells[6].left)
    assert cells[8].right == pytest.approx(cells[9].left)


@pytest.mark.parametrize(("width", "size"), [(260, 19), (443, 19), (520, 24)])
def test_a_press_finds_every_caret_stop(open_reader, width, size):
    """Qt alone misses about half of them on wrapped right-to-left lines."""
    reader = open_reader("\n".join(PARAGRAPHS), width=width, height=900, size=size)
    wrong: list[str] = []
    pressed = 0
    for block, box in blocks(reader):
        layout, stops = block.layout(), grapheme_stops(block.text())
        for i, line in enumerate(box.lines):
            inside = inner_stops(line, box.text, stops)
            y = layout.lineAt(i).y() + layout.lineAt(i).height() / 2
            runs = {
                index: run.isRightToLeft()
                for index in inside[:-1]
                for run in layout.lineAt(i).glyphRuns(index, 1)
            }
            for start, end in pairwise(inside):
                columns = painted_columns(layout, start, end, y, width)
                if len(columns) < 4 or start not in runs:
                    continue
                low, high = min(columns), max(columns) + 1
                for part, at_left in ((0.25, True), (0.75, False)):
                    place = QPointF(low + (high - low) * part, 0)
                    place.setY((line.top + line.bottom) / 2 - reader._scrolled())
                    press(reader, place)
                    wanted = end if at_left == runs[start] else start
                    got = reader.textCursor().position() - box.position
                    pressed += 1
                    if got != wanted:
                        wrong.append(f"{box.text[start:end]} {start} {part}: {got} not {wanted}")
    assert pressed > 900
    assert wrong == []
