"""What may be typed after ``bayyina``."""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn, cast

from app import paths
from app.domain.assignment import Asked, Weights
from app.domain.file_kind import kind_of
from app.domain.language import CODES, Code, Language

KINDS = ("blank", "student", "graded", "key", "booklet")
_WITH_VALUE = ("--workspace", "--lang")


def language_of(arguments: Sequence[str]) -> Code:
    """``--lang`` wherever it stands, else the language chosen in the window, else Arabic."""
    asked = ""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    wanted = asked if asked in CODES else _preferred()
    known: dict[str, Code] = {code: code for code in CODES}
    return known.get(wanted, "ar")


def split_files(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options, and the files for the window to open: a path of ours where a verb could stand.

    With a verb nothing is split off: its files are its own.
    """
    rest = iter(enumerate(arguments))
    for place, word in rest:
        if word in _WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            if kind_of(word) is None:
                break
            return list(arguments[:place]), list(arguments[place:])
    return list(arguments), []


def _preferred() -> str:
    try:
        kept: object = json.loads(paths.preferences().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(cast("dict[str, object]", kept).get("language")) if isinstance(kept, dict) else ""


class _Parser(argparse.ArgumentParser):
    words: Language

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(2, self.words.say("cli.wrong_usage", program=self.prog, problem=message) + "\n")

    def print_usage(self, file: object = None) -> None:
        import sys

        super().print_usage(sys.stderr)


def parser(words: Language) -> argparse.ArgumentParser:
    """The verbs and their options, explained in the language of ``words``."""
    _Parser.words = words

    def help_of(name: str) -> str:
        return words.say(f"cli.help.{name}")

    everywhere = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    options = everywhere.add_argument_group(words.say("cli.options"))
    options.add_argument("--workspace", type=Path, metavar="FILE", help=help_of("workspace"))
    options.add_argument("--lang", choices=CODES, help=help_of("lang"))
    options.add_argument("--json", action="store_true", help=help_of("json"))
    options.add_argument("--visual", action="store_true", help=help_of("visual"))
    top = _Parser(prog="bayyina", description=help_of("program"), parents=[everywhere])
    verbs = top.add_subparsers(dest="verb", metavar="VERB", title=words.say("cli.verbs"))

    def verb(group: "argparse._SubParsersAction[_Parser]", name: str, key: str) -> _Parser:  # pyright: ignore[reportPrivateUsage]
        text = help_of(key)
        return group.add_parser(name, help=text, description=text, parents=[everywhere])

    verb(verbs, "sample", "sample")
    intake = verb(verbs, "import", "import")
    intake.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    intake.add_argument("--encoding", metavar="NAME", help=help_of("encoding"))
    verb(verbs, "articles", "articles")
    verb(verbs, "article", "article").add_argument("id", metavar="ID")

    exchange = verb(verbs, "annotations", "annotations")
    ways = exchange.add_subparsers(dest="way", metavar="export|import", required=True)
    out = verb(ways, "export", "export")
    out.add_argument("--out", type=Path, required=True, metavar="F.jsonld", help=help_of("out"))
    out.add_argument("--article", action="append", metavar="ID", help=help_of("one_article"))
    out.add_argument("--author", metavar="ID", help=help_of("one_author"))
    back = verb(ways, "import", "import_annotations")
    back.add_argument("file", type=Path, metavar="F.jsonld")
    back.add_argument("--author", metavar="ID", help=help_of("author"))

    assignment = verb(verbs, "assignment", "assignment")
    deeds = assignment.add_subparsers(dest="deed", metavar="create|list|show", required=True)
    _add_assignment(verb(deeds, "create", "create"), help_of)
    verb(deeds, "list", "assignments")
    verb(deeds, "show", "show_assignment").add_argument("assignment", metavar="ASSIGNMENT")
    purge = verb(verbs, "purge", "purge")
    purge.add_argument("classroom", metavar="CLASS")
    purge.add_argument("--yes", action="store_true", help=help_of("yes"))

    _add_handing_out(verb, verbs, help_of)
    _add_hand_ins(verb(verbs, "collect", "collect"), help_of)
    verb(verbs, "grade", "grade").add_argument("assignment", metavar="ASSIGNMENT")
    sheets = verb(verbs, "worksheets", "worksheets")
    sheets.add_argument("assignment", metavar="ASSIGNMENT")
    sheets.add_argument("--kind", choices=KINDS, required=True, help=help_of("kind"))
    sheets.add_argument("--out", type=Path, required=True, metavar="DIR", help=help_of("out_dir"))
    _add_looks(sheets, help_of)
    back = verb(verbs, "read-worksheet", "read_worksheet")
    back.add_argument("file", type=Path, metavar="F.pdf", help=help_of("worksheet_file"))
    back.add_argument("--out", type=Path, required=True, metavar="F.jsonld", help=help_of("out"))
    _add_giving_back(partial(verb, verbs), help_of)
    _add_report(verb(verbs, "report", "report"), help_of)
    verb(verbs, "doctor", "doctor")
    return top


def _add_giving_back(
    verb: Callable[[str, str], argparse.ArgumentParser], help_of: Callable[[str], str]
) -> None:
    """Marks in files, and marked work for who did it."""
    _add_grades(verb("grades", "grades"), help_of)
    back = verb("feedback", "feedback")
    back.add_argument("assignment", metavar="ASSIGNMENT")
    back.add_argument("--out", type=Path, required=True, metavar="DIR", help=help_of("out_dir"))
    back.add_argument("--student", action="append", metavar="ID", help=help_of("student"))
    back.add_argument("--approved", action="store_true", help=help_of("approved"))


def _add_hand_ins(collect: argparse.ArgumentParser, help_of: Callable[[str], str]) -> None:
    """Where a class left its work."""
    collect.add_argument("assignment", metavar="ASSIGNMENT")
    collect.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=help_of("hand_ins"))
    collect.add_argument("--dry-run", action="store_true", help=help_of("dry_run"))


def _add_grades(grades: argparse.ArgumentParser, help_of: Callable[[str], str]) -> None:
    """Where marks go, and in whose form."""
    grades.add_argument("assignment", metavar="ASSIGNMENT")
    grades.add_argument(
        "--out", type=Path, required=True, metavar="F.csv", help=help_of("grades_out")
    )
    form = grades.add_mutually_exclusive_group()
    form.add_argument("--moodle", type=Path, metavar="WORKSHEET.csv", help=help_of("moodle"))
    form.add_argument(
        "--canvas", nargs="?", const="", metavar="GRADEBOOK.csv", help=help_of("canvas")
    )
    separators = ("comma", "semicolon", "tab")
    grades.add_argument(
        "--separator", choices=separators, default="comma", help=help_of("separator")
    )


def _add_handing_out(
    verb: Callable[..., argparse.ArgumentParser],
    verbs: object,
    help_of: Callable[[str], str],
) -> None:
    """An assignment out to a student, and back."""
    pack = verb(verbs, "pack", "pack")
    pack.add_argument("assignment", metavar="ASSIGNMENT")
    pack.add_argument("--out", type=Path, required=True, metavar="F", help=help_of("out"))
    opened = verb(verbs, "open", "open")
    opened.add_argument("file", type=Path, metavar="F", help=help_of("pack_file"))
    handed = verb(verbs, "hand-in", "hand_in")
    handed.add_argument("assignment", metavar="ASSIGNMENT")
    handed.add_argument("--out", type=Path, required=True, metavar="DIR", help=help_of("out_dir"))
    for one in (opened, handed):
        one.add_argument(
            "--student",
            action="append",
            required=one is handed,  # marked work says itself whose it is
            metavar="ID",
            help=help_of("student"),
        )


def _add_assignment(create: argparse.ArgumentParser, help_of: Callable[[str], str]) -> None:
    """What can be said of a new assignment."""
    create.add_argument("name", metavar="NAME")
    create.add_argument("--articles", nargs="+", required=True, metavar="ID,ID")
    create.add_argument("--key", type=Path, metavar="F.jsonld", help=help_of("key"))
    create.add_argument("--roster", type=Path, metavar="F.csv", help=help_of("roster"))
    create.add_argument("--classroom", metavar="NAME", help=help_of("classroom"))
    create.add_argument("--asked", type=_asked, metavar="FIELD,FIELD", help=help_of("asked"))
    goals = {"claims": "goal_claims", "relations": "goal_relations", "notes": "goal_notes"}
    for goal, told in goals.items():
        create.add_argument(f"--{goal}", type=int, metavar="N", help=help_of(told))
    create.add_argument("--weights", type=_weights, metavar="60,20,20", help=help_of("weights"))
    create.add_argument("--scale", type=int, metavar="20", help=help_of("scale"))
    create.add_argument("--due", metavar="2026-11-30", help=help_of("due"))
    create.add_argument("--mode", choices=("test", "practice"), help=help_of("mode"))
    create.add_argument("--instructions", metavar="TEXT", help=help_of("instructions"))
    create.add_argument("--codebook", type=Path, metavar="F.toml", help=help_of("codebook"))
    create.add_argument("--rubric", type=Path, metavar="F.toml", help=help_of("rubric"))


def _asked(given: str) -> tuple[Asked, ...]:
    """Names with commas between, or ``none``. ValueError for anything else."""
    return () if given.strip() == "none" else tuple(Asked(part) for part in _parts(given))


def _weights(given: str) -> Weights:
    """Three figures, ``60,20,20``. ValueError for anything else."""
    claims, relations, notes = (float(part) for part in _parts(given))
    return Weights(claims, relations, notes)


def _parts(given: str) -> list[str]:
    return [part for part in re.split(r"[,،\s]+", given) if part]


def _add_report(report: argparse.ArgumentParser, help_of: Callable[[str], str]) -> None:
    """Which assignment, which file, and how the report looks."""
    report.add_argument("assignment", metavar="ASSIGNMENT")
    report.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=help_of("out"))
    report.add_argument("--names", action="store_true", help=help_of("names"))
    report.add_argument("--paper", choices=("a4", "letter"), help=help_of("paper"))
    report.add_argument("--grey", action="store_true", help=help_of("grey"))
    report.add_argument("--digits", choices=("arab", "latin"), help=help_of("digits"))
    report.add_argument("--hijri", action="store_true", help=help_of("hijri"))
    report.add_argument("--school", metavar="NAME", help=help_of("school"))
    report.add_argument("--subject", metavar="NAME", help=help_of("subject"))
    report.add_argument("--logo", type=Path, metavar="F.png", help=help_of("logo"))
    report.set_defaults(odd=False, fillable=False, no_names=False)


def _add_looks(sheets: argparse.ArgumentParser, help_of: Callable[[str], str]) -> None:
    """How worksheets look, and what becomes of files that are there."""
    sheets.add_argument("--paper", choices=("a4", "letter"), help=help_of("paper"))
    sheets.add_argument("--grey", action="store_true", help=help_of("grey"))
    sheets.add_argument("--digits", choices=("arab", "latin"), help=help_of("digits"))
    sheets.add_argument("--hijri", action="store_true", help=help_of("hijri"))
    sheets.add_argument("--odd", action="store_true", help=help_of("odd"))
    sheets.add_argument("--fillable", action="store_true", help=help_of("fillable"))
    sheets.add_argument("--no-names", action="store_true", help=help_of("no_names"))
    sheets.add_argument("--school", metavar="NAME", help=help_of("school"))
    sheets.add_argument("--subject", metavar="NAME", help=help_of("subject"))
    sheets.add_argument("--logo", type=Path, metavar="F.png", help=help_of("logo"))
    policies = ("number", "keep", "replace")
    sheets.add_argument("--existing", choices=policies, default="number", help=help_of("existing"))
