"""Retelling how one student's work came to be, as a chain that can travel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.domain import chain
from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.chain import Line
from app.domain.change import Changes, Step
from app.domain.relation import Relation
from app.domain.submission import Sitting, author_of
from app.formats import submission_file

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["chain_of"]


def chain_of(tx: Transaction, assignment: Assignment, author_id: str) -> list[Line]:
    """Every step that touched what ``author_id`` marked in the assignment's articles.

    Where work begun elsewhere was opened here, its log stands for all that was before; what is
    taken back of that brings back the chain as it was. KnownError where the log is damaged.
    """
    from app.store import log

    trace = _Trace(tx, assignment, author_id)
    for step, changes in log.told(tx, Annotation, Relation, Sitting):
        trace.follow(step, changes)
    return trace.chain


class _Trace:
    """The chain so far, and which claims ever lay in the assignment's articles."""

    def __init__(self, tx: Transaction, assignment: Assignment, author_id: str) -> None:
        self.chain: list[Line] = []
        self._tx = tx
        self._assignment_id = assignment.id
        self._author_id = author_id
        self._sha256_of = {
            card.id: card.sha256 for card in tx.article_cards(assignment.article_ids)
        }
        self._inside: set[str] = set()
        self._before: dict[str, list[Line]] = {}  # a step that opened other work -> the chain then

    def follow(self, step: Step, changes: Changes) -> None:
        earlier = self._opened(changes)
        if earlier is None:
            said = list(self._changes(changes))
            if said:
                entry = {
                    "at": step.at, "kind": step.kind, "gesture": str(step.name.gesture),
                    "device": step.device, "changes": said,
                }  # fmt: skip
                self.chain = chain.extended(self.chain, [entry])
            return
        list(self._changes(changes))  # its claims are inside from now on
        if step.kind == "undo":
            self.chain = self._before.get(step.reverses or "", [])
            return
        self._before[step.reverses or step.id] = self.chain
        log = self._tx.text_of(earlier) if earlier else ""
        self.chain = list(submission_file.lines_of(log))

    def _opened(self, changes: Changes) -> str | None:
        """The log that came with work from elsewhere in this step; None where none came or went."""
        for before, after in changes.of(Sitting):
            whole = after or before
            if whole is None or whole.assignment_id != self._assignment_id:
                continue
            if author_of(whole.student_ids) != self._author_id:
                continue
            was, now = (side.earlier if side is not None else "" for side in (before, after))
            if was != now:
                return now
        return None

    def _changes(self, changes: Changes) -> Iterator[dict[str, Any]]:
        for change in changes.items:
            before, after = change
            marked = after or before
            if not isinstance(marked, Annotation | Relation) or not self._is_ours(marked):
                continue
            old, new = (
                submission_file.item_of(side, self._sha256_of)
                if isinstance(side, Annotation | Relation)
                else None
                for side in (before, after)
            )
            kind = "relation" if isinstance(marked, Relation) else "annotation"
            id = (new or old or {})["id"]
            was, now = chain.altered(old, new)
            yield {"kind": kind, "id": id, "before": was, "after": now}

    def _is_ours(self, marked: Annotation | Relation) -> bool:
        if marked.author_id != self._author_id:
            return False
        if isinstance(marked, Relation):
            return {marked.source_id, marked.target_id} <= self._inside
        if marked.article_id not in self._sha256_of:
            return False
        self._inside.add(marked.id)
        return True
