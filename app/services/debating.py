"""Debating a claim in class: the second vote, by student or by counting hands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.annotation import Tag
from app.domain.debate import Shift, hands, shift
from app.domain.vote import HandCount, Vote, vote_id
from app.services.reporting import key_claim

if TYPE_CHECKING:
    from app.store.transaction import Transaction

MOST_HANDS = 999


def votes_on(tx: Transaction, assignment_id: str, claim_id: str) -> dict[str, Tag]:
    """The second vote on a claim by student id."""
    votes = tx.find(Vote, assignment_id=assignment_id, key_claim_id=claim_id)
    return {vote.student_id: vote.tag for vote in sorted(votes, key=lambda one: one.student_id)}


def hands_on(tx: Transaction, assignment_id: str, claim_id: str) -> dict[Tag, int] | None:
    """The hands that were counted for each tag; None where none were."""
    found = tx.find(HandCount, id=vote_id(assignment_id, claim_id))
    return {tag: found[0].of(tag) for tag in Tag} if found else None


def shift_of(
    tx: Transaction, assignment_id: str, claim_id: str, first: Mapping[str, Tag]
) -> Shift | None:
    """What the debate moved from the first vote; None where nobody has voted again."""
    counted = hands_on(tx, assignment_id, claim_id)
    if counted is not None:
        return hands(first, counted)
    votes = votes_on(tx, assignment_id, claim_id)
    return shift(first, votes) if votes else None


def vote(
    tx: Transaction, assignment_id: str, claim_id: str, student_id: str, tag: Tag | None
) -> bool:
    """A student's second vote; None takes it back. Hands that were counted go: the class votes one
    way or the other. True: it is so now. KnownError ``report.claim_gone``."""
    key_claim(tx, assignment_id, claim_id)
    tx.detail = tag.value if tag else ""
    for counted in tx.find(HandCount, id=vote_id(assignment_id, claim_id)):
        tx.remove(counted)
    id = vote_id(assignment_id, claim_id, student_id)
    present = tx.find(Vote, id=id)
    if tag is None:
        for one in present:
            tx.remove(one)
    elif present:
        tx.replace(present[0], tag=tag)
    else:
        tx.add(
            Vote(
                id=id, assignment_id=assignment_id, key_claim_id=claim_id,
                student_id=student_id, tag=tag,
            )
        )  # fmt: skip
    return True


def count_hands(
    tx: Transaction, assignment_id: str, claim_id: str, counts: Mapping[Tag, int]
) -> bool:
    """The hands for each tag, in place of what was voted before; none at all takes them back. True:
    it is so now.

    ValueError for a number that no class has. KnownError ``report.claim_gone``.
    """
    key_claim(tx, assignment_id, claim_id)
    numbers = {tag.value: counts.get(tag, 0) for tag in Tag}
    if not all(0 <= number <= MOST_HANDS for number in numbers.values()):
        raise ValueError(f"no class has {numbers} hands")
    for one in tx.find(Vote, assignment_id=assignment_id, key_claim_id=claim_id):
        tx.remove(one)
    id = vote_id(assignment_id, claim_id)
    present = tx.find(HandCount, id=id)
    if not any(numbers.values()):
        for counted in present:
            tx.remove(counted)
    elif present:
        tx.replace(present[0], **numbers)
    else:
        tx.add(HandCount(id=id, assignment_id=assignment_id, key_claim_id=claim_id, **numbers))
    return True


def clear_votes(tx: Transaction, assignment_id: str, claim_id: str) -> bool:
    """Take back the whole second vote on a claim, to begin it anew."""
    return count_hands(tx, assignment_id, claim_id, {})
