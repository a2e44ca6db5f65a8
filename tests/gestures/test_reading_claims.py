"""Marking claims: two actions a claim, everything on disk when the screen shows it."""

import pytest
from PySide6.QtCore import Qt

from app.domain.annotation import Attribution, SourceType, Tag
from app.services import annotating
from app.services.workspace import Workspace
from tests.gestures.reading_window import AUTHOR, ReadingWindow

WORDS = "الصيد تراجع 12 في المئة"


@pytest.mark.parametrize(
    ("key", "tag"), [("1", Tag.SOURCED), ("2", Tag.UNVERIFIED), ("3", Tag.OPINION)]
)
def test_select_and_press_tags_exactly_the_words(reading: ReadingWindow, key: str, tag: Tag):
    reading.drag(0, WORDS)
    assert reading.page.tag_bar._state.text() == reading.language.count("reading.words_selected", 5)
    reading.type(key)
    (claim,) = reading.claims(reading.articles[0])
    assert (claim.quote, claim.tag) == (WORDS, tag)
    assert reading.page.desk.chosen == claim
    assert reading.page.readers.selection() is None
    assert reading.reader(0).selected_claim == claim.id


@pytest.mark.parametrize(("sent", "tag"), [("١", Tag.SOURCED), ("٣", Tag.OPINION)])
def test_keys_work_on_an_arabic_keyboard(reading: ReadingWindow, sent: str, tag: Tag):
    reading.drag(0, WORDS)
    reading.type(sent)
    assert [claim.tag for claim in reading.claims(reading.articles[0])] == [tag]


def test_a_claim_is_one_step_named_by_its_tag(reading: ReadingWindow):
    before = len(reading.workspace.steps())
    reading.mark(0, WORDS, "3")
    assert len(reading.workspace.steps()) == before + 1
    assert reading.frame.header.undo.text() == "تراجع عن الوسم: رأي"
    name = reading.workspace.next_undo
    assert name is not None
    assert name.detail == "opinion"


def test_with_a_claim_chosen_and_nothing_selected_a_tag_key_retags(reading: ReadingWindow):
    claim = reading.mark(0, WORDS, "1")
    reading.type("2")
    assert [c.tag for c in reading.claims(reading.articles[0])] == [Tag.UNVERIFIED]
    assert reading.page.desk.chosen is not None
    assert reading.page.desk.chosen.id == claim.id
    assert [button.isChecked() for button in reading.page.tag_bar.tags] == [False, True, False]


def test_without_claim_or_selection_the_bar_is_off_but_readable(reading: ReadingWindow):
    bar = reading.page.tag_bar
    assert not any(button.isEnabled() for button in (*bar.tags, bar.evidence, bar.link))
    assert all(
        button.text() and button.isVisible() for button in (*bar.tags, bar.evidence, bar.link)
    )
    reading.reader(0).setFocus()
    reading.type("1")
    assert reading.claims(reading.articles[0]) == []
    assert reading.frame.undo_strip.words() == reading.language.say("reading.refused.no_claim")


