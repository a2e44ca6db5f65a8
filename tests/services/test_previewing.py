"""The previewer: what it shows is what is written, and only what changed is made again."""

import io
import json
import subprocess
import time
from dataclasses import asdict

import pytest

from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.worksheet import Kind
from app.formats.page_images import PageImages
from app.services import exporting, grading, spawning
from app.services.composing import Choices
from app.services.previewing import Previewer
from app.services.working import Job


class Told(io.BytesIO):
    """What a previewer tells, in lines and pixels."""

    def take(self):
        self.seek(0)
        found = []
        while line := self.readline():
            head = json.loads(line)
            found.append((head, self.read(head.get("bytes", 0))))
        self.seek(0)
        self.truncate()
        return found


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def previewer(told):
    made = Previewer(told)
    yield made
    made.close()


def asked(workspace, small_class, student="s01", kind="graded", **more):
    job = Job(str(workspace.path), small_class.assignment.id, kind, students=[student], **more)
    return asdict(job)


def show(previewer, told, serial, job, comment=None):
    previewer.show({"show": serial, "job": job, "comment": comment})
    [(line, _)] = told.take()
    assert line["shown"] == serial
    return line


def test_it_draws_what_is_written(workspace, small_class, previewer, told, tmp_path):
    id = small_class.assignment.id
    students = exporting.readers_of(workspace, id, Kind.GRADED, ["s01"])
    [written] = exporting.write_worksheets(
        workspace, id, Kind.GRADED, tmp_path, Choices(), students
    )
    shown = show(previewer, told, 1, asked(workspace, small_class))
    assert len(shown["sizes"]) == written.pages
    previewer.draw(shown["sheet"], 0, 1.25)
    [(head, pixels)] = told.take()
    with PageImages(written.file.read_bytes()) as pages:
        page = pages.page(0, 1.25)
    assert (head["width"], head["height"], head["stride"]) == (page.width, page.height, page.stride)
    assert pixels == page.data


def test_the_same_work_is_the_same_sheet(workspace, small_class, previewer, told):
    job = asked(workspace, small_class)
    first = show(previewer, told, 1, job)
    other = show(previewer, told, 2, asked(workspace, small_class, "s02"))
    assert other["sheet"] != first["sheet"]
    assert show(previewer, told, 3, job)["sheet"] == first["sheet"]
    grade = ("s01", "total", "أحسنت")
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, small_class.assignment.id, *grade)
    assert show(previewer, told, 4, job)["sheet"] not in (first["sheet"], other["sheet"])
    beside = show(previewer, told, 5, asked(workspace, small_class, "s02"))
    assert beside["sheet"] == other["sheet"]  # the other student's is not made again


def test_a_comment_is_shown_while_it_is_typed(workspace, small_class, previewer, told):
    job = asked(workspace, small_class)
    before = show(previewer, told, 1, job)["sheet"]
    line = show(previewer, told, 2, job, "قراءة متأنية. ")
    typed, (page, down) = line["sheet"], line["place"]
    assert typed != before
    assert page == len(line["sizes"]) - 1
    assert 0 < down < line["sizes"][page][1]
    grade = ("s01", "total", "قراءة متأنية.")
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, small_class.assignment.id, *grade)
    assert show(previewer, told, 3, job)["sheet"] == typed  # kept, it is the very same sheet


def test_what_cannot_be_made_is_refused(workspace, small_class, keyless, previewer, told):
    job = asked(workspace, small_class) | {"assignment": keyless.id}
    previewer.show({"show": 8, "job": job})
    [(line, _)] = told.take()
    assert line["refused"] == 8
    assert line["reason"]["message"] == "grading.no_key"


def test_a_sheet_that_is_no_longer_kept_is_not_drawn(workspace, small_class, previewer, told):
    previewer.draw(99, 0, 1)
    assert told.take() == []


def test_bands_for_a_printer(workspace, small_class, previewer, told):
    sheet = show(previewer, told, 1, asked(workspace, small_class))["sheet"]
    previewer.bands({"bands": sheet, "page": 0, "scale": 2, "rows": 500, "grey": True})
    bands = told.take()
    assert [head["top"] for head, _ in bands] == [0, 500, 1000, 1500]
    assert [head["last"] for head, _ in bands] == [False, False, False, True]
    assert all(head["grey"] and len(data) == head["bytes"] for head, data in bands)


def test_the_classroom_file_is_let_go(workspace, small_class, previewer, told):
    show(previewer, told, 1, asked(workspace, small_class))
    previewer.rest()
    assert previewer._file is None
    show(previewer, told, 2, asked(workspace, small_class))


def test_a_real_process_makes_only_the_last_of_many(workspace, small_class, tmp_path):
    process = subprocess.Popen(
        spawning.worker_command("--previewer"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    job = asked(workspace, small_class)
    for serial in range(1, 40):
        line = {"show": serial, "job": job, "comment": "حرف " * serial}
        process.stdin.write(json.dumps(line).encode() + b"\n")
    process.stdin.flush()
    shown = 0
    made = 0
    while shown < 39:
        shown = json.loads(process.stdout.readline())["shown"]
        made += 1
    assert made < 20
    # Warm, the preview follows a keystroke well within half a second.
    before = time.monotonic()
    line = {"show": 40, "job": job, "comment": "أحسنت"}
    process.stdin.write(json.dumps(line).encode() + b"\n")
    process.stdin.flush()
    sheet = json.loads(process.stdout.readline())["sheet"]
    draw = {"draw": sheet, "pages": [0], "scale": 1.0}
    process.stdin.write(json.dumps(draw).encode() + b"\n")
    process.stdin.flush()
    head = json.loads(process.stdout.readline())
    assert len(process.stdout.read(head["bytes"])) == head["bytes"]
    assert time.monotonic() - before < 2  # on a busy machine; alone it takes a tenth
    process.stdin.close()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


def test_many_students_do_not_fill_the_memory(workspace, small_class, previewer, told):
    room = small_class.assignment.classroom_id

    def enrol(tx):
        for n in range(3, 15):
            tx.add(Student(id=f"s{n:02}", classroom_id=room, name=f"طالب {n}", position=n))

    workspace.do(Gesture.CREATE_ASSIGNMENT, enrol)
    for n in range(1, 15):
        show(previewer, told, n, asked(workspace, small_class, f"s{n:02}", "blank"))
    assert len(previewer._sheets) == 6
