"""The table of the gradebook: students down, assignments across, sums at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.language import Language
from app.services.approving import State
from app.services.publishing import state_key
from app.services.tallying import Book, Column, Tally
from app.ui import keys
from app.ui.controls.row_list import Index, paint_ring, state_and_rect
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look
from app.ui.sheet import NO_RING

_NAME, _MARK, _SUM = 208, 128, 132  # widths, in pixels
_HEAD = 52
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Cell:
    """``words`` as they are drawn, ``icon`` a role beside them, ``spoken`` for a screen reader."""

    words: str
    spoken: str
    icon: str = ""
    faint: bool = False
    strong: bool = False
    tally: Tally | None = None


class Grid(QAbstractTableModel):
    """Cells come worded; the last row is the class's means."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.book = Book(None, (), ())
        self._cells: list[list[Cell]] = []
        self._heads: list[tuple[str, str]] = []

    def show(self, book: Book) -> None:
        """Show a book; where its shape stays, the chosen cell stays too."""
        cells = [self._row(book, place) for place in range(len(book.students))]
        cells.append(self._means(book))
        heads = self._headings(book)
        same = (len(cells), heads) == (len(self._cells), self._heads)
        if not same:
            self.beginResetModel()
        self.book, self._cells, self._heads = book, cells, heads
        if same:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(cells) - 1, self.columnCount() - 1)
            )
        else:
            self.endResetModel()

    def cell(self, index: Index) -> Cell:
        return self._cells[index.row()][index.column()]

    def _headings(self, book: Book) -> list[tuple[str, str]]:
        say = self._language.say
        heads = [(say("gradebook.student"), "")]
        for column in book.columns:
            if column.problem is not None:
                under = say("gradebook.no_key")
            else:
                under = say("gradebook.out_of", scale=column.assignment.scale)
            heads.append((column.assignment.name, under))
        return [*heads, (say("gradebook.sum"), ""), (say("gradebook.mean"), "")]

    def _row(self, book: Book, place: int) -> list[Cell]:
        student, say, number = book.students[place], self._language.say, self._language.number
        cells = [Cell(student.name, f"{student.name} ({student.id})")]
        for column in book.columns:
            cells.append(self._mark(book, student.id, student.name, column))
        told = book.sum_of(student.id)
        if told.counted:
            points = say("gradebook.of", points=round(told.points, 1), possible=told.possible)
            spoken = f"{student.name}. {say('gradebook.sum')}: {points}"
            cells.append(Cell(points, spoken, strong=True))
            mean = number(told.mean or 0, 1)
            cells.append(Cell(mean, f"{student.name}. {say('gradebook.mean')}: {mean}"))
        else:
            cells += [Cell("", student.name), Cell("", student.name)]
        return cells

    def _mark(self, book: Book, student: str, name: str, column: Column) -> Cell:
        tally = book.cells.get((student, column.assignment.id))
        say = self._language.say
        where = f"{name}. {column.assignment.name}"
        if tally is None:
            return Cell("", where, faint=True)
        state = say(state_key(tally))
        if tally.mark is None:
            return Cell("—", f"{where}: {state}", faint=True, tally=tally)
        mark = self._language.number(tally.mark, 1)
        of = say("gradebook.of", points=tally.mark, possible=tally.scale)
        icon = {State.ACCEPTED: "accept", State.FLAGGED: "warning"}.get(tally.state, "")
        if tally.provisional:
            icon = icon or "missing"
        return Cell(mark, f"{where}: {of}. {state}", icon, tally=tally)

    def _means(self, book: Book) -> list[Cell]:
        say, number = self._language.say, self._language.number
        cells = [Cell(say("gradebook.class_mean"), say("gradebook.class_mean"), strong=True)]
        for column in book.columns:
            mean = book.mean_of(column.assignment.id)
            words = "" if mean is None else number(mean * column.assignment.scale / 100, 1)
            spoken = f"{say('gradebook.class_mean')}. {column.assignment.name}: {words}"
            cells.append(Cell(words, spoken, strong=True))
        means = [one.mean for one in map(book.sum_of, (s.id for s in book.students))
                 if one.mean is not None]  # fmt: skip
        whole = number(sum(means) / len(means), 1) if means else ""
        spoken = f"{say('gradebook.class_mean')}: {whole}"
        return [*cells, Cell("", spoken), Cell(whole, spoken, strong=True)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or not self.book.students else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.spoken
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or section >= len(self._heads):
            return None
        name, under = self._heads[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{name}\n{under}" if under else name
        return (name, under) if role == _ROLE else None


class Painter(QStyledItemDelegate):
    """A cell: words in the middle (names at the leading edge), an icon beside a mark."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._look.size("row_compact"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, Grid):
            return
        look, cell = self._look, model.cell(index)
        state, rect = state_and_rect(option)
        last = index.row() == model.rowCount() - 1
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = "surface.selected" if chosen else "surface.window" if last else "surface.panel"
        painter.fillRect(rect, look.color(ground))
        painter.fillRect(rect.left() - 1, rect.bottom(), rect.width() + 2, 1,
                         look.color("border.subtle"))  # fmt: skip
        role = "interface.strong" if cell.strong else "interface.body"
        font = look.font(role) if index.column() == 0 else figure_font(look, role)
        painter.setFont(font)
        painter.setPen(look.color("text.tertiary" if cell.faint else "text.primary"))
        if index.column() == 0:
            side = Qt.AlignmentFlag.AlignRight if look.right_to_left else Qt.AlignmentFlag.AlignLeft
            flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
            box = rect.adjusted(16, 0, -16, 0)
            words = QFontMetrics(font).elidedText(
                cell.words, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(box, flags, words)
        else:
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.words)
        if cell.icon:
            color = "state.warning" if cell.icon in ("warning", "missing") else "text.secondary"
            across = -34 if look.right_to_left else 34
            at = rect.center() + QPoint(across - 8, -7)
            look.icon(cell.icon, color).paint(painter, QRect(at, QSize(16, 16)))
        paint_ring(painter, look, state, rect)
        painter.restore()


class Heading(QHeaderView):
    """Two lines: the assignment, and what it is out of."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setFixedHeight(_HEAD)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look = self._look
        told = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, _ROLE)
        painter.save()
        painter.fillRect(rect, look.color("surface.window"))
        painter.fillRect(rect.left() - 1, rect.bottom(), rect.width() + 2, 1,
                         look.color("border.default"))  # fmt: skip
        if told:
            self._paint_words(painter, rect, told, leading=logicalIndex == 0)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRect, told: tuple[str, str], *, leading: bool
    ) -> None:
        look, (name, under) = self._look, told
        side = Qt.AlignmentFlag.AlignHCenter
        if leading:
            side = Qt.AlignmentFlag.AlignRight if look.right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        box = rect.adjusted(16 if leading else 8, 6, -16 if leading else -8, -6)
        upper, lower = QRect(box), QRect(box)
        if under:
            upper.setHeight(box.height() // 2)
            lower.setTop(upper.bottom() + 1)
        font = look.font("interface.label")
        painter.setFont(font)
        painter.setPen(look.color("text.primary"))
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(upper, flags, shown)
        if under:
            painter.setFont(look.font("interface.caption"))
            painter.setPen(look.color("text.secondary"))
            painter.drawText(lower, flags, under)


class Table(QTableView):
    """``column_chosen`` carries an assignment's place (-1: none); ``opened`` a cell's tally."""

    column_chosen = Signal(int)
    opened = Signal(object, object)  # Tally, Column

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self.grid = Grid(language)
        self.setModel(self.grid)
        self.setItemDelegate(Painter(look, self))
        self.setHorizontalHeader(Heading(look, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.size("row_compact"))
        self.setShowGrid(False)
        self.setProperty(NO_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(language.say("ui.gradebook"))
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._open)
        self._dress()
        look.theme_changed.connect(self._dress)

    def show_book(self, book: Book) -> None:
        """Show a class; the first time a cell is chosen for who walks with the keyboard."""
        before, row = self.chosen_assignment(), self.currentIndex().row()
        self.grid.show(book)
        for column in range(self.grid.columnCount()):
            self.setColumnWidth(column, self._width(column))
        if not self.currentIndex().isValid() and self.grid.rowCount():
            ids = [column.assignment.id for column in book.columns]
            column = ids.index(before) + 1 if before in ids else min(1, len(ids))
            self.choose(min(max(row, 0), self.grid.rowCount() - 1), column)

    def choose(self, row: int, column: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.grid.index(row, column), flag)

    def chosen_column(self) -> int:
        """The place of the assignment that is chosen; -1 for none."""
        place = self.currentIndex().column() - 1
        return place if 0 <= place < len(self.grid.book.columns) else -1

    def chosen_assignment(self) -> str:
        """The id of that assignment; empty for none."""
        place = self.chosen_column()
        return self.grid.book.columns[place].assignment.id if place >= 0 else ""

    def _width(self, column: int) -> int:
        count = self.grid.columnCount()
        if column == 0:
            return _NAME
        if column >= count - 2:
            return _SUM
        marks = max(1, count - 3)
        room = self.viewport().width() - _NAME - 2 * _SUM
        return max(_MARK, min(220, room // marks))

    def _head_clicked(self, section: int) -> None:
        self.choose(max(0, self.currentIndex().row()), section)

    def _moved(self, _now: Index, _before: Index) -> None:
        self.column_chosen.emit(self.chosen_column())

    def _open(self, index: Index) -> None:
        tally, place = self.grid.cell(index).tally, index.column() - 1
        if tally is not None and 0 <= place < len(self.grid.book.columns):
            self.opened.emit(tally, self.grid.book.columns[place])

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("surface.panel"))
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Return" and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        for column in range(self.grid.columnCount()):
            self.setColumnWidth(column, self._width(column))


def legend(language: Language) -> Sequence[tuple[str, str]]:
    """(icon's role, what it means) for the marks of the table."""
    say = language.say
    return (
        ("accept", say("gradebook.state.accepted")),
        ("warning", say("gradebook.state.flagged")),
        ("missing", say("gradebook.state.provisional")),
    )
