"""The frame: undo by name on any keyboard, settings applied at once, faults said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QMessageBox, QTextEdit, QWidget
from shiboken6 import isValid

from app.domain.annotation import Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.setting import Role
from app.services import annotating
from app.ui import faults
from app.ui.preferences import Preferences
from app.ui.reading.page import ReadingPage
from app.ui.settings.page import SettingsPage
from app.ui.theme import ThemeName
from tests.gestures.whole_window import WholeWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(whole: WholeWindow) -> WholeWindow:
    whole.start()
    whole.finish_first_run(Role.STUDENT)
    return whole


def mark(whole: WholeWindow, tag: Tag = Tag.OPINION) -> None:
    context = whole.context
    article = context.workspace.read(lambda tx: tx.find(Article, order_by="position"))[0]
    context.do(Gesture.HIGHLIGHT, annotating.highlight, article.id, context.author_id, 80, 100, tag)


def test_undo_and_redo_have_names(opened: WholeWindow) -> None:
    mark(opened)
    header = opened.frame.header
    assert header.undo.text() == "تراجع عن الوسم: رأي"
    assert header.redo.accessibleName() == "لا شيء لإعادته"
    opened.click(header.undo)
    assert header.redo.accessibleName() == "إعادة الوسم: رأي"
    opened.click(header.redo)
    assert header.undo.text() == "تراجع عن الوسم: رأي"


@pytest.mark.parametrize(
    ("undo", "redo"),
    [
        ((Qt.Key.Key_Z, "z"), (Qt.Key.Key_Z, "Z")),
        ((ord("ئ"), "ئ"), (ord("ئ"), "ئ")),  # the same keys with the Arabic layout on
    ],
)
def test_undo_by_key(opened: WholeWindow, undo: tuple[int, str], redo: tuple[int, str]) -> None:
    mark(opened)
    opened.frame.setFocus()
    opened.press(undo[0], CTRL, undo[1])
    assert opened.frame.header.redo.accessibleName() == "إعادة الوسم: رأي"
    opened.press(redo[0], CTRL | SHIFT, redo[1])
    assert opened.frame.header.undo.text() == "تراجع عن الوسم: رأي"


def test_a_field_copies_with_the_arabic_layout_on(opened: WholeWindow) -> None:
    search = opened.library.search
    search.setText("قمح")
    search.setFocus()
    opened.wait(search.hasFocus)
    opened.press(ord("ش"), CTRL, "ش")  # Ctrl+A
    opened.press(ord("ؤ"), CTRL, "ؤ")  # Ctrl+C
    assert opened.qt.clipboard().text() == "قمح"


def test_the_theme_changes_at_once_and_stays(opened: WholeWindow) -> None:
    settings = opened.page("settings")
    assert isinstance(settings, SettingsPage)
    segment = settings.segments["theme"].segment("dark")
    opened.click(segment)
    assert opened.qt.palette().color(QPalette.ColorRole.Window).name() == "#151719"
    image = opened.frame.grab().toImage()
    assert image.pixelColor(image.width() - 38, image.height() // 2).name() == "#151719"
    assert Preferences(opened.home / "preferences.json").choices.theme == "dark"


@pytest.mark.parametrize("theme", ["dark", "contrast_high"])
def test_text_changes_its_ground_with_the_theme(opened: WholeWindow, theme: ThemeName) -> None:
    """Once more after a change and back: Qt remembers palettes that it saw under a style sheet."""
    article = opened.context.workspace.read(lambda tx: tx.article_cards())[0]
    opened.frame.navigate("source_card", article_id=article.id)
    card = opened.frame.page_now()
    opened.frame.navigate("reading", article_id=article.id)
    reading = opened.frame.page_now()
    for name in (theme, "light", theme):
        opened.context.preferences.change(theme=name)
        opened.qt.processEvents()
    look = opened.context.look
    for page in (card, reading):
        views = [view for view in page.findChildren(QTextEdit) if not view.property("field")]
        assert views
        for view in views:
            ground = view.viewport().palette().color(view.viewport().backgroundRole())
            assert ground == look.color("surface.paper"), view


def test_settings_show_the_true_reading_size(opened: WholeWindow) -> None:
    article = opened.context.workspace.read(lambda tx: tx.article_cards())[0]
    opened.frame.navigate("reading", article_id=article.id)
    reading = opened.frame.page_now()
    assert isinstance(reading, ReadingPage)
    readers = [column.reader for column in reading.readers.columns]
    usual = [reader.reading()[0] for reader in readers]
    reading.setFocus()
    opened.press(Qt.Key.Key_Equal, CTRL, "=")
    settings = opened.page("settings")
    assert isinstance(settings, SettingsPage)
    assert settings.segments["reading_size"].value() == ""
    assert "متوسط \u2068+٢\u2069" in settings.zoomed.words()
    opened.click(settings.segments["reading_size"].segment("medium"))
    assert settings.segments["reading_size"].value() == "medium"
    assert not settings.zoomed.isVisible()
    opened.frame.navigate("reading")
    assert [reader.reading()[0] for reader in readers] == usual


def test_digits_and_language_change_at_once(opened: WholeWindow) -> None:
    settings = opened.page("settings")
    assert isinstance(settings, SettingsPage)
    before = opened.frame
    opened.click(settings.segments["digits"].segment("latin"))
    opened.wait(lambda: opened.frame is not before and opened.frame.current == "settings")
    assert opened.context.language.number(12) == "12"
    assert QLocale().toString(12) == "12"
    page, before = opened.frame.page_now(), opened.frame
    assert isinstance(page, SettingsPage)
    opened.click(page.segments["language"].segment("en"))
    opened.wait(lambda: opened.frame is not before and opened.frame.current == "settings")
    assert opened.frame.header.title.words() == "Settings"
    assert opened.window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_known_error_is_said_in_place(opened: WholeWindow) -> None:
    opened.context.report(KnownError("workspace.disk_full", path="/disk"))
    assert "/disk" in opened.frame.strip.words()
    assert opened.frame.strip.isVisible()
    opened.click(opened.frame.strip.close_button)
    assert not opened.frame.strip.isVisible()


def test_what_was_not_saved_is_said_until_something_is(opened: WholeWindow) -> None:
    opened.context.report(KnownError("workspace.disk_full", path="/disk"))
    assert opened.frame.header.saved.words() == "لم يُحفظ"
    mark(opened)
    assert opened.frame.header.saved.words().startswith("حُفظ")
    assert not opened.frame.strip.isVisible()


def test_the_save_mark_gives_way_to_the_title(opened: WholeWindow) -> None:
    mark(opened)
    header = opened.frame.header
    place = header.saved._where
    opened.window.resize(1366, 768)
    opened.qt.processEvents()
    assert place.isVisible()
    assert place.width() >= place.sizeHint().width()
    long = "واجب طويل الاسم " * 8
    header.show_title(long, "قصير")
    opened.qt.processEvents()
    assert not place.isVisible()
    assert header.saved._when.isVisible()
    assert place.words() in header.saved.words()  # it is still read out
    header.show_title("واجب", "قصير")
    opened.qt.processEvents()
    assert place.isVisible()


def test_a_fault_is_written_and_said_once(opened: WholeWindow, tmp_path: Path) -> None:
    faults.write(tmp_path / "faults.txt", ZeroDivisionError("made up"))
    assert "made up" in (tmp_path / "faults.txt").read_text("utf-8")
    for _ in range(3):
        opened.application.tell(ZeroDivisionError("made up"))
    opened.wait(lambda: bool(opened.window.findChildren(QMessageBox)))
    (box,) = opened.window.findChildren(QMessageBox)
    assert box.text() == "توقّفت هذه الخطوة"
    box.close()


def test_every_control_can_be_named(opened: WholeWindow) -> None:
    for name in ("library", "settings", "import"):
        page = opened.page(name)
        nameless = [
            widget
            for widget in page.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not widget.accessibleName()
            and not isinstance(widget.parentWidget(), QLineEdit)
        ]
        assert nameless == [], name


def test_the_ring_follows_keys_not_the_mouse(opened: WholeWindow) -> None:
    opened.window.activateWindow()
    library = opened.library
    opened.click(library.filter.segment("all"))
    assert opened.application.ring is None
    opened.press(Qt.Key.Key_Tab, text="\t")
    assert opened.application.ring is opened.qt.focusWidget()


def test_the_window_does_not_clip_at_the_smallest_size(opened: WholeWindow) -> None:
    opened.window.resize(1024, 640)
    opened.qt.processEvents()
    header = opened.frame.header
    for part in (header.undo, header.redo, header.saved, opened.library.add):
        at = part.mapTo(header, part.rect().topLeft())
        assert 0 <= at.x() <= header.width() - part.width()
        assert part.width() >= part.minimumSizeHint().width()


def test_tab_comes_to_the_tools_before_the_page(opened: WholeWindow) -> None:
    library, header = opened.library, opened.frame.header
    order: list[QWidget | None] = [header.undo]
    while order[-1] is not library.order:
        following = order[-1]
        while following is not None:
            following = following.nextInFocusChain()
            if following is None or following.focusPolicy() & Qt.FocusPolicy.TabFocus:
                break
        assert len(order) < 30
        order.append(following)
    places = [order.index(stop) for stop in (header.redo, library.search, library.add)]
    assert places == sorted(places)
    assert places[-1] < order.index(library.order)


def test_another_workspace_is_opened_from_the_settings(opened: WholeWindow, tmp_path: Path) -> None:
    first = opened.context.workspace.path
    settings = opened.page("settings")
    assert isinstance(settings, SettingsPage)
    opened.click(settings.new)
    opened.first_run.use_folder(tmp_path / "other")
    opened.finish_first_run(Role.TEACHER, sample=False)
    assert opened.context.workspace.path == tmp_path / "other" / first.name
    assert opened.context.role is Role.TEACHER
    opened.context.switch(first)
    opened.wait(lambda: opened.window.context is not None and opened.frame.current != "")
    assert opened.context.workspace.path == first
    assert opened.context.role is Role.STUDENT


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Q, "q"), (ord("ض"), "ض")])
def test_ctrl_q_closes_the_window(opened: WholeWindow, key: int, text: str) -> None:
    opened.frame.setFocus()
    opened.press(key, CTRL, text)
    assert not opened.window.isVisible()


def test_a_frame_that_goes_takes_nothing_of_the_next_with_it(opened: WholeWindow) -> None:
    """Each page's tools were in the header; the window is a part of none of them."""
    for page in ("library", "worksheet", "feedback", "settings", "reading"):
        opened.page(page)
    before = opened.frame
    opened.application.preferences.change(digits="latin")
    opened.wait(lambda: opened.window.frame is not before)
    page = opened.wait_for_frame().page_now()
    assert isinstance(page, ReadingPage)
    documents = [reader.document() for reader in page.findChildren(QTextEdit)]
    opened.wait(lambda: not isValid(before))
    assert all(map(isValid, documents))
    assert isValid(opened.window)
