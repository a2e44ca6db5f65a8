from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.ui import fonts, spoken
from tests.gestures.reading_window import ReadingWindow
from tests.gestures.whole_window import WholeWindow


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    assert fonts.load() == []
    QAccessible.installFactory(spoken.interface)


@pytest.fixture
def reading(faces: None, tmp_path: Path) -> Iterator[ReadingWindow]:
    """The reading page with three articles, the first two open."""
    window = ReadingWindow(tmp_path)
    window.articles = window.add_articles()
    window.open()
    yield window
    window.close()


@pytest.fixture
def whole(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WholeWindow]:
    """The program before its start, in a home of its own; ``start`` it."""
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    window = WholeWindow(qapp, tmp_path / "home")
    yield window
    window.close()
