"""What the reading page has read from the workspace, kept in step with it."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.annotation import Annotation, reading_order
from app.domain.article import Article, ArticleCard, paragraph_starts
from app.domain.change import Changes
from app.domain.relation import Relation, RelationType
from app.services import annotating, relating
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as one of its claims sees it: the claim at the other end, and the direction.

    ``title``: the other claim's article, where it is another one; else empty.
    """

    relation: Relation
    other: Annotation
    number: int
    outgoing: bool
    title: str = ""


class Shelf:
    """Articles, claims (in reading order) and relations of one author.

    An article is read when first asked for. After that only what ``Changes`` names is replaced:
    with thousands of claims on the page, one more costs one.
    """

    def __init__(self, workspace: Workspace, author_id: str) -> None:
        self._workspace = workspace
        self.author_id = author_id
        self.clear()

    def turn_to(self, author_id: str) -> None:
        """Hold what another author marked, and sign as that author from now on."""
        self.author_id = author_id
        self.clear()

    def clear(self) -> None:
        """Forget everything: it will be read again."""
        self._cards: list[ArticleCard] | None = None
        self._articles: dict[str, Article] = {}
        self._claims: dict[str, list[Annotation]] = {}
        self._by_id: dict[str, Annotation] = {}
        self._paragraphs: dict[str, list[int]] = {}
        self._relations: dict[str, Relation] | None = None
        self._ends: dict[str, list[str]] = {}

    def follow(self, changes: Changes) -> None:
        """Take over what a step changed."""
        if changes.touch(Article):
            self._cards = None
            for before, after in changes.of(Article):
                changed = after or before
                if changed is not None:
                    self._articles.pop(changed.id, None)
        for before, after in changes.of(Annotation):
            self._replace(before, after)
        if self._relations is not None:
            for gone, new in changes.of(Relation):
                self._rejoin(gone, new)

    def cards(self) -> list[ArticleCard]:
        """Every article's card, in the order of the library."""
        if self._cards is None:
            self._cards = self._workspace.read(lambda tx: tx.article_cards())
        return self._cards

    def title(self, article_id: str) -> str:
        """How lists call an article: its title, or its first words."""
        cards = (card for card in self.cards() if card.id == article_id)
        return next((card.title or card.opening for card in cards), "")

    def article(self, article_id: str) -> Article:
        """Raises LookupError where there is no such article."""
        if article_id not in self._articles:
            self._articles[article_id] = self._workspace.read(
                lambda tx: tx.get(Article, article_id)
            )
        return self._articles[article_id]

    def claims(self, article_id: str) -> Sequence[Annotation]:
        """The claims of an article in reading order; the first bears number 1."""
        if article_id not in self._claims:
            found = self._workspace.read(annotating.annotations_of, article_id, self.author_id)
            self._claims[article_id] = sorted(found, key=reading_order)
            self._by_id.update((claim.id, claim) for claim in found)
        return self._claims[article_id]

    def claim(self, annotation_id: str) -> Annotation | None:
        """A claim by its id, wherever it stands."""
        if annotation_id not in self._by_id:
            for card in self.cards():
                self.claims(card.id)
        return self._by_id.get(annotation_id)

    def number(self, claim: Annotation) -> int:
        """The number on the claim's badge: its place in the article, from 1."""
        claims = self.claims(claim.article_id)
        return bisect_left(claims, reading_order(claim), key=reading_order) + 1

    def paragraph(self, claim: Annotation) -> int:
        """Which paragraph of the article a claim starts in, from 1: the same however wide the
        column is, and on paper too."""
        starts = self._paragraphs.get(claim.article_id)
        if starts is None:
            text = self.article(claim.article_id).text
            starts = self._paragraphs[claim.article_id] = paragraph_starts(text)
        return max(bisect_right(starts, claim.start), 1)

    def relations(self) -> list[Relation]:
        return list(self._joined().values())

    def relation(self, relation_id: str) -> Relation | None:
        return self._joined().get(relation_id)

    def links(self, annotation_id: str) -> list[Link]:
        """The relations of a claim, as it sees them."""
        joined = self._joined()
        found: list[Link] = []
        for relation_id in self._ends.get(annotation_id, ()):
            relation = joined[relation_id]
            outgoing = relation.source_id == annotation_id
            other = self.claim(relation.target_id if outgoing else relation.source_id)
            if other is not None:
                own = self.claim(annotation_id)
                apart = own is not None and own.article_id != other.article_id
                title = self.title(other.article_id) if apart else ""
                found.append(Link(relation, other, self.number(other), outgoing, title))
        return found

    def relation_types(self, annotation_id: str) -> list[RelationType]:
        """The types of a claim's relations, oldest first."""
        joined = self._joined()
        return [joined[one].type for one in self._ends.get(annotation_id, ())]

    def _joined(self) -> dict[str, Relation]:
        if self._relations is None:
            self._relations = {}
            for relation in self._workspace.read(relating.relations_of, self.author_id):
                self._rejoin(None, relation)
        return self._relations

    def _rejoin(self, gone: Relation | None, new: Relation | None) -> None:
        assert self._relations is not None
        if gone is not None and self._relations.pop(gone.id, None) is not None:
            for end in (gone.source_id, gone.target_id):
                self._ends[end].remove(gone.id)
        if new is not None and new.author_id == self.author_id:
            self._relations[new.id] = new
            for end in (new.source_id, new.target_id):
                self._ends.setdefault(end, []).append(new.id)

    def _replace(self, before: Annotation | None, after: Annotation | None) -> None:
        known = self._by_id.pop(before.id, None) if before is not None else None
        if known is not None:
            claims = self._claims[known.article_id]
            del claims[bisect_left(claims, reading_order(known), key=reading_order)]
        if after is None or after.author_id != self.author_id:
            return
        if after.article_id in self._claims:
            insort(self._claims[after.article_id], after, key=reading_order)
            self._by_id[after.id] = after
