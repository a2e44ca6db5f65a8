"""An open classroom file: every read, write, undo and redo goes through here.

Light to import: the database comes in with ``Workspace.open``.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from app.domain.change import Change, Changes, Gesture, Step, StepName
from app.domain.errors import KnownError
from app.domain.history import History, Past
from app.domain.setting import OWNER, Setting

if TYPE_CHECKING:
    from types import TracebackType

    from filelock import FileLock

    from app.store.database import Database
    from app.store.purge import Removed
    from app.store.transaction import Transaction

P = ParamSpec("P")
R = TypeVar("R")
Listener = Callable[[Changes], None]


class Workspace:
    """One classroom file, open. May be opened in a worker thread and used from one other.

    Long work on another thread takes plain values, or a read-only Workspace of its own.
    """

    def __init__(
        self, database: Database, lock: FileLock | None, actor: str, device: str | None
    ) -> None:
        from app.store import log

        self.path = database.path
        self.read_only = lock is None
        self._log = log
        self._database = database
        self._lock = lock
        self._author = log.Author(actor, device or platform.node())
        self._listeners: list[Listener] = []
        self._announcing = False
        self._closed = False
        self._touched: tuple[Gesture, frozenset[str]] | None = None  # by the last step of this run
        steps = self.steps()
        self._history = History(steps)
        self._last = steps[-1].at if steps else None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        actor: str = OWNER,
        device: str | None = None,
        create: bool = True,
        read_only: bool = False,
    ) -> Workspace:
        """Open the classroom file ``path``; make it, and its folder, where absent.

        KnownError: ``workspace.locked`` (another window writes to it), ``.damaged``,
        ``.damaged_no_copy``, ``.newer``, ``.missing``, ``.unwritable``, ``.read_only_disk``,
        ``.is_folder``, ``.disk_full``, ``.disk_fault``, ``.busy``. With ``read_only`` it opens
        beside a writer.
        """
        from app.store import faults, files, lock
        from app.store.database import open_database

        held = None
        with faults.of_disk(path):
            path = files.followed(path)  # one lock, whatever the name
            if path.is_dir():
                raise KnownError("workspace.is_folder", path=str(path))
            if not read_only and not create and not path.exists():
                raise KnownError("workspace.missing", path=str(path))
            if not read_only:
                path.parent.mkdir(parents=True, exist_ok=True)
                held = lock.acquire(path)
        try:
            database = open_database(path, create=create, read_only=read_only)
            try:
                return cls(database, held, actor, device)
            except BaseException:
                database.close()
                raise
        except BaseException:
            if held is not None:
                held.release()
            raise

    def do(
        self,
        gesture: Gesture,
        operation: Callable[Concatenate[Transaction, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Run one operation as one undoable step, announced once if it changed anything.

        What it changed and the step are on disk when this returns; an error leaves nothing.
        KnownError where the disk refuses or the file was moved (``workspace.gone``).
        RuntimeError from within another gesture or from a listener. An error of a listener is
        raised after all were told, and what was done stays done.
        """
        return self._do(gesture, operation, None, *args, **kwargs)

    def go_on(
        self,
        gesture: Gesture,
        operation: Callable[Concatenate[Transaction, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """As ``do``, but one with the last step where that was this gesture on the same things and
        nothing came between: one undo then takes back both. The log keeps them apart.
        """
        last = self._history.undoable[-1] if self._history.undoable else None
        return self._do(gesture, operation, last, *args, **kwargs)

    def read(
        self,
        query: Callable[Concatenate[Transaction, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Ask one question of one consistent state."""
        with self._database.reading() as tx:
            return query(tx, *args, **kwargs)

    @property
    def undoable(self) -> Sequence[Past]:
        """What can be taken back, the last thing last."""
        return tuple(self._history.undoable)

    @property
    def redoable(self) -> Sequence[Past]:
        """What can be done again, the next thing last."""
        return tuple(self._history.redoable)

    @property
    def next_undo(self) -> StepName | None:
        return self._history.undoable[-1].name if self._history.undoable else None

    @property
    def next_redo(self) -> StepName | None:
        return self._history.redoable[-1].name if self._history.redoable else None

    def undo(self) -> StepName | None:
        """Take the last gesture back; its name, or None where there is none."""
        return self._again("undo")

    def redo(self) -> StepName | None:
        """Do again what was last taken back; its name, or None where there is none."""
        return self._again("redo")

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of every change from now on. Call what this returns to end it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def steps(self, limit: int | None = None) -> list[Step]:
        """The log (its last ``limit`` entries), oldest first."""
        return self.read(self._log.steps, limit)

    @property
    def saved_at(self) -> datetime | None:
        """When something was last written, in local time."""
        return datetime.fromisoformat(self._last).astimezone() if self._last else None

    @property
    def device(self) -> str:
        """The machine that acts here, as the log names it."""
        return self._author.device

    def setting(self, name: str, default: str = "") -> str:
        """A choice kept with this file: its role, its owner."""
        found = self.read(lambda tx: tx.find(Setting, id=name))
        return found[0].value if found else default

    def configure(self, name: str, value: str) -> None:
        """Keep a choice with this file. In the log, but not on the undo list."""

        def keep(tx: Transaction) -> None:
            present = tx.find(Setting, id=name)
            if present:
                tx.replace(present[0], value=value)
            else:
                tx.add(Setting(id=name, value=value))

        self.do(Gesture.CONFIGURE, keep)

    def purge(self, classroom_id: str) -> Removed:
        """Take a class out of the file, its log and its copies for good; see
        ``services.purging``. No undo reaches back behind it. KnownError as ``do``; where the disk
        refuses after the rows went, what is left to overwrite is so when the file is next opened.
        """
        from app.store import faults, purge

        self._require_writable()
        with faults.of_disk(self.path):
            purge.announce(self.path, classroom_id)
        with self._database.writing() as tx:
            removed = purge.scrub(tx, classroom_id)
            step = self._log.append(tx, self._author, StepName(Gesture.PURGE), "do")
        self._touched = None
        try:
            self._finish(tx, step)
        finally:
            purge.finish(self._database)
        return removed

    def close(self) -> None:
        """Let go of the file. Nothing waits to be written: everything was at once."""
        if self._closed:
            return
        self._closed = True
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _do(
        self,
        gesture: Gesture,
        operation: Callable[Concatenate[Transaction, P], R],
        last: Past | None,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        self._require_writable()
        touched = None
        with self._database.writing() as tx:
            result = operation(tx, *args, **kwargs)
            step = None
            if tx.changes:
                touched = gesture, frozenset(_id(change) for change in tx.changes)
                name = StepName(gesture, tx.detail)
                if last is not None and touched == self._touched:
                    step = self._log.append(tx, self._author, name, "more", reverses=last.id)
                else:
                    step = self._log.append(tx, self._author, name, "do")
        if step is not None:
            self._touched = touched
        self._finish(tx, step)
        return result

    def _again(self, kind: str) -> StepName | None:
        self._require_writable()
        past = self._history.undoable if kind == "undo" else self._history.redoable
        if not past:
            return None
        last = past[-1]
        with self._database.writing() as tx:
            step = self._log.again(tx, self._author, last, kind)
        self._touched = None
        self._finish(tx, step)
        return last.name

    def _require_writable(self) -> None:
        if self._announcing:
            raise RuntimeError("a listener may not change what it is being told about")
        if self.read_only:
            raise KnownError("workspace.read_only", path=str(self.path))

    def _finish(self, tx: Transaction, step: Step | None) -> None:
        if step is None:
            return
        self._last = step.at
        self._history.record(step)
        self._announce(Changes(tuple(tx.changes)))

    def _announce(self, changes: Changes) -> None:
        raised: list[Exception] = []
        self._announcing = True
        try:
            for listener in tuple(self._listeners):
                try:
                    listener(changes)
                except Exception as error:
                    raised.append(error)
        finally:
            self._announcing = False
        if raised:
            raise raised[0]


def _id(change: Change) -> str:
    whole = change.before or change.after
    assert whole is not None
    return whole.id


def copies_of(path: Path) -> list[Path]:
    """The copies of a classroom file, newest first."""
    from app.store import copies

    return copies.copies(path)


def restore(path: Path, copy: Path | None = None) -> Path:
    """Put a copy (the newest sound one) in the place of a classroom file that is not open.

    The file that was there is set aside, not deleted; returns where it is now. KnownError
    ``workspace.no_copy`` where there is nothing to restore from.
    """
    from app.store import copies

    return copies.restore(path, copy)
