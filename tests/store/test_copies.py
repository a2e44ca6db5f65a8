"""Copies: daily, ten, whole; a damaged file never opens half and is never deleted."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import annotating
from app.services.checking import doctor
from app.services.workspace import Workspace, copies_of, restore
from app.store import copies
from tests.conftest import article_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a classroom file of two hundred claims, and copies of it."""
    folder = tmp_path_factory.mktemp("class")
    path = folder / "class.bayyina"
    with Workspace.open(path) as workspace:
        article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))

        def mark(tx):
            for start in range(0, 200):
                annotating.highlight(tx, article.id, f"s{start}", start, start + 9, Tag.OPINION)

        workspace.do(Gesture.IMPORT_ANNOTATIONS, mark)
    copies.make(path)
    return folder


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path / "class.bayyina"


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def clip(path: Path) -> None:
    """Only the last bytes are gone: SQLite would read them as zeros and not mind."""
    path.write_bytes(path.read_bytes()[:-7])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def overwrite(path: Path) -> None:
    path.write_bytes("ليس هذا صفًّا".encode() * 500)


def scribble(path: Path) -> None:
    """Garbage in the middle: the head still looks right."""
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 200] = b"\xa5" * 200
    path.write_bytes(content)


def another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")


DAMAGE = pytest.mark.parametrize(
    "damage",
    [truncate, clip, empty, overwrite, scribble, another_program],
    ids=lambda f: f.__name__,
)


@DAMAGE
def test_a_damaged_file_is_not_opened_and_the_newest_good_copy_is_named(
    path: Path, damage: Callable[[Path], None]
):
    damage(path)
    content = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(KnownError) as refused:
            Workspace.open(path, read_only=read_only)
        assert refused.value.message == "workspace.damaged"
        assert refused.value.values == {"path": str(path), "copy": str(copies_of(path)[0])}
    assert path.read_bytes() == content


@DAMAGE
def test_without_a_copy_it_says_so(path: Path, damage: Callable[[Path], None]):
    for copy in copies_of(path):
        copy.unlink()
    damage(path)
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    assert refused.value.message == "workspace.damaged_no_copy"
    with pytest.raises(KnownError) as refused:
        restore(path)
    assert refused.value.message == "workspace.no_copy"


@DAMAGE
def test_restoring_sets_the_damaged_file_aside(path: Path, damage: Callable[[Path], None]):
    damage(path)
    content = path.read_bytes()
    path.with_name(path.name + "-wal").write_bytes(b"stale")
    aside = restore(path)
    assert aside.name == "class-damaged-1.bayyina"
    assert aside.read_bytes() == content
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"stale"
    with Workspace.open(path) as workspace:
        assert workspace.read(lambda tx: tx.count(Annotation)) == 200
        workspace.undo()
    damage(path)
    assert restore(path).name == "class-damaged-2.bayyina"


def test_a_damaged_copy_is_passed_over(path: Path):
    newest, older = copies_of(path)[:2]
    truncate(newest)
    truncate(path)
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    assert refused.value.values["copy"] == str(older)
    with pytest.raises(KnownError) as refused:
        restore(path, newest)
    assert refused.value.message == "workspace.no_copy"


def test_a_chosen_copy_can_be_restored_over_a_sound_file(path: Path):
    with Workspace.open(path) as workspace:
        workspace.undo()
    aside = restore(path, copies_of(path)[0])
    with Workspace.open(path) as workspace:
        assert workspace.read(lambda tx: tx.count(Annotation)) == 200
    with Workspace.open(aside) as workspace:
        assert workspace.read(lambda tx: tx.count(Annotation)) == 0


