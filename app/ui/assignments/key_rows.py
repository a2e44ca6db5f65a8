"""The key's claims and relations as a list."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.annotation import Annotation
from app.domain.relation import Relation
from app.ui.controls.cutting import elided
from app.ui.controls.shapes import stroke
from app.ui.look import Look
from app.ui.reading import marks
from app.ui.sheet import NO_RING

_ROW, _PAD = 34, 16
Index = QModelIndex | QPersistentModelIndex


class KeyRow(NamedTuple):
    """A claim, or a relation between two of them: what is written, and what stands beside it."""

    row: Annotation | Relation
    words: tuple[str, ...]
    beside: str
    spoken: str
    faint: bool = False


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[KeyRow] = ()

    def show(self, rows: Sequence[KeyRow]) -> None:
        before = [one.row.id for one in self.rows]
        if before == [one.row.id for one in rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self.rows[index.row()].words)
        return None


class KeyRows(QListView):
    """``row_chosen`` when another row is current."""

    row_chosen = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows = _Model()
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(look, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty(NO_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        self._dress()
        look.theme_changed.connect(self._dress)

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these; stay on the row that is current, else go to the first."""
        here = self.chosen()
        self.blockSignals(True)
        self.rows.show(rows)
        ids = [one.row.id for one in rows]
        at = ids.index(here.row.id) if here is not None and here.row.id in ids else 0
        if rows:
            self.setCurrentIndex(self.rows.index(at))
        self.blockSignals(False)
        self.row_chosen.emit()

    def chosen(self) -> KeyRow | None:
        index = self.currentIndex()
        found = index.isValid() and index.row() < len(self.rows.rows)
        return self.rows.rows[index.row()] if found else None

    def choose(self, id: str) -> None:
        for place, one in enumerate(self.rows.rows):
            if one.row.id == id:
                self.setCurrentIndex(self.rows.index(place))

    def _moved(self, _current: Index, _previous: Index) -> None:
        self.row_chosen.emit()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("surface.panel"))
        self.setPalette(palette)


class _Painter(QStyledItemDelegate):
    """The tag's letter or the relation's sign, the words from the right, and what was set."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        one = model.rows[index.row()]
        look = self._look
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        on = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if on:
            painter.fillRect(rect, look.color("surface.selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("surface.hover"))
        foot = rect.bottomLeft().toPointF(), rect.bottomRight().toPointF()
        stroke(painter, *foot, look.color("border.subtle"))
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        inside = self._paint_sign(painter, inside, one)
        small = look.font("interface.caption")
        painter.setFont(small)
        wide = painter.fontMetrics().horizontalAdvance(one.beside)
        beside, words = QRect(inside), QRect(inside)
        if look.right_to_left:
            beside.setWidth(wide)
            words.setLeft(beside.right() + 1 + (12 if wide else 0))
        else:
            beside.setLeft(inside.right() + 1 - wide)
            words.setRight(beside.left() - (13 if wide else 1))
        painter.setPen(look.color("text.tertiary"))
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignCenter), one.beside)
        self._paint_words(painter, words, one)
        if on and state & QStyle.StateFlag.State_HasFocus:
            width = look.theme.focus_width
            painter.setPen(QPen(look.color("focus.ring"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = width // 2
            painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()

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
