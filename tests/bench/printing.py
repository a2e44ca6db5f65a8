"""Graded worksheets of a class, against reportlab drawing as many glyphs on as many pages."""

import re
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app import paths
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.worksheet import Kind
from app.formats import sample_files
from app.services import exchanging, sampling
from app.services.composing import Choices
from app.services.exporting import readers_of, write_worksheets
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from tests.bench.measuring import Bench

NAMES = ("class_worksheets",)
_CLASS = 30
_SHOWN = re.compile(rb"\(((?:[^\\()]|\\.)*)\) Tj")
_FORM = re.compile(rb"(/P\d+) Do")
_ESCAPED = re.compile(rb"\\(.)")

Lines = list[int]  # how many glyphs each line of a page shows


def bench(name: str, stack: ExitStack) -> Bench:
    """Ours: the graded worksheets of 30 students on the five articles of the sample, from the open
    file to 30 synced PDFs: reading, grading, composing, fonts, layout, writing. As in the program,
    by as many processes as serve it: on one processor the ratio is a half higher than on two.

    The floor: reportlab's canvas with one plain TrueType face, loaded once too. For each line of
    text on each page of ours, one ``drawString`` of as many characters of the articles' text; 30
    compressed PDFs. No bands, no rules, no second face or direction, no reading, no syncing.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    workspace = stack.enter_context(Workspace.open(folder / "bench.bayyina"))
    assignment = workspace.do(Gesture.ADD_SAMPLE, add_class)
    students = readers_of(workspace, assignment.id, Kind.GRADED)
    out = folder / "worksheets"

    def ours() -> float:
        shutil.rmtree(out, ignore_errors=True)
        start = perf_counter()
        for _ in write_worksheets(workspace, assignment.id, Kind.GRADED, out, Choices(), students):
            pass
        return perf_counter() - start

    ours()
    sheets = [_lines_of(path) for path in sorted(out.iterdir())]
    text = " ".join(a.reading.text for a in sample_files.read(paths.seeds()).articles)
    text = " ".join(text.split())
    plain = folder / "plain"
    plain.mkdir()

    def floor() -> float:
        start = perf_counter()
        pdfmetrics.registerFont(
            TTFont("plain", paths.resources() / "fonts" / "amiri" / "Amiri-Regular.ttf")
        )
        for number, pages in enumerate(sheets):
            _draw(plain / f"{number}.pdf", pages, text)
        return perf_counter() - start

    return Bench(name, 2, ours, floor, rounds=3)


def add_class(tx: Transaction) -> Assignment:
    """The sample classroom, grown to thirty: each newcomer has the work of one of the six, less a
    claim or more."""
    sample = sampling.add_sample(tx)
    assignment = tx.get(Assignment, sample.assignments[0])
    files = sample_files.read(paths.seeds())
    six = len(files.students)
    for number in range(six, _CLASS):
        model = files.students[number % six]
        new = Student(
            id=f"n{number:02}", classroom_id=model.classroom_id, name=f"{model.name} {number}",
            position=number + 1,
        )  # fmt: skip
        tx.add(new)
        work = files.work[model.id]
        less = replace(work, claims=work.claims[number // six :])
        exchanging.import_items(tx, less, new.id, copies=True)
    return assignment


def _lines_of(path: Path) -> list[Lines]:
    """The lines of text on each page of a worksheet."""
    pages: Any = pypdf.PdfReader(path).pages
    return [_lines_in(page.get_contents(), page["/Resources"]["/XObject"]) for page in pages]


def _lines_in(content: Any, forms: Any) -> Lines:
    """Each line of text is one line of the content; every code two bytes. What stands on several
    pages is a form."""
    lines: Lines = []
    for line in content.get_data().split(b"\n"):
        if form := _FORM.search(line):
            lines += _lines_in(forms[form[1].decode()], forms)
        elif shown := _SHOWN.findall(line):
            lines.append(sum(len(_ESCAPED.sub(rb"\1", codes)) // 2 for codes in shown))
    return lines


def _draw(path: Path, pages: list[Lines], text: str) -> None:
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    at = 0
    for page in pages:
        canvas.setFont("plain", 11)
        y = A4[1] - 60
        for count in page:
            if at + count > len(text):
                at = 0
            canvas.drawString(60, y, text[at : at + count])
            at += count
            y -= 14
        canvas.showPage()
    canvas.save()