def test_one_copy_a_day_whichever_way_the_clock_goes(path: Path, monkeypatch: pytest.MonkeyPatch):
    before, today = len(copies_of(path)), date.today()
    Workspace.open(path).close()
    assert len(copies_of(path)) == before
    for days in (1, -400, 2):

        class Clock(date):
            @classmethod
            def today(cls, days: int = days) -> date:  # type: ignore[override]
                return today + timedelta(days=days)

        monkeypatch.setattr(copies, "date", Clock)
        Workspace.open(path).close()
        before += 1
        assert len(copies_of(path)) == before
        assert copies_of(path)[0].stem.endswith(Clock.today().isoformat())


def test_a_copy_of_an_empty_file_does_not_stand_for_the_days_work(tmp_path: Path):
    made = tmp_path / "new.bayyina"
    with Workspace.open(made) as workspace:
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
    assert len(copies_of(made)) == 1  # of the empty file
    Workspace.open(made).close()
    Workspace.open(made).close()
    assert len(copies_of(made)) == 2
    with Workspace.open(copies_of(made)[0], read_only=True) as copy:
        assert copy.read(lambda tx: tx.count(Article)) == 1


def test_ten_are_kept_and_nothing_half_made_is_among_them(path: Path):
    folder = path.parent / "class-copies"
    (folder / "class-999999-2026-01-01.bayyina.part").write_bytes(b"half")
    (folder / "class-mine.bayyina").write_bytes(b"a person's own")
    for _ in range(12):
        made = copies.make(path)
    kept = copies_of(path)
    assert len(kept) == copies.KEPT == 10
    assert kept[0] == made
    assert all(copies.is_sound(copy) for copy in kept)
    assert (folder / "class-mine.bayyina").exists()


def test_a_copy_holds_what_only_the_write_ahead_log_has_yet(path: Path):
    with Workspace.open(path) as workspace:
        article = workspace.read(lambda tx: tx.find(Article))[0]
        workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", 0, 9, Tag.SOURCED)
        copy = copies.make(path)
    with closing(sqlite3.connect(copy)) as connection:
        [count] = connection.execute("SELECT count(*) FROM annotations").fetchone()
    assert count == 201
    assert not copy.with_name(copy.name + "-wal").exists()


def test_a_new_file_does_not_play_the_log_of_one_that_is_gone(path: Path):
    with Workspace.open(path) as workspace:
        workspace.undo()
        log = path.with_name(path.name + "-wal").read_bytes()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(log)
    with Workspace.open(path) as workspace:
        assert workspace.steps() == []
    assert path.with_name(path.name + "-wal-old").read_bytes() == log


def test_bytes_overwritten_anywhere_are_noticed_or_harmless_never_a_crash(path: Path):
    """SQLite has no checksums: a changed letter of a note passes, all else is told."""
    random = Random(5)
    sound = path.read_bytes()
    outcomes: set[str] = set()
    for _ in range(40):
        content = bytearray(sound)
        at = random.randrange(len(content))
        content[at : at + 64] = random.randbytes(len(content[at : at + 64]))
        path.write_bytes(content)
        try:
            with Workspace.open(path) as workspace:
                workspace.read(lambda tx: [tx.find(kind) for kind in (Article, Annotation)])
                while workspace.undo():
                    pass
            outcomes.add("opened")
        except KnownError as refused:
            outcomes.add(refused.message)
        assert all(isinstance(check.ok, bool) for check in doctor(path))
    assert "workspace.damaged" in outcomes
    assert outcomes <= {"opened", "workspace.damaged", "workspace.newer"}


def test_a_gesture_of_a_later_program_is_newer_not_damaged(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE steps SET gesture = 'dream' WHERE number = 1")
        connection.commit()
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    assert refused.value.message == "workspace.newer"
    assert any(not check.ok for check in doctor(path))


def test_undo_of_what_is_no_longer_there_is_damage_and_changes_nothing(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM annotations WHERE start < 40")
        connection.commit()
    with Workspace.open(path) as workspace:
        left = workspace.read(lambda tx: tx.count(Annotation))
        with pytest.raises(KnownError) as refused:
            workspace.undo()
        assert refused.value.message == "workspace.damaged"
        assert workspace.read(lambda tx: tx.count(Annotation)) == left > 0
