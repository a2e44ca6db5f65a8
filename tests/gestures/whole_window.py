"""The whole program in a real (offscreen) window, from its start."""

import gc
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.setting import Role
from app.ui.application import Application
from app.ui.context import Context
from app.ui.first_run.screen import FirstRun
from app.ui.frame.frame import Frame
from app.ui.library.page import LibraryPage
from app.ui.page import Page
from app.ui.preferences import Preferences

_PATIENCE = 20_000


class WholeWindow:
    """What a person sees after starting the program in ``home``."""

    def __init__(self, qt: QApplication, home: Path, language: str | None = "ar") -> None:
        self.qt = qt
        self.home = home
        self.application = Application(qt, Preferences(home / "preferences.json"), language)
        self.window = self.application.window
        self.window.setMinimumSize(1, 1)

    def start(self, path: Path | None = None) -> None:
        self.application.begin(path)
        self.window.resize(1366, 768)
        self.wait(lambda: self.window.isVisible())

    def wait(self, until: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(_PATIENCE)
        while not until():
            assert not deadline.hasExpired(), "it never came"
            self.qt.processEvents()
            QTest.qWait(5)
        self.qt.processEvents()

    def wait_for_frame(self) -> Frame:
        self.wait(lambda: self.window.frame is not None and self.window.frame.current != "")
        return self.frame

    @property
    def frame(self) -> Frame:
        assert self.window.frame is not None
        return self.window.frame

    @property
    def context(self) -> Context:
        assert self.window.context is not None
        return self.window.context

    @property
    def first_run(self) -> FirstRun:
        screen = self.window.screen_now
        assert isinstance(screen, FirstRun)
        return screen

    def page(self, name: str) -> Page:
        self.frame.navigate(name)
        return self.frame.page_now()

    @property
    def library(self) -> LibraryPage:
        page = self.page("library")
        assert isinstance(page, LibraryPage)
        return page

    def finish_first_run(self, role: Role = Role.STUDENT, *, sample: bool = True) -> Frame:
        """Answer the four questions and press «start»."""
        form = self.first_run
        self.click(form.roles[role])
        form.sample.setChecked(sample)
        self.click(form.start)
        return self.wait_for_frame()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.rect().center()))
        self.qt.processEvents()

    def press(
        self, key: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = ""
    ) -> None:
        """A key as the system sends it, whatever layout is on."""
        target = self.qt.focusWidget() or self.frame
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.qt.sendEvent(target, QKeyEvent(kind, key, held, text))
        self.qt.processEvents()

    def close(self) -> None:
        self.window.close()
        gc.enable()  # the program collects in its window only
        self.window.deleteLater()
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.qt.setStyleSheet("")
        self.qt.processEvents()
