"""A distribution of tags for a room: three bars, large, with their figures."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.annotation import Tag
from app.domain.language import Language
from app.domain.report_sentences import tag_counts, tag_name
from app.ui.controls.shapes import rounded
from app.ui.look import Look
from app.ui.report.room_words import room_font

_ROW, _PAIR, _LEAST, _NAME, _FIGURE = 64, 96, 60, 230, 72


def paint_tag(painter: QPainter, look: Look, box: QRect, tag: Tag) -> None:
    """The letter of a tag on its ink, as large as the box."""
    mark = look.theme.tag(tag)
    rounded(painter, box, look.theme.radius("control"), mark.ink)
    font = look.font("interface.figure")
    font.setPixelSize(round(box.height() * 0.55))
    painter.setFont(font)
    painter.setPen(mark.on_ink)
    painter.drawText(box.adjusted(0, -2, 0, -2), int(Qt.AlignmentFlag.AlignCenter), mark.letter)


class BigBars(QWidget):
    """One vote; or two, the first outlined over the second filled."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._first: Mapping[Tag, int] = dict.fromkeys(Tag, 0)
        self._second: Mapping[Tag, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._scale = 1.0
        look.theme_changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.updateGeometry()
        self.update()

    def show_votes(self, first: Mapping[Tag, int], second: Mapping[Tag, int] | None = None) -> None:
        self._first, self._second = first, second
        say, words = self._language.say, self._language
        told = say("debate.first_told", counts=tag_counts(first, words))
        if second is not None:
            told += "\n" + say("debate.second_told", counts=tag_counts(second, words))
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        row = _ROW if self._second is None else _PAIR
        return QSize(600, round(3 * row * self._scale))

    def minimumSizeHint(self) -> QSize:
        """Under a long quote the bars are thinner."""
        return QSize(400, 3 * _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pitch = self.height() // 3
        both = (*self._first.values(), *(self._second or {}).values())
        most = max(max(both, default=0), 1)
        for row, tag in enumerate(Tag):
            top = row * pitch
            self._paint_name(painter, QRect(0, top, self.width(), pitch), tag)
            if self._second is None:
                high = min(round(40 * self._scale), pitch - 16)
                middle = top + (pitch - high) // 2
                self._paint_bar(painter, middle, high, tag, self._first[tag], most)
                continue
            thin, thick = round(pitch * 0.29), round(pitch * 0.4)
            above = top + (pitch - thin - thick - 6) // 2
            self._paint_bar(painter, above, thin, tag, self._first[tag], most, outlined=True)
            below = above + thin + 6
            self._paint_bar(painter, below, thick, tag, self._second[tag], most)
        painter.end()

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._scale)

    def _paint_name(self, painter: QPainter, row: QRect, tag: Tag) -> None:
        look, mirrored = self._look, self._look.right_to_left
        name, side, gap = self._scaled(_NAME), self._scaled(44), self._scaled(12)
        left = row.right() + 1 - side if mirrored else row.left()
        paint_tag(painter, look, QRect(left, row.center().y() - side // 2, side, side), tag)
        painter.setFont(room_font(look, "interface.title", 22 * self._scale))
        painter.setPen(look.color("text.primary"))
        left = row.right() + 1 - name if mirrored else row.left() + side + gap
        box = QRect(left, row.top(), name - side - gap, row.height())
        edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), tag_name(tag, self._language))

    def _paint_bar(
        self, painter: QPainter, top: int, height: int, tag: Tag, n: int, most: int,
        *, outlined: bool = False,
    ) -> None:  # fmt: skip
        look, mirrored = self._look, self._look.right_to_left
        mark = look.theme.tag(tag)
        name, figure = self._scaled(_NAME), self._scaled(_FIGURE)
        width = round((self.width() - name - figure) * n / most)
        left = self.width() - name - width if mirrored else name
        if width and outlined:
            box = QRectF(left, top, width, height).adjusted(1, 1, -1, -1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(mark.tint)
            painter.setPen(QPen(mark.ink, 2))
            painter.drawRoundedRect(box, 4, 4)
        elif width:
            rounded(painter, QRect(left, top, width, height), 4, mark.ink)
        font = room_font(look, "interface.figure", (20 if outlined else 28) * self._scale)
        font.setWeight(QFont.Weight.Medium if outlined else QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(look.color("text.secondary" if outlined else "text.primary"))
        at = left - figure if mirrored else left + width
        box = QRect(at, top, figure, height)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._language.number(n))
