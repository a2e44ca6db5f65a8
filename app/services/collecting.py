"""Collect what a class handed in: look at the files first, then keep them in one step.

What the files give follows from the set of them (``domain.collection``), so whatever is collected
again, in another order or from two sticks, gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.assignment import Assignment
from app.domain.classroom import Student
from app.domain.collection import Work
from app.domain.errors import KnownError
from app.domain.submission import Submission, attempt_order
from app.formats import incoming
from app.services import examining, settling
from app.services.copying import Resemblance
from app.services.examining import Candidate, Expected, State, assignment_in, expected

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from app.store.transaction import Transaction

__all__ = ["Candidate", "Collected", "Expected", "Preview", "State", "assignment_in",
           "collect", "examine", "expected", "look"]  # fmt: skip

_FIRST = (State.REFUSED, State.NEWER, State.OLDER, State.ALREADY, State.NEW)  # what needs eyes


@dataclass(frozen=True, slots=True)
class Preview:
    """What collecting would do: nothing is kept yet.

    ``candidates`` come with those that need eyes first, then by the roster; ``missing`` are the
    ids of students from whom there is nothing, here or in the files; ``others`` the names of files
    that are no hand-ins; ``look_alikes`` what two students' hand-ins share, those kept here too;
    ``names`` the students' by id; ``stopped`` that not all files were read.
    """

    assignment: Assignment
    candidates: tuple[Candidate, ...] = ()
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    look_alikes: tuple[Resemblance, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    works: Mapping[str, Work] = field(default_factory=dict[str, Work])
    stopped: bool = False

    def of(self, *states: State) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if one.state in states)

    @property
    def to_add(self) -> tuple[Candidate, ...]:
        """Those that would be kept."""
        return self.of(State.NEW, State.NEWER, State.OLDER)


@dataclass(frozen=True, slots=True)
class Collected:
    """How many hand-ins are new here, how many were there, and which files were not taken."""

    added: int
    already: int
    refused: tuple[Candidate, ...]


def look(
    workspace: Workspace,
    assignment_id: str,
    paths: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """What collecting these files, folders and zips would do. KnownError: no such assignment."""
    asked = workspace.read(expected, assignment_id)
    return examine(asked, paths, progress, cancelled)


def examine(
    asked: Expected,
    paths: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """The second half of ``look``, for a thread: files against what was expected of them.

    ``progress`` is told how many of how many were read. Once ``cancelled`` says so, what was read
    until then is shown, and that it is not all.
    """
    stop = cancelled or (lambda: False)
    found = incoming.find(paths, stop)
    table = examining.Table(asked)
    for place, reason in found.refused:
        table.refuse(place, reason)
    stopped = stop()
    for number, place in enumerate(found.works, 1):
        if stop():
            stopped = True
            break
        table.lay(place)
        if progress is not None:
            progress(number, len(found.works))
    candidates = table.candidates()
    roster = {id: place for place, id in enumerate(asked.roster)}
    candidates.sort(key=lambda one: _order(one, roster))
    came = {
        student
        for submission in (*asked.submissions, *(one.submission for one in candidates))
        if submission is not None and submission.assignment_id == asked.assignment.id
        for student in submission.student_ids
    }
    return Preview(
        asked.assignment,
        tuple(candidates),
        tuple(id for id in asked.roster if id not in came),
        tuple(found.others),
        tuple(table.look_alikes()),
        asked.names,
        table.works(),
        stopped,
    )


def _order(one: Candidate, roster: Mapping[str, int]) -> tuple[object, ...]:
    student = one.students[0] if one.students else ""
    attempt = attempt_order(one.submission) if one.submission else ("", "")
    place = roster.get(student, len(roster))
    return _FIRST.index(one.state), place, student, attempt, one.where


def collect(tx: Transaction, preview: Preview) -> Collected:
    """Keep the hand-ins of a preview, and what they say under the students' ids: one step.

    Those that have come here since are left as they are, and those of somebody who has left the
    roster since are not kept. KnownError where the assignment is gone.
    """
    found = tx.find(Assignment, id=preview.assignment.id)
    if not found:
        raise KnownError("collect.assignment_gone", name=preview.assignment.name)
    there = tx.ids(Submission)
    room = found[0].classroom_id
    roster = {one.id for one in tx.find(Student, classroom_id=room)} if room else set[str]()
    new: dict[str, Candidate] = {
        one.submission.id: one
        for one in preview.to_add
        if one.submission is not None
        and one.submission.id not in there
        and (not roster or roster.issuperset(one.submission.student_ids))
    }
    tx.keep_texts([text for one in new.values() for text in (one.document, one.log)])
    for id in sorted(new):
        submission = new[id].submission
        assert submission is not None
        tx.add(submission)
    if new:
        settling.settle(tx, preview.works)
    tx.detail = str(len(new))
    came = [one for one in preview.to_add if one.submission and one.submission.id in there]
    already = len(preview.of(State.ALREADY)) + len(came)
    return Collected(len(new), already, preview.of(State.REFUSED))
