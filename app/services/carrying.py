"""Work that goes with the student: kept on a share or a stick after every gesture, and opened
tomorrow on another computer.

One piece of work has one log (``domain.chain``). Of two states of it, the one whose log goes on
from the other's is the newer, whatever the clocks say, and it alone may take the other's place.
Where each has something that the other lacks, nothing is changed and the student is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from app.domain import chain
from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.chain import Line, Standing
from app.domain.change import Changes, Gesture
from app.domain.errors import KnownError
from app.domain.file_name import named
from app.domain.relation import Relation
from app.domain.submission import Sitting, author_of, student_ids_of
from app.formats import pack_file, submission_file, text_files
from app.formats.pack_file import PackFile
from app.formats.submission_file import ENDING, State, SubmissionFile
from app.services import exchanging, handing_in, packing, retracing
from app.services.packing import PackFacts
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Keeper", "OpenedWork", "Outcome", "WorkFacts", "keep_in", "keep_nowhere", "look_into",
           "open_work"]  # fmt: skip

_MOST_NAMES = 100
_PAUSE = 0.2  # seconds between two writes, at least: a share is not asked for more
_REST = 3  # times as long as a write took: a long log leaves the window its processor
_RETRY = 2.0  # seconds until a place that was gone is tried again
M = TypeVar("M", Annotation, Relation)


class Outcome(StrEnum):
    """What opening a work came to: it came in, it was here already, or here is more of it."""

    TAKEN = "taken"
    SAME = "same"
    NEWER_HERE = "newer_here"


_OUTCOMES = {
    Standing.BEHIND: Outcome.TAKEN,
    Standing.SAME: Outcome.SAME,
    Standing.AHEAD: Outcome.NEWER_HERE,
}


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What a work file holds, before anything is kept of it. ``pack`` is None in work that was
    handed in: that is opened where its pack was."""

    path: Path
    content: SubmissionFile
    pack: PackFile | None

    @property
    def name(self) -> str:
        return self.content.assignment_name

    @property
    def students(self) -> tuple[str, ...]:
        return self.content.student_ids

    @property
    def is_handed_in(self) -> bool:
        return self.content.state is State.HANDED_IN

    @property
    def saved_at(self) -> str:
        """When it was last kept, or handed in (ISO 8601, UTC)."""
        return self.content.handed_in


@dataclass(frozen=True, slots=True)
class OpenedWork:
    assignment_id: str
    article_ids: tuple[str, ...]
    sitting: Sitting
    outcome: Outcome


def look_into(path: Path) -> WorkFacts:
    """What a work file holds; nothing is kept. KnownError ``parcel.*``, ``work.*``."""
    content = submission_file.read(path)
    return WorkFacts(path, content, content.unpacked())


def open_work(
    workspace: Workspace, given: Path | WorkFacts, student_ids: Sequence[str] = ()
) -> OpenedWork:
    """Go on here with work that was kept elsewhere: all of it comes in, as one step.

    From then on it is kept in that file too. KnownError ``carrying.diverged`` where here and there
    each have what the other lacks, ``.other_student`` where it is not the work of ``student_ids``,
    ``.teachers`` in a teacher's file, ``.no_pack``, ``.taken``; as ``look_into``. Then nothing has
    changed.
    """
    facts = given if isinstance(given, WorkFacts) else look_into(given)
    return workspace.do(Gesture.OPEN_WORK, _open, facts, student_ids)


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


def _open(tx: Transaction, facts: WorkFacts, student_ids: Sequence[str]) -> OpenedWork:
    content = facts.content
    if student_ids and student_ids_of(student_ids, content.student_ids) != content.student_ids:
        raise KnownError("carrying.other_student", name=content.name, student=content.author_id)
    present = tx.find(Assignment, id=content.assignment_id)
    if not packing.is_students(tx, content.assignment_id if present else None):
        raise KnownError("carrying.teachers", name=content.name)
    sitting = _sit_down(tx, facts, known=bool(present))
    assignment = tx.get(Assignment, sitting.assignment_id)
    here = retracing.chain_of(tx, assignment, content.author_id)
    standing = chain.standing(here, content.lines)
    if standing is Standing.APART:
        raise KnownError("carrying.diverged", name=content.name)
    if standing is Standing.BEHIND:
        _take(tx, assignment, content)
        sitting = tx.replace(sitting, earlier=tx.keep_text(content.log))
    if not facts.is_handed_in:
        sitting = tx.replace(sitting, file=str(facts.path.absolute()))
    tx.detail = assignment.name
    return OpenedWork(assignment.id, assignment.article_ids, sitting, _OUTCOMES[standing])


