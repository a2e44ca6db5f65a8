"""The reader: opening and scrolling, against a bare QTextEdit of the same text in the same font."""

import random
from collections.abc import Callable
from contextlib import ExitStack
from time import perf_counter

from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QWidget

from app.domain.relation import RelationType
from app.ui.gutter.gutter import Gutter
from app.ui.gutter.strands import Curve
from app.ui.look import Look
from app.ui.reader.claims import Claim
from app.ui.reader.reader import Reader
from tests.bench import stage
from tests.bench.material import article_of, claims_of
from tests.bench.measuring import Bench, Timed

NAMES = ("open_10kb", "open_1mb", "scroll_claims", "scroll_curves")
_STEP = 9  # pixels a frame
_FRAMES = 40


def bench(name: str, stack: ExitStack) -> Bench:
    _, look = stage.dressed()
    if name == "open_10kb":
        return _open(name, look, 10_000, 60, 1.7, rounds=25)
    if name == "open_1mb":
        return _open(name, look, 1_000_000, 5_000, 2, rounds=9)
    if name == "scroll_claims":
        return _scroll_claims(name, look, stack)
    return _scroll_curves(name, look, stack)


def _material(size: int, count: int, seed: int = 1) -> tuple[str, list[Claim]]:
    article = article_of(size, seed)
    claims = claims_of(article, count, seed=seed + 1)
    claims.sort(key=lambda claim: claim.start)
    return article.text, [
        Claim(claim.id, tuple((s.start, s.end) for s in claim.spans), claim.tag, number)
        for number, claim in enumerate(claims, 1)
    ]


def _open(name: str, look: Look, size: int, count: int, limit: float, *, rounds: int) -> Bench:
    """From nothing but a shown window to the first paint: a Reader with its claims, an editor."""
    text, claims = _material(size, count)

    def reader() -> Reader:
        made = Reader(look)
        made.show_article(text)
        made.show_claims(claims)
        return made

    def timed(make: Callable[[], QTextEdit]) -> Timed:
        def once() -> float:
            host = stage.window()
            start = perf_counter()
            editor = make()
            painted = stage.FirstPaint(editor.viewport())
            host.setCentralWidget(editor)
            painted.wait()
            took = perf_counter() - start
            stage.away(host)
            return took

        return once

    return Bench(name, limit, timed(reader), timed(lambda: stage.bare_editor(look, text)), rounds)


def _scroll_claims(name: str, look: Look, stack: ExitStack) -> Bench:
    """A megabyte, laid out, with 5,000 claims. A frame: scroll by 9 px and paint all of it."""
    text, claims = _material(1_000_000, 5_000)
    reader = Reader(look)
    reader.show_article(text)
    reader.show_claims(claims)
    return Bench(name, 2, _scrolling(reader, reader, stack), _bare_scrolling(look, text, stack))


def _scroll_curves(name: str, look: Look, stack: ExitStack) -> Bench:
    """Two articles of 10 KB with 60 claims each, 200 relations between them.

    A frame: scroll the first by 9 px, paint it and the gutter; the other one does not move.
    """
    chance = random.Random(3)
    sides: list[Reader] = []
    ids: list[list[str]] = []
    for seed in (1, 5):
        text, claims = _material(10_000, 60, seed)
        reader = Reader(look)
        reader.show_article(text)
        reader.show_claims(claims)
        sides.append(reader)
        ids.append([claim.id for claim in claims])
    gutter = Gutter(sides[0], sides[1], look)
    types = tuple(RelationType)
    gutter.show_relations(
        Curve(str(k), chance.choice(ids[0]), chance.choice(ids[1]), chance.choice(types))
        for k in range(200)
    )
    table = QWidget()
    row = QHBoxLayout(table)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for widget in (sides[0], gutter, sides[1]):
        row.addWidget(widget)
    ours = _scrolling(sides[0], table, stack, gutter)
    return Bench(name, 6, ours, _bare_scrolling(look, _material(10_000, 0)[0], stack))


def _bare_scrolling(look: Look, text: str, stack: ExitStack) -> Timed:
    editor = stage.bare_editor(look, text)
    return _scrolling(editor, editor, stack)


def _scrolling(
    editor: QTextEdit, content: QWidget, stack: ExitStack, *more: QWidget
) -> Timed:  # fmt: skip
    """Seconds of one frame, the mean of 40 in the middle of the text."""
    host = stage.window(content)
    stack.callback(stage.away, host)
    stage.lay_out(editor)
    bar = editor.verticalScrollBar()

    def once() -> float:
        middle = bar.maximum() // 2
        bar.setValue(middle)
        stage.settle(0.02)
        total = 0.0
        for frame in range(1, _FRAMES + 1):
            start = perf_counter()
            bar.setValue(middle + frame * _STEP)
            editor.viewport().repaint()
            for widget in more:
                widget.repaint()
            total += perf_counter() - start
            QApplication.processEvents()
        return total / _FRAMES

    return once
