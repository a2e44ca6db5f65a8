import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app import paths
from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.score import Score
from app.domain.worksheet import Kind
from app.formats.page_images import PageImages
from app.services import exporting
from app.services.composing import Choices
from app.services.exporting import Existing


def write(
    workspace, small_class, folder, kind=Kind.GRADED, students=None,
    existing=Existing.NUMBER, **choices,
):  # fmt: skip
    id = small_class.assignment.id
    readers = exporting.readers_of(workspace, id, kind, students)
    return list(
        exporting.write_worksheets(
            workspace, id, kind, folder, Choices(**choices), readers, existing
        )
    )


@pytest.mark.parametrize("kind", [Kind.BLANK, Kind.STUDENT, Kind.GRADED])
def test_a_pdf_for_everyone_on_the_roster(workspace, small_class, tmp_path, kind):
    written = write(workspace, small_class, tmp_path / "out", kind)
    assert [sheet.student for sheet in written] == ["s01", "s02"]
    assert written[0].file.name.startswith("ريم العلي s01 - كم كلّف الجسر؟")
    assert all(sheet.pages >= 1 and sheet.file.read_bytes()[:5] == b"%PDF-" for sheet in written)
    assert sorted(tmp_path.glob("out/*")) == sorted(sheet.file for sheet in written)


def test_without_names_there_are_none_in_the_files_names_either(workspace, small_class, tmp_path):
    written = write(workspace, small_class, tmp_path, named=False)
    assert [sheet.file.name for sheet in written] == [
        "s01 - كم كلّف الجسر؟.pdf", "s02 - كم كلّف الجسر؟.pdf",
    ]  # fmt: skip


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


def test_kinds_have_names_of_their_own(workspace, small_class, tmp_path):
    id = small_class.assignment.id
    names = {
        exporting.plan(workspace, id, kind, tmp_path, Choices(), readers)[0].file.name
        for kind in Kind
        if (readers := exporting.readers_of(workspace, id, kind))
    }
    assert len(names) == len(Kind)


def test_what_is_there_can_be_kept(workspace, small_class, tmp_path):
    """A set that was stopped goes on with what is missing."""
    first, second = write(workspace, small_class, tmp_path)
    before = first.file.read_bytes()
    second.file.unlink()
    again = write(workspace, small_class, tmp_path, existing=Existing.KEEP, colour=False)
    assert [(one.student, one.kept, one.pages) for one in again] == [
        ("s01", True, first.pages),
        ("s02", False, second.pages),
    ]
    assert first.file.read_bytes() == before
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_half_a_file_of_another_program_is_not_taken_for_one(workspace, small_class, tmp_path):
    first = write(workspace, small_class, tmp_path, students=["s01"])[0]
    first.file.write_bytes(first.file.read_bytes()[:2000])
    again = write(workspace, small_class, tmp_path, students=["s01"], existing=Existing.KEEP)[0]
    assert not again.kept
    assert again.file.name.endswith(" (2).pdf")


def test_what_is_there_can_be_replaced(workspace, small_class, tmp_path):
    first = write(workspace, small_class, tmp_path)
    before = first[0].file.read_bytes()
    again = write(workspace, small_class, tmp_path, existing=Existing.REPLACE, colour=False)
    assert [one.file for one in again] == [one.file for one in first]
    assert first[0].file.read_bytes() != before


def test_one_name_twice_and_hostile_names_are_files_apart(workspace, small_class, tmp_path):
    hostile = [
        ("a/1", "CON"), ("a\\1", "con"), ("A-1", "Con"), ("n", "\u202eريم\u202c\x00.. "),
        ("x" * 300, "م" * 300), ("x" * 301, "م" * 300), ("nul", "nul"),
    ]  # fmt: skip

    def enrol(tx):
        room = small_class.assignment.classroom_id
        for place, (id, name) in enumerate(hostile, 3):
            tx.add(Student(id=id, classroom_id=room, name=name, position=place))

    workspace.do(Gesture.CREATE_ASSIGNMENT, enrol)
    written = write(workspace, small_class, tmp_path, Kind.BLANK)
    assert len({one.file.name.casefold() for one in written}) == len(hostile) + 2
    assert all(one.file.read_bytes()[:5] == b"%PDF-" for one in written)
    for one in written:
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202a-\u202e]', one.file.name)
        assert len(one.file.name.encode()) < 240
    alone = write(workspace, small_class, tmp_path / "alone", Kind.BLANK, ["A-1"])
    assert alone[0].file.name == next(w.file.name for w in written if w.student == "A-1")


FULL = """
    import resource, signal, sys
    from pathlib import Path
    from app.cli import main as shell
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
    from app.__main__ import main
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to set there")
def test_a_full_disk_is_said_and_leaves_nothing(workspace, small_class, tmp_path):
    """The system refuses to write on after 9 KB, as a full disk does in the middle of a sheet."""
    out = tmp_path / "out"
    arguments = [
        "--workspace", str(workspace.path), "--lang", "en", "worksheets",
        small_class.assignment.id, "--kind", "graded", "--out", str(out),
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FULL), *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False,
        cwd=Path(exporting.__file__).parents[2], env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "is full" in done.stderr
    assert list(out.iterdir()) == []


def test_a_missing_font_is_named_and_nothing_is_written(
    workspace, small_class, tmp_path, monkeypatch
):
    shutil.copytree(paths.resources(), tmp_path / "resources")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    (tmp_path / "resources" / "fonts" / "amiri" / "Amiri-Regular.ttf").unlink()
    with pytest.raises(KnownError, match="font"):
        write(workspace, small_class, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_damaged_font_is_named_and_nothing_is_written(
    workspace, small_class, tmp_path, monkeypatch
):
    shutil.copytree(paths.resources(), tmp_path / "resources")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    font = tmp_path / "resources" / "fonts" / "vazirmatn" / "Vazirmatn-Bold.ttf"
    font.write_bytes(font.read_bytes()[:1000])
    with pytest.raises(KnownError) as refused:
        write(workspace, small_class, tmp_path / "out")
    assert refused.value.message == "font.damaged"
    assert not (tmp_path / "out").exists()


def test_a_note_full_of_control_characters_is_written(workspace, small_class, tmp_path):
    signs = "".join(map(chr, range(32))) + "\x7f\u202e\u2066\ufeff\ufffe"
    written = Score(
        id="row", assignment_id=small_class.assignment.id, student_id="s01", row="total",
        comment=f"أحسنت {signs} والله",
    )  # fmt: skip
    workspace.do(Gesture.WRITE_COMMENT, lambda tx: tx.add(written))
    sheet = write(workspace, small_class, tmp_path, students=["s01"])[0]
    with PageImages(sheet.file.read_bytes()) as pages:
        assert len(pages.sizes) == sheet.pages
