"""Hold the files of a class against what an assignment expects: is each to be taken, and how."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.assignment import Assignment
from app.domain.classroom import Student
from app.domain.collection import Work
from app.domain.errors import KnownError
from app.domain.submission import Submission, attempt_order, student_ids_of
from app.formats import incoming, submission_file
from app.formats.incoming import Place
from app.formats.submission_file import SubmissionFile
from app.services import copying, grading, settling
from app.services.copying import Resemblance
from app.services.settling import Desk

if TYPE_CHECKING:
    from app.store.transaction import Transaction

_SLACK = timedelta(minutes=15)  # that two clocks may differ by


class State(StrEnum):
    """``new``: the first of this student; ``newer`` counts from now on; ``older`` is kept, but a
    later one counts; ``already``: it is here, or twice among the files."""

    NEW = "new"
    NEWER = "newer"
    OLDER = "older"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that was looked at.

    ``where`` is its path, for an entry of a zip with the way inside; ``students`` whose it is (of a
    refused file: whose it seems to be, by its name); ``attempt`` counts from 1; ``warnings`` are
    what the teacher may want to know of a file that is taken.
    """

    path: Path
    where: str
    name: str
    state: State
    reason: KnownError | None = None
    submission: Submission | None = None
    students: tuple[str, ...] = ()
    attempt: int = 0
    warnings: tuple[KnownError, ...] = ()
    document: str = ""
    log: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """All that a thread needs to judge files, as plain values, read at ``now``.

    ``roster`` are the ids of the class, in order (empty: it is not known); ``submissions`` are all
    that are kept here, of every assignment, with their ``documents`` by SHA-256.
    """

    assignment: Assignment
    roster: tuple[str, ...]
    names: Mapping[str, str]
    assignments: Mapping[str, str]
    desks: Mapping[str, Desk]
    texts: frozenset[str]
    submissions: tuple[Submission, ...]
    documents: Mapping[str, str]
    logs: Mapping[str, str]
    now: datetime


def expected(tx: Transaction, assignment_id: str) -> Expected:
    """What is known here of an assignment and its class. KnownError: no such assignment."""
    assignment = grading.assignment_of(tx, assignment_id)
    students = tx.find(Student, order_by="position")
    room = assignment.classroom_id
    submissions = tuple(tx.find(Submission, order_by="id"))
    return Expected(
        assignment,
        tuple(student.id for student in students if room and student.classroom_id == room),
        {student.id: student.name for student in students},
        {one.id: one.name for one in tx.find(Assignment)},
        settling.desks(tx),
        frozenset(card.sha256 for card in tx.article_cards()),
        submissions,
        {one.document: tx.text_of(one.document) for one in submissions},
        {one.log: tx.text_of(one.log) for one in submissions if one.assignment_id == assignment.id},
        datetime.now(UTC),
    )


def assignment_in(tx: Transaction, paths: Sequence[Path]) -> str:
    """The assignment here that the first sound hand-in among files is for; empty for none."""
    for path in paths:
        try:
            asked = submission_file.read(path).assignment_id
        except KnownError:
            continue
        if tx.ids(Assignment, id=asked):
            return asked
    return ""


