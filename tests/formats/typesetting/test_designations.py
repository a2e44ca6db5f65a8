"""A letter beside a number, where text runs right to left."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from app.formats.typesetting.designations import Part, parts_of
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Faces, Paragraph
from app.formats.typesetting.placing import PlacedRun, one_line

SIZES = (7.5, 9, 12.75, 16)
SET = (
    "قارن الباحث بين R1 والنموذج الأقدم",
    "بلغ المتر o1، ثم توقف عند V3.",
    "في القاعة (B12) مقاعد H800 خالية",
    "اشترت المدرسة لوح A4 وقلم H100",
)
WANTED = ("R1", "o1", "V3", "B12", "H800", "A4", "H100")


def _run(text: str, faces: Faces) -> tuple[PlacedRun, Paragraph]:
    """The run of a line that is set from the left."""
    line = one_line(faces.shape(text, 1), 10).place(0)
    (run,) = [run for run in line.runs if not run.level & 1]
    return run, line.paragraph


def _ink(parts: list[Part], face: Face) -> list[tuple[str, int, float]]:
    """Each character with a glyph of it and where that is drawn, of the size."""
    found: list[tuple[str, int, float]] = []
    for part in parts:
        pen = part.x
        for index in part.cells:
            cell = face.cells[index]
            found += [
                (cell.text, glyph, pen + dx / face.units_per_em) for glyph, dx, _ in cell.glyphs
            ]
            pen += cell.advance / face.units_per_em
    return found


@pytest.mark.parametrize("text", ["حرف R1 هنا", "حرف H800، هنا", "خطة B2 C3 هنا"])
def test_every_glyph_is_drawn_where_it_was(text: str, reading: Faces) -> None:
    run, paragraph = _run(text, reading)
    parts = parts_of(run, paragraph)
    assert len(parts) > 1
    expected = _ink([Part(0, run.cells)], run.face)
    for ours, theirs in zip(_ink(parts, run.face), expected, strict=True):
        assert ours[:2] == theirs[:2]
        assert ours[2] == pytest.approx(theirs[2], abs=0.002)


@pytest.mark.parametrize("text", ["حرف DeepSeek-R1 هنا", "حرف GPT4 هنا", "حرف R1x هنا", "عدد 25"])
def test_what_is_more_than_a_letter_and_a_number_stays_whole(text: str, reading: Faces) -> None:
    run, paragraph = _run(text, reading)
    assert parts_of(run, paragraph) == [Part(0, run.cells)]


def _file(size: float, faces: Faces, language: str = "ar") -> bytes:
    out = BytesIO()
    drawing = Drawing(out, (400, 300), title="نص", language=language, creator="test")
    for number, text in enumerate(SET):
        line = one_line(faces.shape(text, 1), size)
        drawing.text(line.place(380 - line.width), 260 - 40 * number, "#1F1D19")
    drawing.end_page()
    drawing.save()
    return out.getvalue()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("family", ["reading", "interface"])
def test_found_by_all_readers(
    size: float, family: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    data = _file(size, request.getfixturevalue(family))
    texts = {
        "pdfium": pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range(),
        "pypdf": PdfReader(BytesIO(data)).pages[0].extract_text(),
    }
    if shutil.which("pdftotext"):
        file = tmp_path / "set.pdf"
        file.write_bytes(data)
        command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        texts["poppler"] = done.stdout.decode()
    for reader, text in texts.items():
        assert not [word for word in WANTED if word not in text], (reader, text)


def test_left_alone_in_a_document_that_runs_left_to_right(reading: Faces) -> None:
    """There pdfium expects text from the left."""
    out = BytesIO()
    drawing = Drawing(out, (400, 300), title="text", language="en", creator="test")
    line = one_line(reading.shape("Both A4 and R1 are here", 0), 11)
    drawing.text(line.place(20), 200, "#1F1D19")
    drawing.end_page()
    drawing.save()
    text = pypdfium2.PdfDocument(out.getvalue())[0].get_textpage().get_text_range()
    assert text == "Both A4 and R1 are here"
