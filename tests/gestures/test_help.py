"""Help is on every page, for both roles, by key and by the rail; the keyboard never gets stuck."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.language import CODES, Code
from app.domain.setting import Role
from app.ui.controls.words import Words
from app.ui.help.panel import HelpPanel
from app.ui.help.steps import STEPS
from app.ui.library.banner import GoalView
from tests.gestures.whole_window import WholeWindow

PAGES = {
    Role.STUDENT: ("library", "import", "source_card", "worksheet", "settings", "reading"),
    Role.TEACHER: ("library", "import", "source_card", "worksheet", "grading", "settings"),
}


def key(whole: WholeWindow, code: Qt.Key) -> None:
    """Where the focus is; a shortcut of the window comes first, as it does for a person."""
    QTest.keyClick(whole.qt.focusWidget() or whole.frame, code)
    whole.qt.processEvents()


def shown(whole: WholeWindow) -> HelpPanel | None:
    panels = whole.window.findChildren(HelpPanel)
    return next((panel for panel in panels if panel.isVisible()), None)


@pytest.mark.parametrize("role", Role)
def test_f1_opens_the_help_on_every_page_and_esc_closes_it(whole: WholeWindow, role: Role) -> None:
    whole.start()
    whole.finish_first_run(role)
    whole.window.activateWindow()
    article = whole.context.workspace.read(lambda tx: tx.article_cards())[0]
    for page in PAGES[role]:
        whole.frame.navigate(page, article_id=article.id)
        whole.frame.page_now().setFocus()
        key(whole, Qt.Key.Key_F1)
        panel = shown(whole)
        assert panel is not None, page
        assert panel.topic == "start"
        focus = whole.qt.focusWidget()
        assert focus is not None
        assert panel.isAncestorOf(focus), page
        whole.frame.rail.item("library").setFocus(Qt.FocusReason.TabFocusReason)
        key(whole, Qt.Key.Key_Escape)
        assert shown(whole) is None, page
        assert whole.frame.current == page
        whole.click(whole.frame.rail.help)
        assert shown(whole) is not None, page
        whole.click(whole.frame.rail.help)
        assert shown(whole) is None, page


@pytest.mark.parametrize("role", Role)
def test_the_steps_are_those_of_the_role(whole: WholeWindow, role: Role) -> None:
    whole.start()
    whole.finish_first_run(role)
    whole.frame.ask_help("start")
    panel = shown(whole)
    assert panel is not None
    said = {words.words() for words in panel.area().findChildren(Words)}
    assert len(STEPS[role]) == 5
    for step, _caps in STEPS[role]:
        assert whole.context.language.say(f"help.step.{step}") in said


def test_the_page_keys_scroll_at_once_and_the_shortcuts_are_searched(whole: WholeWindow) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    whole.window.activateWindow()
    whole.page("settings").setFocus()
    key(whole, Qt.Key.Key_F2)
    panel = shown(whole)
    assert panel is not None
    for topic in ("guide", "shortcuts"):
        panel.open(topic)
        whole.qt.processEvents()
        bar = panel.area().verticalScrollBar()
        assert bar.value() == 0
        key(whole, Qt.Key.Key_PageDown)
        assert bar.value() > 0, topic
    panel.sheet.field.setText("تراجع")
    assert [shortcut.key for shortcut in panel.sheet.shown] == ["undo"]


def test_the_focus_goes_back_to_where_it_was(whole: WholeWindow) -> None:
    whole.start()
    whole.finish_first_run(Role.STUDENT)
    whole.window.activateWindow()
    search = whole.library.search
    search.setFocus()
    key(whole, Qt.Key.Key_F1)
    assert not search.hasFocus()
    key(whole, Qt.Key.Key_Escape)
    assert search.hasFocus()


@pytest.mark.parametrize("code", CODES)
def test_beside_the_help_no_word_of_the_banner_is_cut(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: Code
) -> None:
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    whole = WholeWindow(qapp, tmp_path / "home", code)
    whole.start()
    whole.finish_first_run(Role.STUDENT)
    whole.frame.ask_help("start")
    whole.qt.processEvents()
    goals = whole.library.banner.findChildren(GoalView)
    assert any(goal.isVisible() for goal in goals)
    for goal in goals:
        for words in (goal._done, goal._of):
            needed = words.fontMetrics().horizontalAdvance(words.text())
            assert needed <= words.width(), words.text()
    whole.close()
