"""How a class tagged one claim: the three tags side by side, as wide as they are many."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.annotation import Tag
from app.domain.language import Language
from app.domain.report_sentences import tag_counts
from app.ui.controls.shapes import rounded
from app.ui.look import Look

_GAP, _LEAST = 3, 34


class StackedBar(QWidget):
    """24 high. A tag that nobody gave has no part; letter and number stand in each."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._counts: list[tuple[Tag, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def show_counts(self, counts: Mapping[Tag, int]) -> None:
        self._counts = [(tag, n) for tag, n in counts.items() if n]
        words = tag_counts(counts, self._language)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 24)

    def widths(self) -> list[int]:
        """Widths of the parts in pixels: by their counts, none too narrow for its figure."""
        room = self.width() - _GAP * (len(self._counts) - 1)
        total = sum(n for _, n in self._counts)
        least = min(_LEAST, room // max(len(self._counts), 1))
        spare = room - least * len(self._counts)
        return [least + round(spare * n / total) for _, n in self._counts]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        font = look.font("interface.caption")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        at = 0
        for (tag, n), width in zip(self._counts, self.widths(), strict=True):
            mark = look.theme.tag(tag)
            left = self.width() - at - width if mirrored else at
            box = QRect(left, 0, width, self.height())
            rounded(painter, box, look.theme.radius("mark"), mark.ink)
            painter.setPen(mark.on_ink)
            text = f"{mark.letter} {self._language.number(n)}"
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
            at += width + _GAP
        painter.end()
