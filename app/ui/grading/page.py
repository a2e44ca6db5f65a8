"""The grading page: the student's work against the key, in the text and row by row."""

import contextlib
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.change import Changes, Gesture
from app.domain.classroom import Student
from app.domain.grade import ClaimRow, ExtraRow, NoteRow, RelationRow
from app.domain.language import isolate
from app.services import grading
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.sign import EmptyState
from app.ui.controls.strip import Strip
from app.ui.grading import detail as details
from app.ui.grading.desk import Desk
from app.ui.grading.detail import Detail
from app.ui.grading.empty import nothing_here
from app.ui.grading.entries import PARTS, Entry, Part, entries_of, heads_of
from app.ui.grading.row_painter import Heads
from app.ui.grading.rows import Rows
from app.ui.grading.student_switch import StudentSwitch
from app.ui.grading.tabs import Tabs
from app.ui.grading.text_pane import TextPane
from app.ui.grading.total_bar import TotalBar
from app.ui.page import Page
from app.ui.reader.announcement import announce

_ANONYMOUS = "grading_anonymous"
_NARROW = 1120  # of the page: the header's tools keep their icons
_DIGITS = tuple("0123456789")


class GradingPage(Page):
    """Decisions are gestures on the workspace; what is shown is read again after each."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self.desk = Desk(context.workspace)
        self.part = Part.CLAIMS
        self.review_only = False
        self._unseen = True
        self._refreshing = False
        self._shown_student = ""
        self.pane = TextPane(look, language)
        self.tabs = Tabs(look, language)
        self.heads = Heads(look)
        self.rows = Rows(look, language)
        self.detail = Detail(look, language)
        self.bar = TotalBar(look, language)
        self.nothing = Strip(look, self._say("ui.close"))
        self.switch = StudentSwitch(look, language)
        anonymous = self._say("grading_page.anonymous")
        self.anonymous = Button(look, anonymous, kind="flat", icon="projector")
        self.anonymous.setCheckable(True)
        self.anonymous.setChecked(context.preferences.choices.layout.get(_ANONYMOUS) == "on")
        self.choose_assignment = Button(
            look, kind="flat", icon="assignments", name=self._say("grading_page.choose_assignment")
        )
        self._tools = QWidget()
        self._empty: EmptyState | None = None
        self._lay_out()
        self._connect()
        self.detail.setEnabled(not context.workspace.read_only)
        self._set_size()
        self.refresh(None)

    def _lay_out(self) -> None:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.detail.setFixedHeight(details.HEIGHT)
        for part in (self.tabs, self.nothing, self.heads):
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        column.addWidget(self.detail)
        column.addWidget(self.bar)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.choose_assignment)
        tools.addWidget(self.switch)
        tools.addWidget(self.anonymous)
        tools.setSpacing(8)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)  # the window's ground shows as a line between the two
        row.addWidget(self.pane, 560)
        row.addWidget(panel, 730)
        self.pane.setMinimumWidth(360)
        panel.setMinimumWidth(540)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._work)

    def _connect(self) -> None:
        self.rows.row_chosen.connect(self._row_chosen)
        self.tabs.part_chosen.connect(self._part_chosen)
        self.tabs.review_toggled.connect(self._filter)
        self.pane.claim_clicked.connect(self._claim_clicked)
        self.pane.key_clicked.connect(self._key_clicked)
        self.pane.article_chosen.connect(self._article_chosen)
        self.detail.points_decided.connect(self._decide_points)
        self.detail.level_chosen.connect(self._choose_level)
        self.detail.extra_judged.connect(self._judge_extra)
        self.detail.comment_written.connect(self._write_comment)
        self.detail.left.connect(lambda: self.rows.setFocus(Qt.FocusReason.OtherFocusReason))
        self.bar.accepted.connect(self.accept)
        self.bar.whole_asked.connect(self._show_whole)
        self.bar.worksheet_asked.connect(self._open_worksheet)
        self.switch.student_chosen.connect(self.show_student)
        self.switch.stepped.connect(self.step)
        self.anonymous.toggled.connect(self._hide_names)
        self.choose_assignment.clicked.connect(self._open_assignments)

    # What the window asks.

    def title(self) -> str:
        if self.desk.assignment is None:
            return self._say("ui.grading")
        return self._say("grading_page.title", name=self.desk.assignment.name)

    def caption(self) -> str:
        desk = self.desk
        if desk.problem is not None or not desk.students:
            return ""
        graded = self._say(
            "grading_page.graded", done=len(desk.progress.graded), total=len(desk.students)
        )
        return f"{isolate(desk.classroom)} · {graded}" if desk.classroom else graded

    def tools(self) -> Sequence[QWidget]:
        return (self._tools,)

    def open(self, **place: str) -> None:
        """``assignment_id``, ``student_id``, ``row`` («claim:KEY»): each may be left out."""
        self._set_size()
        assignment, student = place.get("assignment_id"), place.get("student_id")
        if assignment or student:
            self.desk.reload(assignment, student)
            self._show()
        if row := place.get("row"):
            self.choose_row(row)

    def refresh(self, changes: Changes | None) -> None:
        self._refreshing = True
        try:
            if changes is None:
                self.desk.reload()
            else:
                self.desk.follow(changes)
            self._show()
        finally:
            self._refreshing = False

    def flush(self) -> bool:
        return self.detail.flush()

    # What is shown.

    def _show(self) -> None:
        desk = self.desk
        self.choose_assignment.setVisible(len(desk.assignments) > 1)
        for tool in (self.switch, self.anonymous):
            tool.setVisible(desk.problem is None)
        if desk.problem is not None:
            problem = desk.problem
            self._show_problem(problem.message, self._say(problem.message, **problem.values))
        elif not desk.progress.handed_in:
            self._show_problem("grading_page.no_work", self._say("grading_page.no_work"))
        else:
            self._stack.setCurrentWidget(self._work)
        self._show_names()
        if desk.grade is not None:
            self._show_text()
            self._show_rows()
        self.heading_changed.emit()

    def _show_problem(self, key: str, words: str) -> None:
        """Three lines, what is not here, what to do."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        advice = self._say(f"{key}_hint") if key.startswith("grading_page.") else words
        missing = words if key.startswith("grading_page.") else self._say("grading_page.no_key")
        self._empty = nothing_here(self._context, missing, advice)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _set_size(self) -> None:
        """The reading size is the user's."""
        self.pane.set_size(f"reading.{self._context.preferences.choices.reading_size}")

    def _show_names(self) -> None:
        desk = self.desk
        self.switch.show_students(desk.students, desk.student, self.name_of, desk.progress)
        if desk.grade is None or desk.assignment is None or desk.student is None:
            return
        self.nothing.setVisible(False)
        if desk.student.id not in desk.progress.handed_in:
            words = self._say("grading_page.nothing_from", name=self.name_of(desk.student))
            self.nothing.say("info", words, closable=False)
        following = desk.following()
        waiting = sum(note.pending for note in desk.grade.notes)
        self.bar.show_grade(desk.grade, desk.assignment.scale, waiting)
        self.bar.show_ways(
            self._short(desk.student),
            (self.name_of(following), self._short(following)) if following else None,
        )

    def name_of(self, student: Student) -> str:
        """The name; the pseudonym while names are hidden."""
        return isolate(student.id) if self.anonymous.isChecked() else student.name

    def _short(self, student: Student) -> str:
        name = self.name_of(student)
        return name if self.anonymous.isChecked() else name.split(" ")[0]

    def _show_text(self) -> None:
        desk = self.desk
        counts = Counter(claim.article_id for claim in (desk.work.claims if desk.work else ()))
        self.pane.offer(desk.articles, counts)
        self._show_marks()

    def _show_marks(self) -> None:
        article = self.pane.article
        if article is not None:
            self.pane.show_marks(self.desk.claims_in(article.id), self.desk.keys_in(article.id))

    def _show_rows(self) -> None:
        """The table, its chosen row, and the detail; a row that is gone gives way to the first."""
        grade, language = self.desk.grade, self._context.language
        if grade is None or self.desk.student is None:
            return
        if self.review_only and not grade.to_review:
            self.review_only = False
            self.tabs.review.setChecked(False)
        self.tabs.show_grade(grade, self.part)
        entries = entries_of(
            self.part, grade, self.desk.claim, language, review_only=self.review_only
        )
        words, figures = heads_of(self.part, language)
        _, short = heads_of(self.part, language, short=True)
        wide = self.part in (Part.NOTES, Part.EXTRAS)
        self.heads.show_heads(words, figures, short, wide=wide)
        empty = "review" if self.review_only else self.part.value
        self.rows.show_entries(
            entries, len(figures) - 1, self._say(f"grading_page.none.{empty}"), wide=wide
        )
        changed = self._shown_student != self.desk.student.id
        self._shown_student = self.desk.student.id
        if self.detail.name == details.WHOLE and not changed:
            self.detail.show_whole(grade, self.desk.comments)
            return
        if self.rows.chosen() is None and entries:
            self.rows.choose(entries[0].name)
            changed = True
        self._show_detail(reveal=changed)

    def _show_detail(self, *, reveal: bool) -> None:
        entry = self.rows.chosen()
        self.detail.show_entry(entry, self.desk.grade, self.desk.comments, self.desk.claim)
        if entry is None:
            self.pane.point_at(None, None)
        elif reveal:
            self._reveal(entry)

    def _reveal(self, entry: Entry) -> None:
        """Bring the words of a row into view, in whichever article they stand."""
        mine, expected = self._ends(entry)
        shown = mine or expected
        article = next((a for a in self.desk.articles if shown and a.id == shown.article_id), None)
        if shown is None or article is None:
            return
        if self.pane.article is None or self.pane.article.id != article.id:
            self.pane.show_article(article)
            self._show_marks()
        self.pane.point_at(mine.id if mine else None, expected.id if expected else None)
        if self.isVisible():
            self.pane.reader.scroll_to(shown.start, shown.end)

    def _ends(self, entry: Entry) -> tuple[Annotation | None, Annotation | None]:
        """The student's claim and the key's that a row is about."""
        row = entry.row
        if isinstance(row, ClaimRow):
            return row.match, row.key
        if isinstance(row, NoteRow | ExtraRow):
            return row.annotation, None
        if isinstance(row, RelationRow):
            mine = self.desk.claim(row.match.source_id) if row.match else None
            return mine, self.desk.claim(row.key.source_id)
        return None, None

    # What somebody does.

    def show_part(self, part: Part) -> None:
        """Another table."""
        if part is not self.part and self.flush():
            self.part = part
            self.rows.choose(None)
            self._show_rows()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_row(self, name: str) -> None:
        """Choose a row by name, in whichever table it is."""
        kind = name.partition(":")[0]
        part = next((one for one in PARTS if one.value.startswith(kind)), self.part)
        if not self.flush():
            return
        if part is not self.part or (self.review_only and self.rows.rows.place(name) is None):
            self.part, self.review_only = part, False
            self.tabs.review.setChecked(False)
            self._show_rows()
        self.rows.choose(name)
        self._show_detail(reveal=True)

    def show_student(self, student_id: str) -> None:
        """Another student; the row stays, where the key's rows are the same."""
        if not self.flush():
            return
        self.desk.choose(student_id)
        self._show()
        if self.desk.student is not None:
            name = self.name_of(self.desk.student)
            announce(self, self._say("grading_page.now", name=name))

    def step(self, by: int) -> None:
        """The previous (-1) or the next (1) student of the roster."""
        student = self.desk.beside(by)
        if student is not None:
            self.show_student(student.id)

    def accept(self) -> None:
        """Leave the grade as it stands and go on to the next who handed in."""
        following = self.desk.following()
        if following is not None and self.flush():
            self.show_student(following.id)

    def _part_chosen(self, part: str) -> None:
        self.show_part(Part(part))

    def _key_clicked(self, id: str) -> None:
        self.choose_row(f"claim:{id}")

    def _row_chosen(self, _name: str) -> None:
        before = self.detail.name
        if not self.flush():
            self.rows.choose(before)
            return
        self._show_detail(reveal=True)

    def _claim_clicked(self, id: str) -> None:
        """The row of a student's claim: the key's that it stands for, or what is beyond the key."""
        grade = self.desk.grade
        if grade is None:
            return
        rows = {row.match.id: row.name for row in grade.claims if row.match}
        rows.update((row.annotation.id, row.name) for row in grade.extras)
        if id in rows:
            self.choose_row(rows[id])

    def _article_chosen(self, id: str) -> None:
        article = next((one for one in self.desk.articles if one.id == id), None)
        if article is not None:
            self.pane.show_article(article)
            self._show_marks()
            entry = self.rows.chosen()
            mine, expected = self._ends(entry) if entry else (None, None)
            self.pane.point_at(mine.id if mine else None, expected.id if expected else None)

    def _filter(self, on: bool) -> None:
        if on != self.review_only and self.flush():
            self.review_only = on
            if on and self.desk.grade and not any(row.review for row in self.desk.grade.claims):
                self.part = Part.RELATIONS
            self.rows.choose(None)
            self._show_rows()

    def _decide_points(self, row: str, points: float | None) -> None:
        place = self._place()
        done = place and self._context.do(
            Gesture.SET_SCORE, grading.set_points, *place, row, points
        )
        if not done:
            self.detail.decision.points.forget()
        self._tell()

    def _choose_level(self, annotation_id: str, level: int | None) -> None:
        if place := self._place():
            self._context.do(Gesture.SET_LEVEL, grading.set_level, *place, annotation_id, level)
            self._tell()

    def _judge_extra(self, row: str, accepted: bool | None) -> None:
        if place := self._place():
            id = row.partition(":")[2]
            self._context.do(Gesture.JUDGE_EXTRA, grading.judge_extra, *place, id, accepted)
            self._tell()

    def _tell(self) -> None:
        """Have a screen reader say what has become of the row."""
        entry = self.rows.chosen()
        if entry is not None:
            announce(self.rows, entry.spoken)

    def _write_comment(self, row: str, comment: str) -> None:
        if place := self._place():
            self._context.do(
                Gesture.WRITE_COMMENT, grading.write_comment, *place, row, comment.strip()
            )

    def _place(self) -> tuple[str, str] | None:
        """Which grade a decision is on; None for none, or where a field that is taken away while
        the page is being refreshed says once more what was decided already."""
        if self._refreshing:
            return None
        if self.desk.assignment is None or self.desk.student is None:
            return None
        return self.desk.assignment.id, self.desk.student.id

    def _show_whole(self) -> None:
        """The comment on the whole work, in the detail's place; again: back to the row."""
        if self.desk.grade is None or not self.flush():
            return
        if self.detail.name == details.WHOLE:
            self._show_detail(reveal=False)
            return
        self.detail.show_whole(self.desk.grade, self.desk.comments)
        self.detail.decision.comment.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_worksheet(self) -> None:
        if place := self._place():
            self._context.navigate("worksheet", assignment_id=place[0], student_id=place[1])

    def _hide_names(self, hidden: bool) -> None:
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._context.preferences.remember(_ANONYMOUS, "on" if hidden else "off")
        self._show_names()

    def assignments_menu(self) -> QMenu:
        menu = QMenu(self)
        for assignment in self.desk.assignments:
            action = QAction(assignment.name, menu)
            action.setCheckable(True)
            action.setChecked(assignment is self.desk.assignment)
            action.triggered.connect(
                lambda _=False, id=assignment.id: self.flush() and self.open(assignment_id=id)
            )
            menu.addAction(action)
        return menu

    def _open_assignments(self) -> None:
        menu = self.assignments_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = QPoint(0, self.choose_assignment.height() + 4)
        menu.popup(self.choose_assignment.mapToGlobal(below))

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(keys.chord(event)):
            super().keyPressEvent(event)

    def _press(self, chord: str) -> bool:
        """By the place of the key; False for keys that mean nothing here."""
        if chord == "Ctrl+Return":
            self.accept()
        elif chord in ("PgUp", "PgDown"):
            self.step(-1 if chord == "PgUp" else 1)
        elif chord.startswith("Alt+") and chord[4:] in ("1", "2", "3", "4"):
            self.show_part(PARTS[int(chord[4:]) - 1])
        elif chord in ("Up", "Down"):
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return self._press_on_row(chord)
        return True

    def _press_on_row(self, chord: str) -> bool:
        entry = self.rows.chosen()
        if entry is None or not self.detail.isEnabled() or not self.detail.isVisible():
            return False
        row = entry.row
        if isinstance(row, ExtraRow):
            verdict = {"A": True, "K": False}.get(chord)
            if verdict is None:
                return False
            self._judge_extra(row.name, None if row.accepted is verdict else verdict)
        elif isinstance(row, NoteRow) and chord in ("0", "1", "2", "3"):
            self._choose_level(row.annotation.id, int(chord))
        elif chord in _DIGITS:
            self.detail.decision.points.begin(chord)
        elif chord == "Return":
            self.detail.decision.points.begin()
        elif chord == "N" and not self.detail.beside.rubric.isHidden():
            self.detail.beside.rubric.begin()
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._reveal_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.switch.narrow(narrow)
        name = self._say("grading_page.anonymous")
        self.anonymous.set_words("" if narrow else name, name)

    def _reveal_chosen(self) -> None:
        entry = self.rows.chosen()
        if entry is not None:
            self._reveal(entry)
