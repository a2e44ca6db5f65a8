"""The second vote of a debate in class."""

from dataclasses import dataclass

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
