"""Issuing the report of a small class as a PDF, by ourselves and by a worker."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import issuing, reporting, working
from app.services.composing import Choices
from app.services.working import REPORT, Job

PLAIN = Choices(named=False)


def page_of(workspace, assignment_id: str, choices: Choices):
    told = workspace.read(reporting.report_of, assignment_id)
    return issuing.page_of(told, workspace.read(reporting.course_of, assignment_id), choices)


def test_it_is_written_with_its_figures(workspace, small_class, tmp_path: Path):
    file = tmp_path / "new" / "report.pdf"
    issued = issuing.issue(workspace, small_class.assignment.id, file, PLAIN)
    assert issued.file == file
    assert len(PdfReader(file).pages) == issued.pages
    assert issued.told.report.handed_in == 1


def test_what_stands_on_it(workspace, small_class, keyless):
    page = page_of(workspace, small_class.assignment.id, PLAIN)
    assert (page.title, page.school, page.classroom) == (
        "كم كلّف الجسر؟", "مدرسة النخيل", "الصف التاسع ب",
    )  # fmt: skip
    assert [article.number for article in page.articles] == [1, 2]
    assert page.article_number(small_class.assignment.article_ids[1]) == 2
    assert page.marks == ()
    assert {stage.here for stage in page.course} == {True, False}
    named = page_of(workspace, small_class.assignment.id, replace(PLAIN, named=True))
    assert [(line.name, line.mark is None) for line in named.marks] == [
        ("ريم العلي", False), ("يوسف بنعلي", True),
    ]  # fmt: skip
    mark, percent = named.marks[0].mark, named.marks[0].percent
    assert percent is not None
    assert mark == pytest.approx(percent / 5, abs=0.051)


def test_nothing_is_written_where_nobody_handed_in(workspace, small_class, tmp_path: Path):
    def clear(tx):
        from app.domain.annotation import Annotation
        from app.domain.relation import Relation

        for relation in tx.find(Relation, author_id="s01"):
            tx.remove(relation)
        for mark in tx.find(Annotation, author_id="s01"):
            tx.remove(mark)

    workspace.do(Gesture.REMOVE_CLAIM, clear)
    with pytest.raises(KnownError, match="nothing"):
        issuing.issue(workspace, small_class.assignment.id, tmp_path / "r.pdf", PLAIN)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_place_that_cannot_be_written_is_told(workspace, small_class, tmp_path: Path):
    wall = tmp_path / "wall"
    wall.write_text("a file, no folder")
    for file in (wall / "r.pdf", tmp_path):
        with pytest.raises(KnownError, match=r"report\.unwritable"):
            issuing.issue(workspace, small_class.assignment.id, file, PLAIN)


def test_a_worker_writes_it_for_the_window(workspace, small_class, tmp_path: Path):
    job = Job(
        workspace=str(workspace.path), assignment=small_class.assignment.id, kind=REPORT,
        out=str(tmp_path / "r.pdf"),
    )  # fmt: skip
    told = io.StringIO()
    assert working.work(io.StringIO(job.line), told) == 0
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    assert lines[0] == {"total": 1}
    assert lines[1]["file"] == str(tmp_path / "r.pdf")
    assert lines[1]["pages"] == len(PdfReader(tmp_path / "r.pdf").pages)
    assert lines[2] == {"done": 1}
    refused = io.StringIO()
    assert working.work(io.StringIO(replace(job, assignment="gone").line), refused) == 1
    assert json.loads(refused.getvalue().splitlines()[-1])["refused"]["message"] == (
        "grading.no_assignment"
    )
