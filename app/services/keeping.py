"""Keeping a student's work in a file too, on a share or a stick: rewritten whole after each change.

``carrying`` opens it elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from app.domain import chain
from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.chain import Line, Standing
from app.domain.change import Changes, Gesture
from app.domain.errors import KnownError
from app.domain.file_name import named
from app.domain.relation import Relation
from app.domain.submission import Sitting, author_of
from app.formats import pack_file, submission_file, text_files
from app.formats.submission_file import ENDING, State
from app.services import handing_in, packing
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Keeper", "keep_in", "keep_nowhere"]

_MOST_NAMES = 100
_PAUSE = 0.2  # seconds between two writes, at least: a share is not asked for more
_REST = 3  # times as long as a write took: a long log leaves the window its processor
_RETRY = 2.0  # seconds until a place that was gone is tried again


def keep_in(workspace: Workspace, sitting_id: str, folder: Path) -> Path:
    """Keep the work in ``folder`` too, from now on: the file, which is there when this returns.

    KnownError ``carrying.gone`` (no such folder), ``.newer_there``, ``.other_work``, ``exchange.*``
    where the disk refuses; then nothing has changed.
    """

    def keep(tx: Transaction) -> Path:
        sitting = tx.get(Sitting, sitting_id)
        draft = _draft(tx, sitting, workspace.device)
        if not folder.is_dir():
            raise KnownError("carrying.gone", path=str(folder))
        path = _free_name(tx, sitting, folder)
        tx.replace(sitting, file=str(path))
        tx.flush()
        _put(path, draft)
        return path

    return workspace.do(Gesture.KEEP_WORK, keep)


def keep_nowhere(tx: Transaction, sitting_id: str) -> Sitting:
    """Keep the work on this computer alone from now on; the file stays as it is."""
    return tx.replace(tx.get(Sitting, sitting_id), file="")


class Keeper:
    """Rewrites the file of a sitting after every change, on a thread of its own.

    Each write is whole or not at all; what happens meanwhile is written next, the last state
    always. ``told`` hears, on that thread, a KnownError when the file cannot be written, and None
    once it can again; until then it is tried every two seconds. ``close`` before the workspace.
    """

    def __init__(
        self,
        workspace: Workspace,
        sitting_id: str,
        told: Callable[[KnownError | None], None] = lambda _trouble: None,
    ) -> None:
        self.trouble: KnownError | None = None
        self._path = workspace.path
        self._device = workspace.device
        self._sitting_id = sitting_id
        self._told = told
        self._wanted, self._closing = Event(), Event()
        self._wanted.set()
        self._turn = Condition()
        self._asked, self._answered = 1, 0  # changes until now, and those that a write came after
        self._unsubscribe = workspace.subscribe(self._hear)
        self._thread = Thread(target=self._run, name="keeping work", daemon=True)
        self._thread.start()

    def wait(self, timeout: float = 10) -> bool:
        """Wait until what was done so far is written or could not be; whether that came about."""
        with self._turn:
            return self._turn.wait_for(lambda: self._answered == self._asked, timeout)

    def close(self, timeout: float = 10) -> KnownError | None:
        """Write what is not written yet, once, and end; what kept it from being written."""
        self._unsubscribe()
        self._closing.set()
        self._wanted.set()
        self._thread.join(timeout)
        if self._thread.is_alive():
            return KnownError("carrying.slow")
        return self.trouble

    def _hear(self, changes: Changes) -> None:
        if changes.touch(Annotation, Relation, Assignment, Sitting):
            with self._turn:
                self._asked += 1
            self._wanted.set()

    def _run(self) -> None:
        try:
            with Workspace.open(self._path, read_only=True) as workspace:
                self._keep(workspace)
        except KnownError as error:
            self._tell(error)

    def _keep(self, workspace: Workspace) -> None:
        last = _Last()
        while True:
            self._wanted.wait(_RETRY if self.trouble else None)
            closing = self._closing.is_set()
            self._wanted.clear()
            with self._turn:
                asked = self._asked
            began = monotonic()
            self._tell(self._written(workspace, last))
            rest = min(_RETRY, max(_PAUSE, _REST * (monotonic() - began)))
            with self._turn:
                self._answered = asked
                self._turn.notify_all()
            if closing:
                return
            self._closing.wait(rest)

    def _written(self, workspace: Workspace, last: _Last) -> KnownError | None:
        """Write what there is now; what kept it from being written."""
        try:
            draft = workspace.read(_draft_of, self._sitting_id, self._device)
            if draft is not None:
                _put(draft.path, draft, last)
        except KnownError as error:
            return error
        except Exception as error:  # a fault of ours must not end the keeping without a word
            return KnownError("carrying.fault", reason=repr(error)[:200])
        return None

    def _tell(self, trouble: KnownError | None) -> None:
        before, self.trouble = self.trouble, trouble
        if (trouble and trouble.message) != (before and before.message):
            self._told(trouble)


@dataclass(slots=True)
class _Last:
    """The file as it was left: nobody else wrote to it since, where it still looks so."""

    data: bytes = b""
    looks: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    path: Path
    data: bytes
    assignment_id: str
    author_id: str
    lines: list[Line]


def _draft_of(tx: Transaction, sitting_id: str, device: str) -> _Draft | None:
    """What the file of a sitting is to hold now; None where it is kept nowhere."""
    found = tx.find(Sitting, id=sitting_id)
    return _draft(tx, found[0], device) if found and found[0].file else None


def _draft(tx: Transaction, sitting: Sitting, device: str) -> _Draft:
    assignment = tx.get(Assignment, sitting.assignment_id)
    work = handing_in.work_of(
        tx, assignment, sitting.student_ids, device, State.DRAFT, sitting.started
    )
    lines = list(work.lines)
    practice = tx.text_of(sitting.practice) if sitting.practice else ""
    pack = pack_file.write(packing.content_of(tx, assignment, practice))
    at = lines[-1]["at"] if lines else sitting.started
    data = submission_file.write(replace(work, pack=pack, handed_in=at))
    path = Path(sitting.file)
    return _Draft(path, data, assignment.id, author_of(sitting.student_ids), lines)


def _put(path: Path, draft: _Draft, last: _Last | None = None) -> None:
    """Write the draft, in the place of an earlier state of the same work and of nothing else."""
    if last is not None and last.looks is not None and last.looks == _looks(path):
        if last.data == draft.data:
            return
    else:
        _require_earlier(path, draft)
        text_files.clear_leftovers(path)
    if not path.parent.is_dir():
        raise KnownError("carrying.gone", path=str(path.parent))
    text_files.write_whole(path, draft.data)
    if last is not None:
        last.data, last.looks = draft.data, _looks(path)


def _looks(path: Path) -> tuple[str, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_mtime_ns, found.st_size


def _require_earlier(path: Path, draft: _Draft) -> None:
    """Refuse to write over what is not an earlier state of this work. What cannot be read (a stick
    was pulled) is put aside."""
    try:
        there = submission_file.read(path)
    except KnownError as error:
        if error.message == "import.missing":
            return
        if not error.message.startswith(("parcel.cut", "parcel.damaged", "parcel.unf", "parcel.e")):
            raise
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.damaged"))
        return
    whose = there.state, there.assignment_id, there.author_id
    if whose != (State.DRAFT, draft.assignment_id, draft.author_id):
        raise KnownError("carrying.other_work", name=path.name)
    standing = chain.standing(draft.lines, there.lines)
    if standing is Standing.BEHIND:
        raise KnownError("carrying.newer_there", name=path.name)
    if standing is Standing.APART:
        raise KnownError("carrying.other_work", name=path.name)


def _free_name(tx: Transaction, sitting: Sitting, folder: Path) -> Path:
    """``CLASS_STUDENT_ASSIGNMENT.bayyina-work``, numbered where another's work is called so."""
    assignment = tx.get(Assignment, sitting.assignment_id)
    author = author_of(sitting.student_ids)
    stem = named(packing.classroom_of(tx, assignment), author, assignment.name)
    for number in range(1, _MOST_NAMES):
        path = folder / (stem + (f"_{number}" if number > 1 else "") + ENDING)
        try:
            there = submission_file.read(path)
        except KnownError as error:
            if error.message == "import.missing":
                return path
            continue
        whose = there.state, there.assignment_id, there.author_id
        if whose == (State.DRAFT, assignment.id, author):
            return path
    raise KnownError("carrying.gone", path=str(folder))
