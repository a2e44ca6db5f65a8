"""Spans of the text lie exactly where their glyphs do."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import break_lines, fragments, one_line
from tests.formats.typesetting.sample_text import PARAGRAPHS, article


def _union(ranges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for low, high in sorted(ranges):
        if joined and low - joined[-1][1] < 0.01:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def test_a_thousand_spans_tile_their_lines(reading: Faces, interface: Faces) -> None:
    chance = random.Random(20250120)
    texts = [*PARAGRAPHS, *article(20).split("\n")]
    for k in range(1000):
        faces, text = (reading, interface)[k % 2], chance.choice(texts)
        paragraph = faces.shape(text, 1 if k % 3 else None)
        cuts = sorted(chance.sample(range(len(text) + 1), 2))
        for line in break_lines(paragraph, 13, 300):
            placed = line.place(40)
            assert placed.width == pytest.approx(line.width)
            parts = [
                piece
                for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
                for piece in fragments(placed, start, end)
            ]
            whole = fragments(placed, 0, len(text))
            assert sum(high - low for low, high in parts) == pytest.approx(placed.width, abs=0.01)
            assert whole == [pytest.approx((40, 40 + placed.width), abs=0.01)]
            assert _union(parts) == [pytest.approx(whole[0], abs=0.01)]


def test_a_span_over_a_change_of_direction_has_two_fragments(reading: Faces) -> None:
    text = "قال DeepSeek إن"
    placed = one_line(reading.shape(text, 1), 20).place(0)
    within = fragments(placed, 2, 8)  # «ل », and «Deep»
    assert len(within) == 2
    assert within[0][1] < within[1][0]
    assert len(fragments(placed, 0, 12)) == 1


def test_first_letters_are_at_the_right_and_hanging_spaces_nowhere(reading: Faces) -> None:
    text = "كتاب وقلم   "
    line = one_line(reading.shape(text, 1), 20)
    placed = line.place(100)
    assert fragments(placed, 0, 4)[0][1] == pytest.approx(100 + line.width)
    assert fragments(placed, 5, 9)[0][0] == pytest.approx(100)
    assert fragments(placed, 9, 12) == []


ANY = st.text(st.characters(), max_size=60)
MIXED = st.text(
    "ابلاّ َ١٢٫3,.4%«»()[]abZ -–/:\u200f\u2067\u2069\u00ad\u200d\u00a0\t漢😀אּ", max_size=80
)


@settings(max_examples=250, deadline=None)
@given(st.one_of(ANY, MIXED), st.sampled_from([None, 0, 1]), st.floats(5, 300), st.data())
def test_any_text_is_set_whole_and_inside_its_column(
    reading: Faces, text: str, base: int | None, width: float, data: st.DataObject
) -> None:
    paragraph = reading.shape(text, base)
    at = 0
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for line in break_lines(paragraph, 11, width):
        assert line.start == at < line.end
        assert line.start <= line.visible <= line.end
        at = line.end
        placed = line.place(7)
        clusters = sum(not whole for whole in paragraph.whole[line.start : line.end])
        assert placed.width <= width + 1e-6 or clusters <= 1
        # Every character that shows is written once, in the order of the text.
        written = [k for run in placed.in_order for k in range(run.start, run.end)]
        assert written == list(range(line.start, line.visible))
        assert sorted(map(id, placed.in_order)) == sorted(map(id, placed.runs))
        assert sum(run.width for run in placed.runs) == pytest.approx(placed.width, abs=1e-6)
        for run in placed.runs:
            assert len(run.cells) == run.end - run.start
            # No glyph is drawn left of its place; after a break a letter may move the pen too far.
            drawn = [run.face.cells[cell].advance for cell in run.cells if cell >= 0]
            assert sum(drawn) / run.face.units_per_em * 11 >= run.width - 1e-6
        for low, high in fragments(placed, start, end):
            assert 7 - 1e-6 <= low < high <= 7 + placed.width + 1e-6
    assert at == len(text)


def test_room_of_a_space_after_a_mark_goes_to_the_letter_after_it(reading: Faces) -> None:
    text = "أثرٍ كبير"
    paragraph = reading.shape(text, 1)
    (run,) = one_line(paragraph, 20).place(0).runs
    advances = {k: run.face.cells[run.cells[-1 - k]].advance for k in (4, 5)}
    apart = [paragraph.width(k, k + 1, run.face.units_per_em) for k in (4, 5)]
    assert advances[4] == pytest.approx(run.face.units_per_em / 10)
    assert sum(advances.values()) == pytest.approx(sum(apart))
