"""The sign of the product and the screens that have nothing on them yet."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.controls.shapes import three_lines
from app.ui.controls.words import Words
from app.ui.look import Look

WORD = "بيّنة"
_ADVICE = 620  # width of the line under an empty place


class Sign(QWidget):
    """«بيّنة» over the three underlines, ``size`` pixels of Amiri high."""

    def __init__(self, look: Look, size: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self.setAccessibleName(WORD)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(self._size * 1.53), round(self._size * 1.85) + 2 * self._pitch() + 2)

    def _pitch(self) -> int:
        return round(self._size * 0.09) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._look.color("text.primary")
        font = self._look.font("reading.card_title")
        font.setPixelSize(self._size)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(ink)
        across = QFontMetrics(font).horizontalAdvance(WORD)
        painter.drawText((self.width() - across) // 2, round(self._size * 1.3), WORD)
        width = 3.0 if self._size > 40 else 2.0
        pitch = self._pitch()
        top = round(self._size * 1.85)
        three_lines(
            painter, QRect(0, top, self.width(), 2 * pitch + 2), ink, width=width, pitch=pitch
        )
        painter.end()


class ThreeLines(QWidget):
    """The sign of an empty place."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(132, 29)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._look.color("border.control")
        three_lines(painter, self.rect(), color, width=3, pitch=12)
        painter.end()


class EmptyState(QWidget):
    """Three lines, one sentence of what is not here, one of what to do; choices go below."""

    def __init__(
        self, look: Look, missing: str, advice: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(ThreeLines(look), 0, center)
        column.addSpacing(14)
        column.addWidget(Words(look, missing, "reading.banner_title"), 0, center)
        column.addSpacing(2)
        self.advice = Words(look, advice, color="text.secondary", wrap="wrap")
        self.advice.center()
        self.advice.setFixedWidth(_ADVICE)
        self.advice.setMinimumHeight(self.advice.heightForWidth(_ADVICE))
        column.addWidget(self.advice, 0, center)
        self.setAccessibleName(missing)
