"""What a class gets back, from the shell."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.test_verbs import Shell, shell

__all__ = ["shell"]  # the fixture


@pytest.fixture
def assignment(shell: Shell) -> str:
    return shell.json("sample")["assignments"][0]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_grades_say_what_grade_says(shell, assignment, tmp_path):
    graded = {one["student"]: one["total"] for one in shell.json("grade", assignment)}
    path = tmp_path / "g.csv"
    told = shell.json("--lang", "en", "grades", assignment, "--out", path)
    assert told["file"] == str(path)
    assert told["students"] == len(graded) == 6
    assert {row["id"]: float(row["percent"]) for row in table(path)} == pytest.approx(
        graded, abs=0.0051
    )
    assert set(told["provisional"]) == {
        row["id"] for row in table(path) if row["state"] == "provisional"
    }


def test_moodle_and_canvas(shell, assignment, tmp_path):
    given, path = tmp_path / "m.csv", tmp_path / "filled.csv"
    given.write_text("Identifier,Full name,Email address,Grade,Maximum Grade,Feedback comments\n"
                     "P 1,X,tj01@school.example,,100,\nP 2,Y,y@school.example,,100,\n")  # fmt: skip
    told = shell.json("grades", assignment, "--out", path, "--moodle", given)
    assert (told["students"], told["unmatched"]) == (1, [{"who": "Y", "why": "unknown"}])
    assert sorted(told["left_out"]) == ["tj02", "tj03", "tj04", "tj05", "tj06"]
    code, _, err = shell.run("grades", assignment, "--out", path, "--canvas")
    assert (code, "filled.csv" in err) == (1, True)  # another table is there
    shell.json("grades", assignment, "--out", tmp_path / "c.csv", "--canvas")
    assert (tmp_path / "c.csv").read_text("utf-8-sig").startswith("Student,ID,SIS User ID,")
    code, _, err = shell.run("grades", assignment, "--out", tmp_path / "d.csv", "--canvas", given)
    assert (code, (tmp_path / "d.csv").exists()) == (1, False)


def test_feedback_out_and_opened_on_the_students_computer(shell, assignment, tmp_path):
    given = shell.json("feedback", assignment, "--out", tmp_path / "back")
    assert [one["student"] for one in given] == [f"tj0{n}" for n in range(1, 7)]
    shell.json("pack", assignment, "--out", tmp_path / "p.bayyina-pack")
    other = Shell(tmp_path / "lab", shell._capsys)
    other.json("open", tmp_path / "p.bayyina-pack", "--student", "tj02")
    code, _, err = other.run("open", given[0]["file"])
    assert (code, "tj01" in err) == (1, True)
    opened = other.json("open", given[1]["file"])
    assert (opened["student"], opened["already"]) == ("tj02", False)
    assert other.json("open", given[1]["file"])["already"]
    assert other.run("open", tmp_path / "p.bayyina-pack")[0] == 2  # whose sitting is it?
