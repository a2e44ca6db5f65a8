"""The verb ``report``."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import __main__ as program


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    file = tmp_path / "class.bayyina"

    def run(*typed: object) -> tuple[int, str, str]:
        code = program.main(["--workspace", str(file), *map(str, typed)])
        told = capsys.readouterr()
        return code, told.out, told.err

    assert run("sample")[0] == 0
    return run


def test_the_sample_classroom(run, tmp_path: Path):
    file = tmp_path / "report.pdf"
    assignment = json.loads(run("--json", "sample")[1])["assignments"][0]
    graded = json.loads(run("--json", "grade", assignment)[1])
    code, out, _ = run("--json", "report", assignment, "--out", file)
    assert code == 0
    told = json.loads(out)
    assert told["file"] == str(file)
    assert told["pages"] == len(PdfReader(file).pages)
    assert (told["students"], told["handed_in"], told["scale"]) == (6, 6, 20)
    totals = [one["total"] for one in graded]
    assert told["mean_percent"] == pytest.approx(sum(totals) / len(totals), abs=1e-5)
    # Every figure again, from what «grade» tells of each student.
    found: dict[str, int] = {}
    for one in graded:
        for row in one["claims"]:
            found[row["key"]] = found.get(row["key"], 0) + (row["found"] > 0)
    assert {one["key"]: one["found"] for one in told["claims"]} == found
    assert told["found"] == pytest.approx(sum(found.values()) / (6 * len(found)), abs=1e-5)
    by_found = sorted(range(len(told["claims"])), key=lambda i: (told["claims"][i]["found"], i))
    assert told["most_missed"] == [told["claims"][i]["key"] for i in by_found]
    drawn = [sum(one["relations"][i]["ends"] > 0 for one in graded) for i in range(24)]
    assert [one["drawn"] for one in told["relations"]] == drawn
    assert sum(sum(row.values()) for row in told["confusion"].values()) == sum(found.values())
    assert -1 < told["alpha"] < 1


def test_people_read_sentences_and_no_names(run, tmp_path: Path):
    assignment = json.loads(run("--json", "sample")[1])["assignments"][0]
    code, out, _ = run("--lang", "en", "report", assignment, "--out", tmp_path / "r.pdf")
    assert code == 0
    assert "Handed in: 6 of 6" in out
    assert "worth discussing" in out
    first = run("--json", "report", assignment, "--out", tmp_path / "r.pdf")[1]
    named = run("--json", "report", assignment, "--out", tmp_path / "n.pdf", "--names")[1]
    assert json.loads(named)["pages"] >= json.loads(first)["pages"]


def test_what_is_not_there_is_refused(run, tmp_path: Path):
    code, _, err = run("report", "nothing", "--out", tmp_path / "r.pdf")
    assert code == 1
    assert err
    assert not (tmp_path / "r.pdf").exists()
