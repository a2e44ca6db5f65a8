"""A workspace keeps what it is told, names what it did, and takes it back."""

import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.change import Changes, Gesture, StepName
from app.domain.errors import KnownError
from app.domain.setting import Setting
from app.services import annotating, checking
from app.services.workspace import Workspace
from tests.conftest import article_of
from tests.services.scripted_session import act, state

HIGHLIGHT = StepName(Gesture.HIGHLIGHT, "opinion")


def mark(workspace: Workspace, article: Article, start: int = 0, end: int = 20) -> Annotation:
    return workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", start, end, Tag.OPINION
    )


def claims(workspace: Workspace) -> list[Annotation]:
    return workspace.read(lambda tx: tx.find(Annotation))


def test_what_was_done_is_there_after_reopening(workspace: Workspace, article: Article):
    claim = mark(workspace, article)
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert again.read(annotating.annotations_of, article.id, "me") == [claim]
        assert again.next_undo == HIGHLIGHT
        assert again.undo() == HIGHLIGHT
        assert again.next_redo == HIGHLIGHT
        assert claims(again) == []


def test_undo_of_an_import_takes_the_article_and_redo_brings_it_with_its_text(
    workspace: Workspace, article: Article
):
    workspace.undo()
    assert workspace.read(lambda tx: tx.article_cards()) == []
    workspace.redo()
    assert workspace.read(lambda tx: tx.get(Article, article.id)) == article


def test_a_new_gesture_clears_redo(workspace: Workspace, article: Article):
    mark(workspace, article)
    workspace.undo()
    mark(workspace, article, 30, 40)
    assert workspace.next_redo is None
    assert workspace.redo() is None
    assert workspace.undo() == HIGHLIGHT


def test_nothing_to_undo_is_none(workspace: Workspace):
    assert (workspace.next_undo, workspace.undo(), workspace.redo()) == (None, None, None)


def test_every_change_is_announced_once_undo_and_redo_too(workspace: Workspace, article: Article):
    told: list[Changes] = []
    end = workspace.subscribe(told.append)
    claim = mark(workspace, article)
    workspace.undo()
    workspace.redo()
    assert [list(changes.of(Annotation)) for changes in told] == [
        [(None, claim)],
        [(claim, None)],
        [(None, claim)],
    ]
    end()
    end()
    workspace.undo()
    assert len(told) == 3


def test_a_gesture_that_changes_nothing_is_neither_a_step_nor_announced(
    workspace: Workspace, article: Article
):
    claim = mark(workspace, article)
    told: list[Changes] = []
    workspace.subscribe(told.append)
    workspace.do(Gesture.RETAG, annotating.retag, claim.id, Tag.OPINION)
    assert told == []
    assert workspace.next_undo == HIGHLIGHT


def test_a_failed_operation_leaves_nothing(workspace: Workspace, article: Article):
    def fail(tx):
        tx.add(article_of("نص آخر"))
        tx.find(Article)  # it has gone to the database by now
        raise ZeroDivisionError

    before, steps = state(workspace), workspace.steps()
    with pytest.raises(ZeroDivisionError):
        workspace.do(Gesture.IMPORT, fail)
    assert (state(workspace), workspace.steps()) == (before, steps)
    assert mark(workspace, article) in claims(workspace)


def test_an_error_of_a_listener_comes_after_all_were_told_and_the_work_stays(
    workspace: Workspace, article: Article
):
    told: list[Changes] = []

    def broken(changes: Changes) -> None:
        raise ZeroDivisionError

    workspace.subscribe(broken)
    workspace.subscribe(told.append)
    with pytest.raises(ZeroDivisionError):
        mark(workspace, article)
    assert len(told) == len(claims(workspace)) == 1
    assert workspace.next_undo == HIGHLIGHT


def test_a_listener_may_read_but_not_write_back(workspace: Workspace, article: Article):
    seen: list[int] = []

    def write_back(changes: Changes) -> None:
        seen.append(len(claims(workspace)))
        mark(workspace, article, 30, 40)

    workspace.subscribe(write_back)
    with pytest.raises(RuntimeError, match="listener"):
        mark(workspace, article)
    assert seen == [1]
    assert len(claims(workspace)) == 1


def test_a_gesture_within_a_gesture_is_refused(workspace: Workspace, article: Article):
    with pytest.raises(RuntimeError, match="within"):
        workspace.do(Gesture.HIGHLIGHT, lambda tx: mark(workspace, article))
    assert claims(workspace) == []
    mark(workspace, article)


def test_a_query_may_not_write(workspace: Workspace):
    with pytest.raises(RuntimeError, match="query"):
        workspace.read(lambda tx: tx.add(article_of("نص")))
    assert workspace.read(lambda tx: tx.count(Article)) == 0


