"""The rows of the claims list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt

from app.domain.annotation import Annotation
from app.domain.relation import RelationType

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim, its badge's number, and its first relation's type if it has one."""

    claim: Annotation
    number: int
    relation: RelationType | None
    relations: int


class ClaimsModel(QAbstractListModel):
    """Rows come ready; ``name`` words one for a screen reader, which meets rows and bands alike."""

    def __init__(self, name: Callable[[ClaimRow], str], row_height: int) -> None:
        super().__init__()
        self._name = name
        self._height = row_height
        self._rows: Sequence[ClaimRow] = ()
        self._places: dict[str, int] = {}

    def show(self, rows: Sequence[ClaimRow]) -> None:
        """Show these rows; where the same claims stay, only what differs is drawn again."""
        same = len(rows) == len(self._rows) and all(
            new.claim.id == old.claim.id for new, old in zip(rows, self._rows, strict=True)
        )
        if same:
            old_rows, self._rows = self._rows, rows
            for place, (old, new) in enumerate(zip(old_rows, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self._rows = rows
        self._places = {row.claim.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def row(self, index: Index) -> ClaimRow:
        return self._rows[index.row()]

    def place(self, annotation_id: str) -> int | None:
        """The row of a claim, if it is shown."""
        return self._places.get(annotation_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.claim.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._name(row)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, self._height)
        return None
