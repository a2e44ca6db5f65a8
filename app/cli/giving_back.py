"""The verbs that give back: ``grades``, ``feedback``; and ``open`` of what was given back."""

from argparse import Namespace
from pathlib import Path

from app.cli.output import Output
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.language import isolate
from app.services import browsing, publishing, returning, styling
from app.services.publishing import Published
from app.services.workspace import Workspace


def grades(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    id = workspace.read(browsing.find, Assignment, arguments.assignment).id
    path = arguments.out
    if arguments.moodle is not None:
        told = publishing.fill_moodle(workspace, id, arguments.moodle, path)
    elif arguments.canvas:
        told = publishing.fill_canvas(workspace, id, Path(arguments.canvas), path)
    elif arguments.canvas is not None:
        told = publishing.write_canvas(workspace, id, path)
    else:
        told = publishing.write_table(workspace, id, path, out.words, arguments.separator)
    out.result(
        {
            "file": str(told.file),
            "students": told.students,
            "provisional": list(told.provisional),
            "unmatched": [{"who": one.who, "why": one.why} for one in told.unmatched],
            "left_out": list(told.left_out),
        }
    )
    out.count("cli.grades_written", told.students, path=str(told.file))
    _warn(told, out)
    return 0


def feedback(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    id = workspace.read(browsing.find, Assignment, arguments.assignment).id
    given = list(
        returning.give_back(
            workspace,
            id,
            arguments.out,
            styling.choices_of(workspace, out.words.code, out.words.digits),
            students=arguments.student,
            approved_only=arguments.approved,
        )
    )
    out.result([{"student": one.student, "file": str(one.file)} for one in given])
    for one in given:
        out.say("cli.feedback_written", name=one.name, path=str(one.file))
    if not given:
        out.say("cli.nobody")
    return 0


def open_feedback(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """The verb ``open`` of a feedback file."""
    opened = workspace.do(Gesture.OPEN_FEEDBACK, returning.open_feedback, arguments.file)
    returned = opened.returned
    out.result(
        {
            "id": returned.assignment_id,
            "articles": list(returned.article_ids),
            "student": returned.student_id,
            "feedback": opened.feedback.id,
            "already": opened.already,
        }
    )
    out.say("cli.feedback_kept", name=returned.sheet.title)
    return 0


def _warn(told: Published, out: Output) -> None:
    """What a teacher should know before the file goes anywhere."""
    if told.provisional:
        out.complain(out.words.count("cli.grades_provisional", len(told.provisional)))
    for one in told.unmatched:
        why = out.words.say(f"grades.why.{one.why}")
        out.complain(out.words.say("cli.grades_unmatched", who=isolate(one.who), why=why))
    if told.left_out:
        who = isolate(", ".join(told.left_out))
        out.complain(out.words.say("cli.grades_left_out", students=who))
