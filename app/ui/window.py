"""The window: what stands in it now (first run, frame, or trouble), and how it got there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app import paths
from app.domain import language as languages
from app.domain.errors import KnownError
from app.domain.file_kind import kind_of
from app.domain.language import Language
from app.ui import keys
from app.ui.current_assignment import PAGES, current_assignment, mark_of
from app.ui.frame.frame import Frame
from app.ui.loading import Loading, Opened, Wish
from app.ui.look import Look
from app.ui.preferences import Choices, Preferences

if TYPE_CHECKING:
    from app.domain.setting import Role
    from app.ui.context import Context
    from app.ui.first_run.screen import Answers, FirstRun
    from app.ui.keeping import Keeping
    from app.ui.opening.reception import Reception

_USUAL = (1366, 768)
_LATER = 150  # milliseconds until files that came at a bad moment are looked at again
_INSISTS_FOR = 15_000  # milliseconds in which a second press closes the window after a warning


class Window(QWidget):
    """The only window. ``open`` or ``ask`` it something before it is shown.

    ``painted`` comes once, after the first paint: what is not seen in it can wait for that.
    """

    spoken_role = "Window"
    painted = Signal()

    def __init__(self, look: Look, preferences: Preferences, language: Language) -> None:
        super().__init__()
        self._look = look
        self._preferences = preferences
        self._language = language
        self._wish: Wish | None = None
        self._painted = False
        self._closed = False
        self._loading: Loading | None = None
        self._opening = False  # in the thread; what is wished for meanwhile comes after it
        self._arrived: list[Path] = []  # files, at a moment when they could not be received
        self._opened: Opened | None = None
        self._told: list[str] = []
        self._keeping: Keeping | None = None
        self._insists = False  # on closing, though work is on this computer alone
        self._first_run: FirstRun | None = None
        self.call_other: Callable[[], bool] | None = None  # to the window that has the workspace
        self.frame: Frame | None = None
        self.screen_now: QWidget | None = None
        self._screens = QStackedLayout(self)
        self._screens.setContentsMargins(0, 0, 0, 0)
        self.setAcceptDrops(True)
        self._size()
        preferences.subscribe(self._follow)

    def _size(self) -> None:
        """As it was left, or the usual size; never larger than the screen."""
        least = self._look.theme.window_minimum()
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(min(least[0], room.width()), min(least[1], room.height()))
        state = self._preferences.choices.layout.get("window", "")
        if not state or not self.restoreGeometry(QByteArray.fromBase64(state.encode())):
            self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height()))

    @property
    def look(self) -> Look:
        return self._look

    @property
    def language(self) -> Language:
        return self._language

    @property
    def preferences(self) -> Preferences:
        return self._preferences

    @property
    def opened(self) -> Opened | None:
        """The open workspace; None until it is."""
        return self._opened

    @property
    def has_painted(self) -> bool:
        return self._painted

    @property
    def context(self) -> Context | None:
        """What pages are given now; None until the workspace is open."""
        return self._context() if self._opened else None

    def ask(self, path: Path | None = None) -> None:
        """The first run: four answers, then the workspace that they describe."""
        from app.ui.first_run.screen import FirstRun

        form = FirstRun(self._look, self._language, path or paths.default_workspace())
        form.language_chosen.connect(self._choose_language)
        form.started.connect(self._begin)
        self.front(form)
        self._first_run = form
        self.load_icons()

    def open(self, wish: Wish) -> None:
        """Show the frame at once, and open the workspace after it has been painted."""
        self._close_workspace()
        self._wish = wish
        self._show_frame()
        if self._painted:
            self._load()

    @cached_property
    def reception(self) -> Reception:
        """Asks who works on what was handed out."""
        from app.ui.opening.reception import Reception

        return Reception(self)

    def receive(self, files: Sequence[Path]) -> None:
        """Files from a double click, a drop, or a second start; none: only come to the front."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        waiting = bool(self._arrived)
        self._arrived += files
        if not waiting:
            self._receive()

    def _receive(self) -> None:
        """Not before the workspace is open, nor under a dialog, whose page may have to go."""
        from app.ui.opening import arriving

        busy = self._opening or self._wish is not None
        if busy or QApplication.activeModalWidget() is not None:
            QTimer.singleShot(_LATER, self, self._receive)
            return
        files, self._arrived = self._arrived, []
        if not self._closed:
            arriving.arrive(self, files)

    def say(self, words: str) -> None:
        """A warning for the user, in place, as soon as there is a place that stays."""
        if self.frame is not None:
            self.frame.warn(words)
        if self.frame is None or not self.frame.current:
            self._told.append(words)

    def report(self, error: KnownError) -> None:
        if self.frame is not None:
            self.frame.report(error)

    def _begin(self, answers: Answers) -> None:
        self.open(Wish(answers.path, role=answers.role, sample=answers.sample))

    def _show_frame(self) -> None:
        role: Role | str = self._preferences.choices.layout.get("role", "teacher")
        if self._wish is not None and self._wish.sitting is not None:
            role = "student"
        elif self._opened is not None:
            role = self._opened.role
        self.frame = Frame(self._look, self._language, role)
        self.front(self.frame)
        for words in self._told:
            self.frame.warn(words)

    def front(self, screen: QWidget) -> None:
        """Put ``screen`` in the place of what stands in the window."""
        before = self.screen_now
        self.screen_now = screen
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if isinstance(before, Frame):
            before.leave()
        if before is not None:
            self._screens.removeWidget(before)
            before.deleteLater()
        if not isinstance(screen, Frame):
            self.frame = None
        self._first_run = None

    def _load(self) -> None:
        if self._opening or self._wish is None:
            return
        wish, self._wish = self._wish, None
        self._opening = True
        self._loading = Loading()
        self._loading.opened.connect(self._furnish)
        self._loading.refused.connect(self._refuse)
        self._loading.failed.connect(self._fall)
        self._loading.start(wish)

    def _is_outdated(self, opened: Opened | None = None) -> bool:
        """What was being opened is; whether something else is wished for by now."""
        self._opening = False
        if not self._closed and self._wish is None:
            return False
        if opened is not None:
            opened.workspace.close()
        if not self._closed:
            self._load()
        return True

    def load_icons(self) -> None:
        """The first run has icons too, and its button must not wait for the imports."""
        if self._painted and not self._look.has_icons:
            self._loading = Loading()
            self._loading.prepared.connect(self._open_icons)
            self._loading.prepare()

    def _open_icons(self) -> None:
        try:
            self._look.open_icons()
        except OSError:
            self.say(self._language.say("ui.icons_failed"))

    def _furnish(self, wish: Wish, opened: Opened) -> None:
        if self._is_outdated(opened):
            return
        self._opened = opened
        try:
            self._welcome(opened)
        except Exception as error:
            self._fail(wish, error)

    def _welcome(self, opened: Opened) -> None:
        self._open_icons()
        path = str(opened.workspace.path)
        if path != self._preferences.choices.workspace:
            self._keep(workspace=path)
        self._remember("role", opened.role.value)
        if opened.assignment:  # the library's banner shows it
            self._remember(mark_of(opened.workspace.path), opened.assignment)
        if opened.role.value == "student" and not opened.workspace.read_only:
            from app.ui.keeping import Keeping

            self._keeping = Keeping(opened.workspace, opened.owner)
        self._refurnish(opened.page, dict(opened.place))

    def _refurnish(self, page: str, place: dict[str, str]) -> None:
        from app.ui import pages

        opened = self._opened
        if opened is None or self.frame is None:
            return
        if self.frame.role != opened.role:
            self._show_frame()
        context = self._context()
        self.frame.furnish(opened.workspace, pages.makers(context), self._keeping)
        self.frame.navigate(page, **place)
        self._told.clear()

    def _context(self) -> Context:
        from app.ui.context import Context

        opened = self._opened
        assert opened is not None
        return Context(
            workspace=opened.workspace,
            author_id=opened.owner,
            role=opened.role,
            language=self._language,
            look=self._look,
            preferences=self._preferences,
            navigate=self.navigate,
            report=self.report,
            offer_undo=self._offer_undo,
            hint=self._hint,
            restore=self._restore,
            switch=self.switch,
            receive=self.receive,
        )

    def navigate(self, page: str, **place: str) -> None:
        """Bring a page of the open workspace to the front."""
        if self.frame is not None:
            self.frame.navigate(page, **place)

    def _offer_undo(self, words: str) -> None:
        if self.frame is not None:
            self.frame.offer_undo(words)

    def _hint(self, words: str) -> None:
        if self.frame is not None:
            self.frame.hint(words)

    def _restore(self, copy: Path) -> None:
        if self._opened is not None and (self.frame is None or self.frame.flush()):
            opened = self._opened
            self.open(Wish(opened.workspace.path, restore=copy, role=opened.role))

    def switch(self, file: Path | None) -> None:
        """Open another workspace; None: ask where a new one shall be."""
        if self.frame is not None and not self.frame.flush():
            return
        if file is None:
            self.ask()
        else:
            self.open(Wish(file))

    def go_back(self) -> None:
        """From a screen of questions to the workspace that is open behind it."""
        if self._opened is not None:
            self._show_frame()
            self._refurnish("library", {})

    def _refuse(self, wish: Wish, error: KnownError, copies: list[Path]) -> None:
        if self._is_outdated():
            return
        self._open_icons()
        if error.message == "workspace.locked" and self.call_other and self.call_other():
            self._closed = True  # the other window is in front now; nothing was opened here
            self.close()
            QApplication.quit()
        elif wish.sitting is not None and not error.message.startswith("workspace."):
            self.reception.refuse(error)
        else:
            self._show_trouble(wish, error, copies)

    def _show_trouble(self, wish: Wish, error: KnownError, copies: list[Path]) -> None:
        from app.ui.first_run.trouble import Trouble

        trouble = Trouble(self._look, self._language, wish, error, copies)
        trouble.chosen.connect(self._try)
        trouble.anew.connect(self.ask)
        self.front(trouble)

    def _try(self, wish: Wish) -> None:
        """A copy may be older than the answer to who uses it: the role of last time stays."""
        kept = self._preferences.choices.layout.get("role")
        if wish.restore and kept:
            from app.domain.setting import Role

            wish = replace(wish, role=Role(kept))
        self.open(wish)

    def _fall(self, wish: Wish, error: Exception) -> None:
        if self._is_outdated():
            raise error
        self._fail(wish, error)

    def _fail(self, wish: Wish, error: Exception) -> None:
        """A fault while opening: never a window that waits for ever. It is logged and told too."""
        self._close_workspace()
        reason = str(error) or type(error).__name__
        self._show_trouble(wish, KnownError("workspace.unexpected", reason=reason), [])
        raise error

    def _choose_language(self, code: languages.Code) -> None:
        self._keep(language=code)

    def _follow(self, choices: Choices) -> None:
        """Apply what was chosen, at once."""
        self._look.reduced_motion = choices.reduced_motion
        self._look.wear(choices.theme)
        wanted = languages.load(choices.language or self._language.code, choices.digits)
        if (wanted.code, wanted.digits) == (self._language.code, self._language.digits):
            return
        self._language = wanted
        self._turn()
        if self._first_run is not None:
            self._first_run.speak(wanted)
        elif self.frame is None and "reception" in self.__dict__:
            self.reception.speak()
        elif self.frame is not None:
            page, place = self.frame.current, self.frame.place
            QTimer.singleShot(0, self, lambda: self._rebuild(page, place))

    def _rebuild(self, page: str, place: dict[str, str]) -> None:
        """Everything says its words when it is made, so a new language is a new frame."""
        if self.frame is not None and self.frame.flush():
            if page in PAGES:  # another may have been chosen since, and «new» was done
                place = {name: value for name, value in place.items() if name != "new"}
                if "assignment_id" in place:
                    place["assignment_id"] = current_assignment(self._context())
            self._show_frame()
            self._refurnish(page, place)

    def _turn(self) -> None:
        rtl = self._language.right_to_left
        self._look.turn(right_to_left=rtl)
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        QGuiApplication.setLayoutDirection(direction)
        self.setWindowTitle(self._language.say("ui.app"))

    def _keep(self, **chosen: Any) -> None:
        try:
            self._preferences.change(**chosen)
        except OSError as error:
            self.say(self._language.say("ui.preferences_failed", reason=error.strerror or error))

    def _remember(self, name: str, state: str) -> None:
        try:
            self._preferences.remember(name, state)
        except OSError as error:
            self.say(self._language.say("ui.preferences_failed", reason=error.strerror or error))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first one starts the loading: after it, not with it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        self._load()
        if self._first_run is not None:
            self.load_icons()
        if "reception" in self.__dict__:
            self.reception.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Ctrl+Q":
            self.close()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if dragged and (self._opened or any(kind_of(name) for name in dragged)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if dropped:
            event.acceptProposedAction()
            self.receive([Path(name) for name in dropped])

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closed:  # the end of the program asks every window once more
            event.accept()
            return
        if self.frame is not None and not self.frame.flush():
            event.ignore()
            return
        if self._keeping is not None and self._keeping.trouble and not self._insists:
            event.ignore()
            self._insists = True  # the second time it closes
            QTimer.singleShot(_INSISTS_FOR, self, self._calm_down)
            if self.frame is not None:
                self.frame.warn_of_leaving()
            return
        self._closed = True
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._remember("window", geometry)
        self._close_workspace()
        event.accept()
        QApplication.quit()

    def _calm_down(self) -> None:
        self._insists = False

    def _close_workspace(self) -> None:
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            keeping.close()
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.workspace.close()
