"""A graded work on its way back to the student who did it."""

from dataclasses import dataclass

from app.domain.worksheet import Worksheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a student gets back («العمل المصحَّح»): the graded worksheet without its texts.

    ``sheet`` has the marks on each article, the lines, the reasons and the mark; its articles have
    no text, ``texts`` are their SHA-256 in the same order, and ``article_ids`` their ids. No other
    student is in it, and of the key only what the graded worksheet shows. ``given`` is when it was
    made (ISO 8601, UTC); ``receipt`` and ``attempt`` (of ``attempts``) tell which hand-in was
    graded, empty and 0 where nothing was collected; ``provisional``: notes wait for the teacher.
    """

    assignment_id: str
    student_id: str
    given: str
    sheet: Worksheet
    article_ids: tuple[str, ...]
    texts: tuple[str, ...]
    receipt: str = ""
    attempt: int = 0
    attempts: int = 0
    provisional: bool = False
