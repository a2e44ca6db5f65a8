"""Work that is kept on a stick and gone on with on another computer: nothing is lost, and nothing
that somebody else wrote is written over."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Assignment, Mode
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.relation import Relation, RelationType
from app.domain.submission import Sitting
from app.formats import submission_file
from app.formats.submission_file import State
from app.services import annotating, carrying, handing_in, keeping, packing, relating, retracing
from app.services.carrying import Keeper, Outcome
from app.services.workspace import Workspace
from tests.conftest import article_of
from tests.formats import parcels
from tests.services.conftest import FIRST, SECOND
from tests.services.test_handing_in import mark
from tests.services.test_packing import everything


@pytest.fixture
def pack(workspace, small_class, tmp_path) -> Path:
    packing.pack(workspace, small_class.assignment.id, tmp_path / "p.bayyina-pack")
    return tmp_path / "p.bayyina-pack"


@pytest.fixture
def computers(tmp_path):
    """Classroom files of computers by name, closed in the end."""
    opened: dict[str, Workspace] = {}

    def computer(name: str) -> Workspace:
        if name not in opened:
            opened[name] = Workspace.open(tmp_path / f"{name}.bayyina", device=name)
        return opened[name]

    yield computer
    for workspace in opened.values():
        workspace.close()


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


def sit(workspace: Workspace, pack: Path, *students: str) -> Sitting:
    return workspace.do(Gesture.OPEN_PACK, packing.open_pack, pack, students or ["s01"]).sitting


def keep(workspace: Workspace, sitting: Sitting) -> KnownError | None:
    """Have the file be as the work is, as closing the window does."""
    return Keeper(workspace, sitting.id).close()


def marked(workspace: Workspace, author: str = "s01") -> tuple[object, object]:
    return (
        workspace.read(lambda tx: tx.find(Annotation, author_id=author, order_by="id")),
        workspace.read(lambda tx: tx.find(Relation, author_id=author, order_by="id")),
    )


def first_article(sitting: Sitting, workspace: Workspace) -> str:
    return workspace.read(lambda tx: tx.get(Assignment, sitting.assignment_id)).article_ids[0]


def test_tomorrow_on_another_computer(computers, pack, stick, tmp_path, small_class):
    monday, tuesday = computers("pc1"), computers("pc2")
    sitting = sit(monday, pack)
    file = carrying.keep_in(monday, sitting.id, stick)
    assert file.name == "الصف-التاسع-ب_s01_كم-كلّف-الجسر؟.bayyina-work"
    one = mark(monday, first_article(sitting, monday), "أجمل جسر", Tag.OPINION, note="رأي")
    two = mark(monday, first_article(sitting, monday), "الرقم لا يشمل الطرق", Tag.UNVERIFIED)
    monday.do(Gesture.LINK, relating.link, "s01", one.id, two.id, RelationType.SUPPORTS)
    monday.do(Gesture.RETAG, annotating.retag, two.id, Tag.SOURCED)
    monday.undo()
    assert keep(monday, sitting) is None

    opened = carrying.open_work(tuesday, file)
    assert opened.outcome is Outcome.TAKEN
    assert marked(tuesday) == marked(monday)
    assert (tuesday.setting("role"), tuesday.setting("owner")) == ("student", "s01")
    assert opened.sitting.file == str(file)
    tuesday.do(Gesture.RETAG, annotating.retag, one.id, Tag.UNVERIFIED)
    assert keep(tuesday, opened.sitting) is None
    done = handing_in.hand_in(tuesday, small_class.assignment.id, ["s01"], tmp_path / "out")
    found = submission_file.read(done.path)
    assert found.is_consistent
    assert [line["device"] for line in found.lines] == ["pc1"] * 5 + ["pc2"]

    assert carrying.open_work(monday, file).outcome is Outcome.TAKEN
    assert marked(monday) == marked(tuesday)
    assert carrying.open_work(monday, file).outcome is Outcome.SAME


def test_opening_takes_one_undo(computers, pack, stick):
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    before = everything(there)
    carrying.open_work(there, file)
    there.undo()
    assert everything(there) == before
    there.redo()
    assert marked(there) == marked(here)


def test_the_newer_of_two_wins_whatever_the_clocks_say(computers, pack, stick):
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    old = shutil.copy(file, stick / "old.bayyina-work")
    mark(here, first_article(sitting, here), "الرقم لا يشمل الطرق", Tag.UNVERIFIED)
    assert carrying.open_work(here, Path(old)).outcome is Outcome.NEWER_HERE
    assert len(marked(here)[0]) == 2
    assert carrying.open_work(there, Path(old)).outcome is Outcome.TAKEN


def test_what_went_on_in_two_places_is_refused_and_kept(computers, pack, stick):
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    article = first_article(sitting, here)
    mark(here, article, "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    theirs = carrying.open_work(there, file).sitting
    mark(there, article, "الرقم لا يشمل الطرق", Tag.UNVERIFIED)
    assert keep(there, theirs) is None
    mark(here, article, "بيان رسمي", Tag.SOURCED)
    before, on_stick = everything(here), file.read_bytes()
    with pytest.raises(KnownError, match=r"carrying\.diverged"):
        carrying.open_work(here, file)
    assert everything(here) == before
    trouble = keep(here, sitting)
    assert trouble is not None
    assert trouble.message == "carrying.other_work"
    assert file.read_bytes() == on_stick
    here.undo()  # then here is what both began with, and the stick is the newer
    assert keep(here, sitting).message == "carrying.newer_there"
    assert carrying.open_work(here, file).outcome is Outcome.TAKEN
    assert marked(here) == marked(there)


def test_others_on_the_same_computer_are_left_alone(computers, pack, stick):
    here, shared = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    other = sit(shared, pack, "s02")
    mark(shared, first_article(other, shared), "أجمل جسر", Tag.UNVERIFIED, author="s02")
    theirs = marked(shared, "s02")
    carrying.open_work(shared, file)
    assert marked(shared, "s02") == theirs
    assert marked(shared) == marked(here)


def test_texts_that_are_there_under_other_ids(computers, pack, stick, tmp_path, small_class):
    here, there = computers("pc1"), computers("pc2")
    for text in (SECOND, FIRST):
        there.do(Gesture.IMPORT, lambda tx, text=text: tx.add(article_of(text)))
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    opened = carrying.open_work(there, file)
    [claim] = marked(there)[0]
    assert claim.article_id == opened.article_ids[0] != small_class.assignment.article_ids[0]
    there.do(Gesture.WRITE_NOTE, annotating.write_note, claim.id, "هناك")
    done = handing_in.hand_in(there, small_class.assignment.id, ["s01"], tmp_path / "out")
    assert submission_file.read(done.path).is_consistent


def test_what_was_handed_in_can_be_gone_on_with(computers, pack, tmp_path, small_class):
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    done = handing_in.hand_in(here, small_class.assignment.id, ["s01"], tmp_path / "out")
    with pytest.raises(KnownError, match=r"carrying\.no_pack"):
        carrying.open_work(there, done.path)
    sit(there, pack)
    opened = carrying.open_work(there, done.path)
    assert (opened.outcome, opened.sitting.file) == (Outcome.TAKEN, "")
    assert marked(there) == marked(here)


def test_a_teachers_file_takes_no_work(workspace, computers, pack, stick):
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    before = everything(workspace)
    with pytest.raises(KnownError, match=r"carrying\.teachers"):
        carrying.open_work(workspace, file)
    assert everything(workspace) == before


def test_whose_work_it_is_must_agree(computers, pack, stick):
    here, there = computers("pc1"), computers("pc2")
    file = carrying.keep_in(here, sit(here, pack).id, stick)
    with pytest.raises(KnownError, match=r"carrying\.other_student"):
        carrying.open_work(there, file, ["s02"])
    assert there.steps() == []
    assert carrying.open_work(there, file, ["S01"]).sitting.student_ids == ("s01",)


def test_an_id_that_is_somebody_elses_is_not_taken(computers, pack, stick):
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    one = mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    other = sit(there, pack, "s02")
    mark(there, first_article(other, there), "بيان رسمي", Tag.SOURCED, author="s02", id=one.id)
    before = everything(there)
    with pytest.raises(KnownError, match=r"carrying\.taken"):
        carrying.open_work(there, file)
    assert everything(there) == before


def test_an_article_that_the_assignment_lost_meanwhile(
    workspace, computers, pack, stick, small_class
):
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    keep(here, sitting)
    left = small_class.assignment.article_ids[1:]
    workspace.do(Gesture.EDIT_ASSIGNMENT,
                 lambda tx: tx.replace(small_class.assignment, article_ids=left))  # fmt: skip
    packing.pack(workspace, small_class.assignment.id, pack)
    sit(there, pack)
    before = everything(there)
    with pytest.raises(KnownError, match=r"carrying\.other_articles"):
        carrying.open_work(there, file)
    assert everything(there) == before


def test_every_gesture_is_on_the_stick(computers, pack, stick):
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    keeper = Keeper(here, sitting.id)
    article = first_article(sitting, here)
    for count, words in enumerate(("أجمل جسر", "بيان رسمي", "12 مليون دينار"), 1):
        mark(here, article, words, Tag.OPINION)
        assert keeper.wait()
        found = submission_file.read(file)
        assert (found.claims, found.state, found.is_consistent) == (count, State.DRAFT, True)
    here.undo()
    assert keeper.wait()
    assert submission_file.read(file).claims == 2
    for _ in range(20):
        here.redo()
        here.undo()
    here.redo()
    assert keeper.close() is None
    assert submission_file.read(file).claims == 3
    assert [one.name for one in stick.iterdir()] == [file.name]


def test_a_stick_that_comes_back_gets_the_last_state(computers, pack, stick, monkeypatch):
    monkeypatch.setattr(keeping, "_RETRY", 0.05)
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    told: list[str | None] = []
    heard = threading.Event()

    def hear(trouble: KnownError | None) -> None:
        told.append(trouble and trouble.message)
        heard.set()

    keeper = Keeper(here, sitting.id, hear)
    assert keeper.wait()
    away = stick.rename(stick.with_name("pulled"))
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    assert heard.wait(5)
    assert told == ["carrying.gone"]
    assert keeper.trouble is not None
    heard.clear()
    away.rename(stick)
    assert heard.wait(5)
    assert told == ["carrying.gone", None]
    assert submission_file.read(file).claims == 1
    assert keeper.close() is None


def test_closing_says_what_is_not_on_the_stick(computers, pack, stick):
    here = computers("pc1")
    sitting = sit(here, pack)
    carrying.keep_in(here, sitting.id, stick)
    shutil.rmtree(stick)
    trouble = keep(here, sitting)
    assert trouble is not None
    assert trouble.message == "carrying.gone"
    assert not stick.exists()


def test_a_file_that_the_stick_spoiled_is_put_aside(computers, pack, stick):
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    file.write_bytes(file.read_bytes()[:5_000])
    assert keep(here, sitting) is None
    assert submission_file.read(file).state is State.DRAFT
    assert (stick / f"{file.name}.damaged").stat().st_size == 5_000


def test_nothing_else_is_written_over(computers, pack, stick, tmp_path, small_class):
    here = computers("pc1")
    sitting = sit(here, pack)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    file = carrying.keep_in(here, sitting.id, stick)
    done = handing_in.hand_in(here, small_class.assignment.id, ["s01"], tmp_path / "out")
    for other in (done.path.read_bytes(), pack.read_bytes(), "رسالة".encode() * 99):
        file.write_bytes(other)
        assert keep(here, sitting) is not None
        assert file.read_bytes() == other
        second = carrying.keep_in(here, sitting.id, stick)
        assert second != file
        assert submission_file.read(second).claims == 1
        second.unlink()
        here.do(Gesture.KEEP_WORK, lambda tx: tx.replace(tx.get(Sitting, sitting.id),
                                                          file=str(file)))  # fmt: skip


def test_keeping_it_where_there_is_no_folder_changes_nothing(computers, pack, tmp_path):
    here = computers("pc1")
    sitting = sit(here, pack)
    before = everything(here)
    with pytest.raises(KnownError, match=r"carrying\.gone"):
        carrying.keep_in(here, sitting.id, tmp_path / "none")
    assert everything(here) == before
    assert not (tmp_path / "none").exists()


def test_kept_nowhere_again(computers, pack, stick):
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    data = file.read_bytes()
    here.do(Gesture.KEEP_WORK, carrying.keep_nowhere, sitting.id)
    mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    assert keep(here, sitting) is None
    assert file.read_bytes() == data


def test_practice_goes_along(workspace, small_class, computers, stick, tmp_path):
    workspace.do(
        Gesture.EDIT_ASSIGNMENT,
        lambda tx: tx.replace(small_class.assignment, mode=Mode.PRACTICE),
    )
    packing.pack(workspace, small_class.assignment.id, tmp_path / "p")
    here, there = computers("pc1"), computers("pc2")
    sitting = sit(here, tmp_path / "p")
    file = carrying.keep_in(here, sitting.id, stick)
    opened = carrying.open_work(there, file).sitting
    answers = there.read(lambda tx: tx.text_of(opened.practice))
    assert answers == here.read(lambda tx: tx.text_of(sitting.practice))
    assert carrying.open_work(there, file).sitting.practice == opened.practice


def test_writing_does_not_hold_up_the_window(computers, pack, stick, monkeypatch):
    """A share that takes a second: gestures go on, and one write follows for all of them."""
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    writes: list[float] = []
    real = keeping.text_files.write_whole

    def slow(path: Path, data: bytes) -> None:
        writes.append(time.monotonic())
        time.sleep(0.5)
        real(path, data)

    monkeypatch.setattr(keeping.text_files, "write_whole", slow)
    keeper = Keeper(here, sitting.id)
    article = first_article(sitting, here)
    one = mark(here, article, "أجمل جسر", Tag.OPINION)
    started = time.monotonic()
    for number in range(10):
        here.do(Gesture.WRITE_NOTE, annotating.write_note, one.id, f"{number}")
    assert time.monotonic() - started < 2
    assert keeper.wait()
    assert len(writes) <= 4
    assert "bayyina" in submission_file.read(file).document
    assert '"9"' in submission_file.read(file).document
    assert keeper.close() is None


GESTURES = st.lists(
    st.sampled_from(["mark", "retag", "note", "remove", "link", "undo", "redo", "carry"]),
    max_size=25,
)


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(GESTURES, st.randoms(use_true_random=False))
def test_however_it_is_carried_the_log_gives_the_work(tmp_path_factory, gestures, random):
    """Three computers in turn; after each move the work is what it was, and its log gives it."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "stick").mkdir()
    (folder / "p").write_bytes(parcels.pack_bytes())
    names = ["pc1", "pc2", "pc3"]
    opened = {name: Workspace.open(folder / name, device=name) for name in names}
    try:
        here = opened["pc1"]
        sitting = sit(here, folder / "p")
        file = carrying.keep_in(here, sitting.id, folder / "stick")
        for gesture in gestures:
            if gesture == "carry":
                assert keep(here, sitting) is None
                before = marked(here)
                here = opened[random.choice(names)]
                sitting = carrying.open_work(here, file).sitting
                assert marked(here) == before
            else:
                _gesture(here, gesture, random)
        done = handing_in.hand_in(here, sitting.assignment_id, ["s01"], folder)
        found = submission_file.read(done.path)
        assert found.is_consistent
        assert found.claims == len(marked(here)[0])
    finally:
        for workspace in opened.values():
            workspace.close()


