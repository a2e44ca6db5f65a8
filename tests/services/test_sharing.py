"""Sets that several processes draw: the same files as from one, however any of them ends."""

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.worksheet import Kind
from app.services import exporting, sharing, spawning
from app.services.composing import Choices
from app.services.exporting import Existing

_CLASS = 12


class Ready(sharing.Drawers):
    """Drawers that are all there before the first sheet is drawn, and can be looked at."""

    seen: list["Ready"]

    def __init__(self, count):
        super().__init__(count)
        self.all = list(self._drawers)
        self.drawn = 0
        self.seen.append(self)
        while not all(drawer.ready for drawer in self._drawers):
            self.answers(wait=False)
            time.sleep(0.01)

    def hand(self, task):
        super().hand(task)
        self.drawn += 1

    @property
    def gone(self):
        return all(drawer._process.poll() is not None for drawer in self.all)


@pytest.fixture
def seen(monkeypatch):
    monkeypatch.setattr(sharing, "Drawers", Ready)
    monkeypatch.setattr(Ready, "seen", [], raising=False)
    return Ready.seen


@pytest.fixture
def out(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def twelve(workspace, small_class):
    def enrol(tx):
        room = small_class.assignment.classroom_id
        for n in range(3, _CLASS + 1):
            tx.add(Student(id=f"s{n:02}", classroom_id=room, name=f"طالب {n}", position=n))

    workspace.do(Gesture.CREATE_ASSIGNMENT, enrol)
    return small_class.assignment.id


def written(workspace, assignment, folder, processes, kind=Kind.GRADED, **more):
    readers = exporting.readers_of(workspace, assignment, kind, more.pop("students", None))
    return exporting.write_worksheets(
        workspace, assignment, kind, folder, Choices(), readers, processes=processes, **more
    )


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


IDS = [f"s{n:02}" for n in range(1, _CLASS + 1)]


def test_whichever_process_draws_a_sheet_it_has_the_same_bytes(workspace, twelve, seen, tmp_path):
    sets = []
    for processes in (1, 2, 3):
        sheets = list(written(workspace, twelve, tmp_path / str(processes), processes))
        assert [sheet.student for sheet in sheets] == IDS
        sets.append(contents(tmp_path / str(processes)))
    assert sets[0] == sets[1] == sets[2]
    assert len(sets[0]) == _CLASS
    assert [len(one.all) for one in seen] == [0, 1, 2]
    assert all(one.drawn for one in seen[1:])
    assert all(one.gone for one in seen)


def test_who_falls_in_the_middle_leaves_its_sheets_to_the_others(workspace, twelve, seen, tmp_path):
    whole = list(written(workspace, twelve, tmp_path / "whole", 1))
    for fallen in (1, 2):
        out = tmp_path / f"fallen {fallen}"
        sheets = written(workspace, twelve, out, 3)
        told = [next(sheets)]
        for drawer in seen[-1].all[:fallen]:
            assert drawer.hands
            drawer._process.kill()  # as a system without memory does
        told += sheets
        assert [one.student for one in told] == [one.student for one in whole]
        assert contents(out) == contents(tmp_path / "whole")


def test_no_room_for_another_process_is_no_reason_not_to_write(
    workspace, twelve, tmp_path, monkeypatch
):
    monkeypatch.setattr(spawning, "worker_command", lambda role: [str(tmp_path / "nothing")])
    assert len(list(written(workspace, twelve, tmp_path / "out", 3))) == _CLASS


def test_who_wants_no_more_gets_no_more_at_once(workspace, twelve, seen, out):
    sheets = written(workspace, twelve, out, 3)
    told = [next(sheets), next(sheets)]
    sheets.close()
    assert seen[0].gone
    assert sorted(out.iterdir()) == sorted(one.file for one in told)
    again = list(written(workspace, twelve, out, 3, existing=Existing.KEEP))
    assert [one.kept for one in again] == [True, True] + [False] * (_CLASS - 2)
    assert [one.pages for one in again[:2]] == [one.pages for one in told]
    assert len(contents(out)) == _CLASS


def files_of(workspace, assignment, folder):
    readers = exporting.readers_of(workspace, assignment, Kind.GRADED)
    planned = exporting.plan(workspace, assignment, Kind.GRADED, folder, Choices(), readers)
    return [one.file for one in planned]


@pytest.mark.parametrize("place", [0, 4, _CLASS - 1])
def test_a_refusal_comes_once_after_what_stands_before_it(workspace, twelve, seen, out, place):
    files = files_of(workspace, twelve, out)
    in_the_way = exporting.passing_names(files[place])[0]
    in_the_way.mkdir()
    sheets = written(workspace, twelve, out, 3)
    assert [next(sheets).student for _ in range(place)] == IDS[:place]
    with pytest.raises(KnownError) as refused:
        next(sheets)
    assert refused.value.message == "worksheet.unwritable"
    assert refused.value.values == {"path": str(out)}
    assert set(out.iterdir()) == {in_the_way, *files[:place]}
    assert seen[0].gone


@pytest.mark.parametrize("students", [[], ["s02"]])
def test_a_set_of_one_or_none_needs_nobody_else(workspace, twelve, seen, tmp_path, students):
    sheets = list(written(workspace, twelve, tmp_path / "out", 4, students=students))
    assert [one.student for one in sheets] == students
    assert [one.all for one in seen] == [[]]


def test_numbers_are_given_as_one_process_gives_them(workspace, twelve, seen, out):
    list(written(workspace, twelve, out, 3, students=IDS[:4]))
    readers = exporting.readers_of(workspace, twelve, Kind.GRADED)
    other = exporting.write_worksheets(
        workspace, twelve, Kind.GRADED, out, Choices(colour=False), readers, processes=3
    )
    numbered = [one.student for one in other if one.file.stem.endswith(" (2)")]
    assert numbered == IDS[:4]
    assert len(contents(out)) == _CLASS + 4


START = """
    import signal, sys
    from pathlib import Path
    from app.domain.errors import KnownError
    from app.services.workspace import Workspace
    from tests.services.test_sharing import Ready, sharing, written
    sharing.Drawers, Ready.seen = Ready, []
    file, assignment, folder, limit = sys.argv[1:]
    if limit != "0":
        import resource
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    with Workspace.open(Path(file), read_only=True) as workspace:
        try:
            for sheet in written(workspace, assignment, Path(folder), 3):
                print(sheet.student, flush=True)
                if limit == "0":
                    sys.stdin.read(1)
        except KnownError as error:
            print(error.message, error.values["path"], len(Ready.seen[0].all))
"""


def start(workspace, assignment, folder, limit=0):
    arguments = [str(workspace.path), assignment, str(folder), str(limit)]
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(START), *arguments],
        cwd=Path(exporting.__file__).parents[2], text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_nobody_outlives_a_writer_that_was_killed(workspace, twelve, out):
    process = start(workspace, twelve, out)
    assert process.stdout is not None
    assert process.stdout.readline() == "s01\n"
    process.kill()
    # The children hold its stderr too: it ends with the last of them.
    _, said = process.communicate(timeout=20)
    assert said == ""
    files = files_of(workspace, twelve, out)
    left = set(out.iterdir())
    assert files[0] in left
    # What a child had drawn (the first were handed out) nobody can place: it takes it along.
    assert not left & {name for file in files[:4] for name in exporting.passing_names(file)}
    exporting.clear(files)
    assert list(out.iterdir()) == files[:1]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to set there")
