"""What the disk and SQLite can refuse, told in words that a person can act on."""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.domain.errors import KnownError

_BY_CODE = {
    "SQLITE_FULL": "workspace.disk_full",
    "SQLITE_READONLY": "workspace.read_only_disk",
    "SQLITE_PERM": "workspace.read_only_disk",
    "SQLITE_IOERR": "workspace.disk_fault",
    "SQLITE_CANTOPEN": "workspace.unwritable",
    "SQLITE_BUSY": "workspace.busy",
    "SQLITE_LOCKED": "workspace.busy",
}
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
# What Python and SQLite say, without a code of their own, of bytes that were overwritten.
_DAMAGED = ("Could not decode to UTF-8", "no such column", "no such table", "malformed")
_BY_ERRNO = {
    errno.ENOSPC: "workspace.disk_full",
    errno.EDQUOT: "workspace.disk_full",
    errno.EFBIG: "workspace.disk_full",
    errno.EROFS: "workspace.read_only_disk",
    errno.EIO: "workspace.disk_fault",
}


class DamagedFile(Exception):
    """The file does not hold what we wrote. Becomes a KnownError where the copies are known."""


class NewerFile(Exception):
    """The file holds what a later version of the program wrote."""


@contextmanager
def of_sql(path: Path) -> Generator[None]:
    """Turn what SQLite refuses into DamagedFile or a KnownError that names the classroom file."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        told = _told(error.orig if isinstance(error, DBAPIError) else error, path)
        if told is None:
            raise
        raise told from error


@contextmanager
def of_disk(path: Path) -> Generator[None]:
    """Turn what the file system refuses into a KnownError that names the classroom file."""
    try:
        yield
    except OSError as error:
        message = _BY_ERRNO.get(error.errno or 0, "workspace.unwritable")
        raise KnownError(message, path=str(path)) from error


def _told(error: BaseException | None, path: Path) -> Exception | None:
    code: str = getattr(error, "sqlite_errorname", None) or ""
    if code.startswith(_DAMAGE) or str(error).startswith(_DAMAGED):
        return DamagedFile(str(error))
    for start, message in _BY_CODE.items():
        if code.startswith(start):
            return KnownError(message, path=str(path))
    return None
