"""Handing in: a file that says what was marked, a receipt, and nothing half where it fails."""

import json
import os
import re
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.relation import RelationType
from app.domain.submission import Submission
from app.formats import submission_file
from app.services import annotating, handing_in, packing, relating
from app.services.workspace import Workspace
from tests.conftest import article_of
from tests.services.conftest import claim
from tests.services.test_packing import everything


@pytest.fixture
def student(workspace, small_class, tmp_path):
    """A student's computer on which the pack was opened."""
    packing.pack(workspace, small_class.assignment.id, tmp_path / "p")
    with Workspace.open(tmp_path / "student.bayyina", device="lab-7") as opened:
        opened.do(Gesture.OPEN_PACK, packing.open_pack, tmp_path / "p", ["s01"])
        yield opened


def mark(workspace, article_id: str, words: str, tag: Tag, author="s01", **more) -> Annotation:
    def highlight(tx):
        return tx.add(claim(tx.get(Article, article_id), author, words, tag, **more))

    return workspace.do(Gesture.HIGHLIGHT, highlight)


def test_it_says_what_was_marked(student, small_class, tmp_path):
    first, second = small_class.assignment.article_ids
    cost = mark(student, first, "الجسر كلّف 12 مليون دينار", Tag.SOURCED, note="من البيان")
    other = mark(student, second, "كلفة الجسر 12.4 مليون دينار", Tag.UNVERIFIED)
    mark(student, first, "أجمل جسر", Tag.OPINION, author="s02")
    student.undo()
    student.do(Gesture.LINK, relating.link, "s01", cost.id, other.id, RelationType.REPEATS)
    done = handing_in.hand_in(student, small_class.assignment.id, ["s01"], tmp_path / "out")

    found = submission_file.read(done.path)
    assert found.submission == done.submission
    assert (done.claims, done.relations, done.attempt) == (2, 1, 1)
    assert found.is_consistent
    assert {line["device"] for line in found.lines} == {"lab-7"}
    assert [item.id for item in found.items.claims] == [cost.id, other.id]
    assert found.assignment_name == "كم كلّف الجسر؟"
    shape = r"الصف-التاسع-ب_s01_\d{4}_[a-z2-9]{4}\.bayyina-work"
    assert re.fullmatch(shape, done.path.name)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", done.receipt)
    assert student.read(lambda tx: tx.find(Submission)) == [done.submission]
    document = json.loads(student.read(lambda tx: tx.text_of(done.submission.document)))
    sources = {item["target"]["source"] for item in document["items"][:2]}
    assert all(source.startswith("urn:sha256:") for source in sources)
    assert "ريم" not in done.path.read_bytes().decode(errors="ignore")


def test_again_is_another_attempt_and_another_file(student, small_class, tmp_path):
    id = small_class.assignment.id
    first = handing_in.hand_in(student, id, ["s01"], tmp_path / "out")
    mark(student, small_class.assignment.article_ids[0], "أجمل جسر", Tag.OPINION)
    second = handing_in.hand_in(student, id, ["S01"], tmp_path / "out")
    assert (first.claims, second.claims, second.attempt) == (0, 1, 2)
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert first.receipt != second.receipt
    kept = student.read(handing_in.hand_ins, id)
    assert kept == [first.submission, second.submission]
    assert student.read(handing_in.hand_ins, id, ["s02"]) == []


def test_a_clock_that_was_set_back_does_not_make_it_older(student, small_class, tmp_path):
    id = small_class.assignment.id
    first = handing_in.hand_in(student, id, ["s01"], tmp_path / "out").submission
    ahead = "2099-01-01T00:00:00.000+00:00"
    student.do(Gesture.HAND_IN, lambda tx: tx.replace(first, handed_in=ahead))
    again = handing_in.hand_in(student, id, ["s01"], tmp_path / "out")
    assert datetime.fromisoformat(again.submission.handed_in) > datetime.fromisoformat(ahead)
    assert again.attempt == 2


def test_a_pair_hands_in_what_the_pair_marked(student, small_class, tmp_path):
    mark(student, small_class.assignment.article_ids[0], "أجمل جسر", Tag.OPINION, author="s01+s02")
    done = handing_in.hand_in(student, small_class.assignment.id, ["s02", "s01"], tmp_path / "out")
    assert done.submission.student_ids == ("s01", "s02")
    assert done.claims == 1
    assert "_s01+s02_" in done.path.name
    assert submission_file.read(done.path).is_consistent


