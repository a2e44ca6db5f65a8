"""The verb ``collect``."""

from argparse import Namespace

from app.cli.output import Output
from app.domain import receipt
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.services import browsing, collecting
from app.services.collecting import Candidate, Preview, State
from app.services.workspace import Workspace


def collect(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """Exit code 1 only where nothing was taken or there already, and something was refused.

    ``--dry-run`` says the same and keeps nothing.
    """
    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    with out.progress() as progress:
        preview = collecting.look(workspace, assignment.id, arguments.paths, progress)
    if arguments.dry_run:
        added, already = len(preview.to_add), len(preview.of(State.ALREADY))
    else:
        done = workspace.do(Gesture.COLLECT, collecting.collect, preview)
        added, already = done.added, done.already
    out.result(_answer(preview, added, already, out))
    _tell(preview, added, already, out, dry=arguments.dry_run)
    return 1 if preview.of(State.REFUSED) and not added and not already else 0


def _answer(preview: Preview, added: int, already: int, out: Output) -> dict[str, object]:
    return {
        "added": added,
        "already": already,
        "refused": [
            {"path": one.where, "reason": out.reason(one.reason)}
            for one in preview.of(State.REFUSED)
            if one.reason is not None
        ],
        "missing": list(preview.missing),
        "flagged": [
            {"path": one.where, "reason": out.reason(warning)}
            for one in preview.candidates
            for warning in one.warnings
        ],
        "files": [_file(one, out) for one in preview.candidates],
        "others": list(preview.others),
    }


def _file(one: Candidate, out: Output) -> dict[str, object]:
    kept = one.submission
    return {
        "path": one.where,
        "state": one.state.value,
        "student": "+".join(one.students) or None,
        "receipt": kept.receipt if kept else None,
        "attempt": one.attempt or None,
        "claims": kept.claims if kept else None,
        "handed_in": kept.handed_in if kept else None,
        "warnings": [out.reason(warning) for warning in one.warnings],
    }


def _tell(preview: Preview, added: int, already: int, out: Output, *, dry: bool) -> None:
    words = out.words
    columns = ("student", "receipt", "claims", "file")
    if preview.candidates:
        out.table(
            [words.say("cli.column.state"), *(words.say(f"cli.column.{one}") for one in columns)],
            [_row(one, preview, out) for one in preview.candidates],
        )
    out.count("cli.would_collect" if dry else "cli.collected", added)
    if already:
        out.count("cli.collected_before", already)
    if preview.missing:
        names = [preview.names.get(id, id) for id in preview.missing]
        out.say(
            "cli.nothing_from", who="، ".join(names) if words.code == "ar" else ", ".join(names)
        )
    for one in preview.candidates:
        for reason in (*([one.reason] if one.reason else []), *one.warnings):
            out.complain(f"{one.name}: {out.reason(reason)}")


def _row(one: Candidate, preview: Preview, out: Output) -> list[str]:
    kept = one.submission
    names = [preview.names.get(id, id) for id in one.students]
    return [
        out.words.say(f"collect.state.{one.state}"),
        " + ".join(names) or "–",
        receipt.shown(kept.receipt) if kept else "–",
        out.words.number(kept.claims) if kept else "–",
        one.name,
    ]
