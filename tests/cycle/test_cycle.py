"""The whole cycle on two computers without a network: hand out, work, hand in, collect, grade.

Every score is held against one that was worked out again from the files alone.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import paths
from tests.cycle import machine, recomputing, simulating
from tests.cycle.simulating import Pupil

PUPILS = 30


@dataclass(frozen=True)
class Class:
    """What the teacher has before anybody has worked."""

    home: Path
    file: Path
    assignment: str
    key: dict[str, Any]
    texts: dict[str, str]
    pupils: list[Pupil]
    pack: Path

    def run(self, *commands: tuple[str | Path, ...]) -> list[machine.Answer]:
        """Verbs on the teacher's computer."""
        return machine.run(
            self.home / "teacher", [("--workspace", self.file, "--json", *c) for c in commands]
        )


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Class:
    home = tmp_path_factory.mktemp("school")
    file, pack = home / "teacher.bayyina", home / "out" / "واجب.bayyina-pack"
    seeds = paths.seeds()
    key = json.loads((seeds / "key.jsonld").read_text(encoding="utf-8"))

    def run(*commands: tuple[str | Path, ...]) -> list[Any]:
        asked = [("--workspace", file, "--json", *command) for command in commands]
        return [answer.value for answer in machine.run(home / "teacher", asked)]

    [imported] = run(("import", *sorted((seeds / "articles").iterdir())))
    ids = [outcome["article"]["id"] for outcome in imported]
    texts = {one["sha256"]: one["text"] for one in run(*(("article", id) for id in ids))}
    pupils = simulating.classroom(key, texts, PUPILS, seed=7)
    roster = home / "roster.csv"
    rows = "".join(f"{pupil.id},{pupil.name}\n" for pupil in pupils)
    roster.write_text("id,name\n" + rows, encoding="utf-8")
    pack.parent.mkdir()
    [made] = run(
        ("assignment", "create", "كم كلّف ديب سيك؟", "--articles", ",".join(ids),
         "--key", seeds / "key.jsonld", "--roster", roster),
    )  # fmt: skip
    run(("pack", made["id"], "--out", pack))
    return Class(home, file, made["id"], key, texts, pupils, pack)


@pytest.fixture(scope="module")
def handed_in(school: Class) -> Path:
    """The folder of the stick, after every pupil has worked on a computer that is not the
    teacher's and has nothing but the pack."""
    stick = school.home / "stick"
    stick.mkdir()
    commands: list[tuple[str | Path, ...]] = []
    for pupil in school.pupils:
        file = school.home / "lab" / f"{pupil.id}.bayyina"
        marks = school.home / "lab" / f"{pupil.id}.jsonld"
        marks.parent.mkdir(exist_ok=True)
        marks.write_text(json.dumps(pupil.document, ensure_ascii=False), encoding="utf-8")
        here = ("--workspace", file, "--json")
        commands += [
            (*here, "open", school.pack, "--student", pupil.id),
            (*here, "annotations", "import", marks, "--author", pupil.id),
            (*here, "hand-in", school.assignment, "--student", pupil.id, "--out", stick),
        ]
    answers = machine.run(school.home / "lab", commands)
    receipts = [answer.value["receipt"] for answer in answers[2::3]]
    assert len(set(receipts)) == PUPILS
    assert all(len(receipt) == 8 for receipt in receipts)
    assert not [answer.value["refused"] for answer in answers[1::3] if answer.value["refused"]]
    return stick


def test_there_is_no_name_and_no_key_in_what_is_given_out(school: Class):
    """Zips deflate their parts, so they are read part by part."""
    import zipfile

    with zipfile.ZipFile(school.pack) as pack:
        inside = "\n".join(pack.read(name).decode("utf-8") for name in pack.namelist())
    assert not [pupil.name for pupil in school.pupils if pupil.name in inside]
    assert not [item["id"] for item in school.key["items"] if item["id"][9:] in inside]


@pytest.fixture(scope="module")
def graded(school: Class, handed_in: Path) -> list[dict[str, Any]]:
    look, taken, again, grades = (
        answer.value
        for answer in school.run(
            ("collect", school.assignment, handed_in, "--dry-run"),
            ("collect", school.assignment, handed_in),
            ("collect", school.assignment, handed_in),
            ("grade", school.assignment),
        )
    )
    assert (look["added"], look["already"], look["refused"], look["missing"]) == (PUPILS, 0, [], [])
    assert (taken["added"], taken["already"]) == (PUPILS, 0)
    assert (again["added"], again["already"]) == (0, PUPILS)
    return grades


def test_every_score_is_what_it_is_by_hand(school: Class, graded: list[dict[str, Any]]):
    key = recomputing.read(school.key, school.texts)
    assert [one["student"] for one in graded] == [pupil.id for pupil in school.pupils]
    for pupil, told in zip(school.pupils, graded, strict=True):
        mine = recomputing.grade(key, recomputing.read(pupil.document, school.texts), {}, 0)
        points = {
            row["key"]: (row["found"], row["tagged"], row["source"]) for row in told["claims"]
        }
        assert points == {id.removeprefix("urn:uuid:"): p for id, p in mine.claims.items()}
        links = {row["key"]: row["effective"] for row in told["relations"]}
        assert links == pytest.approx(
            {id.removeprefix("urn:uuid:"): p for id, p in mine.relations.items()}
        )
        assert told["total"] == pytest.approx(mine.total, abs=1e-5)
    assert graded[0]["total"] == 100
    assert graded[-1]["total"] == 0
    assert len({one["total"] for one in graded}) > PUPILS // 2


def test_thirty_worksheets_and_a_table(school: Class, graded: list[dict[str, Any]]):
    out, table = school.home / "sheets", school.home / "grades.csv"
    sheets, _ = school.run(
        ("worksheets", school.assignment, "--kind", "graded", "--out", out),
        ("grades", school.assignment, "--out", table),
    )
    files = [Path(sheet["file"]) for sheet in sheets.value]
    assert len({file.name for file in files}) == PUPILS
    assert all(file.read_bytes().startswith(b"%PDF-") for file in files)
    data = table.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert len(rows) == PUPILS + 1
    by_id = {one["student"]: one["total"] for one in graded}
    for row in rows[1:]:
        [id] = [cell for cell in row if cell in by_id]
        assert any(_is(cell, by_id[id]) for cell in row), row


def _is(cell: str, total: float) -> bool:
    try:
        return abs(float(cell) - total) < 0.06
    except ValueError:
        return False
