"""The floor of whatever is kept: SQLite alone, writing the same rows as durably."""

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

Row = list[Any]


class BareFile:
    """A copy of a classroom file (tables, indexes, rows) behind a bare connection.

    Each write is one immediate transaction of prepared statements, synced like the program's own;
    nothing is checked, announced or remembered.
    """

    def __init__(self, path: Path, folder: Path, stack: ExitStack) -> None:
        self._connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
        stack.callback(self._connection.close)
        with closing(sqlite3.connect(path)) as source:
            source.backup(self._connection)
        self._connection.execute("pragma journal_mode=wal")
        self._connection.execute("pragma synchronous=full")
        self._count = 0
        self._insert = {
            table: f"insert into {table} values ({','.join('?' * len(self._columns(table)))})"
            for table in ("annotations", "steps")
        }

    def annotation(self) -> Row:
        """A row like the last claim's, with an identity of its own."""
        return self._fresh("annotations", "select * from annotations order by rowid desc limit 1")

    def annotations(self, count: int) -> list[Row]:
        """The last rows of claims as they are."""
        query = "select * from annotations order by rowid desc limit ?"
        return [list(row) for row in self._connection.execute(query, (count,))]

    def step(self) -> Row:
        """A row like the last step's, with a number and an identity of its own."""
        step = self._fresh("steps", "select * from steps order by number desc limit 1")
        step[self._columns("steps").index("number")] += 1
        return step

    def add(self, annotation: Row, step: Row) -> None:
        """What a highlight writes."""
        self._connection.execute("begin immediate")
        self._connection.execute(self._insert["annotations"], annotation)
        self._connection.execute(self._insert["steps"], step)
        self._connection.execute("commit")

    def take_back(self, annotations: Iterable[Row], step: Row) -> None:
        """What undo writes."""
        at = self._columns("annotations").index("id")
        ids = [(row[at],) for row in annotations]
        self._connection.execute("begin immediate")
        self._connection.executemany("delete from annotations where id = ?", ids)
        self._connection.execute(self._insert["steps"], step)
        self._connection.execute("commit")

    def put_back(self, annotations: Iterable[Row]) -> None:
        self._connection.execute("begin immediate")
        self._connection.executemany(self._insert["annotations"], annotations)
        self._connection.execute("commit")

    def _columns(self, table: str) -> list[str]:
        return [column[1] for column in self._connection.execute(f"pragma table_info({table})")]

    def _fresh(self, table: str, query: str) -> Row:
        self._count += 1
        row = list(self._connection.execute(query).fetchone())
        at = self._columns(table).index("id")
        row[at] = f"{self._count:036}"  # as long as the identities of the program
        return row
