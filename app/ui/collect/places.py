"""Which places were chosen, and the ways to choose others."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.language import isolate
from app.ui.collect.empty import Way
from app.ui.collect.sources import sticks
from app.ui.context import Context
from app.ui.controls.file_choice import choose_files, choose_folder

_FOLDER = "collect_folder"


class Places(QObject):
    """``chosen`` when a person chose where to look: all places, those of before that stay too.

    ``paths`` are those that are looked in; ``last`` is the folder of the time before.
    """

    chosen = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._say = context.language.say
        self.paths: tuple[Path, ...] = ()
        self.spent = False  # they were collected: a further place is a new beginning
        kept = context.preferences.choices.layout.get(_FOLDER)
        self.last: Path | None = Path(kept) if kept else None

    def remember(self, paths: Sequence[Path]) -> None:
        """These are looked in now."""
        self.paths, self.spent = tuple(paths), False
        self.last = paths[0] if paths[0].is_dir() else paths[0].parent
        with contextlib.suppress(OSError):  # it holds for now, whether or not it is kept
            self._context.preferences.remember(_FOLDER, str(self.last))

    def take(self, path: Path) -> None:
        """This place instead of those of before."""
        self.chosen.emit([path])

    def add(self, *paths: Path) -> None:
        """These places too."""
        kept = () if self.spent else self.paths
        self.chosen.emit([*(one for one in kept if one not in paths), *paths])

    def ask_folder(self) -> None:
        if found := self._folder():
            self.take(found)

    def ask_stick(self) -> None:
        """A folder on another stick, beside what was chosen."""
        if found := self._folder():
            self.add(found)

    def ask_files(self) -> None:
        title, kinds = self._say("collect_page.choose_source"), self._say("collect_page.kinds")
        if found := choose_files(self._page, self._context.language, title, kinds):
            self.chosen.emit(found)

    def ways(self) -> list[Way]:
        """What an empty page offers: sticks that are there, the last folder, the dialogs."""
        say = self._say
        ways: list[Way] = [
            (say("collect_page.drive", name=isolate(name)), "device",
             lambda path=path: self.take(path))
            for path, name in sticks()[:2]
        ]  # fmt: skip
        last = self.last
        if last is not None and last not in self.paths and last.is_dir():
            words = say("collect_page.last_folder", name=isolate(last.name))
            ways.append((words, "folder", lambda: self.take(last)))
        ways.append((say("collect_page.choose_folder"), "folder", self.ask_folder))
        ways.append((say("collect_page.choose_files"), "import_file", self.ask_files))
        return ways

    def _folder(self) -> Path | None:
        start = self.paths[0] if self.paths else self.last
        while start is not None and not start.is_dir() and start != start.parent:
            start = start.parent  # the stick is gone
        title = self._say("collect_page.choose_source")
        return choose_folder(self._page, self._context.language, title, start)
