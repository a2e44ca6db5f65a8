"""Fields that keep what is typed without being told: after a pause, and when they are left."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from app.ui.look import Look

_PAUSE = 800  # milliseconds without a key


class NameField(QLineEdit):
    """One line. ``written`` carries the text when it is to be kept."""

    written = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setFont(look.font("interface.body"))
        self.setMinimumHeight(look.size("control"))
        self._pause = _timer(self)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.flush)

    def show_kept(self, text: str, *, other: bool) -> None:
        """Show what is kept. While something else is being typed here it stays, unless the field
        now stands for an ``other`` claim."""
        waiting = not other and not self.settled()
        self._kept = text
        if not waiting and self.text() != text:
            self._pause.stop()
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)  # else a long name shows its end

    def settled(self) -> bool:
        return _same(self.text(), self._kept)

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def flush(self) -> None:
        self._pause.stop()
        if not self.settled():
            self.written.emit(self.text())


class NoteField(QTextEdit):
    """Several lines. ``written`` carries the text when it is to be kept, and whether it goes on
    with what was written since the field was entered: then both are one to take back.

    Plain text. A QPlainTextEdit would set Arabic at the trailing edge and cut its last letters:
    it does not turn its alignment with the direction of a paragraph.
    """

    written = Signal(str, bool)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self._goes_on = False
        self.setAccessibleName(name)
        self.setFont(look.font("interface.body"))
        self.setProperty("field", True)
        self.setAcceptRichText(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self._pause = _timer(self)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)

    def show_kept(self, text: str, *, other: bool) -> None:
        """As ``NameField.show_kept``. The caret stays where it is unless the text is another's."""
        waiting = not other and not self.settled()
        self._kept = text
        self._goes_on = self._goes_on and not other
        if not waiting and self.toPlainText() != text:
            self.setPlainText(text)
            self._pause.stop()

    def settled(self) -> bool:
        return _same(self.toPlainText(), self._kept)

    def flush(self) -> None:
        self._pause.stop()
        if not self.settled():
            goes_on, self._goes_on = self._goes_on, True
            self.written.emit(self.toPlainText(), goes_on)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        self._goes_on = False

    def _typed(self) -> None:
        if not self.settled():
            self._pause.start()


def _same(typed: str, kept: str) -> bool:
    """Whether keeping ``typed`` would change nothing: space at the ends is not worth a step."""
    return typed.encode("utf-8", "replace").decode().strip() == kept.strip()


def _timer(parent: QWidget) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_PAUSE)
    return timer
