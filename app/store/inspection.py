"""Is this classroom file what it should be? Every function reads alone and returns what is wrong.

Problems are short facts without a language: an id, a table, what SQLite says.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.domain.change import Step, StepName
from app.domain.history import History
from app.store import faults, files, log
from app.store.database import Database, connect_for_reading
from app.store.rows import KINDS, NAMED
from app.store.tables import AnnotationRow, ArticleRow, AssignmentRow, StepRow, TextRow, table
from app.store.transaction import Transaction

_STEPS = table(StepRow)
_TEXTS = table(TextRow)
State = dict[tuple[str, str], dict[str, Any]]


class Contents(NamedTuple):
    """How much there is."""

    articles: int
    annotations: int
    steps: int


@contextmanager
def looking_at(path: Path) -> Generator[Database]:
    """The file opened for reading, as it is, however broken.

    DamagedFile or KnownError where that cannot be.
    """
    if files.is_cut_short(path):
        raise faults.DamagedFile("the end of the file is missing")
    database = connect_for_reading(path)
    try:
        yield database
    finally:
        database.close()


def integrity(tx: Transaction) -> list[str]:
    """What ``PRAGMA integrity_check`` finds: pages, order of keys, indexes."""
    found = list(tx.connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars())
    return [] if found == ["ok"] else found


def references(tx: Transaction) -> list[str]:
    """Rows that name a row that is not there."""
    rows = tx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [f"{row[0]} {row[1]} → {row[2]}" for row in rows]
    there = set(tx.connection.execute(select(table(ArticleRow).c.id)).scalars())
    assignments = table(AssignmentRow)
    for id, named in tx.connection.execute(select(assignments.c.id, assignments.c.article_ids)):
        found += [f"assignments {id} → {missing}" for missing in named if missing not in there]
    return found


def texts(tx: Transaction) -> list[str]:
    """Texts that are no longer what was imported, by their SHA-256."""
    rows = tx.connection.execute(select(_TEXTS))
    return [key for key, text in rows if _fingerprint(text) != key]


def quotes(tx: Transaction) -> list[str]:
    """Annotations whose words are not at their place in the article."""
    articles, annotations = table(ArticleRow), table(AnnotationRow)
    query = select(articles.c.id, _TEXTS.c.text).join_from(articles, _TEXTS)
    text_of = {id: text for id, text in tx.connection.execute(query)}
    columns = annotations.c
    rows = tx.connection.execute(
        select(columns.id, columns.article_id, columns.spans, columns.attribution, columns.core)
    )
    found: list[str] = []
    for id, article_id, spans, attribution, core in rows:
        text = text_of.get(article_id, "")
        others = [core, attribution and attribution[2]]
        selectors = [*spans, *(other for other in others if other)]
        if not spans or any(text[start:end] != exact for start, end, exact, *_ in selectors):
            found.append(id)
    return found


def history(tx: Transaction) -> list[str]:
    """Where doing the log's steps again, from nothing, does not give the rows that are here."""
    state: State = {}
    found: list[str] = []
    told = History()
    for row in tx.connection.execute(select(_STEPS).order_by(_STEPS.c.number)):
        try:
            fits = _continues(told, row) and _replay(state, row.changes)
        except (KeyError, TypeError):  # an entry that was overwritten
            fits = False
        if not fits:
            found.append(f"step {row.number}")
    present = _present(tx.connection)
    for kind, id in sorted(state.keys() | present.keys()):
        if state.get((kind, id)) != present.get((kind, id)):
            found.append(f"{kind} {id}")
    return found


def contents(tx: Transaction) -> Contents:
    by_name = {kind.name: kind.entity for kind in KINDS.values()}
    articles, annotations = tx.count(by_name["article"]), tx.count(by_name["annotation"])
    return Contents(articles, annotations, len(log.steps(tx)))


def _continues(told: History, row: Any) -> bool:
    """Whether an undo or a redo acted on the step that was next, and ``more`` on the last one."""
    lists = {"undo": told.undoable, "redo": told.redoable, "more": told.undoable}
    past = lists.get(row.kind)
    if past is not None and (not past or past[-1].id != row.reverses):
        return False
    name = StepName(log.gesture_of(row.gesture), row.detail)
    told.record(
        Step(row.id, row.number, name, row.kind, row.actor, row.device, row.at, row.reverses)
    )
    return True


def _replay(state: State, changes: list[dict[str, Any]]) -> bool:
    """Apply one step; False where the state is not the one it began from."""
    agrees = True
    for change in changes:
        key, before, after = (change["kind"], change["id"]), change["before"], change["after"]
        present = state.get(key)
        if before is None:
            agrees = agrees and present is None
            state[key] = after
        elif after is None:
            agrees = agrees and present == before
            state.pop(key, None)
        else:
            present = present or {}
            agrees = agrees and all(present.get(name) == before[name] for name in before)
            state[key] = {**present, **after}
    return agrees


def _present(connection: Connection) -> State:
    return {(name, values["id"]): values for name, values in _rows(connection)}


def _rows(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, kind in NAMED.items():
        for row in connection.execute(kind.query).mappings():
            yield name, dict(row)


def _fingerprint(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
