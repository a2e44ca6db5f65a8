"""The verb ``read-worksheet``."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from app.cli.output import Output
from app.domain.errors import KnownError
from app.services import exchanging, recovering


def read(arguments: Namespace, out: Output) -> int:
    """Needs no classroom file, and makes none."""
    recovered = recovering.read_worksheet(arguments.file)
    if _is_same(arguments.file, arguments.out):
        raise KnownError("worksheet_file.onto_itself")
    exchanging.write_file(arguments.out, recovered.data)
    if recovered.added:
        out.complain(out.words.say("worksheet_file.added"))
    out.result({"annotations": recovered.annotations, "relations": recovered.relations})
    out.say("cli.exported", claims=out.words.count("cli.claims", recovered.annotations),
            relations=out.words.count("cli.relations", recovered.relations),
            path=str(arguments.out))  # fmt: skip
    return 0


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False
