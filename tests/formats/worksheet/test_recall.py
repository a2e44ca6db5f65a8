"""Every word of the articles can be found again in the sheets of the sample classroom."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from app.domain.change import Gesture
from app.domain.worksheet import Kind, Worksheet
from app.formats.worksheet import Fonts, write
from app.services import sampling
from app.services.composing import Choices, worksheet_of
from app.services.exporting import readers_of
from app.services.workspace import Workspace

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
_WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Worksheet]:
    """The graded sheet of who did most, and a blank one."""
    with Workspace.open(tmp_path_factory.mktemp("recall") / "class.bayyina") as workspace:
        sample = workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
        (assignment,) = sample.assignments
        first = readers_of(workspace, assignment, Kind.GRADED)[0]
        return [
            workspace.read(worksheet_of, assignment, first, kind, Choices())
            for kind in (Kind.GRADED, Kind.BLANK)
        ]


@pytest.mark.parametrize("index", [0, 1], ids=["graded", "blank"])
def test_words_of_the_articles_by_pdftotext(
    sheets: list[Worksheet], index: int, fonts: Fonts, tmp_path: Path
) -> None:
    sheet, file = sheets[index], tmp_path / "sheet.pdf"
    write(sheet, file, fonts)
    command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    found = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    wanted = Counter(word for article in sheet.articles for word in _WORD.findall(article.text))
    assert sum(wanted.values()) > 2500
    distinct = set(_WORD.findall(found))
    missing = Counter({word: n for word, n in wanted.items() if word not in distinct})
    assert 1 - missing.total() / wanted.total() >= 0.99, missing
    lost = wanted - Counter(_WORD.findall(found))
    assert 1 - lost.total() / wanted.total() >= 0.99, lost
