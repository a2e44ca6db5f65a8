"""What stands in the place of the table while files are read."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.ui.controls.progress import ProgressRow
from app.ui.look import Look

_WIDEST = 620


class Waiting(QWidget):
    """How far the reading is, in the middle of the page, and the way to stop it."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self.progress = ProgressRow(look, language)
        self.progress.setMaximumWidth(_WIDEST)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.progress, 4)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 0, 32, 0)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
