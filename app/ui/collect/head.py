"""The page's tools in the window's header: which assignment, and where its hand-ins are."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.assignment import Assignment
from app.domain.language import isolate, isolate_path
from app.ui.collect import sources
from app.ui.collect.source_box import SourceBox
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up

NARROW, _ROOMY = 1180, 1500  # of the window


class Head(QWidget):
    """``assignment_chosen`` carries an id; ``place_chosen`` a path that is known; the others ask
    for one. What is ``added`` comes beside what is chosen already."""

    assignment_chosen = Signal(str)
    place_chosen = Signal(object)
    place_added = Signal(object)
    folder_asked = Signal()
    files_asked = Signal()
    stick_asked = Signal()
    again_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._language = context.language
        self._assignments: Sequence[Assignment] = ()
        self._assignment = ""
        self._paths: Sequence[Path] = ()
        self.last: Path | None = None  # where hand-ins were found the time before
        look, say = context.look, context.language.say
        self.assignments = Button(
            look, kind="flat", icon="assignments", name=say("grading_page.choose_assignment"),
            menu=True,
        )  # fmt: skip
        self.box = SourceBox(look)
        self._stick = say("collect_page.another_stick")
        self.stick = Button(look, self._stick, kind="flat", icon="add")
        self.stick.setToolTip(say("collect_page.another_stick_does"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for tool in (self.assignments, self.box, self.stick):
            row.addWidget(tool)
        self.assignments.clicked.connect(
            lambda: self._open(self.assignment_menu(), self.assignments)
        )
        self.box.clicked.connect(lambda: self._open(self.menu(), self.box))
        self.stick.clicked.connect(self._ask_stick)
        self.show_places((), 0)

    def show_assignments(self, assignments: Sequence[Assignment], shown: str) -> None:
        self._assignments, self._assignment = assignments, shown
        self.assignments.setVisible(len(assignments) > 1)
        self.box.setVisible(bool(assignments))
        self.show_places(self._paths, None)

    def show_places(self, paths: Sequence[Path], files: int | None) -> None:
        """Say where was looked, and how many hand-ins there are (None: not known yet)."""
        self._paths = paths
        say = self._language.say
        does = f"{say('collect_page.choose_source')}  (Ctrl O)"
        if paths:
            count = "" if files is None else self._language.count("collect_page.files", files)
            whole = "\n".join(isolate_path(str(path)) for path in paths)
            self.box.say(sources.places_words(paths, self._language), count, does, whole)
        else:
            self.box.say(say("collect_page.choose_source"), "", does)
        self.stick.setVisible(bool(paths) and bool(self._assignments))

    def narrow(self, width: int) -> None:
        """In a narrow window (its width) the tools make room for the title."""
        narrow = width < NARROW
        self.box.limit(200 if narrow else 310 if width < _ROOMY else 420)
        self.stick.set_words("" if narrow else self._stick, self._stick)
        self.stick.setToolTip(self._language.say("collect_page.another_stick_does"))

    def menu(self) -> QMenu:
        """The ways to choose where to look."""
        say, menu = self._language.say, QMenu(self)
        if self._paths:
            self._add(menu, say("collect_page.look_again"), self.again_asked.emit)
            menu.addSeparator()
        for path, name in sources.sticks():
            words = say("collect_page.drive", name=isolate(name))
            self._add(menu, words, lambda path=path: self.place_chosen.emit(path))
        if self.last is not None and self.last not in self._paths:
            words = say("collect_page.last_folder", name=isolate(self.last.name))
            self._add(menu, words, lambda last=self.last: self.place_chosen.emit(last))
        self._add(menu, say("collect_page.choose_folder"), self.folder_asked.emit)
        self._add(menu, say("collect_page.choose_files"), self.files_asked.emit)
        return menu

    def assignment_menu(self) -> QMenu:
        """Every assignment, the one shown checked."""
        menu = QMenu(self)
        for one in self._assignments:
            action = self._add(menu, one.name, lambda id=one.id: self.assignment_chosen.emit(id))
            action.setCheckable(True)
            action.setChecked(one.id == self._assignment)
        return menu

    def _ask_stick(self) -> None:
        """A stick that has come since, or a folder on one."""
        new = [(path, name) for path, name in sources.sticks() if path not in self._paths]
        if not new:
            self.stick_asked.emit()
            return
        say, menu = self._language.say, QMenu(self)
        for path, name in new:
            words = say("collect_page.drive", name=isolate(name))
            self._add(menu, words, lambda path=path: self.place_added.emit(path))
        self._add(menu, say("collect_page.choose_folder"), self.stick_asked.emit)
        self._open(menu, self.stick)

    @staticmethod
    def _add(menu: QMenu, words: str, does: object) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(lambda _=False: does())  # type: ignore[operator]
        menu.addAction(action)
        return action

    @staticmethod
    def _open(menu: QMenu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, under.mapToGlobal(QPoint(0, under.height() + 4)))
