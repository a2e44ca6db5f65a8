"""The detail of the chosen row: why it earned what it did, and what the teacher makes of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.explaining import explain_extras
from app.domain.grade import ExtraRow, Grade, NoteRow, Row
from app.domain.language import Language
from app.domain.rubric import Rubric
from app.ui.controls.button import Button
from app.ui.controls.words import Words
from app.ui.grading.beside import Beside
from app.ui.grading.decision import Decision
from app.ui.grading.entries import Entry
from app.ui.grading.reasons import Reasons, lines_of
from app.ui.look import Look

HEIGHT = 305
_NARROW = 620
_MOST = 16_777_215  # Qt's largest size
WHOLE = "total"  # the row that stands for the whole work: it takes a comment only


class Detail(QScrollArea):
    """``decided`` carries the row's name, ``decision`` what became of it."""

    points_decided = Signal(str, object)
    extra_judged = Signal(str, object)
    level_chosen = Signal(str, object)  # annotation id
    end_sought = Signal(int)  # of a relation, the first claim (0) or the second
    comment_written = Signal(str, str)
    across_asked = Signal()  # this question for everybody, or back to one student
    withdrawn = Signal()  # the approval is taken back
    left = Signal()

    def __init__(
        self, look: Look, language: Language, rubric: Rubric, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._name = ""
        self._entry = ""  # the row's name in its table
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(language.say("grading_page.detail"))
        self.heading = Words(look, "", "interface.strong")
        self.caption = Words(look, "", "interface.caption", "text.tertiary", wrap="elide")
        self.reasons = Reasons(look, language)
        self.more = Words(look, "", "interface.label", "text.secondary", wrap="wrap")
        self.across = Button(look, kind="link", icon="class", height="control_compact")
        self.across.clicked.connect(self.across_asked)
        self.withdraw = Button(
            look, language.say("grading_page.withdraw"), kind="link", height="control_compact"
        )
        self.withdraw.clicked.connect(self.withdrawn)
        self.decision = Decision(look, language)
        self.beside = Beside(look, language, rubric)
        self._lay_out()
        self.decision.points_decided.connect(self._pass_points)
        self.decision.extra_judged.connect(self._pass_verdict)
        self.decision.comment_written.connect(self._pass_comment)
        self.decision.left.connect(self.left)
        self.beside.level_chosen.connect(self.level_chosen)
        self.beside.end_sought.connect(self.end_sought)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.caption, 1)
        head.addWidget(self.across)
        self._lead = QWidget()
        lead = QVBoxLayout(self._lead)
        lead.setContentsMargins(0, 0, 0, 0)
        lead.setSpacing(8)
        for part in (head, self.reasons, self.more, self.withdraw, self.decision):
            if isinstance(part, QWidget):
                lead.addWidget(part)
            else:
                lead.addLayout(part)
        lead.addStretch(1)
        self._sheet = _Sheet(self._look)
        row = self._columns = QHBoxLayout(self._sheet)
        row.setContentsMargins(16, 12, 16, 8)
        row.setSpacing(24)
        row.addWidget(self._lead, 57)
        self._rule = _Rule(self._look)
        row.addWidget(self._rule)
        row.addWidget(self.beside, 43)
        self.setWidget(self._sheet)
        self._empty(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two columns have no room they stand one under the other."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._rule.turn(lying=narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page turns to another student, the table to another row

    def show_entry(
        self,
        entry: Entry | None,
        grade: Grade | None,
        bank: Sequence[str],
        find: Callable[[str], Annotation | None],
    ) -> None:
        """Show a row of the grade; None for nothing chosen."""
        if entry is None or grade is None:
            self._name = self._entry = ""
            self._empty(True)
            return
        other = self._begin(entry.row.name, entry.name)
        row, say = entry.row, self._language.say
        kind = row.name.partition(":")[0]
        self.heading.say(say(f"grading_page.detail.{kind}", number=entry.asked or entry.number))
        self.caption.say(self._caption(row))
        self.reasons.setVisible(True)
        self.reasons.show_lines(lines_of(row))
        self.more.say(explain_extras(grade, self._language) if isinstance(row, ExtraRow) else "")
        self.more.setVisible(bool(self.more.words()))
        self.decision.show_row(row, row.comment, bank, other=other)
        self.beside.show_row(row, grade, find)

    def show_across(self, *, on: bool) -> None:
        """What the way to everybody's answers says."""
        way = "grading_page.across_end" if on else "grading_page.across_begin"
        words = self._language.say(way)
        self.across.set_words(words, words)
        self.across.setToolTip(f"{words}  ({'Esc' if on else 'X'})")

    def show_whole(self, grade: Grade, bank: Sequence[str], approval: str = "") -> None:
        """The work as a whole: a comment on it, and what the student is told to look at.

        ``approval`` says at what the grade was approved; empty where it was not.
        """
        other = self._begin(WHOLE, f"{grade.student_id}/{WHOLE}")
        say = self._language.say
        self.heading.say(say("grading_page.detail.whole"))
        self.caption.say(say("grading_page.whole_hint"))
        self.reasons.setVisible(False)
        extras = explain_extras(grade, self._language)
        self.more.say("\n".join(part for part in (approval, extras) if part))
        self.more.setVisible(bool(self.more.words()))
        self.withdraw.setVisible(bool(approval))
        self.decision.show_row(None, grade.comment, bank, other=other)
        self.beside.show_whole(grade)

    def _pass_points(self, points: float | None) -> None:
        self.points_decided.emit(self._name, points)

    def _pass_verdict(self, accepted: bool | None) -> None:
        self.extra_judged.emit(self._name, accepted)

    def _pass_comment(self, comment: str) -> None:
        self.comment_written.emit(self._name, comment)

    @property
    def name(self) -> str:
        """The row that is shown; empty for none."""
        return self._name

    @property
    def entry(self) -> str:
        """The name of that row in its table."""
        return self._entry

    def flush(self) -> bool:
        """Have what is being typed kept now. False: it could not be."""
        return not self._name or self.decision.flush()

    def _begin(self, name: str, entry: str) -> bool:
        other = entry != self._entry
        self._name, self._entry = name, entry
        self.withdraw.setVisible(False)
        self.across.setVisible(name != WHOLE)
        self._empty(False)
        if other:
            self.verticalScrollBar().setValue(0)
        return other

    def _caption(self, row: Row) -> str:
        say = self._language.say
        if isinstance(row, ExtraRow):
            return ""
        if row.manual is not None and row.manual != row.auto:
            return say("grading_page.computed_and_counted", auto=row.auto, manual=row.manual)
        if isinstance(row, NoteRow) and row.pending:
            return say("grading_page.mark.waiting")
        return say("grading_page.computed", auto=row.effective, possible=row.possible)

    def _empty(self, empty: bool) -> None:
        for part in (self._lead, self._rule, self.beside):
            part.setVisible(not empty)


class _Sheet(QWidget):
    """The detail's paper, with a line over it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.paper"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("border.default"))
        painter.end()


class _Rule(QWidget):
    """A hairline between the two sides."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.turn(lying=False)
        look.theme_changed.connect(self.update)

    def turn(self, *, lying: bool) -> None:
        wide, high = (_MOST, 1) if lying else (1, _MOST)
        self.setMaximumSize(wide, high)
        self.setMinimumSize(0 if lying else 1, 1 if lying else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("border.subtle"))
        painter.end()
