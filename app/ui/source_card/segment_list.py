"""The suggested segments, each with a check box and the words that it covers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.article import Segment
from app.domain.language import Language
from app.ui.controls.choices import CheckBox
from app.ui.controls.words import Words
from app.ui.look import Look


class SegmentList(QScrollArea):
    """Checked: not part of the news. ``changed`` after a check; ``pointed`` (index) to look."""

    changed = Signal()
    pointed = Signal(int)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._rows: list[_Row] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_segments(self, text: str, segments: Sequence[Segment]) -> None:
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self._rows = []
        for index, segment in enumerate(segments):
            words = " ".join(text[segment.start : segment.end].split())
            row = _Row(self._look, self._language.say(f"segment.{segment.kind}"), words)
            row.box.toggled.connect(self.changed)
            row.noticed.connect(lambda index=index: self.pointed.emit(index))
            self._rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inside)

    def chosen(self) -> list[bool]:
        return [row.box.isChecked() for row in self._rows]

    def box(self, index: int) -> CheckBox:
        return self._rows[index].box


class _Row(QWidget):
    noticed = Signal()

    def __init__(self, look: Look, kind: str, words: str) -> None:
        super().__init__()
        self.box = CheckBox(look, kind)
        self.box.setChecked(True)
        self.box.setAccessibleDescription(words)
        self.box.installEventFilter(self)
        quote = Words(look, words, "interface.caption", "text.tertiary", wrap="elide")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 2)
        column.setSpacing(0)
        column.addWidget(self.box)
        indented = QHBoxLayout()
        indented.addSpacing(28)
        indented.addWidget(quote, 1)
        column.addLayout(indented)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.noticed.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.noticed.emit()
        return False
