"""The verbs ``annotations export`` and ``annotations import``."""

from argparse import Namespace

from app.cli.output import Output
from app.domain.article import Article
from app.domain.change import Gesture
from app.services import browsing, exchanging
from app.services.exchanging import Refusal
from app.services.workspace import Workspace


def run(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    return (_export if arguments.way == "export" else _import)(workspace, arguments, out)


def _export(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    chosen = None
    if arguments.article:
        chosen = [workspace.read(browsing.find, Article, id).id for id in arguments.article]
    made = workspace.read(exchanging.export_annotations, chosen, arguments.author)
    exchanging.write_file(arguments.out, made.data)
    out.result({"annotations": made.annotations, "relations": made.relations})
    out.say("cli.exported", claims=out.words.count("cli.claims", made.annotations),
            relations=out.words.count("cli.relations", made.relations),
            path=str(arguments.out))  # fmt: skip
    return 0


def _import(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """Exit code 1 only where every item was refused, so that nothing changed."""
    items = exchanging.read_items(arguments.file)
    done = workspace.do(
        Gesture.IMPORT_ANNOTATIONS, exchanging.import_items, items, arguments.author
    )
    out.result(
        {
            "added": done.added,
            "already": done.already,
            "refused": [
                {"id": exchanging.urn(item.id), "reason": out.reason(item.reason)}
                for item in done.refused
            ],
        }
    )
    out.say("cli.taken_in", added=done.added, already=done.already, refused=len(done.refused))
    complain_of(done.refused, out)
    return 1 if done.refused and not done.added and not done.already else 0


def complain_of(refused: tuple[Refusal, ...], out: Output, most: int = 20) -> None:
    """Say on stderr what was refused, the first few of it."""
    for item in refused[:most]:
        out.complain(f"{item.id[:60]}: {out.reason(item.reason)}")
    if len(refused) > most:
        out.complain(out.words.count("cli.more_refused", len(refused) - most))
