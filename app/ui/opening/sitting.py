"""Opening what was handed out, for who said who it is: in the loading thread."""

from __future__ import annotations

from pathlib import Path

from app.domain.annotation import Annotation
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.setting import Role
from app.domain.submission import author_of, student_ids_of
from app.services import carrying, packing, returning, seating
from app.services.workspace import Workspace
from app.ui.loading import Opened, Start


def open_for(usual: Path, start: Start) -> Opened:
    """The student's own workspace with the pack, or the kept work, in it, at its first article.

    KnownError as ``packing.open_pack``, ``carrying.open_work``, ``carrying.keep_in`` and
    ``Workspace.open``.
    """
    if packing.kind_of(start.file) is packing.Kind.WORK:
        return _go_on(usual, start)
    facts = packing.look_into(start.file)
    students = student_ids_of(start.students, facts.students)
    if start.keep_in is not None and not start.keep_in.is_dir():
        raise KnownError("carrying.gone", path=str(start.keep_in))
    workspace = _seated(usual, author_of(students))
    try:
        opened = workspace.do(Gesture.OPEN_PACK, packing.open_pack, facts, students)
        if start.keep_in is not None:
            carrying.keep_in(workspace, opened.sitting.id, start.keep_in)
        return _reading(workspace, opened)
    except BaseException:
        workspace.close()
        raise


def home_of(usual: Path, feedback: Path) -> Path:
    """The workspace that feedback belongs into: that of the student it is for, where it is here."""
    try:
        student = returning.look(feedback).student_id
    except KnownError:
        return usual  # the page that opens it says what is wrong
    return seating.find(usual, student) or usual


def _go_on(usual: Path, start: Start) -> Opened:
    """Work that was kept on another computer, or on this one yesterday."""
    facts = carrying.look_into(start.file)
    workspace = _seated(usual, author_of(facts.students))
    try:
        return _reading(workspace, carrying.open_work(workspace, facts))
    except BaseException:
        workspace.close()
        raise


def _seated(usual: Path, owner: str) -> Workspace:
    workspace = Workspace.open(seating.seat(usual, owner))
    try:
        seating.sign(workspace, owner)
    except BaseException:
        workspace.close()
        raise
    return workspace


def _reading(workspace: Workspace, opened: packing.Opened | carrying.OpenedWork) -> Opened:
    """At the article that was marked last; at the first one where nothing is marked yet."""
    owner, articles = workspace.setting("owner"), opened.article_ids
    marks = workspace.read(lambda tx: tx.find(Annotation, author_id=owner, article_id=articles))
    last = max(marks, key=lambda mark: (mark.created, mark.id), default=None)
    place = {"article_id": last.article_id if last is not None else articles[0]}
    return Opened(workspace, Role.STUDENT, owner, "reading", place, opened.assignment_id)