def _gesture(here: Workspace, gesture: str, random) -> None:
    claims = [one.id for one in marked(here)[0]]
    if gesture == "mark":
        words = random.choice(["مديرة المدرسة", "السائق غيّر", "قبل الصيف", "متأخرة"])
        mark(here, parcels.ARTICLES[0].id, words, random.choice(list(Tag)))
    elif gesture == "undo" and here.next_undo and here.next_undo.gesture not in (
        Gesture.OPEN_PACK, Gesture.OPEN_WORK,
    ):  # fmt: skip
        here.undo()
    elif gesture == "redo":
        here.redo()
    elif gesture == "retag" and claims:
        tag = random.choice(list(Tag))
        here.go_on(Gesture.RETAG, annotating.retag, random.choice(claims), tag)
    elif gesture == "note" and claims:
        here.do(
            Gesture.WRITE_NOTE, annotating.write_note, random.choice(claims), random.choice("ab")
        )
    elif gesture == "remove" and claims:
        here.do(Gesture.REMOVE_CLAIM, annotating.remove, random.choice(claims))
    elif gesture == "link" and len(claims) > 1 and not marked(here)[1]:
        here.do(Gesture.LINK, relating.link, "s01", *random.sample(claims, 2),
                RelationType.SUPPORTS)  # fmt: skip


