"""A file goes through what it has not been through: all of it, or none, after a copy."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.domain.errors import KnownError
from app.store import copies, migrations
from app.store.database import open_database
from app.store.migrations import MIGRATIONS, Migration


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "class.bayyina"
    open_database(path).close()
    return path


def add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE settings ADD COLUMN colour VARCHAR")


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("DROP TABLE settings")
    raise ZeroDivisionError


def stamps(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT number, name FROM migrations ORDER BY number").fetchall()


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(settings)")]


def test_numbers_rise_by_one():
    assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_new_file_counts_as_having_been_through_all(path: Path):
    assert stamps(path) == [(migration.number, migration.name) for migration in MIGRATIONS]


def test_an_older_file_is_copied_and_then_changed(path: Path, monkeypatch: pytest.MonkeyPatch):
    number = migrations.newest() + 1
    more = (*MIGRATIONS, Migration(number, "colours", add_column))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    before = len(copies.copies(path))
    open_database(path).close()
    assert stamps(path)[-1] == (number, "colours")
    assert "colour" in columns(path)
    newest = copies.copies(path)[0]
    assert len(copies.copies(path)) == before + 1
    assert "colour" not in columns(newest)
    open_database(path).close()
    assert len(copies.copies(path)) == before + 1


def test_one_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch):
    number = migrations.newest() + 1
    more = (
        *MIGRATIONS,
        Migration(number, "colours", add_column),
        Migration(number + 1, "broken", fail),
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", more)
        with pytest.raises(ZeroDivisionError):
            open_database(path)
    assert columns(path) == ["id", "value"]
    open_database(path).close()


def test_a_newer_file_is_not_touched(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO migrations VALUES (999, 'later', '2030-01-01')")
        connection.commit()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(KnownError) as refused:
            open_database(path, read_only=read_only)
        assert refused.value.message == "workspace.newer"
    assert path.read_bytes() == before


def test_an_older_file_is_not_upgraded_by_reading(path: Path, monkeypatch: pytest.MonkeyPatch):
    more = (*MIGRATIONS, Migration(migrations.newest() + 1, "colours", add_column))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    with pytest.raises(KnownError) as refused:
        open_database(path, read_only=True)
    assert refused.value.message == "workspace.older_read_only"
    assert "colour" not in columns(path)
