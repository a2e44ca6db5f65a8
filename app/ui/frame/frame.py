"""The frame that every page stands in: rail, header, strips, and the page in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import KnownError
from app.domain.language import Language
from app.ui import keys
from app.ui.controls.words import Words
from app.ui.frame.header import Header
from app.ui.frame.rail import Entry, Rail
from app.ui.look import Look
from app.ui.telling import told

if TYPE_CHECKING:
    from app.domain.change import Changes, StepName
    from app.domain.setting import Role
    from app.services.workspace import Workspace
    from app.ui.controls.strip import Strip, UndoStrip
    from app.ui.frame.help_beside import HelpBeside
    from app.ui.help.panel import Topic
    from app.ui.keeping import Keeping
    from app.ui.page import Page

Maker = Callable[[], "Page"]
_PAGES = {
    "student": ("library", "reading", "feedback", "worksheet"),
    "teacher": (
        "library", "reading", "worksheet", "assignments", "collect", "grading", "report",
    ),
}  # fmt: skip
_CLASSROOM = "assignments"  # with it begins what is for a class: a line stands before it
_HELP: Mapping[str, Topic | None] = {"F1": None, "F2": "guide"}
_EDITED = {"C": "copy", "X": "cut", "V": "paste", "A": "selectAll"}
_LOADING_SHOWN_AFTER = 300
_STRIP_MARGIN = 16  # around what is said over the foot of the page
_UNSAVED = frozenset(
    f"workspace.{reason}" for reason in ("disk_full", "disk_fault", "busy", "read_only_disk")
)


class Frame(QWidget):
    """Shown at once, without pages; ``furnish`` brings them when the workspace is open.

    A page is made when it is first opened. While it is in front it hears of every change; one that
    is behind reads everything again when it comes back.
    """

    def __init__(self, look: Look, language: Language, role: Role | str) -> None:
        super().__init__()
        self.role = role
        self._look = look
        self._language = language
        self._makers: Mapping[str, Maker] = {}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._workspace: Workspace | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._unsaved = False
        self._keeping: Keeping | None = None
        self._help: HelpBeside | None = None
        self.current = ""
        self.place: dict[str, str] = {}
        entries = [
            Entry(page, page, language.say(f"ui.{page}"), apart=page == _CLASSROOM)
            for page in _PAGES[role]
        ]
        settings = Entry("settings", "settings", language.say("ui.settings"))
        words = language.say("ui.navigation"), language.say("ui.help")
        self.rail = Rail(look, entries, settings, *words, compact=role == "teacher")
        self.header = Header(look, language)
        self._loading = Words(look, color="text.secondary")
        self._stack = QStackedWidget()
        self._lay_out()
        self.rail.chosen.connect(self._choose)
        self.rail.help_asked.connect(lambda: self.ask_help())
        self.header.undone.connect(self.undo)
        self.header.redone.connect(self.redo)
        if "feedback" in _PAGES[role]:
            self.rail.reveal("feedback", shown=False)
        self.rail.show_current("library")
        self.header.show_title(language.say("ui.library"))
        QTimer.singleShot(_LOADING_SHOWN_AFTER, self, self._say_loading)

    def _lay_out(self) -> None:
        self._loading.center()
        self._stack.addWidget(self._loading)
        self._column = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self._beside = QHBoxLayout()  # the page, and the help when it is asked for
        self._beside.setSpacing(0)
        self._beside.addWidget(self._stack, 1)
        column.addLayout(self._beside, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)

    @cached_property
    def strip(self) -> Strip:
        """Under the header: what is wrong, until it is solved or closed."""
        from app.ui.controls.strip import Strip

        strip = Strip(self._look, self._language.say("ui.close"))
        self._column.insertWidget(1, strip)
        return strip

    @cached_property
    def undo_strip(self) -> UndoStrip:
        """At the foot, for six seconds: what was taken away, and the way back; or a hint."""
        from app.ui.controls.strip import UndoStrip

        strip = UndoStrip(self._look, self._language.say("ui.undo"), self)
        strip.undone.connect(self.undo)
        strip.wanted.connect(self._place_undo_strip)
        return strip

    def _place_undo_strip(self) -> None:
        """Over the foot of the page: nothing moves for it, and a bar there stays in view."""
        strip, page = self.undo_strip, self.page_now()
        area = QRect(page.mapTo(self, QPoint(0, 0)), page.size())
        area.setBottom(area.bottom() - page.foot())
        width = min(strip.sizeHint().width(), area.width() - 2 * _STRIP_MARGIN)
        place = QRect(0, 0, width, strip.sizeHint().height())
        place.moveCenter(area.center())
        place.moveBottom(area.bottom() - _STRIP_MARGIN // 2)
        strip.setGeometry(place)
        strip.raise_()

    @cached_property
    def kept_strip(self) -> Strip:
        """Under the header: a place where the work is kept too cannot be written. It stays until
        that is solved."""
        from app.ui.controls.strip import Strip

        strip = Strip(self._look, self._language.say("ui.close"))
        strip.acted.connect(self._keep_elsewhere)
        self._column.insertWidget(1, strip)
        return strip

    def furnish(
        self, workspace: Workspace, makers: Mapping[str, Maker], keeping: Keeping | None = None
    ) -> None:
        """The workspace is open: pages can be made, and what happens in it is shown."""
        self.header.equip()
        self._workspace = workspace
        self._makers = makers
        self._keeping = keeping
        if keeping is not None:
            keeping.changed.connect(self._show_keeping)
            self._show_keeping()
        self._unsubscribe = workspace.subscribe(self._changed)
        if workspace.read_only:
            words = self._language.say("ui.read_only")
            self.strip.say("warning", words, closable=False, icon="locked")
        self._show_state()
        self._show_feedback()

    def _show_feedback(self) -> None:
        """Marked work has its place in the rail once there is some."""
        if self._workspace is None or "feedback" not in _PAGES[self.role]:
            return
        from app.domain.submission import Feedback

        count = self._workspace.read(lambda tx: tx.count(Feedback))
        self.rail.reveal("feedback", shown=bool(count) or self.current == "feedback")

    def _choose(self, page: str) -> None:
        self.navigate(page)

    def leave(self) -> None:
        """Stop listening: another frame takes this one's place."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self._keeping is not None:
            self._keeping.changed.disconnect(self._show_keeping)
            self._keeping = None

    def navigate(self, page: str, **place: str) -> None:
        """Bring a page to the front and show a place on it. KeyError: no such page."""
        if not self._makers or (page != self.current and not self.flush()):
            return
        widget = self._pages.get(page)
        if widget is None:
            widget = self._pages[page] = self._makers[page]()
            widget.heading_changed.connect(self._show_heading)
            self._stack.addWidget(widget)
        if page != self.current and self._help is not None:
            self._help.close_panel()
        self.current, self.place = page, place
        self._stack.setCurrentWidget(widget)
        self.rail.show_current(page)
        self._show_feedback()
        if page in self._stale:
            self._stale.discard(page)
            widget.refresh(None)
        widget.open(**place)
        self.header.show_page(widget)

    def ask_help(self, topic: Topic | None = None) -> None:
        """Help on this page: in a place of its own where it has one, else beside it. Without a
        topic it is put away again."""
        if self._workspace is None or self.page_now().show_help(topic):
            return
        if self._help is None:
            from app.ui.frame.help_beside import HelpBeside

            self._help = HelpBeside(self._look, self._language, self.role, self)
            self._beside.addWidget(self._help)
        self._help.ask(topic)
        if topic is None and self.current == "handing_in" and not self._help.isHidden():
            self._help.panel.show_handing_in()

    def page_now(self) -> Page:
        """The page in front. KeyError before there is one."""
        return self._pages[self.current]

    def flush(self) -> bool:
        """Finish what is being typed; False where it could not be kept."""
        page = self._pages.get(self.current)
        return page is None or page.flush()

    def report(self, error: KnownError) -> None:
        """What is foreseen to go wrong, said in place until it is closed."""
        words = told(self._language, error)
        self.strip.say("danger", words)
        if error.message in _UNSAVED:
            self._unsaved = True
            self.header.saved.show_failed(words)

    def warn(self, words: str) -> None:
        self.strip.say("warning", words)

    def offer_undo(self, words: str) -> None:
        self.undo_strip.offer(words)

    def hint(self, words: str) -> None:
        self.undo_strip.hint(words)

    def undo(self) -> StepName | None:
        return self._step("undo")

    def redo(self) -> StepName | None:
        return self._step("redo")

    def _step(self, verb: str) -> StepName | None:
        if self._workspace is None or not self.flush():
            return None
        self.undo_strip.withdraw()
        self.undo_strip.hide()
        try:
            return self._workspace.undo() if verb == "undo" else self._workspace.redo()
        except KnownError as error:
            self.report(error)
            return None

    def _changed(self, changes: Changes) -> None:
        if self._unsaved:  # something was written since: what was wrong is over
            self._unsaved = False
            self.strip.hide()
        self.undo_strip.withdraw()
        self._stale.update(name for name in self._pages if name != self.current)
        if page := self._pages.get(self.current):
            page.refresh(changes)
        self._show_state()
        self._show_feedback()

    def _show_state(self) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        self.header.show_undo(workspace.next_undo, workspace.next_redo)
        at = workspace.saved_at
        time = self._language.time(at) if at else ""
        self.header.saved.show_saved(time, str(workspace.path), self._other_place())
        self.header.settle()

    def _other_place(self) -> str:
        """Where the last change is too: not before it is."""
        if self._keeping is None or not self._keeping.is_settled:
            return ""
        from app.ui.keeping import place_name

        return ", ".join(map(place_name, self._keeping.folders))

    def _show_keeping(self) -> None:
        trouble = self._keeping.trouble if self._keeping is not None else None
        if trouble is not None:
            from app.ui.reader.announcement import announce

            words = told(self._language, trouble[1])
            if words != self.kept_strip.words() or self.kept_strip.isHidden():
                announce(self, words)
            other = self._language.say("keeping.elsewhere")
            self.kept_strip.say("danger", words, other, closable=False)
        elif "kept_strip" in self.__dict__:
            self.kept_strip.hide()
        self._show_state()

    def warn_of_leaving(self) -> None:
        """Who closes the window now leaves work on this computer alone."""
        words = f"{self.kept_strip.words()} {self._language.say('keeping.closing')}"
        self.kept_strip.say("danger", words, self._language.say("keeping.elsewhere"),
                            closable=False)  # fmt: skip

    def _keep_elsewhere(self) -> None:
        from app.ui.controls.file_choice import choose_folder

        title = self._language.say("opening.choose_folder")
        folder = choose_folder(self, self._language, title)
        if folder is None or self._keeping is None:
            return
        try:
            self._keeping.keep_in(folder)
        except KnownError as error:
            self.report(error)

    def _show_heading(self) -> None:
        if page := self._pages.get(self.current):
            self.header.show_heading(page)

    def _say_loading(self) -> None:
        if self._workspace is None:
            self._loading.say(self._language.say("ui.opening"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "undo_strip" in self.__dict__ and self.undo_strip.isVisible():
            self._place_undo_strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Ctrl+Z":
            page = self._pages.get(self.current)
            if page is None or not page.take_back():  # what was done last may be no step yet
                self.undo()
        elif chord in ("Ctrl+Shift+Z", "Ctrl+Y"):
            self.redo()
        elif chord in _HELP:
            self.ask_help(_HELP[chord])
        elif chord.startswith("Ctrl+") and chord[5:].isdigit() and self.rail.press(int(chord[5:])):
            pass
        elif not self._edit_field(event, chord) and not self._pass_on(event):
            super().keyPressEvent(event)

    def _pass_on(self, event: QKeyEvent) -> bool:
        """Give a key of rail or header to the page in front: its shortcuts work from there too."""
        page, focus = self._pages.get(self.current), QApplication.focusWidget()
        if page is None or focus is page or (focus is not None and page.isAncestorOf(focus)):
            return False
        page.keyPressEvent(event)
        return event.isAccepted()

    def _edit_field(self, event: QKeyEvent, chord: str) -> bool:
        """Ctrl+C, X, V, A on a layout whose letters a field does not know: press them in Latin."""
        field = QApplication.focusWidget()
        latin = keys.latin(event)
        fields = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
        if latin is None or not chord.startswith("Ctrl+") or not isinstance(field, fields):
            return False
        return chord[5:] in _EDITED and QApplication.sendEvent(field, latin)
