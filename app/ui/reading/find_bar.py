"""The find bar: what is looked for, how many there are, which one is shown."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.language import Language, isolate
from app.ui import keys
from app.ui.controls.button import Button
from app.ui.controls.field import SearchField
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.margins import margins

_PAUSE = 120  # milliseconds without a key before the text is searched


class FindBar(QWidget):
    """44 high under the header, only while open. Emits; the page searches."""

    query_changed = Signal(str)
    scope_changed = Signal(bool)  # everywhere, or in the open articles only
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        say = language.say
        self.field = SearchField(look, say("reading.find"), width=252, compact=True)
        self._count = Words(look, "", "interface.label", "text.secondary", parent=self)
        self._hint = Words(
            look, say("reading.find_folding"), "interface.caption", "text.tertiary", wrap="elide"
        )
        self.previous = self._button("previous", say("reading.find_previous"))
        self.next = self._button("next", say("reading.find_next"))
        close = self._button("close", say("reading.find_close"))
        scopes = [Choice(scope, say(f"reading.scope_{scope}")) for scope in ("open", "all")]
        self.scope = Segments(look, scopes, say("reading.find_in"), parent=self)
        self.scope.choose("open")
        self.scope.chosen.connect(self._choose_scope)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.field.textChanged.connect(self._pause_again)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(20, 0, 12, 1, right_to_left=look.right_to_left))
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addSpacing(4)  # the focus ring's
        for widget in (self._count, self.previous, self.next):
            row.addWidget(widget)
        row.addWidget(self._hint, 1)
        row.addWidget(self.scope)
        row.addWidget(close)
        self.setFixedHeight(look.size("find_bar"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def show_count(self, index: int | None, total: int) -> None:
        """``index`` from 0 of ``total`` matches; None: none is current."""
        query = self.field.text().strip()
        if total:
            at = 0 if index is None else index + 1
            self._count.say(self._language.say("reading.find_count", index=at, total=total))
        else:
            none = self._language.say("reading.find_none", query=isolate(query))
            self._count.say(none if query else "")
        self._count.dye("text.secondary" if total or not query else "state.warning")
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)

    def count(self) -> str:
        """What is said of the matches."""
        return self._count.words()

    def show_two(self, two: bool) -> None:
        """Whether one article is open or two: the words of the first scope follow."""
        key = "reading.scope_open" if two else "reading.scope_article"
        self.scope.relabel("open", self._language.say(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Return", "F3", "Shift+Return", "Shift+F3"):
            if self._pause.isActive():  # asked again, the search would begin at its first match
                self._pause.stop()
                self._tell()
            self.stepped.emit(-1 if chord.startswith("Shift") else 1)
        elif chord == "Esc":
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        painter.setPen(QPen(self._look.color("border.subtle"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _pause_again(self, _text: str) -> None:
        self._pause.start()

    def _choose_scope(self, scope: str) -> None:
        self.scope_changed.emit(scope == "all")

    def _tell(self) -> None:
        self.query_changed.emit(self.field.text().strip())

    def _button(self, icon: str, name: str) -> Button:
        return Button(
            self._look, kind="flat", icon=icon, height="control_compact", name=name, parent=self
        )
