"""The page's tools in the window's header: what its side shows, and printing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.segments import Choice, Segments
from app.ui.look import Look


class Tools(QWidget):
    """``side_chosen`` carries «preview» or «sheets»."""

    side_chosen = Signal(str)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        say = language.say
        choices = [Choice(one, say(f"worksheet_page.{one}")) for one in ("preview", "sheets")]
        self.side = Segments(look, choices, say("worksheet_page.show_on_the_side"), padding=12)
        self.side.choose("preview")
        self.side.chosen.connect(self.side_chosen)
        self._print = say("worksheet_page.print")
        self.print_button = Button(look, self._print, kind="flat", icon="print")
        self.print_button.setToolTip(f"{self._print}  (Ctrl P)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.side)
        row.addWidget(self.print_button)

    def show_side(self, side: str) -> None:
        self.side.choose(side)

    def narrow(self, narrow: bool) -> None:
        """In a narrow window the button keeps its icon."""
        self.print_button.set_words("" if narrow else self._print, self._print)
        self.print_button.setToolTip(f"{self._print}  (Ctrl P)")
