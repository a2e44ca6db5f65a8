"""The rows of the table that is shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.grading.entries import Entry

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractListModel):
    """Entries come worded; what a screen reader hears is the entry's own sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
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
        if role == Qt.ItemDataRole.ToolTipRole:
            words = "\n".join(entry.words)
            return f"{words}\n{entry.mark_name}".strip()
        return None
