"""``read-worksheet`` as a script meets it."""

import json
import shutil
from pathlib import Path

import pytest

from app import __main__ as program
from app.domain.change import Gesture
from app.domain.worksheet import Kind
from app.services import exporting, sampling
from app.services.composing import Choices
from app.services.workspace import Workspace


class Shell:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file = folder / "class.bayyina"
        self._capsys = capsys

    def run(self, *typed: object) -> tuple[int, str, str]:
        code = program.main(["--workspace", str(self.file), *map(str, typed)])
        told = self._capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def shell(tmp_path: Path, capsys, monkeypatch) -> Shell:
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    return Shell(tmp_path, capsys)


@pytest.fixture(scope="module")
def classroom(tmp_path_factory) -> tuple[Path, Path]:
    """The sample classroom, and the worksheet of one of its students."""
    folder = tmp_path_factory.mktemp("classroom")
    with Workspace.open(folder / "class.bayyina") as workspace:
        [assignment, *_] = workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample).assignments
        reader = exporting.readers_of(workspace, assignment, Kind.STUDENT)[0]
        [written] = exporting.write_worksheets(
            workspace, assignment, Kind.STUDENT, folder, Choices(), [reader]
        )
    return folder / "class.bayyina", written.file


@pytest.fixture
def sheet(shell: Shell, classroom: tuple[Path, Path], tmp_path: Path) -> Path:
    """The worksheet, beside the classroom that it came from."""
    shell.file, file = (Path(shutil.copy(one, tmp_path)) for one in classroom)
    return file


def test_out_of_the_pdf_and_into_another_classroom(shell, sheet, tmp_path):
    out = tmp_path / "read.jsonld"
    code, told, err = shell.run("--json", "read-worksheet", sheet, "--out", out)
    assert (code, err) == (0, "")
    counts = json.loads(told)
    assert counts.keys() == {"annotations", "relations"}
    assert min(counts.values()) > 0
    document = json.loads(out.read_bytes())
    assert document["total"] == sum(counts.values())
    student = document["bayyina:worksheet"]["student"]

    again = tmp_path / "again.jsonld"
    _, exported, _ = shell.run("--json", "annotations", "export", "--out", again,
                               "--author", student)  # fmt: skip
    assert json.loads(exported) == counts
    items = {item["id"]: item for item in json.loads(again.read_bytes())["items"]}
    assert {item["id"]: item for item in document["items"]} == items
    code, told, _ = shell.run("--json", "annotations", "import", out)
    assert (code, json.loads(told)["already"]) == (0, document["total"])


def test_it_needs_no_classroom_and_makes_none(shell, sheet, tmp_path):
    shell.file = tmp_path / "none.bayyina"
    code, told, _ = shell.run("--lang", "en", "read-worksheet", sheet, "--out", tmp_path / "o")
    assert code == 0
    assert str(tmp_path / "o") in told
    assert not shell.file.exists()


@pytest.mark.parametrize(
    ("lang", "word"), [("ar", "أو حفظه برنامج آخر"), ("en", "saved anew"), ("fr", "réenregistré")]
)
def test_what_was_changed_is_refused_and_nothing_is_written(shell, sheet, tmp_path, lang, word):
    content = bytearray(sheet.read_bytes())
    content[len(content) // 2] ^= 1
    sheet.write_bytes(content)
    out = tmp_path / "read.jsonld"
    out.write_text("before")
    before = sorted(tmp_path.iterdir())
    code, told, err = shell.run("--lang", lang, "--json", "read-worksheet", sheet, "--out", out)
    assert (code, told) == (1, "")
    assert word in err
    assert out.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == before


def test_an_addition_is_told_beside_the_answer(shell, sheet, tmp_path):
    with sheet.open("ab") as file:
        file.write(b"\n")
    out = tmp_path / "read.jsonld"
    code, told, err = shell.run("--lang", "en", "--json", "read-worksheet", sheet, "--out", out)
    assert code == 0
    assert json.loads(told)
    assert "added" in err


def test_where_it_cannot_be_written(shell, sheet, tmp_path):
    content = sheet.read_bytes()
    for out in (sheet, sheet.parent / "." / sheet.name, tmp_path, tmp_path / "none" / "f.jsonld"):
        code, told, err = shell.run("--lang", "en", "read-worksheet", sheet, "--out", out)
        assert (code, told) == (1, "")
        assert err
    assert sheet.read_bytes() == content
    assert not (tmp_path / "none").exists()


def test_the_help_says_what_comes_back(shell):
    with pytest.raises(SystemExit) as end:
        shell.run("--lang", "en", "read-worksheet", "--help")
    assert end.value.code == 0
