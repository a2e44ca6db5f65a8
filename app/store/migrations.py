"""The schema's history. A file goes through the steps that it has not been through, in order.

To add one: a function that changes the tables (and, where columns change, the values in
``steps.changes``), and its line in ``MIGRATIONS``. A new file gets the tables as they are now and
counts as having been through all. ``tests/old_files`` holds a file of every schema, for ever.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, inspect, select
from sqlmodel import SQLModel

from app.store.tables import MigrationRow, table

_MIGRATIONS = table(MigrationRow)


class Migration(NamedTuple):
    number: int
    name: str
    apply: Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    """The beginning: these tables are made with the file."""


MIGRATIONS: tuple[Migration, ...] = (Migration(1, "first tables", _first_tables),)


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
