"""A class of 30 collected and graded, against one SQLite transaction of the same rows."""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from time import perf_counter
from typing import Any

from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.submission import Submission
from app.services import collecting, grading
from app.services.collecting import Preview
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from tests.bench.material import article_of, claims_of
from tests.bench.measuring import Bench
from tests.services.made_works import Mark, file_of, work_of

NAMES = ("collect", "collect_look", "grade")
_CLASS, _ARTICLES, _CLAIMS, _LINKS = 30, 5, 12, 3
_TABLES = ("texts", "submissions", "annotations", "relations", "steps")
Rows = dict[str, list[tuple[Any, ...]]]


def bench(name: str, stack: ExitStack) -> Bench:
    """``collect``: the step that keeps 30 hand-ins of 12 claims and 3 relations, after the look.
    ``collect_look``: reading the 30 files in the thread, every digest, chain and place checked,
    and what two hand-ins share. ``grade``: the class graded against a key of 40 claims.

    The floor of all three writes the rows of the collecting (submissions, their texts, annotations,
    relations, the step) in one transaction. What was collected is taken away between rounds.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    workspace = stack.enter_context(Workspace.open(folder / "bench.bayyina"))
    assignment, articles = workspace.do(Gesture.CREATE_ASSIGNMENT, _classroom)
    files = _hand_ins(assignment, articles, folder / "in")
    preview = collecting.look(workspace, assignment.id, [files])
    assert len(preview.to_add) == _CLASS
    _take_away(workspace)
    workspace.do(Gesture.COLLECT, collecting.collect, preview)
    bare = _Bare(workspace.path, folder, stack)
    if name != "grade":
        workspace.undo()
        _take_away(workspace)

    def collect() -> float:
        start = perf_counter()
        workspace.do(Gesture.COLLECT, collecting.collect, preview)
        took = perf_counter() - start
        workspace.undo()
        _take_away(workspace)
        return took

    def look() -> float:
        start = perf_counter()
        found: Preview = collecting.look(workspace, assignment.id, [files])
        took = perf_counter() - start
        assert len(found.to_add) == _CLASS
        return took

    def grade() -> float:
        start = perf_counter()
        graded = workspace.read(grading.grade_class, assignment.id)
        took = perf_counter() - start
        assert len(graded) == _CLASS
        return took

    ours = {"collect": collect, "collect_look": look, "grade": grade}[name]
    return Bench(name, 3 if name == "collect" else None, ours, bare.write, rounds=15)


def _classroom(tx: Transaction) -> tuple[Assignment, list[Article]]:
    articles = [tx.add(article_of(9_000, seed)) for seed in range(_ARTICLES)]
    room = tx.add(Classroom(name="9b"))
    for number in range(_CLASS):
        id = f"s{number:02}"
        tx.add(Student(id=id, classroom_id=room.id, name=f"طالب {number}", position=number))
    for article in articles:
        for claim in claims_of(article, 8, author="key"):
            tx.add(claim)
    ids = tuple(article.id for article in articles)
    assignment = Assignment(name="قياس", article_ids=ids, classroom_id=room.id, key_id="key")
    return tx.add(assignment), articles


def _hand_ins(assignment: Assignment, articles: Sequence[Article], folder: Path) -> Path:
    for number in range(_CLASS):
        marks = [
            Mark(f"{number}-{at}", at % _ARTICLES, (number * 7 + at * 31) % 600,
                 (number * 7 + at * 31) % 600 + 6)
            for at in range(_CLAIMS)
        ]  # fmt: skip
        links = [(f"{number}-l{at}", marks[at].id, marks[at + 1].id) for at in range(_LINKS)]
        work = work_of(assignment, articles, (f"s{number:02}",), marks, links)
        file_of(work, folder / f"9b_s{number:02}_0930_aaaa.bayyina-work")
    return folder


def _take_away(workspace: Workspace) -> None:
    """The texts of hand-ins that nobody keeps any more: undo leaves them."""

    def clear(tx: Transaction) -> None:
        if not tx.count(Submission):
            keep = "select sha256 from articles"
            tx.connection.exec_driver_sql(f"delete from texts where sha256 not in ({keep})")

    workspace.do(Gesture.CONFIGURE, clear)


class _Bare:
    """A copy of the file behind a bare connection, synced as the program's own is."""

    def __init__(self, path: Path, folder: Path, stack: ExitStack) -> None:
        self._connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
        stack.callback(self._connection.close)
        with closing(sqlite3.connect(path)) as source:
            source.backup(self._connection)
        self._connection.execute("pragma journal_mode=wal")
        self._connection.execute("pragma synchronous=full")
        self._connection.execute("pragma foreign_keys=on")
        ask = self._connection.execute
        mine = "author_id like 's%'"
        self._rows: Rows = {
            "texts": ask(
                "select * from texts where sha256 not in (select sha256 from articles)"
            ).fetchall(),
            "submissions": ask("select * from submissions").fetchall(),
            "annotations": ask(f"select * from annotations where {mine}").fetchall(),
            "relations": ask(f"select * from relations where {mine}").fetchall(),
            "steps": ask("select * from steps order by number desc limit 1").fetchall(),
        }
        assert len(self._rows["annotations"]) == _CLASS * _CLAIMS
        self._clear()

    def write(self) -> float:
        """All rows in one transaction of prepared statements; the seconds it took."""
        start = perf_counter()
        self._connection.execute("begin immediate")
        for table in _TABLES:
            rows = self._rows[table]
            marks = ",".join("?" * len(rows[0]))
            self._connection.executemany(f"insert into {table} values ({marks})", rows)
        self._connection.execute("commit")
        took = perf_counter() - start
        self._clear()
        return took

    def _clear(self) -> None:
        self._connection.execute("begin immediate")
        keys = {"texts": "sha256"}
        for table in reversed(_TABLES):
            key = keys.get(table, "id")
            at = [c[1] for c in self._connection.execute(f"pragma table_info({table})")].index(key)
            gone = [(row[at],) for row in self._rows[table]]
            self._connection.executemany(f"delete from {table} where {key} = ?", gone)
        self._connection.execute("commit")
