"""Opening what was handed out, for who said who it is: in the loading thread."""

from __future__ import annotations

from pathlib import Path

from app.domain.change import Gesture
from app.domain.setting import Role
from app.domain.submission import author_of, student_ids_of
from app.services import packing, seating
from app.services.workspace import Workspace
from app.ui.loading import Opened, Start


def open_for(usual: Path, start: Start) -> Opened:
    """The student's own workspace with the pack in it, at its first article.

    KnownError as ``packing.open_pack`` and ``Workspace.open``; then nothing of it is kept.
    """
    facts = packing.look_into(start.file)
    students = student_ids_of(start.students, facts.students)
    owner = author_of(students)
    workspace = Workspace.open(seating.seat(usual, owner))
    try:
        seating.sign(workspace, owner)
        opened = workspace.do(Gesture.OPEN_PACK, packing.open_pack, facts, students)
        first = {"article_id": opened.article_ids[0]}
        return Opened(workspace, Role.STUDENT, owner, "reading", first)
    except BaseException:
        workspace.close()
        raise
