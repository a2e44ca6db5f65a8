"""A list of rows, one of which is current: by mouse, arrow keys or from the text.

A screen words its rows, and paints what stands in one.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import keys
from app.ui.controls.shapes import stroke
from app.ui.look import Look
from app.ui.sheet import NO_RING

Index = QModelIndex | QPersistentModelIndex


class Entry(Protocol):
    """A row, worded: its name in the list, what a screen reader says of it, its tooltip."""

    @property
    def name(self) -> str: ...
    @property
    def spoken(self) -> str: ...
    @property
    def tip(self) -> str: ...


E = TypeVar("E", bound=Entry)


class RowModel(QAbstractListModel, Generic[E]):
    """The entries that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[E] = ()

    def show(self, entries: Sequence[E]) -> None:
        """Show these; where the same rows stay, only what differs is drawn again."""
        before, names = self.entries, [entry.name for entry in entries]
        if names == [entry.name for entry in before]:
            self.entries = entries
            for place, (old, new) in enumerate(zip(before, entries, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def place(self, name: str) -> int | None:
        """Where the row of this name stands, if it is shown."""
        return next((i for i, entry in enumerate(self.entries) if entry.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        return entry.tip if role == Qt.ItemDataRole.ToolTipRole else None


class RowPainter(QStyledItemDelegate, Generic[E]):
    """The ground of a row, the line at its foot, the ring of the focus."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.bar = 0  # width of the list's scroll bar

    def paint_row(self, painter: QPainter, rect: QRect, entry: E) -> None:
        """What stands in the row."""
        raise NotImplementedError

    def ground(self, entry: E) -> str | None:
        """The colour role of a row that is not current, where it is not the list's."""
        return None

    def entries(self, index: Index) -> Sequence[E]:
        """All rows of the list that this one stands in."""
        return cast(RowModel[E], index.model()).entries

    def entry(self, index: Index) -> E:
        return self.entries(index)[index.row()]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._look.size("row_compact"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, look = self.entry(index), self._look
        state, rect = state_and_rect(option)
        ground = self.ground(entry)
        if state & QStyle.StateFlag.State_Selected:
            ground = "surface.selected"
        elif state & QStyle.StateFlag.State_MouseOver and ground is None:
            ground = "surface.hover"
        painter.save()
        if ground is not None:
            painter.fillRect(rect, look.color(ground))
        foot = rect.bottomLeft().toPointF(), rect.bottomRight().toPointF()
        stroke(painter, *foot, look.color("border.subtle"))
        self.paint_row(painter, rect, entry)
        paint_ring(painter, look, state, rect)
        painter.restore()


class RowList(QListView, Generic[E]):
    """``row_chosen`` carries a row's name: of one that a person chose, never the page."""

    row_chosen = Signal(str)
    OWN: ClassVar[tuple[str, ...]] = ()  # its keys: all others are the page's, where any is named
    INSET: ClassVar[tuple[int, int]] = (16, 12)  # of what is said where there are no rows

    def __init__(
        self,
        look: Look,
        painter: RowPainter[E],
        *,
        ground: str,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self._empty = ""
        self._quiet = False
        self.rows: RowModel[E] = RowModel()
        self._row_painter = painter
        painter.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(painter)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty(NO_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._dress()
        look.theme_changed.connect(self._dress)

    @property
    def entries(self) -> Sequence[E]:
        return self.rows.entries

    def show_entries(self, entries: Sequence[E], empty: str = "") -> None:
        """Show these rows, the same one current; ``empty`` is said where there are none."""
        self._empty = empty
        self.setAccessibleDescription("" if entries else empty)
        chosen = self.chosen()
        self._quiet = True
        self.rows.show(entries)
        self._quiet = False
        self.choose(chosen.name if chosen else None)
        self.viewport().update()

    def chosen(self) -> E | None:
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def choose(self, name: str | None) -> None:
        """Make a row current without telling anyone."""
        place = self.rows.place(name) if name else None
        self._quiet = True
        if place is None:
            self.selectionModel().clear()
        else:
            index = self.rows.index(place)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)
        self._quiet = False

    def moved_to(self, entry: E) -> None:
        """A person made another row current."""
        self.row_chosen.emit(entry.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.OWN or keys.chord(event) in self.OWN:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row_painter.bar = self.width() - self.viewport().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.entries or not self._empty:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._look.font("interface.body"))
        painter.setPen(self._look.color("text.secondary"))
        across, down = self.INSET
        area = self.viewport().rect().adjusted(across, down, -across, -down)
        painter.drawText(area, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._empty)
        painter.end()

    def _current_changed(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.moved_to(self.entries[current.row()])

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color(self._ground))
        self.setPalette(palette)


def state_and_rect(option: QStyleOptionViewItem) -> tuple[QStyle.StateFlag, QRect]:
    """Qt's stubs do not know the public members of style options."""
    return option.state, option.rect  # type: ignore[attr-defined]


def paint_ring(painter: QPainter, look: Look, state: QStyle.StateFlag, rect: QRect) -> None:
    """The ring of the focus, inside the row that has it."""
    if not (state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus):
        return
    width = look.theme.focus_width
    painter.setPen(QPen(look.color("focus.ring"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width // 2
    painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
