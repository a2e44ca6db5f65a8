"""The words that a row is about, brought into sight in whichever article they stand."""

from collections import Counter
from typing import NamedTuple

from app.domain.annotation import Annotation
from app.domain.grade import ClaimRow, ExtraRow, NoteRow, RelationRow
from app.ui.grading.desk import Desk
from app.ui.grading.entries import Entry
from app.ui.grading.text_pane import TextPane


class End(NamedTuple):
    """The student's claim and the key's that stand for the same thing; either may be missing."""

    mine: Annotation | None
    expected: Annotation | None

    @property
    def shown(self) -> Annotation | None:
        return self.mine or self.expected


class Pointing:
    """Marks the student's work and the key in the text, and points at the chosen row's."""

    def __init__(self, pane: TextPane, desk: Desk) -> None:
        self._pane = pane
        self._desk = desk

    def show_work(self) -> None:
        """The articles of the assignment, and the marks in the one that is open."""
        desk = self._desk
        counts = Counter(claim.article_id for claim in (desk.work.claims if desk.work else ()))
        self._pane.offer(desk.articles, counts)
        self._show_marks()

    def show_article(self, id: str, entry: Entry | None) -> None:
        """Another article; of a row's ends, the one that stands there is pointed at."""
        article = next((one for one in self._desk.articles if one.id == id), None)
        if article is None:
            return
        self._pane.show_article(article)
        self._show_marks()
        ends = self.ends_of(entry) if entry is not None else []
        here = [end for end in ends if end.shown and end.shown.article_id == id]
        self._point_at((here or ends or [End(None, None)])[0])

    def reveal(self, entry: Entry | None, end: int = 0) -> None:
        """Scroll to a row's words. ``end``: of a relation, the first claim (0) or the second."""
        ends = self.ends_of(entry) if entry is not None else []
        if not ends:
            self._point_at(End(None, None))
            return
        chosen = ends[min(end, len(ends) - 1)]
        shown, pane = chosen.shown, self._pane
        article = next((a for a in self._desk.articles if shown and a.id == shown.article_id), None)
        if shown is None or article is None:
            return
        if pane.article is None or pane.article.id != article.id:
            pane.show_article(article)
            self._show_marks()
        self._point_at(chosen)
        if pane.isVisible():
            pane.reader.scroll_to(shown.start, shown.end)

    def ends_of(self, entry: Entry) -> list[End]:
        """One for a claim or a note; two for a relation, in the order in which they are shown."""
        row, find = entry.row, self._desk.claim
        if isinstance(row, ClaimRow):
            return [End(row.match, row.key)]
        if isinstance(row, NoteRow | ExtraRow):
            return [End(row.annotation, None)]
        if not isinstance(row, RelationRow):
            return []
        expected = [find(row.key.source_id), find(row.key.target_id)]
        if row.match is None:
            return [End(None, claim) for claim in expected]
        mine = [find(row.match.source_id), find(row.match.target_id)]
        if not _beside(mine[0], expected[0]) and _beside(mine[0], expected[1]):
            expected.reverse()  # drawn the other way round
        return [End(*pair) for pair in zip(mine, expected, strict=True)]

    def _point_at(self, end: End) -> None:
        self._pane.point_at(
            end.mine.id if end.mine else None, end.expected.id if end.expected else None
        )

    def _show_marks(self) -> None:
        article = self._pane.article
        if article is not None:
            claims, keys = self._desk.claims_in(article.id), self._desk.keys_in(article.id)
            self._pane.show_marks(claims, keys)


def _beside(one: Annotation | None, other: Annotation | None) -> bool:
    """Whether two claims share letters of the same article."""
    if one is None or other is None or one.article_id != other.article_id:
        return False
    return one.start < other.end and other.start < one.end
