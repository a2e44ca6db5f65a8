"""The faces of a worksheet: Amiri for what somebody wrote, Vazirmatn for what the program says."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from app import paths
from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Faces
from app.formats.worksheet.look import load_look


class Fonts:
    """All faces, loaded once, with what has been shaped in them, and the colours of paper.

    Share one over a class set.

    Raises KnownError where a font file is missing or damaged.
    """

    def __init__(self) -> None:
        folder = paths.resources() / "fonts"
        amiri, amiri_bold = (
            Face(folder / "amiri" / f"Amiri-{weight}.ttf") for weight in ("Regular", "Bold")
        )
        plain, medium, semibold, bold = (
            Face(folder / "vazirmatn" / f"Vazirmatn-{weight}.ttf")
            for weight in ("Regular", "Medium", "SemiBold", "Bold")
        )
        self.reading = Faces(amiri, plain)
        self.reading_bold = Faces(amiri_bold, bold)
        self.plain = Faces(plain, amiri)
        self.medium = Faces(medium, amiri)
        self.semibold = Faces(semibold, amiri_bold)
        self.bold = Faces(bold, amiri_bold)
        self.look = lru_cache(maxsize=2)(load_look)
        # Cells of text by all that they are made from; they hold no page and no element.
        self.cells: dict[tuple[Hashable, ...], list[Any]] = {}
        # What a table's cell asks for, by its text, faces, size and page: (widths of its
        # paragraphs, of its widest word, its lines by width). A class shares many sentences.
        self.needs: dict[
            tuple[str, Faces, float, int], tuple[list[float], float, dict[float, int]]
        ] = {}
