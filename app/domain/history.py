"""What can be undone and redone, as it follows from the log."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.change import Gesture, Step, StepName

# A choice kept with the file; what left for the teacher; where the work is kept too: a file that is
# outside is not taken back by undo, and undo goes on with what was marked before.
_STANDING = frozenset((Gesture.CONFIGURE, Gesture.HAND_IN, Gesture.KEEP_WORK))
# What a hand-in stands on: with it, these stay too, and whatever was done before them.
_GROUND = frozenset((Gesture.OPEN_PACK, Gesture.OPEN_WORK, Gesture.CREATE_ASSIGNMENT,
                     Gesture.ADD_SAMPLE))  # fmt: skip


class Past(NamedTuple):
    """A step that can be taken back or done again: the one that the person did.

    ``at`` is when it was done (ISO 8601), the last time. ``more`` are the steps that went on with
    it: they are taken back and done again with it.
    """

    id: str
    name: StepName
    at: str
    more: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All its steps, oldest first."""
        return self.id, *self.more


class History:
    """The undo and the redo list, newest last. Every step is told to it, in order."""

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self.undoable: list[Past] = []
        self.redoable: list[Past] = []
        for step in steps:
            self.record(step)

    def record(self, step: Step) -> None:
        if step.kind == "undo":
            self.redoable.append(self.undoable.pop())
        elif step.kind == "redo":
            self.undoable.append(self.redoable.pop())
        elif step.kind == "more":
            past = self.undoable.pop()
            self.undoable.append(past._replace(at=step.at, more=(*past.more, step.id)))
        elif step.name.gesture is Gesture.PURGE:  # what was removed for good cannot come back
            self.undoable.clear()
            self.redoable.clear()
        elif step.name.gesture is Gesture.HAND_IN:
            while any(past.name.gesture in _GROUND for past in self.undoable):
                self.undoable.pop(0)
        elif step.name.gesture not in _STANDING:
            self.undoable.append(Past(step.id, step.name, step.at))
            self.redoable.clear()
