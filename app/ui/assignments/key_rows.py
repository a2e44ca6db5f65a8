"""The key's claims and relations as a list."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.annotation import Annotation
from app.domain.relation import Relation
from app.ui.controls.cutting import elided
from app.ui.controls.row_list import RowList, RowPainter
from app.ui.look import Look
from app.ui.reading import marks

_PAD = 16


class KeyRow(NamedTuple):
    """A claim, or a relation between two of them: what is written, and what stands beside it."""

    row: Annotation | Relation
    words: tuple[str, ...]
    beside: str
    spoken: str
    faint: bool = False

    @property
    def name(self) -> str:
        return self.row.id

    @property
    def tip(self) -> str:
        return "\n".join(self.words)


class KeyRows(RowList[KeyRow]):
    """There is a current row wherever there are rows; ``row_chosen`` tells of new ones too."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, _Painter(look), ground="surface.panel", name=name)

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these; stay on the row that is current, else go to the first."""
        self.show_entries(rows)
        if self.chosen() is None and rows:
            self.choose(rows[0].name)
        chosen = self.chosen()
        self.row_chosen.emit(chosen.name if chosen else "")


class _Painter(RowPainter[KeyRow]):
    """The tag's letter or the relation's sign, the words from the right, and what was set."""

    def paint_row(self, painter: QPainter, rect: QRect, entry: KeyRow) -> None:
        look = self._look
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        inside = self._paint_sign(painter, inside, entry)
        small = look.font("interface.caption")
        painter.setFont(small)
        wide = painter.fontMetrics().horizontalAdvance(entry.beside)
        beside, words = QRect(inside), QRect(inside)
        if look.right_to_left:
            beside.setWidth(wide)
            words.setLeft(beside.right() + 1 + (12 if wide else 0))
        else:
            beside.setLeft(inside.right() + 1 - wide)
            words.setRight(beside.left() - (13 if wide else 1))
        painter.setPen(look.color("text.tertiary"))
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignCenter), entry.beside)
        self._paint_words(painter, words, entry)

    def _paint_sign(self, painter: QPainter, inside: QRect, one: KeyRow) -> QRect:
        """The sign at the leading edge; what is left of the row."""
        sign = QRectF(0, 0, marks.KNOT, marks.KNOT)
        sign.moveCenter(QRectF(inside).center())
        if self._look.right_to_left:
            sign.moveRight(inside.right() + 1)
            rest = inside.adjusted(0, 0, -marks.KNOT - 10, 0)
        else:
            sign.moveLeft(inside.left())
            rest = inside.adjusted(marks.KNOT + 10, 0, 0, 0)
        if isinstance(one.row, Annotation):
            marks.paint_letter(painter, self._look.theme, sign, one.row.tag, filled=not one.faint)
        else:
            marks.paint_knot(painter, self._look.theme, sign, one.row.type)
        return rest

    def _paint_words(self, painter: QPainter, box: QRect, one: KeyRow) -> None:
        """Words of an article run from the right whichever way the interface runs."""
        font = self._look.font("reading.quote")
        painter.setFont(font)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.setPen(self._look.color("text.tertiary" if one.faint else "text.primary"))
        flags = (
            Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine
        )
        share = (box.width() - 16 * (len(one.words) - 1)) // len(one.words)
        for place, words in enumerate(one.words):
            part = QRect(box)
            part.setLeft(box.right() + 1 - (place + 1) * share - place * 16)
            part.setWidth(share)
            painter.drawText(part, flags, elided(words, font, share))
