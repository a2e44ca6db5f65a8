"""``assignment create``, ``list``, ``show`` and ``purge`` as a script meets them."""

import pytest

from app import paths
from tests.cli.test_verbs import Shell


@pytest.fixture
def shell(tmp_path, capsys, monkeypatch) -> Shell:
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    shell = Shell(tmp_path, capsys)
    shell.json("sample")
    return shell


def articles(shell: Shell) -> list[str]:
    return [one["id"] for one in shell.json("articles")][:2]


def test_all_that_can_be_said_of_an_assignment(shell, tmp_path):
    roster = tmp_path / "صف.csv"
    roster.write_text("id,name\nx1,نوح\nx2,سلمى\n", encoding="utf-8")
    made = shell.json(
        "assignment", "create", "من قال؟", "--articles", *articles(shell), "--roster", roster,
        "--classroom", "العاشر أ", "--asked", "source,links", "--notes", 3, "--claims", 10,
        "--weights", "70,30,0", "--scale", 10, "--due", "2026-12-01", "--mode", "practice",
        "--instructions", "يُقرأ المقالان.", "--codebook", paths.seeds() / "codebook.toml",
    )  # fmt: skip
    assert list(made) == ["id"]
    shown = shell.json("assignment", "show", made["id"])
    assert shown == {
        "id": made["id"], "name": "من قال؟", "classroom": "العاشر أ", "students": ["x1", "x2"],
        "articles": articles(shell), "asked": ["source", "links"], "claims_asked": 10,
        "relations_asked": 0, "notes_asked": 3, "scale": 10, "due": "2026-12-01",
        "weights": {"claims": 70, "relations": 30, "notes": 0}, "mode": "practice",
        "instructions": "يُقرأ المقالان.", "key": {"claims": 0, "relations": 0, "versions": 0},
    }  # fmt: skip
    again = shell.json(
        "assignment", "create", "ثانٍ", "--articles", *articles(shell), "--classroom", "العاشر أ",
        "--asked", "none",
    )  # fmt: skip
    assert shell.json("assignment", "show", again["id"])["students"] == ["x1", "x2"]
    listed = shell.json("assignment", "list")
    assert {one["name"] for one in listed} >= {"من قال؟", "ثانٍ"}
    for verb in (("assignment", "list"), ("assignment", "show", made["id"])):
        code, out, _ = shell.run("--lang", "en", *verb)
        assert code == 0
        assert "من قال؟" in out


@pytest.mark.parametrize(
    ("option", "code"),
    [(("--scale", "3"), 1), (("--weights", "0,0,0"), 1), (("--due", "soon"), 1),
     (("--classroom", "لا صف"), 1), (("--weights", "60,40"), 2), (("--asked", "colour"), 2)],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_made(shell, option, code):
    given = shell.run("assignment", "create", "واجب", "--articles", *articles(shell), *option)
    assert given[0] == code
    assert given[2]
    assert len(shell.json("assignment", "list")) == 1


def test_a_class_is_purged_when_that_is_confirmed(shell):
    name = shell.json("assignment", "list")[0]["classroom"]
    for typed in (("purge", name), ("purge", "لا صف", "--yes")):
        code, _, told = shell.run(*typed)
        assert code == 1
        assert told
    assert len(shell.json("assignment", "list")[0]["students"]) == 6
    purged = shell.json("purge", name, "--yes")
    assert (purged["classroom"], purged["students"], purged["left"]) == (name, 6, [])
    assert purged["annotations"] > 0
    assert shell.json("assignment", "list")[0]["students"] == []
    assert all(check["ok"] for check in shell.json("doctor")["checks"])
