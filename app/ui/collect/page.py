"""The collect page: look at what a class handed in, then keep it in one step."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

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
from app.ui.collect.entries import counts_of, entries_of
from app.ui.collect.filters import Filters
from app.ui.collect.foot import HEIGHT, Foot
from app.ui.collect.head import NARROW, Head
from app.ui.collect.looking import Looking
from app.ui.collect.row_painter import Heads
from app.ui.collect.rows import Rows
from app.ui.collect.side import Side
from app.ui.collect.sources import sticks
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_files, choose_folder
from app.ui.controls.progress import ProgressRow
from app.ui.page import Page
from app.ui.reader.announcement import announce

_FOLDER = "collect_folder"
_PROGRESS_AFTER = 300


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
        self._paths: tuple[Path, ...] = ()
        self._looking: Looking | None = None
        self._let_go_of: list[Looking] = []  # nobody waits for them, but their threads are not done
        self.preview: Preview | None = None
        self.collected = False
        self.head = Head(context)
        kept = context.preferences.choices.layout.get(_FOLDER)
        self.head.last = Path(kept) if kept else None
        self.undo_last = Button(look, self._say("collect_page.undo_last"), kind="flat", icon="undo")
        self.filters = Filters(look, language)
        self.progress = ProgressRow(look, language)
        self.heads = Heads(look, language)
        self.rows = Rows(look, language)
        self.side = Side(look, language)
        self.foot_bar = Foot(look, language)
        self.empty = Empty(look)
        self._late = QTimer(self, singleShot=True, interval=_PROGRESS_AFTER)
        self.setAcceptDrops(True)
        self._dragged = False
        self._lay_out()
        self._connect()
        self.refresh(None)

    def _lay_out(self) -> None:
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.heads)
        column.addWidget(self.rows, 1)
        found = QWidget()
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(table, 1)
        beside.addWidget(self.side)
        whole = QVBoxLayout(found)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(beside, 1)
        whole.addWidget(self.foot_bar)
        self._found = found
        waiting = QWidget()
        self._waiting = waiting
        self.progress.setMaximumWidth(620)
        middle = QVBoxLayout(waiting)
        middle.setContentsMargins(32, 0, 32, 0)
        middle.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.progress, 4)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(3)
        self._stack = QStackedLayout(self)
        for one in (self.empty, waiting, found):
            self._stack.addWidget(one)

    def _connect(self) -> None:
        head, foot = self.head, self.foot_bar
        head.assignment_chosen.connect(self._choose_assignment)
        head.place_chosen.connect(self._look_in)
        head.place_added.connect(self._add)
        head.folder_asked.connect(self.choose_folder)
        head.files_asked.connect(self.choose_files)
        head.stick_asked.connect(self.add_folder)
        head.again_asked.connect(self.look_again)
        self.filters.changed.connect(self._show_rows)
        self.rows.row_chosen.connect(self.side.point_out)
        self.side.names_copied.connect(self._tell_copied)
        self.side.again_asked.connect(self.look_again)
        self.side.assignment_asked.connect(self._choose_assignment)
        self.progress.stopped.connect(self.stop)
        self._late.timeout.connect(self._show_waiting)
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
        return HEIGHT if self._stack.currentWidget() is self._found else 0

    def open(self, **place: str) -> None:
        """``assignment_id``; ``paths``: one a line, to be looked at at once, by the assignment that
        they are for if none is named."""
        paths = [Path(line) for line in place.get("paths", "").splitlines()]
        id = place.get("assignment_id", "")
        if paths and not id:
            id = self._context.workspace.read(collecting.assignment_in, paths)
        if id:
            self._choose_assignment(id)
        if paths:
            self.look(paths)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touch(Assignment, Student, Classroom, Article):
            chosen = self._assignment.id if self._assignment else ""
            self._assignments = self._context.workspace.read(grading.assignments_of)
            self._choose_assignment(chosen, again=changes is not None)
        if changes is None or changes.touch(Submission):
            self._settle()
        self._show_undo()

    def _choose_assignment(self, id: str, *, again: bool = False) -> None:
        """Show an assignment: that one, else the newest. ``again``: look at the files once more."""
        found = [one for one in self._assignments if one.id == id]
        before = self._assignment
        self._assignment = (found or [*self._assignments[-1:], None])[0]
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
        if self._paths and (other or again) and self._assignment is not None:
            self.look(self._paths)
        elif self.preview is None and self._looking is None:
            self._show_empty()
        self.heading_changed.emit()

    # Where to look.

    def choose_folder(self) -> None:
        """Ask for a folder, and look in it instead of where was looked before."""
        found = self._asked_folder()
        if found is not None:
            self._look_in(found)

    def add_folder(self) -> None:
        """Ask for a folder on another stick, and look there too."""
        found = self._asked_folder()
        if found is not None:
            self._add(found)

    def choose_files(self) -> None:
        title, kinds = self._say("collect_page.choose_source"), self._say("collect_page.kinds")
        found = choose_files(self, self._context.language, title, kinds)
        if found:
            self.look(found)

    def _asked_folder(self) -> Path | None:
        start = self._paths[0] if self._paths else self.head.last
        while start is not None and not start.is_dir() and start != start.parent:
            start = start.parent  # the stick is gone
        title = self._say("collect_page.choose_source")
        return choose_folder(self, self._context.language, title, start)

    def _look_in(self, path: Path) -> None:
        self.look([path])

    def _add(self, path: Path) -> None:
        kept = () if self.collected else self._paths
        self.look([*(one for one in kept if one != path), path])

    def look(self, paths: Sequence[Path]) -> None:
        """Look at the hand-ins in these places, in a thread, and show what collecting would do."""
        if self._assignment is None or not paths:
            return
        self._let_go()
        self._paths = tuple(paths)
        self._remember(paths[0])
        self.head.show_places(self._paths, None)
        try:
            asked = self._context.workspace.read(collecting.expected, self._assignment.id)
        except KnownError as error:
            self._context.report(error)
            return
        looking = self._looking = Looking()
        looking.progressed.connect(self._show_progress)
        looking.finished.connect(self._show_found)
        looking.failed.connect(self._fail)
        self.progress.show_progress(self._say("collect_page.searching"), 0, 0)
        self._late.start()
        looking.start(asked, self._paths)

    def look_again(self) -> None:
        self.look(self._paths)

    def stop(self) -> None:
        """No further file; what was read is shown."""
        if self._looking is not None:
            self._looking.stop()

    def cancel(self) -> None:
        """Forget what was found; nothing was kept."""
        self._let_go()
        self._paths = ()
        self.head.show_places((), None)
        self._show_empty()

    def _let_go(self) -> None:
        if self._looking is not None:
            self._looking.stop()
            self._let_go_of.append(self._looking)
            self._looking = None
        self._late.stop()
        self.preview, self.collected = None, False

    def _remember(self, path: Path) -> None:
        folder = path if path.is_dir() else path.parent
        self.head.last = folder
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._context.preferences.remember(_FOLDER, str(folder))

    def _show_waiting(self) -> None:
        self._stack.setCurrentWidget(self._waiting)

    def _show_progress(self, done: int, total: int) -> None:
        if self.sender() is self._looking:
            self.progress.show_progress(self._say("collect_page.reading"), done, total)

    def _show_found(self, preview: Preview) -> None:
        if not self._has_ended():
            return
        self.preview, self.collected = preview, False
        self.head.show_places(self._paths, len(preview.candidates))
        if not preview.candidates:
            self._show_empty()
            return
        self.filters.reset()
        self.filters.show_counts(counts_of(preview))
        self.side.show_preview(preview)
        self._settle()
        self._stack.setCurrentWidget(self._found)
        announce(self, self.foot_bar.accessibleName())
        if self.isVisible() and not self.rows.hasFocus():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: Exception) -> None:
        if self._has_ended():
            self._show_empty()
        raise error

    def _has_ended(self) -> bool:
        """Put away the look that has just ended; whether it is the one that is waited for."""
        ended = self.sender()
        for one in (*self._let_go_of, self._looking):
            if one is not None and one is ended:
                one.end()
        self._let_go_of = [one for one in self._let_go_of if one is not ended]
        if self._looking is None or ended is not self._looking:
            return False
        self._looking = None
        self._late.stop()
        return True

    # What was found.

    def _settle(self) -> None:
        """Say what would be done or, where that was done and not taken back, that it was."""
        preview = self.preview
        if preview is None or not preview.candidates:
            return
        wanted = {one.submission.id for one in preview.to_add if one.submission is not None}
        there = self._context.workspace.read(lambda tx: tx.ids(Submission))
        self.collected = bool(wanted) and wanted <= there
        if self.collected:
            self.foot_bar.show_done(preview, undoable=self._is_last())
        else:
            writable = not self._context.workspace.read_only
            self.foot_bar.show_preview(preview, writable=writable)
        self._show_rows()

    def _show_rows(self) -> None:
        if self.preview is None:
            return
        query, shown = self.filters.search.text(), self.filters.segments.value()
        entries = entries_of(
            self.preview, self._context.language, taken=self.collected, shown=shown, query=query
        )
        none = self._say("collect_page.none_of_these")
        if query.strip():
            none = self._say("collect_page.no_match", query=isolate(query.strip()))
        self.rows.show_entries(entries, none)

    def _show_empty(self) -> None:
        say = self._say
        if self._assignment is None:
            ways: list[Way] = [
                (say("collect_page.to_assignments"), "assignments", self._to_assignments)
            ]
            self.empty.say(
                say("collect_page.no_assignment"), say("collect_page.no_assignment_hint"), ways
            )
        elif self.preview is not None and self._paths:
            name = isolate(self._paths[0].name or str(self._paths[0]))
            self.empty.say(
                say("collect_page.nothing_found", name=name),
                say("collect_page.nothing_found_hint"),
                self._ways(),
            )
        else:
            self.empty.say(
                say("collect_page.no_source"), say("collect_page.no_source_hint"), self._ways()
            )
        self._stack.setCurrentWidget(self.empty)

    def _ways(self) -> list[Way]:
        say = self._say
        ways: list[Way] = [
            (say("collect_page.drive", name=isolate(name)), "device",
             lambda path=path: self._look_in(path))
            for path, name in sticks()[:2]
        ]  # fmt: skip
        last = self.head.last
        if last is not None and last not in self._paths and last.is_dir():
            words = say("collect_page.last_folder", name=isolate(last.name))
            ways.append((words, "folder", lambda: self._look_in(last)))
        ways.append((say("collect_page.choose_folder"), "folder", self.choose_folder))
        ways.append((say("collect_page.choose_files"), "import_file", self.choose_files))
        return ways

    # What is done.

    def collect(self) -> None:
        """Keep what was found, as one step."""
        preview = self.preview
        if preview is None or self.collected or not self.foot_bar.collect.isEnabled():
            return
        if self._context.do(Gesture.COLLECT, collecting.collect, preview) is not None:
            announce(self, self.foot_bar.accessibleName())
            self.foot_bar.go.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self.foot_bar.show_done(self.preview, undoable=self._is_last())

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
            self.choose_folder()
        elif chord == "Ctrl+F":
            self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filters.search.selectAll()
        elif chord in ("Ctrl+Return", "Ctrl+Enter"):
            self.collect()
        elif chord == "F5":
            self.look_again()
        elif chord == "Esc" and not self._leave_search():
            if self._looking is not None:
                self.stop()
            elif self.preview is not None and not self.collected:
                self.cancel()
        elif chord != "Esc":
            super().keyPressEvent(event)

    def _leave_search(self) -> bool:
        """Esc in the field empties it and goes back to the rows."""
        search = self.filters.search
        if not search.hasFocus() and not search.text():
            return False
        search.clear()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

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
            kept = () if self.collected else self._paths
            self.look([*(one for one in kept if one not in paths), *paths])

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
        self.side.narrow(width < NARROW)
        self.filters.segments.tighten(width < NARROW)
        self.undo_last.set_words("" if width < NARROW else words, words)


def _local(event: QDropEvent) -> list[Path]:
    """The files and folders that are dragged."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
