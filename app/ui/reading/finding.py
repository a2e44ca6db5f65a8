"""Finding words in the open articles or in all of them, spellings folded."""

from app.domain.folding import Folded, fold, folded
from app.ui.reading.readers import Readers
from app.ui.reading.shelf import Shelf

_BESIDE = 5  # words on either side of a match, to be heard with it
_MOST = 5_000  # matches shown; a single letter in a long article would have more

Match = tuple[str, int, int]  # article, start, end


class Finder:
    """All matches of a query, and the one that is shown. ``everywhere``: in every article."""

    def __init__(self, readers: Readers, shelf: Shelf) -> None:
        self._readers = readers
        self._shelf = shelf
        self._texts: dict[str, Folded] = {}  # by the text's fingerprint
        self._matches: list[Match] = []
        self._query = ""
        self.everywhere = False
        self.current: int | None = None

    @property
    def total(self) -> int:
        return len(self._matches)

    def search(self, query: str) -> None:
        """Find ``query``; the first match in the active article is shown."""
        self._query = query
        self._collect()
        active = self._readers.active_article
        here = (i for i, match in enumerate(self._matches) if match[0] == active)
        self.current = next(here, 0 if self._matches else None)
        self._show(reveal=True)

    def again(self) -> None:
        """Other articles are open: find in them what was looked for."""
        if self._query:
            kept = self._matches[self.current] if self.current is not None else None
            self._collect()
            first = 0 if self._matches else None
            self.current = self._matches.index(kept) if kept in self._matches else first
            self._show(reveal=False)

    def step(self, by: int) -> None:
        """To the next match or the one before, round and round."""
        if self._matches and self.current is not None:
            self.current = (self.current + by) % len(self._matches)
            self._show(reveal=True)

    @property
    def match(self) -> Match | None:
        """The current one."""
        return self._matches[self.current] if self.current is not None else None

    def words_around(self) -> str:
        """The current match with the words beside it, on one line, to be heard."""
        if self.match is None:
            return ""
        article_id, start, end = self.match
        text = self._shelf.article(article_id).text
        above, below = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        before = text[above:start].split(" ")[-_BESIDE:]
        after = text[end : below if below >= 0 else len(text)].split(" ")[:_BESIDE]
        return " ".join(before) + text[start:end] + " ".join(after)

    def clear(self) -> None:
        self._query, self._matches, self.current = "", [], None
        self._show(reveal=False)

    def _collect(self) -> None:
        wanted = fold(self._query).strip()
        self._matches = []
        for article_id in self._article_ids() if wanted else ():
            text = self._folded(article_id)
            at = text.text.find(wanted)
            while at >= 0 and len(self._matches) < _MOST:
                start, end = text.origin(at, at + len(wanted))
                self._matches.append((article_id, start, end))
                at = text.text.find(wanted, at + len(wanted))

    def _article_ids(self) -> list[str]:
        open_ids = self._readers.article_ids()
        if not self.everywhere:
            return open_ids
        return open_ids + [c.id for c in self._shelf.cards() if c.id not in open_ids]

    def _show(self, *, reveal: bool) -> None:
        chosen = self._matches[self.current] if self.current is not None else None
        if reveal and chosen is not None:
            self._readers.reveal(*chosen)  # may open another article
        for column in self._readers.columns:
            here = [match for match in self._matches if match[0] == column.article_id]
            current = here.index(chosen) if chosen in here else None
            column.reader.show_matches([match[1:] for match in here], current)

    def _folded(self, article_id: str) -> Folded:
        article = self._shelf.article(article_id)
        if article.sha256 not in self._texts:
            self._texts[article.sha256] = folded(article.text)
        return self._texts[article.sha256]
