"""A card of the report: a title, a caption beside or under it, then what it holds."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.controls.card import Card
from app.ui.controls.words import Words
from app.ui.look import Look


class Section(Card):
    """``column`` takes the contents. ``caption`` stands at the end of the title's line, ``hint``
    under it; either may be empty."""

    def __init__(self, look: Look, title: str, caption: str = "", hint: str = "") -> None:
        super().__init__(look)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.caption = Words(look, caption, "interface.caption", "text.secondary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(look, title, "interface.heading", wrap="elide"), 1)
        head.addWidget(self.caption)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 11, 18, 12)
        self.column.setSpacing(6)
        self.column.addLayout(head)
        if hint:
            words = Words(look, hint, "interface.caption", "text.secondary", wrap="wrap")
            self.column.addWidget(words)

    def fill(self, *widgets: QWidget) -> None:
        """Put widgets under the title, the room that is left after them."""
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addStretch(1)
