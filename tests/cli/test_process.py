"""What only a process of its own shows: no Qt, bytes on stdout, broken pipes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# Runs one verb, then tells on stderr what was loaded.
LOADED = """
import sys
from app.__main__ import main
try:
    code = main(sys.argv[1:])
finally:
    print("LOADED", *sorted(name.partition(".")[0] for name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


def run(*typed: object, **more) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    return subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, typed)],
        cwd=ROOT, env=env, capture_output=True, timeout=120, **more,
    )  # fmt: skip


def test_no_verb_loads_qt_and_stdout_is_utf8_json(tmp_path: Path):
    file = tmp_path / "class.bayyina"
    text = tmp_path / "خبر.txt"
    text.write_text("افتتحت البلدية السوق أمس، ولم تذكر كلفتها.", encoding="utf-8")
    before = ["--workspace", file, "--json"]

    def told(*typed: object) -> object:
        done = run(*before, *typed)
        assert done.returncode == 0, done.stderr.decode()
        loaded = set(done.stderr.decode().partition("LOADED")[2].split())
        assert "app" in loaded
        assert not loaded & {"PySide6", "shiboken6", "qtawesome"}, typed
        return json.loads(done.stdout.decode("utf-8"))

    made = told("sample")
    assert isinstance(made, dict)
    assignment, article = made["assignments"][0], made["articles"][0]
    imported = told("import", text)
    assert isinstance(imported, list)
    assert imported[0]["path"].endswith("خبر.txt")
    told("articles")
    told("article", article)
    out = tmp_path / "a.jsonld"
    told("annotations", "export", "--out", out)
    told("annotations", "import", out)
    told("assignment", "create", "واجب", "--articles", article)
    told("grade", assignment)
    told("worksheets", assignment, "--kind", "blank", "--out", tmp_path / "pdf")
    told("doctor")


def test_help_needs_no_database():
    done = run("--help")
    assert done.returncode == 0
    loaded = set(done.stderr.decode().partition("LOADED")[2].split())
    assert not loaded & {"PySide6", "sqlmodel", "sqlalchemy", "reportlab"}


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path):
    file = tmp_path / "class.bayyina"
    assert run("--workspace", file, "sample").returncode == 0
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "app", "--workspace", str(file), "articles"],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_an_interrupted_verb_ends_quietly(tmp_path: Path):
    pipe = tmp_path / "slow"
    script = (
        "import signal, sys, app.cli.articles as a\n"
        "a.importing.import_paths = lambda *x, **y: signal.raise_signal(signal.SIGINT)\n"
        "from app.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--workspace", str(tmp_path / "c.bayyina"), "--lang", "en",
         "import", str(pipe)],
        cwd=ROOT, capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr == b"Interrupted.\n"


def test_the_worker_writes_worksheets_for_the_window(tmp_path: Path):
    file = tmp_path / "class.bayyina"
    made = run("--workspace", file, "--json", "sample")
    assignment = json.loads(made.stdout)["assignments"][0]
    job = {"workspace": str(file), "assignment": assignment, "kind": "blank",
           "out": str(tmp_path / "pdf"), "students": ["s02"]}  # fmt: skip
    done = run("--worker", input=(json.dumps(job) + "\n").encode())
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert (told[0], told[-1]) == ({"total": 1}, {"done": 1})
    assert told[1]["student"] == "s02"
    assert Path(told[1]["file"]).exists()
    assert "PySide6" not in done.stderr.decode()
