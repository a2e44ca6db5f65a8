"""Bands and caret stops against Qt's own painting of a selection, pixel by pixel."""

import math
import os
import random
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from app.ui.reader.boundaries import grapheme_stops
from app.ui.reader.geometry import LineBox
from tests.ui.reader.golden_lines import CONTRADICTED, GOLDEN
from tests.ui.reader.hard_text import FOREIGN, PARAGRAPHS, painted_columns
from tests.ui.reader.mouse import press

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"


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


def hard_spans(text: str, stops: list[int], draw: random.Random) -> list[tuple[int, int]]:
    """Spans of graphemes that begin or end where scripts, figures or signs meet, and a few more."""

    def kind(at: int) -> str:
        return unicodedata.bidirectional(text[at]) if at < len(text) else ""

    edges = [at for at in stops[1:-1] if kind(at) != kind(at - 1)]
    spans: set[tuple[int, int]] = set()
    for edge in edges if len(edges) <= 12 else draw.sample(edges, 12):
        before = [at for at in stops if at < edge][-6:]
        after = [at for at in stops if at > edge][:6]
        spans.add((draw.choice(before), edge))
        spans.add((edge, draw.choice(after)))
    whole = len(stops) - 1
    for _ in range(4):
        low = draw.randrange(whole)
        spans.add((stops[low], stops[draw.randrange(low + 1, whole + 1)]))
    return sorted(spans)


def covered_columns(line: LineBox, start: int, end: int) -> set[int]:
    return {
        x
        for cell in line.cells
        if cell.start < end and cell.end > start
        for x in range(math.floor(cell.left + 0.01), math.ceil(cell.right - 0.01))
    }


def misplaced(reader, width: int, draw: random.Random) -> tuple[list[str], int]:
    """The spans whose cells or bands are not where Qt paints them, and how many were looked at."""
    wrong: list[str] = []
    checked = 0
    for block, box in blocks(reader):
        layout = block.layout()
        for i, line in enumerate(box.lines):
            inside = inner_stops(line, box.text, grapheme_stops(block.text()))
            y = layout.lineAt(i).y() + layout.lineAt(i).height() / 2
            for start, end in hard_spans(box.text, inside, draw) if len(inside) > 2 else ():
                wanted = painted_columns(layout, start, end, y, width)
                checked += 1
                extents = line.extents(start, end)
                band = {x for left, right in extents for x in range(left, right)}
                if covered_columns(line, start, end) != wanted:
                    wrong.append(f"cells {box.text[start:end]!a} in {box.text}")
                elif len(band ^ wanted) > 2 * len(extents):
                    wrong.append(f"band {box.text[start:end]!a} in {box.text}")
    return wrong, checked


@pytest.mark.parametrize(("width", "size"), [(300, 19), (760, 24)])
def test_the_golden_lines_are_banded_as_qt_paints_them(open_reader, width, size):
    assert len(GOLDEN) >= 60
    reader = open_reader("\n".join(GOLDEN), width=width, size=size)
    wrong, checked = misplaced(reader, width, random.Random(size))
    assert checked > 900
    assert wrong == []


def test_where_qt_contradicts_itself_single_characters_are_banded_as_it_paints_them(open_reader):
    reader = open_reader(CONTRADICTED, width=760, size=24)
    ((block, box),) = blocks(reader)
    layout, (line,) = block.layout(), box.lines
    y = layout.lineAt(0).y() + layout.lineAt(0).height() / 2
    stops = grapheme_stops(block.text())
    for start, end in pairwise(stops):
        assert covered_columns(line, start, end) == painted_columns(layout, start, end, y, 760)
    sign, stop = stops[-3], stops[-2]
    apart = covered_columns(line, sign, stop) | covered_columns(line, stop, stops[-1])
    together = painted_columns(layout, sign, stops[-1], y, 760)
    assert apart != together  # when this fails, Qt has made up its mind: a golden line like others
    assert abs(min(apart) - min(together)) <= 5
    assert abs(max(apart) - max(together)) <= 5


def test_a_press_on_what_is_drawn_as_one_takes_all_of_it_or_nothing(open_reader):
    reader = open_reader("وســـلام وآية۝١٢ ثم", width=760, size=24)
    box = next(blocks(reader))[1]
    cells = {cell.start: cell.end for cell in box.lines[0].cells}
    assert cells[2] == 5
    assert cells[13] == 16
    assert not {3, 4, 14, 15} & cells.keys()


def test_a_ligature_is_shared_out_evenly(open_reader):
    reader = open_reader("كتاب office هنا")
    box = next(blocks(reader))[1]
    cells = {cell.start: cell for cell in box.lines[0].cells}
    widths = [cells[at].right - cells[at].left for at in (6, 7, 8)]  # f, f, i in one glyph
    assert widths == pytest.approx([widths[0]] * 3)
    assert cells[6].right == pytest.approx(cells[7].left)
    assert cells[5].right == pytest.approx(cells[6].left)
    assert cells[8].right == pytest.approx(cells[9].left)


def missed_presses(reader, width: int) -> tuple[list[str], int]:
    """The presses in the halves of characters that do not set the caret beside them, and how many
    there were."""
    wrong: list[str] = []
    pressed = 0
    for block, box in blocks(reader):
        layout, stops = block.layout(), grapheme_stops(block.text())
        for i, line in enumerate(box.lines):
            if line.bottom - reader._scrolled() > reader.viewport().height():
                reader.verticalScrollBar().setValue(round(line.top))
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
    return wrong, pressed


@pytest.mark.parametrize(("width", "size"), [(260, 19), (443, 19), (520, 24)])
def test_a_press_finds_every_caret_stop(open_reader, width, size):
    """Qt alone misses about half of them on wrapped right-to-left lines."""
    reader = open_reader("\n".join(PARAGRAPHS), width=width, height=900, size=size)
    wrong, pressed = missed_presses(reader, width)
    assert pressed > 900
    assert wrong == []


@pytest.mark.skipif("BAYYINA_EVERY_STOP" not in os.environ, reason="minutes: BAYYINA_EVERY_STOP=1")
@pytest.mark.parametrize("article", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [300, 443, 640])
@pytest.mark.parametrize("size", [19, 25])
def test_a_press_finds_every_caret_stop_of_the_sample(open_reader, article, width, size):
    reader = open_reader(article.read_text("utf-8"), width=width, height=900, size=size)
    wrong, pressed = missed_presses(reader, width)
    assert pressed > 1_000
    assert wrong == []
