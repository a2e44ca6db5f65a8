"""From the very first start to a library with the sample classroom; and starts that fail."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.article import Article
from app.domain.setting import Role
from app.services.workspace import Workspace
from app.ui.controls.words import Words
from app.ui.first_run import place
from app.ui.first_run.place import Place
from app.ui.first_run.trouble import Trouble
from tests.gestures.whole_window import WholeWindow


def test_a_student_answers_and_finds_the_sample_ready(whole: WholeWindow) -> None:
    whole.start()
    frame = whole.finish_first_run(Role.STUDENT)
    assert frame.current == "library"
    assert whole.context.role is Role.STUDENT
    assert len(whole.context.workspace.read(lambda tx: tx.article_cards())) == 5
    assert frame.header.title.words() == "المقالات"
    assert frame.header.saved.words().startswith("حُفظ")
    assert frame.header.undo.text() == ""  # not the first thing to offer
    assert "إضافة الصف التجريبي" in frame.header.undo.accessibleName()
    assert whole.library.banner.action.text() == "بدء القراءة"
    assert whole.library.banner.isVisible()


def test_a_warning_of_the_start_is_there_when_the_pages_are(whole: WholeWindow) -> None:
    """The frame of a student is the second one: before the file is read nobody knows the role."""
    whole.window.say("خطّ ناقص")
    whole.start()
    frame = whole.finish_first_run(Role.STUDENT)
    assert frame.strip.words() == "خطّ ناقص"
    assert frame.strip.isVisible()


def test_without_the_sample_the_library_offers_ways_in(whole: WholeWindow) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER, sample=False)
    library = whole.library
    assert library.empty.isVisible()
    whole.click(library.empty.sample)
    assert not library.empty.isVisible()
    assert library.banner.isVisible()
    assert whole.frame.undo() is not None
    assert library.empty.isVisible()


def test_the_second_start_asks_nothing(
    whole: WholeWindow, qapp: QApplication, tmp_path: Path
) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    path = whole.context.workspace.path
    whole.window.close()
    again = WholeWindow(qapp, tmp_path / "home", None)
    again.start()
    again.wait_for_frame()
    assert again.context.workspace.path == path
    assert again.context.role is Role.TEACHER
    again.close()


def test_the_language_switches_at_once(whole: WholeWindow) -> None:
    whole.start()
    form = whole.first_run
    assert form.layoutDirection() == Qt.LayoutDirection.RightToLeft
    whole.click(form.languages["fr"])
    assert form.start.text() == "Commencer"
    assert form.roles[Role.TEACHER].text() == "Enseignant"
    assert form.layoutDirection() == Qt.LayoutDirection.LeftToRight
    whole.click(form.languages["ar"])
    assert form.start.text() == "بدء"
    assert form.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_place_is_judged(whole: WholeWindow, tmp_path: Path) -> None:
    assert place.judge(tmp_path / "not" / "there" / "yet") is Place.TEMPORARY
    free = place.free_bytes(tmp_path / "not there")
    assert free is not None
    assert free > 0
    whole.start()
    whole.first_run.use_folder(tmp_path / "school")
    whole.finish_first_run(sample=False)
    assert whole.context.workspace.path.parent == tmp_path / "school"


@pytest.mark.parametrize("content", [b"not ours" * 100, b"SQLite format 3\x00xxxx"])
def test_garbage_is_said_and_stays_untouched(
    whole: WholeWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "class.bayyina"
    path.write_bytes(content)
    whole.start(path)
    whole.wait(lambda: isinstance(whole.window.screen_now, Trouble))
    trouble = whole.window.screen_now
    assert isinstance(trouble, Trouble)
    assert set(trouble.tiles) == {"other", "new"}
    assert path.read_bytes() == content


def test_a_damaged_file_comes_back_from_its_copy(whole: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "class.bayyina"
    for _ in range(2):  # the second opening makes the day's copy if the first did not
        with Workspace.open(path) as workspace:
            workspace.configure("role", "student")
    path.write_bytes(b"cut")
    whole.start(path)
    whole.wait(lambda: isinstance(whole.window.screen_now, Trouble))
    trouble = whole.window.screen_now
    assert isinstance(trouble, Trouble)
    whole.click(trouble.tiles["restore"])
    whole.wait_for_frame()
    assert whole.context.workspace.path == path


def test_a_second_window_may_read(whole: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "class.bayyina"
    with Workspace.open(path):
        whole.start(path)
        whole.wait(lambda: isinstance(whole.window.screen_now, Trouble))
        trouble = whole.window.screen_now
        assert isinstance(trouble, Trouble)
        whole.click(trouble.tiles["read_only"])
        whole.wait_for_frame()
        assert whole.context.workspace.read_only
        assert "للقراءة فقط" in whole.frame.strip.words()
        assert not whole.context.workspace.read(lambda tx: tx.find(Article))


def test_a_students_file_stays_a_students_when_a_copy_of_before_is_restored(
    whole: WholeWindow, qapp: QApplication
) -> None:
    """The copy of the first day is made before the first answer is kept."""
    whole.start()
    whole.finish_first_run(Role.STUDENT)
    path = whole.context.workspace.path
    whole.window.close()
    path.write_bytes(b"cut")
    again = WholeWindow(qapp, whole.home, None)
    again.start()
    again.wait(lambda: isinstance(again.window.screen_now, Trouble))
    trouble = again.window.screen_now
    assert isinstance(trouble, Trouble)
    again.click(trouble.tiles["restore"])
    again.wait_for_frame()
    assert again.context.role is Role.STUDENT
    again.close()


def test_return_begins_from_any_choice_and_presses_the_button_in_hand(whole: WholeWindow) -> None:
    whole.start()
    whole.window.activateWindow()
    form = whole.first_run
    whole.click(form.languages["en"])
    form.languages["fr"].setFocus(Qt.FocusReason.TabFocusReason)
    whole.press(Qt.Key.Key_Return, text="\r")
    whole.wait_for_frame()
    item = whole.frame.rail.item("reading")
    item.setFocus(Qt.FocusReason.TabFocusReason)
    whole.wait(item.hasFocus)
    whole.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r")
    assert whole.frame.current == "reading"


def test_a_fault_while_opening_is_no_dead_end(
    whole: WholeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[BaseException] = []

    def fault(_kind: object, error: BaseException, _trace: object) -> None:
        faults.append(error)

    monkeypatch.setattr(sys, "excepthook", fault)
    whole.start(tmp_path / "no\0name.bayyina")
    whole.wait(lambda: isinstance(whole.window.screen_now, Trouble))
    assert [type(fault) for fault in faults] == [ValueError]
    trouble = whole.window.screen_now
    assert isinstance(trouble, Trouble)
    assert list(trouble.tiles) == ["again", "other", "new"]
    said = " ".join(words.words() for words in trouble.findChildren(Words))
    assert "عطلٌ في البرنامج" in said
    whole.click(trouble.tiles["again"])
    whole.wait(lambda: len(faults) == 2)
    whole.wait(lambda: isinstance(whole.window.screen_now, Trouble))
