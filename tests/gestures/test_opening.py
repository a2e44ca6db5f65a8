"""From the double click on a pack to the text: who works on it, and whose file it goes into."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import paths
from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.setting import Role
from app.services import annotating
from app.services.workspace import Workspace
from app.ui import doorbell
from app.ui.opening.screen import Opening
from tests.gestures.handed_out import ID, make_pack
from tests.gestures.whole_window import WholeWindow

ROOT = Path(__file__).parents[2]
RETURN = Qt.Key.Key_Return


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path / "واجب القمح.bayyina-pack")


def begun(whole: WholeWindow, *files: Path) -> Opening:
    """The program after a double click on these files."""
    whole.application.begin(None, files)
    whole.window.resize(1366, 768)
    return asked(whole)


def asked(whole: WholeWindow) -> Opening:
    whole.wait(lambda: isinstance(whole.window.screen_now, Opening))
    form = whole.window.screen_now
    assert isinstance(form, Opening)
    whole.wait(lambda: form.found is not None or form.strip.isVisible())
    return form


def sit(whole: WholeWindow, id: str = "s01") -> None:
    """Type the id, press Return."""
    whole.window.activateWindow()
    form = asked(whole)
    whole.wait(form.who.first.hasFocus)
    QTest.keyClicks(form.who.first, id)
    whole.press(RETURN, text="\r")
    whole.wait_for_frame()


def test_the_first_run_asks_only_who_it_is(whole: WholeWindow, pack: Path) -> None:
    form = begun(whole, pack)
    assert form.pane.name.words() == "موسم القمح"
    assert not form.back.isVisible()
    assert set(form.languages) == {"ar", "en", "fr"}
    sit(whole)
    assert whole.frame.current == "reading"
    assert whole.context.role is Role.STUDENT
    assert whole.context.author_id == "s01"
    assert whole.context.workspace.path == whole.home / "classroom.bayyina"
    page = whole.frame.page_now()
    assert page.title() == "موسم القمح"
    assert whole.frame.header.undo.text() == ""  # to take back the articles is not offered first


def test_the_second_time_asks_no_language_and_offers_the_id(
    whole: WholeWindow, pack: Path, qapp: QApplication
) -> None:
    begun(whole, pack)
    sit(whole)
    whole.window.close()
    again = WholeWindow(qapp, whole.home, None)
    form = begun(again, pack)
    assert form.languages == {}
    assert form.who.first.text() == ""  # the one before may be somebody else
    assert [offer.accessibleName() for offer in form.who.offers] == ["العمل بالرقم \u2068s01\u2069"]
    again.click(form.who.offers[0])
    assert form.who.first.text() == "s01"
    again.click(form.start)
    again.wait_for_frame()
    assert again.context.author_id == "s01"
    assert len(again.context.workspace.read(lambda tx: tx.article_cards())) == 2
    # The next time it goes on where the last mark was made.
    second = again.context.workspace.read(lambda tx: tx.article_cards())[1].id
    again.context.do(Gesture.HIGHLIGHT, annotating.highlight, second, "s01", 0, 9, Tag.UNVERIFIED)
    again.window.receive([pack])
    again.click(asked(again).start)
    again.wait_for_frame()
    assert again.frame.place == {"article_id": second}
    again.close()


def test_nobody_somebody_strange_and_twins_are_said(whole: WholeWindow, tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "p.bayyina-pack", students=("s01", "s02"))
    form = begun(whole, pack)
    whole.window.activateWindow()
    whole.wait(form.who.first.hasFocus)
    whole.press(RETURN, text="\r")
    assert "الرقم أولًا" in form.who.problem()
    QTest.keyClicks(form.who.first, "s99")
    assert form.who.problem() == ""
    whole.press(RETURN, text="\r")
    assert "s99" in form.who.problem()
    assert whole.window.screen_now is form
    form.who.first.clear()
    whole.click(form.who.pair)
    form.who.first.insert("S٠1")
    QTest.keyClicks(form.who.second, "s01")
    whole.press(RETURN, text="\r")
    assert "متماثلان" in form.who.problem()
    form.who.second.clear()
    QTest.keyClicks(form.who.second, "s02")
    whole.press(RETURN, text="\r")
    whole.wait_for_frame()
    assert whole.context.author_id == "s01+s02"


def test_who_is_on_no_list_may_go_on_after_being_told(whole: WholeWindow, tmp_path: Path) -> None:
    form = begun(whole, make_pack(tmp_path / "p.bayyina-pack", students=("s01",)))
    whole.window.activateWindow()
    whole.wait(form.who.first.hasFocus)
    QTest.keyClicks(form.who.first, "guest")
    whole.press(RETURN, text="\r")
    assert form.who.problem()
    whole.press(RETURN, text="\r")
    whole.wait_for_frame()
    assert whole.context.author_id == "guest"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"no zip at all"])
def test_a_bad_file_is_said_and_nothing_is_made(
    whole: WholeWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.bayyina-pack"
    path.write_bytes(content)
    form = begun(whole, path)
    assert form.strip.words()
    assert not form.start.isEnabled()
    form.begin()
    assert whole.window.screen_now is form
    assert not (whole.home / "classroom.bayyina").exists()


def test_a_place_that_is_gone_is_said_and_another_answer_goes_on(
    whole: WholeWindow, pack: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    form = begun(whole, pack)
    form.where.use(stick)
    form.who.fill("s01")
    stick.rmdir()
    whole.click(form.start)
    whole.wait(lambda: whole.window.screen_now is not form and whole.window.frame is None)
    again = asked(whole)
    whole.wait(lambda: again.found is not None)
    assert str(stick) in again.strip.words()
    assert again.who.first.text() == "s01"
    again.where.here.click()
    whole.click(again.start)
    whole.wait_for_frame()
    assert whole.context.author_id == "s01"


def test_everything_has_a_name_and_is_met_in_the_order_of_reading(
    whole: WholeWindow, pack: Path
) -> None:
    form = begun(whole, pack)
    whole.window.activateWindow()
    whole.wait(form.who.first.hasFocus)
    met: list[str] = []
    for _ in range(8):
        widget = whole.qt.focusWidget()
        assert widget is not None
        assert widget.accessibleName()
        met.append(widget.accessibleName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    wanted = ["الرقم", "نعمل معًا، طالبان على جهاز واحد", "على هذا الجهاز", "بدء القراءة"]
    places = [met.index(name) for name in wanted]
    assert places == sorted(places)
    assert form.who.first.accessibleDescription()


def test_a_workspace_is_opened_by_a_double_click_too(whole: WholeWindow, tmp_path: Path) -> None:
    path = tmp_path / "فصل.bayyina"
    with Workspace.open(path) as workspace:
        workspace.configure("role", "teacher")
    whole.application.begin(None, [path])
    whole.wait_for_frame()
    assert whole.context.workspace.path == path


def test_there_is_a_way_from_a_bad_file_to_the_work_of_last_time(
    whole: WholeWindow, pack: Path, tmp_path: Path, qapp: QApplication
) -> None:
    begun(whole, pack)
    sit(whole)
    whole.window.close()
    cut = tmp_path / "cut.bayyina-pack"
    cut.write_bytes(pack.read_bytes()[:3000])
    again = WholeWindow(qapp, whole.home, None)
    form = begun(again, cut)
    assert form.other.isVisible()
    again.click(form.back)
    again.wait_for_frame()
    assert again.context.author_id == "s01"
    again.close()


def test_a_workspace_that_is_named_is_where_the_pack_goes(
    whole: WholeWindow, pack: Path, tmp_path: Path
) -> None:
    named = tmp_path / "elsewhere" / "mine.bayyina"
    whole.application.begin(named, [pack])
    sit(whole)
    assert whole.context.workspace.path == named
    assert not (whole.home / "classroom.bayyina").exists()


def test_another_language_keeps_what_was_typed(whole: WholeWindow, pack: Path) -> None:
    form = begun(whole, pack)
    QTest.keyClicks(form.who.first, "s07")
    whole.click(form.languages["en"])
    whole.wait(lambda: whole.window.screen_now is not form)
    again = asked(whole)
    assert again.start.text() == "Begin reading"
    assert again.who.first.text() == "s07"
    assert again.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_pack_dropped_on_the_window_and_the_way_back(whole: WholeWindow, pack: Path) -> None:
    whole.start()
    whole.finish_first_run(Role.STUDENT, sample=False)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(pack))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, dropped, left, none)
    whole.qt.sendEvent(whole.window, enter)
    assert enter.isAccepted()
    whole.qt.sendEvent(whole.window, QDropEvent(QPointF(9, 9), copy, dropped, left, none))
    form = asked(whole)
    whole.click(form.back)
    assert whole.frame.current == "library"
    assert whole.library.empty.isVisible()
    whole.window.receive([pack])
    sit(whole)
    assert whole.frame.current == "reading"


def test_a_teachers_file_stays_hers(whole: WholeWindow, pack: Path) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    hers = whole.context.workspace.path
    whole.window.receive([pack])
    sit(whole, "s05")
    assert whole.context.workspace.path == hers.with_name("s05.bayyina")
    assert whole.context.role is Role.STUDENT
    with Workspace.open(hers, read_only=True) as workspace:
        assert ID not in {one.id for one in workspace.read(lambda tx: tx.find(Assignment))}


def test_two_students_of_one_computer_do_not_meet(whole: WholeWindow, pack: Path) -> None:
    begun(whole, pack)
    sit(whole, "s01")
    first = whole.context.workspace.path
    article = whole.context.workspace.read(lambda tx: tx.article_cards())[0]
    whole.context.do(Gesture.HIGHLIGHT, annotating.highlight, article.id, "s01", 0, 12, Tag.OPINION)
    whole.window.receive([pack])
    form = asked(whole)
    form.who.fill("s02")
    whole.click(form.start)
    whole.wait_for_frame()
    assert whole.context.workspace.path != first
    assert whole.context.workspace.read(lambda tx: tx.count(Annotation)) == 0
    whole.window.receive([pack])
    form = asked(whole)
    form.who.fill("s01")
    whole.click(form.start)
    whole.wait_for_frame()
    assert whole.context.workspace.path == first
    assert whole.context.workspace.read(lambda tx: tx.count(Annotation)) == 1


def test_a_second_start_hands_its_file_to_the_window(whole: WholeWindow, pack: Path) -> None:
    whole.start()
    whole.finish_first_run(Role.STUDENT, sample=False)
    whole.application._listen()
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BAYYINA_HOME": str(whole.home)}
    command = [sys.executable, "-m", "app", str(pack)]
    second = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE)
    try:
        form = asked(whole)
        assert form.file == pack
        whole.wait(lambda: second.poll() is not None)
        assert second.returncode == 0
        assert second.stderr is not None
        assert second.stderr.read() == b""
    finally:
        second.kill()
        second.communicate()
        whole.application.stop_listening()
    assert not doorbell.ring([pack])


def test_a_second_start_alone_brings_the_window_forward(whole: WholeWindow) -> None:
    whole.start()
    whole.finish_first_run(Role.STUDENT, sample=False)
    whole.application._listen()
    assert paths.window_mark().exists()
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BAYYINA_HOME": str(whole.home)}
    second = subprocess.Popen([sys.executable, "-m", "app"], cwd=ROOT, env=env)
    try:
        whole.wait(lambda: second.poll() is not None)
        assert second.returncode == 0
        assert whole.frame.current == "library"
    finally:
        second.kill()
        second.wait()
        whole.application.stop_listening()
    assert not paths.window_mark().exists()


def test_who_finds_the_workspace_taken_calls_the_window_that_has_it(
    whole: WholeWindow, tmp_path: Path
) -> None:
    """A start so early that the other window did not listen yet."""
    path = tmp_path / "class.bayyina"
    called: list[str] = []

    def call() -> bool:
        called.append("rung")
        return True

    with Workspace.open(path):
        whole.window.call_other = call
        whole.start(path)
        whole.wait(lambda: not whole.window.isVisible())
    assert called == ["rung"]
    assert not paths.preferences().exists()  # nothing of this start is kept


def test_only_lines_of_ours_ring() -> None:
    assert doorbell._files(b'{"files": ["/a/b.bayyina-pack", "relative", 3, ""]}') == [
        Path("/a/b.bayyina-pack")
    ]
    for line in (b"", b"[]", b"{}", b'{"files": "x"}', b"\xff\xfe"):
        assert doorbell._files(line) is None
