"""The file: the same bytes from the same input, and text that can be found in it."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import break_lines
from app.formats.typesetting.truetype import program
from tests.formats.typesetting.sample_text import PARAGRAPHS, article

PAGE = (595.28, 841.89)


def _set(text: str, faces: Faces) -> bytes:
    out = BytesIO()
    drawing = Drawing(out, PAGE, title="نص", language="ar", creator="test")
    y = 800.0
    for paragraph in text.split("\n"):
        for line in break_lines(faces.shape(paragraph, None), 13, 480):
            if y < 60:
                drawing.end_page()
                y = 800
            y -= 26
            drawing.text(line.place(540 - line.width), y, "#1F1D19")
    drawing.end_page()
    drawing.save()
    return out.getvalue()


def _words(text: str) -> list[str]:
    return re.findall(r"[\w\u064b-\u0652\u0670]+", text)


def _recall(source: str, found: str) -> float:
    words = _words(source)
    return sum(word in found for word in words) / len(words)


@pytest.fixture(scope="module")
def source() -> str:
    return "\n".join(PARAGRAPHS) + "\n" + article()


def test_equal_input_gives_equal_bytes(source: str) -> None:
    fonts = Path(__file__).parents[3] / "resources" / "fonts"
    first, second = (
        _set(source, Faces(Face(fonts / "amiri" / "Amiri-Regular.ttf"))) for _ in range(2)
    )
    assert first == second


def test_a_document_does_not_depend_on_those_before_it(amiri: Face, source: str) -> None:
    fresh = _set(source, Faces(amiri))
    _set("نص آخر قبله Zz 987", Faces(amiri))
    assert _set(source, Faces(amiri)) == fresh


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_words_are_found_by_poppler(reading: Faces, source: str, tmp_path: Path) -> None:
    file = tmp_path / "text.pdf"
    file.write_bytes(_set(source, reading))
    found = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert _recall(source, found) >= 0.99


def test_words_are_found_by_pypdf_and_pdfium(reading: Faces, interface: Faces, source: str) -> None:
    for faces in (reading, interface):
        data = _set(source, faces)
        by_pypdf = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        assert _recall(source, by_pypdf) >= 0.99
        document = pypdfium2.PdfDocument(data)
        by_pdfium = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert _recall(source, by_pdfium) >= 0.985  # it turns R1 and B2 round by rules of its own


def test_embedded_program_draws_what_was_shaped(amiri: Face) -> None:
    paragraph = Faces(amiri).shape("سُئِلَ عن R1.", 1)
    indices = [cell for run in paragraph.runs for cell in run.cells]
    for cell in [amiri.cells[index] for index in indices]:  # the same a little further on
        moved = tuple((glyph, dx + 40, dy) for glyph, dx, dy in cell.glyphs)
        indices.append(amiri.cell_index(cell._replace(glyphs=moved)))
    cells = [amiri.cells[index] for index in indices]
    font = TTFont(BytesIO(program(amiri, indices)), checkChecksums=2)
    source = TTFont(Path(__file__).parents[3] / "resources/fonts/amiri/Amiri-Regular.ttf")
    ours = font["glyf"]
    for number, cell in enumerate(cells, 1):
        name = font.getGlyphName(number)
        assert font["hmtx"][name][0] == cell.advance
        points = sorted(tuple(point) for point in ours[name].getCoordinates(ours)[0])
        expected: list[tuple[int, int]] = []
        for glyph, dx, dy in cell.glyphs:
            table = source["glyf"]
            coordinates = table[source.getGlyphName(glyph)].getCoordinates(table)[0]
            expected += [(x + dx, y + dy) for x, y in coordinates]
        assert points == sorted(expected), cell
