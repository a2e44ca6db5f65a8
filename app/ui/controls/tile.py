"""A choice on a card: icon, name, one sentence, perhaps its key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.controls.card import Card
from app.ui.controls.key_cap import KeyCap
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look


class Tile(Card):
    """252 × 188; ``pressed`` by a click, Return or Space."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        does: str,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, pressable=True, parent=parent)
        self.setFixedSize(252, 188)
        self.setAccessibleName(name)
        self.setAccessibleDescription(does)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 18)
        column.setSpacing(0)
        leading = Qt.AlignmentFlag.AlignLeft
        column.addWidget(IconMark(look, icon, "accent.ink", 28), 0, leading)
        column.addSpacing(10)
        column.addWidget(Words(look, name, "interface.heading", wrap="wrap"))
        column.addSpacing(4)
        body = Words(look, does, "interface.label", "text.secondary", wrap="wrap")
        font = look.font("interface.caption")
        font.setPixelSize(13)
        body.setFont(font)
        column.addWidget(body, 1)
        if key:
            column.addWidget(KeyCap(look, key), 0, leading)

    def paintEvent(self, event: object) -> None:
        self._border = "accent.ink" if self.strong else "border.default"
        super().paintEvent(event)  # type: ignore[arg-type]
