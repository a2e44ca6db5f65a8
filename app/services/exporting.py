"""Writing worksheets: one or a class set, here or in a child process.

A window never writes PDFs itself, not even in a thread: it would stall. It starts
``worker_command()``, writes one line of JSON (``Job.line``) to it and reads lines of JSON back::

    {"total": 30}
    {"student": "s01", "name": "…", "file": "…/….pdf", "pages": 12}      one a student
    {"done": 30} or {"refused": {"message": "worksheet.unwritable", "values": {…}}}

A line ``stop`` ends it after the sheet in hand; killing it leaves whole files only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TextIO

from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.file_name import safe
from app.domain.worksheet import Kind, Paper, Worksheet
from app.services.composing import Choices, worksheet_of
from app.services.grading import assignment_of, students_of
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.formats.worksheet import Fonts


@dataclass(frozen=True, slots=True)
class Written:
    """A worksheet on disk. ``student`` is None for a blank one without a name."""

    student: str | None
    name: str
    file: Path
    pages: int


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked for. ``students`` None: everyone on the roster."""

    workspace: str
    assignment: str
    kind: str
    out: str
    students: list[str] | None = None
    language: str = "ar"
    digits: str = "arab"
    paper: str = "a4"
    colour: bool = True

    @property
    def line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def readers_of(
    workspace: Workspace, assignment_id: str, kind: Kind, students: Sequence[str] | None = None
) -> list[Student | None]:
    """Whose worksheets there are to write: the roster, or those named.

    A blank one for an empty roster is nobody's: it has a line for the name.
    """
    assignment = workspace.read(assignment_of, assignment_id)
    roster = workspace.read(students_of, assignment)
    chosen: list[Student | None] = [
        student for student in roster if students is None or student.id in students
    ]
    return chosen or ([None] if kind is Kind.BLANK else [])


def write_worksheets(
    workspace: Workspace,
    assignment_id: str,
    kind: Kind,
    folder: Path,
    choices: Choices,
    students: Sequence[Student | None],
) -> Iterator[Written]:
    """Write one PDF a student into ``folder`` (made where absent), telling each as it is there.

    A file that is there already is never replaced: the same bytes are left alone, others get a
    number. KnownError ``worksheet.unwritable``, ``font.missing``, ``grading.no_key``.
    """
    from app.formats.worksheet import Fonts

    fonts = Fonts()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("worksheet.unwritable", path=str(folder)) from error
    for student in students:
        page = workspace.read(worksheet_of, assignment_id, student, kind, choices)
        yield _write(page, student, folder, fonts)


def _write(page: Worksheet, student: Student | None, folder: Path, fonts: Fonts) -> Written:
    from app.formats.worksheet import write

    stem = safe(page.title)
    if student is not None:
        name = student.name if student.name == student.id else f"{student.name} {student.id}"
        stem = f"{safe(name)} - {stem}"
    fresh = folder / f".{stem}.new"
    try:
        pages = write(page, fresh, fonts)
        target = _free(folder, stem, fresh)
        fresh.replace(target)
    except OSError as error:
        raise KnownError("worksheet.unwritable", path=str(folder)) from error
    except KnownError as error:
        if error.message == "worksheet.unwritable":  # the name that it will have, not this one
            raise KnownError(error.message, path=str(folder)) from error
        raise
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return Written(student and student.id, student.name if student else "", target, pages)


def _free(folder: Path, stem: str, fresh: Path) -> Path:
    """``stem.pdf``, or the first numbered name that nothing else stands under."""
    content = fresh.read_bytes()
    number = 1
    while True:
        target = folder / (f"{stem}.pdf" if number == 1 else f"{stem} ({number}).pdf")
        if not target.exists() or target.read_bytes() == content:
            return target
        number += 1


def worker_command() -> list[str]:
    """The command line that starts a worker, from a source tree, a wheel or a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    # By its own folder, whatever the current one is and whether or not the program is installed.
    home = str(Path(__file__).resolve().parents[2])
    start = f"import sys; sys.path.insert(0, {home!r}); from app.__main__ import main"
    return [sys.executable, "-c", f"{start}; sys.exit(main(['--worker']))"]


def work(asked: TextIO, told: TextIO) -> int:
    """A worker's life: one job from ``asked``, its progress to ``told``. The exit code."""
    job = Job(**json.loads(asked.readline()))
    stop = Event()
    Thread(target=_listen, args=(asked, stop), daemon=True).start()

    def tell(**line: Any) -> None:
        told.write(json.dumps(line) + "\n")
        told.flush()

    try:
        with Workspace.open(Path(job.workspace), read_only=True) as workspace:
            kind = Kind(job.kind)
            choices = Choices(job.language, job.digits, Paper(job.paper), job.colour)  # type: ignore[arg-type]
            students = readers_of(workspace, job.assignment, kind, job.students)
            tell(total=len(students))
            done = 0
            for written in write_worksheets(
                workspace, job.assignment, kind, Path(job.out), choices, students
            ):
                done += 1
                tell(
                    student=written.student,
                    name=written.name,
                    file=str(written.file),
                    pages=written.pages,
                )
                if stop.is_set():
                    break
            tell(done=done)
    except KnownError as error:
        values = {name: str(value) for name, value in error.values.items()}
        tell(refused={"message": error.message, "values": values})
        return 1
    return 0


def _listen(asked: TextIO, stop: Event) -> None:
    for line in asked:
        if line.strip() == "stop":
            stop.set()
            return
