"""Where tags get mixed up: the key's in rows, the students' in columns."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.annotation import Tag
from app.domain.heat import step_of
from app.domain.language import Language
from app.domain.report import Report
from app.domain.report_sentences import matrix, percent, tag_name
from app.ui.controls.shapes import rounded
from app.ui.look import Look
from app.ui.reading import marks

_CELL, _HEAD, _LETTER, _GAP = 62, 32, 20, 4


class Matrix(QWidget):
    """Three by three; the ground's heat is the share of the row, the worst confusion is framed.

    What a screen reader meets is the table in sentences.
    """

    spoken_role = "StaticText"

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._report: Report | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def show_report(self, report: Report) -> None:
        self._report = report
        words = matrix(report, self._language)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(254, _HEAD + 3 * (_CELL + 2))

    def _cell_width(self) -> int:
        return min(max(54, (self.width() - 110) // 3), 110, (self.width() - 60) // 3)

    def _box(self, row: int, column: int) -> QRect:
        """A cell's place; columns stand at the trailing side."""
        width = self._cell_width()
        at = self.width() - (3 - column) * (width + 2) + 2
        left = self.width() - at - width if self._look.right_to_left else at
        return QRect(left, _HEAD + row * (_CELL + 2), width, _CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        report = self._report
        if report is None:
            return
        painter = QPainter(self)
        worst = report.worst_confusion
        for column, given in enumerate(Tag):
            top = self._box(0, column)
            letter = QRectF(top.center().x() - _LETTER / 2 + 0.5, 2, _LETTER, _LETTER)
            marks.paint_letter(painter, self._look.theme, letter, given)
        for row, key in enumerate(Tag):
            self._paint_head(painter, row, key)
            for column, given in enumerate(Tag):
                framed = worst is not None and (worst.key, worst.given) == (key, given)
                self._paint_cell(painter, self._box(row, column), report, (key, given), framed)
        painter.end()

    def _paint_head(self, painter: QPainter, row: int, key: Tag) -> None:
        look, mirrored = self._look, self._look.right_to_left
        middle = self._box(row, 0).center().y()
        left = self.width() - _LETTER if mirrored else 0
        letter = QRectF(left, middle - _LETTER / 2, _LETTER, _LETTER)
        marks.paint_letter(painter, look.theme, letter, key, filled=False)
        first = self._box(row, 0)
        room = self.width() - _LETTER - first.right() - 1 if mirrored else first.left() - _LETTER
        width = room - 2 * _GAP
        left = first.right() + 1 + _GAP if mirrored else _LETTER + _GAP
        painter.setFont(look.font("interface.caption"))
        painter.setPen(look.color("text.secondary"))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        name = tag_name(key, self._language)
        box = QRect(left, middle - 24, width, 48)
        painter.drawText(box, int(flags | Qt.TextFlag.TextWordWrap), name)

    def _paint_cell(
        self, painter: QPainter, box: QRect, report: Report, cell: tuple[Tag, Tag], framed: bool
    ) -> None:
        look, words = self._look, self._language
        count, total = report.confusion[cell], report.judged(cell[0])
        ground = look.theme.heat[step_of(count, total)]
        border = look.color("text.primary" if framed else "border.subtle")
        rounded(painter, box, look.theme.radius("mark"), ground, border, 2 if framed else 1)
        painter.setPen(look.color("text.primary"))
        font = look.font("interface.strong")
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(box.adjusted(0, 8, 0, -30), middle, words.number(count))
        if total:
            painter.setFont(look.font("interface.caption"))
            shown = percent(count / total, words)
            painter.drawText(box.adjusted(0, 30, 0, -10), middle, shown)
