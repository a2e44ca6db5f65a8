"""What is slow to load, loaded after the first paint: libraries, pages, the workspace.

The tables and the validation behind them take most of a second to import, four times as long as an
empty window takes to open. So the modules that the first paint needs import none of the services at
run time, and this thread does it while the frame is already on the screen. Pages may import what
they like: they are made when it has finished.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import KnownError

if TYPE_CHECKING:
    from app.domain.setting import Role
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wish:
    """Which workspace to open and how. ``restore``: first put a copy in its place (True: the
    newest sound one). ``role`` and ``sample`` are for a new one. ``sitting``: for whom a file that
    was handed out is opened; ``path`` is then the workspace of last time, and the student's own is
    found from it. ``page`` and ``place``: what is shown first."""

    path: Path
    read_only: bool = False
    restore: bool | Path = False
    role: Role | None = None
    sample: bool = False
    sitting: Start | None = None
    page: str = "library"
    place: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Start:
    """A pack, or work that was kept, to be opened for these students (their ids, tidied).

    ``keep_in``: a folder (a stick, a share) in which the work is kept too; None: nowhere else.
    """

    file: Path
    students: tuple[str, ...]
    keep_in: Path | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """``page`` and ``place``: what is shown first. ``assignment``: the one that was sat down to."""

    workspace: Workspace
    role: Role
    owner: str
    page: str = "library"
    place: dict[str, str] = field(default_factory=dict[str, str])
    assignment: str = ""


class Loading(QObject):
    """One opening, in a thread. Ends with ``opened`` (Wish, Opened), ``refused`` (Wish,
    KnownError, copies) or ``failed`` (Wish, the exception)."""

    prepared = Signal()
    opened = Signal(object, object)
    refused = Signal(object, object, object)
    failed = Signal(object, object)

    def start(self, wish: Wish) -> None:
        threading.Thread(target=self._run, args=(wish,), name="loading", daemon=True).start()

    def prepare(self) -> None:
        """Import only, for the first run; ends with ``prepared``."""

        def run() -> None:
            _import()
            self.prepared.emit()

        threading.Thread(target=run, name="preparing", daemon=True).start()

    def _run(self, wish: Wish) -> None:
        try:
            self._open(wish)
        except Exception as error:
            self.failed.emit(wish, error)

    def _open(self, wish: Wish) -> None:
        try:
            self.opened.emit(wish, open_workspace(wish))
        except KnownError as error:
            from app.services import workspace

            self.refused.emit(wish, error, workspace.copies_of(wish.path))


def open_workspace(wish: Wish) -> Opened:
    """Import what pages need and open the workspace. KnownError as ``Workspace.open``."""
    from app.domain.change import Gesture
    from app.domain.setting import OWNER, Role
    from app.services import workspace as workspaces

    _import()
    if wish.sitting is not None:
        from app.ui.opening import sitting

        return sitting.open_for(wish.path, wish.sitting)
    if wish.page == "feedback" and wish.place:
        from app.ui.opening import sitting

        first = Path(wish.place["path"].partition("\n")[0])
        wish = replace(wish, path=sitting.home_of(wish.path, first))
    if wish.restore:
        workspaces.restore(wish.path, None if wish.restore is True else wish.restore)
    workspace = workspaces.Workspace.open(wish.path, read_only=wish.read_only)
    try:
        if wish.role is not None and not workspace.setting("role"):
            workspace.configure("role", wish.role.value)
        if wish.sample:
            from app.services import sampling

            workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
        role = Role(workspace.setting("role", Role.TEACHER.value))
        owner = workspace.setting("owner", OWNER)
        return Opened(workspace, role, owner, wish.page, wish.place)
    except BaseException:
        workspace.close()
        raise


def _import() -> None:
    from app.ui import icons, pages

    icons.prepare()
    pages.classes()
