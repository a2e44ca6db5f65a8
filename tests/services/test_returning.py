import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.submission import Feedback, Submission
from app.domain.worksheet import Kind
from app.formats import feedback_file, parcel
from app.formats.parcel import Kind as Parcels
from app.services import approving, composing, grading, returning
from app.services.composing import Choices
from app.services.workspace import Workspace

CHOICES = Choices()


def give(workspace, known, folder, **chosen):
    return list(returning.give_back(workspace, known.assignment.id, folder, CHOICES, **chosen))


@pytest.fixture
def collected(workspace, small_class):
    """The first student's second attempt was collected."""

    def hand_in(tx):
        empty = tx.keep_text("{}")
        for n in (1, 2):
            tx.add(Submission(id=f"n{n}", assignment_id=small_class.assignment.id,
                              student_ids=("s01",), handed_in=f"2025-02-0{n}T09:00:00+00:00",
                              receipt=f"K7QM3XP{n}", device="lab", document=empty, log=empty,
                              claims=3, relations=2))  # fmt: skip

    workspace.do(Gesture.COLLECT, hand_in)
    place = small_class.assignment.id, "s01"
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, *place, "total", "عمل متأنٍّ.")
    return small_class


@pytest.fixture
def student(workspace, collected, tmp_path):
    """The student's own file: the same articles and assignment, no key, nobody's name."""
    articles = workspace.read(lambda tx: tx.find(Article))

    def build(tx):
        for article in articles:
            tx.add(article)
        tx.add(replace(collected.assignment, key_id=None, classroom_id=None))

    with Workspace.open(tmp_path / "s01" / "s01.bayyina") as opened:
        opened.do(Gesture.OPEN_PACK, build)
        opened.configure("role", "student")
        opened.configure("owner", "s01")
        yield opened


def test_the_file_says_what_the_graded_worksheet_says(workspace, collected, tmp_path):
    [given] = give(workspace, collected, tmp_path / "out")
    returned = returning.look(given.file)
    page = workspace.read(composing.worksheet_of, collected.assignment.id, collected.students[0],
                          Kind.GRADED, CHOICES)  # fmt: skip
    told = returned.sheet
    assert [(row.kind, row.total, row.quote) for row in told.claims] == [
        (row.kind, row.total, row.quote) for row in page.claims
    ]
    for row, printed in zip(told.claims, page.claims, strict=True):
        assert row.reason == feedback_file.plain(printed.reason)
    assert (told.arithmetic, told.comment, told.improvements) == (
        page.arithmetic, "عمل متأنٍّ.", page.improvements,
    )  # fmt: skip
    assert [(a.claims, a.missed) for a in told.articles] == [
        (a.claims, a.missed) for a in page.articles
    ]
    assert (returned.receipt, returned.attempt) == ("K7QM3XP2", 2)
    assert returned.provisional
    assert (page.receipt, told.handed_in) == ("K7QM-3XP2", page.handed_in)


def test_nothing_of_others_and_of_the_key_only_what_was_missed(workspace, collected, tmp_path):
    note, core = "سرّ المعلّمة", collected.key[1]
    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(
        core, note=note, core=core.spans[0], acceptable={}))  # fmt: skip
    [given] = give(workspace, collected, tmp_path)
    text = parcel.read(given.file, Parcels.FEEDBACK).parts["feedback.json"].decode()
    told = json.loads(text)
    missed = [row for row in told["claims"] if row["kind"] == "missed"]
    assert [row["quote"] for row in missed] == [core.quote]
    assert note not in text
    for secret in ("يوسف", "s02", "core", "acceptable", collected.key[0].id, core.id):
        assert secret not in text
    assert "ريم" not in text  # the id says whose it is


def test_names_policies_and_whose_turn_it_is(workspace, collected, tmp_path):
    [given] = give(workspace, collected, tmp_path / "out")
    assert given.file.name == "ريم العلي s01 - كم كلّف الجسر؟ - التصحيح.bayyina-feedback"
    assert give(workspace, collected, tmp_path / "out")[0].file == given.file
    given.file.write_bytes(b"a letter")
    second = give(workspace, collected, tmp_path / "out")[0].file
    assert second.name == given.file.name.replace("التصحيح", "التصحيح (2)")
    assert given.file.read_bytes() == b"a letter"
    assert give(workspace, collected, tmp_path, approved_only=True) == []
    workspace.do(Gesture.APPROVE, approving.approve, collected.assignment.id, "s01")
    assert len(give(workspace, collected, tmp_path, approved_only=True)) == 1
    assert give(workspace, collected, tmp_path, students=["s02"]) == []


