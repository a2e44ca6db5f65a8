"""The end of term: nothing of a class is left, and the rest is as it was."""

import json
import multiprocessing
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.submission import Feedback, Sitting, Submission
from app.domain.vote import Vote
from app.services import (
    annotating,
    assigning,
    checking,
    enrolling,
    grading,
    keying,
    purging,
    sampling,
)
from app.services.workspace import Workspace, copies_of

NAMES = ("ريماس القاسمية", "يونس بن عليّان", "سلوى التي غادرت")
SECRETS = (*NAMES, "ملاحظة لا تُنسى", "وثيقة التسليم", "سجلّ التسليم", "تعليق المعلّمة الخاص")
KINDS = (Classroom, Student, Annotation, Relation, Score, Submission, Sitting, Feedback, Vote)


def fill(workspace: Workspace) -> tuple[str, str]:
    """The sample class beside one with everything; the ids of its class and its assignment."""
    sample = workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
    room = workspace.do(Gesture.EDIT_CLASS, enrolling.add_class, "صف القمر العاشر").id
    entries = enrolling.entries_of(enrolling.pasted("\n".join(NAMES)))
    workspace.do(Gesture.ENROL, enrolling.enrol, room, entries)
    ids = [s.id for s in workspace.read(enrolling.students, room)]
    made = workspace.do(
        Gesture.CREATE_ASSIGNMENT, assigning.create, "واجب آخر", sample.articles[:2],
        classroom_id=room,
    ).assignment  # fmt: skip

    def work(tx):
        for student in (*ids, f"{ids[0]}+{ids[1]}"):
            marks = [
                annotating.highlight(tx, sample.articles[k], student, 3, 40, Tag.OPINION)
                for k in range(2)
            ]
            annotating.write_note(tx, marks[0].id, "ملاحظة لا تُنسى")
            tx.add(
                Relation(author_id=student, type="repeats", source_id=marks[0].id,
                         target_id=marks[1].id)
            )  # fmt: skip
        document, log = tx.keep_text("وثيقة التسليم"), tx.keep_text("سجلّ التسليم")
        for student_ids in ((ids[0],), (ids[0], ids[1])):
            tx.add(
                Submission(assignment_id=made.id, student_ids=student_ids, receipt="K7QM3XPD",
                           handed_in="2026-11-20T08:00:00+00:00", device="حاسوب ريم",
                           document=document, log=log, claims=2, relations=1)
            )  # fmt: skip
        tx.add(Sitting(assignment_id=made.id, student_ids=(ids[1],), started="2026-11-20"))
        tx.add(Feedback(assignment_id=made.id, student_ids=(ids[0],), given="2026-11-21",
                        document=document))  # fmt: skip
        tx.add(Vote(assignment_id=made.id, key_claim_id="k", student_id=ids[0], tag=Tag.OPINION))

    workspace.do(Gesture.COLLECT, work)
    workspace.do(
        Gesture.WRITE_COMMENT, grading.write_comment, made.id, ids[0], "total",
        "تعليق المعلّمة الخاص",
    )  # fmt: skip
    mark = workspace.read(lambda tx: tx.find(Annotation, author_id=ids[2])[0])
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, mark.id)  # in the log alone
    workspace.do(Gesture.EDIT_CLASS, enrolling.remove_students, [ids[2]])
    workspace.do(Gesture.EDIT_CLASS, enrolling.edit_student, ids[1], "يونس بن عليّان الثاني")
    workspace.undo()
    workspace.redo()
    workspace.undo()
    return room, made.id


@pytest.fixture
def filled(tmp_path: Path):
    with Workspace.open(tmp_path / "class.bayyina") as workspace:
        yield workspace, *fill(workspace)


def bytes_of(path: Path) -> bytes:
    """Everything on the disk: file, sidecars, copies."""
    files = [path, *path.parent.rglob(f"{path.stem}*")]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def test_nothing_of_the_class_is_left(filled, tmp_path):
    workspace, room, assignment_id = filled
    others = workspace.read(lambda tx: {s.id: s for s in tx.find(Student)
                                        if s.classroom_id != room})  # fmt: skip
    totals = [g.total for _, g in workspace.read(grading.grade_class, _sample(workspace))]
    seen = workspace.read(purging.prospect, room)
    assert seen.names == NAMES[:2]
    purged = purging.purge(workspace, "صف القمر العاشر")
    assert purged.classroom == "صف القمر العاشر"
    assert (purged.students, purged.submissions, purged.sittings) == (2, 2, 1)
    assert (purged.feedbacks, purged.scores, purged.votes) == (1, 1, 1)
    assert (purged.annotations, purged.relations, purged.texts) == (7, 3, 2)
    assert purged.steps >= 4
    assert workspace.read(lambda tx: {s.id: s for s in tx.find(Student)}) == others
    assert workspace.read(lambda tx: tx.get(Assignment, assignment_id)).classroom_id is None
    assert [g.total for _, g in workspace.read(grading.grade_class, _sample(workspace))] == totals
    held = bytes_of(workspace.path)
    for secret in SECRETS:
        assert secret.encode() not in held, secret
        assert json.dumps(secret).strip('"').encode() not in held, secret
    bad = [check for check in checking.doctor(workspace.path) if not check.ok]
    assert bad == []
    assert len(copies_of(workspace.path)) == 1


