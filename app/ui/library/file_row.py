"""One file of an import: its name, and what it holds or why it was refused."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import isolate
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look


class FileRow(QWidget):
    def __init__(self, look: Look, name: str, about: str, refused: bool) -> None:
        super().__init__()
        self._name = name
        self._icon = IconMark(look, "worksheet", "text.secondary")
        self._title = Words(look, isolate(name), "interface.strong", wrap="elide")
        self._about = Words(look, "", "interface.caption", "text.tertiary", wrap="wrap")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.say(about, refused)

    def say(self, about: str, refused: bool) -> None:
        """What it holds; a refusal in the colour and with the sign of one."""
        self._icon.show_icon(
            "error" if refused else "worksheet", "state.danger" if refused else "text.secondary"
        )
        self._about.dye("state.danger" if refused else "text.tertiary")
        self._about.say(about)
        self.setAccessibleName(f"{self._name}: {about}")
