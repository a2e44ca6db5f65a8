"""Work that leaves a student's computer, and what comes back to it."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.domain.entity import Entity
from app.domain.errors import KnownError


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Entity):
    """One hand-in («تسليم»): kept by the student who made it and by the teacher who collected it.

    It follows from the file alone, so that collecting it twice, or in another order, keeps the
    same thing. ``student_ids`` are one, or two who worked as a pair. ``document`` and ``log`` are
    the SHA-256 of texts that the classroom file keeps: the JSON-LD of what was marked, and the
    hash-chained log of how. ``handed_in`` is what the student's clock said (ISO 8601, UTC);
    ``claims`` and ``relations`` count what is in it. ``articles`` are the SHA-256 of the texts that
    it covers, marked or not: what is not covered, an earlier hand-in still answers.
    """

    assignment_id: str
    student_ids: tuple[str, ...]
    handed_in: str
    receipt: str
    device: str
    document: str
    log: str
    claims: int
    relations: int
    articles: tuple[str, ...] = ()


LONGEST_ID = 64
_PAIR = 2


def author_of(student_ids: Iterable[str]) -> str:
    """Who signs what one student, or a pair («s01+s02»), marks."""
    return "+".join(sorted(student_ids))


def is_student_id(id: str) -> bool:
    """Whether this can be a student's pseudonym: short, seen, without the sign of a pair."""
    seen = all(unicodedata.category(c)[0] != "C" for c in id)
    return 0 < len(id) <= LONGEST_ID and seen and id == id.strip() and "+" not in id


def student_ids_of(typed: Iterable[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """One or two pseudonyms as they were typed or chosen («s01», «s01+s02»): each as the class
    (``known``) writes it, whatever the digits, the case and the spaces around it. In order, as a
    pair signs.

    KnownError ``student.bad_id``, ``student.too_many``.
    """
    found = {_student_id(one, known) for id in typed for one in id.split("+")}
    if not 1 <= len(found) <= _PAIR:
        raise KnownError("student.too_many", count=len(found))
    return tuple(sorted(found))


def _student_id(typed: str, known: Collection[str]) -> str:
    id = typed.strip(_AROUND)
    if id in known:
        return id
    same = [one for one in known if _folded(one) == _folded(id)]
    if len(same) == 1:
        return same[0]
    if not is_student_id(id):
        raise KnownError("student.bad_id", id=id[:LONGEST_ID])
    return id


_AROUND = " \t\r\n\u00a0\u200e\u200f\u061c\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069"


def _folded(id: str) -> str:
    digits = "".join(str(unicodedata.digit(c, c)) for c in unicodedata.normalize("NFKC", id))
    return digits.casefold()


def attempt_order(submission: Submission) -> tuple[str, str]:
    """Sort key: attempts in the order of their own clock, the id where that says nothing."""
    return submission.handed_in, submission.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Entity):
    """A student's (or a pair's) part in an assignment on this computer.

    ``file`` is where the work is also kept after every gesture (a share, a stick), empty for
    nowhere. ``earlier`` is the SHA-256 of the log that came with work begun on another computer,
    empty where it began here. ``practice`` is the SHA-256 of the answers that a practice pack
    brings, empty for a test.
    """

    assignment_id: str
    student_ids: tuple[str, ...]
    started: str
    file: str = ""
    earlier: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Entity):
    """A graded work that came back to the student. ``document`` is the SHA-256 of its JSON."""

    assignment_id: str
    student_ids: tuple[str, ...]
    given: str
    document: str
