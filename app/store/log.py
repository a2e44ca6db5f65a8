"""The log: every step with what it changed, in the same transaction as the rows.

A change is kept as ``{"kind", "id", "before", "after"}``: columns and values, whole where a thing
came or went, only those that differ where it was replaced. Texts are never in it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, desc, insert, select

from app.domain.change import Change, Changes, Gesture, Step, StepName
from app.domain.entity import Entity, new_id
from app.domain.history import Past
from app.store import encoding
from app.store.faults import DamagedFile, NewerFile
from app.store.rows import NAMED, Kind, Values, kind_of
from app.store.tables import StepRow, table
from app.store.transaction import AT_ONCE, Transaction

_STEPS = table(StepRow)
_NAMES = tuple(column for column in _STEPS.c if column.name != "changes")
_CHANGES = select(_STEPS.c.changes).where(_STEPS.c.id == bindparam("step"))
_APPEND = insert(_STEPS)


class Author(NamedTuple):
    """Who acts, and on which machine."""

    actor: str
    device: str


def append(
    tx: Transaction, author: Author, name: StepName, kind: str, reverses: str | None = None
) -> Step:
    """Record what ``tx`` did as one step; kinds are told in ``Step``."""
    tx.flush()
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    id = new_id()
    row: dict[str, Any] = {
        "id": id, "kind": kind, "gesture": str(name.gesture), "detail": name.detail,
        "actor": author.actor, "device": author.device, "at": at, "reverses": reverses,
        "changes": encoding.entries(tx.entries),
    }  # fmt: skip
    result = tx.connection.execute(_APPEND, row)
    key = result.inserted_primary_key
    assert key is not None
    return Step(id, key[0], name, kind, author.actor, author.device, at, reverses)


def steps(tx: Transaction, limit: int | None = None) -> list[Step]:
    """The steps (the last ``limit``), oldest first, without what they changed."""
    query = select(*_NAMES).order_by(desc(_STEPS.c.number)).limit(limit)
    rows = tx.connection.execute(query).all()
    return [_step(row) for row in reversed(rows)]


def _step(row: Any) -> Step:
    name = StepName(gesture_of(row.gesture), row.detail)
    return Step(row.id, row.number, name, row.kind, row.actor, row.device, row.at, row.reverses)


def again(tx: Transaction, author: Author, past: Past, kind: str) -> Step:
    """Take a step back (``kind`` ``undo``) or do it again (``redo``), and record that.

    DamagedFile where what the step changed is not as it left it.
    """
    inverse = kind == "undo"
    try:
        for step_id in reversed(past.ids) if inverse else past.ids:
            _apply(tx, _changes_of(tx, step_id), inverse=inverse)
        return append(tx, author, past.name, kind, reverses=past.id)
    except (LookupError, ValueError) as error:
        raise DamagedFile(f"step {past.id}: {error}") from error


def told(tx: Transaction, *kinds: type[Entity]) -> Iterator[tuple[Step, Changes]]:
    """Every step, oldest first, with what it did to things of these kinds (not articles), whole.

    DamagedFile where an entry does not go on from those before it.
    """
    named = {kind_of(kind).name: kind_of(kind) for kind in kinds}
    values: dict[str, Values] = {}
    present: dict[str, Entity] = {}
    for row in tx.connection.execute(select(_STEPS).order_by(_STEPS.c.number)):
        done: list[Change] = []
        try:
            for change in row.changes:
                kind = named.get(change["kind"])
                if kind is not None:
                    done.append(_retold(kind, change, values, present))
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedFile(f"step {row.number}: {error!r}") from error
        yield _step(row), Changes(tuple(done))


def _retold(
    kind: Kind[Any], change: dict[str, Any], values: dict[str, Values], present: dict[str, Entity]
) -> Change:
    """One change with whole things on both sides; ``values`` and ``present`` go on with it."""
    id, after = change["id"], change["after"]
    before = present.pop(id, None)
    if after is None:
        del values[id]
        return Change(before, None)
    values[id] = {**values[id], **after} if change["before"] is not None else after
    present[id] = kind.from_values(values[id])
    return Change(before, present[id])


def _changes_of(tx: Transaction, step_id: str) -> list[dict[str, Any]]:
    """What a step changed, as the log has it."""
    found = tx.connection.execute(_CHANGES, {"step": step_id}).scalar_one_or_none()
    if found is None:
        raise DamagedFile(f"no step {step_id}")
    return found


def _apply(tx: Transaction, changes: list[dict[str, Any]], *, inverse: bool) -> None:
    """Do the changes of a step again, or take them back, last first."""
    _read_ahead(tx, changes)
    for change in reversed(changes) if inverse else changes:
        kind, before, after = NAMED[change["kind"]], change["before"], change["after"]
        if inverse:
            before, after = after, before
        if before is not None and after is not None:
            present = tx.get(kind.entity, change["id"])
            wanted = _entity(tx, kind, {**kind.to_values(present), **after})
            tx.replace(present, **{name: getattr(wanted, name) for name in after})
        else:
            old = None if before is None else _entity(tx, kind, before)
            new = None if after is None else _entity(tx, kind, after)
            tx.apply(kind, Change(old, new), before, after)


def _read_ahead(tx: Transaction, changes: list[dict[str, Any]]) -> None:
    """Read what was replaced at once, rather than one by one."""
    ids: dict[str, list[str]] = {}
    for change in changes:
        if change["before"] is not None and change["after"] is not None:
            ids.setdefault(change["kind"], []).append(change["id"])
    for name, wanted in ids.items():
        for at in range(0, len(wanted), AT_ONCE):
            tx.find(NAMED[name].entity, id=wanted[at : at + AT_ONCE])


def gesture_of(name: str) -> Gesture:
    """NewerFile for one that this program does not know."""
    try:
        return Gesture(name)
    except ValueError as error:
        raise NewerFile(name) from error


def _entity(tx: Transaction, kind: Kind[Any], values: dict[str, Any]) -> Entity:
    if kind.name == "article":
        values = {**values, "text": tx.text_of(values["sha256"])}
    return kind.from_values(values)
