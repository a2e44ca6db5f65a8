"""Every verb as a script meets it: exit code, JSON alone on stdout, reasons on stderr."""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
from PIL import Image
from pypdf import PdfReader

from app import __main__ as program
from app.formats.page_images import PageImages

TEXT = (
    "سوق بلا زبائن في طرف المدينة\n"
    "افتتحت بلدية المدينة أمس سوقًا جديدة للخضار بعد ثلاث سنوات من العمل المتقطع.\n"
    "وقال رئيس البلدية إن السوق تضم مئتي محل، ونصفها محجوز لمزارعي القرى القريبة.\n"
)


class Shell:
    """Runs verbs on one classroom file."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file = folder / "made" / "class.bayyina"
        self._capsys = capsys

    def run(self, *typed: object) -> tuple[int, str, str]:
        given = ["--workspace", str(self.file), *map(str, typed)]
        try:
            code = program.main(given)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        told = self._capsys.readouterr()
        return code, told.out, told.err

    def json(self, *typed: object):
        code, out, _ = self.run("--json", *typed)
        assert code == 0
        return json.loads(out)


@pytest.fixture
def shell(tmp_path: Path, capsys, monkeypatch) -> Shell:
    monkeypatch.setenv("BAYYINA_HOME", str(tmp_path / "home"))
    return Shell(tmp_path, capsys)


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    file = tmp_path / "سوق.txt"
    file.write_bytes(TEXT.encode("cp1256", "ignore"))
    return file


def test_import_and_look(shell, article_file):
    expected = TEXT.encode("cp1256", "ignore").decode("cp1256")
    first = shell.json("import", article_file)
    assert [(one["path"], one["status"], one["reason"]) for one in first] == [
        (str(article_file), "imported", None)
    ]
    facts = first[0]["article"]
    assert facts.keys() == {
        "id", "title", "publisher", "published", "encoding", "words", "sha256", "segments"
    }  # fmt: skip
    assert (facts["encoding"], facts["publisher"], facts["published"]) == (
        "windows-1256", None, None
    )  # fmt: skip
    assert facts["segments"] == [{"kind": "title", "start": 0, "end": 28}]
    assert shell.json("import", article_file)[0]["status"] == "already"

    listed = shell.json("articles")
    assert listed == [
        {"id": facts["id"], "title": "سوق بلا زبائن في طرف المدينة", "publisher": None,
         "author": None, "published": None, "words": facts["words"], "claims": 0,
         "sha256": facts["sha256"]}
    ]  # fmt: skip
    whole = shell.json("article", facts["id"][:8])
    assert (whole["text"], whole["segments"]) == (expected, facts["segments"])

    code, out, err = shell.run("articles")
    assert (code, err) == (0, "")
    assert "سوق بلا زبائن" in out
    assert "غير مذكور" in out


def test_one_bad_file_does_not_stop_the_others(shell, article_file, tmp_path):
    bad = tmp_path / "صورة.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    code, out, err = shell.run("--json", "import", bad, article_file)
    assert code == 0
    assert [one["status"] for one in json.loads(out)] == ["refused", "imported"]
    assert json.loads(out)[0]["article"] is None
    assert "صورة.txt" in err
    assert json.loads(out)[0]["reason"] in err


@pytest.mark.parametrize("data", [b"", b"  \n", b"\0\1\2\3" * 9, "كلام".encode()[:-1], None])
def test_bad_input_is_refused_and_changes_nothing(shell, tmp_path, data):
    bad = tmp_path / "bad.txt"
    if data is not None:
        bad.write_bytes(data)
    code, out, err = shell.run("import", bad)
    assert (code, out) == (1, "")
    assert "bad.txt" in err
    assert shell.json("articles") == []


def test_the_encoding_may_be_told(shell, article_file):
    code, _, err = shell.run("import", article_file, "--encoding", "utf-8")
    assert (code, "utf-8" in err) == (1, True)
    done = shell.json("import", article_file, "--encoding", "cp1252")
    assert done[0]["article"]["encoding"] == "windows-1252"


def test_the_sample_classroom_from_sample_to_worksheet(shell, tmp_path):
    made = shell.json("sample")
    assert {key: len(ids) for key, ids in made.items()} == {
        "articles": 5, "students": 6, "assignments": 1
    }  # fmt: skip
    assert shell.json("sample") == made
    graded = shell.json("grade", made["assignments"][0])
    assert [one["student"] for one in graded] == made["students"]
    first = graded[0]
    assert first["claims"][0].keys() == {
        "key", "found", "tagged", "source", "manual", "effective"
    }  # fmt: skip
    assert {"student", "claims", "relations", "notes", "total"} <= first.keys()
    assert 0 < first["total"] <= 100
    code, out, _ = shell.run("grade", made["assignments"][0][:8])
    assert code == 0
    assert len(out.splitlines()) == 7


def test_annotations_out_and_in(shell, tmp_path):
    shell.run("sample")
    out = tmp_path / "all.jsonld"
    told = shell.json("annotations", "export", "--out", out)
    items = json.loads(out.read_text(encoding="utf-8"))["items"]
    assert len(items) == told["annotations"] + told["relations"]
    one = tmp_path / "one.jsonld"
    of_one = shell.json("annotations", "export", "--out", one, "--author", "tj01")
    assert 0 < of_one["annotations"] < told["annotations"]

    again = shell.json("annotations", "import", out)
    assert again == {"added": 0, "already": len(items), "refused": []}

    other = Shell(tmp_path / "second", shell._capsys)
    for folder in sorted((program_seeds() / "articles").iterdir()):
        other.run("import", folder)
    assert other.json("annotations", "import", out)["added"] == len(items)
    back = tmp_path / "back.jsonld"
    other.json("annotations", "export", "--out", back)
    assert claims_of(back) == claims_of(out)


def program_seeds() -> Path:
    from app import paths

    return paths.seeds()


def claims_of(path: Path) -> set[str]:
    """Everything but the article's own id, which each classroom file makes for itself."""
    found: set[str] = set()
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            if isinstance(target, dict):
                del target["source"]
        found.add(json.dumps(item, sort_keys=True))
    return found


