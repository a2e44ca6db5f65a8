"""A worksheet in the list: whose, how far, and the way to open it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look


class SheetRow(QWidget):
    """34 high. ``opened`` carries the file."""

    opened = Signal(object)

    def __init__(self, look: Look, language: Language, name: str) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self.file: Path | None = None
        self.state = ""
        self.setFixedHeight(look.size("row_compact"))
        self._icon = IconMark(look, "missing", "text.tertiary", 16)
        self._name = Words(look, name, wrap="elide")
        self._file = Words(look, "", "interface.caption", "text.tertiary", wrap="elide")
        self._state = Words(look, "", "interface.label", "text.secondary")
        self.open_button = Button(
            look, language.say("worksheet_page.open"), kind="link", height="control_compact"
        )
        self.open_button.clicked.connect(lambda: self.opened.emit(self.file))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 32, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._name, 2)
        row.addWidget(self._file, 3)
        row.addWidget(self._state)
        row.addWidget(self.open_button)
        self.show_state("waiting")
        look.theme_changed.connect(self.update)

    def show_state(self, state: str) -> None:
        """``waiting``, ``now`` (the one in hand) or ``left`` (not written)."""
        self.state = state
        icon = {"now": "saving", "left": "reject"}.get(state, "missing")
        self._icon.show_icon(icon, "accent.ink" if state == "now" else "text.tertiary")
        self._state.say(self._language.say(f"worksheet_page.state.{state}"))
        self.open_button.setVisible(False)
        self._tell()

    def show_file(self, file: Path, pages: int, *, kept: bool = False) -> None:
        """It is on disk; ``kept``: as it was before."""
        self.file, self.state = file, "written"
        self._icon.show_icon("saved", "accent.ink")
        self._file.say(isolate(file.name))
        words = self._language.count("worksheet_page.pages", pages)
        self._state.say(self._language.say("worksheet_page.state.kept") if kept else words)
        self.open_button.setVisible(True)
        self._tell()

    def words(self) -> str:
        return self._state.words()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name.words()}: {self._state.words()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._look.color("border.subtle")
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()
