"""Work that is kept on a stick or a share too: watched, and told where people see what is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.change import Changes
from app.domain.submission import Sitting, author_of

if TYPE_CHECKING:
    from app.domain.errors import KnownError
    from app.services.carrying import Keeper
    from app.services.workspace import Workspace

_LOOKS = 150  # milliseconds between two looks whether the last change has been written


class Keeping(QObject):
    """One keeper for each piece of work of ``owner`` that is kept elsewhere too.

    ``changed`` when a place is reached again or lost, and when the last change has got there.
    """

    changed = Signal()
    _told = Signal()  # from the keepers' threads

    def __init__(self, workspace: Workspace, owner: str) -> None:
        super().__init__()  # no parent: a slow share's thread keeps it alive after the window
        self._workspace = workspace
        self._owner = owner
        self._keepers: dict[str, Keeper] = {}
        self._places: dict[str, str] = {}  # file by sitting
        self._timer = QTimer(self, interval=_LOOKS)
        self._timer.timeout.connect(self._look)
        self._told.connect(self._tell)
        self._unsubscribe = workspace.subscribe(self._hear)
        self._follow()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the work is kept too."""
        return tuple(dict.fromkeys(Path(file).parent for file in self._places.values()))

    @property
    def trouble(self) -> tuple[str, KnownError] | None:
        """The sitting whose file cannot be written, and why; None where all is well."""
        for id, keeper in self._keepers.items():
            if keeper.trouble is not None:
                return id, keeper.trouble
        return None

    @property
    def is_settled(self) -> bool:
        """Whether everything that was done is in every file."""
        return self.trouble is None and all(k.wait(0) for k in self._keepers.values())

    def keep_in(self, folder: Path) -> None:
        """Keep what cannot be kept where it was in ``folder`` from now on. KnownError."""
        from app.services import carrying

        if self.trouble is not None:
            carrying.keep_in(self._workspace, self.trouble[0], folder)

    def close(self) -> KnownError | None:
        """Write what is not written yet, and end; what kept it from being written."""
        self._unsubscribe()
        self._timer.stop()
        keepers, self._keepers = self._keepers, {}
        troubles = [keeper.close() for keeper in keepers.values()]
        return next((trouble for trouble in troubles if trouble is not None), None)

    def _hear(self, changes: Changes) -> None:
        if changes.touch(Sitting):
            self._follow()
        if self._keepers:
            self._timer.start()

    def _follow(self) -> None:
        """Have a keeper for every sitting that names a file now."""
        from app.services.carrying import Keeper

        kept = {
            sitting.id: sitting.file
            for sitting in self._workspace.read(lambda tx: tx.find(Sitting))
            if sitting.file and author_of(sitting.student_ids) == self._owner
        }
        self._places = kept
        for id in self._keepers.keys() - kept.keys():
            self._keepers.pop(id).close()
        for id in kept.keys() - self._keepers.keys():
            self._keepers[id] = Keeper(self._workspace, id, lambda _trouble: self._told.emit())
        if self._keepers:
            self._timer.start()
        self.changed.emit()

    def _look(self) -> None:
        """Until what was done last is there, or cannot be."""
        if self.is_settled or self.trouble is not None:
            self._timer.stop()
            self.changed.emit()

    def _tell(self) -> None:
        self._timer.start()
        self.changed.emit()


def place_name(folder: Path) -> str:
    """A place as people call it: «E:», «\\\\server\\share», or the folder's own name."""
    drive = folder.drive
    return drive or folder.name or str(folder)
