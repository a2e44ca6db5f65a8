from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import fonts
from tests.gestures.reading_window import ReadingWindow


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    assert fonts.load() == []


@pytest.fixture
def reading(faces: None, tmp_path: Path) -> Iterator[ReadingWindow]:
    """The reading page with three articles, the first two open."""
    window = ReadingWindow(tmp_path)
    window.articles = window.add_articles()
    window.open()
    yield window
    window.close()
