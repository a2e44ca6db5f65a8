"""Linking claims across two articles, and everything undone and redone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.annotation import SourceType, Tag
from app.domain.relation import RelationType
from app.services import consulting
from app.ui.controls.key_cap import KeyCap
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
    assert reading.frame.undo_strip.words() == reading.language.say("reading.refused.itself")


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
    reading.page.desk._linking.take(far.id)
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


def badge(reading: ReadingWindow, side: int, claim_id: str) -> QPoint:
    """The middle of a claim's badge in its reader's viewport."""
    reader = reading.reader(side)
    marking = reader._marking
    found = marking.badge_of(marking.index.by_id[claim_id])
    assert found is not None
    return marking.badge_rect(found).center() - QPoint(0, reader.verticalScrollBar().value())


def drag_badge(reading: ReadingWindow, side: int, start: QPoint, place: QPoint) -> None:
    """Pull from ``start`` in a viewport to a place of the screen, and let go there."""
    viewport = reading.reader(side).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        way = viewport.mapFromGlobal(place) - start
        QTest.mouseMove(viewport, start + QPoint(round(way.x() * share), round(way.y() * share)))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=viewport.mapFromGlobal(place))
    reading.settle()


def test_a_badge_dragged_to_another_links_them(reading: ReadingWindow):
    other, mine = reading.mark(1, THERE), reading.mark(0, HERE)
    target = reading.reader(1).viewport().mapToGlobal(badge(reading, 1, other.id))
    drag_badge(reading, 0, badge(reading, 0, mine.id), target)
    assert reading.page.tag_bar.mode is Mode.RELATION_TYPE
    reading.type("3")
    (relation,) = reading.relations()
    assert (relation.source_id, relation.target_id) == (mine.id, other.id)
    assert relation.type is RelationType.CONTRADICTS
    assert reading.page.readers.selection() is None


def pull_badge(reading: ReadingWindow, side: int, start: QPoint, place: QPoint) -> None:
    """As ``drag_badge``, but the button stays down."""
    viewport = reading.reader(side).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        way = viewport.mapFromGlobal(place) - start
        QTest.mouseMove(viewport, start + QPoint(round(way.x() * share), round(way.y() * share)))
    reading.settle()


def framed(reading: ReadingWindow, side: int, at: QPoint) -> bool:
    """Whether a frame is drawn round the badge whose middle is ``at``."""
    image = reading.reader(side).viewport().grab().toImage()
    ink = reading.look.color("text.primary")
    return any(image.pixelColor(at.x(), at.y() - away) == ink for away in range(9, 14))


def test_a_curve_follows_a_badge_on_its_way_and_the_other_badge_is_framed(
    reading: ReadingWindow,
):
    other, mine = reading.mark(1, THERE), reading.mark(0, HERE)
    reading.page.desk.choose(None)
    gutter = reading.page.readers.gutter
    middle = gutter.mapToGlobal(QPoint(gutter.width() // 3, 300))
    pull_badge(reading, 0, badge(reading, 0, mine.id), middle)
    reaching = gutter.reaching()
    assert reaching is not None
    path, end = reaching
    assert end == gutter.mapFromGlobal(middle)
    anchor = reading.reader(0).badge_anchor(mine.id)
    assert path.pointAtPercent(0) == QPointF(
        gutter.width(), anchor + gutter._offset(reading.reader(0))
    )
    without = gutter.grab().toImage()
    there = badge(reading, 1, other.id)
    assert not framed(reading, 1, there)

    viewport = reading.reader(0).viewport()
    target = reading.reader(1).viewport().mapToGlobal(there)
    QTest.mouseMove(viewport, viewport.mapFromGlobal(target))
    reading.settle()
    assert framed(reading, 1, there)
    assert gutter.grab().toImage() != without
    reaching = gutter.reaching()
    assert reaching is not None
    assert reaching[1].x() == 0  # at the edge, at the height of the badge
    assert reaching[1].y() == reading.reader(1).badge_anchor(other.id) + gutter._offset(
        reading.reader(1)
    )

    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=viewport.mapFromGlobal(target))
    assert gutter.reaching() is None
    assert reading.page.tag_bar.mode is Mode.RELATION_TYPE


def test_escape_leaves_a_badge_on_its_way(reading: ReadingWindow):
    other, mine = reading.mark(1, THERE), reading.mark(0, HERE)
    reading.page.desk.choose(None)
    viewport, there = reading.reader(0).viewport(), badge(reading, 1, other.id)
    target = reading.reader(1).viewport().mapToGlobal(there)
    pull_badge(reading, 0, badge(reading, 0, mine.id), target)
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.readers.gutter.reaching() is None
    assert not framed(reading, 1, there)
    QTest.mouseMove(viewport, viewport.mapFromGlobal(target) + QPoint(2, 2))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=viewport.mapFromGlobal(target))
    reading.settle()
    assert reading.page.tag_bar.mode is Mode.TAGGING
    assert reading.page.desk.chosen is None
    assert reading.relations() == []


def test_a_text_scrolls_while_a_badge_waits_at_its_edge(reading: ReadingWindow):
    mine = reading.mark(0, HERE)
    reading.frame.resize(1366, 420)
    reading.settle()
    bar = reading.reader(0).verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(0)
    viewport = reading.reader(0).viewport()
    foot = viewport.mapToGlobal(QPoint(60, viewport.height() - 6))
    pull_badge(reading, 0, badge(reading, 0, mine.id), foot)
    QTest.qWait(150)
    assert bar.value() > 0
    reading.press(Qt.Key.Key_Escape)
    after = bar.value()
    QTest.qWait(90)
    assert bar.value() == after
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))


def test_a_badge_may_be_dropped_on_the_claims_words_but_not_on_nothing(reading: ReadingWindow):
    other, mine = reading.mark(1, THERE), reading.mark(0, HERE)
    viewport = reading.reader(1).viewport()
    nothing = viewport.mapToGlobal(QPoint(60, viewport.height() - 20))
    drag_badge(reading, 0, badge(reading, 0, mine.id), nothing)
    assert reading.page.tag_bar.mode is Mode.TAGGING
    words = viewport.mapToGlobal(reading.point(1, THERE.index("السمك")))
    drag_badge(reading, 0, badge(reading, 0, mine.id), words)
    assert reading.page.desk._linking.second == other.id
    reading.press(Qt.Key.Key_Escape)
    assert reading.relations() == []


def test_j_goes_to_the_other_end_and_on_to_the_next(reading: ReadingWindow):
    others = [reading.mark(1, THERE), reading.mark(1, "ويقال إن السبب هو البواخر")]
    mine = reading.mark(0, HERE)
    for other in others:
        reading.page.desk._gestures.link(mine.id, other.id, RelationType.SUPPORTS)
    reading.page.desk.choose(mine.id)
    seen: list[str] = []
    for _ in range(4):
        reading.type("j")
        assert reading.page.desk.chosen is not None
        seen.append(reading.page.desk.chosen.id)
    assert seen == [others[0].id, mine.id, others[1].id, mine.id]


def test_j_without_a_relation_says_so(reading: ReadingWindow):
    reading.mark(0, HERE)
    reading.type("j")
    assert reading.frame.undo_strip.words() == reading.language.say("reading.refused.no_relation")


def test_the_menu_of_a_claim_does_all_that_can_be_done_with_it(reading: ReadingWindow):
    claim = reading.mark(0, HERE)
    reading.page.desk.choose(None)
    at = reading.point(0, reading.reader(0).toPlainText().index("تراجع 12"))
    asked: list[tuple[str, QPoint]] = []
    reading.page.readers.menu_asked.disconnect()  # a menu has no window to open in here
    reading.page.readers.menu_asked.connect(lambda *place: asked.append(place))
    reading.reader(0).customContextMenuRequested.emit(at)
    assert asked == [(claim.id, reading.reader(0).viewport().mapToGlobal(at))]
    menu = reading.page.desk.menu(claim.id)
    assert reading.page.desk.chosen == claim
    say = reading.language.say
    words = {action.text().split("\t")[0] for action in menu.actions()}
    assert {
        say("reading.resize"), say("reading.link"), say("reading.remove_claim"),
        say("reading.who_said"), say("reading.retag_as", tag="رأي"),
    } <= words  # fmt: skip
    who = next(a for a in menu.actions() if a.text() == say("reading.who_said")).menu()
    assert isinstance(who, QMenu)
    who.actions()[2].trigger()
    (changed,) = reading.claims(reading.articles[0])
    assert changed.attribution is not None
    assert changed.attribution.source_type is SourceType.DOCUMENT
    menu.close()


def test_the_menu_of_a_selection_tags_it(reading: ReadingWindow):
    reading.drag(0, HERE)
    menu = reading.page.desk.menu()
    next(a for a in menu.actions() if a.text().startswith("رأي")).trigger()
    menu.close()
    assert [c.tag for c in reading.claims(reading.articles[0])] == [Tag.OPINION]


def test_the_other_claim_by_keyboard(reading: ReadingWindow):
    reading.mark(1, THERE)
    second = reading.mark(1, "ويقال إن السبب هو البواخر")
    mine = reading.mark(0, HERE)
    reading.type("l")
    alt = Qt.KeyboardModifier.AltModifier
    reading.press(Qt.Key.Key_Down, alt)
    reading.press(Qt.Key.Key_Down, alt)
    assert reading.page.tag_bar.mode is Mode.RELATION_TYPE
    reading.type("2")
    (relation,) = reading.relations()
    assert (relation.source_id, relation.target_id) == (mine.id, second.id)


@pytest.mark.parametrize("width", [1366, 1024])
def test_the_question_says_which_claim_is_the_first_and_which_the_second(
    reading: ReadingWindow, width: int
):
    second = reading.mark(1, "تراجع صيد السمك", "2")
    first = reading.mark(0, "الصيد تراجع", "1")
    reading.type("l")
    bar = reading.page.tag_bar
    caps = [cap.accessibleName() for cap in bar.findChildren(KeyCap) if cap.isVisible()]
    assert caps == ["Alt ↑ ↓"]
    reading.click(1, "تراجع صيد السمك")
    assert bar.mode is Mode.RELATION_TYPE
    reading.frame.resize(width, 700)
    reading.settle()
    one, two = bar.ends
    assert one.isVisible()
    assert two.isVisible()
    assert one.mapTo(bar, QPoint()).x() > two.mapTo(bar, QPoint()).x()  # read from the right
    for badge, claim, article in zip(bar.ends, (first, second), reading.articles, strict=False):
        assert claim.quote in badge.accessibleName()
        assert article.title is not None
        assert article.title in badge.accessibleName()
    book = consulting.codebook("ar")
    for button in bar.types:
        assert book.relation_types[button.type].definition in button.toolTip()
        assert bar.rect().contains(button.geometry())
