"""The screen to measure on: Qt dressed as the program dresses it, and Qt's own editor beside it."""

import sys
from functools import cache
from time import perf_counter

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit, QWidget

from app.ui import fonts, icons, style
from app.ui.look import Look
from app.ui.palette import palette
from app.ui.sheet import sheet

SIZE = (900, 800)  # of a window that holds one text


@cache
def dressed() -> tuple[QApplication, Look]:
    """The application and its look, as they are after the first paint."""
    qInstallMessageHandler(_tell)
    qt = QApplication([])
    fonts.load()
    look = Look("light")
    icons.prepare()
    look.open_icons()
    qt.setStyle(style.RingStyle(look))
    qt.setFont(look.font("interface.body"))
    qt.setPalette(palette(look.theme))
    qt.setStyleSheet(sheet(look.theme))
    qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return qt, look


def _tell(kind: QtMsgType, context: QMessageLogContext, words: str | None) -> None:
    """What Qt has to say, but for what it says of every window without a screen."""
    if words != "This plugin does not support propagateSizeHints()":
        sys.stderr.write(f"{words}\n")


def bare_editor(look: Look, text: str) -> QTextEdit:
    """The floor of every reading row: the same text in the same font, and nothing on it."""
    editor = QTextEdit()
    editor.setFont(look.font("reading.medium"))
    editor.setPlainText(text)
    editor.setReadOnly(True)
    return editor


def window(content: QWidget | None = None) -> QMainWindow:
    """A shown window."""
    host = QMainWindow()
    host.resize(*SIZE)
    if content is not None:
        host.setCentralWidget(content)
    host.show()
    settle()
    return host


def settle(seconds: float = 0.05) -> None:
    """Let Qt finish what it has put off."""
    end = perf_counter() + seconds
    while perf_counter() < end:
        QApplication.processEvents()


def lay_out(editor: QTextEdit) -> None:
    """Lay the whole text out; Qt does it in idle time."""
    editor.document().documentLayout().documentSize()
    last = editor.document().lastBlock()
    editor.document().documentLayout().blockBoundingRect(last)
    settle(0.5)


def away(host: QWidget) -> None:
    """Close a window for good."""
    host.close()
    host.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()


class FirstPaint(QObject):
    """Waits until a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._seen = True
        return False

    def wait(self) -> None:
        while not self._seen:
            QApplication.processEvents()  # the paint is over when this returns
