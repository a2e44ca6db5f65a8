"""The doctor finds what is wrong, names it, and changes nothing."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from app import paths
from app.domain import language
from app.domain.annotation import Tag
from app.domain.change import Gesture
from app.domain.relation import RelationType
from app.services import annotating, checking, relating
from app.services.checking import Check, doctor
from app.services.workspace import Workspace
from tests.conftest import article_of
from tests.services.scripted_session import act

NAMES = (
    "file", "integrity", "schema", "references", "texts", "quotes", "history", "copies", "storage",
    "space", "fonts",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a classroom file of sixty random gestures in it, closed."""
    folder = tmp_path_factory.mktemp("class")
    path = folder / "class.bayyina"
    random = Random(20)
    with Workspace.open(path) as workspace:
        while len(workspace.steps()) < 60:
            act(workspace, random)
        [card] = workspace.read(lambda tx: tx.article_cards())
        first, second = [
            workspace.do(
                Gesture.HIGHLIGHT, annotating.highlight, card.id, "s07", at, at + 9, Tag.OPINION
            )
            for at in (0, 30)
        ]
        repeats = RelationType.REPEATS
        workspace.do(Gesture.LINK, relating.link, "s07", first.id, second.id, repeats)
        workspace.undo()
        workspace.redo()
        workspace.configure("role", "teacher")
    return folder


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path / "class.bayyina"


def failed(path: Path) -> dict[str, str]:
    return {check.name: check.detail for check in doctor(path) if not check.ok}


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_classroom(path: Path):
    content = path.read_bytes()
    checks = doctor(path, language.load("en"))
    assert [check.name for check in checks] == list(NAMES)
    assert all(check.ok and check.detail for check in checks), checks
    assert path.read_bytes() == content


def test_beside_a_writer(path: Path):
    with Workspace.open(path) as workspace:
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص جديد")))
        assert failed(path) == {}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE annotations SET note = note || '!'", {"history"}),
        ("DELETE FROM relations", {"history"}),
        ("UPDATE steps SET reverses = NULL WHERE kind = 'undo'", {"history"}),
        ("DELETE FROM steps WHERE number = 20", {"history", "references"}),
        ("UPDATE texts SET text = replace(text, 'القمح', 'الشعير')", {"texts", "quotes"}),
        ("DELETE FROM articles", {"references", "quotes", "history"}),
        ("UPDATE migrations SET number = 99 WHERE number = 1", {"schema"}),
    ],
)
def test_what_was_tampered_with_is_found(path: Path, statement: str, found: set[str]):
    change(path, statement)
    problems = failed(path)
    assert problems.keys() <= found
    assert problems.keys() & found
    assert all(problems.values())


def test_a_quote_that_is_not_in_its_place_is_found(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        id, spans = connection.execute("SELECT id, spans FROM annotations").fetchone()
        [[start, end, *words]] = json.loads(spans)
        moved = json.dumps([[start + 1, end + 1, *words]], ensure_ascii=False)
        connection.execute("UPDATE annotations SET spans = ? WHERE id = ?", (moved, id))
        connection.commit()
    problems = failed(path)
    assert problems.keys() == {"quotes", "history"}
    assert id in problems["quotes"]


def test_an_assignment_of_an_article_that_is_gone(path: Path):
    change(
        path,
        "INSERT INTO assignments VALUES ('a1', 'واجب', '[\"gone\"]', NULL, NULL, '', '[60,20,20]',"
        " 4, 20, NULL, '', '[]', 'test', 0, 0, '', '')",
    )
    assert "gone" in failed(path)["references"]


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 300)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def index_out_of_step(path: Path) -> None:
    change(
        path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
        " WHERE name = 'ix_annotations_author_id') WHERE name = 'ix_relations_author_id'",
    )


@pytest.mark.parametrize("damage", [garbage, truncated, index_out_of_step])
def test_a_broken_file(path: Path, damage: Callable[[Path], None]):
    damage(path)
    content = path.read_bytes()
    assert "integrity" in failed(path)
    assert path.read_bytes() == content


def test_no_file_at_all(tmp_path: Path):
    assert failed(tmp_path / "none.bayyina").keys() == {"file", "copies"}


def test_a_damaged_copy_is_named(path: Path):
    [copy] = (path.parent / "class-copies").iterdir()
    copy.write_bytes(copy.read_bytes()[:5000])
    assert copy.name in failed(path)["copies"]


def test_little_room(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checking, "_ROOM", 2**60)
    assert failed(path).keys() == {"space"}


def test_an_altered_font_is_named(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fonts = tmp_path / "resources" / "fonts"
    fonts.mkdir(parents=True)
    listed = (paths.resources() / "fonts" / "SOURCES").read_text(encoding="utf-8")
    (fonts / "SOURCES").write_text(listed, encoding="utf-8")
    words = language.load("fr")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    [fonts_check] = [check for check in doctor(path, words) if check.name == "fonts"]
    assert fonts_check == Check("fonts", False, fonts_check.detail)
    assert "Amiri-Regular.ttf" in fonts_check.detail
