import io
import json
import subprocess
import sys

import pytest

from app.domain.errors import KnownError
from app.domain.worksheet import Kind
from app.services import exporting
from app.services.composing import Choices
from app.services.exporting import Job


def write(workspace, small_class, folder, kind=Kind.GRADED, students=None, **choices):
    readers = exporting.readers_of(workspace, small_class.assignment.id, kind, students)
    return list(
        exporting.write_worksheets(
            workspace, small_class.assignment.id, kind, folder, Choices(**choices), readers
        )
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_a_pdf_for_everyone_on_the_roster(workspace, small_class, tmp_path, kind):
    written = write(workspace, small_class, tmp_path / "out", kind)
    assert [sheet.student for sheet in written] == ["s01", "s02"]
    assert written[0].file.name == "ريم العلي s01 - كم كلّف الجسر؟.pdf"
    assert all(sheet.pages >= 1 and sheet.file.read_bytes()[:5] == b"%PDF-" for sheet in written)
    assert sorted(tmp_path.glob("out/*")) == sorted(sheet.file for sheet in written)


def test_the_same_again_writes_nothing_and_a_change_gets_a_number(workspace, small_class, tmp_path):
    first = write(workspace, small_class, tmp_path)
    assert write(workspace, small_class, tmp_path) == first
    before = first[0].file.read_bytes()
    again = write(workspace, small_class, tmp_path, colour=False)
    assert again[0].file.name == "ريم العلي s01 - كم كلّف الجسر؟ (2).pdf"
    assert first[0].file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_named(workspace, small_class, tmp_path):
    taken = tmp_path / "file"
    taken.write_text("")
    with pytest.raises(KnownError) as refused:
        write(workspace, small_class, taken / "inside")
    assert refused.value.message == "worksheet.unwritable"


def test_a_file_that_cannot_be_written_names_the_folder_and_not_its_passing_name(
    workspace, small_class, tmp_path
):
    name = write(workspace, small_class, tmp_path / "once")[0].file.stem
    in_the_way = tmp_path / "again" / f".{name}.new"
    in_the_way.mkdir(parents=True)
    with pytest.raises(KnownError) as refused:
        write(workspace, small_class, in_the_way.parent)
    assert refused.value.message == "worksheet.unwritable"
    assert refused.value.values == {"path": str(in_the_way.parent)}


def job(workspace, small_class, folder, **more):
    return Job(str(workspace.path), small_class.assignment.id, "graded", str(folder), **more)


def test_a_worker_tells_its_progress(workspace, small_class, tmp_path):
    told = io.StringIO()
    asked = io.StringIO(job(workspace, small_class, tmp_path / "out", students=["s02"]).line)
    assert exporting.work(asked, told) == 0
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    assert lines[0] == {"total": 1}
    assert (lines[1]["student"], lines[1]["name"]) == ("s02", "يوسف بنعلي")
    assert lines[-1] == {"done": 1}


def test_a_worker_says_why_it_refuses(workspace, small_class, keyless, tmp_path):
    told = io.StringIO()
    asked = Job(str(workspace.path), keyless.id, "graded", str(tmp_path))
    assert exporting.work(io.StringIO(asked.line), told) == 1
    refused = json.loads(told.getvalue().splitlines()[-1])["refused"]
    assert refused == {"message": "grading.no_key", "values": {"name": "كم كلّف الجسر؟"}}


def test_a_worker_is_a_process_without_qt(workspace, small_class, tmp_path):
    done = subprocess.run(
        exporting.worker_command(),
        input=job(workspace, small_class, tmp_path / "out").line,
        capture_output=True, text=True, encoding="utf-8", check=True, env=None,
    )  # fmt: skip
    assert [json.loads(line) for line in done.stdout.splitlines()][-1] == {"done": 2}
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert sys.executable in exporting.worker_command()
