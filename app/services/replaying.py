"""Telling again how a reading grew, from the log alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.annotation import Annotation
from app.domain.change import Change, Changes
from app.domain.relation import Relation
from app.domain.story import Moment

if TYPE_CHECKING:
    from app.store.transaction import Transaction


def story(tx: Transaction, author_id: str) -> list[Moment]:
    """Every step that touched what one author marked, oldest first; undo and redo are steps too.

    ``story.as_of`` of the first n of them is what was marked after the n-th. KnownError where the
    log is damaged.
    """
    from app.store import log

    moments: list[Moment] = []
    for step, changes in log.told(tx, Annotation, Relation):
        theirs = tuple(change for change in changes.items if _is_of(change, author_id))
        if theirs:
            moments.append(Moment(step, Changes(theirs)))
    return moments


def _is_of(change: Change, author_id: str) -> bool:
    whole = change.after or change.before
    return isinstance(whole, Annotation | Relation) and whole.author_id == author_id
