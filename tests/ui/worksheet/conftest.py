"""The worksheet page of a small class, in its window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.services.workspace import Workspace
from app.ui import fonts
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass, small_class

__all__ = ["small_class"]  # the fixture


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    assert fonts.load() == []


@pytest.fixture
def opened(
    faces: None, workspace: Workspace, small_class: SmallClass, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> GradingWindow:  # fmt: skip
    """Who asks for it closes it."""
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    made = GradingWindow(workspace, tmp_path)
    made.open("worksheet")
    return made
