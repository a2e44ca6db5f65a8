"""The making of a relation: first claim, other claim, type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linking:
    """A relation that is not whole yet. Without ``first`` nobody is linking."""

    first: str | None = None
    second: str | None = None

    @property
    def wants_claim(self) -> bool:
        return self.first is not None and self.second is None

    @property
    def wants_type(self) -> bool:
        return self.second is not None

    def with_other(self, annotation_id: str) -> "Linking":
        return Linking(self.first, annotation_id)
