"""The verb ``collect``: what is printed, what is kept, the exit code."""

import json

import pytest

from app.__main__ import main
from app.domain.classroom import Student
from app.domain.submission import Submission
from app.services.workspace import Workspace
from tests.services.made_works import dump, file_of
from tests.services.test_collecting import MARKS, seated


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "class.bayyina"
    desk = seated(path)
    file_of(desk.work(("s01",), MARKS), tmp_path / "in/9b_s01_0930_a7kd.bayyina-work")
    (tmp_path / "in/9b_s02_0930_q8rt.bayyina-work").write_bytes(b"PK\x03\x04 cut")
    desk.workspace.close()
    return path


def run(capsys, file, *words):
    code = main(["--workspace", str(file), "--json", "--lang", "en", "collect", "one", *words])
    printed = capsys.readouterr()
    return code, json.loads(printed.out or "null"), printed.err


def test_a_dry_run_works_beside_an_open_window_and_keeps_nothing(capsys, file, tmp_path):
    with Workspace.open(file) as workspace:
        before = dump(workspace)
        code, answer, _ = run(capsys, file, str(tmp_path / "in"), "--dry-run")
        assert dump(workspace) == before
    assert (code, answer["added"], answer["already"]) == (0, 1, 0)
    assert answer["missing"] == ["s02", "s03"]


def test_what_is_collected_is_told_and_kept(capsys, file, tmp_path):
    code, answer, complaint = run(capsys, file, str(tmp_path / "in"))
    assert (code, answer["added"], answer["already"]) == (0, 1, 0)
    [refused] = answer["refused"]
    assert refused["path"].endswith("9b_s02_0930_q8rt.bayyina-work")
    assert refused["reason"] in complaint
    [cut, new] = answer["files"]
    assert (cut["state"], cut["student"], new["state"]) == ("refused", "s02", "new")
    assert (new["student"], new["attempt"], new["claims"]) == ("s01", 1, 2)
    with Workspace.open(file) as workspace:
        [kept] = workspace.read(lambda tx: tx.find(Submission))
        assert kept.receipt == new["receipt"]
        assert workspace.read(lambda tx: tx.count(Student)) == 3
    code, answer, _ = run(capsys, file, str(tmp_path / "in"))
    assert (code, answer["added"], answer["already"]) == (0, 0, 1)


def test_the_exit_code_is_one_only_where_nothing_could_be_taken(capsys, file, tmp_path):
    code, answer, _ = run(capsys, file, str(tmp_path / "in/9b_s02_0930_q8rt.bayyina-work"))
    assert (code, answer["added"], len(answer["refused"])) == (1, 0, 1)
    code, answer, _ = run(capsys, file, str(tmp_path / "nowhere"))
    assert (code, len(answer["refused"])) == (1, 1)
    (tmp_path / "empty").mkdir()
    code, answer, _ = run(capsys, file, str(tmp_path / "empty"))
    assert (code, answer["files"]) == (0, [])


def test_people_are_told_in_a_table(capsys, file, tmp_path):
    code = main(["--workspace", str(file), "--lang", "ar", "collect", "one", str(tmp_path / "in")])
    printed = capsys.readouterr().out
    assert code == 0
    assert "رمز الإيصال" in printed
    assert "أُضيف تسليم واحد." in printed
