import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolTip, QWidget

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.ui import fonts
from app.ui.gutter.gutter import Gutter
from app.ui.gutter.strands import Curve
from app.ui.look import Look
from app.ui.reader.claims import Claim
from app.ui.reader.reader import Reader

TEXT = "\n".join(f"فقرة رقم {i} فيها ادعاء واحد لا غير، وهي قصيرة." for i in range(60))


def claims(letter: str) -> list[Claim]:
    found: list[Claim] = []
    for i in range(60):
        start = TEXT.index(f"فقرة رقم {i} ")
        found.append(Claim(f"{letter}{i}", ((start, start + 12),), Tag.SOURCED, i + 1))
    return found


@pytest.fixture
def pair(qtbot, qapp):
    """Two readers with a gutter between them, the first at the right."""
    assert fonts.load() == []
    look = Look("light")
    window = QWidget()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    first, second = Reader(look), Reader(look)
    gutter = Gutter(first, second, look)
    for widget in (first, gutter, second):
        row.addWidget(widget)
    for reader, letter in ((first, "a"), (second, "b")):
        reader.show_article(TEXT)
        reader.show_claims(claims(letter))
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    window.grab()
    return window, first, gutter, second


def test_ends_are_at_the_badges(pair):
    _, first, gutter, second = pair
    gutter.show_relations([Curve("r", "a1", "b3", RelationType.SUPPORTS)])
    (strand,) = gutter.strands()
    assert strand.source == QPointF(gutter.width(), first.badge_anchor("a1"))
    assert strand.target == QPointF(0, second.badge_anchor("b3"))


def test_scrolling_moves_one_end_and_clamps_it(pair):
    _, first, gutter, _ = pair
    gutter.show_relations([Curve("r", "a1", "b3", RelationType.SUPPORTS)])
    (before,) = gutter.strands()
    bar = first.verticalScrollBar()
    bar.setValue(20)
    (after,) = gutter.strands()
    assert before.source.y() - after.source.y() == 20
    assert before.target == after.target
    bar.setValue(bar.maximum())
    (clamped,) = gutter.strands()
    assert clamped.source_clamped
    assert clamped.source.y() < 40


def test_a_curve_to_an_article_that_is_not_open_is_not_drawn(pair):
    gutter = pair[2]
    gutter.show_relations([Curve("r", "a1", "elsewhere", RelationType.REPEATS)])
    assert gutter.strands() == []


def test_pointing_at_a_curve_makes_both_ends_strong(pair, qtbot):
    window, first, gutter, second = pair
    gutter.show_relations([Curve("r", "a1", "b5", RelationType.CONTRADICTS, "يناقض")])
    window.grab()
    (strand,) = gutter.strands()
    place = strand.knot.toPoint()
    with qtbot.waitSignal(gutter.relation_hovered) as heard:
        QTest.mouseMove(gutter, place)
    assert heard.args == ["r"]
    assert first.is_strong("a1")
    assert second.is_strong("b5")
    with qtbot.waitSignal(gutter.relation_clicked) as heard:
        QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["r"]
    event = QHelpEvent(QEvent.Type.ToolTip, place, gutter.mapToGlobal(place))
    QApplication.sendEvent(gutter, event)
    assert QToolTip.text() == "يناقض"
    with qtbot.waitSignal(gutter.relation_hovered) as heard:
        QTest.mouseMove(gutter, QPoint(2, gutter.height() - 2))
    assert heard.args == [""]
    assert not first.is_strong("a1")


def test_nothing_is_clicked_beside_the_curves(pair, qtbot):
    gutter = pair[2]
    gutter.show_relations([Curve("r", "a1", "b1", RelationType.REPEATS)])
    gutter.grab()
    with qtbot.assertNotEmitted(gutter.relation_clicked):
        QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(40, 450))


def test_curves_are_thin_while_a_reader_scrolls(pair, qtbot):
    _, first, gutter, _ = pair
    gutter.show_relations([Curve("r", "a5", "b5", RelationType.REPEATS)])
    rest = dark_rows(gutter)
    first.verticalScrollBar().setValue(1)
    first.verticalScrollBar().setValue(0)
    assert dark_rows(gutter) < rest
    qtbot.waitUntil(lambda: dark_rows(gutter) == rest, timeout=2000)


def dark_rows(gutter: Gutter) -> float:
    """How much ink the curve leaves in one column, away from its knot and its ends."""
    image = gutter.grab().toImage()
    ground = image.pixelColor(70, image.height() - 10)
    return sum(
        abs(image.pixelColor(70, y).lightness() - ground.lightness()) for y in range(image.height())
    )


def test_it_paints_in_every_theme(pair):
    gutter = pair[2]
    curves = [Curve(t.value, f"a{i}", f"b{6 - i}", t) for i, t in enumerate(RelationType)]
    gutter.show_relations([*curves, Curve("in", "a0", "a4", RelationType.REPEATS)])
    for name in ("dark", "contrast_high", "light"):
        gutter._look.wear(name)
        image = gutter.grab().toImage()
        colors = {image.pixel(x, y) for x in range(0, 88) for y in range(0, 400, 3)}
        assert len(colors) > 12
