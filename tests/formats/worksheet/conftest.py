"""Faces loaded once for all worksheets."""

import pytest

from app.formats.worksheet import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts()
