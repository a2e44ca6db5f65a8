"""Linking claims across two articles, and everything undone and redone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.ui.reading.tag_bar import Mode
from tests.gestures.reading_window import ReadingWindow

HERE = "الصيد تراجع 12 في المئة"
THERE = "تراجع صيد السمك بنحو 12 بالمئة"


def test_l_then_the_other_claim_then_its_type(reading: ReadingWindow):
    other = reading.mark(1, THERE, "1")
    mine = reading.mark(0, HERE, "2")
    reading.type("l")
    assert reading.page.tag_bar.mode is Mode.OTHER_CLAIM
    reading.click(1, THERE)
    assert reading.page.tag_bar.mode is Mode.RELATION_TYPE
    reading.type("4")
    (relation,) = reading.relations()
    assert (relation.source_id, relation.target_id) == (mine.id, other.id)
    assert relation.type is RelationType.QUALIFIES
    assert reading.page.tag_bar.mode is Mode.TAGGING
    assert reading.page.desk.chosen == mine
    (row,) = reading.page.side.card.relation_rows()
    assert (row.link.other, row.link.outgoing) == (other, True)
    name = reading.workspace.next_undo
    assert name is not None
    assert name.detail == "qualifies"


def test_the_other_claim_may_come_from_the_list(reading: ReadingWindow):
    other = reading.mark(1, THERE)
    mine = reading.mark(0, HERE)
    reading.page.side.head.choose(scope="all")
    reading.type("l")
    claims = reading.page.side.claims
    place = claims.claims.place(other.id)
    assert place is not None
    rect = claims.visualRect(claims.claims.index(place, 0))
    QTest.mouseClick(claims.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    reading.settle()
    reading.press_button(reading.page.tag_bar.types[2])
    (relation,) = reading.relations()
    assert (relation.source_id, relation.target_id) == (mine.id, other.id)
    assert relation.type is RelationType.CONTRADICTS


def test_escape_leaves_linking(reading: ReadingWindow):
    reading.mark(1, THERE)
    reading.mark(0, HERE)
    reading.type("l")
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.tag_bar.mode is Mode.TAGGING
    reading.type("l")
    reading.click(1, THERE)
    reading.press(Qt.Key.Key_Escape)
    reading.type("2")
    assert reading.relations() == []
    assert {claim.tag for claim in reading.claims(reading.articles[0])} == {Tag.UNVERIFIED}


def test_a_claim_is_not_linked_with_itself(reading: ReadingWindow):
    reading.mark(0, HERE)
    reading.type("l")
    reading.click(0, HERE)
    assert reading.page.tag_bar.mode is Mode.OTHER_CLAIM
    assert reading.frame.strip.words() == reading.language.say("reading.refused.itself")


def test_retype_turn_and_unlink_from_the_card(reading: ReadingWindow):
    other = reading.mark(1, THERE)
    mine = reading.mark(0, HERE)
    reading.type("l")
    reading.click(1, THERE)
    reading.type("1")
    (row,) = reading.page.side.card.relation_rows()
    words = reading.language.say("reading.change_relation", type="يدعم")
    next(action for action in row.menu().actions() if action.text() == words).trigger()
    reading.settle()
    assert [relation.type for relation in reading.relations()] == [RelationType.SUPPORTS]
    (row,) = reading.page.side.card.relation_rows()
    turn = reading.language.say("reading.turn_relation")
    next(action for action in row.menu().actions() if action.text() == turn).trigger()
    reading.settle()
    assert [relation.source_id for relation in reading.relations()] == [other.id]
    (row,) = reading.page.side.card.relation_rows()
    assert row.type_words() == reading.language.say("reading.incoming.supports")
    row.setFocus()
    reading.press(Qt.Key.Key_Delete)
    assert reading.relations() == []
    assert reading.frame.undo_strip.isVisible()
    assert reading.page.desk.chosen == mine


def test_a_relation_leads_to_the_other_claim(reading: ReadingWindow):
    other = reading.mark(1, THERE)
    reading.mark(0, HERE)
    reading.type("l")
    reading.click(1, THERE)
    reading.type("5")
    (row,) = reading.page.side.card.relation_rows()
    row.setFocus()
    reading.press(Qt.Key.Key_Return)
    assert reading.page.desk.chosen == other
    assert reading.reader(1).selected_claim == other.id
    assert reading.reader(0).selected_claim is None


def test_it_leads_to_an_article_that_is_not_open(reading: ReadingWindow):
    mine = reading.mark(0, HERE)
    reading.page.readers.open_article(reading.articles[2].id, 1)
    far = reading.mark(1, "خطة لدعم المرافئ الصغيرة", "3")
    reading.page.readers.open_article(reading.articles[1].id, 1)
    reading.page.desk.choose(mine.id)
    reading.page.desk.start_linking()
    reading.page.desk._choose_other(far.id)
    reading.page.desk.give_type(RelationType.REPEATS)
    reading.page.side.card.relation_rows()[0].followed.emit(far.id)
    reading.settle()
    assert reading.articles[2].id in reading.page.readers.article_ids()
    assert reading.page.desk.chosen == far


def test_removing_a_claim_removes_its_relations_and_undo_brings_both(reading: ReadingWindow):
    reading.mark(1, THERE)
    reading.mark(0, HERE)
    reading.type("l")
    reading.click(1, THERE)
    reading.type("2")
    before = reading.everything()
    reading.press(Qt.Key.Key_Delete)
    assert reading.relations() == []
    reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reading.everything() == before


def test_undo_all_then_redo_all(reading: ReadingWindow):
    steps = len(reading.workspace.steps())
    start = reading.everything()
    reading.mark(1, THERE, "1")
    reading.mark(0, HERE, "2")
    reading.type("3")
    reading.type("l")
    reading.click(1, THERE)
    reading.type("3")
    reading.drag(0, "الصيد تراجع")
    reading.type("r")
    reading.page.side.card.note.setFocus()
    reading.type("بلا مصدر")
    reading.reader(0).setFocus()
    reading.press_button(reading.page.side.card.star)
    reading.press_button(reading.page.side.card.confidence._segments["3"])
    reading.reader(0).setFocus()
    reading.press(Qt.Key.Key_Delete)
    end = reading.everything()
    made = len(reading.workspace.steps()) - steps
    assert made == 9
    for _ in range(made):
        reading.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reading.everything() == start
    assert reading.page.side.claims.claims.rowCount() == 0
    for _ in range(made):
        reading.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert reading.everything() == end
