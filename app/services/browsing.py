"""Questions about what is in a classroom file: for lists, and for ids typed by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from app.domain.annotation import Annotation
from app.domain.article import Article, ArticleCard
from app.domain.assignment import Assignment
from app.domain.errors import KnownError
from app.formats import terminal

if TYPE_CHECKING:
    from app.store.transaction import Transaction

_SHORTEST = 4  # characters of an id that may stand for it
_MISSING = {Article: "browsing.no_article", Assignment: "browsing.no_assignment"}
I = TypeVar("I", Article, Assignment)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list, and how many claims everybody together marked in it."""

    card: ArticleCard
    claims: int


def articles(tx: Transaction) -> list[Listed]:
    """All articles in their order."""
    return [Listed(card, claims_in(tx, card.id)) for card in tx.article_cards()]


def claims_in(tx: Transaction, article_id: str) -> int:
    """How many claims everybody together marked in an article."""
    return tx.count(Annotation, article_id=article_id)


def find(tx: Transaction, kind: type[I], given: str) -> I:
    """What has the id ``given``, or alone begins with it; an assignment also by its exact name.

    KnownError where none or several do.
    """
    name = given.strip().lower().removeprefix("urn:uuid:")
    exact = tx.find(kind, id=[given, name])
    if exact:
        return exact[0]
    fitting = sorted(id for id in tx.ids(kind) if len(name) >= _SHORTEST and id.startswith(name))
    if not fitting and kind is Assignment:
        fitting = sorted(one.id for one in tx.find(Assignment) if one.name == given.strip())
    if len(fitting) > 1:
        raise KnownError("browsing.ambiguous", id=given)
    if not fitting:
        raise KnownError(_MISSING[kind], id=given)
    return tx.get(kind, fitting[0])


def segment_counts(article: Article) -> dict[str, int]:
    """How many segments of each kind an article has, the most frequent first."""
    return dict(Counter(segment.kind for segment in article.segments).most_common())


def for_terminal(line: str, *, visual: bool) -> str:
    """A line as a terminal can show it: ``visual`` orders it for one that knows no direction."""
    return terminal.visual(line) if visual else terminal.plain(line)
