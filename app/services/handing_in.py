"""Handing in («تسليم»): a student's work as one file, and the receipt that says which it was."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import choice
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation, reading_order
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.file_name import named
from app.domain.relation import Relation
from app.domain.submission import Sitting, Submission, attempt_order, author_of, student_ids_of
from app.formats import parcel, submission_file
from app.formats.submission_file import Covered, State, SubmissionFile, Work
from app.services import consulting, packing, retracing
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["HandedIn", "hand_in", "hand_ins", "work_of"]

_RANDOM = "23456789abcdefghjkmnpqrstvwxyz"
_TRIES = 20
_TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A hand-in on disk. ``receipt`` is the bare code; ``attempt`` counts from 1."""

    path: Path
    receipt: str
    submission: Submission
    claims: int
    relations: int
    attempt: int


def hand_in(
    workspace: Workspace, assignment_id: str, student_ids: Sequence[str], folder: Path
) -> HandedIn:
    """Write the work into ``folder`` (made where its own folder is there), never over a file, and
    keep what was handed in here: both or neither.

    KnownError ``student.*``, ``hand_in.no_folder``, ``.nobody``, ``exchange.*`` where the
    disk refuses, ``workspace.*``.
    """
    written: list[Path] = []
    try:
        return workspace.do(
            Gesture.HAND_IN, _hand_in, workspace.device, assignment_id, student_ids, folder, written
        )
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


def hand_ins(
    tx: Transaction, assignment_id: str, student_ids: Sequence[str] | None = None
) -> list[Submission]:
    """What was handed in of an assignment (by one student or pair), the first attempt first."""
    found = tx.find(Submission, assignment_id=assignment_id)
    if student_ids is not None:
        found = [one for one in found if author_of(one.student_ids) == author_of(student_ids)]
    return sorted(found, key=attempt_order)


def work_of(
    tx: Transaction,
    assignment: Assignment,
    students: tuple[str, ...],
    device: str,
    state: State,
    at: str,
) -> Work:
    """What a work file of these students says of an assignment now."""
    author = author_of(students)
    cards = {card.id: card for card in tx.article_cards(assignment.article_ids)}
    order = {id: place for place, id in enumerate(assignment.article_ids)}
    annotations = tx.find(Annotation, author_id=author, article_id=tuple(cards))
    annotations.sort(key=lambda one: (order[one.article_id], *reading_order(one)))
    inside = {one.id for one in annotations}
    relations = [
        one
        for one in tx.find(Relation, author_id=author, order_by="id")
        if {one.source_id, one.target_id} <= inside
    ]
    codebook = assignment.codebook or consulting.codebook_text()
    return Work(
        state=state,
        assignment_id=assignment.id,
        assignment_name=assignment.name,
        student_ids=students,
        classroom=packing.classroom_of(tx, assignment),
        articles=tuple(
            Covered(id, cards[id].sha256, cards[id].title or "")
            for id in assignment.article_ids
            if id in cards
        ),
        handed_in=at,
        device=device,
        codebook=sha256(codebook.encode()).hexdigest(),
        annotations=annotations,
        relations=relations,
        lines=retracing.chain_of(tx, assignment, author),
    )


def _hand_in(
    tx: Transaction,
    device: str,
    assignment_id: str,
    student_ids: Sequence[str],
    folder: Path,
    written: list[Path],
) -> HandedIn:
    assignment = tx.get(Assignment, assignment_id)
    students = _known(tx, assignment, student_ids)
    earlier = hand_ins(tx, assignment_id, students)
    at = _moment(earlier)
    work = work_of(tx, assignment, students, device, State.HANDED_IN, at.isoformat(
        timespec="milliseconds"
    ))  # fmt: skip
    data = submission_file.write(work)
    made = submission_file.unpack(data, assignment.name)  # what nobody could read is not handed in
    submission = _keep(tx, made)
    tx.detail = assignment.name
    tx.flush()
    path = _write(folder, work.classroom, author_of(students), at, data)
    written.append(path)
    return HandedIn(
        path, submission.receipt, submission, made.claims, made.relations, len(earlier) + 1
    )


def _known(tx: Transaction, assignment: Assignment, typed: Sequence[str]) -> tuple[str, ...]:
    """The students as they sat down here, or as they signed what they marked.

    KnownError ``hand_in.nobody``: under a mistyped id an empty work would take the place of theirs.
    """
    sittings = tx.find(Sitting, assignment_id=assignment.id)
    signed = {id for id in typed if tx.count(Annotation, author_id=id)}
    students = student_ids_of(typed, signed.union(*(one.student_ids for one in sittings)))
    author, articles = author_of(students), assignment.article_ids
    seated = author in {author_of(one.student_ids) for one in sittings}
    if sittings and not (seated or tx.count(Annotation, author_id=author, article_id=articles)):
        raise KnownError("hand_in.nobody", id=author, name=assignment.name)
    return students


def _keep(tx: Transaction, made: SubmissionFile) -> Submission:
    tx.keep_text(made.document)
    tx.keep_text(made.log)
    return tx.add(made.submission)


def _moment(earlier: Sequence[Submission]) -> datetime:
    """Now; but after the attempts that were made, though the clock was set back since."""
    now = datetime.now(UTC)
    if earlier:
        last = datetime.fromisoformat(earlier[-1].handed_in)
        now = max(now, last + _TICK)
    return now


def _write(folder: Path, classroom: str, author: str, at: datetime, data: bytes) -> Path:
    """Write ``CLASS_STUDENT_TIME_RANDOM.bayyina-work``."""
    try:
        folder.mkdir(exist_ok=True)  # no folders above it: a stick that was pulled is not made anew
    except OSError as error:
        raise KnownError("hand_in.no_folder", folder=str(folder)) from error
    time = f"{at.astimezone():%H%M}"
    for _ in range(_TRIES):
        random = "".join(choice(_RANDOM) for _ in range(4))
        path = folder / (named(classroom, author, time, random) + submission_file.ENDING)
        try:
            parcel.write_new(path, data)
        except KnownError as error:
            if error.message != "parcel.exists":
                raise
        else:
            return path
    raise KnownError("hand_in.no_folder", folder=str(folder))
