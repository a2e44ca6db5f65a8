"""``python -m tests.bench.against_weasyprint``: a class's worksheets by us and by WeasyPrint.

Ours: the graded worksheets of thirty students on the five articles of the sample, as in
``class_worksheets``. WeasyPrint: the same articles with the same claims as coloured spans, and the
same rows of claims, relations and notes in a table; no badges, tags, outlines, attachments; in one
process, its fonts loaded once. It sets a few students' worksheets and is counted per student.

``WEASYPRINT`` names a Python that has it (it is no part of the set-up); else this one is tried.
"""

import argparse
import html
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from app.domain.change import Gesture
from app.domain.worksheet import Kind, PrintedArticle, Worksheet
from app.services.composing import Choices, worksheet_of
from app.services.exporting import readers_of
from app.services.workspace import Workspace
from tests.bench import printing
from tests.bench.columns import FACES, font_file

_LEAST = 5  # times as fast
_SET = """
import json, sys, time
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
pages = [open(name, encoding="utf-8").read() for name in sys.argv[1:]]
taken = []
for k, page in enumerate([pages[0], *pages]):
    start = time.perf_counter()
    HTML(string=page).write_pdf(sys.argv[1] + ".pdf", font_config=fonts, pdf_variant=None)
    taken.append(time.perf_counter() - start)
print(json.dumps(taken[1:]))
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.against_weasyprint")
    parser.add_argument("--students", type=int, default=4, help="that WeasyPrint sets")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bench = printing.bench(printing.NAMES[0], stack)
        bench.ours()
        before = bench.ours()
        workspace = stack.enter_context(Workspace.open(folder / "class.bayyina"))
        assignment = workspace.do(Gesture.ADD_SAMPLE, printing.add_class)
        students = readers_of(workspace, assignment.id, Kind.GRADED)
        files: list[str] = []
        for number, student in enumerate(students[: chosen.students]):
            sheet = workspace.read(worksheet_of, assignment.id, student, Kind.GRADED, Choices())
            file = folder / f"{number}.html"
            file.write_text("".join(_web_page(sheet)), encoding="utf-8")
            files.append(str(file))
        python = os.environ.get("WEASYPRINT", sys.executable)
        done = subprocess.run([python, "-c", _SET, *files], capture_output=True, timeout=600)
        if done.returncode:
            print(f"WeasyPrint is not installed: {done.stderr.decode()[-300:]}")
            return 2
        theirs = json.loads(done.stdout)
        ours = (before + bench.ours()) / 2 / len(students)
    mean = sum(theirs) / len(theirs)
    print(
        f"ours {ours * 1000:.0f} ms a student, WeasyPrint {mean * 1000:.0f} ms: {mean / ours:.1f} x"
    )
    return 0 if mean / ours >= _LEAST else 1


def _web_page(sheet: Worksheet) -> Iterator[str]:
    faces = "".join(
        f"@font-face {{font-family: {name}; src: url({font_file(name).as_uri()})}}"
        for name in FACES
    )
    yield (
        f"<!doctype html><html lang={sheet.language} dir=rtl><meta charset=utf-8><style>{faces}"
        "@page {size: A4; margin: 25mm 15mm} body {font: 12.75pt/27pt Amiri, Vazirmatn}"
        "table {font: 9pt/13.5pt Vazirmatn, Amiri; width: 100%; table-layout: fixed;"
        "border-collapse: collapse}"
        "td {border: 0.75pt solid #ccc; padding: 3pt} b {font-weight: normal; background: #fbe9cb;"
        "border-bottom: 1.5pt solid #8a5a00}</style>"
    )
    yield f"<h1>{html.escape(sheet.title)}</h1><p>{html.escape(sheet.student)}"
    for article in sheet.articles:
        yield f"<h2>{html.escape(article.title or '')}</h2>{_marked(article)}"
    yield '<table><col style="width: 45pt"><col>' + '<col style="width: 27pt">' * 4
    for row in sheet.claims:
        said = (row.quote, row.who, row.note, row.reason, row.comment)
        points = (row.found, row.tagged, row.source, row.total)
        yield _row(f"{row.number} {row.tag}", said, *points)
    for relation in sheet.relations:
        said = (relation.source.quote, relation.target.quote, relation.note, relation.reason)
        yield _row(relation.type, said, None, None, None, relation.points)
    for note in sheet.notes:
        yield _row(
            f"{note.number} {note.tag}", (note.text, note.level_name), "", "", "", note.points
        )
    yield "</table>"
    for words in (*sheet.improvements, sheet.comment):
        yield f"<p>{html.escape(words)}"


def _marked(article: PrintedArticle) -> str:
    """Its paragraphs, claims in <b>; where claims overlap, the first."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(span for mark in article.claims for span in mark.spans):
        if start >= at:
            pieces.append(html.escape(article.text[at:start]))
            pieces.append(f"<b>{html.escape(article.text[start:end])}</b>")
            at = end
    pieces.append(html.escape(article.text[at:]))
    return "<p>" + "".join(pieces).replace("\n", "<p>")


def _row(name: str, said: Sequence[str], *points: float | str | None) -> str:
    lines = "<br>".join(html.escape(words) for words in said if words)
    figures = "".join(f"<td>{'' if value is None else value}" for value in points)
    return f"<tr><td>{html.escape(name)}<td>{lines}{figures}"


if __name__ == "__main__":
    sys.exit(main())
