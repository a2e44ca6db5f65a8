"""``pack``, ``open`` and ``hand-in`` as scripts meet them, each computer a classroom file."""

import json
from pathlib import Path

import pytest

from app import __main__ as program
from app.domain.change import Gesture
from app.formats import submission_file
from app.services import carrying
from app.services.workspace import Workspace
from tests.formats import tampering

TEXTS = {
    "قطار.txt": "تأخر القطار ساعة كاملة صباح أمس.\nوقالت محطة الشمال إن عطلًا أصاب الإشارات.\n",
    "محطة.txt": "أكد سائق القطار أن الإشارات كانت تعمل.\nوالمحطة أقبح بناء في المدينة.\n",
}


class Computer:
    """Runs verbs on one classroom file."""

    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file = file
        self._capsys = capsys

    def run(self, *typed: object) -> tuple[int, str, str]:
        try:
            code = program.main(["--workspace", str(self.file), *map(str, typed)])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        told = self._capsys.readouterr()
        return code, told.out, told.err

    def json(self, *typed: object):
        code, out, error = self.run("--json", *typed)
        assert code == 0, error
        return json.loads(out)


@pytest.fixture
def computers(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    return lambda name: Computer(tmp_path / f"{name}.bayyina", capsys)


@pytest.fixture
def teacher(computers, tmp_path):
    made = computers("teacher")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    articles = [one["article"]["id"] for one in made.json("import", *(tmp_path / n for n in TEXTS))]
    (tmp_path / "class.csv").write_text("id,name\ns01,سلمى\ns02,زياد\n", encoding="utf-8")
    made.json("assignment", "create", "قطار الصباح", "--articles", ",".join(articles),
              "--roster", tmp_path / "class.csv")  # fmt: skip
    return made


@pytest.fixture
def pack(teacher, tmp_path) -> Path:
    teacher.json("pack", "قطار الصباح", "--out", tmp_path / "قطار.bayyina-pack")
    return tmp_path / "قطار.bayyina-pack"


def marks(articles: list[dict[str, str]]) -> dict[str, object]:
    items = [
        {"id": f"urn:uuid:00000000-0000-4000-8000-00000000000{n}", "type": "Annotation",
         "motivation": "tagging",
         "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag}],
         "target": {"source": source, "selector": [{"type": "TextQuoteSelector", "exact": exact}]}}
        for n, (source, exact, tag) in enumerate([
            (f"urn:sha256:{articles[0]['sha256']}", "عطلًا أصاب الإشارات", "sourced"),
            (f"urn:uuid:{articles[1]['id']}", "الإشارات كانت تعمل", "sourced"),
        ])
    ]  # fmt: skip
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
            "items": items}  # fmt: skip


def test_from_the_teacher_to_a_student_and_back(teacher, computers, pack, tmp_path):
    student = computers("student")
    opened = student.json("open", pack, "--student", "s01")
    there = {one["id"]: one for one in teacher.json("articles")}
    assert set(opened) == {"id", "articles"}
    assert opened["articles"] == list(there)
    (tmp_path / "m.jsonld").write_text(json.dumps(marks(list(there.values()))))
    taken = student.json("annotations", "import", tmp_path / "m.jsonld", "--author", "s01")
    assert taken["added"] == 2
    done = student.json("hand-in", opened["id"][:8], "--student", "s01", "--out", tmp_path / "out")
    assert set(done) == {"file", "receipt"}
    found = submission_file.read(Path(done["file"]))
    assert found.submission.receipt == done["receipt"]
    assert (found.claims, found.student_ids, found.is_consistent) == (2, ("s01",), True)
    again = student.json("hand-in", "قطار الصباح", "--student", "s01", "--out", tmp_path / "out")
    assert again["file"] != done["file"]
    code, out, _ = student.run("hand-in", "قطار الصباح", "--student", "s01", "--out", tmp_path)
    assert code == 0
    assert "رمز الإيصال" in out


def test_work_of_somebody_who_did_nothing_or_marked_elsewhere(teacher, tmp_path):
    done = teacher.json("hand-in", "قطار الصباح", "--student", "x9", "--out", tmp_path / "out")
    assert submission_file.read(Path(done["file"])).claims == 0


def test_a_pair(computers, pack, tmp_path):
    student = computers("student")
    student.json("open", pack, "--student", "s02", "--student", "s01")
    done = student.json("hand-in", "قطار الصباح", "--student", "s01", "--student", "s02",
                        "--out", tmp_path / "out")  # fmt: skip
    assert submission_file.read(Path(done["file"])).student_ids == ("s01", "s02")


def test_open_takes_kept_work_too(computers, pack, tmp_path):
    first, second = computers("first"), computers("second")
    id = first.json("open", pack, "--student", "s01")["id"]
    articles = first.json("articles")
    (tmp_path / "m.jsonld").write_text(json.dumps(marks(articles)))
    first.json("annotations", "import", tmp_path / "m.jsonld", "--author", "s01")
    with Workspace.open(first.file) as workspace:
        from app.services import packing

        file = carrying.keep_in(workspace, packing.sitting_id(id, ["s01"]), tmp_path)
    opened = second.json("open", file, "--student", "s01")
    assert opened["id"] == id
    assert [one["claims"] for one in second.json("articles")] == [1, 1]
    code, _, error = second.run("open", file, "--student", "s02")
    assert (code, "s01" in error) == (1, True)


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_refusals_leave_no_trace(computers, pack, tmp_path, lang):
    student = computers("student")
    data = pack.read_bytes()
    cases = [case for case in tampering.of_any(data)][::9]
    for case in cases:
        pack.write_bytes(case.data)
        code, out, error = student.run("--lang", lang, "--json", "open", pack, "--student", "s01")
        assert (code, out) == (1, ""), case.name
        assert error.strip(), case.name
    with Workspace.open(student.file) as workspace:
        assert [s for s in workspace.steps() if s.name.gesture is Gesture.OPEN_PACK] == []


def test_wrong_ways(teacher, pack, tmp_path):
    before = pack.read_bytes()
    assert teacher.run("pack", "none", "--out", tmp_path / "x")[0] == 1
    assert teacher.run("pack", "قطار الصباح")[0] == 2
    assert teacher.run("pack", "قطار الصباح", "--out", tmp_path / "قطار.txt")[0] == 1
    assert teacher.run("pack", "قطار الصباح", "--out", tmp_path / "none" / "x")[0] == 1
    assert teacher.run("hand-in", "قطار الصباح", "--student", "s01")[0] == 2
    gone = tmp_path / "no" / "stick"
    assert teacher.run("hand-in", "قطار الصباح", "--student", "s01", "--out", gone)[0] == 1
    assert teacher.run("open", tmp_path / "none", "--student", "s01")[0] == 1
    assert pack.read_bytes() == before
