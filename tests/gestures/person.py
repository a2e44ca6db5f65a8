"""A person at the window: clicks, drags, keys, and the paths typed into a file dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTextEdit, QWidget

from app.domain.annotation import Annotation, SourceType
from app.ui.handing_in.page import HandingInPage
from app.ui.page import Page
from app.ui.reading.page import ReadingPage
from tests.gestures.test_opening import asked
from tests.gestures.whole_window import WholeWindow

_TICK, _TICKS = 20, 250  # milliseconds between looks at a dialog, and how many of them


class Person:
    """Whatever is done for the program's sake is counted in ``actions``."""

    def __init__(self, whole: WholeWindow) -> None:
        self.whole = whole
        self.actions: list[str] = []

    # Anywhere.

    def clicks(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.whole.click(widget)
        self.actions.append("click")

    def goes_to(self, page: str) -> Page:
        """By the rail."""
        self.clicks(self.whole.frame.rail.item(page))
        assert self.whole.frame.current == page
        return self.whole.frame.page_now()

    def writes(self, field: QWidget, words: str) -> None:
        """In the place of what stands there, letter by letter, as an Arabic keyboard sends them."""
        self.whole.click(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, event)
        self.whole.qt.processEvents()

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        self.whole.press(key, held or Qt.KeyboardModifier.NoModifier)

    def presses_return(self) -> None:
        self.whole.press(Qt.Key.Key_Return, text="\r")
        self.actions.append("Return")

    def drags_in(self, text: QTextEdit, words: str) -> None:
        """With the mouse, from the first letter to the last."""
        start = text.toPlainText().index(words)

        def point(position: int, dx: int) -> QPoint:
            cursor = text.textCursor()
            cursor.setPosition(position)
            center = text.cursorRect(cursor).center()
            return QPoint(center.x() + dx, center.y())

        first, last = point(start, -2), point(start + len(words), 2)
        port = text.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(port, first + QPoint(-20, 0))
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)
        self.whole.qt.processEvents()
        self.actions.append("drag")

    def names_files(self, ask: Callable[[], None], *paths: Path) -> None:
        """``ask`` opens a dialog for files or a folder; their paths are typed into it."""
        ticks = 0
        named: list[QFileDialog] = []
        timer = QTimer(interval=_TICK)

        def answer() -> None:
            nonlocal ticks
            ticks += 1
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog) and not named:
                named.append(dialog)
                field = dialog.findChild(QLineEdit, "fileNameEdit")
                assert field is not None
                written = " ".join(f'"{path}"' for path in paths) if paths[1:] else str(paths[0])
                self.writes(field, written)
                QTest.keyClick(field, Qt.Key.Key_Return)
            elif isinstance(dialog, QFileDialog) and ticks > _TICKS:
                dialog.reject()  # what was typed was not taken: the test says so, and ends

        timer.timeout.connect(answer)
        timer.start()
        ask()
        timer.stop()
        assert named, "no dialog came"
        assert ticks <= _TICKS, "the dialog did not take what was typed"
        self.comes_to_the_front()

    def comes_to_the_front(self) -> None:
        """Fields are left and keep what is typed in the active window only."""
        window = self.whole.window

        def is_active() -> bool:
            window.activateWindow()
            return window.isActiveWindow()

        self.whole.wait(is_active)

    # Reading.

    @property
    def reading(self) -> ReadingPage:
        page = self.whole.frame.page_now()
        assert isinstance(page, ReadingPage)
        return page

    def drags_over(self, words: str, side: int = 0) -> None:
        self.drags_in(self.reading.readers.columns[side].reader, words)

    def tags(self, key: str) -> None:
        self.whole.press(ord(key), text=key)
        self.actions.append(f"key {key}")

    def marks(self, words: str, key: str = "1", side: int = 0) -> Annotation:
        """Two actions a claim. The claim that came of it."""
        self.drags_over(words, side)
        self.tags(key)
        chosen = self.reading.desk.chosen
        assert chosen is not None
        return chosen

    def clicks_on(self, words: str, side: int = 0) -> None:
        """In the middle of words of an open article."""
        reader = self.reading.readers.columns[side].reader
        cursor = reader.textCursor()
        cursor.setPosition(reader.toPlainText().index(words) + len(words) // 2)
        point = reader.cursorRect(cursor).center()
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
        self.whole.qt.processEvents()

    def says_who(self, kind: SourceType, name: str = "") -> None:
        """«من قال؟» of the claim that is chosen: from the menu, and a name."""
        who = self.reading.side.card.who_said
        self.whole.click(who.kind)
        menu = who.kind.view()
        self.whole.wait(menu.isVisible)
        for _ in range(who.kind.findData(kind.value) - who.kind.currentIndex()):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.whole.qt.processEvents()
        if name:
            self.writes(who.name, name)
            QTest.keyClick(who.name, Qt.Key.Key_Return)
            self.whole.qt.processEvents()

    def links(self, words: str, side: int, type_key: str) -> None:
        """The chosen claim with another one, by L, a click and the key of the type."""
        self.whole.press(Qt.Key.Key_L, text="م")
        self.clicks_on(words, side)
        self.tags(type_key)

    # Opening a pack, handing in.

    def types_id(self, id: str) -> None:
        self.whole.window.activateWindow()
        form = asked(self.whole)
        self.whole.wait(form.who.first.hasFocus)
        QTest.keyClicks(form.who.first, id)
        self.actions.append("type the id")

    @property
    def handing_in(self) -> HandingInPage:
        page = self.whole.frame.page_now()
        assert isinstance(page, HandingInPage)
        return page
