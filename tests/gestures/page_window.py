"""A real (offscreen) window over a workspace: what all pages are seen and worked in."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import language as languages
from app.domain.setting import Role
from app.services.workspace import Workspace
from app.ui.context import Context
from app.ui.frame.frame import Frame
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.theme import ThemeName


class PageWindow:
    """What is seen and done. Which pages there are is said by ``frame.furnish``."""

    def __init__(
        self,
        workspace: Workspace,
        folder: Path,
        *,
        code: languages.Code = "ar",
        theme: ThemeName = "light",
        role: Role = Role.TEACHER,
        author: str = "me",
    ) -> None:
        self.workspace = workspace
        self.language = languages.load(code)
        rtl = self.language.right_to_left
        self.look = Look(theme, right_to_left=rtl)
        direction = Qt.LayoutDirection
        QApplication.setLayoutDirection(direction.RightToLeft if rtl else direction.LeftToRight)
        self.preferences = Preferences(folder / "preferences.json")
        self.frame = Frame(self.look, self.language, role)
        self.frame.resize(1366, 768)
        self.context = Context(
            workspace=workspace, author_id=author, role=role, language=self.language,
            look=self.look, preferences=self.preferences, navigate=self.navigate,
            report=self.frame.report, offer_undo=self.frame.offer_undo, hint=self.frame.hint,
            restore=lambda _copy: None, switch=lambda _file: None, receive=lambda _files: None,
        )  # fmt: skip

    def navigate(self, page: str, **place: str) -> None:
        """Where a page leads."""
        self.frame.navigate(page, **place)

    def show(self, page: str, **place: str) -> None:
        self.frame.show()
        QTest.qWaitForWindowExposed(self.frame)
        self.frame.navigate(page, **place)
        self.settle()

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def close(self) -> None:
        self.frame.flush()
        self.frame.leave()
        self.frame.close()
        self.frame.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def press(
        self, key: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = ""
    ) -> None:
        """A key where the focus is, as the system sends it."""
        target = QApplication.focusWidget() or self.frame.page_now()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))
        self.settle()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.rect().center()))
        self.settle()
