"""The words of each kind as poppler reads them, against files that were read through by eye.

A golden file is made anew with ``python -m tests.formats.worksheet.test_golden``; then it is read.
"""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.worksheet import Booklet, Worksheet
from app.formats.worksheet import Fonts
from app.formats.worksheet.writing import drawn
from tests.formats.worksheet.samples import (
    GRADED,
    KEY,
    TEXT,
    blank_of,
    booklet_of,
    student_of,
)

_DIRECTIONS = (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys(_DIRECTIONS, " ")
KINDS: dict[str, Worksheet | Booklet] = {
    "graded": replace(GRADED, hijri=True),
    "student": student_of(GRADED),
    "blank": blank_of(GRADED),
    "key": KEY,
    "booklet": booklet_of(3),
}


def golden(kind: str) -> Path:
    return Path(__file__).parent / f"golden_{kind}.txt"


def text_of(page: Worksheet | Booklet, fonts: Fonts) -> str:
    """What ``pdftotext`` finds, without controls of direction."""
    found = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],
        input=BytesIO(drawn(page, fonts)).getvalue(), capture_output=True, check=True,
    )  # fmt: skip
    return found.stdout.decode().translate(_CONTROLS)


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w\u064b-\u0652\u0670]+", text)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
@pytest.mark.parametrize("kind", KINDS)
def test_words_as_poppler_reads_them(kind: str, fonts: Fonts) -> None:
    """White space and the order of columns are not compared: they are poppler's."""
    found = text_of(KINDS[kind], fonts)
    words = words_of(TEXT)
    assert sum(word in found for word in words) / len(words) >= 0.99
    assert sorted(words_of(found)) == sorted(words_of(golden(kind).read_text(encoding="utf-8")))


if __name__ == "__main__":
    loaded = Fonts()
    for name, page in KINDS.items():
        kept = "\n".join(line.strip() for line in text_of(page, loaded).splitlines())
        golden(name).write_text(re.sub(r"\n{2,}|\f", "\n", kept).strip() + "\n", encoding="utf-8")
