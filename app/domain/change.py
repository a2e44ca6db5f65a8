"""What a gesture did."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from app.domain.entity import Entity

E = TypeVar("E", bound=Entity)


class Gesture(StrEnum):
    """One name for each thing that people do: shown by undo, kept in the log."""

    IMPORT = "import"
    EDIT_CARD = "edit_card"
    CONFIRM_SEGMENTS = "confirm_segments"
    REMOVE_ARTICLE = "remove_article"
    HIGHLIGHT = "highlight"
    RETAG = "retag"
    RESIZE = "resize"
    REMOVE_CLAIM = "remove_claim"
    ATTRIBUTE = "attribute"
    MARK_EVIDENCE = "mark_evidence"
    WRITE_NOTE = "write_note"
    STAR_NOTE = "star_note"
    SET_CONFIDENCE = "set_confidence"
    LINK = "link"
    RETYPE_LINK = "retype_link"
    UNLINK = "unlink"
    IMPORT_ANNOTATIONS = "import_annotations"
    CREATE_ASSIGNMENT = "create_assignment"
    ADD_SAMPLE = "add_sample"
    SET_SCORE = "set_score"
    SET_LEVEL = "set_level"
    JUDGE_EXTRA = "judge_extra"
    WRITE_COMMENT = "write_comment"
    CONFIGURE = "configure"
    ENROL = "enrol"
    EDIT_CLASS = "edit_class"
    REMOVE_CLASS = "remove_class"
    EDIT_ASSIGNMENT = "edit_assignment"
    REMOVE_ASSIGNMENT = "remove_assignment"
    SAVE_KEY = "save_key"
    RESTORE_KEY = "restore_key"
    EDIT_KEY = "edit_key"
    OPEN_PACK = "open_pack"
    OPEN_WORK = "open_work"
    KEEP_WORK = "keep_work"
    HAND_IN = "hand_in"
    COLLECT = "collect"
    APPROVE = "approve"
    OPEN_FEEDBACK = "open_feedback"
    VOTE = "vote"
    PURGE = "purge"


class Change(NamedTuple):
    """An entity before and after; None where it did not exist."""

    before: Entity | None
    after: Entity | None

    def inverse(self) -> "Change":
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one step changed, in order."""

    items: tuple[Change, ...]

    def of(self, kind: type[E]) -> Iterator[tuple[E | None, E | None]]:
        """The (before, after) pairs of one kind of thing."""
        for before, after in self.items:
            if isinstance(before or after, kind):
                yield before, after  # type: ignore[misc]

    def touch(self, *kinds: type[Entity]) -> bool:
        """Whether anything of these kinds changed."""
        return any(isinstance(change.before or change.after, kinds) for change in self.items)


@dataclass(frozen=True, slots=True)
class StepName:
    """What undo and redo show: the gesture, and what it was about (a tag, a type) or empty."""

    gesture: Gesture
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the log.

    ``kind`` is ``do``, ``more`` (it goes on with the step before: one undo takes back both),
    ``undo`` or ``redo``. ``reverses`` is the step that an undo or redo acted on, or that ``more``
    goes on with; else None.
    """

    id: str
    number: int
    name: StepName
    kind: str
    actor: str
    device: str
    at: str
    reverses: str | None
