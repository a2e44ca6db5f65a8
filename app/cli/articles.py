"""The verbs ``import``, ``articles`` and ``article``."""

from argparse import Namespace
from datetime import date

from app.cli.output import Output
from app.domain.article import Article, Segment
from app.services import browsing, importing
from app.services.browsing import Listed
from app.services.importing import Outcome, Status
from app.services.workspace import Workspace

_SHORT_ID = 8
_SHORT_TITLE = 50


def bring_in(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """Exit code 1 only where every file was refused, so that nothing changed."""
    with out.progress() as progress:
        outcomes = importing.import_paths(
            workspace, arguments.paths, arguments.encoding, progress=progress
        )
    out.result([_outcome(outcome, out) for outcome in outcomes])
    for outcome in outcomes:
        if outcome.reason is not None:
            out.complain(out.reason(outcome.reason))
        elif outcome.article is not None:
            _tell(outcome.article, outcome.status, out)
    return 1 if all(outcome.status is Status.REFUSED for outcome in outcomes) else 0


def list_all(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    listed = workspace.read(browsing.articles)
    out.result([_listed(one) for one in listed])
    if not listed:
        out.say("cli.no_articles")
        return 0
    words = out.words
    names = ("id", "title", "publisher", "published", "words", "claims")
    out.table(
        [words.say(f"cli.column.{name}") for name in names],
        [
            [
                one.card.id[:_SHORT_ID],
                _shortened(one.card.title or one.card.opening),
                one.card.publisher or words.say("cli.not_stated"),
                _day(one.card.published, out),
                words.number(one.card.words),
                words.number(one.claims),
            ]
            for one in listed
        ],
    )
    return 0


def show(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    article = workspace.read(browsing.find, Article, arguments.id)
    claims = workspace.read(browsing.claims_in, article.id)
    out.result(_whole(article, claims))
    words = out.words
    facts = {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": _day(article.published, out) if article.published else None,
        "origin": article.origin,
        "encoding": article.encoding,
        "words": words.number(article.words),
        "claims": words.number(claims),
    }
    for name, fact in facts.items():
        out.say("cli.fact", name=words.say(f"cli.column.{name}"),
                fact=fact or words.say("cli.not_stated"))  # fmt: skip
    for kind, count in browsing.segment_counts(article).items():
        out.say("cli.fact", name=words.say(f"segment.{kind}"), fact=words.number(count))
    out.line()
    for line in article.text.splitlines():
        out.line(line)
    return 0


def _tell(article: Article, status: Status, out: Output) -> None:
    out.say(
        f"cli.import.{status}",
        id=article.id[:_SHORT_ID],
        title=article.title or out.words.say("cli.untitled"),
        encoding=article.encoding,
    )


def _shortened(title: str) -> str:
    """A title that leaves room for the other columns."""
    return title if len(title) <= _SHORT_TITLE else title[:_SHORT_TITLE].rstrip(" .…") + "…"


def _day(published: str | None, out: Output) -> str:
    if published is None:
        return out.words.say("cli.not_stated")
    return out.words.date(date.fromisoformat(published))


def _outcome(outcome: Outcome, out: Output) -> dict[str, object]:
    article = outcome.article
    return {
        "path": str(outcome.path),
        "status": outcome.status.value,
        "reason": out.reason(outcome.reason) if outcome.reason else None,
        "article": None if article is None else {
            "id": article.id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "encoding": article.encoding,
            "words": article.words,
            "sha256": article.sha256,
            "segments": [_segment(segment) for segment in article.segments],
        },
    }  # fmt: skip


def _segment(segment: Segment) -> dict[str, object]:
    return {"kind": segment.kind, "start": segment.start, "end": segment.end}


def _listed(one: Listed) -> dict[str, object]:
    card = one.card
    return {
        "id": card.id,
        "title": card.title,
        "publisher": card.publisher,
        "author": card.author,
        "published": card.published,
        "words": card.words,
        "claims": one.claims,
        "sha256": card.sha256,
    }


def _whole(article: Article, claims: int) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published,
        "origin": article.origin,
        "encoding": article.encoding,
        "words": article.words,
        "claims": claims,
        "sha256": article.sha256,
        "text": article.text,
        "segments": [_segment(segment) for segment in article.segments],
    }
