"""The table of rows: one at a time is chosen, by mouse, arrow keys or from the text."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.domain.language import Language
from app.ui import keys
from app.ui.grading.entries import Entry
from app.ui.grading.row_painter import RowPainter
from app.ui.grading.rows_model import Index, RowsModel
from app.ui.look import Look
from app.ui.sheet import NO_RING

_OWN = ("Up", "Down", "Home", "End")  # all other keys are the page's


class Rows(QListView):
    """``row_chosen`` carries the row's name: by a person, never by the page."""

    row_chosen = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = ""
        self._quiet = False
        self.rows = RowsModel()
        self.painter = RowPainter(look, language, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter)
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

    def show_entries(
        self, entries: Sequence[Entry], figures: int, empty: str, *, wide: bool
    ) -> None:
        """Show these rows, with so many figures; ``empty`` is said where there are none."""
        self._empty = empty
        self.setAccessibleDescription("" if entries else empty)
        self.painter.figures, self.painter.wide = figures, wide
        chosen = self.chosen()
        self._quiet = True
        self.rows.show(entries)
        self._quiet = False
        self.choose(chosen.name if chosen else None)
        self.viewport().update()

    def chosen(self) -> Entry | None:
        index = self.currentIndex()
        return self.rows.entries[index.row()] if index.isValid() else None

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

    def step(self, by: int) -> bool:
        """Go to a row below (1) or above (-1), as with the arrow keys; False at the ends."""
        place = self.currentIndex().row() + by
        if not 0 <= place < self.rows.rowCount():
            return False
        self.setCurrentIndex(self.rows.index(place))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) in _OWN:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.painter.bar = self.width() - self.viewport().width()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if self.rows.rowCount() or not self._empty:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._look.font("interface.body"))
        painter.setPen(self._look.color("text.secondary"))
        area = self.viewport().rect().adjusted(16, 12, -16, -12)
        painter.drawText(area, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._empty)
        painter.end()

    def _current_changed(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.row_chosen.emit(self.rows.entries[current.row()].name)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("surface.panel"))
        self.setPalette(palette)
