"""What only a process of its own shows: no Qt, bytes on stdout, broken pipes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# Runs verbs (a JSON list of what is typed, as the argument), then tells on stderr what was loaded.
LOADED = """
import json, sys
from app.__main__ import main
codes = []
try:
    for typed in json.loads(sys.argv[1]):
        codes.append(main(typed))
        sys.stdout.write(chr(0x1e))
finally:
    print("LOADED", *sorted(name.partition(".")[0] for name in sys.modules), file=sys.stderr)
sys.exit(max(codes))
"""


def run(*verbs: list[object], **more) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    typed = json.dumps([[str(word) for word in verb] for verb in verbs])
    return subprocess.run(
        [sys.executable, "-c", LOADED, typed],
        cwd=ROOT, env=env, capture_output=True, timeout=120, **more,
    )  # fmt: skip


def loaded(done: subprocess.CompletedProcess[bytes]) -> set[str]:
    return set(done.stderr.decode().partition("LOADED")[2].split())


def told(done: subprocess.CompletedProcess[bytes]) -> list[object]:
    """What each verb answered, from the bytes on stdout."""
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(part) for part in done.stdout.decode("utf-8").split("\x1e")[:-1]]


def test_no_verb_loads_qt_and_stdout_is_utf8_json(tmp_path: Path):
    text, out = tmp_path / "خبر.txt", tmp_path / "a.jsonld"
    text.write_text("افتتحت البلدية السوق أمس، ولم تذكر كلفتها.", encoding="utf-8")
    before = ["--workspace", tmp_path / "class.bayyina", "--json"]
    (made,) = told(run([*before, "sample"]))
    assert isinstance(made, dict)
    assignment, article = made["assignments"][0], made["articles"][0]
    done = run(
        [*before, "sample"],
        [*before, "import", text],
        [*before, "articles"],
        [*before, "article", article],
        [*before, "annotations", "export", "--out", out],
        [*before, "annotations", "import", out],
        [*before, "assignment", "create", "واجب", "--articles", article],
        [*before, "grade", assignment],
        [*before, "worksheets", assignment, "--kind", "blank", "--out", tmp_path / "pdf"],
        [*before, "doctor"],
    )
    answers = told(done)
    assert len(answers) == 10
    assert answers[0] == made
    imported = answers[1]
    assert isinstance(imported, list)
    assert imported[0]["path"].endswith("خبر.txt")
    assert "reportlab" in loaded(done)  # the page was written in this very process
    assert not loaded(done) & {"PySide6", "shiboken6", "qtawesome"}


def test_help_needs_no_database():
    done = run(["--help"])
    assert done.returncode == 0
    assert not loaded(done) & {"PySide6", "sqlmodel", "sqlalchemy", "reportlab"}


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path):
    file = tmp_path / "class.bayyina"
    assert run(["--workspace", file, "sample"]).returncode == 0
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
    (made,) = told(run(["--workspace", file, "--json", "sample"]))
    assert isinstance(made, dict)
    job = {"workspace": str(file), "assignment": made["assignments"][0], "kind": "blank",
           "out": str(tmp_path / "pdf"), "students": ["tj02"]}  # fmt: skip
    done = run(["--worker"], input=(json.dumps(job) + "\n").encode())
    lines = [json.loads(line) for line in done.stdout.decode().strip("\x1e").splitlines()]
    assert done.returncode == 0
    assert (lines[0], lines[-1]) == ({"total": 1}, {"done": 1})
    assert lines[1]["student"] == "tj02"
    assert Path(lines[1]["file"]).exists()
    assert "PySide6" not in loaded(done)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell and device")
@pytest.mark.parametrize(("to", "code"), [(">&-", 0), (">/dev/full", 1), (">&- 2>&-", 0)])
def test_an_answer_that_nobody_takes_is_no_fault(tmp_path: Path, to: str, code: int):
    if "full" in to and not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    typed = f'"{sys.executable}" -m app --workspace "$0" --lang en --json articles {to}'
    done = subprocess.run(
        ["sh", "-c", typed, str(tmp_path / "class.bayyina")],
        cwd=ROOT, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    assert done.stderr.decode().count("\n") == code  # one sentence, no traceback
