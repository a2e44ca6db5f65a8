"""One writer for each classroom file, on this machine; freed by the system when a process dies."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from app.domain.errors import KnownError

# The first byte is the one that Windows locks against reading; the holder is written after it.
_AFTER_LOCK = 1


def acquire(path: Path) -> FileLock:
    """Take the writer's lock of the classroom file ``path``. KnownError names who holds it."""
    sidecar = path.with_name(path.name + ".lock")
    # Taken in the thread that opens the file, let go of in the one that uses it.
    lock = FileLock(sidecar, blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        holder = _holder(sidecar)
        raise KnownError(
            "workspace.locked",
            path=str(path),
            host=holder.get("host", "?"),
            pid=holder.get("pid", "?"),
            since=_moment(holder.get("since", "?")),
        ) from error
    try:
        _sign(sidecar)
    except OSError:
        lock.release()
        raise
    return lock


def _sign(sidecar: Path) -> None:
    since = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    holder = {"host": platform.node(), "pid": str(os.getpid()), "since": since}
    with sidecar.open("r+b", buffering=0) as file:
        file.seek(_AFTER_LOCK)
        file.write(json.dumps(holder).encode())
        file.truncate()


def _moment(written: str) -> datetime | str:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return written


def _holder(sidecar: Path) -> Mapping[str, str]:
    try:
        with sidecar.open("rb", buffering=0) as file:
            file.seek(_AFTER_LOCK)
            return json.loads(file.read())
    except (OSError, ValueError):
        return {}
