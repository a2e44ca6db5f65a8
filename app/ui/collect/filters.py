"""The bar over the table: which hand-ins are shown, and which are looked for."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.language import Language
from app.ui.collect.entries import FILTERS, TAKEN
from app.ui.controls.field import SearchField
from app.ui.controls.margins import set_margins
from app.ui.controls.segments import Choice, Segments
from app.ui.look import Look

HEIGHT = 60
_QUIET = ("older", TAKEN)  # shown only where there are some
_WAITING = ("new", "newer")  # not shown once they are collected


class Filters(QWidget):
    """``changed``: another filter, or other letters in the field."""

    changed = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._language = language
        say = language.say
        choices = [Choice(name, say(f"collect_page.filter.{name}", count=0)) for name in FILTERS]
        self.segments = Segments(look, choices, say("collect_page.filters"), padding=15)
        self.segments.choose("all")
        self.search = SearchField(look, say("collect_page.search"), width=212)
        self.search.setToolTip(f"{say('collect_page.search')}  (Ctrl F)")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        set_margins(row, 22, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.segments)
        row.addStretch(1)
        row.addWidget(self.search)
        self.segments.chosen.connect(self._tell)
        self.search.textChanged.connect(self._tell)
        self.show_counts(dict.fromkeys(FILTERS, 0))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for name, count in counts.items():
            self.segments.relabel(
                name, self._language.say(f"collect_page.filter.{name}", count=count)
            )
            quiet = name in _QUIET or (name in _WAITING and counts[TAKEN])
            self.segments.segment(name).setVisible(count > 0 or not quiet)
            if quiet and not count and self.segments.value() == name:
                self.segments.choose("all")

    def _tell(self, _value: str) -> None:
        self.changed.emit()

    def reset(self) -> None:
        """Everything is shown."""
        self.segments.choose("all")
        self.search.clear()
