"""Articles on the page: two readers, a third one, places, find, sizes."""

from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.change import Gesture
from tests.conftest import article_of
from tests.gestures.reading_window import ReadingWindow

LONG = "\n".join(
    f"هذه هي الفقرة رقم {n} من مقال طويل يحتاج إلى التمرير كي يُقرأ كله." for n in range(80)
)


def test_two_articles_are_open_from_right_to_left(reading: ReadingWindow):
    first, second = reading.page.readers.columns
    assert reading.page.readers.article_ids() == [a.id for a in reading.articles[:2]]
    assert first.geometry().left() > second.geometry().right()
    gutter = reading.page.readers.gutter.geometry()
    assert second.geometry().right() < gutter.left() <= gutter.right() < first.geometry().left()
    assert all(column.reader.isRightToLeft() for column in (first, second))


def test_one_reader_or_two(reading: ReadingWindow):
    page = reading.page
    reading.press_button(page._tools.two)
    assert not page.readers.columns[1].isVisible()
    assert not page.readers.gutter.isVisible()
    assert page.readers.article_ids() == [reading.articles[0].id]
    reading.press_button(page._tools.two)
    assert page.readers.columns[1].isVisible()
    assert page.readers.article_ids() == [a.id for a in reading.articles[:2]]


def test_the_article_behind_one_reader_changes_places_with_it(reading: ReadingWindow):
    first, second = reading.page.readers.article_ids()
    reading.page.show_two(False)
    reading.page.readers.columns[0].head.article_chosen.emit(second)
    assert reading.page.readers.article_ids() == [second]
    reading.page.show_two(True)
    assert reading.page.readers.article_ids() == [second, first]


def test_a_third_article_takes_a_side_and_places_are_kept(reading: ReadingWindow):
    long = reading.workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(LONG, position=9)))
    readers = reading.page.readers
    reading.settle()
    readers.columns[1].head.article_chosen.emit(long.id)
    reading.settle()
    reader = reading.reader(1)
    reader.verticalScrollBar().setValue(900)
    place = reader.place()
    readers.columns[1].head.article_chosen.emit(reading.articles[2].id)
    reading.settle()
    assert readers.article_ids() == [reading.articles[0].id, reading.articles[2].id]
    readers.columns[1].head.article_chosen.emit(long.id)
    reading.settle()
    assert reader.place() == place


def test_an_article_asked_for_on_the_other_side_changes_places(reading: ReadingWindow):
    reading.page.readers.columns[0].head.article_chosen.emit(reading.articles[1].id)
    reading.settle()
    assert reading.page.readers.article_ids() == [reading.articles[1].id, reading.articles[0].id]


def test_the_head_says_what_is_not_stated(reading: ReadingWindow):
    head = reading.page.readers.columns[0].head
    assert head._title.words() == "موسم الصيد"
    assert head._source.words() == "الناشر غير مذكور · الكاتب غير مذكور · التاريخ غير مذكور"
    assert [action.isChecked() for action in head.articles_menu().actions()] == [True, False, False]


def test_only_one_side_holds_a_selection(reading: ReadingWindow):
    reading.drag(0, "الصيد تراجع")
    reading.drag(1, "السبب هو البواخر")
    assert reading.reader(0).selection() is None
    span = reading.page.readers.selection()
    assert span is not None
    assert span[0] == reading.articles[1].id


def test_a_selection_across_boilerplate_is_allowed(reading: ReadingWindow):
    reading.drag(0, "الساحل\nقالت نقابة")
    reading.type("1")
    assert [claim.quote for claim in reading.claims(reading.articles[0])] == ["الساحل\nقالت نقابة"]


def test_find_folds_spelling_and_steps_round(reading: ReadingWindow):
    reading.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reading.page.find_bar
    assert bar.isVisible()
    reading.type("نقابه")
    bar._tell()
    assert bar._count.words() == "١ من ٢"
    reading.press(Qt.Key.Key_Return)
    assert bar._count.words() == "٢ من ٢"
    assert reading.page.readers.active == 1
    assert [reading.reader(side)._framed for side in (0, 1)] == [None, None]  # one frame is enough
    bar.field.setFocus()
    reading.press(Qt.Key.Key_Return)
    assert bar._count.words() == "١ من ٢"
    bar.field.setText("استثمار")
    bar._tell()
    assert "استثمار" in bar._count.words()
    bar.field.setFocus()
    reading.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_find_follows_the_articles_that_come_and_go(reading: ReadingWindow):
    text = "عاد الصيد إلى المرفأ، والصيد وفير."
    gone = reading.workspace.do(
        Gesture.IMPORT, lambda tx: tx.add(article_of(text, title="عودة", position=9))
    )
    reading.page.readers.columns[1].head.article_chosen.emit(gone.id)
    reading.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    reading.type("الصيد")
    reading.page.find_bar._tell()
    count = reading.page.find_bar.count()
    assert reading.page._finder.total > 2
    reading.page._step_match(-1)
    reading.frame.undo()
    assert gone.id not in reading.page.readers.article_ids()
    shown = [column.reader._marking.matches for column in reading.page.readers.columns]
    assert reading.page._finder.total == sum(map(len, shown)) > 0
    assert reading.page.find_bar.count() != count
    reading.press(Qt.Key.Key_F3)
    assert gone.id not in reading.page.readers.article_ids()


