"""The way of a file that was handed out: shown, asked about, opened in a workspace of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import paths
from app.domain.errors import KnownError
from app.domain.file_kind import FileKind
from app.domain.language import Code
from app.domain.setting import OWNER, Role
from app.domain.submission import author_of
from app.ui.loading import Start, Wish
from app.ui.opening.screen import Kept, Opening

if TYPE_CHECKING:
    from app.ui.window import Window

_EARLIER = "students"  # ids that were used on this computer, one a line, the last one first
_KEPT_IN = "kept_in"  # where work was kept too, the last time
_PACK_FOLDER = "pack_folder"  # where the last pack came from: work may be handed in there
_REMEMBERED = 40  # ids


class Reception(QObject):
    """Shows the ``Opening`` screen in the window and does what is answered there."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._form: Opening | None = None
        self._start: Start | None = None
        self._usual: Path | None = None

    @property
    def form(self) -> Opening | None:
        """The screen, while it is in front."""
        return self._form if self._window.screen_now is self._form else None

    def ask(self, file: Path, usual: Path | None = None) -> Opening:
        """Show what is in ``file`` and ask who works on it. ``usual``: the workspace from which the
        student's own is found, where that is not the one of last time."""
        self._usual = usual
        form = self._show(file)
        self.look()
        return form

    def look(self) -> None:
        """Read the file that is asked about; after the first paint, for that takes a while."""
        form = self.form
        if form is not None and self._window.has_painted:
            self._window.load_icons()
            if form.found is None:
                form.look()

    def speak(self) -> None:
        """Ask in another language, with what is filled in already."""
        if (before := self.form) is not None:
            self._show(before.file, before)
            self.look()

    def refuse(self, error: KnownError) -> None:
        """The file could not be opened for who was named: ask again, with the reason."""
        start = self._start
        if start is None:
            return
        form = self._show(start.file)
        form.fill(start)
        form.tell(error)
        self.look()

    def _show(self, file: Path, before: Opening | None = None) -> Opening:
        window = self._window
        form = Opening(window.look, window.language, file, self._kept())
        form.begun.connect(self._begin)
        form.left.connect(self._leave)
        form.language_chosen.connect(self._choose_language)
        form.another_asked.connect(self._choose_another)
        if before is not None:
            form.take_over(before)
        window.front(form)
        self._form = form
        return form

    def _kept(self) -> Kept:
        choices, opened = self._window.preferences.choices, self._window.opened
        own = opened is not None and opened.role is Role.STUDENT and opened.owner != OWNER
        folder = choices.layout.get(_KEPT_IN, "")
        return Kept(
            owner=opened.owner if opened is not None and own else "",
            earlier=tuple(filter(None, choices.layout.get(_EARLIER, "").splitlines())),
            kept_in=Path(folder) if folder else None,
            asks_language=choices.language is None and opened is None,
            has_back=opened is not None or self._last().exists(),
        )

    def _begin(self, start: Start) -> None:
        """Open it: in the thread, in the student's own workspace, which is found from the last."""
        self._start = start
        usual = self._last()
        self._remember(start)
        self._window.open(Wish(usual, sitting=start))

    def _last(self) -> Path:
        """The workspace that was named, that of last time, or the usual one."""
        kept = self._window.preferences.choices.workspace
        return self._usual or (Path(kept) if kept else paths.default_workspace())

    def _leave(self) -> None:
        """Back to the workspace that is open behind, or to that of last time."""
        if self._window.opened is not None:
            self._window.go_back()
        else:
            self._window.open(Wish(self._last()))

    def _remember(self, start: Start) -> None:
        owner, preferences = author_of(start.students), self._window.preferences
        before = preferences.choices.layout.get(_EARLIER, "").splitlines()
        ids = [owner, *(line for line in before if line and line != owner)]
        with suppress(OSError):  # it only saves typing
            if preferences.choices.language is None:  # it was asked for, and nobody minded
                preferences.change(language=self._window.language.code)
            preferences.remember(_EARLIER, "\n".join(ids[:_REMEMBERED]))
            preferences.remember(_KEPT_IN, str(start.keep_in) if start.keep_in else "")
            preferences.remember(_PACK_FOLDER, str(start.file.parent))

    def _choose_language(self, code: Code) -> None:
        with suppress(OSError):  # it holds for now
            self._window.preferences.change(language=code)

    def _choose_another(self) -> None:
        file = choose_pack(self._window)
        if file is not None:
            self.ask(file)


def choose_pack(window: Window) -> Path | None:
    """A pack or kept work, chosen in the system's dialog."""
    from app.ui.controls.file_choice import choose_files

    say = window.language.say
    kinds = f"{say('opening.kinds')} (*{FileKind.PACK} *{FileKind.WORK})"
    return next(iter(choose_files(window, window.language, say("opening.title"), kinds)), None)