def test_a_disk_that_is_full_for_a_child_is_full(workspace, twelve, out):
    process = start(workspace, twelve, out, limit=9_000)
    told, said = process.communicate(timeout=20)
    assert said == ""
    assert told.split() == ["worksheet.disk_full", str(out), "2"]
    assert list(out.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for a few sheets, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "bayyina-test", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("may not mount a disk here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_has_as_many_sheets_as_from_one_process(workspace, twelve, seen, small_disk):
    told = []
    for processes in (1, 3):
        sheets = written(workspace, twelve, small_disk, processes)
        told.append([])
        with pytest.raises(KnownError) as refused:
            told[-1].extend(sheets)
        assert refused.value.message == "worksheet.disk_full"
        assert set(small_disk.iterdir()) == {one.file for one in told[-1]}
        for file in small_disk.iterdir():
            file.unlink()
    assert told[0] == told[1]
    assert 0 < len(told[0]) < _CLASS


@pytest.mark.skipif(sys.platform == "win32", reason="has other signals")
def test_control_c_reaches_who_shares_and_not_who_draws(workspace, twelve, seen, out):
    sheets = written(workspace, twelve, out, 2)
    next(sheets)
    assert os.getpgid(seen[0].all[0]._process.pid) != os.getpgid(0)
    sheets.close()


def test_a_set_is_shared_when_it_is_worth_it(monkeypatch):
    monkeypatch.setattr(spawning, "processors", lambda: 8)
    assert [sharing.processes_for(n) for n in (0, 99_999, 200_000, 450_000, 10**9)] == [
        1, 1, 2, 4, 4,
    ]  # fmt: skip
    monkeypatch.setattr(spawning, "processors", lambda: 1)
    assert sharing.processes_for(10**9) == 1
