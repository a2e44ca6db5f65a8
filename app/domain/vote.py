"""The second vote of a debate in class."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from app.domain.annotation import Tag
from app.domain.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Entity):
    """How a student tags a claim of the key after the class has talked about it.

    The first vote is the tag in the work that was handed in.
    """

    assignment_id: str
    key_claim_id: str
    student_id: str
    tag: Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCount(Entity):
    """How many hands each tag got where hands were counted and nobody was asked by name.

    Nobody knows whose hands they were, so it never says who changed their mind. The class has
    either this or votes on a claim, not both.
    """

    assignment_id: str
    key_claim_id: str
    sourced: int = 0
    unverified: int = 0
    opinion: int = 0

    def of(self, tag: Tag) -> int:
        """The hands for one tag."""
        return {
            Tag.SOURCED: self.sourced,
            Tag.UNVERIFIED: self.unverified,
            Tag.OPINION: self.opinion,
        }[tag]


def vote_id(assignment_id: str, key_claim_id: str, student_id: str = "") -> str:
    """One vote a student and claim, one count of hands (no student) a claim: the same id wherever
    it is made."""
    return str(uuid5(NAMESPACE_URL, f"bayyina:vote:{assignment_id}:{key_claim_id}:{student_id}"))
