"""A worker: a child process that writes worksheets for the window.

A window never writes PDFs itself, not even in a thread: it would stall. It starts one by
``spawning.worker_command``, writes one line of JSON (``Job.line``) and reads lines of JSON back::

    {"total": 30}
    {"student": "s01", "name": "…", "file": "…/….pdf", "pages": 12, "kept": false}   one a student
    {"done": 30} or {"refused": {"message": "worksheet.unwritable", "values": {…}}}

A line ``stop`` ends it at once, in the middle of a sheet too.
However it ends, whole files only are left; what a killed one leaves under passing names goes with
``exporting.clear``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any, TextIO

from app.domain.errors import KnownError
from app.domain.language import CODES
from app.domain.worksheet import Kind, Paper
from app.services.composing import Choices
from app.services.exporting import Existing, readers_of, write_worksheets
from app.services.spawning import Stopped, interruptible
from app.services.styling import logo_of
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked for. ``students`` None: everyone on the roster.

    The logo is not in it: the worker takes it from the classroom file. ``named`` matters to a class
    report: with the list of marks.
    """

    workspace: str
    assignment: str
    kind: str
    out: str = ""
    students: list[str] | None = None
    language: str = "ar"
    digits: str = "arab"
    paper: str = "a4"
    colour: bool = True
    hijri: bool = False
    school: str = ""
    classroom: str = ""
    subject: str = ""
    odd: bool = False
    fillable: bool = False
    existing: str = "number"
    named: bool = False

    @property
    def line(self) -> str:
        return json.dumps(asdict(self)) + "\n"

    def choices(self, logo: bytes = b"") -> Choices:
        """How the sheets are to look. ValueError where the job is not one of ours."""
        if self.language not in CODES or self.digits not in ("arab", "latin"):
            raise ValueError(f"no language {self.language} with digits {self.digits}")
        return Choices(
            language=self.language,
            digits=self.digits,
            paper=Paper(self.paper),
            colour=self.colour,
            hijri=self.hijri,
            school=self.school,
            classroom=self.classroom,
            subject=self.subject,
            logo=logo,
            odd=self.odd,
            fillable=self.fillable,
        )


REPORT = "report"  # a job's ``kind`` that asks for a class report: ``out`` is its file


def work(asked: TextIO, told: TextIO) -> int:
    """A worker's life: one job from ``asked``, its progress to ``told``. The exit code."""
    job = Job(**json.loads(asked.readline()))
    stop = Event()

    def tell(**line: Any) -> None:
        told.write(json.dumps(line) + "\n")
        told.flush()

    done = 0
    try:
        with (
            interruptible(lambda: any(line.strip() == "stop" for line in asked), stop),
            Workspace.open(Path(job.workspace), read_only=True) as file,
        ):
            if job.kind == REPORT:
                tell(total=1)
                tell(**_issued(file, job))
                tell(done=1)
                return 0
            kind = Kind(job.kind)
            students = readers_of(file, job.assignment, kind, job.students)
            tell(total=len(students))
            for written in write_worksheets(
                file,
                job.assignment,
                kind,
                Path(job.out),
                job.choices(logo_of(file)),
                students,
                Existing(job.existing),
            ):
                done += 1
                tell(**(asdict(written) | {"file": str(written.file)}))
                if stop.is_set():
                    break
    except Stopped:
        pass
    except KnownError as error:
        tell(refused=refusal(error))
        return 1
    tell(done=done)
    return 0


def _issued(file: Workspace, job: Job) -> dict[str, Any]:
    """Write a class report; the line that tells of it."""
    from app.services.issuing import issue

    look = job.choices(logo_of(file))
    issued = issue(file, job.assignment, Path(job.out), replace(look, named=job.named))
    return {"file": str(issued.file), "pages": issued.pages}


def refusal(error: KnownError) -> dict[str, Any]:
    """A known error as a worker tells it."""
    values = {name: str(value) for name, value in error.values.items()}
    return {"message": error.message, "values": values}
