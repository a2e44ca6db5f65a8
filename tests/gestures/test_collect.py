"""Collecting in a real (offscreen) window: choose a folder, look, collect, take it back."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import language as languages
from app.domain.setting import Role
from app.domain.submission import Submission
from app.ui.collect import places
from app.ui.collect.page import CollectPage
from app.ui.controls.button import Button
from app.ui.page import Page
from app.ui.theme import ThemeName
from tests.gestures.page_window import PageWindow
from tests.gestures.whole_window import WholeWindow
from tests.services.made_works import Mark, dump, file_of
from tests.services.test_collecting import LATE, MARKS, Desk, seated

_PATIENCE = 1_000


class CollectWindow(PageWindow):
    """What a teacher sees and does; where a page leads is kept in ``gone``."""

    def __init__(self, folder: Path, code: languages.Code = "ar", theme: ThemeName = "light"):
        gc.disable()  # as the program does: never in the thread that reads files
        self.desk: Desk = seated(folder / "class.bayyina")
        super().__init__(self.desk.workspace, folder, code=code, theme=theme)
        self.gone: list[tuple[str, dict[str, str]]] = []
        self.page = CollectPage(self.context)
        self.frame.furnish(self.workspace, {"collect": self._page})
        self.show("collect")

    def _page(self) -> Page:
        return self.page

    def navigate(self, page: str, **place: str) -> None:
        self.gone.append((page, place))

    def look_in(self, *paths: Path) -> None:
        self.page.look(paths)
        self.wait()

    def wait(self) -> None:
        import time

        for _ in range(_PATIENCE):
            if not self.page.looks.busy:
                break
            QApplication.processEvents()
            time.sleep(0.005)
        else:
            raise AssertionError("it never came")
        self.settle()

    @property
    def states(self) -> list[str]:
        return [entry.look for entry in self.page.found.rows.entries]

    @property
    def foot(self) -> str:
        return self.page.found.foot.sentence.words()

    def kept(self) -> int:
        return self.workspace.read(lambda tx: tx.count(Submission))

    def close(self) -> None:
        self.page.deleteLater()
        super().close()
        self.workspace.close()
        gc.collect()
        gc.enable()


@pytest.fixture
def collect(faces: None, tmp_path: Path) -> Iterator[CollectWindow]:
    window = CollectWindow(tmp_path)
    yield window
    window.close()


@pytest.fixture
def folder(collect: CollectWindow, tmp_path: Path) -> Path:
    """Two hand-ins, one of them copied; a third that was cut short."""
    desk = collect.desk
    file_of(desk.work(("s01",), MARKS), tmp_path / "in/9b_s01_0900_a7kd.bayyina-work")
    shared = (MARKS[0], Mark("own", 0, 5, 6))
    work = desk.work(("s02",), shared, device="lab-9")
    cut = file_of(work, tmp_path / "in/9b_s02_0901_q8rt.bayyina-work")
    whole = cut.read_bytes()
    file_of(work, tmp_path / "in/9b_s02_0902_m2xa.bayyina-work")
    cut.write_bytes(whole[: len(whole) // 2])
    return tmp_path / "in"


def test_choose_a_folder_look_collect_undo(
    collect: CollectWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, before = collect.page, dump(collect.workspace)
    assert not page.empty.isHidden()
    monkeypatch.setattr(places, "choose_folder", lambda *_: folder)
    collect.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    collect.wait()
    assert collect.states == ["refused", "new", "new"]
    assert dump(collect.workspace) == before
    assert collect.foot == "سيُضاف تسليمان. واحد مرفوض."
    assert page.found.foot.collect.text() == "جمع تسليمين"
    assert not page.undo_last.isEnabled()
    collect.click(page.found.foot.collect)
    assert collect.kept() == 2
    assert collect.states == ["refused", "taken", "taken"]
    assert collect.foot == "أُضيف تسليمان. واحد مرفوض."
    assert page.undo_last.isEnabled()
    collect.click(page.found.foot.undo)
    assert dump(collect.workspace) == before
    assert collect.states == ["refused", "new", "new"]
    collect.frame.redo()
    collect.settle()
    assert collect.states == ["refused", "taken", "taken"]
    collect.click(page.undo_last)
    assert dump(collect.workspace) == before
    assert collect.preferences.choices.layout["collect_folder"] == str(folder)


def test_the_side_names_who_is_missing_the_refusal_and_what_is_worth_a_look(
    collect: CollectWindow, folder: Path
) -> None:
    collect.look_in(folder)
    side = collect.page.found.side
    titles = {where.rsplit("_", 1)[1][:4]: one for where, one in side.notices.items()}
    assert titles.keys() == {"q8rt", "a7kd", "m2xa"}
    assert titles["q8rt"].accessibleName().startswith("الملف مبتور")
    assert "يستحق نظرة" in titles["m2xa"].accessibleName()
    side.copy_names()
    assert QApplication.clipboard().text() == "s03"
    collect.page.found.rows.setFocus()
    collect.press(Qt.Key.Key_Home)
    collect.press(Qt.Key.Key_Down)
    collect.press(Qt.Key.Key_Up)
    assert titles["q8rt"].strong


def test_filters_and_search(collect: CollectWindow, folder: Path) -> None:
    collect.look_in(folder)
    page = collect.page
    collect.click(page.found.filters.segments.segment("refused"))
    assert collect.states == ["refused"]
    collect.click(page.found.filters.segments.segment("all"))
    code = page.found.rows.entries[1].receipt
    collect.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.found.filters.search.hasFocus()
    page.found.filters.search.setText(code.lower())
    assert [entry.receipt for entry in page.found.rows.entries] == [code]
    page.found.filters.search.setText("لا أحد بهذا الاسم")
    assert collect.states == []
    assert "لا أثر" in page.found.rows.accessibleDescription()
    collect.press(Qt.Key.Key_Escape)
    assert len(collect.states) == 3
    collect.press(Qt.Key.Key_Escape)
    assert page.preview is None
    assert not page.empty.isHidden()


def test_after_collecting_the_filters_say_what_the_rows_say(
    collect: CollectWindow, folder: Path
) -> None:
    collect.look_in(folder)
    filters = collect.page.found.filters
    new, taken = filters.segments.segment("new"), filters.segments.segment("taken")
    assert new.text() == "جديد ٢"
    assert taken.isHidden()
    collect.click(new)
    collect.click(collect.page.found.foot.collect)
    assert new.isHidden()
    assert filters.segments.value() == "all"
    assert taken.text() == "جُمع ٢"
    collect.click(taken)
    assert collect.states == ["taken", "taken"]
    collect.click(collect.page.found.foot.undo)
    assert taken.isHidden()
    assert new.text() == "جديد ٢"
    assert collect.states == ["refused", "new", "new"]


def test_the_whole_way_by_keys(
    collect: CollectWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "choose_folder", lambda *_: folder)
    collect.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    collect.wait()
    collect.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert collect.kept() == 2
    assert collect.page.found.foot.go.hasFocus()
    collect.press(Qt.Key.Key_Space)
    assert collect.gone == [("grading", {"assignment_id": "one"})]
    collect.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert collect.kept() == 0


def test_files_are_dropped_on_the_page_and_another_stick_joins_them(
    collect: CollectWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collect.page
    stick = tmp_path / "stick"
    newer = collect.desk.work(("s01",), (Mark("c1", 0, 2, 3),), handed_in=LATE)
    file_of(newer, stick / "9b_s01_1000_zz.bayyina-work")
    drop(page, folder)
    collect.wait()
    assert len(collect.states) == 3
    monkeypatch.setattr(places, "choose_folder", lambda *_: stick)
    collect.page.head.stick_asked.emit()
    collect.wait()
    assert sorted(collect.states) == ["new", "new", "newer", "refused"]
    collect.page.collect()
    collect.look_in(folder)
    assert sorted(collect.states) == ["already", "already", "refused"]
    assert not collect.page.found.foot.collect.isEnabled()
    assert collect.foot == "لا تسليم جديدًا ليُضاف. اثنان موجودان من قبل، وواحد مرفوض."


def drop(page: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(page, event)


def test_a_card_cures_what_can_be_cured(collect: CollectWindow, folder: Path) -> None:
    from app.domain.assignment import Assignment
    from app.domain.change import Gesture

    other = Assignment(id="two", name="الواجب الثاني", article_ids=("a1", "a2"),
                       classroom_id="room")  # fmt: skip
    collect.workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(other))
    work = replace(collect.desk.work(("s03",), (Mark("z", 0, 0, 1),)), assignment_id="two")
    file_of(work, folder / "9b_s03_0904_ww.bayyina-work")
    collect.page.open(assignment_id="one")
    collect.look_in(folder)
    [cut] = [one for where, one in collect.page.found.side.notices.items() if "q8rt" in where]
    (folder / "9b_s02_0901_q8rt.bayyina-work").unlink()
    collect.click(cut.findChildren(Button)[0])
    collect.wait()
    assert collect.states == ["refused", "new", "new"]
    [strange] = [one for where, one in collect.page.found.side.notices.items() if "ww" in where]
    collect.click(strange.findChildren(Button)[0])
    collect.wait()
    assert "الواجب الثاني" in collect.page.title()
    assert collect.states == ["refused", "refused", "new"]


def test_a_double_click_finds_its_assignment(collect: CollectWindow, folder: Path) -> None:
    from app.domain.assignment import Assignment
    from app.domain.change import Gesture

    newest = Assignment(id="two", name="الثاني", article_ids=("a1",), created="2030")
    collect.workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(newest))
    file = next(folder.glob("*s01*"))
    collect.page.open(assignment_id="two")
    collect.page.open(paths=str(file))
    collect.wait()
    assert collect.states == ["new"]


def test_an_empty_folder_says_what_was_looked_for(collect: CollectWindow, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    collect.look_in(tmp_path / "none")
    words = [w.accessibleName() for w in collect.page.empty.findChildren(QWidget)]
    assert any("لا تسليمات في" in word for word in words)
    assert len(collect.page.empty.buttons) >= 2


def test_a_stick_that_is_pulled_while_it_is_read_refuses_what_is_left(
    collect: CollectWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.formats import incoming

    read = incoming.read

    def pull(place: incoming.Place) -> bytes:
        for file in folder.glob("*"):
            if file != place.path:
                file.unlink()
        return read(place)

    monkeypatch.setattr(incoming, "read", pull)
    collect.look_in(folder)
    assert sorted(collect.states) == ["new", "refused", "refused"]


def test_the_roster_changes_while_files_are_shown(collect: CollectWindow, folder: Path) -> None:
    from app.domain.change import Gesture
    from app.domain.classroom import Student

    stranger = collect.desk.work(("s09",), (Mark("n", 0, 0, 1),))
    file_of(stranger, folder / "9b_s09_0903_xx.bayyina-work")
    collect.look_in(folder)
    assert collect.states.count("refused") == 2
    collect.workspace.do(
        Gesture.ENROL, lambda tx: tx.add(Student(id="s09", classroom_id="room", name="زيد"))
    )
    collect.wait()
    assert collect.states.count("refused") == 1


def test_the_roster_changes_while_the_page_is_behind(
    collect: CollectWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.change import Gesture
    from app.domain.classroom import Student

    file_of(collect.desk.work(("s03",), (Mark("n", 0, 0, 1),)), folder / "9b_s03.bayyina-work")
    collect.look_in(folder)
    assert collect.states.count("refused") == 1
    with monkeypatch.context() as behind:  # where a page hears of nothing
        behind.setattr(collect.page, "refresh", lambda _changes: None)
        collect.workspace.do(
            Gesture.EDIT_CLASS, lambda tx: tx.remove(tx.find(Student, id="s03")[0])
        )
    assert collect.states.count("refused") == 1
    collect.page.refresh(None)
    collect.wait()
    assert collect.states.count("refused") == 2


@pytest.mark.parametrize("code", languages.CODES)
@pytest.mark.parametrize("theme", ["light", "contrast_high"])
def test_everything_is_named_in_every_language(
    faces: None, tmp_path: Path, code: languages.Code, theme: ThemeName
) -> None:
    window = CollectWindow(tmp_path, code, theme)
    file_of(window.desk.work(("s01",), MARKS), tmp_path / "in/a.bayyina-work")
    window.look_in(tmp_path / "in")
    index = window.page.found.rows.rows.index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    receipt = window.page.found.rows.entries[0].receipt
    assert receipt in spoken
    assert "s01" in spoken
    for widget in window.page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.isHidden():
            assert widget.accessibleName(), widget
    window.frame.grab()
    window.close()


def test_without_an_assignment_the_page_says_where_they_are_made(whole: WholeWindow) -> None:
    whole.start()
    frame = whole.finish_first_run(Role.TEACHER, sample=False)
    frame.navigate("collect")
    page = frame.page_now()
    assert isinstance(page, CollectPage)
    assert not page.empty.isHidden()
    assert page.title() == "جمع التسليمات"
    assert page.head.box.isHidden()