def test_the_log_says_who_did_what_on_which_device(tmp_path: Path):
    path = tmp_path / "class.bayyina"
    with Workspace.open(path, actor="s01", device="LAB-07") as workspace:
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
        workspace.undo()
        workspace.configure("role", "student")
        done, undone, configured = workspace.steps()
        assert (done.actor, done.device, done.kind) == ("s01", "LAB-07", "do")
        assert (undone.kind, undone.reverses) == ("undo", done.id)
        assert workspace.steps(limit=1) == [configured]
        assert workspace.saved_at is not None
        assert workspace.saved_at.tzinfo is not None


def test_a_choice_is_kept_but_not_undone(workspace: Workspace, article: Article):
    told: list[Changes] = []
    workspace.subscribe(told.append)
    assert workspace.setting("role", "student") == "student"
    workspace.configure("role", "teacher")
    workspace.configure("role", "teacher")
    assert [changes.touch(Setting) for changes in told] == [True]
    workspace.undo()  # the import
    assert workspace.next_undo is None
    assert workspace.setting("role") == "teacher"
    assert workspace.next_redo == StepName(Gesture.IMPORT)
    workspace.configure("owner", "s01")
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert again.next_redo == StepName(Gesture.IMPORT)
        assert (again.setting("role"), again.setting("owner")) == ("teacher", "s01")


def test_read_only_reads_beside_the_writer_and_changes_nothing(
    workspace: Workspace, article: Article
):
    with Workspace.open(workspace.path, read_only=True) as reader:
        assert reader.read_only
        claim = mark(workspace, article)
        assert claims(reader) == [claim]
        for change in (lambda: mark(reader, article), reader.undo, reader.redo):
            with pytest.raises(KnownError) as refused:
                change()
            assert refused.value.message == "workspace.read_only"


def test_opened_in_one_thread_used_in_another(tmp_path: Path):
    opened: list[Workspace] = []
    path = tmp_path / "class.bayyina"
    thread = threading.Thread(target=lambda: opened.append(Workspace.open(path)))
    thread.start()
    thread.join()
    with opened[0] as workspace:
        article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
        assert workspace.read(lambda tx: tx.find(Article)) == [article]
    Workspace.open(path).close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for new classroom files."""
    folder = tmp_path_factory.mktemp("classes")
    return (folder / f"{number}.bayyina" for number in range(10_000))  # type: ignore[return-value]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25), st.integers(0, 25))
def test_undoing_all_returns_to_the_start_and_redoing_all_to_the_end(
    files: Iterator[Path], random: Random, gestures: int, reopened_after: int
):
    path = next(files)
    workspace = Workspace.open(path)
    try:
        start = state(workspace)
        for number in range(gestures):
            act(workspace, random)
            if number == reopened_after:
                workspace.close()
                workspace = Workspace.open(path)
        while workspace.redo():
            pass
        end = state(workspace)
        while workspace.undo():
            pass
        assert state(workspace) == start == {}
        workspace.close()
        workspace = Workspace.open(path)
        while workspace.redo():
            pass
        assert state(workspace) == end
    finally:
        workspace.close()


def write(workspace: Workspace, claim: Annotation, *notes: str) -> None:
    for note in notes:
        workspace.go_on(Gesture.WRITE_NOTE, annotating.write_note, claim.id, note)


def notes(workspace: Workspace) -> list[str]:
    return [claim.note for claim in claims(workspace)]


def test_what_goes_on_is_taken_back_and_done_again_as_one(workspace, article):
    claim = mark(workspace, article)
    write(workspace, claim, "ل", "لا", "لا قائل")
    assert notes(workspace) == ["لا قائل"]
    assert workspace.undo() == StepName(Gesture.WRITE_NOTE)
    assert notes(workspace) == [""]
    workspace.redo()
    assert notes(workspace) == ["لا قائل"]
    workspace.undo()
    assert workspace.undo() == HIGHLIGHT
    assert claims(workspace) == []


def test_the_log_keeps_what_went_on_apart_and_a_restart_knows_it_as_one(workspace, article):
    claim = mark(workspace, article)
    write(workspace, claim, "ل", "لا")
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert [step.kind for step in again.steps()][-2:] == ["do", "more"]
        write(again, claim, "لا قائل")
        again.undo()
        assert notes(again) == ["لا"]
        again.undo()
        assert notes(again) == [""]
        assert all(check.ok for check in checking.doctor(again.path))


def test_nothing_goes_on_over_what_came_between(workspace, article):
    claim, other = mark(workspace, article), mark(workspace, article, 30, 40)
    write(workspace, claim, "أولى")
    write(workspace, other, "أخرى")
    write(workspace, claim, "أولى وثانية")
    workspace.do(Gesture.STAR_NOTE, annotating.star, claim.id, True)
    write(workspace, claim, "ثالثة")
    for before in ("أولى وثانية", "أولى وثانية", "أولى", "أولى", ""):
        workspace.undo()
        assert workspace.read(lambda tx: tx.get(Annotation, claim.id)).note == before
    workspace.redo()
    write(workspace, claim, "رابعة")
    workspace.undo()
    assert workspace.read(lambda tx: tx.get(Annotation, claim.id)).note == "أولى"
