"""Publishing marks: as a table for spreadsheets, in Moodle's worksheet, in Canvas's gradebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from app.domain.boilerplate import folded
from app.domain.errors import KnownError
from app.domain.language import Language
from app.formats import canvas_file, csv_cells, grades_file, moodle_file, text_files
from app.services.grading import assignment_of, classroom_of
from app.services.tallying import Tally, tallies_of
from app.services.workspace import Workspace

S = TypeVar("S")
Why = Literal["unknown", "ambiguous", "no_mark", "closed"]
SEPARATORS = grades_file.SEPARATORS
HEADS = (
    "id", "name", "claims", "relations", "notes", "percent", "mark", "out_of", "state", "comment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line of somebody else's file that was left as it is. ``unknown``: nobody of the class;
    ``ambiguous``: several may be meant; ``no_mark``: nothing was handed in; ``closed``: the
    platform lets nobody change it."""

    who: str
    why: Why


@dataclass(frozen=True, slots=True)
class Published:
    """A file of marks: how many students' are in it, which of them are provisional, what could not
    be matched, and who has a mark but no line in the file."""

    file: Path
    students: int
    provisional: tuple[str, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    left_out: tuple[str, ...] = ()


def filled_name(file: Path, ending: str) -> Path:
    """Where a worksheet filled in goes: beside the one that was given, which stays as it is."""
    return file.with_name(f"{file.stem} - {ending}{file.suffix or '.csv'}")


def state_key(tally: Tally) -> str:
    """The message that says how far a mark is."""
    if tally.provisional:
        return "gradebook.state.provisional"
    return f"gradebook.state.{tally.state}"


def write_table(
    workspace: Workspace,
    assignment_id: str,
    path: Path,
    words: Language,
    separator: str = "comma",
    *,
    replace: bool = False,
) -> Published:
    """The marks of a class as CSV. The shares of the three parts add up to the percentage.

    ``replace``: somebody was asked, and whatever is there may go. KnownError without a key,
    ``grades.exists`` and what keeps a file from being written.
    """
    tallies = workspace.read(tallies_of, assignment_id)
    # Where a semicolon separates because commas are decimal marks, so they must be here.
    decimal = "," if words.code == "fr" and separator != "comma" else "."
    lines = [_line(one, words) for one in tallies]
    head = [words.say(f"gradebook.column.{name}") for name in HEADS]
    _put(path, grades_file.written(head, lines, SEPARATORS[separator], decimal), replace=replace)
    marked = [one for one in tallies if one.grade is not None]
    return Published(path, len(marked), _provisional(marked))


def fill_moodle(workspace: Workspace, assignment_id: str, worksheet: Path, path: Path) -> Published:
    """Moodle's offline grading worksheet with the marks on Moodle's scale, and the comments.

    Students are known by the id (as identifier, ID number, or before the «@» of the address), else
    by the whole name. KnownError ``grades.not_moodle`` and as ``write_table``.
    """
    tallies = workspace.read(tallies_of, assignment_id)
    data = text_files.read_bytes(worksheet, csv_cells.MAX_BYTES)
    sheet = moodle_file.read(data, worksheet.name)
    known = [
        (
            seat,
            {seat.number, seat.identifier, seat.email.partition("@")[0]},
            seat.name,
            seat.name or seat.identifier,
        )
        for seat in sheet.seats
    ]
    found, unmatched = _matched(known, tallies)
    marks: list[tuple[moodle_file.Seat, float, str]] = []
    done: list[Tally] = []
    for seat, tally in found:
        who = seat.name or seat.identifier
        if seat.closed:
            unmatched.append(Unmatched(who, "closed"))
        elif tally.grade is None:
            unmatched.append(Unmatched(who, "no_mark"))
        else:
            marks.append((seat, _mark_on(seat.most, tally), tally.grade.comment))
            done.append(tally)
    _put(path, moodle_file.filled(sheet, marks))
    return _published(path, tallies, done, [tally for _, tally in found], unmatched)


def fill_canvas(workspace: Workspace, assignment_id: str, gradebook: Path, path: Path) -> Published:
    """Canvas's gradebook with the marks in the column that has the assignment's name.

    KnownError ``grades.not_canvas``, ``grades.canvas_column`` and as ``write_table``.
    """
    tallies = workspace.read(tallies_of, assignment_id)
    assignment = workspace.read(assignment_of, assignment_id)
    data = text_files.read_bytes(gradebook, csv_cells.MAX_BYTES)
    book = canvas_file.read(data, gradebook.name, assignment.name)
    known = [(seat, set(seat.ids), _turned(seat.name), seat.name) for seat in book.seats]
    found, unmatched = _matched(known, tallies)
    marks: list[tuple[canvas_file.Seat, float]] = []
    done: list[Tally] = []
    for seat, tally in found:
        if tally.grade is None:
            unmatched.append(Unmatched(seat.name, "no_mark"))
        else:
            marks.append((seat, _mark_on(book.possible, tally)))
            done.append(tally)
    _put(path, canvas_file.filled(book, marks))
    return _published(path, tallies, done, [tally for _, tally in found], unmatched)


def write_canvas(
    workspace: Workspace, assignment_id: str, path: Path, *, replace: bool = False
) -> Published:
    """A gradebook that Canvas can import, where it gave none out. As ``write_table``."""
    tallies = workspace.read(tallies_of, assignment_id)
    assignment = workspace.read(assignment_of, assignment_id)
    room = workspace.read(classroom_of, assignment)
    marks = [(one.student.id, one.student.name, one.mark) for one in tallies]
    data = canvas_file.made(assignment.name, assignment.scale, room, marks)
    _put(path, data, replace=replace)
    marked = [one for one in tallies if one.grade is not None]
    return Published(path, len(marked), _provisional(marked))


def _line(tally: Tally, words: Language) -> grades_file.Line:
    grade, student = tally.grade, tally.student
    parts = grade.parts if grade else (None, None, None)
    claims, relations, notes = (part.share if part and part.possible else None for part in parts)
    return grades_file.Line(
        id=student.id,
        name=student.name,
        claims=claims,
        relations=relations,
        notes=notes,
        percent=tally.percent,
        mark=tally.mark,
        out_of=tally.scale,
        state=words.say(state_key(tally)),
        comment=grade.comment if grade else "",
    )


def _matched(
    seats: Sequence[tuple[S, set[str], str, str]], tallies: Sequence[Tally]
) -> tuple[list[tuple[S, Tally]], list[Unmatched]]:
    """Which student each seat ``(seat, ids, name, shown)`` is. Nobody is guessed.

    By id, else by the whole name, folded. A seat whose id and name say two students, a name that
    two bear, and a student whom two seats claim are ambiguous.
    """
    by_id = {folded(one.student.id): one for one in tallies}
    names = Counter(folded(one.student.name) for one in tallies)
    by_name = {folded(one.student.name): one for one in tallies}
    found: list[tuple[S, Tally, str]] = []
    unmatched: list[Unmatched] = []
    for seat, ids, name, shown in seats:
        same_id = {by_id[key].student.id: by_id[key] for id in ids if (key := folded(id)) in by_id}
        called = folded(name)
        same_name = by_name.get(called) if names[called] == 1 else None
        several = len(same_id) > 1 or (not same_id and names[called] > 1)
        one = next(iter(same_id.values()), same_name)
        if several or (one and same_name and same_name is not one):
            unmatched.append(Unmatched(shown, "ambiguous"))
        elif one is None:
            unmatched.append(Unmatched(shown, "unknown"))
        else:
            found.append((seat, one, shown))
    claimed = Counter(one.student.id for _, one, _ in found)
    unmatched += [
        Unmatched(shown, "ambiguous") for _, one, shown in found if claimed[one.student.id] > 1
    ]
    return [(seat, one) for seat, one, _ in found if claimed[one.student.id] == 1], unmatched


def _mark_on(most: float | None, tally: Tally) -> float:
    """The mark on the platform's scale, to two decimals; where that is the assignment's own, or is
    not told, exactly the mark that the worksheet shows."""
    if most is None or most == tally.scale:
        return tally.mark or 0.0
    return int((tally.percent or 0.0) * most + 0.5 + 1e-9) / 100


def _published(
    path: Path,
    tallies: Sequence[Tally],
    done: Sequence[Tally],
    seated: Sequence[Tally],
    unmatched: Sequence[Unmatched],
) -> Published:
    there = {tally.student.id for tally in seated}
    left = [t.student.id for t in tallies if t.grade is not None and t.student.id not in there]
    return Published(path, len(done), _provisional(done), tuple(unmatched), tuple(left))


def _provisional(tallies: Sequence[Tally]) -> tuple[str, ...]:
    return tuple(one.student.id for one in tallies if one.provisional)


def _turned(name: str) -> str:
    """«Haddad, Layla» as «Layla Haddad»."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def _put(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write the file whole. In the place of another only where that is an earlier one of the same
    kind: its head is the same. KnownError ``grades.exists``."""
    if path.is_file() and not replace:
        present = text_files.read_bytes(path, csv_cells.MAX_BYTES)
        if present == data:
            return
        if present.split(b"\n", 1)[0].rstrip(b"\r") != data.split(b"\n", 1)[0].rstrip(b"\r"):
            raise KnownError("grades.exists", name=path.name)
    text_files.write_whole(path, data)
