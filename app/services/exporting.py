"""Writing worksheets: whose, under which names, and what becomes of files that are there already.

Whole files or none: a sheet is written under a passing name beside its own and put in its place
when it is on the disk.
"""

from __future__ import annotations

import errno
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.file_name import distinct, joined
from app.domain.worksheet import Booklet, Kind, Worksheet
from app.services import sharing
from app.services.composing import Choices, booklet_of, material_for, worksheet_of
from app.services.grading import Material, assignment_of, students_of
from app.services.workspace import Workspace

WHOLE_CLASS = (Kind.KEY, Kind.BOOKLET)  # one file each, nobody's
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Existing(StrEnum):
    """What becomes of a file that is there already: another name for the new one (unless its bytes
    are the same), left as it is (a set that was stopped goes on), or replaced."""

    NUMBER = "number"
    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to write. ``student`` None: nobody's, a blank one without a name or the class's."""

    student: Student | None
    file: Path


@dataclass(frozen=True, slots=True)
class Written:
    """A worksheet on disk. ``student`` None: nobody's. ``kept``: it was there and was left."""

    student: str | None
    name: str
    file: Path
    pages: int
    kept: bool = False


def readers_of(
    workspace: Workspace, assignment_id: str, kind: Kind, students: Sequence[str] | None = None
) -> list[Student | None]:
    """Whose worksheets there are to write: the roster, or those named.

    A blank one for an empty roster is nobody's: it has a line for the name; so are the key and the
    booklet.
    """
    assignment = workspace.read(assignment_of, assignment_id)
    if kind in WHOLE_CLASS:
        return [None]
    roster = workspace.read(students_of, assignment)
    chosen: list[Student | None] = [
        student for student in roster if students is None or student.id in students
    ]
    return chosen or ([None] if kind is Kind.BLANK else [])


def plan(
    workspace: Workspace,
    assignment_id: str,
    kind: Kind,
    folder: Path,
    choices: Choices,
    students: Sequence[Student | None],
) -> list[Planned]:
    """Where each worksheet will be written. A student's has the same name alone and in the set."""
    assignment = workspace.read(assignment_of, assignment_id)
    roster = workspace.read(students_of, assignment)
    words = choices.words.messages.get(f"worksheet.file.{kind}", "")
    ending = words if isinstance(words, str) else ""
    # Another's name would change with who is chosen: names are told apart over the whole roster.
    everyone: list[Student | None] = [*roster]
    everyone += [student for student in students if student not in everyone]
    stems = distinct([joined(_called(one, choices), assignment.name, ending) for one in everyone])
    names = {one and one.id: stem for one, stem in zip(everyone, stems, strict=True)}
    return [Planned(one, folder / f"{names[one and one.id]}.pdf") for one in students]


def _called(student: Student | None, choices: Choices) -> str:
    name = choices.called(student)
    return f"{name} {student.id}" if student and name not in ("", student.id) else name


