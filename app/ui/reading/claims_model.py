"""The rows of the claims list."""

from collections.abc import Callable, Sequence
from operator import ne
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItemModel

from app.domain.annotation import Annotation

Index = QModelIndex | QPersistentModelIndex


class ClaimRow(NamedTuple):
    """A claim and its badge's number."""

    claim: Annotation
    number: int


class ClaimsModel(QStandardItemModel):
    """Counts rows in Qt's own code, which asks thousands of times; words them only when asked.

    ``name`` words a row for a screen reader, which meets rows and bands alike.
    """

    def __init__(self, name: Callable[[ClaimRow], str], row_height: int) -> None:
        super().__init__(0, 1)
        self._name = name
        self._height = row_height
        self._rows: Sequence[ClaimRow] = ()
        self._ids: list[str] = []
        self._places: dict[str, int] = {}

    def show(self, rows: Sequence[ClaimRow]) -> None:
        """Show these rows. Rows that come or go in one place leave the others as they are."""
        ids = [row.claim.id for row in rows]
        before, kept = len(self._ids), _common(self._ids, ids)
        tail = _common(self._ids[kept:][::-1], ids[kept:][::-1])
        self._rows, self._ids = rows, ids
        self._places = {annotation_id: place for place, annotation_id in enumerate(ids)}
        gone, new = before - kept - tail, len(ids) - kept - tail
        if gone:
            self.removeRows(kept, gone)
        if new:
            self.insertRows(kept, new)
        if ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, 0))

    def row(self, index: Index) -> ClaimRow:
        return self._rows[index.row()]

    def place(self, annotation_id: str) -> int | None:
        """The row of a claim, if it is shown."""
        return self._places.get(annotation_id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.claim.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._name(row)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, self._height)
        return None


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many are the same at the beginning."""
    differ = map(ne, one, other)
    return next((place for place, there in enumerate(differ) if there), min(len(one), len(other)))
