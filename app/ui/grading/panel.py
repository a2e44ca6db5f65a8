"""The panel beside the text: tabs, the table, the chosen row's detail, the mark."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.grade import ExtraRow, Grade, NoteRow
from app.domain.rubric import Rubric
from app.services import consulting
from app.ui.context import Context
from app.ui.controls.strip import Strip
from app.ui.grading import detail as details
from app.ui.grading.detail import Detail
from app.ui.grading.entries import Entry, Part, entries_of, heads_of, tab_words
from app.ui.grading.row_painter import Heads
from app.ui.grading.rows import Rows
from app.ui.grading.tabs import Tabs
from app.ui.grading.total_bar import TotalBar
from app.ui.look import Look

_DIGITS = tuple("0123456789")


class Panel(QWidget):
    """One table at a time: ``part``, or of it the rows to review."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look: Look = context.look
        language = context.language
        self._language = language
        self.part = Part.CLAIMS
        self.review_only = False
        self.tabs = Tabs(look, language)
        self.nothing = Strip(look, language.say("ui.close"))
        self.heads = Heads(look)
        self.rows = Rows(look, language)
        self.rubric = consulting.rubric(language.code)
        self.detail = Detail(look, language, self.rubric)
        self.bar = TotalBar(look, language)
        self.detail.setFixedHeight(details.HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tabs, self.nothing, self.heads):
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        column.addWidget(self.detail)
        column.addWidget(self.bar)

    def show_rubric(self, rubric: Rubric) -> None:
        """The levels of the assignment on the desk."""
        if rubric != self.rubric:
            self.rubric = rubric
            self.detail.beside.rubric.show_rubric(rubric)

    def press(self, chord: str) -> bool:
        """A key on the chosen row; False where it means nothing there."""
        entry, detail = self.rows.chosen(), self.detail
        if entry is None or not detail.isEnabled() or not detail.isVisible():
            return False
        row = entry.row
        if isinstance(row, ExtraRow):
            verdict = {"A": True, "K": False}.get(chord)
            if verdict is None:
                return False
            detail.extra_judged.emit(row.name, None if row.accepted is verdict else verdict)
        elif isinstance(row, NoteRow) and chord in ("0", "1", "2", "3"):
            detail.level_chosen.emit(row.annotation.id, int(chord))
        elif chord in _DIGITS:
            detail.decision.points.begin(chord)
        elif chord == "Return":
            detail.decision.points.begin()
        elif chord == "C":
            detail.decision.comment.begin()
        elif chord == "B":
            return detail.decision.comment.open_bank()
        elif chord == "N" and not detail.beside.rubric.isHidden():
            detail.beside.rubric.begin()
        else:
            return False
        return True

    def turn(self, part: Part, *, review_only: bool = False) -> None:
        """Show another table at the next ``show_table``."""
        self.part, self.review_only = part, review_only
        self.tabs.review.setChecked(review_only)

    def show_across(self, grade: Grade, entries: Sequence[Entry], heading: str) -> bool:
        """Show several students' answers to one question; as ``show_table``."""
        self.tabs.show_grade(grade, self.part)
        return self._fill(grade, entries, heading, self._language.say("grading_page.none.across"))

    def show_table(self, grade: Grade, find: Callable[[str], Annotation | None]) -> bool:
        """Show the rows; where the chosen one is gone, the first is chosen: then True."""
        language, part = self._language, self.part
        if self.review_only and not grade.to_review:
            self.turn(part)
        self.tabs.show_grade(grade, part)
        entries = entries_of(part, grade, find, language, self.rubric, review_only=self.review_only)
        empty = language.say(f"grading_page.none.{'review' if self.review_only else part}")
        return self._fill(grade, entries, "", empty)

    def _fill(self, grade: Grade, entries: Sequence[Entry], heading: str, empty: str) -> bool:
        language, part = self._language, self.part
        source = all(row.source_asked for row in grade.claims)
        words, figures = heads_of(part, language, source=source)
        _, short = heads_of(part, language, short=True, source=source)
        wide = part in (Part.NOTES, Part.EXTRAS)
        self.heads.show_heads(heading or words, figures, short, wide=wide)
        self.rows.setAccessibleName(heading or tab_words(part, grade, language)[0])
        self.rows.show_table(entries, len(figures) - 1, empty, wide=wide)
        if self.rows.chosen() is None and entries:
            self.rows.choose(entries[0].name)
            return True
        return False
