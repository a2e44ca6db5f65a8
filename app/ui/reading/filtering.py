"""Which claims the list shows, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Literal

from app.domain.annotation import Annotation, Tag
from app.domain.relation import RelationType
from app.ui.reading import wording
from app.ui.reading.claims_model import ClaimRow, Group
from app.ui.reading.shelf import Shelf

Scope = Literal["article", "open", "all"]
Gap = Literal["any", "who", "confidence", "note"]
Order = Literal["place", "tag"]
GAPS: tuple[Gap, ...] = ("any", "who", "confidence", "note")
ORDERS: tuple[Order, ...] = ("place", "tag")


@dataclass(frozen=True, slots=True)
class Filter:
    """``relation``: claims that have one of this type (of any type where ``linked``).

    ``gap``: claims where something is not said yet.
    """

    scope: Scope = "open"  # the same as "article" where one is open
    tag: Tag | None = None
    linked: bool = False
    relation: RelationType | None = None
    gap: Gap | None = None
    order: Order = "place"

    @property
    def narrows(self) -> bool:
        return any((self.tag, self.linked, self.relation, self.gap))


def groups_of(shelf: Shelf, article_ids: Sequence[str], shown: Filter) -> list[Group]:
    """The rows as ``rows_of`` has them, each article's under its title where there are several."""
    if len(article_ids) < 2:
        return [Group("", rows_of(shelf, article_ids, shown))]
    titles = {card.id: card.title or card.opening for card in shelf.cards()}
    if shown.order == "place":
        groups = [Group(titles.get(one, ""), rows_of(shelf, (one,), shown)) for one in article_ids]
        return [group for group in groups if group.rows]
    rows = rows_of(shelf, article_ids, shown)
    return [
        Group(titles.get(one, ""), list(members))
        for one, members in groupby(rows, lambda row: row.claim.article_id)
    ]


def rows_of(shelf: Shelf, article_ids: Iterable[str], shown: Filter) -> list[ClaimRow]:
    """The rows of these articles that pass the filter, in its order."""
    rows: list[ClaimRow] = []
    for article_id in article_ids:
        rows.extend(map(ClaimRow, shelf.claims(article_id), count(1)))
    if shown.narrows:
        rows = [row for row in rows if _passes(shelf, row.claim, shown)]
    if shown.order == "tag":
        rows.sort(key=lambda row: wording.TAGS.index(row.claim.tag))  # the place decides within
    return rows


def _passes(shelf: Shelf, claim: Annotation, shown: Filter) -> bool:
    if shown.tag is not None and claim.tag is not shown.tag:
        return False
    if shown.gap is not None and not _lacks(claim, shown.gap):
        return False
    if not shown.linked and shown.relation is None:
        return True
    types = shelf.relation_types(claim.id)
    return shown.relation in types if shown.relation is not None else bool(types)


def _lacks(claim: Annotation, gap: Gap) -> bool:
    missing = {
        "who": claim.attribution is None,
        "confidence": claim.confidence is None,
        "note": not claim.note.strip(),
    }
    return any(missing.values()) if gap == "any" else missing[gap]
