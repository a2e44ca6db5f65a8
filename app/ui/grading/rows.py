"""The table of rows: one at a time is chosen, by mouse, arrow keys or from the text."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.language import Language
from app.ui.controls.row_list import RowList
from app.ui.grading.entries import Entry
from app.ui.grading.row_painter import RowPainter
from app.ui.look import Look


class Rows(RowList[Entry]):
    """The row that is chosen stays in sight whatever height there is."""

    OWN = ("Up", "Down", "Home", "End")

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        self.painter = RowPainter(look, language)
        super().__init__(look, self.painter, ground="surface.panel", parent=parent)

    def show_table(self, entries: Sequence[Entry], figures: int, empty: str, *, wide: bool) -> None:
        """Show these rows, with so many figures; ``empty`` is said where there are none."""
        self.painter.figures, self.painter.wide = figures, wide
        self.show_entries(entries, empty)

    def step(self, by: int) -> bool:
        """Go to a row below (1) or above (-1), as with the arrow keys; False at the ends."""
        place = self.currentIndex().row() + by
        if not 0 <= place < self.rows.rowCount():
            return False
        self.setCurrentIndex(self.rows.index(place))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
