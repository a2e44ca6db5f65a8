"""A shelf that holds what was marked at some moment, not what is marked now."""

from collections.abc import Sequence

from app.domain.annotation import Annotation
from app.domain.story import Page
from app.ui.reading.shelf import Shelf


class PastShelf(Shelf):
    """Articles are read as they are; claims and relations are those of the page it is given."""

    def put(self, page: Page) -> None:
        """Hold these claims and relations and no others."""
        self._claims = {}
        self._by_id = {claim.id: claim for claim in page.claims}
        for claim in page.claims:
            self._claims.setdefault(claim.article_id, []).append(claim)
        self._relations, self._ends = {}, {}
        for relation in page.relations:
            self._rejoin(None, relation)

    def claims(self, article_id: str) -> Sequence[Annotation]:
        return self._claims.get(article_id, [])

    def claim(self, annotation_id: str) -> Annotation | None:
        return self._by_id.get(annotation_id)
