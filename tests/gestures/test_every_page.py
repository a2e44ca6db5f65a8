"""Every page opens for both roles in every language, and is not left by a fault."""

import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.language import CODES, Code
from app.domain.setting import Role
from app.ui.pages import classes
from tests.gestures.whole_window import WholeWindow


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("role", Role)
def test_every_page_opens(
    whole: WholeWindow, monkeypatch: pytest.MonkeyPatch, role: Role, code: Code
) -> None:
    faults: list[BaseException] = []

    def fault(_kind: object, error: BaseException, _trace: object) -> None:
        faults.append(error)

    monkeypatch.setattr(sys, "excepthook", fault)
    whole.start()
    whole.application.preferences.change(language=code)
    frame = whole.finish_first_run(role)
    whole.qt.clipboard().setText("أعلن اتحاد المزارعين أن المحصول تراجع هذا الموسم.\n")
    context = whole.context
    assert context.language.code == code
    article = context.workspace.read(lambda tx: tx.article_cards())[0]
    places = {
        "import": {"pasted": "1"},
        "source_card": {"article_id": article.id},
        "reading": {"article_id": article.id},
    }
    for page in classes():
        if page in ("assignments", "grading") and role is Role.STUDENT:
            continue  # there is no way to it
        frame.navigate(page, **places.get(page, {}))
        assert frame.current == page
        assert frame.header.title.words()
        assert frame.page_now().isVisible()
        frame.page_now().grab()
        whole.qt.processEvents()
        assert _windows(whole.qt) == [whole.window], page
        assert faults == [], page
        assert frame.flush()


def _windows(qt: QApplication) -> list[QWidget]:
    """What stands on the screen by itself; a page's parts must not."""
    return [widget for widget in qt.topLevelWidgets() if widget.isVisible()]
