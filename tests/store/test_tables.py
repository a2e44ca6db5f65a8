"""The schema fits other databases than SQLite."""

from sqlalchemy import JSON, Boolean, Float, Integer, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from app.store import tables

PLAIN = (JSON, Boolean, Float, Integer, String)


def test_columns_have_types_that_every_database_has():
    assert tables.StepRow.__tablename__ in SQLModel.metadata.tables
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            type = getattr(column.type, "impl", column.type)
            assert isinstance(type, PLAIN), f"{table}.{column}: {type!r}"


def test_postgresql_can_say_all_of_it():
    for table in SQLModel.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_every_foreign_key_has_an_index():
    for table in SQLModel.metadata.tables.values():
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        for key in table.foreign_keys:
            assert key.parent.name in indexed, f"{table}.{key.parent.name}"
