"""Run one verb. Exit code: 0 done; 1 refused, the reason on stderr and nothing changed; 2 usage."""

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from app import paths
from app.cli import arguments as given
from app.cli.output import Output
from app.domain import language
from app.domain.errors import KnownError
from app.services.workspace import Workspace

Verb = Callable[[Workspace, Namespace, Output], int]
# These only look: they work beside an open window.
_LOOKING = frozenset({"articles", "article", "grade", "worksheets"})


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
        sys.stdout.flush()
    except KnownError as error:
        out.complain(out.reason(error))
        return 1
    except BrokenPipeError:
        # Whoever read has gone. Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        out.complain(out.words.say("cli.interrupted"))
        return 130
    return code


def _run(path: Path, arguments: Namespace, out: Output) -> int:
    if arguments.verb == "doctor":
        from app.cli import upkeep

        return upkeep.doctor(path, out)
    verb = _verb(arguments.verb)
    looking = arguments.verb in _LOOKING or getattr(arguments, "way", "") == "export"
    with _open(path, read_only=looking and path.exists()) as workspace:
        return verb(workspace, arguments, out)


def _open(path: Path, *, read_only: bool) -> Workspace:
    if read_only:
        try:
            return Workspace.open(path, read_only=True)
        except KnownError as error:
            if error.message != "workspace.older_read_only":
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
    if name == "sample":
        from app.cli import upkeep

        return upkeep.sample
    from app.cli import assignments

    return {
        "assignment": assignments.create,
        "grade": assignments.grade,
        "worksheets": assignments.worksheets,
    }[name]


def speak_utf8() -> None:
    """Arabic must come and leave whole, whatever the code page of the terminal."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
