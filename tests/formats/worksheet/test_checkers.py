"""Two checkers of tagged PDF find no error on any kind, where they are installed.

``pip install outloud pdfua``: neither is part of the set-up. Both are weeks old, outloud brings
PyMuPDF and all that hangs on it, and what they check is checked by ``test_tagging`` too.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.language import CODES, Code
from app.formats.worksheet import Fonts
from app.formats.worksheet.writing import drawn
from tests.formats.worksheet.test_tagging import KINDS


@pytest.fixture(params=KINDS)
def file(request: pytest.FixtureRequest, fonts: Fonts, tmp_path: Path) -> Path:
    code: Code = CODES[len(request.param) % len(CODES)]  # each language comes up
    digits = "arab" if code == "ar" else "latin"
    grey = len(request.param) % 2 == 0
    path = tmp_path / "sheet.pdf"
    sheet = replace(KINDS[request.param], language=code, digits=digits, colour=not grey)
    path.write_bytes(drawn(sheet, fonts))
    return path


def test_outloud_finds_no_error(file: Path) -> None:
    outloud: Any = pytest.importorskip("outloud")
    found = outloud.check(str(file)).findings
    assert not [finding for finding in found if str(finding.severity).endswith("error")]


def test_pdfua_finds_nothing(file: Path) -> None:
    pdfua: Any = pytest.importorskip("pdfua")
    assert not pdfua.validate(str(file)).findings
