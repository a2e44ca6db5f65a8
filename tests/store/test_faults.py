"""Disks that are full, read-only or gone: told in words, nothing half-written, work goes on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain import language
from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import checking
from app.services.workspace import Workspace
from tests.conftest import article_of

ROOT = Path(__file__).parents[2]
LONG = "خبر طويل لا ينتهي. " * 20_000
LIMITED = """
import resource, signal, sys
from pathlib import Path
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.article import Article
from app.services.workspace import Workspace
from tests.conftest import article_of

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
workspace = Workspace.open(Path(sys.argv[1]))
first = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص أول")))
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, unlimited[1]))
try:
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("خبر طويل. " * 100_000)))
except KnownError as error:
    print(error.message)
assert workspace.read(lambda tx: tx.find(Article)) == [first]
assert len(workspace.steps()) == 1
second = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص ثان")))
workspace.close()
"""


def import_long(workspace: Workspace) -> None:
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(LONG)))


def assert_clean(path: Path, articles: int) -> None:
    with Workspace.open(path) as workspace:
        assert len(workspace.read(lambda tx: tx.article_cards())) == articles
    assert [
        check for check in checking.doctor(path) if not check.ok and check.name != "space"
    ] == []


def test_a_full_database_refuses_and_goes_on(workspace: Workspace):
    pages = 60

    def set_limit(tx):
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    workspace.read(set_limit)
    with pytest.raises(KnownError) as refused:
        import_long(workspace)
    assert refused.value.message == "workspace.disk_full"
    assert str(workspace.path) in language.load("ar").say(
        refused.value.message, **refused.value.values
    )
    assert workspace.steps() == []
    assert workspace.next_undo is None
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص قصير")))
    pages = 100_000
    workspace.read(set_limit)
    import_long(workspace)
    workspace.close()
    assert_clean(workspace.path, articles=2)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file size there")
def test_a_disk_that_stops_in_the_middle_of_a_write(tmp_path: Path):
    """The system cuts the write short: SQLite calls it an input/output error."""
    path = tmp_path / "class.bayyina"
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.strip() == "workspace.disk_fault"
    assert_clean(path, articles=2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "bayyina-test", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("may not mount a disk here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path):
    path = small_disk / "class.bayyina"
    with Workspace.open(path) as workspace:
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص أول")))
        (small_disk / "other").write_bytes(b"\0" * 1_500_000)
        with pytest.raises(KnownError) as refused:
            import_long(workspace)
        assert refused.value.message == "workspace.disk_full"
        assert len(workspace.steps()) == 1
        (small_disk / "other").unlink()
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص ثان")))
    assert_clean(path, articles=2)
    left = 40_000  # less than an empty classroom file takes
    (small_disk / "other").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - left))
    with pytest.raises(KnownError) as refused:
        Workspace.open(small_disk / "second" / "class.bayyina")
    assert refused.value.message == "workspace.disk_full"
    assert [file.name for file in (small_disk / "second").iterdir()] == ["class.bayyina.lock"]


def test_a_disk_that_became_read_only(small_disk: Path):
    path = small_disk / "class.bayyina"
    workspace = Workspace.open(path)
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص أول")))
    workspace.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    assert refused.value.message == "workspace.read_only_disk"
    with Workspace.open(path, read_only=True) as reader:
        assert len(reader.read(lambda tx: tx.article_cards())) == 1
    [storage] = [check for check in checking.doctor(path) if check.name == "storage"]
    assert not storage.ok


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no such permissions")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_may_not_be_written(tmp_path: Path):
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(KnownError) as refused:
        Workspace.open(folder / "class.bayyina")
    assert refused.value.message == "workspace.unwritable"
    folder.chmod(0o700)


def test_a_folder_that_is_a_file(tmp_path: Path):
    (tmp_path / "folder").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        Workspace.open(tmp_path / "folder" / "class.bayyina")
    assert refused.value.message == "workspace.unwritable"


def test_a_file_that_is_a_folder_or_a_link_in_a_circle(tmp_path: Path):
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for path, message in ((tmp_path, "is_folder"), (circle, "unwritable")):
        for read_only in (False, True):
            with pytest.raises(KnownError) as refused:
                Workspace.open(path, read_only=read_only)
            assert refused.value.message == f"workspace.{message}"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path):
    path = tmp_path / "none" / "class.bayyina"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(KnownError) as refused:
            Workspace.open(path, **options)
        assert refused.value.message == "workspace.missing"
    assert not path.parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_was_taken_away_while_open(workspace: Workspace, replaced: bool):
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص أول")))
    moved = workspace.path.rename(workspace.path.with_name("moved.bayyina"))
    if replaced:
        workspace.path.write_bytes(moved.read_bytes())
    with pytest.raises(KnownError) as refused:
        import_long(workspace)
    assert refused.value.message == "workspace.gone"
    moved.replace(workspace.path)
    import_long(workspace)
    assert len(workspace.steps()) == 2


def test_every_fault_is_worded_in_every_language(tmp_path: Path):
    names = ("path", "copy", "host", "pid", "since", "reason", "limit")
    values = dict.fromkeys(names, "class.bayyina")
    for code in language.CODES:
        messages = language.load(code).messages
        worded = [key for key in messages if key.startswith(("workspace.", "annotating."))]
        assert len(worded) >= 16
        for key in worded:
            assert language.load(code).say(key, **values)


def test_damage_that_appears_while_open_is_told(workspace: Workspace):
    for _ in range(3):
        import_long(workspace)
    workspace.close()
    content = bytearray(workspace.path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    with Workspace.open(workspace.path.with_name("other.bayyina")) as other:
        other.path.with_name("other.bayyina").write_bytes(content)
        with pytest.raises(KnownError) as refused:
            other.read(lambda tx: (tx.find(Annotation), tx.find(Article), tx.article_cards()))
        assert refused.value.message.startswith("workspace.damaged")