def test_nothing_is_undone_behind_it_and_work_goes_on(filled):
    workspace, room, assignment_id = filled
    told: list[int] = []
    workspace.subscribe(lambda changes: told.append(sum(1 for _ in changes.of(Student))))
    purging.purge(workspace, room)
    assert told == [2]
    assert workspace.next_undo is None
    assert workspace.undo() is None
    workspace.do(Gesture.EDIT_ASSIGNMENT, assigning.edit, assignment_id, name="بعد المحو")
    workspace.undo()
    assert workspace.next_undo is None
    path = workspace.path
    workspace.close()
    with Workspace.open(path) as again:
        assert again.next_undo is None
        assert again.next_redo is not None
        again.redo()
        made = again.do(Gesture.EDIT_CLASS, enrolling.add_class, "صف القمر العاشر")
        assert again.read(enrolling.students, made.id) == []
    assert all(check.ok for check in checking.doctor(path))


def test_an_id_that_is_another_classs_now_is_left_alone(filled):
    workspace, room, _ = filled
    other = workspace.do(Gesture.EDIT_CLASS, enrolling.add_class, "صف آخر").id
    signed = workspace.read(lambda tx: {mark.author_id for mark in tx.find(Annotation)})
    present = workspace.read(lambda tx: tx.ids(Student))
    gone = next(id for id in sorted(signed - present) if id.endswith("s03"))
    entry = [enrolling.Entry(gone, "سلمى الجديدة")]
    workspace.do(Gesture.ENROL, enrolling.enrol, other, entry)
    purging.purge(workspace, room)
    assert workspace.read(lambda tx: tx.count(Annotation, author_id=gone)) > 0
    assert [s.id for s in workspace.read(enrolling.students, other)] == [gone]
    assert all(check.ok for check in checking.doctor(workspace.path))


def test_a_key_stays(filled):
    workspace, room, assignment_id = filled
    articles = workspace.read(lambda tx: tx.get(Assignment, assignment_id)).article_ids
    workspace.do(Gesture.HIGHLIGHT, annotating.highlight, articles[0], "me", 3, 30, Tag.SOURCED)
    workspace.do(Gesture.SAVE_KEY, keying.save, assignment_id, "me")
    purging.purge(workspace, room)
    assert len(workspace.read(keying.key_of, assignment_id).claims) == 1
    assert len(workspace.read(keying.versions, assignment_id)) == 1


def test_only_a_class_that_is_there(filled):
    workspace, _, _ = filled
    steps = len(workspace.steps())
    with pytest.raises(KnownError, match="no_class"):
        purging.purge(workspace, "لا صف")
    assert len(workspace.steps()) == steps
    room = Classroom(name="صف  القمر العاشر")
    assert purging.is_meant(room, " صف القمر العاشر ")
    assert not purging.is_meant(room, "صف القمر")


def test_a_file_set_aside_is_named(filled, tmp_path):
    workspace, room, _ = filled
    aside = tmp_path / "class-damaged-1.bayyina"
    aside.write_bytes(b"x")
    assert purging.purge(workspace, room).left == (aside,)


def purge_in_a_process(path: Path, room: str) -> None:
    with Workspace.open(path) as workspace:
        purging.purge(workspace, room)


def test_killed_at_any_moment_it_is_whole_or_not_at_all(filled, tmp_path):
    """The rows go at once or stay; what was not overwritten yet is so at the next opening."""
    workspace, room, _ = filled
    path = workspace.path
    workspace.close()
    whole = path.read_bytes()
    context = multiprocessing.get_context("fork")
    started = time.monotonic()
    process = context.Process(target=purge_in_a_process, args=(path, room))
    process.start()
    process.join()
    took = time.monotonic() - started
    seen: set[bool] = set()
    random = Random(7)
    for _ in range(12):
        for file in path.parent.glob("class*"):
            if file.is_file():
                file.unlink()
        path.write_bytes(whole)
        process = context.Process(target=purge_in_a_process, args=(path, room))
        process.start()
        time.sleep(random.uniform(0, took))
        process.kill()
        process.join()
        with Workspace.open(path) as again:
            there = again.read(lambda tx: tx.count(Classroom, id=room))
            students = again.read(lambda tx: tx.count(Student, classroom_id=room))
            votes = again.read(lambda tx: tx.count(Vote))
            assert (students, votes) == ((2, 1) if there else (0, 0))
        seen.add(bool(there))
        assert all(check.ok for check in checking.doctor(path)), checking.doctor(path)
        if not there:
            held = bytes_of(path)
            assert not [secret for secret in SECRETS if secret.encode() in held]
        assert not path.with_name(path.name + "-purge").exists()
    assert seen  # whichever came first


def test_the_pages_hold_no_trace_of_it(filled):
    workspace, room, _ = filled
    purging.purge(workspace, room)
    workspace.close()
    with closing(sqlite3.connect(workspace.path)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def _sample(workspace: Workspace) -> str:
    return min(workspace.read(grading.assignments_of), key=lambda one: one.name == "واجب آخر").id
