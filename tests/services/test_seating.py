"""One student's work in each classroom file, on a computer that several share."""

from pathlib import Path

import pytest

from app.domain.annotation import Tag
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import annotating, seating
from app.services.workspace import Workspace
from tests.conftest import article_of


def made(path: Path, role: str, owner: str = "") -> Path:
    with Workspace.open(path) as workspace:
        workspace.configure("role", role)
        if owner:
            seating.sign(workspace, owner)
    return path


def test_where_there_is_none_yet_the_usual_file_is_made(tmp_path: Path) -> None:
    usual = tmp_path / "classroom.bayyina"
    assert seating.seat(usual, "s01") == usual
    assert not usual.exists()


def test_a_students_file_without_marks_is_taken(tmp_path: Path) -> None:
    usual = made(tmp_path / "classroom.bayyina", "student")
    assert seating.seat(usual, "s01") == usual


def test_a_teachers_file_and_one_with_marks_are_left_alone(tmp_path: Path) -> None:
    teachers = made(tmp_path / "a" / "classroom.bayyina", "teacher")
    assert seating.seat(teachers, "s01") == tmp_path / "a" / "s01.bayyina"
    played = made(tmp_path / "b" / "classroom.bayyina", "student")
    with Workspace.open(played) as workspace:
        article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
        workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", 0, 5, Tag.OPINION)
    assert seating.seat(played, "s01") == tmp_path / "b" / "s01.bayyina"


def test_everybody_finds_the_file_of_before(tmp_path: Path) -> None:
    first = made(tmp_path / "classroom.bayyina", "student", "s01")
    second = seating.seat(first, "s02")
    assert second == tmp_path / "s02.bayyina"
    made(second, "student", "s02")
    for usual in (first, second):
        assert seating.seat(usual, "s01") == first
        assert seating.seat(usual, "s02") == second
    assert seating.seat(second, "s01+s02") == tmp_path / "s01+s02.bayyina"


def test_a_file_of_that_name_that_is_anothers_is_not_taken(tmp_path: Path) -> None:
    usual = made(tmp_path / "classroom.bayyina", "student", "s01")
    made(tmp_path / "s02.bayyina", "teacher")
    (tmp_path / "s02 (2).bayyina").write_bytes(b"cut")
    assert seating.seat(usual, "s02") == tmp_path / "s02 (3).bayyina"


def test_what_comes_back_finds_its_students_file(tmp_path: Path) -> None:
    usual = made(tmp_path / "classroom.bayyina", "student", "s01+s02")
    own = made(tmp_path / "s02.bayyina", "student", "s02")
    assert seating.find(usual, "s01") == usual
    assert seating.find(usual, "s02") == own
    assert seating.find(usual, "s09") is None


def test_a_damaged_file_is_no_reason_to_begin_anew(tmp_path: Path) -> None:
    usual = tmp_path / "classroom.bayyina"
    usual.write_bytes(b"cut")
    with pytest.raises(KnownError, match="damaged"):
        seating.seat(usual, "s01")
    assert usual.read_bytes() == b"cut"
