"""What help and history share: a title, a way back, and the keyboard's way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.language import Language
from app.ui import keys
from app.ui.controls.button import Button
from app.ui.controls.margins import set_margins
from app.ui.controls.words import Words
from app.ui.look import Look


class Panel(QWidget):
    """Stands beside a page; Esc closes it."""

    closed = Signal()

    def __init__(self, look: Look, language: Language, title: str) -> None:
        super().__init__()
        self.look = look
        self.language = language
        self.setAccessibleName(title)
        self.title = Words(look, title, "interface.strong", wrap="elide")
        close = Button(
            look, kind="flat", icon="close", height="control_compact",
            name=f"{language.say('ui.close')} (Esc)",
        )  # fmt: skip
        close.clicked.connect(self.closed.emit)
        head = QHBoxLayout()
        set_margins(head, 16, 0, 8, 0)
        head.addWidget(self.title, 1)
        head.addWidget(close)
        bar = QWidget()
        bar.setLayout(head)
        bar.setFixedHeight(look.size("find_bar"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(bar)
        look.theme_changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Esc":
            self.closed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.color("surface.panel"))
        painter.end()


def scrolling(inside: QWidget) -> QScrollArea:
    """``inside`` in an area that scrolls up and down only, by keys too."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setAccessibleName(inside.accessibleName())
    return area
