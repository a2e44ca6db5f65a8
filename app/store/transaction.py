"""One all-or-nothing read or write, which remembers what it changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Select,
    Table,
    asc,
    bindparam,
    delete,
    desc,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from app.domain.article import Article, ArticleCard
from app.domain.change import Change
from app.domain.entity import Entity
from app.store import encoding
from app.store.faults import DamagedFile
from app.store.rows import Kind, Values, kind_of
from app.store.tables import ArticleRow, table
from app.store.texts import Texts

E = TypeVar("E", bound=Entity)

_ARTICLES = table(ArticleRow)
AT_ONCE = 10_000  # values that every database takes in one statement
_CARD = tuple(_ARTICLES.c[name] for name in ArticleCard.__dataclass_fields__)


class Transaction:
    """What services read and write through. Made by ``Workspace.do`` and ``Workspace.read`` only.

    ``changes`` lists what was done so far; ``detail`` is what undo shows beside the gesture's name.
    Writes wait until something is read from a table or the transaction ends, and go out together.
    """

    def __init__(self, connection: Connection, texts: Texts, *, writable: bool = False) -> None:
        self.connection = connection  # for app.store alone
        self.changes: list[Change] = []
        self.entries: list[str] = []  # the same for the log, as JSON
        self.detail = ""
        self._texts = texts
        self._writable = writable
        self._known: dict[tuple[type[Entity], str], Entity] = {}
        self._waiting: list[tuple[str, Kind[Any], tuple[Any, ...]]] = []

    def get(self, kind: type[E], id: str) -> E:
        """The thing of this kind and identity. LookupError where there is none."""
        known = self._known.get((kind, id))
        if known is not None:
            return cast(E, known)
        found = self.find(kind, id=id)
        if not found:
            raise LookupError(f"no {kind.__name__} {id}")
        return found[0]

    def find(self, kind: type[E], *, order_by: str | None = None, **where: object) -> list[E]:
        """All of a kind whose columns equal ``where`` (a list, tuple or set: any of them).

        ``order_by`` is a column, with ``-`` before it for descending.
        """
        kept = kind_of(kind)
        query = _matching(kept.query, kept, where)
        if order_by is not None:
            column = _column(kept, order_by.removeprefix("-"))
            query = query.order_by(desc(column) if order_by.startswith("-") else asc(column))
        self.flush()
        rows = self.connection.execute(query)
        names, make = tuple(rows.keys()), kept.from_values
        values = [dict(zip(names, row, strict=True)) for row in rows]
        if kind is Article:
            texts = self._texts.of(self.connection, {row["sha256"] for row in values})
            for row in values:
                row["text"] = texts[row["sha256"]]
        try:
            found = [make(row) for row in values]
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedFile(f"{kept.name}: {error!r}") from error
        if self._writable:
            self._known.update(((kind, entity.id), entity) for entity in found)
        return found

    def count(self, kind: type[Entity], **where: object) -> int:
        """How many of a kind have columns equal to ``where``."""
        kept = kind_of(kind)
        self.flush()
        query = _matching(select(func.count()).select_from(kept.table), kept, where)
        return self.connection.execute(query).scalar_one()

    def ids(self, kind: type[Entity], **where: object) -> set[str]:
        """The identities of a kind whose columns equal ``where``, without reading the things."""
        kept = kind_of(kind)
        self.flush()
        query = _matching(select(kept.table.c.id), kept, where)
        return set(self.connection.execute(query).scalars())

    def article_cards(self, ids: Iterable[str] | None = None) -> list[ArticleCard]:
        """What lists show of articles, in their order, without reading a text."""
        query = select(*_CARD).order_by(_ARTICLES.c.position, _ARTICLES.c.id)
        if ids is not None:
            query = query.where(_ARTICLES.c.id.in_(list(ids)))
        self.flush()
        return [ArticleCard(**row) for row in self.connection.execute(query).mappings()]

    def add(self, new: E) -> E:
        """Keep a new thing. ValueError where its identity is taken or what it names is absent
        (found, at the latest, when the transaction ends)."""
        if self._known.get((type(new), new.id)) is not None:
            raise ValueError(f"{type(new).__name__} {new.id} is already there")
        self._apply(kind_of(type(new)), None, new)
        return new

    def replace(self, old: E, **fields: object) -> E:
        """Change fields of the thing that ``old`` is a (perhaps earlier) state of; the new state.

        Nothing is recorded where nothing differs. LookupError where it is gone.
        """
        present = self.get(type(old), old.id)
        new = replace(present, **fields)
        if new.id != old.id or (isinstance(new, Article) and "text" in fields):
            raise ValueError("identities and texts do not change")
        if new != present:
            self._apply(kind_of(type(new)), present, new)
        return new

    def remove(self, old: Entity) -> None:
        """Let go of a thing. LookupError where it is gone already."""
        self._apply(kind_of(type(old)), self.get(type(old), old.id), None)

    def flush(self) -> None:
        """Send the writes that wait, those alike together."""
        waiting, self._waiting = self._waiting, []
        for (verb, kind), alike in groupby(waiting, itemgetter(0, 1)):
            self._send(verb, kind, [row for _, _, row in alike])

    def text_of(self, sha256: str) -> str:
        """A text that this file keeps. LookupError where it does not."""
        self.flush()
        return self._texts.of(self.connection, {sha256})[sha256]

    def keep_text(self, text: str) -> str:
        """Keep a text (a document, a log); its SHA-256. No step: texts are never taken away."""
        if not self._writable:
            raise RuntimeError("a query may not write: use Workspace.do")
        return self._texts.keep(self.connection, text)

    def keep_texts(self, texts: Sequence[str]) -> list[str]:
        """The same of many at once; their SHA-256, in the same order."""
        if not self._writable:
            raise RuntimeError("a query may not write: use Workspace.do")
        return self._texts.keep_all(self.connection, texts)

    def apply(
        self, kind: Kind[Any], change: Change, before: Values | None, after: Values | None
    ) -> None:
        """Do one change, given as values too; for ``app.store`` alone."""
        if not self._writable:
            raise RuntimeError("a query may not write: use Workspace.do")
        old, new = change
        if new is None:
            assert old is not None
            assert before is not None
            texts = encoding.texts(kind, before)
            self._waiting.append(("delete", kind, (old.id,)))
            self._known.pop((kind.entity, old.id), None)
        else:
            assert after is not None
            texts = encoding.texts(kind, after)
            row = encoding.row(kind, new, after, texts)
            if old is not None:
                self._waiting.append(("update", kind, (*row[1:], row[0])))
            else:
                if isinstance(new, Article):
                    self._texts.keep_article(self.connection, new)
                self._waiting.append(("insert", kind, row))
            self._known[kind.entity, new.id] = new
        self.changes.append(change)
        self.entries.append(encoding.entry(kind, before, after, texts))

    def _apply(self, kind: Kind[Any], old: Entity | None, new: Entity | None) -> None:
        before = None if old is None else kind.to_values(old)
        after = None if new is None else kind.to_values(new)
        self.apply(kind, Change(old, new), before, after)

    def _send(self, verb: str, kind: Kind[Any], batch: list[tuple[Any, ...]]) -> None:
        try:
            if verb == "delete":
                self._delete(kind, [id for (id,) in batch])
            else:
                self.connection.exec_driver_sql(_statement(verb, kind.table), batch)
        except IntegrityError as error:
            raise ValueError(f"{verb} {kind.name}: {error.orig}") from error

    def _delete(self, kind: Kind[Any], ids: Sequence[str]) -> None:
        for at in range(0, len(ids), AT_ONCE):
            some = ids[at : at + AT_ONCE]
            result = self.connection.execute(_delete(kind.table), {"keys": some})
            if result.rowcount != len(some):
                raise LookupError(f"{kind.name}: gone already")


@cache
def _statement(verb: str, table: Table) -> str:
    """An insert of whole rows, or an update of all but the identity, which comes last.

    Given to the driver itself: what SQLAlchemy does to a row takes as long as writing it.
    """
    names = [column.name for column in table.c]
    if verb == "insert":
        return str(insert(table).compile(dialect=sqlite.dialect(), column_keys=names))
    changed = update(table).where(table.c.id == bindparam("key"))
    return str(changed.compile(dialect=sqlite.dialect(), column_keys=[*names[1:], "key"]))


@cache
def _delete(table: Table) -> Delete:
    return delete(table).where(table.c.id.in_(bindparam("keys", expanding=True)))


def _column(kind: Kind[Any], name: str) -> Column[Any]:
    if name not in kind.table.c:
        raise TypeError(f"{kind.name} has no column {name}")
    return kind.table.c[name]


def _matching(query: Select[Any], kind: Kind[Any], where: Mapping[str, object]) -> Select[Any]:
    for name, value in where.items():
        column = _column(kind, name)
        if isinstance(value, list | tuple | set | frozenset):
            query = query.where(column.in_(list(cast("Iterable[object]", value))))
        else:
            query = query.where(column == value)
    return query
