"""A drawer: a child process that draws worksheets of a set while who started it draws others.

It is told what stands on each (``Task``) and tells how many pages came of it (``Answer``), pickled:
both ends are this program, over pipes that nobody else holds. It opens no classroom file and puts
nothing in its place: a sheet is on the disk under a passing name. When nobody is left to place it
(stdin ends), it goes at once, in the middle of a sheet too, and takes what it drew with it.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from app.domain.errors import KnownError
from app.services.spawning import Stopped, interruptible

if TYPE_CHECKING:
    from app.domain.worksheet import Booklet, Worksheet
    from app.formats.worksheet import Fonts

ROLE = "--drawer"


@dataclass(frozen=True, slots=True)
class Task:
    """A sheet of a set: its place there, what stands on it, where it is to be."""

    number: int
    page: Worksheet | Booklet
    file: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """A KnownError as it crosses: ``errno`` is what the system said, if it was the system."""

    message: str
    values: dict[str, object]
    errno: int | None = None

    @classmethod
    def of(cls, error: KnownError) -> Refused:
        cause = error.__cause__
        return cls(
            error.message, error.values, cause.errno if isinstance(cause, OSError) else None
        )  # fmt: skip

    @property
    def error(self) -> KnownError:
        error = KnownError(self.message, **self.values)
        if self.errno is not None:
            error.__cause__ = OSError(self.errno, "in a child process")
        return error


Outcome = int | Refused  # a sheet's pages, or why there are none


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a task."""

    number: int
    outcome: Outcome


READY = Answer(-1, 0)  # it can draw now


def serve(asked: IO[bytes], told: IO[bytes]) -> int:
    """A drawer's life: until nothing more is asked. The exit code."""
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    made: list[Path] = []

    def listen() -> bool:
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                tasks.put(pickle.load(asked))
        tasks.put(None)
        return True

    # Nobody listens any more: a broken pipe.
    with suppress(Stopped, BrokenPipeError), interruptible(listen):
        from app.formats.worksheet import Fonts

        fonts = Fonts()
        _tell(told, READY)
        while (task := tasks.get()) is not None:
            made.append(task.file)
            _tell(told, Answer(task.number, drawn(task, fonts)))
    for file in made:
        with suppress(OSError):
            file.unlink(missing_ok=True)  # those that were placed have another name
    return 0


def drawn(task: Task, fonts: Fonts) -> Outcome:
    """Put a sheet on the disk. The same in a child and in who started it."""
    from app.formats.worksheet import write

    try:
        return write(task.page, task.file, fonts)
    except KnownError as error:
        return Refused.of(error)


def _tell(told: IO[bytes], answer: Answer) -> None:
    told.write(pickle.dumps(answer))
    told.flush()
