"""The schema's history. A file goes through the steps that it has not been through, in order.

To add one: a function that changes the tables (and, where columns change, the values in
``steps.changes``), and its line in ``MIGRATIONS``. A new file gets the tables as they are now and
counts as having been through all. ``tests/old_files`` holds a file of every schema, for ever.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, inspect, select, update
from sqlmodel import SQLModel

from app.store.tables import MigrationRow, StepRow, table

_MIGRATIONS = table(MigrationRow)
_STEPS = table(StepRow)


class Migration(NamedTuple):
    number: int
    name: str
    apply: Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    """The beginning: these tables are made with the file."""


def _handing_out(connection: Connection) -> None:
    """Assignments say what they ask; submissions, sittings, feedback, versions of keys, votes."""
    new: dict[str, Any] = {
        "asked": ["source", "confidence", "notes", "links"], "mode": "test", "claims_asked": 0,
        "relations_asked": 0, "codebook": "", "rubric": "",
    }  # fmt: skip
    for column, value in new.items():
        kind, default = ("INTEGER", value) if value == 0 else ("VARCHAR", f"'{value}'")
        if column == "asked":
            kind, default = "JSON", f"'{json.dumps(value)}'"
        connection.exec_driver_sql(
            f"ALTER TABLE assignments ADD COLUMN {column} {kind} NOT NULL DEFAULT {default}"
        )
    SQLModel.metadata.create_all(connection)
    for number, changes in connection.execute(select(_STEPS.c.number, _STEPS.c.changes)).all():
        came_or_went = [
            side
            for change in changes
            if change["kind"] == "assignment" and None in (change["before"], change["after"])
            for side in (change["before"], change["after"])
            if side is not None
        ]
        for side in came_or_went:
            side.update(new)
        if came_or_went:
            here = _STEPS.c.number == number
            connection.execute(update(_STEPS).where(here).values(changes=changes))


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first tables", _first_tables),
    Migration(2, "handing out and collecting", _handing_out),
)


def create(connection: Connection) -> None:
    """Make all tables in an empty database."""
    SQLModel.metadata.create_all(connection)
    for migration in MIGRATIONS:
        _stamp(connection, migration)


def version(connection: Connection) -> int:
    """The schema of this file; 0 where it is not a classroom file at all."""
    if not {"migrations", "steps", "texts"} <= set(inspect(connection).get_table_names()):
        return 0
    query = select(func.max(_MIGRATIONS.c.number))
    return connection.execute(query).scalar_one() or 0


def newest() -> int:
    """The schema that this program writes."""
    return MIGRATIONS[-1].number


def migrate(connection: Connection) -> None:
    """Bring the file to the newest schema: all steps or, with the transaction, none."""
    present = version(connection)
    for migration in MIGRATIONS:
        if migration.number > present:
            migration.apply(connection)
            _stamp(connection, migration)


def _stamp(connection: Connection, migration: Migration) -> None:
    applied = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"number": migration.number, "name": migration.name, "applied": applied}
    connection.execute(insert(_MIGRATIONS), row)
