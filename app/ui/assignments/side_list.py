"""The leading list: assignments, then classes; one of them is looked at."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.cutting import elided
from app.ui.controls.row_list import Index, paint_ring, state_and_rect
from app.ui.look import Look
from app.ui.sheet import NO_RING

WIDTH = 300
_ROW, _HEAD = 56, 40
_PAD = 16


class Place(NamedTuple):
    """What is looked at: an assignment or a class."""

    kind: str  # "assignment", "class", or "" for nothing
    id: str


class Row(NamedTuple):
    """A line of the list; without a place it is a heading."""

    place: Place | None
    name: str
    caption: str = ""


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].place is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        said = f"{row.name}، {row.caption}" if row.caption else row.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said
        return said if role == Qt.ItemDataRole.ToolTipRole else None


class SideList(QWidget):
    """``chosen`` carries a ``Place`` that a person chose; two buttons make new ones."""

    chosen = Signal(object)
    assignment_wanted = Signal()
    class_wanted = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._quiet = False
        say = language.say
        self.setFixedWidth(WIDTH)
        self.model = _Rows()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Painter(look, self.view))
        self.view.setAccessibleName(say("ui.assignments"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setProperty(NO_RING, True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.new_assignment = Button(
            look, say("assignments.plus.assignment"), icon="add", height="control_compact",
            name=say("assignments.new"),
        )  # fmt: skip
        self.new_class = Button(
            look, say("assignments.plus.class"), icon="add", height="control_compact",
            name=say("assignments.new_class"),
        )  # fmt: skip
        self.new_assignment.clicked.connect(self.assignment_wanted)
        self.new_class.clicked.connect(self.class_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(_PAD, 10, _PAD, 12)
        foot.setSpacing(8)
        foot.addWidget(self.new_assignment)
        foot.addWidget(self.new_class)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._dress()
        look.theme_changed.connect(self._dress)

    def show_rows(self, rows: Sequence[Row], place: Place) -> None:
        """Show these, with the one at ``place`` chosen; nobody is told."""
        self._quiet = True
        if list(rows) != list(self.model.rows):
            self.model.show(rows)
        at = next((i for i, row in enumerate(rows) if row.place == place), -1)
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at))
        else:
            self.view.selectionModel().clear()
        self._quiet = False

    def _moved(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self.model.rows[current.row()].place)

    def _dress(self) -> None:
        palette = self.view.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("surface.panel"))
        self.view.setPalette(palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0 if rtl else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), self._look.color("border.subtle"))
        painter.end()


class _Painter(QStyledItemDelegate):
    """A name over a caption; a heading is one small line."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, _Rows)
        return QSize(0, _HEAD if model.rows[index.row()].place is None else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Rows)
        row = model.rows[index.row()]
        look = self._look
        state, rect = state_and_rect(option)
        painter.save()
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if look.right_to_left else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if look.right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = int(
            side
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine
        )
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        if row.place is None:
            painter.setFont(look.font("interface.label"))
            painter.setPen(look.color("text.secondary"))
            painter.drawText(inside.adjusted(0, 10, 0, 0), flags, row.name)
            painter.restore()
            return
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on:
            painter.fillRect(rect, look.color("surface.selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("surface.hover"))
        font = look.font("interface.strong" if on else "interface.body")
        painter.setFont(font)
        painter.setPen(look.color("text.primary"))
        name = QRect(inside.left(), rect.top() + 7, inside.width(), 24)
        painter.drawText(name, flags, elided(row.name, font, name.width()))
        small = look.font("interface.caption")
        painter.setFont(small)
        painter.setPen(look.color("text.secondary" if on else "text.tertiary"))
        caption = QRect(inside.left(), rect.top() + 30, inside.width(), 18)
        painter.drawText(caption, flags, elided(row.caption, small, caption.width()))
        paint_ring(painter, look, state, rect)
        painter.restore()
