"""Texts of articles, documents and logs: under their SHA-256, each kept once, never changed."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, insert, select

from app.domain.article import Article, fingerprint
from app.store.tables import TextRow, table

_TEXTS = table(TextRow)
_AT_ONCE = 500  # keys in one question
_REMEMBERED = 4_000_000  # code points of the texts that were read last


class Texts:
    """What was read of them, so that a gesture in an article does not read its text again."""

    def __init__(self) -> None:
        self._read: dict[str, str] = {}

    def of(self, connection: Connection, keys: Iterable[str]) -> Mapping[str, str]:
        """The texts with these SHA-256. LookupError where one is not kept."""
        wanted = set(keys)
        found = {key: self._read[key] for key in wanted if key in self._read}
        missing = wanted - found.keys()
        if missing:
            rows = connection.execute(select(_TEXTS).where(_TEXTS.c.sha256.in_(missing))).all()
            found.update((key, text) for key, text in rows)
            self._remember(found)
        if wanted - found.keys():
            raise LookupError(f"no text {min(wanted - found.keys())}")
        return found

    def forget(self) -> None:
        """Remember nothing of what was read."""
        self._read.clear()

    def keep_article(self, connection: Connection, article: Article) -> None:
        """Keep an article's text. ValueError where its SHA-256 is not the text's."""
        if self.keep(connection, article.text) != article.sha256:
            raise ValueError(f"article {article.id}: sha256 is not its text's")

    def keep(self, connection: Connection, text: str) -> str:
        """Keep a text; its SHA-256."""
        return self.keep_all(connection, [text])[0]

    @staticmethod
    def keep_all(connection: Connection, texts: Sequence[str]) -> list[str]:
        """Keep texts with as few statements as can be; their SHA-256, in the same order."""
        keys = [fingerprint(text) for text in texts]
        new = dict(zip(keys, texts, strict=True))
        for at in range(0, len(keys), _AT_ONCE):
            query = select(_TEXTS.c.sha256).where(_TEXTS.c.sha256.in_(keys[at : at + _AT_ONCE]))
            for key in connection.execute(query).scalars():
                new.pop(key, None)
        if new:
            rows = [{"sha256": key, "text": text} for key, text in new.items()]
            connection.execute(insert(_TEXTS), rows)
        return keys

    def _remember(self, texts: Mapping[str, str]) -> None:
        self._read.update(texts)
        size = sum(map(len, self._read.values()))
        for key in list(self._read):
            if size <= _REMEMBERED:
                break
            size -= len(self._read.pop(key))
