"""What the report page shows: the assignment, its report, the course of the class. Only reads."""

from collections.abc import Callable, Sequence

from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.errors import KnownError
from app.domain.vote import HandCount, Vote
from app.services import grading, reporting
from app.services.reporting import ClassReport, Stage
from app.services.workspace import Workspace


class Desk:
    """``told`` is None where there is no assignment at all; ``current`` tells which one is worked
    with (its id; empty where there is none)."""

    def __init__(self, workspace: Workspace, current: Callable[[], str]) -> None:
        self._workspace = workspace
        self._current = current
        self.assignments: Sequence[Assignment] = ()
        self.told: ClassReport | None = None
        self._stages: dict[str, Stage] = {}  # by assignment, as far as they are known

    def reload(self, assignment_id: str | None = None) -> None:
        """Work everything out again; stay with the assignment where it still is, else take the one
        that is worked with."""
        read = self._workspace.read
        self._stages.clear()
        self.assignments = read(grading.assignments_of)
        known = {one.id: one for one in self.assignments}
        wanted = assignment_id or (self.told.assignment.id if self.told else "")
        self.told = None
        if wanted in known:
            self.told = read(reporting.report_of, wanted)
        else:
            wanted = self._current()
            self.told = read(reporting.report_of, wanted) if wanted else None

    @property
    def course(self) -> list[Stage]:
        """The assignments of the class, oldest first; without a mean where it is not known yet."""
        told = self.told
        if told is None:
            return []
        try:
            together = self._workspace.read(reporting.together_with, told.assignment.id)
        except KnownError:  # an undo took it away while another page was in front
            return []
        self._stages[told.assignment.id] = Stage(
            told.assignment, told.report.mean, told.report.handed_in
        )
        return [self._stages.get(one.id, Stage(one, None, 0)) for one in together]

    def unread(self) -> list[str]:
        """The assignments of the course whose mean has to be worked out."""
        return [one.assignment.id for one in self.course if one.assignment.id not in self._stages]

    def learn(self, stage: Stage) -> None:
        """A mean that was worked out elsewhere."""
        self._stages[stage.assignment.id] = stage

    def follow(self, changes: Changes) -> bool:
        """Work out again what a step changed; False where the figures are the same: a vote."""
        if all(isinstance(before or after, Vote | HandCount) for before, after in changes.items):
            return False
        self.reload()
        return True

    def problem(self) -> KnownError | None:
        """Why there is nothing to tell of; None where there is something."""
        if self.told is None:
            return KnownError("report_page.no_assignment")
        if not self.told.report.handed_in:
            return KnownError("report_page.no_work")
        return None
