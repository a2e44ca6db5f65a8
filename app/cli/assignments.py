"""The verbs ``grade`` and ``worksheets``."""

from argparse import Namespace
from dataclasses import replace

from app.cli.output import Output
from app.domain.assignment import Assignment
from app.domain.classroom import Student
from app.domain.grade import Grade, Row
from app.domain.worksheet import Kind, Paper
from app.services import browsing, grading, styling
from app.services.composing import Choices
from app.services.workspace import Workspace


def grade(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    graded = workspace.read(grading.grade_class, assignment.id)
    out.result([_graded(student, one) for student, one in graded])
    if not graded:
        out.say("cli.nobody")
        return 0
    words = out.words
    headings = ("student", "claims", "relations", "notes", "percent", "mark")
    out.table(
        [words.say(f"cli.column.{name}") for name in headings],
        [
            [
                student.name,
                *(f"{words.number(part.earned)} / {words.number(part.possible)}"
                  for part in one.parts),
                words.number(one.total),
                f"{words.number(one.out_of(assignment.scale))} / {words.number(assignment.scale)}",
            ]
            for student, one in graded
        ],
    )  # fmt: skip
    return 0


def worksheets(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    from app.services import exporting  # the page is much to load for a list of marks

    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    kind = Kind(arguments.kind)
    choices = choices_of(workspace, arguments, out)
    existing = exporting.Existing(arguments.existing)
    readers = exporting.readers_of(workspace, assignment.id, kind)
    written: list[exporting.Written] = []
    with out.progress() as progress:
        for sheet in exporting.write_worksheets(
            workspace, assignment.id, kind, arguments.out, choices, readers, existing
        ):
            written.append(sheet)
            progress(len(written), len(readers))
    out.result(
        [{"student": one.student, "file": str(one.file), "pages": one.pages} for one in written]
    )
    for one in written:
        out.count("cli.worksheet", one.pages, path=str(one.file))
    if not written:
        out.say("cli.nobody")
    return 0


def choices_of(workspace: Workspace, arguments: Namespace, out: Output) -> Choices:
    """How the sheets look: as kept with the file, but for what was typed."""
    kept = styling.choices_of(workspace, out.words.code, out.words.digits)
    typed: dict[str, object] = {
        name: value
        for name in ("digits", "school", "subject")
        if (value := getattr(arguments, name)) is not None
    }
    if arguments.paper:
        typed["paper"] = Paper(arguments.paper)
    if arguments.grey:
        typed["colour"] = False
    for switch in ("hijri", "odd", "fillable"):
        if getattr(arguments, switch):
            typed[switch] = True
    if arguments.no_names:
        typed["named"] = False
    if arguments.logo:
        typed["logo"] = styling.read_logo(arguments.logo)
    return replace(kept, **typed)  # type: ignore[arg-type]


def _graded(student: Student, grade: Grade) -> dict[str, object]:
    return {
        "student": student.id,
        "claims": [
            {
                "key": row.key.id,
                "found": row.found,
                "tagged": row.tagged,
                "source": row.source,
                **_decided(row),
            }
            for row in grade.claims
        ],
        "relations": [
            {"key": row.key.id, "ends": row.ends, "type": row.typed, **_decided(row)}
            for row in grade.relations
        ],
        "notes": [
            {"annotation": row.annotation.id, "level": row.level, **_decided(row)}
            for row in grade.notes
        ],
        "extras": [
            {"annotation": row.annotation.id, "accepted": row.accepted} for row in grade.extras
        ],
        "bonus": grade.bonus,
        "penalty": grade.penalty,
        "total": round(grade.total, 6),
    }


def _decided(row: Row) -> dict[str, object]:
    return {"manual": row.manual, "effective": row.effective}
