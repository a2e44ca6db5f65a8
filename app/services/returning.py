"""Giving work back («إعادة العمل»): a graded work as a file, opened beside it by who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.canonical import json_bytes
from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.file_name import distinct, joined
from app.domain.returned import Returned
from app.domain.setting import OWNER, Role, Setting
from app.domain.submission import Feedback, Sitting
from app.domain.worksheet import Kind
from app.formats import feedback_file, parcel, text_files
from app.services.approving import State
from app.services.composing import Choices, worksheet_of
from app.services.grading import Material, material_of
from app.services.tallying import Tally, tallies_of
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

ENDING = feedback_file.ENDING


@dataclass(frozen=True, slots=True)
class Given:
    """A feedback file on disk."""

    student: str
    name: str
    file: Path


@dataclass(frozen=True, slots=True)
class Opened:
    """Feedback that is kept here now; ``already``: it was."""

    feedback: Feedback
    returned: Returned
    already: bool = False


def returned_of(
    tx: Transaction, material: Material, tally: Tally, choices: Choices, given: str
) -> Returned:
    """What one student gets back: the graded worksheet, made with the same ``choices``."""
    page = worksheet_of(tx, material.assignment.id, tally.student, Kind.GRADED, choices, material)
    last = tally.attempts[-1] if tally.attempts else None
    return Returned(
        assignment_id=material.assignment.id,
        student_id=tally.student.id,
        given=given,
        # Whose it is, the id says; looks and what can be read back from the paper stay on it.
        sheet=replace(page, student="", school="", classroom="", logo=b"", attachment=b""),
        article_ids=tuple(article.id for article in material.articles),
        texts=tuple(article.sha256 for article in material.articles),
        receipt=last.receipt if last else "",
        attempt=len(tally.attempts),
        attempts=len(tally.attempts),
        provisional=tally.provisional,
    )


def to_give_back(
    tx: Transaction, assignment_id: str, *, approved_only: bool = False
) -> list[Tally]:
    """Who has a mark to be given back, in the roster's order. KnownError without a key."""
    wanted = (State.ACCEPTED,) if approved_only else tuple(State)
    tallies = tallies_of(tx, assignment_id)
    return [one for one in tallies if one.grade is not None and one.state in wanted]


def give_back(
    workspace: Workspace,
    assignment_id: str,
    folder: Path,
    choices: Choices,
    *,
    students: Sequence[str] | None = None,
    approved_only: bool = False,
) -> Iterator[Given]:
    """Write one feedback file a student into ``folder`` (made where absent), telling each as it is
    there. ``students``: these alone.

    An earlier one for the same student and assignment is replaced; any other file is left, and the
    new one numbered. KnownError without a key; ``exchange.*`` where the disk refuses: what was
    written before stays, and nothing is half.
    """
    material = workspace.read(material_of, assignment_id)
    tallies = workspace.read(to_give_back, assignment_id, approved_only=approved_only)
    roster = [one.student for one in workspace.read(tallies_of, assignment_id, material=material)]
    names = _names(roster, material.assignment, choices)
    given = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("worksheet.unwritable", path=str(folder)) from error
    for tally in tallies:
        student = tally.student
        if students is None or student.id in students:
            returned = workspace.read(returned_of, material, tally, choices, given)
            file = _place(folder / f"{names[student.id]}{ENDING}", returned)
            text_files.write_whole(file, feedback_file.write(returned))
            yield Given(student.id, student.name, file)


def is_feedback(path: Path) -> bool:
    """Whether a file says that it is feedback, whatever its name. KnownError ``parcel.*``."""
    return parcel.kind_of(path) is parcel.Kind.FEEDBACK


def look(path: Path) -> Returned:
    """What a feedback file says, before anything is kept of it. KnownError ``parcel.*``."""
    return feedback_file.read(path)


