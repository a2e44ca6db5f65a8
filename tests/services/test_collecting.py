"""Collecting: what is taken, what is refused and why, and that nothing else changes."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.collection import copied
from app.domain.submission import Submission
from app.formats.submission_file import State as Work
from app.services import assigning, collecting
from app.services.collecting import State
from app.services.workspace import Workspace
from tests.services.made_works import Mark, dump, file_of, work_of

EARLY, LATE = "2025-11-22T09:00:00+00:00", "2025-11-22T10:00:00+00:00"


@pytest.fixture
def desk(workspace, small_class):
    """A class as it is before anybody handed in; its third student is a newcomer."""

    def tidy(tx):
        for mark in tx.find(Annotation, author_id="s01"):
            for link in tx.find(collecting_relation(), source_id=mark.id):
                tx.remove(link)
        for mark in tx.find(Annotation, author_id="s01"):
            tx.remove(mark)
        room = small_class.assignment.classroom_id
        tx.add(Student(id="s03", classroom_id=room, name="مها سليم", position=2))

    workspace.do(Gesture.ENROL, tidy)
    return Desk(workspace, small_class.assignment)


def collecting_relation():
    from app.domain.relation import Relation

    return Relation


class Desk:
    def __init__(self, workspace, assignment):
        self.workspace = workspace
        self.assignment = assignment
        found = {one.id: one for one in workspace.read(lambda tx: tx.find(Article))}
        self.articles = [found[id] for id in assignment.article_ids]

    def work(self, students, marks, links=(), **facts):
        articles = facts.pop("articles", self.articles)
        return work_of(self.assignment, articles, students, marks, links, **facts)

    def look(self, *paths):
        return collecting.look(self.workspace, self.assignment.id, paths)

    def collect(self, *paths):
        return self.workspace.do(Gesture.COLLECT, collecting.collect, self.look(*paths))

    def marks_of(self, student):
        return self.workspace.read(lambda tx: tx.find(Annotation, author_id=student))


MARKS = (Mark("c1", 0, 0, 3), Mark("c2", 1, 0, 2, Tag.OPINION))


def test_a_folder_is_looked_at_and_collected_in_one_step(desk, tmp_path):
    file_of(desk.work(("s01",), MARKS, [("r1", "c1", "c2")]), tmp_path / "in/sub/a.bayyina-work")
    file_of(desk.work(("s02",), (Mark("c9", 0, 1, 4),)), tmp_path / "in/b.bayyina-work")
    (tmp_path / "in/.hidden.bayyina-work").write_bytes(b"no")
    (tmp_path / "in/notes.txt").write_text("shopping")
    before = dump(desk.workspace)
    preview = desk.look(tmp_path / "in")
    assert dump(desk.workspace) == before
    assert [one.state for one in preview.candidates] == [State.NEW, State.NEW]
    assert (preview.missing, preview.others) == (("s03",), ("notes.txt",))
    steps = len(desk.workspace.steps())
    done = desk.workspace.do(Gesture.COLLECT, collecting.collect, preview)
    assert (done.added, done.already, done.refused) == (2, 0, ())
    assert len(desk.workspace.steps()) == steps + 1
    assert {one.id for one in desk.marks_of("s01")} == {"c1", "c2"}
    again = desk.collect(tmp_path / "in")
    assert (again.added, again.already) == (0, 2)
    assert len(desk.workspace.steps()) == steps + 1
    desk.workspace.undo()
    assert dump(desk.workspace) == before


def test_a_newer_attempt_counts_and_an_older_is_kept(desk, tmp_path):
    old = file_of(desk.work(("s01",), MARKS, handed_in=EARLY), tmp_path / "1.bayyina-work")
    new = file_of(
        desk.work(("s01",), (Mark("c1", 0, 0, 5, Tag.OPINION),), handed_in=LATE),
        tmp_path / "2.bayyina-work",
    )
    both = desk.look(old, new).candidates
    assert [(one.name, one.state, one.attempt) for one in both] == [
        ("2.bayyina-work", State.NEWER, 2), ("1.bayyina-work", State.NEW, 1),
    ]  # fmt: skip
    desk.collect(new)
    [one] = desk.look(old).candidates
    assert (one.state, one.attempt) == (State.OLDER, 1)
    desk.collect(old)
    [mark] = desk.marks_of("s01")
    assert (mark.id, mark.tag) == ("c1", Tag.OPINION)
    assert desk.workspace.read(lambda tx: tx.count(Submission)) == 2


def test_a_pair_is_marked_under_both_ids(desk, tmp_path):
    pair = desk.work(("s01", "s02"), MARKS, [("r1", "c1", "c2")])
    preview = desk.look(file_of(pair, tmp_path / "p.bayyina-work"))
    assert preview.missing == ("s03",)
    desk.collect(tmp_path / "p.bayyina-work")
    assert {one.id for one in desk.marks_of("s01")} == {"c1", "c2"}
    assert {one.id for one in desk.marks_of("s02")} == {copied("c1", "s02"), copied("c2", "s02")}


def test_nothing_that_is_no_students_is_touched(desk, small_class, tmp_path):
    key = small_class.key[0]
    sly = file_of(desk.work(("s02",), (Mark(key.id, 0, 0, 1),)), tmp_path / "k.bayyina-work")
    before = dump(desk.workspace)
    desk.collect(sly)
    after = dump(desk.workspace)
    assert {name: after[name] for name in before} == before
    assert [one.id for one in desk.marks_of("s02")] == [copied(key.id, "s02")]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": Work.DRAFT}, None),
        ({"students": ("s77",)}, "collect.not_on_roster"),
        ({"students": ("s01", "s77")}, "collect.not_on_roster"),
        ({"assignment": "keyless"}, "collect.other_assignment"),
        ({"assignment": "nobody's"}, "collect.unknown_assignment"),
        ({"text": "نص آخر تمامًا لا يعرفه هذا الصف أبدًا، ولا يعرف من كتبه"}, "collect.foreign_text"),
    ],
)
def test_refusals_name_their_reason_and_change_nothing(desk, keyless, tmp_path, facts, reason):
    articles = desk.articles
    if "text" in facts:
        from tests.conftest import article_of

        articles = [replace(article_of(facts["text"]), id=articles[0].id), articles[1]]
    work = desk.work(facts.get("students", ("s01",)), MARKS, articles=articles)
    work = replace(work, assignment_id=facts.get("assignment", work.assignment_id))
    if "state" in facts:
        work = replace(work, state=Work.DRAFT, pack=b"no pack")
    before = dump(desk.workspace)
    preview = desk.look(file_of(work, tmp_path / "x_s01_y.bayyina-work"))
    [one] = preview.candidates
    assert one.state is State.REFUSED
    assert reason is None or one.reason.message == reason
    assert one.students == ("s01",)  # by the file's name
    assert "s01" in preview.missing
    done = desk.workspace.do(Gesture.COLLECT, collecting.collect, preview)
    assert (done.added, len(done.refused)) == (0, 1)
    assert dump(desk.workspace) == before


def test_ids_are_spelled_as_on_the_roster(desk, tmp_path):
    desk.collect(file_of(desk.work(("S01",), MARKS), tmp_path / "a.bayyina-work"))
    assert len(desk.marks_of("s01")) == 2


def warnings_of(preview, place=0):
    return [warning.message for warning in preview.candidates[place].warnings]


def test_a_clock_that_looks_wrong_is_told_and_the_file_is_taken(desk, tmp_path):
    def look(handed_in):
        work = desk.work(("s01",), MARKS, handed_in=handed_in)
        return warnings_of(desk.look(file_of(work, tmp_path / "a.bayyina-work")))

    assert look("2099-01-01T00:00:00+00:00") == ["collect.clock_ahead"]
    assert look(EARLY) == []
    desk.workspace.do(Gesture.EDIT_ASSIGNMENT, lambda tx: tx.replace(
        desk.assignment, created="2025-11-20T00:00:00+00:00", due="2025-11-21"))  # fmt: skip
    assert look("2001-01-01T00:00:00+00:00") == ["collect.clock_behind"]
    assert look(EARLY) == ["collect.late"]
    desk.workspace.do(Gesture.EDIT_ASSIGNMENT, lambda tx: tx.replace(
        tx.get(Assignment, desk.assignment.id), created="0001-01-01T00:00:00+23:00",
        due="9999-12-31T23:59:59-23:00"))  # fmt: skip
    assert look(EARLY) == []


def test_work_that_its_log_does_not_give_and_shared_ids_are_flagged(desk, tmp_path):
    mine = desk.work(("s01",), MARKS)
    file_of(mine, tmp_path / "in/a.bayyina-work")
    file_of(replace(desk.work(("s02",), MARKS), lines=mine.lines), tmp_path / "in/b.bayyina-work")
    preview = desk.look(tmp_path / "in")
    assert warnings_of(preview, 0) == ["collect.shared_ids"]
    assert warnings_of(preview, 1) == ["collect.log_differs", "collect.shared_ids"]
    assert preview.candidates[1].warnings[1].values == {"count": 2, "who": "ريم العلي"}
    pair = desk.work(("s01", "s02"), (Mark("c8", 0, 0, 1),), handed_in=LATE)
    file_of(pair, tmp_path / "in/c.bayyina-work")
    preview = desk.look(tmp_path / "in")
    assert all(
        one.message != "collect.shared_ids" for c in preview.candidates for one in c.warnings
    )


def test_zips_of_an_lms_are_read_where_they_lie(desk, tmp_path):
    one = file_of(desk.work(("s01",), MARKS), tmp_path / "one")
    two = file_of(desk.work(("s02",), (Mark("c7", 0, 0, 1),)), tmp_path / "two")
    canvas = tmp_path / "canvas.zip"
    with ZipFile(canvas, "w") as flat:
        flat.write(two, "ali_1234_5678_9b_s02_1109_q8rt.bayyina-work")
        flat.writestr("../s03.bayyina-work", b"astray")
    moodle = tmp_path / "in/moodle.zip"
    moodle.parent.mkdir()
    with ZipFile(moodle, "w") as whole:
        whole.write(one, "ريم العلي_42_assignsubmission_file_/9b_s01_1109_a7kd.bayyina-work")
        whole.write(canvas, "more.zip")
        whole.writestr("__MACOSX/._x.bayyina-work", b"no")
        whole.writestr("report.pdf", b"%PDF")
    preview = desk.look(tmp_path / "in")
    states = {one.name: one.state for one in preview.candidates}
    assert states == {
        "9b_s01_1109_a7kd.bayyina-work": State.NEW,
        "ali_1234_5678_9b_s02_1109_q8rt.bayyina-work": State.NEW,
        "s03.bayyina-work": State.REFUSED,
    }
    assert preview.others == ("report.pdf",)
    assert (desk.collect(moodle).added, desk.collect(one, two).already) == (2, 2)


def test_hand_ins_of_the_same_file_twice_count_once(desk, tmp_path):
    one = file_of(desk.work(("s01",), MARKS), tmp_path / "in/a.bayyina-work")
    (tmp_path / "in/b (1).bayyina-work").write_bytes(one.read_bytes())
    done = desk.collect(tmp_path / "in", tmp_path / "in", one)
    assert (done.added, done.already) == (1, 1)


def test_a_stopped_look_says_so(desk, tmp_path):
    for number in range(5):
        marks = (Mark(f"c{number}", 0, 0, number),)
        file_of(desk.work(("s01",), marks), tmp_path / f"in/{number}.bayyina-work")
    told = []
    preview = collecting.look(
        desk.workspace, desk.assignment.id, [tmp_path / "in"],
        lambda done, total: told.append((done, total)), lambda: len(told) == 2,
    )  # fmt: skip
    assert preview.stopped
    assert (len(preview.candidates), told) == (2, [(1, 5), (2, 5)])


def test_manual_scores_stay_through_collecting_and_undo(desk, small_class, tmp_path):
    from app.services import grading

    desk.collect(file_of(desk.work(("s01",), MARKS, handed_in=EARLY), tmp_path / "1.bayyina-work"))
    row = f"claim:{small_class.key[0].id}"
    desk.workspace.do(Gesture.SET_SCORE, grading.set_points, desk.assignment.id, "s01", row, 7)

    def effective():
        grade = desk.workspace.read(grading.grade_student, desk.assignment.id, "s01")
        return next(one.effective for one in grade.claims if one.key.id == small_class.key[0].id)

    assert effective() == 7
    newer = desk.work(("s01",), (Mark("c5", 1, 0, 1),), handed_in=LATE)
    desk.collect(file_of(newer, tmp_path / "2.bayyina-work"))
    assert effective() == 7
    desk.workspace.undo()
    assert effective() == 7


def test_a_removed_assignment_leaves_nothing_of_its_hand_ins(desk, tmp_path):
    room = desk.assignment.classroom_id
    shared_id = desk.articles[1].id
    other = Assignment(id="other", name="آخر", article_ids=(shared_id,), classroom_id=room)
    desk.workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(other))
    sole = Desk(desk.workspace, other)
    early = sole.work(("s01",), (Mark("c9", 0, 0, 3),), handed_in=EARLY)
    sole.collect(file_of(early, tmp_path / "other.bayyina-work"))
    alone = {one for one in dump(desk.workspace).values() if isinstance(one, Annotation)}
    shared = (Mark("c7", 0, 0, 2), Mark("c8", 1, 1, 2))
    for student in ("s01", "s03"):
        work = desk.work((student,), [replace(m, id=m.id + student) for m in shared],
                         handed_in=LATE)  # fmt: skip
        desk.collect(file_of(work, tmp_path / f"{student}.bayyina-work"))
    before = dump(desk.workspace)
    desk.workspace.do(Gesture.REMOVE_ASSIGNMENT, assigning.remove, desk.assignment.id)
    left = {one for one in dump(desk.workspace).values() if isinstance(one, Annotation)}
    assert left == {one for one in alone if one.author_id != "key"}
    desk.workspace.undo()
    assert dump(desk.workspace) == before


# What is collected follows from the set of files.

WORDS = 8


@st.composite
def works(draw):
    """Hand-ins of three students and pairs of them: attempts, ids in common, parts of the text."""
    made = []
    for _ in range(draw(st.integers(1, 5))):
        students = tuple(draw(st.permutations(("s01", "s02", "s03"))))[
            : draw(st.sampled_from((1, 1, 2)))
        ]
        ids = draw(st.lists(st.sampled_from(("c1", "c2", "c3", copied("c1", "s02"))), unique=True))
        covers = draw(st.sampled_from(((0, 1), (0,), (1,))))
        marks = [
            Mark(id, draw(st.integers(0, len(covers) - 1)), first := draw(st.integers(0, WORDS)),
                 first + draw(st.integers(0, 3)), draw(st.sampled_from(list(Tag))))
            for id in ids
        ]  # fmt: skip
        links = [("r1", *draw(st.permutations(ids))[:2])] if len(ids) > 1 else []
        hour = draw(st.integers(7, 9))
        made.append((students, marks, links, f"2025-11-22T0{hour}:00:00+00:00", covers))
    return made


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data(), works())
def test_any_split_any_order_any_repeat_gives_the_same(tmp_path_factory, data, made):
    folder = tmp_path_factory.mktemp("split")
    whole, parts = seated(folder / "whole.bayyina"), seated(folder / "parts.bayyina")
    with whole.workspace, parts.workspace:
        files = [
            file_of(
                whole.work(students, marks, links, handed_in=at,
                           articles=[whole.articles[n] for n in covers]),
                folder / f"{number}.bayyina-work",
            )
            for number, (students, marks, links, at, covers) in enumerate(made)
        ]  # fmt: skip
        whole.collect(*files)
        rest = data.draw(st.permutations(files + data.draw(st.lists(st.sampled_from(files)))))
        dumps = [dump(parts.workspace)]
        taken = []
        while rest:
            size = data.draw(st.integers(1, len(rest)))
            steps = len(parts.workspace.steps())
            parts.collect(*rest[:size])
            rest = rest[size:]
            if len(parts.workspace.steps()) > steps:
                taken.append(dump(parts.workspace))
                dumps.append(taken[-1])
        assert dump(parts.workspace) == dump(whole.workspace)
        for before in reversed(dumps[:-1]):  # and every undo is exact
            parts.workspace.undo()
            assert dump(parts.workspace) == before
        while parts.workspace.next_redo:
            parts.workspace.redo()
        assert dump(parts.workspace) == dump(whole.workspace)


def seated(path: Path) -> Desk:
    """The same class each time, ids and all; a student had marked something before."""
    from app.domain.assignment import Assignment
    from app.domain.classroom import Classroom
    from tests.conftest import TEXT, article_of

    def build(tx):
        first = tx.add(article_of(TEXT, id="a1", position=1))
        second = tx.add(article_of(TEXT.replace("القمح", "الشعير"), id="a2", position=2))
        tx.add(Classroom(id="room", name="9b"))
        for id in ("s01", "s02", "s03"):
            tx.add(Student(id=id, classroom_id="room", name=id))
        for author, id in (("key", "c2"), ("s01", "c3"), ("s02", "mine")):
            mark = work_of(assignment, [first, second], (author,), (Mark(id, 1, 0, 2),))
            tx.add(mark.annotations[0])
        return tx.add(assignment)

    assignment = Assignment(id="one", name="واجب", article_ids=("a1", "a2"), classroom_id="room",
                            key_id="key")  # fmt: skip
    workspace = Workspace.open(path)
    return Desk(workspace, workspace.do(Gesture.CREATE_ASSIGNMENT, build))


def test_who_left_the_roster_after_the_look_is_not_collected(desk, tmp_path):
    file_of(desk.work(("s01",), MARKS), tmp_path / "in/a.bayyina-work")
    file_of(desk.work(("s03",), (Mark("c9", 0, 1, 4),)), tmp_path / "in/b.bayyina-work")
    preview = desk.look(tmp_path / "in")
    assert len(preview.to_add) == 2

    def leave(tx):
        tx.remove(tx.find(Student, id="s03")[0])

    desk.workspace.do(Gesture.EDIT_CLASS, leave)
    done = desk.workspace.do(Gesture.COLLECT, collecting.collect, preview)
    assert (done.added, done.already) == (1, 0)
    kept = desk.workspace.read(lambda tx: tx.find(Submission))
    assert [one.student_ids for one in kept] == [("s01",)]
    assert desk.marks_of("s03") == []