def write_worksheets(
    workspace: Workspace,
    assignment_id: str,
    kind: Kind,
    folder: Path,
    choices: Choices,
    students: Sequence[Student | None],
    existing: Existing = Existing.NUMBER,
    processes: int | None = None,
) -> Iterator[Written]:
    """Write one PDF a student into ``folder`` (made where absent), telling each as it is there, in
    the order of ``students``.

    A set that is worth it is shared among ``processes`` (None: as many as serve it); the bytes are
    the same. KnownError ``worksheet.unwritable``, ``worksheet.disk_full``, ``font.missing``,
    ``font.damaged``, ``grading.no_key``; what was written before stays, and nothing is half.
    """
    from app.formats.worksheet import Fonts

    planned = plan(workspace, assignment_id, kind, folder, choices, students)
    fonts = Fonts()
    with _of_disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
    keeping = existing is Existing.KEEP
    missing = sum(not (keeping and one.file.exists()) for one in planned)
    material: Material | None = None
    if missing and kind is not Kind.BOOKLET:
        material = workspace.read(material_for, assignment_id, kind)
    if processes is None:
        texts = material.texts.values() if material else ()
        processes = sharing.processes_for(missing * sum(map(len, texts)))
    kept: dict[int, int] = {}

    def compose(number: int) -> Worksheet | Booklet | None:
        one = planned[number]
        if keeping and (pages := _pages_of(one.file)):
            kept[number] = pages
            return None
        return composed(workspace, assignment_id, one.student, kind, choices, material)

    def discard(number: int) -> None:
        clear([planned[number].file])

    fresh = [passing_names(one.file)[0] for one in planned]
    placed = 0
    try:
        several = min(processes, max(1, missing))
        drawing = sharing.draw_in_turn(fresh, compose, discard, fonts, several)
        with _of_disk(folder), closing(drawing) as sheets:  # who draws ends before it is cleared
            for number, pages in enumerate(sheets):
                one = planned[number]
                if number in kept:
                    yield _told(one.student, one.file, kept[number], kept=True)
                    continue
                target = _place(fresh[number], one.file, existing)
                placed = number + 1
                yield _told(one.student, target, pages)
    finally:
        clear([one.file for one in planned[placed:]])


def composed(
    workspace: Workspace,
    assignment_id: str,
    student: Student | None,
    kind: Kind,
    choices: Choices,
    material: Material | None = None,
) -> Worksheet | Booklet:
    """What will be written for one student, or for nobody. As ``worksheet_of``."""
    if kind is not Kind.BOOKLET:
        return workspace.read(worksheet_of, assignment_id, student, kind, choices, material)
    material = workspace.read(material_for, assignment_id, Kind.GRADED)
    sheets = [
        workspace.read(worksheet_of, assignment_id, one, Kind.GRADED, choices, material)
        for one in readers_of(workspace, assignment_id, Kind.GRADED)
    ]
    return workspace.read(booklet_of, assignment_id, sheets, choices)


def passing_names(file: Path) -> tuple[Path, Path]:
    """The names under which ``file`` is being written; a writer that was killed leaves them."""
    fresh = file.with_name(f".{file.stem}.new")
    return fresh, fresh.with_name(f".{fresh.name}.part")


def clear(files: Sequence[Path]) -> None:
    """Remove what a writer that was killed left of these."""
    for file in files:
        for passing in passing_names(file):
            with suppress(OSError):
                passing.unlink(missing_ok=True)


def _place(fresh: Path, file: Path, existing: Existing) -> Path:
    """Put what was written in its place; where that is."""
    target = file if existing is Existing.REPLACE else _free(file, fresh)
    fresh.replace(target)
    return target


def _told(student: Student | None, file: Path, pages: int, *, kept: bool = False) -> Written:
    return Written(student and student.id, student.name if student else "", file, pages, kept)


def _free(file: Path, fresh: Path) -> Path:
    """``file``, or the first numbered name that nothing else stands under."""
    content = fresh.read_bytes()
    number = 1
    while True:
        target = file if number == 1 else file.with_name(f"{file.stem} ({number}).pdf")
        if not target.exists() or target.read_bytes() == content:
            return target
        number += 1


def _pages_of(file: Path) -> int:
    """How many pages a file has that was written before; 0 where there is no whole PDF."""
    from app.formats.page_images import PageImages

    if not file.exists():
        return 0
    try:
        with PageImages(file.read_bytes()) as pages:
            return len(pages.sizes)
    except KnownError:
        return 0


@contextmanager
def _of_disk(folder: Path) -> Generator[None]:
    """What the file system refuses, with the folder's name and not that of a passing file."""
    try:
        yield
    except OSError as error:
        raise _unwritable(error, folder) from error
    except KnownError as error:
        if error.message != "worksheet.unwritable":
            raise
        raise _unwritable(error.__cause__, folder) from error


def _unwritable(cause: BaseException | None, folder: Path) -> KnownError:
    full = isinstance(cause, OSError) and cause.errno in _FULL
    return KnownError("worksheet.disk_full" if full else "worksheet.unwritable", path=str(folder))