def test_find_everywhere_opens_the_article(reading: ReadingWindow):
    reading.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reading.page.find_bar
    reading.press_button(bar.scope._segments["all"])
    bar.field.setFocus()
    reading.type("المرافئ")
    bar._tell()
    assert bar._count.words() == "١ من ١"
    assert reading.articles[2].id in reading.page.readers.article_ids()
    assert reading.page.readers.active_article == reading.articles[2].id


def test_reading_size_spacing_and_zoom(reading: ReadingWindow):
    assert reading.reader(0).reading() == (19, 36)  # two readers at 1366
    reading.reader(0).setFocus()
    reading.press(Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert [reading.reader(side).reading()[0] for side in (0, 1)] == [21, 21]
    reading.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    reading.preferences.change(reading_size="large", spacing="open")
    assert reading.reader(1).reading() == (24, 54)


def test_a_narrow_window_folds_the_second_reader_and_covers_nothing(reading: ReadingWindow):
    reading.frame.resize(1024, 640)
    reading.settle()
    page = reading.page
    assert [column.isVisible() for column in page.readers.columns] == [True, False]
    assert page.readers.tabs.isVisible()
    text, side = page.readers.geometry(), page.side.geometry()
    assert side.width() == 280
    assert not page.readers.parentWidget().geometry().intersects(side)
    assert text.height() > 300
    reading.press(Qt.Key.Key_F6)
    assert [column.isVisible() for column in page.readers.columns] == [False, True]
    for button in (*page.tag_bar.tags, page.tag_bar.cancel):
        assert page.tag_bar.rect().contains(button.geometry())


def test_undo_is_worded_by_labels(reading: ReadingWindow):
    reading.mark(0, "الصيد تراجع", "3")
    assert reading.frame.header.undo.text() == "تراجع عن الوسم: رأي"
    reading.frame.undo()
    assert "إعادة الوسم: رأي" in reading.frame.header.redo.toolTip()


def test_an_article_that_is_removed_leaves_the_page(reading: ReadingWindow):
    gone = reading.articles[1]
    reading.workspace.do(Gesture.REMOVE_ARTICLE, lambda tx: tx.remove(tx.get(type(gone), gone.id)))
    reading.settle()
    assert reading.page.readers.article_ids() == [reading.articles[0].id, reading.articles[2].id]
    reading.workspace.undo()
    reading.settle()
    assert len(reading.page.readers.columns[0].head.articles_menu().actions()) == 3


def test_without_articles_the_page_says_so_and_fills_when_one_comes(faces, tmp_path: Path):
    window = ReadingWindow(tmp_path)
    window.open()
    head = window.page.readers.columns[0].head
    assert head._title.words() == window.language.say("reading.no_article")
    assert window.page.nothing_here.library.isVisible()
    assert not window.page.readers.isVisible()
    assert not window.page.side.isVisible()
    for key in "123elr":
        window.type(key)
    window.press(Qt.Key.Key_Delete)
    window.workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(title="أول مقال")))
    window.settle()
    assert not window.page.nothing_here.isVisible()
    assert window.page.readers.isVisible()
    assert window.page.side.isVisible()
    assert head._title.words() == "أول مقال"
    claim = window.mark(0, "محصول القمح بلغ")
    assert claim.quote == "محصول القمح بلغ"
    window.close()


def test_a_read_only_file_can_be_read(reading: ReadingWindow, tmp_path: Path):
    claim = reading.mark(0, "الصيد تراجع")
    reading.close()
    window = ReadingWindow(tmp_path, read_only=True)
    window.open()
    assert window.reader(0).has_claim(claim.id)
    window.page.desk.choose(claim.id)
    window.type("3")
    assert window.claims(reading.articles[0]) == [claim]
    assert window.frame.strip.isVisible()
    window.close()


def test_open_articles_are_remembered(reading: ReadingWindow, tmp_path: Path):
    reading.page.readers.columns[1].head.article_chosen.emit(reading.articles[2].id)
    reading.close()
    window = ReadingWindow(tmp_path)
    window.open()
    wanted = [reading.articles[0].id, reading.articles[2].id]
    assert window.page.readers.article_ids() == wanted
    window.close()


def test_it_opens_at_a_place(reading: ReadingWindow, tmp_path: Path):
    claim = reading.mark(1, "السبب هو البواخر")
    reading.page.desk.choose(None)
    third = reading.articles[2].id
    reading.frame.navigate("reading", article_id=third, start="0", end="7")
    assert reading.page.readers.active_article == third
    reading.frame.navigate("reading", article_id=claim.article_id, annotation_id=claim.id)
    assert reading.page.desk.chosen == claim