def test_it_is_kept_beside_the_work_once_and_undone(workspace, collected, student, tmp_path):
    [given] = give(workspace, collected, tmp_path)
    opened = student.do(Gesture.OPEN_FEEDBACK, returning.open_feedback, given.file)
    assert (opened.already, opened.feedback.student_ids) == (False, ("s01",))
    again = student.do(Gesture.OPEN_FEEDBACK, returning.open_feedback, given.file)
    assert (again.already, again.feedback) == (True, opened.feedback)
    [kept] = student.read(returning.feedback_of)
    assert student.read(returning.returned_in, kept) == returning.look(given.file)
    student.undo()
    assert student.read(returning.feedback_of) == []
    student.redo()
    assert student.read(returning.feedback_of) == [kept]


def refused(student, path):
    with pytest.raises(KnownError) as error:
        student.do(Gesture.OPEN_FEEDBACK, returning.open_feedback, path)
    assert student.read(lambda tx: tx.find(Feedback)) == []
    return error.value.message


def test_whose_it_is_not_is_told(workspace, collected, student, tmp_path):
    [given] = give(workspace, collected, tmp_path)
    student.configure("owner", "s09")
    assert refused(student, given.file) == "feedback.other_student"
    student.configure("owner", "S01+s09")  # typed so; the roster writes it small
    student.do(Gesture.OPEN_FEEDBACK, returning.open_feedback, given.file)  # one of a pair
    student.undo()
    student.configure("role", "teacher")
    assert refused(student, given.file) == "feedback.for_student"
    student.configure("role", "student")
    other = feedback_file.write(replace(returning.look(given.file), assignment_id="another"))
    (tmp_path / "x.bayyina-feedback").write_bytes(other)
    assert refused(student, tmp_path / "x.bayyina-feedback") == "feedback.other_assignment"


def test_foreign_texts_and_marks_beyond_a_text_are_refused(workspace, collected, student, tmp_path):
    returned = returning.look(give(workspace, collected, tmp_path)[0].file)
    path: Path = tmp_path / "x.bayyina-feedback"
    path.write_bytes(feedback_file.write(replace(returned, texts=("0" * 64, returned.texts[1]))))
    assert refused(student, path) == "feedback.other_text"
    first = returned.sheet.articles[0]
    far = replace(first, claims=(replace(first.claims[0], spans=((0, 99_999),)),))
    sheet = replace(returned.sheet, articles=(far, returned.sheet.articles[1]))
    path.write_bytes(feedback_file.write(replace(returned, sheet=sheet)))
    assert refused(student, path) == "parcel.bad_field"


def test_a_file_that_was_tampered_with_is_refused(workspace, collected, student, tmp_path):
    file = give(workspace, collected, tmp_path)[0].file
    whole = file.read_bytes()
    step = max(1, len(whole) // 60)
    for at in range(0, len(whole), step):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        assert refused(student, file).startswith(("parcel.", "import."))
        file.write_bytes(whole[:at])
        assert refused(student, file).startswith(("parcel.", "import."))


WRONG = [
    ("student", "s01\u202e"), ("student", ""), ("given", "yesterday"), ("language", "xx"),
    ("attempt", -1), ("provisional", "no"), ("claims", {}), ("articles", [{}]), ("comment", None),
    ("improvements", ["x"] * 11), ("arithmetic", None), ("handed_in", "10:42"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_document_of_the_wrong_shape_is_refused(workspace, collected, tmp_path, field, value):
    returned = returning.look(give(workspace, collected, tmp_path)[0].file)
    told = json.loads(feedback_file.document(returned))
    assert feedback_file.of_document(json.dumps(told), "x") == returned
    told[field] = value
    with pytest.raises(KnownError, match=r"parcel\."):
        feedback_file.of_document(json.dumps(told), "x")


@pytest.mark.parametrize(("field", "value"), [
    ("number", 0), ("article", 61), ("kind", "stolen"), ("tag", "fact"), ("total", "10"),
    ("total", 1e12), ("starred", 1),
])  # fmt: skip
def test_a_row_of_the_wrong_shape_is_refused(workspace, collected, tmp_path, field, value):
    told = json.loads(feedback_file.document(returning.look(
        give(workspace, collected, tmp_path)[0].file)))  # fmt: skip
    told["claims"][0][field] = value
    with pytest.raises(KnownError, match=r"parcel\.bad_field"):
        feedback_file.of_document(json.dumps(told), "x")
