"""One side of the reading page: a head and a reader."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.annotation import Annotation, reading_order
from app.domain.article import Article, ArticleCard, Segment
from app.domain.language import Language, isolate
from app.ui.look import Look
from app.ui.reader.announcement import announce
from app.ui.reader.claims import Claim
from app.ui.reader.selectable import Place
from app.ui.reading import wording
from app.ui.reading.head import ReaderHead
from app.ui.reading.page_reader import PageReader
from app.ui.sheet import NO_RING


class ReaderColumn(QWidget):
    """Shows an article and keeps the place of each one that it has shown."""

    def __init__(
        self, look: Look, language: Language, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.article_id: str | None = None
        self._shown: tuple[str, tuple[Segment, ...]] | None = None
        self._claims: Sequence[Annotation] = ()
        self.head = ReaderHead(look, language)
        self.reader = PageReader(look, language.figures)
        self._name = name
        self._language = language
        self.reader.setAccessibleName(name)
        self.reader.claims_entered.connect(self._say_claims)
        self.reader.setProperty(NO_RING, True)  # the caret and the selection show it
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.reader, 1)

    def show_article(self, article: Article, place: Place | None) -> None:
        """Show an article at a place it was left at. The same text is not laid out again."""
        self.article_id = article.id
        wanted = (article.sha256, article.segments)
        if wanted != self._shown:
            self._shown = wanted
            self.reader.show_article(article.text, article.segments)
            if place is not None and place[0] < self.reader.document().characterCount():
                self.reader.return_to(place)

    def clear(self) -> None:
        """Show no article."""
        self.article_id = self._shown = None
        self.reader.show_article("")

    def show_claims(self, claims: Sequence[Annotation]) -> None:
        """Claims in reading order, a list that the shelf keeps so; numbers follow it."""
        self._claims = claims
        self.reader.show_claims(map(_drawn, claims), self._number)

    def change_claims(
        self, touched: Iterable[str], claims: Iterable[Annotation], chosen: str | None
    ) -> None:
        """The claims ``touched`` changed in that list; ``claims`` are those still there."""
        self.reader.change_claims(touched, map(_drawn, claims), chosen)

    def show_head(self, card: ArticleCard | None, cards: Sequence[ArticleCard]) -> None:
        self.head.show_card(card, cards)
        title = isolate(card.title or card.opening) if card else ""
        self.reader.setAccessibleName(f"{self._name}: {title}" if title else self._name)

    def _say_claims(self, ids: Sequence[str]) -> None:
        for number, claim in enumerate(self._claims, 1):
            if claim.id in ids:
                announce(self.reader, wording.claim_name(self._language, claim, number))

    def _number(self, claim: Claim) -> int:
        """Its place in reading order, from 1."""
        place = claim.start, claim.end, claim.id
        return bisect_left(self._claims, place, key=reading_order) + 1


def _drawn(claim: Annotation) -> Claim:
    return Claim(claim.id, tuple((span.start, span.end) for span in claim.spans), claim.tag, 0)
