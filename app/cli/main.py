"""Run one verb. Exit code: 0 done; 1 refused, the reason on stderr and nothing changed; 2 usage."""

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from app import paths
from app.cli import arguments as given
from app.cli.output import Output
from app.domain import language
from app.domain.errors import KnownError
from app.services.workspace import Workspace

Verb = Callable[[Workspace, Namespace, Output], int]
# These only look: they work beside an open window.
_LOOKING = frozenset({
    "articles", "article", "grade", "worksheets", "grades", "feedback", "pack", "report",
})  # fmt: skip


def parse(arguments: Sequence[str]) -> Namespace:
    """What was typed. ``verb`` is None where the window is wanted. SystemExit on wrong usage."""
    words = language.load(given.language_of(arguments))
    speak_utf8()
    return given.parser(words).parse_args(arguments)


def run(arguments: Namespace, language_code: language.Code) -> int:
    """Run the verb; the exit code."""
    out = Output(
        language.load(language_code),
        as_json=getattr(arguments, "json", False),
        visual=getattr(arguments, "visual", False),
    )
    path: Path = getattr(arguments, "workspace", None) or paths.default_workspace()
    try:
        code = _run(path, arguments, out)
        out.flush()
    except KnownError as error:
        if error.message == "cli.no_output":
            _let_go_of_stdout()
        out.complain(out.reason(error))
        return 1
    except BrokenPipeError:
        _let_go_of_stdout()
        return 1
    except KeyboardInterrupt:
        out.complain(out.words.say("cli.interrupted"))
        return 130
    return code


def _run(path: Path, arguments: Namespace, out: Output) -> int:
    if arguments.verb == "doctor":
        from app.cli import upkeep

        return upkeep.doctor(path, out)
    if arguments.verb == "read-worksheet":
        from app.cli import worksheet_files

        return worksheet_files.read(arguments, out)
    verb = _verb(arguments.verb)
    looking = arguments.verb in _LOOKING or getattr(arguments, "way", "") == "export"
    looking = looking or getattr(arguments, "dry_run", False)
    looking = looking or getattr(arguments, "deed", "") in ("list", "show")
    with _open(path, looking=looking) as workspace:
        return verb(workspace, arguments, out)


def _open(path: Path, *, looking: bool) -> Workspace:
    """Who only looks needs no lock, but for a file that has to be made or brought up to date."""
    if looking:
        try:
            return Workspace.open(path, read_only=True)
        except KnownError as error:
            if error.message not in ("workspace.missing", "workspace.older_read_only"):
                raise
    return Workspace.open(path)


def _verb(name: str) -> Verb:
    """The function of a verb, imported only now: ``--help`` need not wait for a database."""
    if name in ("import", "articles", "article"):
        from app.cli import articles

        return {
            "import": articles.bring_in, "articles": articles.list_all, "article": articles.show
        }[name]  # fmt: skip
    if name == "annotations":
        from app.cli import annotations

        return annotations.run
    if name == "collect":
        from app.cli import collecting

        return collecting.collect
    if name == "sample":
        from app.cli import upkeep

        return upkeep.sample
    if name == "report":
        from app.cli import reporting

        return reporting.report
    if name in ("grades", "feedback"):
        from app.cli import giving_back

        return {"grades": giving_back.grades, "feedback": giving_back.feedback}[name]
    if name in ("pack", "open", "hand-in"):
        from app.cli import handing_out

        return {
            "pack": handing_out.pack, "open": handing_out.open_file, "hand-in": handing_out.hand_in
        }[name]  # fmt: skip
    if name in ("assignment", "purge"):
        from app.cli import assigning

        return {"assignment": assigning.run, "purge": assigning.purge}[name]
    from app.cli import assignments

    return {
        "grade": assignments.grade,
        "worksheets": assignments.worksheets,
    }[name]


def _let_go_of_stdout() -> None:
    """Nobody takes what is left: without this Python complains again when it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def speak_utf8() -> None:
    """Arabic must come and leave whole, whatever the code page of the terminal."""
    # Python has no stream where the shell gave none (``>&-``).
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
