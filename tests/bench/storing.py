"""Undo, against one SQLite transaction that writes the same rows."""

import sqlite3
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from app.domain.change import Gesture
from app.services.workspace import Workspace
from tests.bench.material import article_of, claims_of
from tests.bench.measuring import Bench

NAMES = ("undo",)
CLAIMS = 200  # in the step that is undone: an import, a class's work


def bench(name: str, stack: ExitStack) -> Bench:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    workspace = stack.enter_context(Workspace.open(folder / "bench.bayyina"))
    article = article_of(20_000)
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article))

    def mark(tx):
        for claim in claims_of(article, CLAIMS):
            tx.add(claim)

    workspace.do(Gesture.IMPORT_ANNOTATIONS, mark)

    def ours() -> float:
        start = perf_counter()
        workspace.undo()
        took = perf_counter() - start
        workspace.redo()
        return took

    return Bench(name, 3, ours, bare_transaction(workspace.path, folder, stack), rounds=15)


def bare_transaction(path: Path, folder: Path, stack: ExitStack):
    """Deletes the same rows, writes as long a log entry, commits as durably; nothing else."""
    source = sqlite3.connect(path)
    rows = source.execute("select * from annotations").fetchall()
    tables = "select sql from sqlite_master where name in ('annotations', 'steps')"
    indexes = (
        "select sql from sqlite_master where type = 'index' and sql is not null"
        " and tbl_name in ('annotations', 'steps')"
    )
    statements = [sql for (sql,) in source.execute(tables)]
    statements += [sql for (sql,) in source.execute(indexes)]
    step = source.execute("select * from steps order by number desc limit 1").fetchone()
    columns = [column[1] for column in source.execute("pragma table_info(steps)")]
    source.close()
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    stack.callback(bare.close)
    bare.execute("pragma journal_mode=wal")
    bare.execute("pragma synchronous=full")
    for statement in statements:
        bare.execute(statement)
    insert = f"insert into annotations values ({','.join('?' * len(rows[0]))})"
    log = f"insert into steps values ({','.join('?' * len(step))})"
    identity, number = columns.index("id"), columns.index("number")
    bare.executemany(insert, rows)
    count = 0

    def floor() -> float:
        nonlocal count
        count += 1
        entry = list(step)
        entry[identity], entry[number] = f"step {count}", 1000 + count
        start = perf_counter()
        bare.execute("begin immediate")
        bare.executemany("delete from annotations where id = ?", [(row[0],) for row in rows])
        bare.execute(log, entry)
        bare.execute("commit")
        took = perf_counter() - start
        bare.execute("begin")
        bare.executemany(insert, rows)
        bare.execute("commit")
        return took

    return floor
