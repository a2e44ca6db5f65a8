"""A reader on screen (offscreen), with the faces loaded."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import fonts
from app.ui.look import Look
from app.ui.reader.reader import Reader


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    assert fonts.load() == []


@pytest.fixture
def look(faces: None) -> Look:
    return Look("light")


@pytest.fixture
def open_reader(look: Look, qtbot) -> Callable[..., Reader]:
    """``open_reader(text, width=…, size=…)``: a shown reader of that text."""

    def make(text: str, *, width: int = 443, height: int = 556, size: int = 19) -> Reader:
        reader = Reader(look)
        qtbot.addWidget(reader)
        reader.set_reading(size, round(size * 1.9))
        reader.resize(width, height)
        reader.show_article(text)
        reader.show()
        qtbot.waitExposed(reader)
        QApplication.processEvents()
        return reader

    return make
