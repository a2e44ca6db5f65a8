"""Files and wishes that come at a bad moment: while a workspace opens, or under a dialog."""

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from app.domain.setting import Role
from app.services.workspace import Workspace
from app.ui.loading import Wish
from app.ui.opening.screen import Opening
from tests.gestures.handed_out import make_pack
from tests.gestures.whole_window import WholeWindow


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path / "واجب القمح.bayyina-pack")


def test_the_last_of_two_wishes_is_opened_and_the_first_let_go_of(
    whole: WholeWindow, tmp_path: Path
) -> None:
    first, last = tmp_path / "first.bayyina", tmp_path / "last.bayyina"
    whole.start(first)
    whole.window._after_first_paint()
    whole.window.open(Wish(last))
    whole.wait_for_frame()
    assert whole.context.workspace.path == last
    with Workspace.open(first) as workspace:
        assert not workspace.read_only


def test_work_that_comes_while_the_workspace_opens_is_collected_in_it(
    whole: WholeWindow, tmp_path: Path
) -> None:
    """By the teacher: it is not asked who works on it."""
    path = tmp_path / "class.bayyina"
    with Workspace.open(path) as workspace:
        workspace.configure("role", Role.TEACHER.value)
    whole.start(path)
    whole.window.receive([tmp_path / "9b_s28_1109_q8rt.bayyina-work"])
    whole.wait_for_frame()
    whole.wait(lambda: whole.frame.current == "collect")
    assert whole.context.workspace.path == path


def test_a_pack_that_comes_under_a_dialog_waits_for_its_end(whole: WholeWindow, pack: Path) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER, sample=False)
    dialog = QDialog(whole.frame)
    dialog.setModal(True)
    dialog.show()
    whole.window.receive([pack])
    whole.window.receive([])
    end = time.monotonic() + 0.4
    whole.wait(lambda: time.monotonic() > end)
    assert whole.window.screen_now is whole.frame
    dialog.reject()
    whole.wait(lambda: isinstance(whole.window.screen_now, Opening))


def test_the_window_that_listens_does_not_ring_at_itself(
    whole: WholeWindow, pack: Path, tmp_path: Path
) -> None:
    """It would wait two seconds for its own answer, and open the files of its start again."""
    whole.start()
    whole.finish_first_run(Role.TEACHER, sample=False)
    whole.application._listen()
    whole.window.call_other = lambda: whole.application.call_other([pack])
    taken = tmp_path / "taken.bayyina"
    try:
        with Workspace.open(taken):
            began = time.monotonic()
            whole.window.open(Wish(taken))
            whole.wait(lambda: whole.window.frame is None)
            assert whole.window.screen_now is not None
            assert not isinstance(whole.window.screen_now, Opening)
            assert time.monotonic() - began < 1.8
            end = time.monotonic() + 0.4
            whole.wait(lambda: time.monotonic() > end)
            assert not isinstance(whole.window.screen_now, Opening)
    finally:
        whole.application.stop_listening()
