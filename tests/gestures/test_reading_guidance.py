"""The tag that two questions lead to, what a given tag means, evidence in one gesture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from app.domain.annotation import Attribution, SourceType, Tag
from app.domain.language import CODES, Code
from app.domain.relation import RelationType
from app.services import consulting
from tests.gestures.reading_window import ReadingWindow

WORDS = "الصيد تراجع 12 في المئة"


def only_claim(reading: ReadingWindow):
    (claim,) = reading.claims(reading.articles[0])
    return claim


def test_the_questions_start_from_the_tag_and_propose_nothing_else(reading: ReadingWindow):
    questions = reading.page.side.card.questions
    for key, answer in (("1", "yes"), ("2", "yes"), ("3", "no")):
        reading.mark(0, WORDS, key)
        assert questions.answer.value() == answer
        assert questions.proposed is None
        assert not questions.proposal.isVisible()


def test_the_answers_propose_a_tag_that_is_given_only_when_pressed(reading: ReadingWindow):
    reading.mark(0, WORDS, "1")
    card = reading.page.side.card
    reading.press_button(card.questions.answer.segment("no"))
    assert card.questions.proposal.isVisible()
    assert "رأي" in card.questions.proposal.text()
    assert only_claim(reading).tag is Tag.SOURCED
    reading.press_button(card.questions.proposal)
    assert only_claim(reading).tag is Tag.OPINION
    assert not card.questions.proposal.isVisible()
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_claim(reading).tag is Tag.SOURCED


def test_who_said_it_is_the_second_question(reading: ReadingWindow):
    reading.mark(0, WORDS, "1")
    card = reading.page.side.card
    card.who_said.answered.emit(SourceType.ANONYMOUS, "")
    reading.settle()
    assert card.questions.proposed is Tag.UNVERIFIED
    card.who_said.answered.emit(SourceType.NAMED_ORG, "النقابة")
    reading.settle()
    assert card.questions.proposed is None


def test_a_tag_is_explained_when_it_is_given(reading: ReadingWindow):
    reading.mark(0, WORDS, "2")
    meaning = reading.page.side.card.meaning
    entry = consulting.codebook("ar").tags[Tag.UNVERIFIED]
    assert meaning.isVisible()
    for part in (entry.definition, entry.example, entry.counter_example):
        assert part in meaning.accessibleName()
    reading.type("3")
    assert consulting.codebook("ar").tags[Tag.OPINION].definition in meaning.accessibleName()
    text = reading.page.readers
    assert not text.rect().contains(
        text.mapFromGlobal(meaning.mapToGlobal(meaning.rect().center()))
    )


def test_the_explanation_stays_away_once_it_was_sent_away(reading: ReadingWindow):
    reading.mark(0, WORDS, "2")
    meaning = reading.page.side.card.meaning
    reading.press_button(meaning.more)
    reading.press_button(meaning.dismiss)
    assert not meaning.isVisible()
    reading.mark(0, "الشتاء كان أقسى", "3")
    assert not meaning.isVisible()
    menu = QMenu()
    reading.page.side.card.fill_menu(menu)
    words = reading.language.say("reading.explain_tag")
    next(action for action in menu.actions() if action.text() == words).trigger()
    assert meaning.isVisible()
    assert meaning.is_whole
    reading.mark(0, WORDS, "1")
    assert meaning.isVisible()


@pytest.mark.parametrize("code", CODES)
def test_all_of_the_card_is_in_view_while_the_tag_is_explained(
    faces: None, tmp_path: Path, code: Code
):
    """At 1366×768: tag, who said it with evidence, how sure, note, a relation."""
    reading = ReadingWindow(tmp_path, code=code)
    reading.articles = reading.add_articles()
    reading.open()
    other = reading.mark(1, "تراجع صيد السمك")
    claim = reading.mark(0, "قالت نقابة الصيادين إن الصيد تراجع 12 في المئة هذا العام", "2")
    gestures, card = reading.page.desk._gestures, reading.page.side.card
    gestures.attribute_by(claim, SourceType.NAMED_ORG, "النقابة", claim.start, claim.start + 18)
    gestures.link(claim.id, other.id, RelationType.REPEATS)
    reading.settle()
    assert card.questions.proposal.isVisible()
    assert not card.meaning.isVisible()  # its line is the proposal's now
    reading.type("1")
    reading.settle()
    (row,) = card.relation_rows()
    for part in (card.meaning, card.who_said, card.confidence, card.note, row):
        assert part.isVisible()
        place = part.mapTo(card.viewport(), part.rect().bottomLeft())
        assert place.y() < card.viewport().height(), part
    assert not card.meaning.is_whole
    reading.press_button(card.meaning.more)
    assert card.meaning.is_whole
    assert card.meaning.less.hasFocus()
    reading.press(Qt.Key.Key_Space)
    assert not card.meaning.is_whole
    reading.close()


def test_the_fields_of_the_card_stay_where_they_are_from_claim_to_claim(reading: ReadingWindow):
    card = reading.page.side.card
    short = reading.mark(0, "بعض السكان", "3")
    long = reading.mark(0, "قالت نقابة الصيادين إن الصيد تراجع 12 في المئة هذا العام", "1")
    reading.page.desk._gestures.attribute_by(
        long, SourceType.NAMED_ORG, "النقابة", long.start, long.start + 18
    )
    places: set[tuple[int, ...]] = set()
    for claim in (long, short, long):
        reading.page.desk.choose(claim.id)
        reading.settle()
        assert card.who_said.evidence.isVisible() is (claim is long)
        assert card.meaning.isVisible()
        fields = (card.questions, card.who_said.kind, card.confidence, card.note)
        places.add(tuple(field.mapTo(card, field.rect().topLeft()).y() for field in fields))
    reading.press_button(card.questions.answer.segment("no"))
    assert card.questions.proposal.isVisible()  # in the place of the definition
    places.add(tuple(field.mapTo(card, field.rect().topLeft()).y() for field in fields))
    assert len(places) == 1


def test_the_whole_is_shown_at_once_where_there_is_room(reading: ReadingWindow):
    reading.frame.resize(1366, 1200)
    reading.page.side._splitter.setSizes([100, 900])
    reading.settle()
    reading.mark(0, WORDS, "2")
    assert reading.page.side.card.meaning.is_whole
    reading.page.side._splitter.setSizes([900, 300])
    reading.type("3")
    assert not reading.page.side.card.meaning.is_whole


@pytest.mark.parametrize(
    ("key", "kind", "name"),
    [
        ("1", SourceType.NAMED_PERSON, "نقابة الصيادين"),
        ("3", SourceType.DOCUMENT, None),
        ("6", SourceType.NONE, None),
    ],
)
def test_evidence_before_the_answer_asks_for_it_and_is_one_step(
    reading: ReadingWindow, key: str, kind: SourceType, name: str | None
):
    reading.mark(0, WORDS)
    steps = len(reading.workspace.steps())
    reading.drag(0, "نقابة الصيادين")
    reading.type("e")
    bar = reading.page.tag_bar
    assert all(button.isVisible() for button in bar.sources)
    reading.type(key)
    said = only_claim(reading).attribution
    assert said is not None
    assert said.evidence is not None
    assert (said.source_type, said.name, said.evidence.exact) == (kind, name, "نقابة الصيادين")
    assert len(reading.workspace.steps()) == steps + 1
    assert not bar.sources[0].isVisible()
    assert reading.page.readers.selection() is None
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_claim(reading).attribution is None


def test_the_question_about_evidence_can_be_dropped(reading: ReadingWindow):
    reading.mark(0, WORDS)
    reading.drag(0, "نقابة الصيادين")
    reading.type("e")
    reading.press(Qt.Key.Key_Escape)
    reading.press(Qt.Key.Key_Escape)
    reading.type("2")
    claim = only_claim(reading)
    assert (claim.tag, claim.attribution) == (Tag.UNVERIFIED, None)


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("side", [0, 1])
def test_new_words_end_the_question_and_digits_tag_them(
    reading: ReadingWindow, side: int, marked: bool
):
    """E pressed and left unanswered: the next claim is a claim, in this article or the other."""
    first = reading.mark(0, WORDS)
    if marked:
        reading.drag(0, "نقابة الصيادين")
    reading.type("e")
    bar = reading.page.tag_bar
    assert bar.sources[0].isVisible()
    reading.drag(side, "الشتاء كان أقسى" if side == 0 else "السبب هو البواخر")
    assert bar.tags[0].isVisible()
    assert not bar.sources[0].isVisible()
    reading.type("2")
    there = {claim.id: claim for claim in reading.claims(reading.articles[0])}
    assert there[first.id].attribution is None
    assert there[first.id].tag is first.tag
    [made] = [one for one in reading.claims(reading.articles[side]) if one.id != first.id]
    assert (made.tag, made.attribution) == (Tag.UNVERIFIED, None)


def test_evidence_after_the_answer_keeps_the_answer(reading: ReadingWindow):
    reading.mark(0, WORDS)
    reading.page.side.card.who_said.answered.emit(SourceType.NAMED_ORG, "النقابة")
    reading.drag(0, "نقابة الصيادين")
    reading.type("e")
    said = only_claim(reading).attribution
    assert isinstance(said, Attribution)
    assert (said.source_type, said.name) == (SourceType.NAMED_ORG, "النقابة")
    assert said.evidence is not None


def test_a_note_written_in_pauses_is_one_step(reading: ReadingWindow):
    reading.mark(0, WORDS)
    note = reading.page.side.card.note
    note.setFocus()
    for part in ("لا مصدر", " للرقم", " في النص"):
        reading.type(part)
        note.flush()
    assert only_claim(reading).note == "لا مصدر للرقم في النص"
    reading.reader(0).setFocus()
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_claim(reading).note == ""
    reading.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert only_claim(reading).note == "لا مصدر للرقم في النص"


def test_a_note_taken_up_again_is_another_step(reading: ReadingWindow):
    reading.mark(0, WORDS)
    note = reading.page.side.card.note
    for part in ("أولى", " وثانية"):
        note.setFocus()
        reading.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        reading.type(part)
        reading.reader(0).setFocus()
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_claim(reading).note == "أولى"


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_the_question_fits_into_a_narrow_window(faces: None, tmp_path: Path, code: Code):
    window = ReadingWindow(tmp_path, code=code)
    window.articles = window.add_articles()
    window.frame.resize(1024, 640)
    window.open()
    window.mark(0, WORDS)
    window.drag(0, "نقابة الصيادين")
    window.type("e")
    bar = window.page.tag_bar
    for button in (*bar.sources, bar._stop_source):
        assert button.width() >= button.sizeHint().width()
        assert bar.rect().contains(button.geometry())
    window.close()


def test_ctrl_z_takes_an_answer_back_that_is_no_step_yet(reading: ReadingWindow):
    reading.mark(0, WORDS, "1")
    questions = reading.page.side.card.questions
    reading.press_button(questions.answer.segment("no"))
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_claim(reading).tag is Tag.SOURCED
    assert questions.answer.value() == "yes"
    assert not questions.proposal.isVisible()
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reading.claims(reading.articles[0]) == []


def test_evidence_names_the_source_where_a_name_is_missing(reading: ReadingWindow):
    claim = reading.mark(0, WORDS, "1")
    reading.page.desk._gestures.attribute(claim, SourceType.NAMED_ORG, "")
    start = reading.articles[0].text.index("نقابة الصيادين")
    reading.reader(0).set_selection(start, start + len("نقابة الصيادين"))
    reading.type("e")
    attribution = only_claim(reading).attribution
    assert attribution is not None
    assert attribution.name == "نقابة الصيادين"
    assert attribution.evidence is not None


def test_without_words_who_said_it_is_asked_alone(reading: ReadingWindow):
    reading.mark(0, WORDS, "2")
    reading.type("e")
    reading.type("6")
    attribution = only_claim(reading).attribution
    assert attribution == Attribution(SourceType.NONE)


def test_evidence_wants_a_claim_first(reading: ReadingWindow):
    reading.reader(0).setFocus()
    reading.reader(0).set_selection(0, 5)
    reading.type("e")
    said = reading.language.say("reading.refused.evidence_of_what")
    assert reading.frame.undo_strip.words() == said


def test_what_is_said_at_the_foot_moves_nothing(reading: ReadingWindow):
    page, bar = reading.page, reading.page.tag_bar
    before = page.geometry(), bar.geometry()
    reading.reader(0).setFocus()
    reading.type("e")
    strip = reading.frame.undo_strip
    assert strip.isVisible()
    assert (page.geometry(), bar.geometry()) == before
    foot = bar.mapTo(reading.frame, bar.rect().topLeft()).y()
    assert strip.geometry().bottom() < foot


def test_the_key_of_the_evidence_is_called_by_what_it_answers(reading: ReadingWindow):
    bar, say = reading.page.tag_bar, reading.language.say
    assert bar.evidence.text() == say("reading.who_said")
    assert not bar.evidence.isEnabled()
    assert bar.evidence.toolTip() == say("reading.refused.evidence_of_what")
    claim = reading.mark(0, WORDS)
    assert bar.evidence.isEnabled()  # nobody has said yet who said it
    reading.page.desk._gestures.attribute(claim, SourceType.NAMED_ORG, "نقابة الصيادين")
    assert not bar.evidence.isEnabled()
    reading.drag(0, "نقابة الصيادين")
    assert bar.evidence.isEnabled()
    assert bar.evidence.toolTip() == say("reading.evidence_does")


def test_a_tooltip_of_the_bar_stands_over_the_bar(reading: ReadingWindow):
    bar = reading.page.tag_bar
    for button in (*bar.tags, bar.evidence):
        place = button.rect().center()
        help_event = QHelpEvent(QEvent.Type.ToolTip, place, button.mapToGlobal(place))
        QApplication.sendEvent(button, help_event)
        assert QToolTip.isVisible()
        label = next(w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
        assert label.geometry().bottom() < bar.mapToGlobal(QPoint(0, 0)).y()
        QToolTip.hideText()
        label.hide()
