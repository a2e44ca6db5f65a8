"""What two students' hand-ins share that is worth a teacher's look. No mark depends on it."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation
from app.domain.article import word_spans
from app.domain.collection import Work
from app.domain.resemblance import Answer, Hand, Resemblance, resembling
from app.domain.submission import Submission, attempt_order
from app.services import settling

if TYPE_CHECKING:
    from app.services.settling import Desk
    from app.store.transaction import Transaction

__all__ = ["Answer", "Resemblance", "among", "look_alikes", "newest"]


def look_alikes(tx: Transaction, assignment_id: str) -> list[Resemblance]:
    """The pairs of students whose newest hand-ins at an assignment are worth a look, first the
    most telling."""
    desk = settling.desks(tx)[assignment_id]
    works = [
        settling.place_kept(one, tx.text_of(one.document), desk).work
        for one in tx.find(Submission, assignment_id=assignment_id, order_by="id")
    ]
    logs = {work.submission.log: tx.text_of(work.submission.log) for work in works}
    return among(works, logs, desk)


def among(works: Iterable[Work], logs: Mapping[str, str], desk: Desk) -> list[Resemblance]:
    """The same of hand-ins at one assignment, with their logs by SHA-256."""
    words = {id: [start for start, _ in word_spans(text)] for id, text in desk.texts.items()}
    return resembling([_hand(one, logs[one.submission.log], words) for one in newest(works)])


def newest(works: Iterable[Work]) -> list[Work]:
    """Those that are the last of one of their students, oldest first."""
    last: dict[str, Work] = {}
    for work in sorted(works, key=lambda one: attempt_order(one.submission)):
        for student in work.submission.student_ids:
            last[student] = work
    found = {work.submission.id: work for work in last.values()}
    return sorted(found.values(), key=lambda one: attempt_order(one.submission))


def _hand(work: Work, log: str, words: Mapping[str, Sequence[int]]) -> Hand:
    return Hand(
        work.submission.student_ids,
        frozenset(thing.id for thing in (*work.claims, *work.relations)),
        _hashes(log),
        frozenset(_answer(claim, words) for claim in work.claims),
    )


def _hashes(log: str) -> tuple[str, ...]:
    """Those of the lines; their chain was checked when the file came."""
    try:
        return tuple(str(json.loads(line)["hash"]) for line in log.splitlines())
    except (ValueError, KeyError, TypeError):
        return ()


def _answer(claim: Annotation, words: Mapping[str, Sequence[int]]) -> Answer:
    """``words``: where each begins, by article."""
    starts = words[claim.article_id]
    parts = tuple(
        (bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1) - 1)
        for span in claim.spans
    )
    source = claim.attribution.source_type if claim.attribution else None
    return Answer(claim.article_id, parts, claim.tag, source)