_CHILD = """
import itertools, sys
from pathlib import Path
from app.domain.change import Gesture
from app.services import annotating
from app.services.carrying import Keeper
from app.services.workspace import Workspace

with Workspace.open(Path(sys.argv[1]), device="pc1") as workspace:
    Keeper(workspace, sys.argv[2])
    for number in itertools.count():
        workspace.do(Gesture.WRITE_NOTE, annotating.write_note, sys.argv[3], f"{number}")
        print(number, flush=True)
"""


def test_killed_at_any_moment_the_file_is_whole(computers, pack, stick, tmp_path):
    here = computers("pc1")
    sitting = sit(here, pack)
    file = carrying.keep_in(here, sitting.id, stick)
    claim = mark(here, first_article(sitting, here), "أجمل جسر", Tag.OPINION)
    here.close()
    for delay in (0.0, 0.03, 0.11, 0.25, 0.4):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(here.path), sitting.id, claim.id],
            stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert child.stdout is not None
        with child, child.stdout:
            child.stdout.readline()
            time.sleep(delay)
            child.kill()
        found = submission_file.read(file)
        assert found.is_consistent
        with Workspace.open(here.path) as again:
            assignment = again.read(lambda tx: tx.get(Assignment, sitting.assignment_id))
            lines = again.read(retracing.chain_of, assignment, "s01")
            assert lines[: len(found.lines)] == list(found.lines)
            assert keep(again, sitting) is None
        assert len(submission_file.read(file).lines) == len(lines)
        assert [one.name for one in stick.iterdir()] == [file.name]
