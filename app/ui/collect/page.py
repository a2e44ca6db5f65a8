"""The collect page: look at what a class handed in, then keep it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Changes, Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.domain.submission import Submission
from app.services import collecting, grading
from app.services.collecting import Preview
from app.ui import keys
from app.ui.collect.empty import Empty, Way
from app.ui.collect.foot import HEIGHT
from app.ui.collect.found import Found
from app.ui.collect.head import NARROW, Head
from app.ui.collect.looking import Looks
from app.ui.collect.places import Places
from app.ui.collect.waiting import Waiting
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.page import Page
from app.ui.reader.announcement import announce


class CollectPage(Page):
    """Nothing is kept until «collect» is pressed; then everything in one step."""

    names_undo = True

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self._assignments: Sequence[Assignment] = ()
        self._assignment: Assignment | None = None
        self._students = 0
        self._room = ""
        self.preview: Preview | None = None
        self.collected = False
        self.head = Head(context)
        self.places = Places(context, self)
        self.looks = Looks(self)
        self.head.last = self.places.last
        self.undo_last = Button(look, self._say("collect_page.undo_last"), kind="flat", icon="undo")
        self.waiting = Waiting(look, language)
        self.found = Found(look, language)
        self.empty = Empty(look)
        self.setAcceptDrops(True)
        self._dragged = False
        self._stack = QStackedLayout(self)
        for one in (self.empty, self.waiting, self.found):
            self._stack.addWidget(one)
        self._connect()
        self.refresh(None)

    def _connect(self) -> None:
        head, places, looks = self.head, self.places, self.looks
        side, foot = self.found.side, self.found.foot
        head.assignment_chosen.connect(self._choose_assignment)
        head.place_chosen.connect(places.take)
        head.place_added.connect(places.add)
        head.folder_asked.connect(places.ask_folder)
        head.files_asked.connect(places.ask_files)
        head.stick_asked.connect(places.ask_stick)
        head.again_asked.connect(self.look_again)
        places.chosen.connect(self.look)
        looks.progressed.connect(self._show_progress)
        looks.slow.connect(self._show_waiting)
        looks.found.connect(self._show_found)
        looks.fell.connect(self._show_empty)
        side.names_copied.connect(self._tell_copied)
        side.again_asked.connect(self.look_again)
        side.assignment_asked.connect(self._choose_assignment)
        self.waiting.progress.stopped.connect(looks.stop)
        foot.collected.connect(self.collect)
        foot.cancelled.connect(self.cancel)
        foot.undone.connect(self.undo)
        foot.left.connect(self._go_on)
        self.undo_last.clicked.connect(self.undo)

    # What the window asks.

    def title(self) -> str:
        if self._assignment is None:
            return self._say("collect_page.title_alone")
        return self._say("collect_page.title", name=isolate(self._assignment.name))

    def caption(self) -> str:
        if self._assignment is None or not self._students:
            return ""
        students = self._context.language.count("collect_page.students", self._students)
        return f"{isolate(self._room)} · {students}" if self._room else students

    def tools(self) -> Sequence[QWidget]:
        return (self.head,)

    def action(self) -> QWidget | None:
        return self.undo_last

    def foot(self) -> int:
        return HEIGHT if self._stack.currentWidget() is self.found else 0

    def open(self, **place: str) -> None:
        """``assignment_id``; ``paths``: one a line, to be looked at at once, by the assignment that
        they are for if none is named."""
        paths = [Path(line) for line in place.get("paths", "").splitlines()]
        id = place.get("assignment_id", "")
        if paths and not id:
            id = self._context.workspace.read(collecting.assignment_in, paths)
        if id:
            self._choose_assignment(id)
        elif not paths:
            self._show_assignment(current_assignment(self._context))
        if paths:
            self.look(paths)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touch(Assignment, Student, Classroom, Article):
            chosen = self._assignment.id if self._assignment else ""
            self._assignments = self._context.workspace.read(grading.assignments_of)
            # Behind, it heard of nothing: the roster may be another.
            again = changes is not None or not self.collected
            self._show_assignment(chosen, again=again)
        if changes is None or changes.touch(Submission):
            self._settle()
        self._show_undo()

    def _choose_assignment(self, id: str) -> None:
        remember_assignment(self._context, id)
        self._show_assignment(id)

    def _show_assignment(self, id: str, *, again: bool = False) -> None:
        """Show an assignment: that one, else the one worked with. ``again``: look at the files
        once more."""
        if all(one.id != id for one in self._assignments):
            id = current_assignment(self._context)
        found = [one for one in self._assignments if one.id == id]
        before = self._assignment
        self._assignment = (found or [None])[0]
        self._students, self._room = 0, ""
        if self._assignment is not None:
            read = self._context.workspace.read
            if self._assignment.classroom_id:
                self._students = len(read(grading.students_of, self._assignment))
            self._room = read(grading.classroom_of, self._assignment)
        shown = self._assignment.id if self._assignment else ""
        self.head.show_assignments(self._assignments, shown)
        other = (before.id if before else "") != shown
        if other or self._assignment is None:
            self._let_go()
        if self.places.paths and (other or again) and self._assignment is not None:
            self.look(self.places.paths)
        elif self.preview is None and not self.looks.busy:
            self._show_empty()
        self.heading_changed.emit()

    # Where to look.

    def look(self, paths: Sequence[Path]) -> None:
        """Look at the hand-ins in these places, in a thread, and show what collecting would do."""
        if self._assignment is None or not paths:
            return
        self._let_go()
        self.places.remember(paths)
        self.head.last = self.places.last
        self.head.show_places(self.places.paths, None)
        try:
            asked = self._context.workspace.read(collecting.expected, self._assignment.id)
        except KnownError as error:
            self._context.report(error)
            return
        self.waiting.progress.show_progress(self._say("collect_page.searching"), 0, 0)
        self.looks.start(asked, self.places.paths)

    def look_again(self) -> None:
        self.look(self.places.paths)

    def cancel(self) -> None:
        """Forget what was found; nothing was kept."""
        self._let_go()
        self.places.paths = ()
        self.head.show_places((), None)
        self._show_empty()

    def _let_go(self) -> None:
        self.looks.drop()
        self.preview, self.collected = None, False

    def _show_waiting(self) -> None:
        self._stack.setCurrentWidget(self.waiting)

    def _show_progress(self, done: int, total: int) -> None:
        self.waiting.progress.show_progress(self._say("collect_page.reading"), done, total)

    def _show_found(self, preview: Preview) -> None:
        self.preview, self.collected = preview, False
        self.head.show_places(self.places.paths, len(preview.candidates))
        if not preview.candidates:
            self._show_empty()
            return
        self.found.show_preview(preview)
        self._settle()
        self._stack.setCurrentWidget(self.found)
        announce(self, self.found.foot.accessibleName())
        if self.isVisible():
            self.found.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # What was found.

    def _settle(self) -> None:
        """Say what would be done or, where that was done and not taken back, that it was."""
        preview = self.preview
        if preview is None or not preview.candidates:
            return
        wanted = {one.submission.id for one in preview.to_add if one.submission is not None}
        there = self._context.workspace.read(lambda tx: tx.ids(Submission))
        self.collected = self.places.spent = bool(wanted) and wanted <= there
        writable = not self._context.workspace.read_only
        undoable = self._is_last()
        self.found.settle(taken=self.collected, undoable=undoable, writable=writable)

    def _show_empty(self) -> None:
        say = self._say
        if self._assignment is None:
            ways: list[Way] = [
                (say("collect_page.to_assignments"), "assignments", self._to_assignments)
            ]
            self.empty.say(
                say("collect_page.no_assignment"), say("collect_page.no_assignment_hint"), ways
            )
        elif self.preview is not None and self.places.paths:
            name = isolate(self.places.paths[0].name or str(self.places.paths[0]))
            self.empty.say(
                say("collect_page.nothing_found", name=name),
                say("collect_page.nothing_found_hint"),
                self.places.ways(),
            )
        else:
            self.empty.say(
                say("collect_page.no_source"),
                say("collect_page.no_source_hint"),
                self.places.ways(),
            )
        self._stack.setCurrentWidget(self.empty)

    # What is done.

    def collect(self) -> None:
        """Keep what was found, as one step."""
        preview = self.preview
        if preview is None or self.collected or not self.found.foot.collect.isEnabled():
            return
        if self._context.do(Gesture.COLLECT, collecting.collect, preview) is not None:
            announce(self, self.found.foot.accessibleName())
            self.found.foot.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Take the last collecting back."""
        if not self._is_last():
            return
        try:
            self._context.workspace.undo()
        except KnownError as error:
            self._context.report(error)

    def _is_last(self) -> bool:
        step = self._context.workspace.next_undo
        return step is not None and step.gesture is Gesture.COLLECT

    def _show_undo(self) -> None:
        writable = not self._context.workspace.read_only
        self.undo_last.setEnabled(self._is_last() and writable)
        if self.collected and self.preview is not None:
            self.found.foot.show_done(self.preview, undoable=self._is_last())

    def _go_on(self) -> None:
        if self._assignment is not None:
            self._context.navigate("grading", assignment_id=self._assignment.id)

    def _to_assignments(self) -> None:
        self._context.navigate("assignments")

    def _tell_copied(self) -> None:
        self._context.hint(self._say("collect_page.names_copied"))

    # Keys, and files that are let go of here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Ctrl+O":
            self.places.ask_folder()
        elif chord == "Ctrl+F":
            self.found.seek()
        elif chord in ("Ctrl+Return", "Ctrl+Enter"):
            self.collect()
        elif chord == "F5":
            self.look_again()
        elif chord == "Esc" and not self.found.leave_search():
            if self.looks.busy:
                self.looks.stop()
            elif self.preview is not None and not self.collected:
                self.cancel()
        elif chord != "Esc":
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._assignment is not None and _local(event):
            event.acceptProposedAction()
            self._drag(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drag(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drag(False)
        paths = _local(event)
        if paths and self._assignment is not None:
            event.acceptProposedAction()
            self.places.add(*paths)

    def _drag(self, on: bool) -> None:
        if on != self._dragged:
            self._dragged = on
            if on:
                self._context.hint(self._say("collect_page.drop"))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._context.look
        painter.fillRect(self.rect(), look.color("surface.paper"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.window().width()
        words = self._say("collect_page.undo_last")
        self.head.narrow(width)
        self.found.narrow(width < NARROW)
        self.undo_last.set_words("" if width < NARROW else words, words)


def _local(event: QDropEvent) -> list[Path]:
    """The files and folders that are dragged."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
