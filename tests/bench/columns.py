"""Articles set in one column as worksheets set them: what other programs' work is held against."""

import re
from collections.abc import Sequence
from pathlib import Path

from app import paths
from app.domain.direction import is_right_to_left
from app.formats.typesetting.breaking import paragraph_spans
from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Faces

SIZE, WIDTH, LEADING = 12.75, 470.0, 27.0  # points; what worksheets set articles in
FACES = {"Amiri": "amiri/Amiri-Regular.ttf", "Vazirmatn": "vazirmatn/Vazirmatn-Regular.ttf"}
_COLLAPSED = re.compile("[ \t]+")  # what a browser makes one space of


def font_file(family: str) -> Path:
    return paths.resources() / "fonts" / FACES[family]


def faces_of(family: str) -> Faces:
    """A family's face, and the other family for what it lacks."""
    other = next(name for name in FACES if name != family)
    return Faces(Face(font_file(family)), Face(font_file(other)))


def texts(files: Sequence[Path]) -> list[str]:
    """The text files named; without any, the articles of the sample classroom."""
    chosen = files or sorted((paths.seeds() / "articles").glob("*.txt"))
    return [file.read_text(encoding="utf-8-sig") for file in chosen]


def paragraphs(text: str) -> list[str]:
    """Paragraphs that hold something, spaces collapsed as a browser does."""
    parts = (text[start:end] for start, end in paragraph_spans(text))
    collapsed = (_COLLAPSED.sub(" ", part).strip(" ") for part in parts)
    return [part for part in collapsed if part]


def base_of(paragraph: str) -> int:
    """1 where it runs right to left."""
    return int(is_right_to_left(paragraph))