def open_feedback(tx: Transaction, path: Path) -> Opened:
    """Keep the feedback in a file, here where the work was done. Again: nothing is added.

    KnownError ``feedback.for_student`` (in a teacher's file), ``.other_assignment`` (it is not
    here), ``.other_student`` (somebody else's), ``.other_text`` (an article is not the one that was
    graded), ``parcel.*``.
    """
    if _setting(tx, "role") == Role.TEACHER:
        raise KnownError("feedback.for_student", name=path.name)
    returned = feedback_file.read(path)
    found = tx.find(Assignment, id=returned.assignment_id)
    if not found:
        raise KnownError(
            "feedback.other_assignment", name=path.name, assignment=returned.sheet.title
        )
    here = {id.casefold() for id in _students_here(tx, returned.assignment_id)}
    if here and not here & set(returned.student_id.casefold().split("+")):
        raise KnownError("feedback.other_student", name=path.name, id=returned.student_id)
    _require_texts(tx, returned, path.name)
    document = feedback_file.document(returned)
    digest = sha256(json_bytes([returned.assignment_id, document])).hexdigest()
    id = str(uuid5(NAMESPACE_URL, f"bayyina:feedback:{digest}"))
    present = tx.find(Feedback, id=id)
    if present:
        return Opened(present[0], returned, already=True)
    feedback = Feedback(
        id=id,
        assignment_id=returned.assignment_id,
        student_ids=(returned.student_id,),
        given=returned.given,
        document=tx.keep_text(document),
    )
    tx.detail = found[0].name
    return Opened(tx.add(feedback), returned)


def feedback_of(tx: Transaction, assignment_id: str | None = None) -> list[Feedback]:
    """What came back (of one assignment), the latest first."""
    where = {} if assignment_id is None else {"assignment_id": assignment_id}
    found = tx.find(Feedback, **where)
    return sorted(found, key=lambda one: (one.given, one.id), reverse=True)


def returned_in(tx: Transaction, feedback: Feedback) -> Returned:
    """What was kept of a graded work. KnownError where it cannot be read any more."""
    return feedback_file.of_document(tx.text_of(feedback.document), feedback.id)


def _setting(tx: Transaction, name: str) -> str:
    found = tx.find(Setting, id=name)
    return found[0].value if found else ""


def _students_here(tx: Transaction, assignment_id: str) -> set[str]:
    """Whose work this file holds, as far as anybody has said."""
    owner = _setting(tx, "owner")
    known: set[str] = set() if owner in ("", OWNER) else set(owner.split("+"))
    for sitting in tx.find(Sitting, assignment_id=assignment_id):
        known |= set(sitting.student_ids)
    return known


def _require_texts(tx: Transaction, returned: Returned, name: str) -> None:
    """The articles that were graded are here, and every mark lies in its text."""
    cards = {card.sha256: card for card in tx.article_cards()}
    for text, article in zip(returned.texts, returned.sheet.articles, strict=True):
        spans = [span for mark in (*article.claims, *article.missed) for span in mark.spans]
        if text not in cards:
            if spans:
                raise KnownError("feedback.other_text", name=name, title=article.title or "")
            continue
        length = len(tx.text_of(text))
        if any(end > length for _, end in spans):
            raise KnownError("parcel.bad_field", name=name, field="spans")


def _names(roster: Sequence[Student], assignment: Assignment, choices: Choices) -> dict[str, str]:
    """As the worksheets are called, told apart over the whole roster."""
    ending = choices.words.say("feedback.file")
    stems = distinct([joined(_called(one, choices), assignment.name, ending) for one in roster])
    return {one.id: stem for one, stem in zip(roster, stems, strict=True)}


def _called(student: Student, choices: Choices) -> str:
    name = choices.called(student)
    return f"{name} {student.id}" if name not in ("", student.id) else student.id


def _place(file: Path, returned: Returned) -> Path:
    """``file``, or the first numbered name under which nothing else stands."""
    number = 1
    while True:
        place = file if number == 1 else file.with_name(f"{file.stem} ({number}){ENDING}")
        if not place.exists() or _is_earlier(place, returned):
            return place
        number += 1


def _is_earlier(file: Path, returned: Returned) -> bool:
    try:
        there = feedback_file.read(file)
    except KnownError:
        return False
    return (there.assignment_id, there.student_id) == (
        returned.assignment_id,
        returned.student_id,
    )


def articles_of(tx: Transaction, returned: Returned) -> dict[int, Article | None]:
    """The articles that were graded as they are here, by their number on the worksheet."""
    found = {one.sha256: one for one in tx.find(Article, sha256=list(returned.texts))}
    return {number: found.get(text) for number, text in enumerate(returned.texts, 1)}


def assignment_name(tx: Transaction, assignment_id: str) -> str:
    """What an assignment is called here; empty where it is gone."""
    found = tx.find(Assignment, id=assignment_id)
    return found[0].name if found else ""