def test_select_with_the_keyboard_alone(reading: ReadingWindow):
    reader = reading.reader(0)
    reader.setFocus()
    reading.press(Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    reading.type("1")
    assert [claim.quote for claim in reading.claims(reading.articles[0])] == ["صحيفة الساحل"]


def test_limits_follow_a_new_selection(reading: ReadingWindow):
    claim = reading.mark(0, "تراجع 12 في المئة")
    reading.drag(0, WORDS)
    reading.type("r")
    (resized,) = reading.claims(reading.articles[0])
    assert (resized.id, resized.quote) == (claim.id, WORDS)


def test_limits_elsewhere_are_refused(reading: ReadingWindow):
    claim = reading.mark(0, WORDS)
    reading.drag(0, "ويرى بعض السكان")
    reading.type("r")
    assert reading.claims(reading.articles[0]) == [claim]
    assert reading.frame.undo_strip.words() == reading.language.say("reading.refused.apart")


def test_remove_and_take_it_back(reading: ReadingWindow):
    first = reading.mark(0, WORDS)
    second = reading.mark(0, "الشتاء كان أقسى مما مضى", "3")
    reading.press(Qt.Key.Key_Delete)
    assert reading.claims(reading.articles[0]) == [first]
    assert reading.page.desk.chosen is None  # the same key again would remove that one too
    assert reading.frame.undo_strip.isVisible()
    assert reading.frame.undo_strip.words() == reading.language.say("reading.removed", number=2)
    reading.press_button(reading.frame.undo_strip.undo)
    assert reading.claims(reading.articles[0]) == [first, second]
    assert reading.page.desk.chosen == second


def test_what_is_done_next_ends_the_offer_to_undo(reading: ReadingWindow):
    """Its button would take back the newer step."""
    reading.mark(0, WORDS)
    reading.press(Qt.Key.Key_Delete)
    assert reading.frame.undo_strip.isVisible()
    reading.mark(1, "السبب هو البواخر")
    assert not reading.frame.undo_strip.isVisible()


def test_who_said_it_and_the_evidence(reading: ReadingWindow):
    claim = reading.mark(0, "المياه صارت أدفأ «بدرجة واحدة» منذ 2010")
    card = reading.page.side.card
    card.who_said.kind.setCurrentIndex(1)
    card.who_said.kind.activated.emit(1)
    reading.settle()
    card.who_said.name.setFocus()
    reading.type("منى عبود")
    reading.reader(0).setFocus()
    (answered,) = reading.claims(reading.articles[0])
    assert answered.attribution == Attribution(SourceType.NAMED_PERSON, "منى عبود")
    reading.drag(0, "وأكدت الباحثة منى عبود")
    reading.type("e")
    (proved,) = reading.claims(reading.articles[0])
    assert proved.id == claim.id
    assert proved.attribution is not None
    assert proved.attribution.evidence is not None
    assert proved.attribution.evidence.exact == "وأكدت الباحثة منى عبود"
    assert proved.quote == claim.quote
    assert "وأكدت" in card.who_said.evidence.text()


def test_nobody_has_no_name(reading: ReadingWindow):
    reading.mark(0, WORDS)
    card = reading.page.side.card
    card.who_said.kind.setCurrentIndex(6)
    card.who_said.kind.activated.emit(6)
    reading.settle()
    (claim,) = reading.claims(reading.articles[0])
    assert claim.attribution == Attribution(SourceType.NONE)
    assert not card.who_said.name.isEnabled()


def test_a_note_is_kept_when_the_window_closes_at_once(reading: ReadingWindow):
    claim = reading.mark(0, WORDS)
    reading.page.side.card.note.setFocus()
    reading.type("لا اسم هنا")
    assert reading.claims(reading.articles[0])[0].note == ""  # the pause is not over
    reading.close()
    with Workspace.open(reading.path) as again:
        (kept,) = again.read(annotating.annotations_of, reading.articles[0].id, AUTHOR)
    assert (kept.id, kept.note) == (claim.id, "لا اسم هنا")


def test_a_note_is_kept_when_another_claim_is_chosen(reading: ReadingWindow):
    first = reading.mark(0, WORDS)
    second = reading.mark(0, "الشتاء كان أقسى مما مضى", "3")
    reading.page.side.card.note.setFocus()
    reading.type("للثاني")
    reading.page.desk.choose(first.id)
    notes = {claim.id: claim.note for claim in reading.claims(reading.articles[0])}
    assert notes == {first.id: "", second.id: "للثاني"}
    assert reading.page.side.card.note.toPlainText() == ""


def test_the_caret_stays_where_a_note_is_typed(reading: ReadingWindow):
    reading.mark(0, WORDS)
    note = reading.page.side.card.note
    note.setFocus()
    reading.type("واحد ثلاثة")
    cursor = note.textCursor()
    cursor.setPosition(5)
    note.setTextCursor(cursor)
    reading.type("اثنان ")
    note.flush()
    reading.settle()
    assert note.toPlainText() == "واحد اثنان ثلاثة"
    assert note.textCursor().position() == 11
    assert reading.claims(reading.articles[0])[0].note == "واحد اثنان ثلاثة"


def test_digits_in_a_note_are_digits(reading: ReadingWindow):
    reading.mark(0, WORDS, "1")
    reading.page.side.card.note.setFocus()
    reading.type("23")
    reading.page.flush()
    (claim,) = reading.claims(reading.articles[0])
    assert (claim.note, claim.tag) == ("23", Tag.SOURCED)


def test_confidence_and_star(reading: ReadingWindow):
    reading.mark(0, WORDS)
    card = reading.page.side.card
    reading.press_button(card.confidence._segments["2"])
    reading.press_button(card.star)
    (claim,) = reading.claims(reading.articles[0])
    assert (claim.confidence, claim.starred) == (2, True)
    reading.press_button(card.confidence._segments["2"])
    assert reading.claims(reading.articles[0])[0].confidence is None
    assert card.confidence.value() == ""


def test_the_list_is_in_step(reading: ReadingWindow):
    late = reading.mark(0, "المياه صارت أدفأ", "1")
    early = reading.mark(0, WORDS, "2")
    claims = reading.page.side.claims
    rows = claims.claims.listed()
    assert [(row.claim.id, row.number) for row in rows] == [(early.id, 1), (late.id, 2)]
    assert claims.currentIndex().row() == claims.claims.place(early.id)
    claims.setFocus()
    reading.press(Qt.Key.Key_Down)
    assert reading.page.desk.chosen is not None
    assert reading.page.desk.chosen.id == late.id
    assert reading.reader(0).selected_claim == late.id
    name = claims.claims.data(claims.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert "مُسنَد" in name
    assert "المياه صارت أدفأ" in name
    reading.click(0, WORDS)
    assert claims.currentIndex().row() == claims.claims.place(early.id)


def test_escape_drops_the_selection_then_the_claim(reading: ReadingWindow):
    reading.mark(0, WORDS)
    reading.drag(0, "ويرى بعض السكان")
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.readers.selection() is None
    assert reading.page.desk.chosen is not None
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.desk.chosen is None
    assert reading.page.side.card.claim is None


def test_in_the_list_removing_goes_on_to_the_next(reading: ReadingWindow):
    first = reading.mark(0, WORDS)
    reading.mark(0, "الشتاء كان أقسى مما مضى", "3")
    reading.page.side.claims.setFocus()
    reading.press(Qt.Key.Key_Delete)
    assert reading.page.desk.chosen == first


@pytest.mark.parametrize("key", ["2", Qt.Key.Key_Delete])
def test_a_key_leaves_the_other_articles_claim_alone(reading: ReadingWindow, key):
    claim = reading.mark(0, WORDS)
    reading.reader(1).setFocus()
    if isinstance(key, str):
        reading.type(key)
    else:
        reading.press(key)
    assert reading.claims(reading.articles[0]) == [claim]
    said = reading.language.say("reading.refused.elsewhere")
    assert reading.frame.undo_strip.words() == said


def test_a_menu_of_the_claim_itself_is_obeyed_wherever_the_caret_is(reading: ReadingWindow):
    claim = reading.mark(0, WORDS)
    reading.reader(1).setFocus()

    def pick(key: str) -> None:
        menu = reading.page.desk.menu()
        next(act for act in menu.actions() if act.text().endswith(f"\t{key}")).trigger()
        menu.deleteLater()

    pick("3")
    assert [one.tag for one in reading.claims(reading.articles[0])] == [Tag.OPINION]
    assert claim.tag is not Tag.OPINION
    pick("Del")
    assert reading.claims(reading.articles[0]) == []


def test_what_undo_brings_back_is_scrolled_to(reading: ReadingWindow):
    claim = reading.mark(0, WORDS)
    reading.press(Qt.Key.Key_Delete)
    reader = reading.reader(0)
    reader.resize(reader.width(), 60)
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not reader.sees(claim.start, claim.end)
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reader.sees(claim.start, claim.end)


def test_a_name_that_is_typed_first_is_a_persons(reading: ReadingWindow):
    reading.mark(0, WORDS)
    who = reading.page.side.card.who_said
    who.name.setFocus()
    reading.type("سلمى الحاج")
    reading.press(Qt.Key.Key_Return)
    (claim,) = reading.claims(reading.articles[0])
    assert claim.attribution == Attribution(SourceType.NAMED_PERSON, "سلمى الحاج")
    assert who.kind.value() == SourceType.NAMED_PERSON.value


def test_a_menu_is_about_what_is_under_the_pointer(reading: ReadingWindow):
    """Another claim may be chosen, out of sight: nothing in the menu may touch it."""
    claim = reading.mark(0, WORDS)
    desk = reading.page.desk
    label = reading.language.say("reading.remove_claim")

    def offers_removal(menu) -> bool:
        return any(action.text().startswith(label) for action in menu.actions())

    assert not offers_removal(desk.menu("", pointed=True))
    assert offers_removal(desk.menu(claim.id, pointed=True))
    assert offers_removal(desk.menu())  # by a key: about the chosen one
    words = "الشتاء كان أقسى مما مضى"
    start = reading.articles[0].text.index(words)
    reading.reader(0).set_selection(start, start + len(words))
    assert not offers_removal(desk.menu())
