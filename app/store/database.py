"""The classroom file: one SQLite database, one connection, one transaction at a time."""

import gc
import json
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from app.domain.errors import KnownError
from app.store import copies, faults, files, migrations, purge
from app.store.encoding import to_json
from app.store.texts import Texts
from app.store.transaction import Transaction

_WAIT = 5.0  # seconds that SQLite waits for another process (a doctor, a virus scanner)


class Database:
    """An open classroom file. Use ``open_database``; any one thread at a time may use it."""

    def __init__(self, path: Path, options: str) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._begin = "BEGIN"
        self._active: Transaction | None = None
        self._texts = Texts()
        self._engine = _engine(path, options)
        event.listen(self._engine, "begin", self._on_begin)
        self._connection: Connection = self._engine.connect()
        self._identity = files.identity(path)

    @contextmanager
    def writing(self) -> Generator[Transaction]:
        """A transaction that is on disk after the block, or left no trace if the block raised."""
        with self._lock:
            if self._active is not None:
                raise RuntimeError("a gesture within a gesture")
            if files.identity(self.path) != self._identity:
                # The system would let us write on into a file that nobody can find again.
                raise KnownError("workspace.gone", path=str(self.path))
            with self._transaction("BEGIN IMMEDIATE", writable=True) as tx:
                yield tx

    @contextmanager
    def reading(self) -> Generator[Transaction]:
        """One consistent view of the file."""
        with self._lock:
            if self._active is not None:
                self._active.flush()
                yield Transaction(self._connection, self._texts)
                return
            with self._transaction("BEGIN", writable=False) as tx:
                yield tx

    def check(self) -> None:
        """DamagedFile where SQLite finds a fault, indexes included; 50 ms for 15 MB."""
        with self.reading() as tx:
            verdict = tx.connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if verdict != "ok":
            raise faults.DamagedFile(verdict)

    def version(self) -> int:
        with self.reading() as tx:
            return migrations.version(tx.connection)

    def write_ahead(self) -> None:
        """Readers and the writer do not wait for each other. Changes the file: check it first."""
        with self._lock, faults.of_sql(self.path):
            connection = self._connection.connection.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            connection.execute("PRAGMA journal_mode=WAL")

    def overwrite_deleted(self) -> None:
        """Leave nothing of deleted rows: neither in the file, nor beside it, nor in memory."""
        with self._lock, faults.of_sql(self.path):
            self._texts.forget()
            connection = self._connection.connection.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._lock:
            self._connection.close()
            self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str, *, writable: bool) -> Generator[Transaction]:
        self._begin = begin
        try:
            with _without_collection(), faults.of_sql(self.path), self._connection.begin():
                tx = self._active = Transaction(self._connection, self._texts, writable=writable)
                try:
                    yield tx
                    tx.flush()
                finally:
                    self._active = None
        except faults.DamagedFile as error:
            raise copies.damaged(self.path) from error
        except faults.NewerFile as error:
            raise KnownError("workspace.newer", path=str(self.path)) from error

    def _on_begin(self, connection: Connection) -> None:
        connection.exec_driver_sql(self._begin)


@contextmanager
def _without_collection() -> Generator[None]:
    """Thousands of rows at once set off the collector again and again: half of the time is its."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def open_database(path: Path, *, create: bool = True, read_only: bool = False) -> Database:
    """Open the classroom file, whole or not at all; make it where absent and ``create``.

    The caller holds the writer's lock unless ``read_only``. KnownError where the file is damaged,
    of a newer schema, absent, or where the disk refuses.
    """
    if not path.exists():
        if read_only or not create:
            raise KnownError("workspace.missing", path=str(path))
        with faults.of_disk(path), faults.of_sql(path):
            _create(path)
    try:
        return _open_reading(path) if read_only else _open_writing(path)
    except faults.DamagedFile as error:
        raise copies.damaged(path) from error


def _open_writing(path: Path) -> Database:
    _refuse_cut_short(path)
    with faults.of_sql(path):
        database = Database(path, "?mode=rw")
    try:
        version = _checked_version(database)
        database.write_ahead()
        if version < migrations.newest():
            copies.make(path)
            with database.writing() as tx:
                migrations.migrate(tx.connection)
        with suppress(KnownError):  # no room to overwrite: the next time then
            purge.finish(database)
        if copies.is_due(path):
            with suppress(KnownError):  # no room for a copy must not keep a class from its work
                copies.make(path)
    except BaseException:
        database.close()
        raise
    return database


def _open_reading(path: Path) -> Database:
    _refuse_cut_short(path)
    database = connect_for_reading(path)
    try:
        if _checked_version(database) < migrations.newest():
            raise KnownError("workspace.older_read_only", path=str(path))
    except BaseException:
        database.close()
        raise
    return database


def connect_for_reading(path: Path) -> Database:
    """The file as it is, not checked; also where its folder cannot be written to."""
    try:
        return _connected_for_reading(path, "?mode=ro")
    except KnownError:
        # SQLite wants to write beside the file even to read it, where a folder forbids that.
        if files.beside(path, "-wal").exists():
            raise
        return _connected_for_reading(path, "?mode=ro&immutable=1")


def _refuse_cut_short(path: Path) -> None:
    with faults.of_disk(path):
        if files.is_cut_short(path):
            raise faults.DamagedFile("the end of the file is missing")


def _connected_for_reading(path: Path, options: str) -> Database:
    with faults.of_sql(path):
        database = Database(path, options)
    try:
        database.version()
    except BaseException:
        database.close()
        raise
    return database


def _checked_version(database: Database) -> int:
    database.check()
    version = database.version()
    if version == 0:
        raise faults.DamagedFile("not a classroom file")
    if version > migrations.newest():
        raise KnownError("workspace.newer", path=str(database.path))
    return version


def _create(path: Path) -> None:
    """Make an empty classroom file, ready before it has its name."""
    with files.making(path) as ready:
        engine = _engine(ready, "?mode=rwc")
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                migrations.create(connection)
        finally:
            engine.dispose()
        for ending in files.SIDECARS:  # of a file that is gone: played into the new one otherwise
            if files.beside(path, ending).exists():
                files.beside(path, ending).replace(files.beside(path, ending + "-old"))
        files.put_in_place(ready, path)


def _engine(path: Path, options: str) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            path.absolute().as_uri() + options,
            uri=True,
            timeout=_WAIT,
            isolation_level=None,  # the transaction begins where we say, see _on_begin
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA synchronous=FULL")
        except UnicodeDecodeError as error:  # SQLite quotes the damage
            connection.close()
            raise faults.DamagedFile(str(error)) from error
        except BaseException:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=NullPool,
        json_serializer=to_json,
        json_deserializer=_from_json,
    )


def _from_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise faults.DamagedFile(str(error)) from error
