"""Issuing the report of a class as a PDF: what stands on it, gathered, then written."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.assignment import Asked
from app.domain.errors import KnownError
from app.domain.report_page import MarkLine, ReportPage, StageLine
from app.domain.worksheet import PrintedArticle
from app.services.composing import Choices
from app.services.reporting import ClassReport, Stage, course_of, report_of
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Issued:
    """A report on disk, and what it says."""

    file: Path
    pages: int
    told: ClassReport


def page_of(told: ClassReport, course: list[Stage], choices: Choices) -> ReportPage:
    """The printed page of a report. Names stand on it only where ``choices`` asks for them."""
    assignment, room = told.assignment, told.classroom
    return ReportPage(
        title=assignment.name,
        report=told.report,
        articles=tuple(
            PrintedArticle(
                number=number,
                text=article.text,
                title=article.title,
                publisher=article.publisher,
                author=article.author,
                published=article.published,
                origin=article.origin,
                segments=article.segments,
            )
            for number, article in enumerate(told.articles, 1)
        ),
        article_ids=tuple(article.id for article in told.articles),
        scale=assignment.scale,
        confidence_asked=Asked.CONFIDENCE in assignment.asked,
        course=tuple(
            StageLine(
                stage.assignment.name,
                stage.percent,
                stage.handed_in,
                here=stage.assignment.id == assignment.id,
            )
            for stage in course
        ),
        marks=_marks(told) if choices.named else (),
        day=told.last,
        school=choices.school or (room.school if room else ""),
        classroom=choices.classroom or (room.name if room else ""),
        subject=choices.subject,
        logo=choices.logo,
        language=choices.language,
        digits=choices.digits,
        paper=choices.paper,
        colour=choices.colour,
        hijri=choices.hijri,
    )


def issue(workspace: Workspace, assignment_id: str, file: Path, choices: Choices) -> Issued:
    """Write the report of an assignment to ``file``, in place of what is there.

    KnownError ``grading.no_assignment``, ``report.nothing`` (nobody has handed in), ``font.*``,
    ``report.unwritable``, ``report.disk_full``; then nothing has changed.
    """
    from app.formats.report import write_report

    def gather(tx: Transaction) -> tuple[ClassReport, list[Stage]]:
        return report_of(tx, assignment_id), course_of(tx, assignment_id)

    told, course = workspace.read(gather)
    if not told.report.handed_in:
        raise KnownError("report.nothing", name=told.assignment.name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        pages = write_report(page_of(told, course, choices), file)
    except OSError as error:
        raise _unwritable(error, file) from error
    except KnownError as error:
        if error.message != "worksheet.unwritable":
            raise
        raise _unwritable(error.__cause__, file) from error
    return Issued(file, pages, told)


def _marks(told: ClassReport) -> tuple[MarkLine, ...]:
    percents, scale = told.report.percents, told.assignment.scale
    return tuple(
        MarkLine(
            student.name,
            int(percents[student.id] * scale / 10 + 0.5 + 1e-9) / 10
            if student.id in percents
            else None,
            percents.get(student.id),
        )
        for student in told.students
    )


def _unwritable(cause: BaseException | None, file: Path) -> KnownError:
    full = isinstance(cause, OSError) and cause.errno in _FULL
    return KnownError("report.disk_full" if full else "report.unwritable", path=str(file))
