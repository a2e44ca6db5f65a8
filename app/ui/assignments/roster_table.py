"""The roster of a class: ids and names, edited in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from app.domain.classroom import Student
from app.domain.language import Language
from app.ui import keys
from app.ui.look import Look
from app.ui.sheet import NO_RING

ID, NAME = 0, 1
Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    """Tells of what was typed; the row shows it when it is kept."""

    typed = Signal(str, int, str)  # student, column, text

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.students: Sequence[Student] = ()
        self._heads = heads

    def show(self, students: Sequence[Student]) -> None:
        self.beginResetModel()
        self.students = students
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.students)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        student = self.students[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return student.id if index.column() == ID else student.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.typed.emit(self.students[index.row()].id, index.column(), str(value))
        return False  # what is kept comes back by ``show``


class RosterTable(QTableView):
    """``typed`` (student, column, text); ``removed`` the ids of rows that Delete was pressed on;
    ``pasted`` when Ctrl+V was."""

    typed = Signal(str, int, str)
    removed = Signal(list)
    pasted = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        heads = [language.say("assignments.column.id"), language.say("assignments.column.name")]
        self.rows = _Model(heads)
        self.setModel(self.rows)
        self.setAccessibleName(language.say("assignments.roster"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(NO_RING, True)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.size("row_compact"))
        head = self.horizontalHeader()
        head.setFixedHeight(40)
        head.setHighlightSections(False)
        head.setSectionResizeMode(ID, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(ID, 160)
        side = Qt.AlignmentFlag.AlignLeading
        head.setDefaultAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self._typed: list[tuple[str, int, str]] = []  # in cells, and not told of yet
        self.rows.typed.connect(self._hold)
        self._dress()
        look.theme_changed.connect(self._dress)

    def show_students(self, students: Sequence[Student]) -> None:
        """Show these; the row that is current stays so."""
        if list(students) == list(self.rows.students):
            return
        here = self.currentIndex()
        self.rows.show(students)
        if here.isValid() and students:
            row = min(here.row(), len(students) - 1)
            self.setCurrentIndex(self.rows.index(row, max(0, here.column())))

    def chosen(self) -> list[str]:
        """The ids of the chosen rows."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        return [self.rows.students[row].id for row in sorted(rows)]

    def flush(self) -> None:
        """End the typing in a cell, and tell of what was typed."""
        editors = self.viewport().findChildren(QLineEdit)  # one that was closed is hidden, not gone
        editor = next((one for one in editors if not one.isHidden()), None)
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._tell()

    def _hold(self, student_id: str, column: int, text: str) -> None:
        """Until later: what is kept resets the rows, and the editor is still one of theirs."""
        self._typed.append((student_id, column, text))
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        typed, self._typed = self._typed, []
        for one in typed:
            self.typed.emit(*one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Delete" and self.chosen():
            self.removed.emit(self.chosen())
        elif chord == "Ctrl+V":
            self.pasted.emit()
        elif chord == "Return" and self.currentIndex().isValid():
            if self.state() != QAbstractItemView.State.EditingState:  # else it ends the editing
                self.edit(self.currentIndex())
        elif chord.startswith("Ctrl+") and chord not in ("Ctrl+A", "Ctrl+C"):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        look = self._look
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, look.color("surface.panel"))
        palette.setColor(palette.ColorRole.Highlight, look.color("surface.selected"))
        palette.setColor(palette.ColorRole.HighlightedText, look.color("text.primary"))
        self.setPalette(palette)
        self.setFont(look.font("interface.body"))
        self.horizontalHeader().setFont(look.font("interface.caption"))
        line, ground = look.color("border.default").name(), look.color("surface.window").name()
        ink = look.color("text.secondary").name()
        chosen, words = look.color("surface.selected").name(), look.color("text.primary").name()
        base = look.color("surface.panel").name()
        self.setStyleSheet(
            f"QTableView {{ background: {base}; border: 0; }}"
            f"QTableView::item {{ padding: 0 12px; color: {words}; }}"
            f"QTableView::item:selected {{ background: {chosen}; color: {words}; }}"
        )
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView {{ background: {ground}; border: 0; }}"
            f"QHeaderView::section {{ background: {ground}; color: {ink}; border: 0;"
            f" border-bottom: 1px solid {line}; padding: 0 12px; }}"
        )
