"""The assignments page: what the class is asked, its key, handing out, and the classes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.article import Article, ArticleCard
from app.domain.assignment import Assignment
from app.domain.change import Changes, Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.file_name import joined
from app.domain.key_version import KeyVersion
from app.domain.language import isolate, isolate_path
from app.domain.relation import Relation
from app.domain.score import Score
from app.services import assigning, enrolling, grading, keying, packing
from app.services.enrolling import Listed
from app.services.purging import Purged
from app.ui import keys
from app.ui.assignments.class_pane import ClassPane
from app.ui.assignments.hand_out import HandOut
from app.ui.assignments.key_pane import KeyPane
from app.ui.assignments.purge_box import told_of
from app.ui.assignments.setup import Setup
from app.ui.assignments.side_list import Place, Row, SideList
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_new_file
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.sign import EmptyState
from app.ui.controls.words import Words
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.page import Page

_TABS = ("setup", "key", "hand_out")
_TYPED = frozenset(
    ("name", "due", "instructions", "weights", "scale",
     "claims_asked", "relations_asked", "notes_asked")
)  # fmt: skip
_NOWHERE = Place("", "")


class AssignmentsPage(Page):
    """One assignment or one class is looked at; what is answered is kept at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self._place = self._gone = _NOWHERE
        self._unwritten = False  # the disk refused what was typed
        self._assignments: Sequence[Assignment] = ()
        self._rooms: Sequence[Listed] = ()
        self._cards: Sequence[ArticleCard] = ()
        self.list = SideList(look, language)
        tabs = [Choice(tab, self._say(f"assignments.{tab}")) for tab in _TABS]
        self.tabs = Segments(look, tabs, self._say("ui.assignments"))
        self.setup = Setup(look, language)
        self.key = KeyPane(context)
        self.hand_out = HandOut(look, language, _pages())
        self.classroom = ClassPane(context)
        self.main = Button(look, "", kind="main")
        self._result = Words(look, "", "interface.body", wrap="wrap")
        self._lay_out()
        self._connect()
        self.tabs.choose("setup")
        self.refresh(None)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(32, 10, 28, 6)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        self._tab_stack = QStackedLayout()
        assignment = QWidget()
        column = QVBoxLayout(assignment)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(self._tab_stack, 1)
        for pane in (self.setup, self.key, self.hand_out):
            self._tab_stack.addWidget(pane)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        self._stack = QStackedLayout()
        row.addLayout(self._stack, 1)  # first: a loose one shows its first widget as a window
        self._stack.addWidget(assignment)
        self._stack.addWidget(self.classroom)
        self._stack.addWidget(self._nothing())

    def _nothing(self) -> QWidget:
        """Neither an assignment nor a class yet; or what a purge removed."""
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(32, 0, 28, 0)
        column.addStretch(2)
        self._result.hide()
        column.addWidget(self._result)
        self._empty = EmptyState(
            self._context.look, self._say("assignments.none"), self._say("assignments.none_advice")
        )
        column.addWidget(self._empty)
        column.addStretch(3)
        return nothing

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.assignment_wanted.connect(self.new_assignment)
        self.list.class_wanted.connect(self.new_class)
        self.tabs.chosen.connect(self._turn)
        self.setup.edited.connect(self._edit)
        self.setup.file_given.connect(self._take_file)
        self.setup.removed.connect(self._remove)
        self.key.annotate_wanted.connect(self._annotate)
        self.hand_out.asked.connect(self._go)
        self.classroom.purged.connect(self._purged)
        self.main.clicked.connect(self._main)

    # What the window asks.

    def title(self) -> str:
        return self._say("ui.assignments")

    def caption(self) -> str:
        assignment, room = self._assignment(), self._room()
        if assignment is not None:
            return isolate(assignment.name)
        return isolate(room.name) if room is not None else ""

    def action(self) -> QWidget | None:
        return self.main

    def open(self, **place: str) -> None:
        """``assignment_id``, ``classroom_id``, ``tab`` (``setup``, ``key``, ``hand_out``),
        ``claim_id`` (a row of the key), ``new``: each may be left out."""
        if id := place.get("assignment_id"):
            self._choose(Place("assignment", id))
        elif id := place.get("classroom_id"):
            self._choose(Place("class", id))
        if (tab := place.get("tab", "")) in _TABS:
            self.turn(tab)
        if claim := place.get("claim_id"):
            self.key.list.choose(claim)
        if place.get("new"):
            self.new_assignment()
        elif "assignment_id" not in place and self._place.kind == "assignment":
            self._choose(Place("assignment", current_assignment(self._context)))

    def refresh(self, changes: Changes | None) -> None:
        kinds = (
            Assignment, Classroom, Student, Article, Annotation, Relation, KeyVersion, Score,
        )  # fmt: skip
        if changes is not None and not changes.touch(*kinds):
            return
        read = self._context.workspace.read
        self._assignments = list(reversed(read(grading.assignments_of)))
        self._rooms = read(enrolling.classes)
        self._cards = read(lambda tx: tx.article_cards())
        self._show()

    def flush(self) -> bool:
        self._unwritten = False
        self.setup.flush()
        self.classroom.flush()
        return not self._unwritten

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Ctrl+V" and self._place.kind == "class":
            self.classroom.paste_list()
        elif chord == "Ctrl+S" and self._place.kind == "assignment" and self.tab() == "key":
            self.key.save_key()
        else:
            super().keyPressEvent(event)

    # What is looked at.

    def tab(self) -> str:
        return self.tabs.value()

    def turn(self, tab: str) -> None:
        """Show a side of the assignment: ``setup``, ``key``, ``hand_out``."""
        self.tabs.choose(tab)
        self._turn(tab)

    def _turn(self, tab: str) -> None:
        self.setup.flush()
        self._tab_stack.setCurrentIndex(_TABS.index(tab))
        self._show()

    def _choose(self, place: Place) -> None:
        self._gone = _NOWHERE
        if place != self._place:
            if not self.flush():
                self.list.show_rows(self._rows(), self._place)
                return
            self._result.hide()
        self._place = place
        if self._assignment() is not None:
            remember_assignment(self._context, place.id)
        self._show()

    def _assignment(self) -> Assignment | None:
        if self._place.kind != "assignment":
            return None
        return next((one for one in self._assignments if one.id == self._place.id), None)

    def _room(self) -> Classroom | None:
        if self._place.kind != "class":
            return None
        found = (one.classroom for one in self._rooms if one.classroom.id == self._place.id)
        return next(found, None)

    def _show(self) -> None:
        """Read again what is looked at; where it is gone, the first thing there is."""
        if self._gone != _NOWHERE:  # an undo brings back what was being looked at
            now, self._place = self._place, self._gone
            if self._assignment() is None and self._room() is None:
                self._place = now
            else:
                self._gone = _NOWHERE
        if self._assignment() is None and self._room() is None:
            self._gone = self._place
            self._place = _NOWHERE
            if self._result.isHidden():
                if self._assignments:
                    self._place = Place("assignment", current_assignment(self._context))
                elif self._rooms:
                    self._place = Place("class", self._rooms[0].classroom.id)
        self.list.show_rows(self._rows(), self._place)
        assignment, room = self._assignment(), self._room()
        if assignment is not None:
            self._stack.setCurrentIndex(0)
            self._show_tab(assignment)
        elif room is not None:
            self._stack.setCurrentIndex(1)
            self.classroom.show_class(room)
        else:
            self._stack.setCurrentIndex(2)
            self._empty.setVisible(self._result.isHidden())
        self._show_main()
        self.heading_changed.emit()

    def _show_tab(self, assignment: Assignment) -> None:
        """Only the side that is seen is read."""
        tab = self.tab()
        if tab == "setup":
            rooms = [one.classroom for one in self._rooms]
            self.setup.show_assignment(assignment, rooms, self._cards)
        elif tab == "key":
            self.key.show_assignment(assignment)
        else:
            key = self._context.workspace.read(keying.key_of, assignment.id)
            self.hand_out.show_assignment(assignment, key)

    def _show_main(self) -> None:
        """One filled button: what comes next."""
        words, icon = self._say("assignments.new"), "add"
        if self._place.kind == "assignment":
            words, icon = self._say("assignments.way.pack_do"), "open_pack"
        elif self._place.kind == "class":
            words, icon = self._say("assignments.assign"), "assignments"
        self.main.set_icon(icon)
        self.main.set_words(words)
        self.main.setEnabled(bool(self._cards) or self._place.kind == "assignment")
        self.list.new_assignment.setEnabled(bool(self._cards))
        missing = "" if self._cards else self._say("assignments.no_articles")
        self.list.new_assignment.setToolTip(missing)

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        count = self._context.language.count
        names = {one.classroom.id: one.classroom.name for one in self._rooms}
        if self._assignments:
            rows.append(Row(None, self._say("ui.assignments")))
        for one in self._assignments:
            parts = [names.get(one.classroom_id or "", ""), self._due(one)]
            parts = [part for part in parts if part]
            parts = parts or [count("library.articles_in", len(one.article_ids))]
            caption = " · ".join(map(isolate, parts))
            rows.append(Row(Place("assignment", one.id), one.name, caption))
        if self._rooms:
            rows.append(Row(None, self._say("assignments.classes")))
        for listed in self._rooms:
            room = listed.classroom
            name = room.name or self._say("assignments.unnamed_class")
            students = count("cli.students", listed.students)
            rows.append(Row(Place("class", room.id), name, students))
        return rows

    def _due(self, assignment: Assignment) -> str:
        if not assignment.due:
            return ""
        day = date.fromisoformat(assignment.due[:10])
        return self._say("assignments.due_by", date=self._context.language.date(day))

    # What is done.

    def new_assignment(self) -> None:
        """A new assignment of all articles, to be narrowed down in the form."""
        room = self._room()
        articles = [card.id for card in self._cards]
        made = self._context.do(
            Gesture.CREATE_ASSIGNMENT,
            assigning.create,
            self._say("assignments.new_name"),
            articles,
            classroom_id=room.id if room else None,
        )
        if made is not None:
            self.tabs.choose("setup")
            self._tab_stack.setCurrentIndex(0)
            self._choose(Place("assignment", made.assignment.id))
            self.setup.name.setFocus()
            self.setup.name.selectAll()

    def new_class(self) -> None:
        made = self._context.do(
            Gesture.EDIT_CLASS, enrolling.add_class, self._say("assignments.new_class_name")
        )
        if made is not None:
            self._choose(Place("class", made.id))
            self.classroom.name.setFocus()
            self.classroom.name.selectAll()

    def _edit(self, fields: dict[str, Any]) -> None:
        assignment = self._assignment()
        if assignment is None:
            return
        do = self._context.workspace.do
        try:
            kept = do(Gesture.EDIT_ASSIGNMENT, assigning.edit, assignment.id, **fields)
        except KnownError as error:
            self._context.report(error)
            refused = (
                error.message.startswith("workspace.") and not self._context.workspace.read_only
            )
            if refused and _TYPED.issuperset(fields):
                self._unwritten = True
                self.setup.hold()
                return
            self.setup.forget()  # back to what is kept
        else:
            self.setup.settle(kept, fields)
        self._show()

    def _take_file(self, which: str, file: Path | None) -> None:
        try:
            text = ""
            if file is not None:
                read = {"codebook": assigning.read_codebook, "rubric": assigning.read_rubric}[which]
                text = read(file)
        except KnownError as error:
            self._context.report(error)
            return
        self._edit({which: text})

    def _remove(self) -> None:
        assignment = self._assignment()
        if assignment is None:
            return
        if self._context.done(Gesture.REMOVE_ASSIGNMENT, assigning.remove, assignment.id):
            name = isolate(assignment.name)
            self._context.offer_undo(self._say("assignments.removed", name=name))

    def _annotate(self, claim: Annotation | None) -> None:
        assignment = self._assignment()
        if assignment is None:
            return
        article = claim.article_id if claim is not None else assignment.article_ids[0]
        if claim is not None:
            start, end = str(claim.start), str(claim.end)
            self._context.navigate(
                "reading", key_of=assignment.id, article_id=article, start=start, end=end
            )
        else:
            self._context.navigate("reading", key_of=assignment.id, article_id=article)

    def _main(self) -> None:
        if self._place.kind == "assignment":
            self._go("pack")
        else:
            self.new_assignment()

    def _go(self, way: str) -> None:
        assignment = self._assignment()
        if assignment is None:
            return
        self.flush()
        navigate, id = self._context.navigate, assignment.id
        if way == "pack":
            self._pack(assignment)
        elif way == "blank":
            navigate("worksheet", assignment_id=id, kind="blank")
        elif way == "ids" and assignment.classroom_id:
            self._choose(Place("class", assignment.classroom_id))
            self.classroom.copy_ids()
        elif way == "grade":
            navigate("grading", assignment_id=id)
        elif way in ("collect", "report"):
            navigate(way, assignment_id=id)

    def _pack(self, assignment: Assignment) -> None:
        """Ask where to, and write the pack there."""
        self.turn("hand_out")
        room = next((one.classroom.name for one in self._rooms
                     if one.classroom.id == assignment.classroom_id), "")  # fmt: skip
        name = joined(*(part for part in (assignment.name, room) if part)) + packing.ENDING
        language = self._context.language
        title, kinds = language.say("assignments.way.pack"), language.say("assignments.pack_kinds")
        file = choose_new_file(self, language, title, Path.home() / name, kinds)
        if file is not None:
            self.write_pack(assignment, file)

    def write_pack(self, assignment: Assignment, file: Path) -> None:
        """Write the pack; where it is, or why not, is said in place."""
        try:
            packing.pack(self._context.workspace, assignment.id, file)
        except KnownError as error:
            self._context.report(error)
            return
        where = isolate_path(str(file))
        self.hand_out.say_written(self._say("assignments.packed", path=where))

    def _purged(self, removed: Purged) -> None:
        """What went stands in the place of what is no more."""
        self._result.say(told_of(removed, self._context.language))
        self._place = self._gone = _NOWHERE
        self._result.show()
        self._show()


def _pages() -> Sequence[str]:
    from app.ui.pages import classes

    return tuple(classes())
