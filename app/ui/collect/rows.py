"""The table of hand-ins: one at a time is chosen, by mouse or arrow keys."""

from PySide6.QtWidgets import QWidget

from app.domain.language import Language
from app.ui.collect.entries import Entry
from app.ui.collect.row_painter import RowPainter
from app.ui.controls.row_list import RowList
from app.ui.look import Look


class Rows(RowList[Entry]):
    """A row's name is where its file is."""

    OWN = ("Up", "Down", "Home", "End", "PgUp", "PgDown")
    INSET = (24, 16)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(
            look, RowPainter(look), ground="surface.paper",
            name=language.say("collect_page.hand_ins"), parent=parent,
        )  # fmt: skip
