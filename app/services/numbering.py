"""Numbering the claims on a worksheet as the reading page numbers them: anew in each article."""

from collections.abc import Sequence

from app.domain import worksheet as sheet
from app.domain.annotation import Annotation, reading_order
from app.domain.article import Article


class Numbers:
    """Numbers of the claims on one worksheet, from 1 on in each article.

    The student's come first, in reading order: they bear the numbers they have in the window. The
    key's missed ones go on from there.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Annotation] = (),
        missed: Sequence[Annotation] = (),
    ) -> None:
        """Claims in other articles are left out."""
        self._articles = {article.id: number for number, article in enumerate(articles, 1)}
        self.claims, self.missed = self._in_order(claims), self._in_order(missed)
        self._quotes = {claim.id: claim.quote for claim in (*self.claims, *self.missed)}
        self._places: dict[str, tuple[int, int]] = {}
        last = dict.fromkeys(self._articles, 0)
        for claim in (*self.claims, *self.missed):
            last[claim.article_id] += 1
            self._places[claim.id] = self.article(claim), last[claim.article_id]

    def _in_order(self, claims: Sequence[Annotation]) -> list[Annotation]:
        here = [claim for claim in claims if claim.article_id in self._articles]
        return sorted(here, key=lambda claim: (self.article(claim), *reading_order(claim)))

    def __contains__(self, id: str) -> bool:
        return id in self._places

    def article(self, claim: Annotation) -> int:
        """The number of the article that a claim is in. KeyError where it is not printed."""
        return self._articles[claim.article_id]

    def place(self, id: str) -> tuple[int, int]:
        """(number of its article, its own) of a claim on the worksheet."""
        return self._places[id]

    def end(self, *candidates: Annotation | None) -> sheet.RelationEnd:
        """The first of these claims that is on the worksheet; else the first, without a number."""
        claims = [claim for claim in candidates if claim is not None]
        for claim in claims:
            if claim.id in self:
                article, number = self.place(claim.id)
                return sheet.RelationEnd(self._quotes[claim.id], article, number)
        if not claims:
            return sheet.RelationEnd("")
        return sheet.RelationEnd(claims[0].quote, self._articles.get(claims[0].article_id))

    def marks(self, article_id: str, claims: Sequence[Annotation]) -> tuple[sheet.ClaimMark, ...]:
        """How those of ``claims`` that are in this article are drawn over its text."""
        return tuple(
            sheet.ClaimMark(
                self.place(claim.id)[1],
                claim.tag,
                tuple((span.start, span.end) for span in claim.spans),
                (claim.core.start, claim.core.end) if claim.core else None,
            )
            for claim in claims
            if claim.article_id == article_id
        )