class Table:
    """The files of one look, laid beside each other and beside what is kept here."""

    def __init__(self, asked: Expected) -> None:
        self._asked = asked
        self._desk = asked.desks[asked.assignment.id]
        self._refused: list[Candidate] = []
        self._laid: list[Candidate] = []
        self._known = {one.id: one for one in asked.submissions}
        self._works: dict[str, Work] = {}
        for one in asked.submissions:
            document, desk = asked.documents[one.document], asked.desks[one.assignment_id]
            self._works[one.id] = settling.place_kept(one, document, desk).work
        self._kept = frozenset(self._works)

    def works(self) -> dict[str, Work]:
        """Every hand-in, kept or to be kept, placed on the texts here, by id."""
        return self._works

    def refuse(self, place: Place, reason: KnownError, students: Sequence[str] = ()) -> None:
        """A file that is not taken. Whose it is can only be told by its ``students`` or name."""
        seeming = tuple(id for id in students if id in self._asked.names) or self._named_in(place)
        self._refused.append(
            Candidate(place.path, str(place), place.name, State.REFUSED, reason, students=seeming)
        )

    def lay(self, place: Place) -> None:
        """Read a file and put it with the others, or refuse it."""
        students: tuple[str, ...] = ()
        try:
            found = submission_file.unpack(incoming.read(place), place.name)
            students = found.student_ids
            submission = self._expected(found)
        except KnownError as reason:
            self.refuse(place, reason, students)
            return
        placed = settling.place(submission, found.items, self._desk)
        warnings = [*self._clock(submission)]
        if not found.is_consistent:
            warnings.append(KnownError("collect.log_differs"))
        if placed.left_out:
            warnings.append(KnownError("collect.left_out", count=placed.left_out))
        if not self._asked.roster:
            warnings.append(KnownError("collect.no_roster", id=", ".join(submission.student_ids)))
        self._works.setdefault(submission.id, placed.work)
        self._laid.append(
            Candidate(
                path=place.path,
                where=str(place),
                name=place.name,
                state=State.NEW,
                submission=submission,
                students=submission.student_ids,
                warnings=tuple(warnings),
                document=found.document,
                log=found.log,
            )
        )

    def look_alikes(self) -> list[Resemblance]:
        """What two students' hand-ins at this assignment share that is worth a look."""
        here = [
            work
            for work in self._works.values()
            if work.submission.assignment_id == self._asked.assignment.id
        ]
        logs = {one.submission.log: one.log for one in self._laid if one.submission is not None}
        return copying.among(here, {**logs, **self._asked.logs}, self._desk)

    def candidates(self) -> list[Candidate]:
        """All files, each with what would become of it; in no order."""
        submissions = [work.submission for work in self._works.values()]
        owners = self._owners()
        seen: set[str] = set()
        judged = list(self._refused)
        for one in sorted(self._laid, key=lambda one: one.where):
            mine = one.submission
            assert mine is not None
            state = self._state(mine, again=mine.id in seen)
            seen.add(mine.id)
            attempts = [other for other in submissions if _shares(mine, other)]
            attempt = 1 + sum(attempt_order(other) < attempt_order(mine) for other in attempts)
            warnings = (*one.warnings, *self._shared(mine, owners))
            judged.append(replace(one, state=state, attempt=attempt, warnings=warnings))
        return judged

    def _state(self, mine: Submission, *, again: bool) -> State:
        if again or mine.id in self._kept:
            return State.ALREADY
        kept = [other for other in self._known.values() if _shares(mine, other)]
        later = {
            student
            for other in kept
            if attempt_order(other) > attempt_order(mine)
            for student in other.student_ids
        }
        if later.issuperset(mine.student_ids):
            return State.OLDER
        before = [work.submission for work in self._works.values()]
        first = all(
            attempt_order(other) >= attempt_order(mine) for other in before if _shares(mine, other)
        )
        return State.NEW if first else State.NEWER

    def _expected(self, found: SubmissionFile) -> Submission:
        """The hand-in of a sound file. KnownError ``collect.*``: it is not for this collection."""
        asked, name = self._asked, found.name
        if found.state is submission_file.State.DRAFT:
            raise KnownError("collect.draft", name=name)
        if found.assignment_id != asked.assignment.id:
            other = asked.assignments.get(found.assignment_id)
            if other is None:
                raise KnownError("collect.unknown_assignment", name=found.assignment_name)
            raise KnownError("collect.other_assignment", name=other, id=found.assignment_id)
        here = {id: sha256 for sha256, id in self._desk.articles.items()}
        for article in found.articles:
            known = article.sha256 in asked.texts
            if not known or here.get(article.id, article.sha256) != article.sha256:
                title = article.title or article.id[:8]
                raise KnownError("collect.foreign_text", title=title)
        submission = replace(
            found.submission,
            student_ids=self._on_roster(found.student_ids),
            handed_in=_in_utc(found.handed_in),
        )
        if not self._desk.covered_by(submission):
            raise KnownError("collect.foreign_text", title=found.assignment_name)
        return submission

    def _on_roster(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The ids as the roster has them: «S01» was typed for s01."""
        roster = self._asked.roster
        found = student_ids_of(ids, roster)
        for id in found:
            if roster and id not in roster:
                raise KnownError("collect.not_on_roster", id=id)
        return found

    def _clock(self, submission: Submission) -> list[KnownError]:
        """What is odd about when it was handed in."""
        at = datetime.fromisoformat(submission.handed_in)
        asked = self._asked
        if at > asked.now + _SLACK:
            return [KnownError("collect.clock_ahead", at=at.astimezone())]
        created = _moment(asked.assignment.created)
        if created is not None and at < created - _SLACK:
            return [KnownError("collect.clock_behind", at=at.astimezone())]
        due = _moment(asked.assignment.due or "", at_end=True)
        if due is not None and at > due:
            return [KnownError("collect.late", at=at.astimezone(), due=due.astimezone())]
        return []

    def _owners(self) -> dict[str, set[tuple[str, ...]]]:
        """Whose hand-ins hold each id."""
        owners: dict[str, set[tuple[str, ...]]] = {}
        for work in self._works.values():
            for thing in (*work.claims, *work.relations):
                owners.setdefault(thing.id, set()).add(work.submission.student_ids)
        return owners

    def _shared(
        self, mine: Submission, owners: Mapping[str, set[tuple[str, ...]]]
    ) -> list[KnownError]:
        """Ids that another student's hand-in holds too, who never handed in with this one."""
        partners = {
            student
            for work in self._works.values()
            if set(work.submission.student_ids) & set(mine.student_ids)
            for student in work.submission.student_ids
        }
        count, others = 0, set[str]()
        work = self._works[mine.id]
        for thing in (*work.claims, *work.relations):
            strangers = {
                student
                for students in owners[thing.id]
                if not partners & set(students)
                for student in students
            }
            count += bool(strangers)
            others |= strangers
        if not others:
            return []
        names = self._asked.names
        who = " · ".join(names.get(student, student) for student in sorted(others))
        return [KnownError("collect.shared_ids", count=count, who=who)]

    def _named_in(self, place: Place) -> tuple[str, ...]:
        """The students of the roster that a file's name names, by id (``9b_s28_1109_q8rt``), or
        the folder that an LMS gave each (``NAME_123_assignsubmission_file_``)."""
        words = [word.casefold() for word in re.split(r"[_.+\s]", place.name)]
        by_id = tuple(id for id in self._asked.roster if id.casefold() in words)[:2]
        if by_id or not place.within:
            return by_id
        names, parts = self._asked.names, re.split(r"[_/\\]", place.within[-1])
        return tuple(id for id in self._asked.roster if names[id] in parts)[:1]


def _shares(one: Submission, other: Submission) -> bool:
    """Whether both are attempts of one student at one assignment."""
    same = one.assignment_id == other.assignment_id and one.id != other.id
    return same and bool(set(one.student_ids) & set(other.student_ids))


def _in_utc(handed_in: str) -> str:
    """One way to write a moment: attempts are put in order by it."""
    moment = datetime.fromisoformat(handed_in).astimezone(UTC)
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


def _moment(written: str, *, at_end: bool = False) -> datetime | None:
    """An ISO date or moment; a date alone is its beginning, or its end, by this computer's zone."""
    try:
        found = datetime.fromisoformat(written)
        if at_end and len(written) <= len("2026-11-22"):
            found = datetime.combine(found.date(), time.max)
        return found.astimezone()
    except (ValueError, OverflowError, OSError):  # another program's, or out of all bounds
        return None
