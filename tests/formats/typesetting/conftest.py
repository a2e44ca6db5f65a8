"""The faces as the worksheets use them, loaded once."""

from pathlib import Path

import pytest

from app.formats.typesetting.faces import Face
from app.formats.typesetting.paragraphs import Faces

FONTS = Path(__file__).parents[3] / "resources" / "fonts"


@pytest.fixture(scope="session")
def amiri() -> Face:
    return Face(FONTS / "amiri" / "Amiri-Regular.ttf")


@pytest.fixture(scope="session")
def vazirmatn() -> Face:
    return Face(FONTS / "vazirmatn" / "Vazirmatn-Regular.ttf")


@pytest.fixture(scope="session")
def reading(amiri: Face, vazirmatn: Face) -> Faces:
    return Faces(amiri, vazirmatn)


@pytest.fixture(scope="session")
def interface(amiri: Face, vazirmatn: Face) -> Faces:
    return Faces(vazirmatn, amiri)
