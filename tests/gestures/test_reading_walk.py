"""How many actions a reading takes: ten claims and three links."""

from PySide6.QtCore import QPoint, Qt

from app.domain.relation import RelationType
from tests.gestures.reading_window import ReadingWindow
from tests.gestures.test_reading_relations import badge, drag_badge

CLAIMS = (
    (0, "قالت نقابة الصيادين", "1"), (0, "الصيد تراجع 12 في المئة", "1"),
    (0, "يرى بعض السكان", "3"), (0, "الشتاء كان أقسى", "3"), (0, "المياه صارت أدفأ", "1"),
    (1, "تراجع صيد السمك", "1"), (1, "12 بالمئة", "1"), (1, "وفق بيان النقابة", "1"),
    (1, "السبب هو البواخر الكبيرة", "2"), (1, "لا شيء يعوض الصيادين", "3"),
)  # fmt: skip
LINKS = ((1, 5, "1"), (4, 8, "3"), (0, 9, "5"))


def test_ten_claims_and_three_links_take_26_actions(reading: ReadingWindow):
    """Two a claim: a drag and a key. Two a link: a drag from badge to badge and a
    key (and one more where the badge stands for several claims)."""
    actions = 0
    made = []
    for side, words, key in CLAIMS:
        reading.drag(side, words)
        reading.type(key)
        made.append(reading.page.desk.chosen)
        actions += 2
    for first, second, key in LINKS:
        start, end = badge(reading, 0, made[first].id), badge(reading, 1, made[second].id)
        drag_badge(reading, 0, start, reading.reader(1).viewport().mapToGlobal(end))
        reading.type(key)
        actions += 2
    assert actions == 26
    assert len(reading.everything()[0]) == 10
    assert {(r.source_id, r.target_id, r.type) for r in reading.relations()} == {
        (made[1].id, made[5].id, RelationType.REPEATS),
        (made[4].id, made[8].id, RelationType.CONTRADICTS),
        (made[0].id, made[9].id, RelationType.SAME_ORIGIN),
    }


def test_a_press_beside_a_badge_after_a_drag_is_a_press(reading: ReadingWindow):
    """What was pulled is forgotten when it is let go."""
    claim = reading.mark(0, "الصيد تراجع 12 في المئة")
    at = badge(reading, 0, claim.id)
    outside = reading.reader(0).viewport().mapToGlobal(at + QPoint(0, 300))
    drag_badge(reading, 0, at, outside)
    reading.page.desk.choose(None)
    reading.click(0, "تراجع 12")
    assert reading.page.desk.chosen == claim
    reading.press(Qt.Key.Key_Escape)
    assert reading.page.desk.chosen is None