def test_items_that_are_refused_are_named(shell, article_file, tmp_path):
    shell.run("import", article_file)
    file = tmp_path / "a.jsonld"
    file.write_text(json.dumps({"items": [{"id": "x", "motivation": "tagging", "body": []}]}))
    code, out, err = shell.run("--json", "--lang", "en", "annotations", "import", file)
    assert code == 1
    assert json.loads(out) == {
        "added": 0, "already": 0,
        "refused": [{"id": "x", "reason": "A claim has exactly one tag."}],
    }  # fmt: skip
    assert "A claim has exactly one tag." in err
    file.write_text("{")
    code, out, err = shell.run("--json", "annotations", "import", file)
    assert (code, out) == (1, "")
    assert "a.jsonld" in err


def test_an_assignment_with_key_and_roster(shell, tmp_path):
    articles = shell.json("sample")["articles"]
    key = tmp_path / "key.jsonld"
    shell.run("annotations", "export", "--out", key, "--author", "tj01")
    roster = tmp_path / "التاسع ج.csv"
    roster.write_text("id,name\ntj02,إلياس بنعمر\n", encoding="utf-8")
    made = shell.json("assignment", "create", "واجب", "--articles", ",".join(articles),
                      "--key", key, "--roster", roster)  # fmt: skip
    assert made.keys() == {"id"}
    graded = shell.json("grade", made["id"])
    assert "tj02" in [one["student"] for one in graded]
    assert all(one["total"] < 100 for one in graded if one["student"] != "tj01")
    # Nobody asked for notes: whoever marked just what the key has loses nothing.
    without_notes = json.loads(key.read_text(encoding="utf-8"))["items"]
    for item in without_notes:
        item.pop("bayyina:starred", None)
        item["id"] = str(uuid5(NAMESPACE_URL, item["id"]))
        if item["motivation"] == "linking":
            item["target"] = [str(uuid5(NAMESPACE_URL, end)) for end in item["target"]]
    (tmp_path / "same.jsonld").write_text(json.dumps({"items": without_notes}), encoding="utf-8")
    roster.write_text("id,name\nb7,سلمى بنعمر\n", encoding="utf-8")
    shell.json("annotations", "import", tmp_path / "same.jsonld", "--author", "b7")
    made = shell.json("assignment", "create", "واجب", "--articles", ",".join(articles),
                      "--key", key, "--roster", roster)  # fmt: skip
    assert [one["total"] for one in shell.json("grade", made["id"])] == [100]

    roster.write_text("id,name\ntj02,\n", encoding="utf-8")
    code, out, err = shell.run("assignment", "create", "آخر", "--articles", articles[0],
                               "--roster", roster)  # fmt: skip
    assert (code, out) == (1, "")
    assert "٢" in err
    code, _, err = shell.run("assignment", "create", "آخر", "--articles", "none")
    assert (code, "none" in err) == (1, True)


def test_worksheets(shell, tmp_path):
    assignment = shell.json("sample")["assignments"][0]
    out = tmp_path / "pdf"
    written = shell.json("worksheets", assignment, "--kind", "blank", "--out", out)
    assert len(written) == 6
    for one in written:
        assert one.keys() == {"student", "file", "pages"}
        assert Path(one["file"]).read_bytes().startswith(b"%PDF")
        assert one["pages"] > 0


def test_key_and_booklet_are_one_file_each(shell, tmp_path):
    assignment = shell.json("sample")["assignments"][0]
    names = {"key": "مفتاح الإجابة", "booklet": "كتيّب الصف"}
    pages = {}
    for kind, name in names.items():
        odd = ["--odd", "--no-names"] if kind == "booklet" else []
        [one] = shell.json("worksheets", assignment, "--kind", kind, "--out", tmp_path, *odd)
        assert one["student"] is None
        assert name in Path(one["file"]).name
        pages[kind] = one["pages"]
    assert pages["booklet"] > 6 * 10  # the work of six, on five articles
    assert pages["booklet"] > pages["key"] > 10


