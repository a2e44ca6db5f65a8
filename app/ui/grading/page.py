"""The grading page: the student's work against the key, in the text and row by row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.domain.change import Changes
from app.services import consulting
from app.services.approving import State
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.sign import EmptyState
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.grading import detail as details
from app.ui.grading import wording
from app.ui.grading.asking import Asking
from app.ui.grading.desk import Desk
from app.ui.grading.empty import nothing_here
from app.ui.grading.entries import PARTS, Part, first_waiting, rows_in
from app.ui.grading.head import Head
from app.ui.grading.judging import Judging
from app.ui.grading.panel import Panel
from app.ui.grading.pointing import Pointing
from app.ui.grading.text_pane import TextPane
from app.ui.page import Page
from app.ui.reader.announcement import announce

_NARROW = 1120  # of the page: the header's tools keep their icons


class GradingPage(Page):
    """Decisions are gestures on the workspace; what is shown is read again after each."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self.desk = Desk(context.workspace)
        self.judging = Judging(context, self.desk)
        self._unseen = True
        self._shown_student = ""
        self._rubric = ""  # the text of the one that is shown; empty: the one that ships
        self._insisted = ("", "")  # whose grade may be approved although what waits there
        self._led_from: Part | None = None  # the table that was left to show what waits
        self.pane = TextPane(look, language)
        self.pointing = Pointing(self.pane, self.desk)
        self.panel = Panel(context)
        self.head = Head(context, self.desk)
        self.asking = Asking(context, self)
        self._empty: EmptyState | None = None
        self._lay_out()
        self._connect()
        self.panel.detail.setEnabled(not context.workspace.read_only)
        self._set_size()
        self.refresh(None)

    def _lay_out(self) -> None:
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)  # the window's ground shows as a line between the two
        row.addWidget(self.pane, 560)
        row.addWidget(self.panel, 730)
        self.pane.setMinimumWidth(360)
        self.panel.setMinimumWidth(540)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._work)

    def _connect(self) -> None:
        panel, pane, head = self.panel, self.pane, self.head
        panel.rows.row_chosen.connect(self._row_chosen)
        panel.tabs.part_chosen.connect(self._part_chosen)
        panel.tabs.review_toggled.connect(self._filter)
        panel.detail.points_decided.connect(self._decide_points)
        panel.detail.level_chosen.connect(self._choose_level)
        panel.detail.extra_judged.connect(self._judge_extra)
        panel.detail.comment_written.connect(self.judging.comment)
        panel.detail.across_asked.connect(self.asking.toggle)
        panel.detail.withdrawn.connect(self._withdraw)
        panel.detail.end_sought.connect(self._reveal_chosen)
        panel.detail.left.connect(self.focus_rows)
        panel.bar.accepted.connect(self.accept)
        panel.bar.whole_asked.connect(self._show_whole)
        panel.bar.worksheet_asked.connect(self._open_worksheet)
        pane.claim_clicked.connect(self._claim_clicked)
        pane.key_clicked.connect(self._key_clicked)
        pane.article_chosen.connect(self._article_chosen)
        head.student_chosen.connect(self.show_student)
        head.stepped.connect(self.step)
        head.assignment_chosen.connect(self._assignment_chosen)
        head.gradebook_asked.connect(self._open_gradebook)
        head.names_changed.connect(self._names_changed)

    # What the window asks.

    def title(self) -> str:
        if self.desk.assignment is None:
            return self._say("ui.grading")
        return self._say("grading_page.title", name=self.desk.assignment.name)

    def caption(self) -> str:
        return wording.how_far(self.desk, self._context.language)

    def tools(self) -> Sequence[QWidget]:
        return (self.head,)

    def open(self, **place: str) -> None:
        """``assignment_id``, ``student_id``, ``row`` («claim:KEY»): each may be left out."""
        self._set_size()
        assignment, student = place.get("assignment_id"), place.get("student_id")
        if assignment:
            remember_assignment(self._context, assignment)
        now, here = current_assignment(self._context), self.desk.assignment
        if assignment or student or (here is not None and here.id != now):
            self.desk.reload(now, student)
            self._show()
        if row := place.get("row"):
            self.choose_row(row)

    def refresh(self, changes: Changes | None) -> None:
        self.judging.paused = True
        try:
            if changes is None:
                shown = self.desk.assignment is not None
                self.desk.reload(None if shown else current_assignment(self._context))
            else:
                self.desk.follow(changes)
            self.asking.across.follow(changes)
            self._show()
        finally:
            self.judging.paused = False

    def flush(self) -> bool:
        return self.panel.detail.flush()

    # What is shown.

    def _show(self) -> None:
        desk = self.desk
        if desk.problem is not None:
            problem = desk.problem
            self._show_problem(problem.message, self._say(problem.message, **problem.values))
        elif not desk.progress.handed_in:
            self._show_problem("grading_page.no_work", self._say("grading_page.no_work"))
        else:
            self._stack.setCurrentWidget(self._work)
        self.show_names()
        if desk.assignment is not None and desk.assignment.rubric != self._rubric:
            self._rubric = desk.assignment.rubric
            code = self._context.language.code
            self.panel.show_rubric(consulting.rubric(code, self._rubric))
        if desk.grade is not None:
            self.pointing.show_work()
            self.show_rows()
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

    def show_names(self) -> None:
        desk, panel, name_of = self.desk, self.panel, self.head.name_of
        self.head.refresh()
        if desk.grade is None or desk.assignment is None or desk.student is None:
            return
        panel.nothing.setVisible(False)
        if desk.student.id not in desk.progress.handed_in:
            words = self._say("grading_page.nothing_from", name=name_of(desk.student))
            panel.nothing.say("info", words, closable=False)
        panel.bar.show_grade(desk.grade, desk.assignment.scale)
        panel.bar.show_state(desk.state)
        self.pane.say_hand_in(wording.hand_in(self.desk, self._context.language))
        self.show_ways()

    def show_ways(self) -> None:
        """Where the foot's button leads."""
        desk, bar, name_of = self.desk, self.panel.bar, self.head.name_of
        if desk.student is None:
            return
        following = desk.following()
        ways = (name_of(following), self.head.short_name_of(following)) if following else None
        bar.show_ways(self.head.short_name_of(desk.student), ways, missing=desk.missing)
        if self.asking.on:
            bar.show_across(self._say("grading_page.next_answer"))

    def _names_changed(self) -> None:
        """Another order, and other names wherever one stands."""
        self.show_names()
        if self.asking.on:
            self.show_rows()

    def show_rows(self) -> None:
        """The table, its chosen row, and the detail."""
        grade, student = self.desk.grade, self.desk.student
        if grade is None or student is None:
            return
        changed = self._shown_student != student.id
        self._shown_student = student.id
        if changed:
            self._move_on()
        detail = self.panel.detail
        if self.asking.on:
            chosen_anew = self.asking.show(student)
        else:
            chosen_anew = self.panel.show_table(grade, self.desk.claim)
        if detail.name == details.WHOLE and not changed:
            detail.show_whole(
                grade, self.desk.comments, wording.approval(self.desk, self._context.language)
            )
        else:
            self.show_detail(reveal=changed or chosen_anew)

    def show_detail(self, *, reveal: bool) -> None:
        entry = self.panel.rows.chosen()
        self.panel.detail.show_entry(entry, self.desk.grade, self.desk.comments, self.desk.claim)
        self.panel.detail.show_across(on=self.asking.on)
        if entry is None or reveal:
            self.pointing.reveal(entry)

    # What somebody does.

    def show_part(self, part: Part) -> None:
        """Another table."""
        if part is not self.panel.part and self.flush():
            self.panel.turn(part, review_only=self.panel.review_only and not self.asking.on)
            self.panel.rows.choose(None)
            if self.asking.on:
                self.asking.begin_with(part)
            self.show_rows()
        self.focus_rows()

    def choose_row(self, name: str) -> None:
        """Choose a row by name, in whichever table it is."""
        kind, panel = name.partition(":")[0], self.panel
        if self.asking.on:
            self.asking.end()
        part = next((one for one in PARTS if one.value.startswith(kind)), panel.part)
        if not self.flush():
            return
        hidden = panel.review_only and panel.rows.rows.place(name) is None
        if part is not panel.part or hidden:
            panel.turn(part)
            self.show_rows()
        panel.rows.choose(name)
        self.show_detail(reveal=True)

    def show_student(self, student_id: str) -> None:
        """Another student; the row stays, where the key's rows are the same."""
        if not self.flush():
            return
        self.desk.choose(student_id)
        self._show()
        if self.desk.student is not None:
            name = self.head.name_of(self.desk.student)
            announce(self, self._say("grading_page.now", name=name))

    def step(self, by: int) -> None:
        """The previous (-1) or the next (1) student of the roster."""
        student = self.desk.beside(by)
        if student is not None:
            self.show_student(student.id)

    def accept(self) -> None:
        """Let the grade stand («اعتماد») and go on to the next who waits. Where notes wait for a
        level or extras for a verdict, the first press leads there; the second approves all the
        same."""
        desk = self.desk
        if not self.flush() or desk.grade is None or desk.student is None:
            return
        if self.asking.on:
            self.asking.go_on()
            return
        following = desk.following()
        if desk.state is not State.ACCEPTED:
            if self._stop_for(first_waiting(desk.grade)) or not self.judging.approve():
                return
            part = self._led_from or self.panel.part
            self._move_on()
            name = self.head.name_of(desk.student)
            announce(self, self._say("grading_page.approved_now", name=name))
            if following is not None:
                self.panel.turn(part, review_only=self.panel.review_only)
                self._go_on_to(following.id)
        elif following is not None:
            self._go_on_to(following.id)

    def _go_on_to(self, student_id: str) -> None:
        """The next student, in a table where there is something to look at."""
        self.show_student(student_id)
        grade, panel = self.desk.grade, self.panel
        if grade is not None and not rows_in(panel.part, grade):
            part = next((one for one in PARTS if rows_in(one, grade)), panel.part)
            panel.turn(part)
            self.show_rows()

    def _stop_for(self, waiting: tuple[Part, str] | None) -> bool:
        """Lead to what waits in the grade, once; False where nothing does, or it was shown."""
        student = self.desk.student
        if waiting is None or student is None or self._insisted == (student.id, waiting[0]):
            return False
        self._led_from = self._led_from or self.panel.part
        self._insisted = (student.id, waiting[0])
        self.choose_row(waiting[1])
        self.focus_rows()
        self._context.hint(self._say(f"grading_page.still_waiting.{waiting[0]}"))
        return True

    def _move_on(self) -> None:
        """What was said of a grade is not said of the next one."""
        self._led_from = None
        if any(self._insisted):
            self._insisted = ("", "")
            self._context.hint("")

    def _withdraw(self) -> None:
        self.judging.withdraw()

    def _assignment_chosen(self, id: str) -> None:
        if self.flush():
            self.open(assignment_id=id)

    def _part_chosen(self, part: str) -> None:
        self.show_part(Part(part))

    def _key_clicked(self, id: str) -> None:
        self.choose_row(f"claim:{id}")

    def _row_chosen(self, _name: str) -> None:
        before = self.panel.detail.entry
        if not self.flush():
            self.panel.rows.choose(before)
            return
        entry = self.panel.rows.chosen()
        if entry is not None and entry.student_id:
            self.asking.turn_to(entry.student_id)
        self.show_detail(reveal=True)

    def _claim_clicked(self, id: str) -> None:
        """The row of a student's claim: the key's that it stands for, or what is beyond the key."""
        grade = self.desk.grade
        if grade is None:
            return
        rows = {row.match.id: row.name for row in grade.claims if row.match}
        rows.update((row.annotation.id, row.name) for row in grade.extras)
        if id in rows and not self.asking.on:
            self.choose_row(rows[id])

    def _filter(self, on: bool) -> None:
        if on != self.panel.review_only and self.flush():
            grade, part = self.desk.grade, self.panel.part
            if on and grade and not any(row.review for row in grade.claims):
                part = Part.RELATIONS
            self.panel.turn(part, review_only=on)
            self.panel.rows.choose(None)
            self.show_rows()

    def _decide_points(self, row: str, points: float | None) -> None:
        if not self.judging.points(row, points):
            self.panel.detail.decision.points.forget()
        self._tell()

    def _choose_level(self, annotation_id: str, level: int | None) -> None:
        self.judging.level(annotation_id, level)
        self._tell()
        if self.asking.on and level is not None and self.panel.part is Part.NOTES:
            self.panel.rows.step(1)

    def _judge_extra(self, row: str, accepted: bool | None) -> None:
        self.judging.extra(row, accepted)
        self._tell()

    def _tell(self) -> None:
        """Have a screen reader say what has become of the row."""
        entry = self.panel.rows.chosen()
        if entry is not None:
            announce(self.panel.rows, entry.spoken)

    def _show_whole(self) -> None:
        """The comment on the whole work, in the detail's place; again: back to the row."""
        if self.desk.grade is None or not self.flush():
            return
        if self.panel.detail.name == details.WHOLE:
            self.show_detail(reveal=False)
            return
        self.panel.detail.show_whole(
            self.desk.grade, self.desk.comments, wording.approval(self.desk, self._context.language)
        )
        self.panel.detail.decision.comment.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_worksheet(self) -> None:
        if place := self.judging.place:
            self._context.navigate("worksheet", assignment_id=place[0], student_id=place[1])

    def _open_gradebook(self) -> None:
        if self.desk.assignment is not None:
            self._context.navigate("gradebook", assignment_id=self.desk.assignment.id)

    def focus_rows(self) -> None:
        self.panel.rows.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self.focus_rows()
        elif chord == ("Esc" if self.asking.on else "X") and self.panel.rows.chosen() is not None:
            self.asking.toggle()
        elif chord in ("Left", "Right") and self.asking.on:
            forward = "Left" if self._context.look.right_to_left else "Right"
            self.asking.ask(1 if chord == forward else -1)
        else:
            return self.panel.press(chord)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self.focus_rows()
            QTimer.singleShot(0, self, self._reveal_chosen)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._move_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.narrow(self.width() < _NARROW)

    def _reveal_chosen(self, end: int = 0) -> None:
        self.pointing.reveal(self.panel.rows.chosen(), end)

    def _article_chosen(self, id: str) -> None:
        self.pointing.show_article(id, self.panel.rows.chosen())
