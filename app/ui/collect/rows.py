"""The table of hand-ins: one at a time is chosen, by mouse or arrow keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.domain.language import Language
from app.ui import keys
from app.ui.collect.entries import Entry
from app.ui.collect.row_painter import RowPainter
from app.ui.look import Look
from app.ui.sheet import NO_RING

Index = QModelIndex | QPersistentModelIndex
_OWN = ("Up", "Down", "Home", "End", "PgUp", "PgDown")  # all other keys are the page's


class RowsModel(QAbstractListModel):
    """Entries come worded; what a screen reader hears is the entry's own sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        return entry.tip if role == Qt.ItemDataRole.ToolTipRole else None


class Rows(QListView):
    """``row_chosen`` carries where the file is: by a person, never by the page."""

    row_chosen = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = ""
        self._quiet = False
        self.rows = RowsModel()
        self.painter = RowPainter(look, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty(NO_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(language.say("collect_page.hand_ins"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._dress()
        look.theme_changed.connect(self._dress)

    @property
    def entries(self) -> Sequence[Entry]:
        return self.rows.entries

    def show_entries(self, entries: Sequence[Entry], empty: str) -> None:
        """Show these rows; ``empty`` is said where there are none."""
        self._empty = empty
        self.setAccessibleDescription("" if entries else empty)
        chosen = self.chosen()
        self._quiet = True
        self.rows.show(entries)
        self._quiet = False
        self.choose(chosen.name if chosen else "")
        self.viewport().update()

    def chosen(self) -> Entry | None:
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def choose(self, name: str) -> None:
        """Make a row current without telling anyone."""
        place = next((i for i, entry in enumerate(self.entries) if entry.name == name), None)
        self._quiet = True
        if place is None:
            self.selectionModel().clear()
        else:
            index = self.rows.index(place)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) in _OWN:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.painter.bar = self.width() - self.viewport().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.entries or not self._empty:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._look.font("interface.body"))
        painter.setPen(self._look.color("text.secondary"))
        area = self.viewport().rect().adjusted(24, 16, -24, -16)
        painter.drawText(area, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._empty)
        painter.end()

    def _current_changed(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.row_chosen.emit(self.entries[current.row()].name)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("surface.paper"))
        self.setPalette(palette)
