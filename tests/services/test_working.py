"""Workers: their progress, their refusals, and every way in which they end."""

import io
import json
import subprocess
import sys
import time
from dataclasses import fields

import pytest

from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.worksheet import Kind, Paper
from app.services import exporting, spawning, working
from app.services.composing import Choices
from app.services.working import Job
from tests.conftest import article_of


def job(workspace, small_class, folder, **more):
    return Job(str(workspace.path), small_class.assignment.id, "graded", str(folder), **more)


def test_a_worker_tells_its_progress(workspace, small_class, tmp_path):
    told = io.StringIO()
    asked = io.StringIO(job(workspace, small_class, tmp_path / "out", students=["s02"]).line)
    assert working.work(asked, told) == 0
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    assert lines[0] == {"total": 1}
    assert (lines[1]["student"], lines[1]["name"]) == ("s02", "يوسف بنعلي")
    assert lines[-1] == {"done": 1}


def test_a_worker_says_why_it_refuses(workspace, small_class, keyless, tmp_path):
    told = io.StringIO()
    asked = Job(str(workspace.path), keyless.id, "graded", str(tmp_path))
    assert working.work(io.StringIO(asked.line), told) == 1
    refused = json.loads(told.getvalue().splitlines()[-1])["refused"]
    assert refused == {"message": "grading.no_key", "values": {"name": "كم كلّف الجسر؟"}}


def test_a_worker_is_a_process_without_qt(workspace, small_class, tmp_path):
    done = subprocess.run(
        spawning.worker_command(),
        input=job(workspace, small_class, tmp_path / "out").line,
        capture_output=True, text=True, encoding="utf-8", check=True, env=None,
    )  # fmt: skip
    assert [json.loads(line) for line in done.stdout.splitlines()][-1] == {"done": 2}
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert sys.executable in spawning.worker_command()


@pytest.fixture
def long_class(workspace, small_class):
    """Sixty students: longer than anything here waits."""

    def enrol(tx):
        room = small_class.assignment.classroom_id
        for n in range(3, 61):
            tx.add(Student(id=f"s{n:02}", classroom_id=room, name=f"طالب {n}", position=n))

    workspace.do(Gesture.CREATE_ASSIGNMENT, enrol)
    return small_class


@pytest.fixture
def started(workspace, long_class, tmp_path):
    """A worker that has written its first sheet."""
    process = subprocess.Popen(
        spawning.worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(job(workspace, long_class, tmp_path / "out").line)
    process.stdin.flush()
    assert json.loads(process.stdout.readline()) == {"total": 60}
    assert json.loads(process.stdout.readline())["student"] == "s01"
    yield process
    process.kill()
    process.communicate()


def whole(folder):
    return [file.read_bytes().rstrip().endswith(b"%%EOF") for file in folder.iterdir()]


@pytest.mark.parametrize("wait", [0.0, 0.013, 0.029])
def test_it_stops_at_once_and_leaves_whole_files_only(started, tmp_path, wait):
    time.sleep(wait)  # somewhere in a sheet
    before = time.monotonic()
    said, _ = started.communicate("stop\n", timeout=30)
    assert started.returncode == 0
    assert time.monotonic() - before < 5
    last = json.loads(said.splitlines()[-1])
    assert 1 <= last["done"] < 60
    # One may be in its place and not told yet; it is whole.
    assert len(whole(tmp_path / "out")) - last["done"] in (0, 1)
    assert all(whole(tmp_path / "out"))
    assert not [file for file in (tmp_path / "out").iterdir() if file.name.startswith(".")]


@pytest.mark.skipif(spawning.processors() < 2, reason="there is nobody to share with")
def test_a_set_that_is_shared_is_told_in_order_and_stops_at_once(workspace, long_class, tmp_path):
    def lengthen(tx):
        long = tx.add(article_of("\n".join(f"سطر {n} من مقال طويل." for n in range(150))))
        old = long_class.assignment
        tx.replace(old, article_ids=(*old.article_ids, long.id))

    workspace.do(Gesture.CREATE_ASSIGNMENT, lengthen)
    process = subprocess.Popen(
        spawning.worker_command(), text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(job(workspace, long_class, tmp_path / "out").line)
    process.stdin.flush()
    told = [json.loads(process.stdout.readline()) for _ in range(21)]
    assert [line["student"] for line in told[1:]] == [f"s{n:02}" for n in range(1, 21)]
    before = time.monotonic()
    said, complaint = process.communicate("stop\n", timeout=30)  # its children hold stderr too
    assert complaint == ""
    assert time.monotonic() - before < 5
    assert 20 <= json.loads(said.splitlines()[-1])["done"] < 60
    assert all(whole(tmp_path / "out"))
    assert not [file for file in (tmp_path / "out").iterdir() if file.name.startswith(".")]


def test_what_a_killed_one_leaves_can_be_cleared(workspace, long_class, started, tmp_path):
    out = tmp_path / "out"
    started.kill()
    started.wait(timeout=30)
    readers = exporting.readers_of(workspace, long_class.assignment.id, Kind.GRADED)
    files = [
        one.file
        for one in exporting.plan(
            workspace, long_class.assignment.id, Kind.GRADED, out, Choices(), readers
        )
    ]
    for passing in exporting.passing_names(files[5]):
        passing.write_bytes(b"%PDF-1.7 half")  # whether or not it was in the middle of one
    exporting.clear(files)
    assert all(whole(out))
    assert {file.suffix for file in out.iterdir()} == {".pdf"}


def test_a_job_carries_every_choice_of_the_window(workspace, small_class, tmp_path):
    asked = Choices(
        language="en", digits="latin", paper=Paper.LETTER, colour=False, hijri=True, school="م",
        classroom="ص", subject="ق", odd=True, fillable=True,
    )  # fmt: skip
    told = {field.name: getattr(asked, field.name) for field in fields(Job)
            if hasattr(asked, field.name)}  # fmt: skip
    assert job(workspace, small_class, tmp_path, **told).choices() == asked


def test_it_takes_the_logo_from_the_classroom_file(workspace, small_class, tmp_path):
    logo = b"\x89PNG"
    asked = job(workspace, small_class, tmp_path, school="مدرسة", hijri=True, paper="letter")
    choices = asked.choices(logo)
    assert (choices.logo, choices.school, choices.hijri, choices.paper) == (
        logo, "مدرسة", True, "letter",
    )  # fmt: skip
    with pytest.raises(ValueError, match="language"):
        job(workspace, small_class, tmp_path, language="xx").choices()
