"""The verbs ``assignment create``, ``list`` and ``show``, and ``purge``."""

import re
import sys
from argparse import Namespace
from dataclasses import asdict
from typing import cast

from app.cli.annotations import complain_of
from app.cli.output import Output
from app.domain.article import Article
from app.domain.assignment import Assignment, Mode
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import assigning, browsing, exchanging, grading, keying, purging
from app.services.assigning import Details
from app.services.workspace import Workspace

_OPTIONS = {
    "asked": "asked",
    "claims_asked": "claims",
    "relations_asked": "relations",
    "notes_asked": "notes",
    "weights": "weights",
    "scale": "scale",
    "due": "due",
    "instructions": "instructions",
}


def run(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    deeds = {"create": create, "list": list_all, "show": show}
    return deeds[arguments.deed](workspace, arguments, out)


def create(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    given = [id for part in arguments.articles for id in _parts(part)]
    articles = [workspace.read(browsing.find, Article, id).id for id in given]
    key = exchanging.read_items(arguments.key) if arguments.key else None
    roster = assigning.read_roster(arguments.roster) if arguments.roster else ()
    details = _details(arguments)
    if arguments.classroom and not roster:
        details["classroom_id"] = workspace.read(purging.find_class, arguments.classroom).id
    try:
        made = workspace.do(
            Gesture.CREATE_ASSIGNMENT,
            assigning.create,
            arguments.name,
            articles,
            key,
            roster,
            classroom=arguments.classroom or "",
            **details,
        )
    except assigning.RefusedKey as error:
        complain_of(error.refused, out)
        raise
    out.result({"id": made.assignment.id})
    out.say("cli.assignment_made", name=made.assignment.name, id=made.assignment.id)
    if made.left_out:
        out.complain(out.words.count("cli.key_left_out", made.left_out))
    return 0


def list_all(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    found = workspace.read(grading.assignments_of)
    out.result([_facts(workspace, assignment) for assignment in found])
    if not found:
        out.say("cli.no_assignments")
        return 0
    words = out.words
    rows = [
        [
            one.name,
            workspace.read(grading.classroom_of, one),
            words.number(len(one.article_ids)),
            words.number(sum(c.scored for c in workspace.read(keying.key_of, one.id).claims)),
            one.id,
        ]
        for one in found
    ]
    headings = ("assignment", "class", "articles", "key", "id")
    out.table([words.say(f"cli.column.{name}") for name in headings], rows)
    return 0


def show(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    facts = _facts(workspace, assignment)
    out.result(facts)
    words = out.words
    shares = "، " if words.code == "ar" else ", "
    weights = assignment.weights
    lines = {
        "assignment": assignment.name,
        "class": workspace.read(grading.classroom_of, assignment),
        "articles": shares.join(assignment.article_ids),
        "asked": shares.join(words.say(f"asked.{field}") for field in assignment.asked),
        "weights": " / ".join(
            words.number(one) for one in (weights.claims, weights.relations, weights.notes)
        ),
        "scale": words.number(assignment.scale),
        "due": assignment.due or "",
        "mode": words.say(f"mode.{assignment.mode}"),
        "key": words.count("cli.claims", len(workspace.read(keying.key_of, assignment.id).claims)),
        "id": assignment.id,
    }
    for name, fact in lines.items():
        shown = fact or words.say("cli.not_stated")
        out.say("cli.fact", name=words.say(f"cli.column.{name}"), fact=shown)
    return 0


def purge(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """Exit code 1 where nobody confirmed it: nothing has changed then."""
    room = workspace.read(purging.find_class, arguments.classroom)
    if not arguments.yes:
        if not sys.stdin.isatty() or out.as_json:
            raise KnownError("cli.purge_needs_yes", name=room.name)
        seen = workspace.read(purging.prospect, room.id)
        out.complain(
            out.words.say(
                "cli.purge_asks",
                name=room.name,
                students=out.words.count("cli.students", len(seen.names)),
                claims=out.words.count("cli.claims", seen.annotations),
            )
        )
        if not purging.is_meant(room, input("› ")):
            raise KnownError("cli.purge_not_meant", name=room.name)
    purged = purging.purge(workspace, room.id)
    counts = asdict(purged)
    counts["left"] = [str(path) for path in purged.left]
    out.result(counts)
    out.say(
        "cli.purged",
        name=purged.classroom,
        students=out.words.count("cli.students", purged.students),
        claims=out.words.count("cli.claims", purged.annotations),
        relations=out.words.count("cli.relations", purged.relations),
    )
    out.say(
        "cli.purged_more",
        submissions=purged.submissions,
        scores=purged.scores,
        texts=purged.texts,
        steps=purged.steps,
    )
    for path in purged.left:
        out.complain(out.words.say("cli.purge_left", path=str(path)))
    return 0


def _details(arguments: Namespace) -> Details:
    """What was typed, and nothing of what was not."""
    typed: dict[str, object] = {
        name: value
        for name, option in _OPTIONS.items()
        if (value := getattr(arguments, option)) is not None
    }
    if arguments.mode is not None:
        typed["mode"] = Mode(arguments.mode)
    if arguments.codebook is not None:
        typed["codebook"] = assigning.read_codebook(arguments.codebook)
    if arguments.rubric is not None:
        typed["rubric"] = assigning.read_rubric(arguments.rubric)
    return cast("Details", typed)


def _parts(given: str) -> list[str]:
    return [part for part in re.split(r"[,،\s]+", given) if part]


def _facts(workspace: Workspace, assignment: Assignment) -> dict[str, object]:
    key = workspace.read(keying.key_of, assignment.id)
    return {
        "id": assignment.id,
        "name": assignment.name,
        "classroom": workspace.read(grading.classroom_of, assignment) or None,
        "students": [one.id for one in workspace.read(grading.students_of, assignment)],
        "articles": list(assignment.article_ids),
        "asked": [str(field) for field in assignment.asked],
        "claims_asked": assignment.claims_asked,
        "relations_asked": assignment.relations_asked,
        "notes_asked": assignment.notes_asked,
        "weights": asdict(assignment.weights),
        "scale": assignment.scale,
        "due": assignment.due,
        "mode": str(assignment.mode),
        "instructions": assignment.instructions,
        "key": {
            "claims": sum(claim.scored for claim in key.claims),
            "relations": len(key.relations),
            "versions": len(workspace.read(keying.versions, assignment.id)),
        },
    }
