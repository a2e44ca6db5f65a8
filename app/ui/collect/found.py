"""What was found: filters over the table, the table, who is missing beside it, the foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.services.collecting import Preview
from app.ui.collect.entries import counts_of, entries_of
from app.ui.collect.filters import Filters
from app.ui.collect.foot import Foot
from app.ui.collect.row_painter import Heads
from app.ui.collect.rows import Rows
from app.ui.collect.side import Side
from app.ui.look import Look


class Found(QWidget):
    """``taken``: what was to be added has been."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._language = language
        self._preview: Preview | None = None
        self._taken = False
        self.filters = Filters(look, language)
        self.rows = Rows(look, language)
        self.side = Side(look, language)
        self.foot = Foot(look, language)
        self.filters.changed.connect(self._show_rows)
        self.rows.row_chosen.connect(self.side.point_out)
        table = QVBoxLayout()
        table.setSpacing(0)
        table.addWidget(self.filters)
        table.addWidget(Heads(look, language))
        table.addWidget(self.rows, 1)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(table, 1)
        beside.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(beside, 1)
        whole.addWidget(self.foot)

    def show_preview(self, preview: Preview) -> None:
        """Everything anew, nothing filtered; ``settle`` says the rest."""
        self._preview = preview
        self.filters.reset()
        self.filters.show_counts(counts_of(preview, taken=False))
        self.side.show_preview(preview)

    def settle(self, *, taken: bool, undoable: bool, writable: bool) -> None:
        """Say what would be done, or what was; ``undoable``: nothing else was done since."""
        if self._preview is None:
            return
        self._taken = taken
        self.filters.show_counts(counts_of(self._preview, taken=taken))
        if taken:
            self.foot.show_done(self._preview, undoable=undoable)
        else:
            self.foot.show_preview(self._preview, writable=writable)
        self._show_rows()

    def seek(self) -> None:
        """To the field in which names and codes are looked for."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def leave_search(self) -> bool:
        """Empty that field and go back to the rows; whether there was anything to leave."""
        search = self.filters.search
        if not search.hasFocus() and not search.text():
            return False
        search.clear()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def narrow(self, narrow: bool) -> None:
        self.side.narrow(narrow)
        self.filters.segments.tighten(narrow)

    def _show_rows(self) -> None:
        if self._preview is None:
            return
        query, shown = self.filters.search.text(), self.filters.segments.value()
        entries = entries_of(
            self._preview, self._language, taken=self._taken, shown=shown, query=query
        )
        none = self._language.say("collect_page.none_of_these")
        if query.strip():
            none = self._language.say("collect_page.no_match", query=isolate(query.strip()))
        self.rows.show_entries(entries, none)
