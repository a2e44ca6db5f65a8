"""Rows in words, columns in pixels, figures as people type them. No classroom file needed."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain import language as languages
from app.domain.annotation import Annotation, Tag
from app.domain.grade import ClaimRow, Reason
from app.domain.language import Code
from app.domain.score import Score
from app.domain.selector import Selector
from app.services import consulting
from app.ui.grading.entries import Part, entries_of, heads_of
from app.ui.grading.points_field import PointsField
from app.ui.grading.row_painter import columns
from app.ui.grading.sentence import Sentence
from app.ui.look import Look

KEY = Annotation(
    id="k1", article_id="a", author_id="key", spans=(Selector(0, 4, "قيل "),), tag=Tag.OPINION
)

RUBRIC = consulting.rubric("ar")


def row(**more: object) -> ClaimRow:
    facts = {"name": "claim:k1", "auto": 6, "possible": 10, "key": KEY, "match": KEY, **more}
    return ClaimRow(**facts)  # type: ignore[arg-type]


def score(**decided: object) -> Score:
    return Score(assignment_id="x", student_id="s", row="claim:k1", **decided)  # type: ignore[arg-type]


class OneRow:
    """A grade with one claim row."""

    def __init__(self, only: ClaimRow) -> None:
        self.claims = (only,)


@pytest.mark.parametrize(
    ("made", "points", "before", "mark"),
    [
        (row(), "٦", "", ""),
        (row(score=score(manual=8)), "٨", "٦", "override"),
        (row(score=score(manual=6)), "٦", "", "override"),
        (row(score=score(manual=7.5)), "٧٫٥", "٦", "override"),
        (row(score=score(manual=8), review=True), "٨", "٦", "warning"),
        (row(match=None, auto=0), "٠", "", "missing"),
        (row(match=None, auto=0, score=score(manual=3)), "٣", "٠", "override"),
        (row(score=score(comment="أحسنت")), "٦", "", "comment"),
    ],
)
def test_a_row_shows_what_counts_and_what_it_replaced(
    made: ClaimRow, points: str, before: str, mark: str
) -> None:
    grade = OneRow(made)
    entry = entries_of(Part.CLAIMS, grade, lambda _id: None, languages.load("ar"), RUBRIC)[0]  # type: ignore[arg-type]
    assert (entry.points, entry.before, entry.mark) == (points, before, mark)
    assert entry.spoken.startswith(f"الادعاء ١: قيل. {points} من ١٠.")


def test_only_rows_to_review() -> None:
    grade = OneRow(row())
    language = languages.load("ar")
    assert not entries_of(Part.CLAIMS, grade, lambda _id: None, language, RUBRIC, review_only=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("code", languages.CODES)
def test_every_table_has_as_many_short_heads_as_heads(part: Part, code: Code) -> None:
    words, heads = heads_of(part, languages.load(code))
    assert words
    assert len(heads) == len(heads_of(part, languages.load(code), short=True)[1])


def test_heads_say_what_a_figure_is_worth_in_the_chosen_digits() -> None:
    arab, latin = languages.load("ar"), languages.load("ar", "latin")
    assert heads_of(Part.RELATIONS, arab)[1] == ("الطرفان من ٤", "النوع من ٤", "الدرجة من ٨")
    assert heads_of(Part.CLAIMS, latin)[1][-1] == "الدرجة من 10"
    assert heads_of(Part.NOTES, arab)[1] == ("المستوى", "الدرجة من ١٠")


@pytest.mark.parametrize("width", [480, 540, 730, 1400])
@pytest.mark.parametrize("figures", [1, 2, 3])
@pytest.mark.parametrize("mirrored", [True, False])
def test_columns_stand_side_by_side(width: int, figures: int, mirrored: bool) -> None:
    places = columns(width, figures)
    line = QRect(0, 0, width, 34)
    spans = (places.words, *places.figures, places.points, places.mark)
    boxes = [places.rect(line, span, mirrored=mirrored) for span in spans]
    assert all(line.contains(box) for box in boxes)
    for first, second in pairwise(boxes):
        assert not first.intersects(second)
        assert (second.right() < first.left()) is mirrored


@pytest.mark.parametrize("typed", ["7.5", "٧٫٥", "7,5", "۷٫۵", " 7.5 "])
def test_figures_of_any_kind_are_understood(qtbot: QtBot, typed: str) -> None:
    field = PointsField(Look(), languages.load("ar"))
    qtbot.addWidget(field)
    field.show_points(4, 10, other=True)
    field.setText(typed)
    with qtbot.waitSignal(field.decided) as told:
        assert field.flush()
    assert told.args == [7.5]


@pytest.mark.parametrize("typed", ["", "11", "-1", "سبعة", "nan", "inf", "1e1", "7.125"])
def test_what_is_no_figure_in_range_is_refused(qtbot: QtBot, typed: str) -> None:
    field = PointsField(Look(), languages.load("ar"))
    qtbot.addWidget(field)
    field.show_points(4, 10, other=True)
    field.setText(typed)
    with qtbot.assertNotEmitted(field.decided):
        assert not field.flush()
    assert field.property("wrong")
    field.forget()
    assert (field.text(), field.flush()) == ("٤", True)


@pytest.mark.parametrize("code", languages.CODES)
def test_letters_stand_before_the_tags_names(qapp: QApplication, code: Code) -> None:
    language = languages.load(code)
    sentence = Sentence(Look(right_to_left=code == "ar"), language)
    values = {"yours": Tag.SOURCED, "key": Tag.OPINION, "percent": 50}
    sentence.explain(Reason("grade.tagged.acceptable", values))
    plain = sentence._document.toPlainText()
    letters = plain.count("\ufffc")
    assert letters == 2
    for tag in (Tag.SOURCED, Tag.OPINION):
        before = plain[: plain.index(language.say(f"tag.{tag}"))].rstrip("«“\u202f\u00a0 ")
        assert before.endswith("\ufffc")
    assert sentence.words() in (sentence.accessibleName(),)
    assert sentence.heightForWidth(120) > sentence.heightForWidth(900)
