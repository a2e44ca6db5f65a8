"""The shelf and every way onto it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from app.domain.annotation import Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.services import annotating
from app.ui.library.card import ShelfCard
from app.ui.library.import_page import ImportPage
from app.ui.source_card.page import SourceCardPage
from tests.gestures.whole_window import WholeWindow

BODY = "أعلن اتحاد المزارعين أن المحصول تراجع هذا الموسم.\nويقال إن السبب هو الصقيع المتأخر.\n"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(whole: WholeWindow) -> WholeWindow:
    whole.start()
    whole.finish_first_run(sample=False)
    return whole


def articles(whole: WholeWindow) -> list[Article]:
    return whole.context.workspace.read(lambda tx: tx.find(Article, order_by="position"))


def show_import(whole: WholeWindow, *paths: Path) -> ImportPage:
    whole.frame.navigate("import", paths="\n".join(map(str, paths)))
    page = whole.frame.page_now()
    assert isinstance(page, ImportPage)
    whole.wait(lambda: page.files.count() > 0)
    return page


def test_files_are_shown_before_anything_is_kept(opened: WholeWindow, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY, "utf-8")
    (folder / "b.txt").write_bytes((BODY + "وأضاف أن العام المقبل أفضل.\n").encode("windows-1256"))
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    page = show_import(opened, folder)
    assert page.files.count() == 3
    assert articles(opened) == []
    assert page.accept.text() == "استيراد مقالين"
    page.files.setCurrentRow(1)
    assert page.encoding.value() == "windows-1256"
    assert "العام المقبل" in page.sample.toPlainText()
    page.files.setCurrentRow(2)
    assert "c.txt" in page.guessed.words()
    opened.click(page.accept)
    assert [article.text for article in articles(opened)] == [
        BODY, BODY + "وأضاف أن العام المقبل أفضل.\n"
    ]  # fmt: skip
    assert opened.frame.current == "library"
    assert "أُضيف مقالان" in opened.frame.undo_strip.words()
    opened.click(opened.frame.undo_strip.undo)
    assert articles(opened) == []


BAD_FILES = {
    "binary": bytes(range(256)) * 20,
    "empty": b"",
    "huge": "كلمة ".encode() * 2_300_000,
    "lone surrogate": b"\xff\xfe" + BODY.encode("utf-16-le") + b"\x00\xd8\x28\x06",
    "nul": "نص\x00آخر".encode(),
}


def test_each_bad_file_is_told_apart_and_stops_no_other(
    opened: WholeWindow, tmp_path: Path
) -> None:
    for name, data in BAD_FILES.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    (tmp_path / "sound.txt").write_text(BODY, "utf-8")
    page = show_import(opened, tmp_path / "gone.txt", *sorted(tmp_path.glob("*.txt")))
    opened.wait(lambda: page.files.count() == len(BAD_FILES) + 2)
    reasons: list[str] = []
    for row in range(page.files.count()):
        page.files.setCurrentRow(row)
        if not page.sample.toPlainText():
            reasons.append(page.guessed.words())
    assert len(set(reasons)) == len(BAD_FILES) + 1
    assert all(reasons)
    opened.click(page.accept)
    assert [article.text for article in articles(opened)] == [BODY]


def test_another_encoding_is_tried_on_the_sample(opened: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode("windows-1256"))
    page = show_import(opened, path)
    page.encoding.choose("windows-1252")
    page.encoding.activated.emit(page.encoding.currentIndex())
    assert BODY not in page.sample.toPlainText()
    page.encoding.choose("windows-1256")
    page.encoding.activated.emit(page.encoding.currentIndex())
    assert page.sample.toPlainText() == BODY
    opened.click(page.accept)
    assert [article.text for article in articles(opened)] == [BODY]
    assert opened.frame.current == "source_card"  # one article: its card comes next


def test_what_is_there_already_is_not_added(opened: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, "utf-8")
    for _ in range(2):
        opened.click(show_import(opened, path).accept)
    assert len(articles(opened)) == 1
    assert "موجود" in opened.frame.undo_strip.words()


def test_paste(opened: WholeWindow) -> None:
    opened.qt.clipboard().setText(BODY)
    opened.library.paste()
    page = opened.frame.page_now()
    assert isinstance(page, ImportPage)
    opened.click(page.accept)
    assert [article.text for article in articles(opened)] == [BODY]


def test_a_file_may_be_dropped_anywhere(opened: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, "utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, dropped, left, none)
    opened.qt.sendEvent(opened.window, enter)
    assert enter.isAccepted()
    opened.qt.sendEvent(opened.window, QDropEvent(QPointF(9, 9), copy, dropped, left, none))
    page = opened.frame.page_now()
    assert isinstance(page, ImportPage)
    opened.wait(lambda: page.files.count() == 1)
    assert page.sample.toPlainText() == BODY


def test_an_empty_clipboard_is_refused_in_place(opened: WholeWindow) -> None:
    opened.qt.clipboard().setText("")
    opened.library.paste()
    page = opened.frame.page_now()
    assert isinstance(page, ImportPage)
    assert not page.accept.isEnabled()
    assert page.guessed.words()


def test_the_source_card_says_what_is_not_stated(opened: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("صحيفة الحقول\n" + BODY, "utf-8")
    opened.click(show_import(opened, path).accept)
    page = opened.frame.page_now()
    assert isinstance(page, SourceCardPage)
    page.absent["author"].setChecked(False)
    page.fields["author"].setText("ريما الخطيب")
    page.absent["published"].setChecked(False)
    page.fields["published"].setText("الثلاثاء")
    opened.click(page.save)
    assert page.wrong.isVisible()
    assert articles(opened)[0].author is None
    page.fields["published"].setText("2025-01-29")
    page.absent["origin"].setChecked(True)
    opened.click(page.save)
    kept = articles(opened)[0]
    assert (kept.author, kept.published, kept.origin) == ("ريما الخطيب", "2025-01-29", None)
    assert kept.card_checked
    assert kept.segments_confirmed
    assert opened.frame.current == "library"
    opened.frame.undo()  # facts and segments were one step
    assert (articles(opened)[0].author, articles(opened)[0].segments_confirmed) == (None, False)


@pytest.fixture
def card(opened: WholeWindow, tmp_path: Path) -> SourceCardPage:
    """The card of an article that states nothing but a headline, asked for by the reader."""
    path = tmp_path / "wheat.txt"
    path.write_text(BODY, "utf-8")
    opened.click(show_import(opened, path).accept)
    article = articles(opened)[0]
    opened.frame.navigate("reading", article_id=article.id)
    opened.frame.navigate("source_card", article_id=article.id, asked_by="reading")
    page = opened.frame.page_now()
    assert isinstance(page, SourceCardPage)
    opened.window.activateWindow()
    return page


def test_a_press_or_a_letter_on_a_grey_field_states_the_fact(
    opened: WholeWindow, card: SourceCardPage
) -> None:
    author, publisher = card.fields["author"], card.fields["publisher"]
    assert author.placeholderText() == "غير مذكور"
    opened.click(author)
    assert not card.absent["author"].isChecked()
    assert author.hasFocus()
    assert author.placeholderText() == "اسم الكاتب كما في النص"
    QTest.keyClicks(author, "rima")
    opened.click(card.absent["author"])
    assert author.text() == ""
    opened.click(card.absent["author"])
    assert author.text() == "rima"  # what was typed is never lost
    assert author.hasFocus()
    publisher.setFocus()
    QTest.keyClicks(publisher, "fields")
    assert publisher.text() == "fields"
    assert not card.absent["publisher"].isChecked()


def test_the_card_leads_back_to_the_reader_that_asked_for_it(
    opened: WholeWindow, card: SourceCardPage
) -> None:
    assert card.back.text() == "العودة إلى القراءة"
    assert "wheat" not in opened.frame.header.caption.words()
    steps = opened.context.workspace.next_undo
    card.fields["title"].setFocus()
    opened.press(Qt.Key.Key_Escape)
    assert opened.frame.current == "reading"
    assert opened.context.workspace.next_undo == steps  # nothing changed, nothing kept


def test_leaving_the_card_keeps_what_was_typed_or_says_what_is_wrong(
    opened: WholeWindow, card: SourceCardPage
) -> None:
    opened.click(card.fields["published"])
    QTest.keyClicks(card.fields["published"], "31")
    opened.frame.navigate("library")
    assert opened.frame.current == "source_card"
    assert card.wrong.isVisible()
    card.fields["published"].setText("٣١ يناير ٢٠٢٥")
    opened.press(Qt.Key.Key_Escape)
    assert opened.frame.current == "reading"
    assert articles(opened)[0].published == "2025-01-31"
    assert "بطاقة المصدر" in opened.frame.undo_strip.words()
    opened.click(opened.frame.undo_strip.undo)
    assert articles(opened)[0].published is None


def test_the_shelf_shows_counts_and_can_be_narrowed(opened: WholeWindow) -> None:
    library = opened.library
    library.add_sample()
    cards = library.grid.findChildren(ShelfCard)
    assert len(cards) == 5
    article = articles(opened)[1]
    opened.context.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, opened.context.author_id, 130, 160,
        Tag.OPINION,
    )  # fmt: skip
    assert library.filter.value() == "all"
    library.filter.choose("marked")
    library.filter.chosen.emit("marked")
    assert library.count.words() == "١"
    library.filter.choose("all")
    library.filter.chosen.emit("all")
    library.search.setText((article.publisher or "")[:4])
    assert library.count.words() == "١"
    library.search.setText("لا وجود لهذا")
    assert "لا وجود لهذا" in library.nothing.words()
    library.search.clear()
    assert library.count.words() == "٥"


def test_an_article_outside_the_assignment_stands_apart(
    opened: WholeWindow, tmp_path: Path
) -> None:
    library = opened.library
    library.add_sample()
    assert library.others.isHidden()
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    opened.click(show_import(opened, tmp_path / "a.txt").accept)
    library = opened.library
    assert library.heading.words() == "مقالات الواجب"
    assert (library.count.words(), library.others_count.words()) == ("٥", "١")
    assert not library.others.isHidden()
    for grid, cards in ((library.grid, 5), (library.rest, 1)):
        assert sum(card.isVisible() for card in grid.findChildren(ShelfCard)) == cards
    assert "٦" in library.filter.segment("all").text()
    article = articles(opened)[-1]
    opened.frame.navigate("reading", article_id=article.id)
    assert opened.frame.header.title.words() != library.banner.accessibleName()


def test_an_article_opens_by_click_and_by_key(opened: WholeWindow) -> None:
    library = opened.library
    library.add_sample()
    opened.qt.processEvents()
    card = min(library.grid.findChildren(ShelfCard), key=lambda c: (c.y(), -c.x()))
    first = articles(opened)[0]
    card.setFocus()
    opened.press(Qt.Key.Key_Return, text="\r")
    assert opened.frame.current == "reading"
    assert opened.frame.place == {"article_id": first.id}
    opened.press(Qt.Key.Key_1, CTRL, "1")
    assert opened.frame.current == "library"
    assert library.filter.findChildren(type(library.filter)) == []
    seen = opened.context.preferences.choices.layout
    assert opened.context.opened_mark(first.id) in seen