def test_what_was_handed_in_stays_and_undo_goes_on_before_it(student, small_class, tmp_path):
    """A file that is outside is not taken back; nor is what it stands on."""
    mark(student, small_class.assignment.article_ids[0], "أجمل جسر", Tag.OPINION)
    done = handing_in.hand_in(student, small_class.assignment.id, ["s01"], tmp_path / "out")
    assert student.undo().gesture is Gesture.HIGHLIGHT
    assert student.undo() is None
    assert student.read(lambda tx: tx.find(Submission)) == [done.submission]
    again = handing_in.hand_in(student, small_class.assignment.id, ["s01"], tmp_path / "out")
    assert (again.claims, again.attempt) == (0, 2)
    assert student.redo().gesture is Gesture.HIGHLIGHT
    file = student.path
    student.close()
    with Workspace.open(file) as opened:
        assert [past.name.gesture for past in opened.undoable] == [Gesture.HIGHLIGHT]


def assert_refused(student, assignment_id, folder: Path, message: str) -> None:
    before, steps = everything(student), len(student.steps())
    with pytest.raises(KnownError, match=re.escape(message)):
        handing_in.hand_in(student, assignment_id, ["s01"], folder)
    assert everything(student) == before
    assert len(student.steps()) == steps


@pytest.mark.parametrize("typed", [["s1"], ["s01", "s02"]])
def test_nobody_hands_in_under_an_id_that_was_mistyped(student, small_class, tmp_path, typed):
    before, id = everything(student), small_class.assignment.id
    with pytest.raises(KnownError, match=r"hand_in\.nobody"):
        handing_in.hand_in(student, id, typed, tmp_path / "out")
    assert everything(student) == before
    assert not (tmp_path / "out").exists()


def test_a_stick_that_was_pulled(student, small_class, tmp_path):
    gone = tmp_path / "media" / "STICK"
    assert_refused(student, small_class.assignment.id, gone, "hand_in.no_folder")
    assert not gone.parent.exists()


def test_a_file_in_the_folders_place(student, small_class, tmp_path):
    (tmp_path / "out").write_text("x")
    assert_refused(student, small_class.assignment.id, tmp_path / "out", "hand_in.no_folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(student, small_class, tmp_path):
    (tmp_path / "out").mkdir(mode=0o500)
    assert_refused(student, small_class.assignment.id, tmp_path / "out", "exchange.denied")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_stick_leaves_nothing(student, small_class, tmp_path, monkeypatch):
    real = Path.open

    def full(self: Path, *args: object, **more: object):
        return real(Path("/dev/full"), "wb", 0) if self.name.endswith(".part") else real(
            self, *args, **more
        )  # fmt: skip

    monkeypatch.setattr(Path, "open", full)
    (tmp_path / "out").mkdir()
    assert_refused(student, small_class.assignment.id, tmp_path / "out", "exchange.disk_full")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_row_that_cannot_be_kept_takes_its_file_along(
    student, small_class, tmp_path, monkeypatch
):
    """The disk of the computer fills up after the file is on the stick."""

    def fail(*_: object, **__: object) -> None:
        raise KnownError("workspace.disk_full", path="x")

    monkeypatch.setattr(student._log, "append", fail)
    assert_refused(student, small_class.assignment.id, tmp_path / "out", "workspace.disk_full")
    assert list((tmp_path / "out").iterdir()) == []


def test_marks_of_other_articles_and_others_stay_home(student, small_class, tmp_path):
    beside = student.do(Gesture.IMPORT, lambda tx: tx.add(article_of("مقال لا يخص الواجب أبدًا")))
    mark(student, beside.id, "لا يخص الواجب", Tag.OPINION)
    mark(student, small_class.assignment.article_ids[0], "أجمل جسر", Tag.OPINION, author="s02")
    done = handing_in.hand_in(student, small_class.assignment.id, ["s01"], tmp_path / "out")
    found = submission_file.read(done.path)
    assert (found.claims, found.lines) == (0, ())
    assert "لا يخص" not in found.document + found.log


def test_marks_made_without_a_sitting_count(workspace, small_class, tmp_path):
    """As in a file where annotations were imported under a student's id."""
    done = handing_in.hand_in(workspace, small_class.assignment.id, ["s01"], tmp_path / "out")
    assert (done.claims, done.relations) == (3, 2)
    assert submission_file.read(done.path).is_consistent


def test_the_log_tells_every_step(student, small_class, tmp_path):
    first = small_class.assignment.article_ids[0]
    one = mark(student, first, "أجمل جسر", Tag.OPINION)
    student.do(Gesture.RETAG, annotating.retag, one.id, Tag.UNVERIFIED)
    student.undo()
    student.redo()
    student.do(Gesture.REMOVE_CLAIM, annotating.remove, one.id)
    done = handing_in.hand_in(student, small_class.assignment.id, ["s01"], tmp_path / "out")
    lines = submission_file.read(done.path).lines
    assert [(line["kind"], line["gesture"]) for line in lines] == [
        ("do", "highlight"), ("do", "retag"), ("undo", "retag"), ("redo", "retag"),
        ("do", "remove_claim"),
    ]  # fmt: skip
    [retagged] = lines[1]["changes"]
    assert set(retagged["before"]) == set(retagged["after"]) == {"body"}
    assert done.claims == 0
