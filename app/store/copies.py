"""Copies of a classroom file in ``NAME-copies`` beside it: daily, and before the schema changes.

Names carry a number, so that their order does not depend on the clock. Ten are kept.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from app.domain.errors import KnownError
from app.store import faults, files, lock

KEPT = 10


def folder(path: Path) -> Path:
    return path.with_name(path.stem + "-copies")


def copies(path: Path) -> list[Path]:
    """The copies of the classroom file ``path``, newest first."""
    found = folder(path).glob(f"{path.stem}-*{path.suffix}")
    return sorted((copy for copy in found if _number(copy)), key=_number, reverse=True)


def is_due(path: Path) -> bool:
    """Whether there is no copy of today's, whichever way the clock was set, or only one that was
    made before anything was done in the file."""
    newest = copies(path)[:1]
    if not newest or not newest[0].stem.endswith(date.today().isoformat()):
        return True
    return _has_steps(path) and not _has_steps(newest[0])


def make(path: Path) -> Path:
    """Copy the classroom file as last committed; then let go of the oldest beyond ten."""
    with faults.of_disk(path), faults.of_sql(path):
        folder(path).mkdir(exist_ok=True)
        number = _number(copies(path)[0]) + 1 if copies(path) else 1
        target = folder(path) / f"{path.stem}-{number:06}-{date.today().isoformat()}{path.suffix}"
        with files.making(target) as ready:
            with closing(_connect(path)) as source, closing(sqlite3.connect(ready)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, no sidecars
            files.put_in_place(ready, target)
        for old in copies(path)[KEPT:]:
            old.unlink()
    return target


def renew(path: Path) -> None:
    """One copy of the file as it is now in the place of all the others: what was taken out of the
    file for good is in none. KnownError where one cannot be removed."""
    with faults.of_disk(path):
        for old in copies(path):
            old.unlink()
        for part in folder(path).glob("*.part*"):  # of a copy that was cut short
            part.unlink()
    make(path)


def is_sound(path: Path) -> bool:
    """Whether SQLite finds no fault in this file and it is a classroom file."""
    try:
        if files.is_cut_short(path):
            return False
        with closing(_connect(path, "&immutable=1")) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            connection.execute("SELECT max(number) FROM migrations").fetchone()
            return verdict == "ok"
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return False


def newest_sound(path: Path) -> Path | None:
    return next((copy for copy in copies(path) if is_sound(copy)), None)


def damaged(path: Path) -> KnownError:
    """What to say of a file that cannot be read, with the copy that can take its place."""
    copy = newest_sound(path)
    if copy is None:
        return KnownError("workspace.damaged_no_copy", path=str(path))
    return KnownError("workspace.damaged", path=str(path), copy=str(copy))


def restore(path: Path, copy: Path | None = None) -> Path:
    """Put a copy (the newest sound one) in the place of ``path``, which is set aside, not deleted.

    Returns where the file that was there is now. KnownError where no copy is sound, where the
    classroom is open, or where the disk refuses.
    """
    chosen = copy or newest_sound(path)
    if chosen is None or not is_sound(chosen):
        raise KnownError("workspace.no_copy", path=str(path))
    with faults.of_disk(path), lock.acquire(path), files.making(path) as ready:
        shutil.copyfile(chosen, ready)
        aside = files.set_aside(path, "damaged") if path.exists() else path
        files.put_in_place(ready, path)
    return aside


def _has_steps(path: Path) -> bool:
    try:
        with closing(_connect(path)) as connection:
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM steps)").fetchone()[0])
    except sqlite3.Error:
        return False


def _connect(path: Path, more: str = "") -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{more}", uri=True)


def _number(copy: Path) -> int:
    """``NAME-000012-2026-01-31`` → 12; 0 for any other name."""
    number = copy.stem[: -len("-0000-00-00")].rpartition("-")[2]
    return int(number) if number.isdecimal() else 0
