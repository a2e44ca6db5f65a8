"""The verbs ``pack``, ``open`` and ``hand-in``: an assignment out to a student, and back."""

from argparse import Namespace

from app.cli import giving_back
from app.cli.output import Output
from app.domain import receipt
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.submission import author_of
from app.services import browsing, carrying, handing_in, packing, returning
from app.services.workspace import Workspace


def pack(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    made = packing.pack(workspace, assignment.id, arguments.out)
    out.result({"id": made.id, "articles": list(made.articles)})
    out.say("cli.packed", name=assignment.name, path=str(arguments.out))
    return 0


def open_file(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """A pack, work that was kept on another computer, or feedback."""
    if returning.is_feedback(arguments.file):
        return giving_back.open_feedback(workspace, arguments, out)
    students: list[str] = arguments.student or []
    if packing.kind_of(arguments.file) is packing.Kind.WORK:
        work = carrying.look_into(arguments.file)
        opened, name = carrying.open_work(workspace, work, students), work.name
    elif not students:
        out.complain(out.words.say("cli.student_needed"))
        return 2
    else:
        facts = packing.look_into(arguments.file)
        opened = workspace.do(Gesture.OPEN_PACK, packing.open_pack, facts, students)
        name = facts.name
    out.result({"id": opened.assignment_id, "articles": list(opened.article_ids)})
    out.say("cli.opened", name=name, student=author_of(opened.sitting.student_ids))
    return 0


def hand_in(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    done = handing_in.hand_in(workspace, assignment.id, arguments.student, arguments.out)
    out.result({"file": str(done.path), "receipt": done.receipt})
    out.say("cli.handed_in", path=str(done.path), receipt=receipt.shown(done.receipt))
    return 0
