"""The control that says where hand-ins are looked for, and opens the ways to choose."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from app.ui.controls.chooser import Chooser
from app.ui.look import Look

_WIDE, _LEAST = 420, 180


class SourceBox(Chooser):
    """An open folder, the place, and how many files it gave; as wide as its words."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "folder", 14, QSizePolicy.Policy.Preferred)
        self._most = _WIDE

    def limit(self, width: int) -> None:
        """No wider than this: the title comes first."""
        if width != self._most:
            self._most = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._look.font("interface.strong")).horizontalAdvance(self.text())
        count = QFontMetrics(self._look.font("interface.label")).horizontalAdvance(self._beside)
        return self.as_wide_as(min(self._most, max(_LEAST, words + count + 110)))

    def minimumSizeHint(self) -> QSize:
        return self.as_wide_as(_LEAST)

    def paint_words(self, painter: QPainter) -> None:
        look, label = self._look, self._look.font("interface.label")
        count = QFontMetrics(label).horizontalAdvance(self._beside) + 4
        if self.width() < _LEAST + count + 40:
            count = 0  # the place comes first; how many there are is over the table too
        room = self.width() - 42 - count - 46
        painter.setFont(look.font("interface.strong"))
        painter.setPen(look.color("text.primary"))
        self.write(painter, self.cut(room), 42, room)
        if count:
            painter.setFont(label)
            painter.setPen(look.color("text.secondary"))
            self.write(painter, self._beside, 42 + room + 4, count, trailing=True)
