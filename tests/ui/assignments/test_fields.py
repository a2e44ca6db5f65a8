"""A claim's words and the places in the article behind them; small numbers in any digits."""

import itertools
import re

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import language as languages
from app.domain.annotation import Annotation, Tag
from app.domain.selector import describe
from app.ui.assignments.core_text import CoreText
from app.ui.assignments.number_field import NumberField
from app.ui.assignments.setup import iso
from app.ui.look import Look

TEXT = "قالت الوزارة 🌾 إن المحصول زاد،\r\nثم قالت إنه نقص في الموسم نفسه."


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look("light")


def claim(*parts: str, core: str = "") -> Annotation:
    spans = tuple(describe(TEXT, TEXT.index(p), TEXT.index(p) + len(p)) for p in parts)
    at = TEXT.index(core) if core else 0
    return Annotation(
        article_id="a", author_id="k", spans=spans, tag=Tag.SOURCED,
        core=describe(TEXT, at, at + len(core)) if core else None,
    )  # fmt: skip


@pytest.mark.parametrize("words", ["الوزارة", "🌾 إن", "المحصول", "نقص في", "الموسم"])
def test_chosen_words_are_places_in_the_article(look: Look, words: str) -> None:
    field = CoreText(look, "كلمات")
    field.show_claim(claim("الوزارة 🌾 إن المحصول زاد", "نقص في الموسم"))
    assert field.chosen() is None
    start = TEXT.index(words)
    field.choose(start, start + len(words))
    assert field.chosen() == (start, start + len(words))
    assert field.textCursor().selectedText() == words


LONG = (
    "أن السدّ الجديد كلّف 12 مليون دينار وأن طوله 340 مترًا وأن ماءه يكفي القرى كلها ثلاثة "
    "أعوام إن لم يتأخر المطر عن موعده مرة أخرى"
)


def test_a_drag_takes_the_words_it_passes_on_wrapped_lines_too(look: Look) -> None:
    """From the middle of one word to the middle of another, figures too."""
    field = CoreText(look, "كلمات")
    spans = (describe(LONG, 0, len(LONG)),)
    field.show_claim(Annotation(article_id="a", author_id="k", spans=spans, tag=Tag.SOURCED))
    field.resize(360, 160)
    field.show()
    port, left = field.viewport(), Qt.MouseButton.LeftButton
    words = [found.span() for found in re.finditer(r"\S+", LONG)]
    assert field.document().firstBlock().layout().lineCount() > 2
    for first, last in itertools.combinations(words[::2], 2):
        start, end = _middle(field, first), _middle(field, last)
        QTest.mousePress(port, left, pos=start)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, left, pos=end)
        assert field.chosen() == (first[0], last[1])
        QTest.mouseMove(port, start)  # no button is held: nothing is chosen by it
        assert field.chosen() == (first[0], last[1])
    for word in words:
        QTest.mouseDClick(port, left, pos=_middle(field, word))
        assert field.chosen() == word
        QTest.mouseRelease(port, left)


def _middle(field: CoreText, word: tuple[int, int]) -> QPoint:
    """Of a word, by the glyphs that Qt painted for it."""
    layout = field.document().firstBlock().layout()
    line = layout.lineForTextPosition(word[0])
    rects = [run.boundingRect() for run in line.glyphRuns(word[0], word[1] - word[0])]
    x = (min(r.left() for r in rects) + max(r.right() for r in rects)) / 2
    return QPointF(
        x + layout.position().x(), rects[0].center().y() + layout.position().y()
    ).toPoint()


def test_the_core_is_marked_where_it_stands(look: Look) -> None:
    field = CoreText(look, "كلمات")
    field.show_claim(claim("الوزارة 🌾 إن المحصول زاد", core="المحصول"))
    [marked] = field.extraSelections()
    assert marked.cursor.selectedText() == "المحصول"
    field.show_claim(claim("الوزارة 🌾 إن المحصول زاد"))
    assert field.extraSelections() == []


def test_numbers_in_any_digits(look: Look) -> None:
    words = languages.load("ar")
    field = NumberField(look, words, "عدد", 0, 99, nothing="بلا عدد")
    given: list[int] = []
    field.given.connect(given.append)
    field.show_kept(0)
    assert field.text() == ""
    for typed in ("12", "٧", "", "500", "كثير"):
        field.setText(typed)
        field.flush()
    assert given == [12, 7, 0]
    assert field.text() == ""
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert given[3:] == [1, 11, 10]
    assert field.text() == "١٠"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026-11-30", "2026-11-30"), ("٣٠/١١/٢٠٢٦", "2026-11-30"), (" 1.2.2027 ", "2027-02-01"),
     ("30/11/2026 23:59", "2026-11-30 23:59"), ("", ""), ("غدًا", "غدًا")],
)  # fmt: skip
def test_dates_as_people_write_them(typed: str, kept: str) -> None:
    assert iso(typed) == kept
