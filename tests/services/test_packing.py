"""Packs: made by a teacher, opened by students, each time the same."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Asked, Assignment, Mode
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.errors import KnownError
from app.domain.setting import Setting
from app.domain.submission import Sitting
from app.services import consulting, packing, sampling
from app.services.workspace import Workspace
from app.store.rows import KINDS
from tests.conftest import article_of
from tests.formats import tampering
from tests.services.conftest import FIRST, SECOND


def everything(workspace: Workspace) -> dict[str, object]:
    """All that a classroom file holds, but for its log."""
    return {
        kind.__name__: workspace.read(lambda tx, kind=kind: tx.find(kind, order_by="id"))
        for kind in KINDS
    }


@pytest.fixture
def pack(workspace, small_class, tmp_path) -> Path:
    path = tmp_path / "bridge.bayyina-pack"
    packing.pack(workspace, small_class.assignment.id, path)
    return path


@pytest.fixture
def student(tmp_path):
    with Workspace.open(tmp_path / "student.bayyina", device="lab-7") as opened:
        yield opened


def sit(workspace: Workspace, pack: Path, *students: str) -> packing.Opened:
    return workspace.do(Gesture.OPEN_PACK, packing.open_pack, pack, students)


def test_a_pack_gives_the_student_what_is_asked_and_no_more(workspace, small_class, pack, student):
    opened = sit(student, pack, "s01")
    kept = student.read(lambda tx: tx.get(Assignment, opened.assignment_id))
    assert kept == replace(small_class.assignment, key_id=None, classroom_id=None)
    texts = [student.read(lambda tx, id=id: tx.get(Article, id)).text for id in opened.article_ids]
    assert texts == [FIRST, SECOND]
    assert opened.article_ids == small_class.assignment.article_ids
    for kind in (Annotation, Classroom, Student):
        assert student.read(lambda tx, kind=kind: tx.count(kind)) == 0
    assert (student.setting("role"), student.setting("owner")) == ("student", "s01")
    assert [step.name.gesture for step in student.steps()] == [Gesture.OPEN_PACK]


def test_no_key_and_no_name_is_in_the_file(workspace, small_class, pack):
    manifest, parts = tampering.opened(pack.read_bytes())
    said = json.dumps(manifest, ensure_ascii=False) + "".join(p.decode() for p in parts.values())
    for secret in ("ريم", "يوسف", '"key"', *(one.id for one in small_class.key)):
        assert secret not in said
    facts = packing.look_into(pack)
    assert facts.students == ("s01", "s02")
    assert facts.titles == ("جسر المدينة", None)
    assert (facts.name, facts.classroom) == ("كم كلّف الجسر؟", "الصف التاسع ب")


def test_opened_again_it_adds_nothing(pack, student):
    sit(student, pack, "s01")
    before, steps = everything(student), len(student.steps())
    sit(student, pack, "S01")
    assert everything(student) == before
    assert len(student.steps()) == steps


def test_one_undo_takes_it_all_back(pack, student):
    before = everything(student)
    sit(student, pack, "s01")
    student.undo()
    assert everything(student) == before
    student.redo()
    assert student.setting("owner") == "s01"


def test_another_student_on_the_same_computer(pack, student):
    sit(student, pack, "s01")
    second = sit(student, pack, "s02").sitting
    assert student.read(lambda tx: tx.count(Sitting)) == 2
    assert second.student_ids == ("s02",)
    assert student.setting("owner") == "s02"


def test_a_pair(pack, student):
    opened = sit(student, pack, "s02", "s01")
    assert opened.sitting.student_ids == ("s01", "s02")
    assert student.setting("owner") == "s01+s02"


def test_an_article_that_is_there_is_used_as_it_is(pack, student):
    here = student.do(Gesture.IMPORT, lambda tx: tx.add(article_of(SECOND, title="عندي")))
    opened = sit(student, pack, "s01")
    assert opened.article_ids[1] == here.id
    assert student.read(lambda tx: tx.get(Assignment, opened.assignment_id)).article_ids == (
        opened.article_ids
    )
    assert student.read(lambda tx: tx.count(Article)) == 2


def test_another_text_with_the_same_id_stays(small_class, pack, student):
    id = small_class.assignment.article_ids[0]
    student.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص آخر تمامًا", id=id)))
    opened = sit(student, pack, "s01")
    assert id not in opened.article_ids
    assert student.read(lambda tx: tx.get(Article, id)).text == "نص آخر تمامًا"
    assert sit(student, pack, "s01").article_ids == opened.article_ids


def test_a_newer_pack_brings_the_assignment_up_to_date(workspace, small_class, pack, student):
    sit(student, pack, "s01")
    changes = {
        "name": "الجسر", "due": "2025-05-01", "scale": 10, "asked": (Asked.SOURCE,),
        "codebook": consulting.codebook_text() + "\n# عدّله المعلّم\n",
        "article_ids": small_class.assignment.article_ids[::-1],
    }  # fmt: skip
    workspace.do(Gesture.EDIT_ASSIGNMENT, lambda tx: tx.replace(small_class.assignment, **changes))
    packing.pack(workspace, small_class.assignment.id, pack)
    sit(student, pack, "s01")
    kept = student.read(lambda tx: tx.get(Assignment, small_class.assignment.id))
    for name, value in changes.items():
        assert getattr(kept, name) == value
    assert consulting.codebook("ar", kept.codebook).tags
    assert student.read(lambda tx: tx.count(Sitting)) == 1


def test_a_teacher_who_tries_her_own_pack_stays_the_teacher(workspace, small_class, pack):
    workspace.configure("role", "teacher")
    before = everything(workspace)
    opened = sit(workspace, pack, "s01")
    assert opened.article_ids == small_class.assignment.article_ids
    after = everything(workspace)
    assert after.pop("Sitting") == [opened.sitting]
    before.pop("Sitting")
    assert after == before


def test_a_file_with_a_class_or_an_assignment_of_its_own_is_a_teachers(
    workspace, small_class, pack
):
    sit(workspace, pack, "s01")  # nobody has said whose it is
    assert workspace.setting("role") == ""
    kept = workspace.read(lambda tx: tx.get(Assignment, small_class.assignment.id))
    assert kept == small_class.assignment


def test_a_teachers_other_computer(pack, student):
    student.configure("role", "teacher")
    opened = sit(student, pack, "t1")
    assert student.setting("role") == "teacher"
    assert student.setting("owner") == ""
    assert student.read(lambda tx: tx.get(Assignment, opened.assignment_id)).name


def test_practice_brings_its_answers_as_a_text(workspace, small_class, student, tmp_path):
    workspace.do(
        Gesture.EDIT_ASSIGNMENT,
        lambda tx: tx.replace(small_class.assignment, mode=Mode.PRACTICE),
    )
    path = tmp_path / "p.bayyina-pack"
    packing.pack(workspace, small_class.assignment.id, path)
    sitting = sit(student, path, "s01").sitting
    answers = json.loads(student.read(lambda tx: tx.text_of(sitting.practice)))
    ids = {item["id"].removeprefix("urn:uuid:") for item in answers["items"]}
    assert {one.id for one in small_class.key} < ids
    assert student.read(lambda tx: tx.count(Annotation)) == 0


def test_practice_without_a_key_is_not_packed(workspace, keyless, tmp_path):
    workspace.do(Gesture.EDIT_ASSIGNMENT, lambda tx: tx.replace(keyless, mode=Mode.PRACTICE))
    with pytest.raises(KnownError, match=r"pack\.no_key"):
        packing.pack(workspace, keyless.id, tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_the_same_pack_from_the_same_assignment(workspace, small_class, pack, tmp_path):
    packing.pack(workspace, small_class.assignment.id, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == pack.read_bytes()


def test_a_pack_takes_the_place_of_its_like_only(workspace, small_class, keyless, pack, tmp_path):
    other = tmp_path / "letter.txt"
    other.write_text("رسالة")
    for taken in (pack, other):
        before = taken.read_bytes()
        with pytest.raises(KnownError, match=r"parcel\.exists"):
            packing.pack(workspace, keyless.id, taken)
        assert taken.read_bytes() == before
    packing.pack(workspace, small_class.assignment.id, pack)


def test_a_spoiled_pack_changes_nothing(pack, student):
    before = everything(student)
    data = pack.read_bytes()
    pack.write_bytes(data[:-300])
    with pytest.raises(KnownError, match=r"parcel\.cut"):
        sit(student, pack, "s01")
    pack.write_bytes(data)
    for wrong in ([], ["a", "b", "c"], ["a\nb"]):
        with pytest.raises(KnownError, match=r"student\."):
            sit(student, pack, *wrong)
    assert everything(student) == before
    assert student.steps() == []


def test_the_sample_classroom_can_be_handed_out(workspace, student, tmp_path):
    sample = workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
    packing.pack(workspace, sample.assignments[0], tmp_path / "p")
    opened = sit(student, tmp_path / "p", "tj01")
    there = [workspace.read(lambda tx, id=id: tx.get(Article, id)) for id in sample.articles]
    here = [student.read(lambda tx, id=id: tx.get(Article, id)) for id in opened.article_ids]
    for teachers, students in zip(there, here, strict=True):
        blank = {"imported_at": "", "file_name": None, "position": 0}
        assert replace(students, **blank) == replace(teachers, **blank)
    names = student.read(lambda tx: {one.id for one in tx.find(Setting)})
    assert names == {"role", "owner", f"classroom:{opened.assignment_id}"}
