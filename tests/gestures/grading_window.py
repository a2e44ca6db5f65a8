"""A real (offscreen) window on the grading page, over a real classroom file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain import language as languages
from app.domain.setting import Role
from app.services.workspace import Workspace
from app.ui.feedback.page import FeedbackPage
from app.ui.gradebook.page import GradebookPage
from app.ui.grading.entries import Entry
from app.ui.grading.page import GradingPage
from app.ui.page import Page
from app.ui.theme import ThemeName
from app.ui.worksheet.page import WorksheetPage
from tests.gestures.page_window import PageWindow


class GradingWindow(PageWindow):
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
        super().__init__(workspace, folder, code=code, theme=theme, role=role, author=author)
        self._made: dict[str, Page] = {}

        def keep(name: str, page: Page) -> Page:
            self._made[name] = page
            return page

        self.frame.furnish(
            workspace,
            {
                "grading": lambda: keep("grading", GradingPage(self.context)),
                "worksheet": lambda: keep("worksheet", WorksheetPage(self.context)),
                "gradebook": lambda: keep("gradebook", GradebookPage(self.context)),
                "feedback": lambda: keep("feedback", FeedbackPage(self.context)),
            },
        )

    def open(self, page: str = "grading", **place: str) -> None:
        self.show(page, **place)

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
            self.press(ord(letter.upper()), text=letter)

    def click_words(self, words: str) -> None:
        """Press in the middle of words of the shown article."""
        reader = self.page.pane.reader
        at = reader.toPlainText().index(words) + len(words) // 2
        cursor = reader.textCursor()
        cursor.setPosition(at)
        point = reader.cursorRect(cursor).center()
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
        self.settle()
