"""Recovering the data of a worksheet from its PDF.

A student's comes back as that student's claims and relations; a graded one's also as the key's that
were missed, and the marks; the key's as the key; a blank one's with no claims (``attaching``). A
booklet has none. Nothing is decided by the file's name.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.domain.errors import KnownError
from app.formats import text_files, worksheet_files
from app.formats.jsonld import reading
from app.services.spawning import worker_command

ROLE = "--comparer"
_PATIENCE = 30  # seconds for the pages of a file to which something was added
_MEMORY = 1 << 30  # bytes for the same
_ALIKE = 0


@dataclass(frozen=True, slots=True)
class Recovered:
    """``data``: JSON-LD, exactly as attached; how much is in it; ``added``: something was added to
    the file since, which is not in it."""

    data: bytes
    annotations: int
    relations: int
    added: bool


def read_worksheet(path: Path) -> Recovered:
    """What is attached to the worksheet at ``path``.

    KnownError ``worksheet_file.*`` where it is none, or not as it was written; ``import.*`` where
    it cannot be read.
    """
    content = text_files.read_bytes(path, worksheet_files.MAX_BYTES)
    if not content:
        raise KnownError("import.empty", name=path.name)
    found = worksheet_files.attached(content, path.name)
    if found.added and not _unchanged(content, found.length):
        raise KnownError("worksheet_file.altered", name=path.name)
    items = reading.read(found.data, path.name)
    return Recovered(found.data, len(items.claims), len(items.links), found.added)


def _unchanged(content: bytes, length: int) -> bool:
    """Whether the pages look as those in the first ``length`` bytes. Asked in a child process: what
    was added may be made to take all memory and forever."""
    question = b"%d\n%s" % (length, content)
    try:
        answer = subprocess.run(
            worker_command(ROLE), input=question, capture_output=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == _ALIKE


def compare(asked: IO[bytes]) -> int:
    """The child's life: one question. The exit code."""
    _bound_memory()
    from app.formats.revisions import look_alike

    length = int(asked.readline())
    content = asked.read()
    return _ALIKE if look_alike(content[:length], content) else 3


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound; pdfium has its own for each stream
        return
    with suppress(OSError, ValueError):  # a smaller one is set already; macOS knows none
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