def test_how_worksheets_look(shell, tmp_path):
    assignment = shell.json("sample")["assignments"][0]
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "navy").save(logo)

    def written(*more, out="pdf"):
        asked = ("worksheets", assignment, "--kind", "blank", "--out", tmp_path / out)
        return [Path(one["file"]) for one in shell.json(*asked, *more)]

    first = written()
    look = ["--paper", "letter", "--grey", "--digits", "latin", "--hijri", "--school", "مدرسة",
            "--subject", "القراءة", "--logo", logo]  # fmt: skip
    other = written(*look, out="other")
    for file, width in ((first[0], 595.28), (other[0], 612)):
        with PageImages(file.read_bytes()) as pages:
            assert pages.sizes[0][0] == pytest.approx(width, abs=0.1)
    assert written(*look, out="other") == other  # the same again is the same file
    before = first[0].read_bytes()
    assert written("--grey", "--existing", "keep") == first
    assert first[0].read_bytes() == before
    assert written("--grey", "--existing", "replace") == first
    assert first[0].read_bytes() != before
    assert written("--paper", "letter")[0].name.endswith(" (2).pdf")
    typed = written("--fillable", out="typed")
    assert set(PdfReader(typed[0]).get_fields() or ()) == {"comment", "mark"}
    assert not PdfReader(first[0]).get_fields()


def test_a_logo_that_is_none_changes_nothing(shell, tmp_path):
    assignment = shell.json("sample")["assignments"][0]
    logo, out = tmp_path / "logo.png", tmp_path / "pdf"
    logo.write_text("not a picture")
    code, _, err = shell.run(
        "--lang", "en", "worksheets", assignment, "--kind", "blank", "--out", out, "--logo", logo
    )
    assert (code, "PNG or JPEG" in err) == (1, True)
    assert not out.exists()


def test_doctor(shell):
    shell.run("sample")
    checks = shell.json("doctor")["checks"]
    assert {"integrity", "fonts", "storage", "references_of_qt"} <= {c["name"] for c in checks}
    assert all(check.keys() == {"name", "ok", "detail"} and check["ok"] for check in checks)
    shell.file.write_bytes(b"no classroom file at all" * 100)
    code, out, err = shell.run("--json", "doctor")
    assert code == 1
    assert not all(check["ok"] for check in json.loads(out)["checks"])
    assert err


def test_what_can_be_no_classroom_file_is_told(shell, tmp_path):
    shell.file.mkdir(parents=True)
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for verb in (["articles"], ["sample"], ["doctor"]):
        for file in (shell.file, circle):
            code, _, err = shell.run("--workspace", file, "--lang", "en", *verb)
            assert (code, err.count("Traceback")) == (1, 0)
    code, _, err = shell.run("--lang", "en", "articles")
    assert "is a folder" in err


def test_a_garbage_workspace_is_refused_and_left_alone(shell):
    shell.file.parent.mkdir()
    shell.file.write_bytes(b"no classroom file at all" * 100)
    for verb in ("articles", "sample"):
        code, out, err = shell.run("--json", verb)
        assert (code, out) == (1, "")
        assert shell.file.name in err
    assert shell.file.read_bytes() == b"no classroom file at all" * 100


@pytest.mark.parametrize(
    "typed",
    [
        ["fly"], ["import"], ["article"], ["annotations"], ["annotations", "export"],
        ["assignment", "create", "x"], ["worksheets", "x", "--kind", "gold", "--out", "."],
        ["articles", "--lang", "de"], ["articles", "--nonsense"],
    ],
)  # fmt: skip
def test_wrong_usage(shell, typed):
    code, out, err = shell.run(*typed)
    assert (code, out) == (2, "")
    assert "bayyina" in err
    assert not shell.file.exists()


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_help_is_in_the_language_asked_for(shell, lang):
    code, out, err = shell.run("--lang", lang, "--help")
    assert (code, err) == (0, "")
    word = {"ar": "الصف التجريبي", "en": "sample classroom", "fr": "classe d’essai"}[lang]
    assert word in out
    for verb in ("sample", "import", "articles", "article", "annotations", "assignment",
                 "grade", "worksheets", "read-worksheet", "doctor"):  # fmt: skip
        assert shell.run(verb, "--help")[0] == 0


def test_options_may_stand_after_the_verb_too(shell):
    code, out, _ = shell.run("articles", "--json", "--lang", "fr")
    assert (code, json.loads(out)) == (0, [])
    code, out, _ = shell.run("articles", "--lang=en")
    assert "no articles" in out


def test_the_language_chosen_in_the_window_is_spoken(shell, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "preferences.json").write_text('{"language": "fr"}')
    assert "pas encore" in shell.run("articles")[1]
    (home / "preferences.json").write_text("[")
    assert "لا مقالات" in shell.run("articles")[1]


def test_terminals_without_direction(shell, article_file):
    shell.run("import", article_file)
    _, out, _ = shell.run("--visual", "articles")
    assert "نئابز الب قوس" in out
    assert not any(mark in out for mark in "\u2066\u2067\u2068\u2069\u200f")
