"""A real (offscreen) window on the reading page, over a real classroom file."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import language as languages
from app.domain.annotation import Annotation
from app.domain.article import Article, Segment
from app.domain.change import Gesture
from app.domain.relation import Relation
from app.domain.setting import Role
from app.services import annotating, relating
from app.services.workspace import Workspace
from app.ui.context import Context
from app.ui.frame.frame import Frame
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.reader.reader import Reader
from app.ui.reading.page import ReadingPage
from tests.conftest import article_of

FIRST = (
    "صحيفة الساحل\n"
    "قالت نقابة الصيادين إن الصيد تراجع 12 في المئة هذا العام.\n"
    "ويرى بعض السكان أن الشتاء كان أقسى مما مضى.\n"
    "وأكدت الباحثة منى عبود أن المياه صارت أدفأ «بدرجة واحدة» منذ 2010.\n"
)
SECOND = (
    "تراجع صيد السمك بنحو 12 بالمئة، وفق بيان النقابة.\n"
    "ويقال إن السبب هو البواخر الكبيرة.\n"
    "لا شيء يعوض الصيادين عن موسم كهذا.\n"
)
THIRD = "أعلنت البلدية خطة لدعم المرافئ الصغيرة.\n"
AUTHOR = "me"


class ReadingWindow:
    """What a person sees and does. Words are found in the article; places on the screen follow."""

    def __init__(
        self,
        folder: Path,
        *,
        code: languages.Code = "ar",
        role: Role = Role.STUDENT,
        read_only: bool = False,
    ) -> None:
        self.folder = folder
        self.path = folder / "class.bayyina"
        self.language = languages.load(code)
        self.look = Look("light", right_to_left=self.language.right_to_left)
        direction = Qt.LayoutDirection
        QApplication.setLayoutDirection(
            direction.RightToLeft if self.language.right_to_left else direction.LeftToRight
        )
        self.workspace = Workspace.open(self.path, read_only=read_only)
        self.preferences = Preferences(folder / "preferences.json")
        self.frame = Frame(self.look, self.language, role)
        context = Context(
            workspace=self.workspace, author_id=AUTHOR, role=role, language=self.language,
            look=self.look, preferences=self.preferences, navigate=self.frame.navigate,
            report=self.frame.report, offer_undo=self.frame.offer_undo, hint=self.frame.hint,
            restore=lambda _copy: None,
            switch=lambda _file: None,
            receive=lambda _files: None,
        )  # fmt: skip
        self.frame.resize(1366, 768)
        self.page: ReadingPage
        self.articles: list[Article] = []

        def make() -> ReadingPage:
            self.page = ReadingPage(context)
            return self.page

        self.frame.furnish(self.workspace, {"reading": make})

    def open(self, **place: str) -> None:
        self.frame.show()
        QTest.qWaitForWindowExposed(self.frame)
        self.frame.navigate("reading", **place)
        self.settle()

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def close(self) -> None:
        """As the window does it: what is being typed first, then the file."""
        self.frame.flush()
        self.frame.leave()
        self.frame.close()
        self.workspace.close()

    # What there is

    def add_articles(self) -> list[Article]:
        texts = ((FIRST, "موسم الصيد"), (SECOND, "بيان النقابة"), (THIRD, "خطة المرافئ"))
        made: list[Article] = []
        for position, (text, title) in enumerate(texts):
            segments = (Segment("site_name", 0, 12),) if position == 0 else ()
            article = article_of(text, title=title, position=position, segments=segments)
            made.append(self.workspace.do(Gesture.IMPORT, lambda tx, one=article: tx.add(one)))
        return made

    def claims(self, article: Article) -> list[Annotation]:
        return self.workspace.read(annotating.annotations_of, article.id, AUTHOR)

    def relations(self) -> list[Relation]:
        return self.workspace.read(relating.relations_of, AUTHOR)

    def everything(self) -> tuple[list[Annotation], list[Relation]]:
        found = self.workspace.read(lambda tx: tx.find(Annotation))
        return sorted(found, key=lambda claim: claim.id), self.relations()

    # What a person does

    def reader(self, side: int) -> Reader:
        return self.page.readers.columns[side].reader

    def point(self, side: int, position: int, dx: int = 0) -> QPoint:
        """Where a character of the article is drawn, ``dx`` pixels further to the right."""
        reader = self.reader(side)
        cursor = reader.textCursor()
        cursor.setPosition(position)
        rect = reader.cursorRect(cursor)
        return QPoint(rect.center().x() + dx, rect.center().y())

    def drag(self, side: int, words: str) -> None:
        """Select words with the mouse, from their first letter to their last."""
        text = self.reader(side).toPlainText()
        start = text.index(words)
        viewport = self.reader(side).viewport()
        first, last = self.point(side, start, -2), self.point(side, start + len(words), 2)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(viewport, first + QPoint(-20, 0))
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)
        self.settle()

    def click(self, side: int, words: str) -> None:
        """Press in the middle of words."""
        at = self.reader(side).toPlainText().index(words) + len(words) // 2
        viewport = self.reader(side).viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=self.point(side, at))
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget() or self.page
        QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is, as the keyboard of each letter sends it."""
        target = QApplication.focusWidget() or self.page
        none = Qt.KeyboardModifier.NoModifier
        for letter in text:
            code = ord(letter.upper())
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, code, none, letter))
        self.settle()

    def press_button(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def mark(self, side: int, words: str, key: str = "1") -> Annotation:
        """Two actions: select, press. The claim that came of it."""
        self.drag(side, words)
        self.type(key)
        chosen = self.page.desk.chosen
        assert chosen is not None
        return chosen
