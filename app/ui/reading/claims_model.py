"""The rows of the claims list: claims, and a heading over those of each article."""

from collections.abc import Callable, Sequence
from operator import ne
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItemModel

from app.domain.annotation import Annotation

Index = QModelIndex | QPersistentModelIndex
_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class ClaimRow(NamedTuple):
    """A claim and its badge's number."""

    claim: Annotation
    number: int


class Group(NamedTuple):
    """The rows of one article, under its title; empty for none."""

    title: str
    rows: Sequence[ClaimRow]


class ClaimsModel(QStandardItemModel):
    """Counts rows in Qt's own code, which asks thousands of times; words them only when asked.

    ``name`` words a row for a screen reader, which meets rows and bands alike.
    """

    def __init__(self, name: Callable[[ClaimRow], str], row_height: int) -> None:
        super().__init__(0, 1)
        self._name = name
        self._height = row_height
        self._rows: list[ClaimRow | str] = []
        self._ids: list[str] = []
        self._places: dict[str, int] = {}

    def show(self, groups: Sequence[Group]) -> None:
        """Show these rows. Rows that come or go in one place leave the others as they are."""
        rows: list[ClaimRow | str] = []
        ids: list[str] = []
        for title, members in groups:
            if title:
                rows.append(title)
                ids.append(f"\n{title}")  # no claim's id
            rows.extend(members)
            ids.extend([row.claim.id for row in members])
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

    def row(self, index: Index) -> ClaimRow | None:
        """The claim of a row; None for a heading."""
        row = self._at(index)
        return None if isinstance(row, str) else row

    def heading(self, index: Index) -> str:
        """The title that a row is; empty for a claim's."""
        row = self._at(index)
        return row if isinstance(row, str) else ""

    def _at(self, index: Index) -> ClaimRow | str | None:
        """While rows go, the view asks for some that are no longer there."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def listed(self) -> list[ClaimRow]:
        """The claims, without headings."""
        return [row for row in self._rows if not isinstance(row, str)]

    def place(self, annotation_id: str) -> int | None:
        """The row of a claim, if it is shown."""
        return self._places.get(annotation_id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.heading(index):
            return Qt.ItemFlag.NoItemFlags  # the keys pass it by
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, self._height)
        if isinstance(row, str):
            return row if role in _SAID else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.claim.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._name(row)
        return None


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many are the same at the beginning."""
    differ = map(ne, one, other)
    return next((place for place, there in enumerate(differ) if there), min(len(one), len(other)))
