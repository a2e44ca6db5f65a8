"""What the teacher decides about the work on the desk: each decision a step with a name."""

from app.domain.change import Gesture
from app.services import approving, grading
from app.ui.context import Context
from app.ui.grading.desk import Desk


class Judging:
    """``paused`` while the page is being refreshed: a field that is taken away then says once more
    what was decided already. Each answers whether something was decided."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context = context
        self._desk = desk
        self.paused = False

    @property
    def place(self) -> tuple[str, str] | None:
        """The assignment and the student that a decision is about."""
        desk = self._desk
        if self.paused or desk.assignment is None or desk.student is None:
            return None
        return desk.assignment.id, desk.student.id

    def points(self, row: str, points: float | None) -> bool:
        """The teacher's points for a row; None: the computed ones."""
        place, gesture = self.place, Gesture.SET_SCORE
        return bool(place and self._context.do(gesture, grading.set_points, *place, row, points))

    def level(self, annotation_id: str, level: int | None) -> bool:
        """The level of a note, from 0; None takes it back."""
        place, gesture = self.place, Gesture.SET_LEVEL
        return bool(
            place and self._context.do(gesture, grading.set_level, *place, annotation_id, level)
        )

    def extra(self, row: str, accepted: bool | None) -> bool:
        """Whether what is beyond the key is accepted; None: it waits."""
        place, gesture, id = self.place, Gesture.JUDGE_EXTRA, row.partition(":")[2]
        return bool(place and self._context.do(gesture, grading.judge_extra, *place, id, accepted))

    def comment(self, row: str, comment: str) -> bool:
        """The teacher's words on a row, or on the whole."""
        place, gesture, words = self.place, Gesture.WRITE_COMMENT, comment.strip()
        return bool(place and self._context.do(gesture, grading.write_comment, *place, row, words))

    def approve(self) -> bool:
        """Let the grade stand."""
        place = self.place
        return bool(place and self._context.do(Gesture.APPROVE, approving.approve, *place))

    def withdraw(self) -> bool:
        """Take the approval back."""
        place = self.place
        return bool(place and self._context.do(Gesture.APPROVE, approving.withdraw, *place))
