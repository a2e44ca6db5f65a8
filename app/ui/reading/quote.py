"""A claim's words inside the interface: a few lines, the rest in the tooltip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.controls.cutting import elided
from app.ui.look import Look


class Quote(QWidget):
    """Words of an article in the reading face, from the right, cut with «…» after ``lines``.

    ``steady``: as high as ``lines`` for any words, so that what stands below does not move.
    """

    def __init__(
        self, look: Look, lines: int = 3, parent: QWidget | None = None, *, steady: bool = False
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._steady = steady
        self._most = lines
        self._text = ""
        self._lines: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.theme_changed.connect(self.update)

    def say(self, text: str) -> None:
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self._break()

    def limit(self, lines: int) -> None:
        """Show at most so many lines."""
        if lines != self._most:
            self._most = lines
            self._break()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._most if self._steady else len(self._broken(width))
        return lines * self._pitch()

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("reading.quote"))
        painter.setPen(self._look.color("text.primary"))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        pitch = self._pitch()
        flags = (
            Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine
        )
        for row, line in enumerate(self._lines):
            painter.drawText(QRect(0, row * pitch, self.width(), pitch), flags, line)

    def _pitch(self) -> int:
        return self._look.theme.face("reading.quote").line_height

    def _break(self) -> None:
        self._lines = self._broken(max(1, self.width()))
        self.setToolTip(self._text if self._lines and self._lines[-1].endswith("…") else "")
        self.updateGeometry()
        self.update()

    def _broken(self, width: int) -> list[str]:
        """The text in at most ``_most`` lines of ``width`` pixels."""
        if not self._text:
            return []
        font = self._look.font("reading.quote")
        layout = QTextLayout(self._text, font)
        layout.setTextOption(_option())
        layout.beginLayout()
        found: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = line.textStart()
            if len(found) + 1 == self._most:
                rest = _utf16(self._text, start)
                found.append(elided(rest, font, width))
                break
            found.append(_utf16(self._text, start, line.textLength()).rstrip())
        layout.endLayout()
        return found


def _option() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _utf16(text: str, start: int, length: int | None = None) -> str:
    """A part of ``text`` by Qt's positions."""
    units = text.encode("utf-16-le", "surrogatepass")
    end = None if length is None else 2 * (start + length)
    return units[2 * start : end].decode("utf-16-le", "surrogatepass")
