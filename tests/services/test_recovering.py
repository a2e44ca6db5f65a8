"""A worksheet's data out of its file again, and into another classroom."""

import json
import os
import subprocess
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.worksheet import Kind
from app.services import exchanging, exporting, recovering
from app.services.composing import Choices
from app.services.workspace import Workspace
from tests.conftest import article_of
from tests.services.conftest import FIRST, SECOND


@pytest.fixture
def sheet(workspace, small_class, tmp_path):
    """The first student's worksheet of a kind, on the disk; and what was to be attached to it."""

    def made(kind):
        students = exporting.readers_of(workspace, small_class.assignment.id, kind)[:1]
        [written] = exporting.write_worksheets(
            workspace, small_class.assignment.id, kind, tmp_path / "sheets", Choices(), students
        )
        page = exporting.composed(workspace, small_class.assignment.id, students[0], kind,
                                  Choices())  # fmt: skip
        return written.file, getattr(page, "attachment", b"")

    return made


@pytest.mark.parametrize(
    ("kind", "annotations", "relations"),
    [(Kind.BLANK, 0, 0), (Kind.STUDENT, 3, 2), (Kind.GRADED, 4, 2), (Kind.KEY, 3, 1)],
)
def test_each_kind_comes_back_as_it_was_attached(sheet, kind, annotations, relations):
    file, attachment = sheet(kind)
    found = recovering.read_worksheet(file)
    assert found.data == attachment
    assert (found.annotations, found.relations, found.added) == (annotations, relations, False)
    moved = file.rename(file.with_name("ملف آخر.bin"))
    assert recovering.read_worksheet(moved) == found


@pytest.mark.parametrize(("kind", "author"), [(Kind.STUDENT, "s01"), (Kind.KEY, "key")])
def test_it_says_what_the_export_says(workspace, small_class, sheet, kind, author):
    found = json.loads(recovering.read_worksheet(sheet(kind)[0]).data)
    export = workspace.read(
        exchanging.export_annotations, small_class.assignment.article_ids, author
    )
    exported = json.loads(export.data)
    assert found["@context"] == exported["@context"]
    assert found["total"] == exported["total"]
    by_id = {item["id"]: item for item in exported["items"]}
    assert {item["id"]: item for item in found["items"]} == by_id


@pytest.mark.parametrize(("kind", "count"), [(Kind.STUDENT, 5), (Kind.KEY, 4)])
def test_it_goes_into_another_classroom_with_the_same_texts(sheet, tmp_path, kind, count):
    data = tmp_path / "read.jsonld"
    found = recovering.read_worksheet(sheet(kind)[0])
    exchanging.write_file(data, found.data)
    with Workspace.open(tmp_path / "other.bayyina") as other:
        for text in (FIRST, SECOND):
            other.do(Gesture.IMPORT, lambda tx, text=text: tx.add(article_of(text)))
        taken = other.do(
            Gesture.IMPORT_ANNOTATIONS, exchanging.import_items, exchanging.read_items(data)
        )
        assert (taken.added, taken.refused) == (count, ())
        again = json.loads(other.read(exchanging.export_annotations).data)
    assert len(again["items"]) == count
    quotes = {
        selector["exact"]
        for item in again["items"]
        if item["motivation"] == "tagging"
        for selector in item["target"]["selector"]
        if "exact" in selector
    }
    assert all(quote in FIRST + SECOND for quote in quotes)


def refusal(file):
    with pytest.raises(KnownError) as refused:
        recovering.read_worksheet(file)
    return refused.value.message


def test_a_booklet_is_for_printing(sheet):
    assert refusal(sheet(Kind.BOOKLET)[0]) == "worksheet_file.no_data"


def test_files_that_cannot_be_read(tmp_path):
    assert refusal(tmp_path / "nothing.pdf") == "import.missing"
    assert refusal(tmp_path) == "import.is_folder"
    empty, vast, pipe = (tmp_path / name for name in ("empty.pdf", "vast.pdf", "pipe.pdf"))
    empty.touch()
    assert refusal(empty) == "import.empty"
    with vast.open("wb") as file:
        file.truncate(300_000_000)
    assert refusal(vast) == "import.too_large"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert refusal(pipe) == "import.not_a_file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_permission(tmp_path):
    locked = tmp_path / "locked.pdf"
    locked.touch(mode=0)
    assert refusal(locked) == "import.denied"


def append(file, edit):
    writer = PdfWriter(BytesIO(file.read_bytes()), incremental=True)
    edit(writer)
    out = BytesIO()
    writer.write(out)
    file.write_bytes(out.getvalue())


def test_a_comment_does_not_hide_the_data(sheet):
    file, attachment = sheet(Kind.GRADED)
    append(file, lambda writer: writer.add_annotation(
        0, FreeText(text="شكرًا", rect=(50, 550, 200, 650))))  # fmt: skip
    found = recovering.read_worksheet(file)
    assert (found.data, found.added) == (attachment, True)


def test_a_page_that_was_painted_over_does(sheet):
    def paint(writer):
        stream = StreamObject()
        stream.set_data(b"1 g 0 0 600 900 re f")
        page = writer.pages[0]
        before = page.raw_get("/Contents")
        page[NameObject("/Contents")] = ArrayObject([before, writer._add_object(stream)])

    file, _ = sheet(Kind.GRADED)
    append(file, paint)
    assert refusal(file) == "worksheet_file.altered"


def _endless(writer):
    """A picture that shows a picture ten times that shows a picture ten times…"""
    box = ArrayObject([NumberObject(n) for n in (0, 0, 500, 800)])

    def form(data, resources):
        stream = StreamObject()
        stream.set_data(data)
        names = ("/Type", "/XObject"), ("/Subtype", "/Form")
        stream.update({NameObject(name): NameObject(value) for name, value in names})
        stream.update({NameObject("/BBox"): box, NameObject("/Resources"): resources})
        return writer._add_object(stream)

    def showing(inner):
        return DictionaryObject(
            {NameObject("/XObject"): DictionaryObject({NameObject("/X"): inner})}
        )

    inner = form(b"0 0 5 5 re f", DictionaryObject())
    for _ in range(25):
        inner = form(b"/X Do " * 10, showing(inner))
    content = StreamObject()
    content.set_data(b"/X Do")
    page = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = showing(inner)


def test_what_would_take_forever_is_ended(sheet, monkeypatch):
    monkeypatch.setattr(recovering, "_PATIENCE", 2)
    file, _ = sheet(Kind.STUDENT)
    append(file, _endless)
    assert refusal(file) == "worksheet_file.altered"


def test_the_child_answers_no_to_nonsense():
    for question in (b"", b"x\n%PDF", b"4\n%PDF-1.7", b"99999\n"):
        answer = subprocess.run(
            recovering.worker_command(recovering.ROLE), input=question, capture_output=True
        )
        assert answer.returncode != 0
