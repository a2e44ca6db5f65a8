"""A real (offscreen) window on the grading page, over a real classroom file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import language as languages
from app.domain.setting import Role
from app.services.workspace import Workspace
from app.ui.context import Context
from app.ui.feedback.page import FeedbackPage
from app.ui.frame.frame import Frame
from app.ui.gradebook.page import GradebookPage
from app.ui.grading.entries import Entry
from app.ui.grading.page import GradingPage
from app.ui.look import Look
from app.ui.page import Page
from app.ui.preferences import Preferences
from app.ui.theme import ThemeName
from app.ui.worksheet.page import WorksheetPage


class GradingWindow:
    """What a teacher sees and does."""

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
        context = Context(
            workspace=workspace, author_id=author, role=role, language=self.language,
            look=self.look, preferences=self.preferences, navigate=self.frame.navigate,
            report=self.frame.report, offer_undo=self.frame.offer_undo, hint=self.frame.hint,
            restore=lambda _copy: None,
            switch=lambda _file: None,
            receive=lambda _files: None,
        )  # fmt: skip
        self._made: dict[str, Page] = {}

        def keep(name: str, page: Page) -> Page:
            self._made[name] = page
            return page

        self.frame.furnish(
            workspace,
            {
                "grading": lambda: keep("grading", GradingPage(context)),
                "worksheet": lambda: keep("worksheet", WorksheetPage(context)),
                "gradebook": lambda: keep("gradebook", GradebookPage(context)),
                "feedback": lambda: keep("feedback", FeedbackPage(context)),
            },
        )
        self.frame.resize(1366, 768)

    def open(self, page: str = "grading", **place: str) -> None:
        self.frame.show()
        QTest.qWaitForWindowExposed(self.frame)
        self.frame.navigate(page, **place)
        self.settle()

    @property
    def page(self) -> GradingPage:
        page = self._made["grading"]
        assert isinstance(page, GradingPage)
        return page

    @property
    def sheets(self) -> WorksheetPage:
        page = self._made["worksheet"]
        assert isinstance(page, WorksheetPage)
        return page

    @property
    def book(self) -> GradebookPage:
        page = self._made["gradebook"]
        assert isinstance(page, GradebookPage)
        return page

    @property
    def feedback(self) -> FeedbackPage:
        page = self._made["feedback"]
        assert isinstance(page, FeedbackPage)
        return page

    def wait(self, until: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(20_000)
        while not until():
            assert not deadline.hasExpired(), "it never came"
            QTest.qWait(5)
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

    # What there is.

    @property
    def entries(self) -> list[Entry]:
        return list(self.page.panel.rows.rows.entries)

    @property
    def chosen(self) -> Entry:
        entry = self.page.panel.rows.chosen()
        assert entry is not None
        return entry

    def words(self) -> Iterator[str]:
        """Everything that is written, spoken or kept in a tooltip, of all that is shown."""
        for widget in (self.frame, *self.frame.findChildren(QWidget)):
            if widget is self.frame or not widget.isHidden():
                yield widget.toolTip()
                yield widget.accessibleName()
                text = getattr(widget, "text", None)
                if callable(text):
                    yield str(text())

    # What a person does.

    def type(self, text: str) -> None:
        """Type where the focus is, as the keyboard of each letter sends it."""
        for letter in text:
            self._send(ord(letter.upper()), letter)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._send(key, "", held)

    def _send(
        self, code: int, text: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        target = QApplication.focusWidget() or self.frame.page_now()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, code, held, text))
        self.settle()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.rect().center()))
        self.settle()

    def click_words(self, words: str) -> None:
        """Press in the middle of words of the shown article."""
        reader = self.page.pane.reader
        at = reader.toPlainText().index(words) + len(words) // 2
        cursor = reader.textCursor()
        cursor.setPosition(at)
        point = reader.cursorRect(cursor).center()
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
        self.settle()