def _sit_down(tx: Transaction, facts: WorkFacts, *, known: bool) -> Sitting:
    """Have the student sit down to the assignment: as it is here, or by the pack in the file."""
    students = facts.content.student_ids
    if known:
        assignment = tx.get(Assignment, facts.content.assignment_id)
        sittings = tx.find(Sitting, assignment_id=assignment.id)
        practice = next((tx.text_of(one.practice) for one in sittings if one.practice), "")
        pack = packing.content_of(tx, assignment, practice)
    elif facts.pack is not None:
        pack = facts.pack
    else:
        raise KnownError("carrying.no_pack", name=facts.content.name)
    return packing.open_pack(tx, PackFacts(pack), students).sitting


def _take(tx: Transaction, assignment: Assignment, content: SubmissionFile) -> None:
    """Have the student's claims and relations in the assignment be those of the file."""
    author = content.author_id
    articles = {card.sha256: card.id for card in tx.article_cards(assignment.article_ids)}
    present = {
        one.id: one
        for one in tx.find(Annotation, author_id=author, article_id=[*articles.values()])
    }
    links = {
        one.id: one
        for one in tx.find(Relation, author_id=author)
        if {one.source_id, one.target_id} <= present.keys()
    }
    claims, relations = _placed(tx, content, articles)
    taken = _others(tx, claims, present) or _others(tx, relations, links)
    if taken:
        raise KnownError("carrying.taken", name=content.name)
    gone = present.keys() - claims.keys()
    for link in tx.find(Relation, author_id=author, order_by="id"):
        if link.id not in relations and (
            link.id in links or {link.source_id, link.target_id} & gone
        ):
            tx.remove(link)
    _bring(tx, present, claims)
    _bring(tx, links, relations)
    for id in sorted(gone):
        tx.remove(present[id])


def _placed(
    tx: Transaction, content: SubmissionFile, articles: dict[str, str]
) -> tuple[dict[str, Annotation], dict[str, Relation]]:
    """What the file says, on the articles here. KnownError ``work.bad_item``."""
    texts = {one.id: one.text for one in tx.find(Article, id=[*articles.values()])}
    claims: dict[str, Annotation] = {}
    for item in content.items.claims:
        named_texts = [one.strip().lower().removeprefix("urn:sha256:") for one in item.sources]
        id = next((articles[one] for one in named_texts if one in articles), None)
        try:
            if id is None:
                raise KnownError(exchanging.NOT_HERE)
            claims[item.id] = exchanging.placed(item, id, texts[id], content.author_id)
        except KnownError as error:
            raise KnownError("work.bad_item", name=content.name, item=item.id[:60]) from error
    relations = {
        item.id: Relation(
            id=item.id,
            author_id=content.author_id,
            type=item.type,
            source_id=item.source_id,
            target_id=item.target_id,
            note=item.note,
            acceptable=item.acceptable,
            created=item.created,
        )
        for item in content.items.links
    }
    return claims, relations


def _others(tx: Transaction, wanted: dict[str, M], present: dict[str, M]) -> bool:
    """Whether something else here has the identity of something wanted."""
    new = [one for id, one in wanted.items() if id not in present]
    return bool(new) and bool(tx.find(type(new[0]), id=[one.id for one in new]))


def _bring(tx: Transaction, present: dict[str, M], wanted: dict[str, M]) -> None:
    for id, new in wanted.items():
        if id in present:
            tx.replace(present[id], **{one.name: getattr(new, one.name) for one in fields(new)})
        else:
            tx.add(new)
