"""Grading a class in a real window: every decision is a step with a name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.language import Code
from app.domain.submission import Submission
from app.domain.worksheet import Kind
from app.services import annotating, approving, composing, consulting, grading
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from app.ui.grading.entries import Part
from tests.gestures.grading_window import GradingWindow
from tests.services.conftest import SmallClass, small_class

__all__ = ["small_class"]  # the fixture

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def both(workspace: Workspace, small_class: SmallClass) -> SmallClass:
    """The second student has marked something too."""
    article = small_class.assignment.article_ids[0]
    workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article, "s02", 3, 30, Tag.SOURCED)
    return small_class


@pytest.fixture
def window(
    faces: None, workspace: Workspace, both: SmallClass, tmp_path: Path
) -> Iterator[GradingWindow]:
    made = GradingWindow(workspace, tmp_path)
    made.open()
    yield made
    made.close()


def grade_of(workspace: Workspace, known: SmallClass, student: str = "s01") -> grading.Grade:
    return workspace.read(grading.grade_student, known.assignment.id, student)


def test_it_opens_on_the_first_student_who_waits(window: GradingWindow) -> None:
    assert window.page.title() == "تقدير: كم كلّف الجسر؟"
    assert window.page.caption().endswith("قُدّر ٠ من ٢")  # nothing is approved yet
    assert [entry.points for entry in window.entries] == ["١٠", "٠", "٥"]
    assert window.chosen.number == 1
    assert [entry.mark for entry in window.entries] == ["", "missing", ""]
    assert window.page.panel.bar.provisional.isVisible()


def test_a_figure_typed_on_a_row_wins_and_can_be_taken_back(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    assert window.chosen.number == 3
    window.type("7")
    window.press(Qt.Key.Key_Return)
    assert (window.chosen.before, window.chosen.points) == ("٥", "٧")
    assert window.chosen.mark == "override"
    assert grade_of(workspace, both).claims[2].effective == 7
    assert window.frame.header.undo.text() == "تراجع عن تعديل الدرجة"
    assert window.page.panel.rows.hasFocus()  # the keyboard is back in the table
    window.press(Qt.Key.Key_Z, CTRL)
    assert (window.chosen.before, window.chosen.points) == ("", "٥")
    assert grade_of(workspace, both).claims[2].manual is None


def test_back_to_the_computed_points(window: GradingWindow) -> None:
    window.type("٤")  # the key «4» of an Arabic keyboard
    window.press(Qt.Key.Key_Return)
    reset = window.page.panel.detail.decision.reset
    assert (window.chosen.points, reset.text()) == ("٤", "إعادة الحساب الآلي (١٠)")
    window.click(reset)
    assert (window.chosen.points, window.chosen.before) == ("١٠", "")
    assert reset.isHidden()


def test_a_figure_out_of_range_is_refused_in_place(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    decision = window.page.panel.detail.decision
    window.type("1")
    window.type("2")
    assert decision.points.property("wrong")
    assert "الدرجة بين ٠ و١٠." in set(window.words())
    window.press(Qt.Key.Key_Return)
    assert decision.points.text() == "١٢"  # it stays, to be mended
    assert not window.page.flush()
    window.page.show_student("s02")
    assert window.page.desk.student is not None
    assert window.page.desk.student.id == "s01"
    window.press(Qt.Key.Key_Escape)
    assert (decision.points.text(), decision.points.property("wrong")) == ("١٠", False)
    assert grade_of(workspace, both).claims[0].manual is None


def test_arrows_in_the_field_step_and_stop_at_the_ends(window: GradingWindow) -> None:
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Down)
    assert window.chosen.points == "٩"
    window.press(Qt.Key.Key_Up)
    window.press(Qt.Key.Key_Up)
    assert window.chosen.points == "١٠"
    field = window.page.panel.detail.decision.points
    above = QPoint(6, 6)  # of the arrows at the trailing edge
    assert field._arrow_at(above) == 1
    assert field._arrow_at(QPoint(field.width() - 6, 6)) == 0


def test_a_note_gets_its_level_by_a_key(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.page.show_part(Part.NOTES)
    window.settle()
    assert window.chosen.figures == ("لم يُقدَّر بعد",)
    window.type("2")
    assert window.chosen.figures == ("نامٍ",)
    assert grade_of(workspace, both).notes[0].level == 2
    assert not window.page.panel.bar.provisional.isVisible()
    window.press(Qt.Key.Key_Z, CTRL)
    assert grade_of(workspace, both).notes[0].level is None


def test_a_level_beside_the_claim_by_n_and_by_mouse(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    assert window.chosen.number == 1
    rubric = window.page.panel.detail.beside.rubric
    window.type("n")
    window.type("3")
    assert grade_of(workspace, both).notes[0].level == 3
    assert rubric.levels[3].isChecked()
    window.click(rubric.levels[3])  # again: taken back
    assert grade_of(workspace, both).notes[0].level is None
    assert grade_of(workspace, both).claims[0].manual is None


def test_the_levels_are_those_of_the_assignments_own_rubric(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    rubric = window.page.panel.detail.beside.rubric
    before = [level.text() for level in rubric.levels]
    text = consulting.rubric_text().replace(f'"{before[2]}"', '"واضح"')
    workspace.do(Gesture.EDIT_ASSIGNMENT, lambda tx: tx.replace(both.assignment, rubric=text))
    window.settle()
    assert [level.text() for level in rubric.levels] == [*before[:2], "واضح", before[3]]
    window.page.show_part(Part.NOTES)
    window.type("2")
    assert window.chosen.figures == ("واضح",)
    page = workspace.read(composing.worksheet_of, both.assignment.id, both.students[0],
                          Kind.GRADED, composing.Choices())  # fmt: skip
    assert [note.level_name for note in page.notes] == ["واضح"]


def test_the_keys_reason_is_behind_the_note(window: GradingWindow) -> None:
    note, reason = "الملاحظة على هذا الادعاء", "تعليل المفتاح"
    first = window.page.panel.detail.beside.first
    assert (first.accessibleName(), first.turn.text()) == (note, reason)
    window.click(first.turn)
    assert (first.accessibleName(), first.turn.text()) == (reason, note)
    window.click(window.page.panel.detail.beside.rubric.levels[1])
    assert first.accessibleName() == reason  # still being read
    window.page.panel.rows.setFocus()
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Up)
    assert first.accessibleName() == note


def test_an_extra_claim_is_accepted_or_kept_by_one_key(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.page.show_part(Part.EXTRAS)
    window.settle()
    window.type("ش")  # the key «A» on an Arabic keyboard
    assert grade_of(workspace, both).extras[0].accepted is True
    assert window.chosen.points == "+٢"
    window.type("k")
    assert grade_of(workspace, both).extras[0].accepted is False
    window.type("k")
    assert grade_of(workspace, both).extras[0].accepted is None
    assert window.frame.header.undo.text() == "تراجع عن البتّ في الادعاء الزائد"


def test_a_comment_is_kept_offered_again_and_there_after_reopening(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    comment = window.page.panel.detail.decision.comment
    comment.field.setFocus()
    window.type("يُذكر المصدر")
    window.press(Qt.Key.Key_Return)
    assert grade_of(workspace, both).claims[0].comment == "يُذكر المصدر"
    window.page.panel.rows.setFocus()
    window.press(Qt.Key.Key_Down)
    assert comment.field.text() == ""
    assert comment.chips[0].text() == "يُذكر المصدر"
    window.click(comment.chips[0])
    assert grade_of(workspace, both).claims[1].comment == "يُذكر المصدر"
    workspace.close()
    with Workspace.open(workspace.path) as again:
        grade = grade_of(again, both)
        assert [row.comment for row in grade.claims] == ["يُذكر المصدر", "يُذكر المصدر", ""]


def test_what_is_being_typed_is_kept_before_the_student_changes(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.page.panel.detail.decision.comment.field.setFocus()
    window.type("كلمة")
    window.press(Qt.Key.Key_PageDown)
    assert window.page.desk.student is not None
    assert window.page.desk.student.id == "s02"
    assert grade_of(workspace, both).claims[0].comment == "كلمة"
    assert grade_of(workspace, both, "s02").claims[0].comment == ""


def test_a_comment_on_the_whole_work(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.click(window.page.panel.bar.whole)
    window.type("عمل متأنٍّ")
    window.press(Qt.Key.Key_Return)
    assert grade_of(workspace, both).comment == "عمل متأنٍّ"
    window.click(window.page.panel.bar.whole)
    assert window.page.panel.detail.name == window.chosen.name


def test_accepting_is_a_step_and_goes_on_to_who_waits(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    bar = window.page.panel.bar
    window.page.show_student("s02")
    assert bar.accept.text() == "اعتماد، ثم: ريم العلي"
    assert bar.approval.isHidden()
    window.press(Qt.Key.Key_Return, CTRL)
    assert window.page.head.switch.box.text() == "ريم العلي"
    assert window.page.caption().endswith("قُدّر ١ من ٢")
    assert window.frame.header.undo.text() == "تراجع عن اعتماد الدرجة"
    assert bar.accept.text() == "اعتماد الدرجة"  # nobody else waits
    window.press(Qt.Key.Key_PageDown)
    assert (bar.approval.isVisible(), bar.accept.text()) == (True, "التالي: ريم العلي")
    before = workspace.steps()
    window.press(Qt.Key.Key_Return, CTRL)  # approved already: only on to the next
    assert (window.page.head.switch.box.text(), workspace.steps()) == ("ريم العلي", before)
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.page.caption().endswith("قُدّر ٠ من ٢")


def test_a_note_without_a_level_is_shown_before_its_grade_is_approved(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    before = workspace.steps()
    window.press(Qt.Key.Key_Return, CTRL)
    assert (window.page.panel.part, workspace.steps()) == (Part.NOTES, before)
    assert "Ctrl Enter" in window.frame.undo_strip.words()
    window.press(Qt.Key.Key_Return, CTRL)  # all the same
    assert window.page.caption().endswith("قُدّر ١ من ٢")
    window.page.show_student("s01")
    assert window.page.panel.bar.provisional.isHidden()  # approved wins
    assert window.page.panel.part is Part.CLAIMS  # where she was before she was led to the note
    window.page.show_part(Part.NOTES)
    window.type("2")  # the level comes after all: the mark is another than the one approved
    assert window.page.panel.bar.approval.accessibleName().startswith("تغيّرت بعد الاعتماد")
    window.press(Qt.Key.Key_Return, CTRL)  # now the extra is shown
    window.press(Qt.Key.Key_Return, CTRL)
    window.page.show_student("s01")
    assert window.page.panel.bar.approval.accessibleName().startswith("معتمدة")


def test_an_undecided_extra_is_shown_before_its_grade_is_approved(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.page.show_part(Part.NOTES)
    window.type("2")
    window.page.show_part(Part.RELATIONS)
    before, strip = workspace.steps(), window.frame.undo_strip
    window.press(Qt.Key.Key_Return, CTRL)
    assert (window.page.panel.part, workspace.steps()) == (Part.EXTRAS, before)
    assert strip.words().startswith("هنا ادعاء زائد لم يُبتّ فيه")
    window.press(Qt.Key.Key_Return, CTRL)  # all the same
    assert window.page.caption().endswith("قُدّر ١ من ٢")
    grade = grade_of(workspace, both)
    assert (grade.approved, grade.extras[0].accepted) == (True, None)
    page = workspace.read(composing.worksheet_of, both.assignment.id, both.students[0],
                          Kind.GRADED, composing.Choices())  # fmt: skip
    said = [line.reason for line in page.claims if line.kind == "extra"]
    assert said == ["زائد على المفتاح، بلا زيادة ولا خصم."]
    window.page.show_student("s01")
    window.page.show_part(Part.EXTRAS)
    assert (window.chosen.figures, window.chosen.mark) == (("بلا زيادة",), "")


def test_the_notice_goes_with_its_student(window: GradingWindow) -> None:
    strip = window.frame.undo_strip
    for move in (
        lambda: window.press(Qt.Key.Key_PageDown),
        lambda: window.page.open(student_id="s02"),
        lambda: window.frame.navigate("gradebook"),
    ):
        window.page.show_student("s01")
        window.press(Qt.Key.Key_Return, CTRL)
        assert strip.isVisible()
        move()
        window.settle()
        assert strip.isHidden()
        window.frame.navigate("grading")


def test_after_approving_a_table_with_rows_is_shown(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.page.show_part(Part.NOTES)
    window.type("2")
    window.page.show_part(Part.EXTRAS)
    window.type("k")
    for claim in workspace.read(annotating.annotations_of, both.assignment.article_ids[0], "s02"):
        text = workspace.read(lambda tx: tx.get(Annotation, both.key[0].id))
        workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, claim.id)
        span = text.spans[0]
        workspace.do(Gesture.HIGHLIGHT, annotating.highlight, claim.article_id, "s02",
                     span.start, span.end, Tag.SOURCED)  # fmt: skip
    window.press(Qt.Key.Key_Return, CTRL)
    assert window.page.head.switch.box.text() == "يوسف بنعلي"
    assert not grade_of(workspace, both, "s02").extras
    assert window.page.panel.part is Part.CLAIMS
    assert len(window.entries) == 3


def test_who_has_not_handed_in_is_told(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    for claim in workspace.read(annotating.annotations_of, both.assignment.article_ids[0], "s02"):
        workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, claim.id)
    workspace.do(Gesture.APPROVE, approving.approve, both.assignment.id, "s01")
    window.page.show_student("s01")
    assert window.page.caption().endswith("قُدّر ١ من ٢ · طالب واحد لم يسلّم")
    assert window.page.panel.bar.accept.text() == "اكتمل تقدير ما سُلِّم"


def test_when_nobody_waits_there_is_no_next(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    for id in ("s01", "s02"):
        workspace.do(Gesture.APPROVE, approving.approve, both.assignment.id, id)
    window.page.show_student("s02")
    assert window.page.panel.bar.accept.text() == "اكتمل تقدير الصف"
    assert not window.page.panel.bar.accept.isEnabled()


def test_a_changed_key_brings_an_approved_student_back(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    for id in ("s01", "s02"):
        workspace.do(Gesture.APPROVE, approving.approve, both.assignment.id, id)
    window.page.show_student("s02")
    workspace.do(Gesture.EDIT_KEY, lambda tx: tx.replace(both.key[0], tag=Tag.OPINION))
    window.settle()
    assert window.page.caption().endswith("قُدّر ٢ من ٢ · ٢ للمراجعة")
    labels = [action.text() for action in window.page.head.switch.menu().actions()]
    assert all("تغيّر بعد الاعتماد" in label for label in labels)
    assert window.page.panel.bar.accept.text() == "اعتماد، ثم: ريم العلي"


def test_an_approval_is_withdrawn_beside_the_comment_on_the_whole(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    detail = window.page.panel.detail
    workspace.do(Gesture.APPROVE, approving.approve, both.assignment.id, "s01")
    window.settle()
    assert detail.withdraw.isHidden()
    window.click(window.page.panel.bar.whole)
    assert "اعتُمدت الدرجة" in detail.more.words()
    window.click(detail.withdraw)
    assert window.page.caption().endswith("قُدّر ٠ من ٢")
    assert detail.withdraw.isHidden()


def test_a_changed_key_flags_the_row_until_the_points_are_kept(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.type("6")
    window.press(Qt.Key.Key_Return)
    assert not window.page.panel.tabs.review.isVisible()
    workspace.do(Gesture.RETAG, lambda tx: tx.replace(both.key[0], tag=Tag.OPINION))
    window.settle()
    assert window.page.panel.tabs.review.text() == "١ للمراجعة"
    assert [entry.mark for entry in window.entries] == ["warning", "missing", ""]
    window.click(window.page.panel.tabs.review)
    assert [entry.number for entry in window.entries] == [1]
    assert window.page.panel.detail.decision.keep.text() == "إبقاء ٦"
    window.click(window.page.panel.detail.decision.keep)
    assert not window.page.panel.tabs.review.isVisible()
    assert len(window.entries) == 3  # nothing is left to filter
    assert grade_of(workspace, both).claims[0].manual == 6
    assert not grade_of(workspace, both).claims[0].review


def test_without_names_no_name_is_anywhere(window: GradingWindow) -> None:
    named = " ".join(window.words())
    assert "ريم" in named
    window.click(window.page.head.anonymous)
    said = " ".join(window.words())
    assert not any(name in said for name in ("ريم", "العلي", "يوسف", "بنعلي"))
    assert "الطالب ١" in said  # an id may be known to whoever looks on
    assert "s01" not in said
    labels = " ".join(action.text() for action in window.page.head.switch.menu().actions())
    assert "ريم" not in labels
    window.page.show_student("s02")
    assert "يوسف" not in " ".join(window.words())
    assert window.preferences.choices.layout["grading_anonymous"] == "on"


def test_without_names_the_order_is_another_and_the_same_each_time(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    room = both.assignment.classroom_id
    assert room is not None

    def enrol(tx: Transaction) -> None:
        for n in range(3, 30):
            tx.add(Student(id=f"s{n:02}", classroom_id=room, name=f"طالب {n}", position=n))

    workspace.do(Gesture.ENROL, enrol)
    desk = window.page.desk
    plain = [student.id for student in desk.students]
    window.click(window.page.head.anonymous)
    shuffled = [student.id for student in desk.students]
    assert (sorted(shuffled), shuffled != plain) == (plain, True)
    desk.reload()
    assert [student.id for student in desk.students] == shuffled
    window.click(window.page.head.anonymous)
    assert [student.id for student in desk.students] == plain


def test_which_attempt_it_is_stands_under_the_text(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    foot = window.page.pane.hand_in
    assert foot.isHidden()

    def collect(tx: Transaction) -> None:
        empty = tx.keep_text("{}")
        for n in (1, 2):
            tx.add(Submission(id=f"n{n}", assignment_id=both.assignment.id, student_ids=("s01",),
                              handed_in=f"2025-02-0{n}T09:00:00+00:00", receipt=f"K7QM3XP{n}",
                              device="lab", document=empty, log=empty, claims=3,
                              relations=2))  # fmt: skip

    workspace.do(Gesture.COLLECT, collect)
    window.settle()
    assert foot.isVisible()
    assert foot.words.words().startswith("المحاولة ٢ من ٢")
    assert "K7QM-3XP2" in foot.words.words()
    window.page.show_student("s02")
    assert foot.isHidden()


def test_one_question_across_all_students(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    window.type("x")
    assert [entry.lead for entry in window.entries] == ["ريم العلي", "يوسف بنعلي"]
    assert window.page.panel.rows.accessibleName() == "الادعاء ١ عند كل الطلاب"
    assert window.chosen.lead == "ريم العلي"
    window.press(Qt.Key.Key_Down)
    assert window.page.head.switch.box.text() == "يوسف بنعلي"
    window.type("7")
    window.press(Qt.Key.Key_Return)
    assert grade_of(workspace, both, "s02").claims[0].manual == 7
    assert grade_of(workspace, both, "s01").claims[0].manual is None
    assert [entry.points for entry in window.entries] == ["١٠", "٧"]
    window.press(Qt.Key.Key_Return, CTRL)  # after the last answer, the next question
    assert window.page.panel.rows.accessibleName() == "الادعاء ٢ عند كل الطلاب"
    assert window.chosen.lead == "ريم العلي"
    window.press(Qt.Key.Key_Right)  # back, in Arabic
    assert window.page.panel.rows.accessibleName() == "الادعاء ١ عند كل الطلاب"
    assert [step.name.gesture for step in workspace.steps()[-1:]] == [Gesture.SET_SCORE]
    window.press(Qt.Key.Key_Escape)
    assert [entry.lead for entry in window.entries] == ["", "", ""]
    assert window.chosen.name == f"claim:{both.key[0].id}"


def test_all_notes_of_the_class_by_the_keys_of_the_levels(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    mine = workspace.read(lambda tx: tx.find(Annotation, author_id="s02"))[0]
    workspace.do(Gesture.WRITE_NOTE, lambda tx: tx.replace(mine, note="أين البيان؟", starred=True))
    window.page.show_part(Part.NOTES)
    window.type("x")
    assert [entry.words for entry in window.entries] == [("من البيان؟",), ("أين البيان؟",)]
    window.type("2")  # and on to the next
    assert window.page.head.switch.box.text() == "يوسف بنعلي"
    window.type("1")
    levels = [grade_of(workspace, both, id).notes[0].level for id in ("s01", "s02")]
    assert levels == [2, 1]
    window.press(Qt.Key.Key_Z, CTRL)
    assert grade_of(workspace, both, "s02").notes[0].level is None
    assert [entry.figures for entry in window.entries] == [("نامٍ",), ("لم يُقدَّر بعد",)]
    window.click(window.page.head.anonymous)
    assert not any(name in " ".join(window.words()) for name in ("ريم", "يوسف"))


def test_a_sentence_of_the_bank_by_its_digit(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    other = replace(both.assignment, id="another", name="واجب سابق")
    workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(other))
    for student, words in (("s01", "شائع"), ("s02", "شائع"), ("s02", "نادر")):
        row = "claim:elsewhere" if words == "شائع" else "claim:once"
        workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, "another", student, row, words)
    window.settle()
    field = window.page.panel.detail.decision.comment
    menu = field.bank_menu()
    assert [action.text() for action in menu.actions()] == ["١  شائع", "٢  نادر"]
    press = QKeyEvent(QEvent.Type.KeyPress, ord("٢"), Qt.KeyboardModifier.NoModifier, "٢")
    QApplication.sendEvent(menu, press)
    window.settle()
    assert grade_of(workspace, both).claims[0].comment == "نادر"
    window.page.focus_rows()
    window.type("c")
    assert field.field.hasFocus()


def test_a_click_on_a_claim_chooses_its_row(window: GradingWindow, both: SmallClass) -> None:
    window.press(Qt.Key.Key_Down)
    window.click_words("كلّف 12 مليون")
    assert window.chosen.name == f"claim:{both.key[0].id}"
    window.click_words("أجمل جسر عرفته")
    assert window.page.panel.part is Part.EXTRAS
    assert window.chosen.words == ("أجمل جسر عرفته المدينة",)


def test_a_row_of_another_article_brings_it(window: GradingWindow, both: SmallClass) -> None:
    pane = window.page.pane
    assert pane.article is not None
    assert pane.article.title == "جسر المدينة"
    window.press(Qt.Key.Key_End)
    assert window.chosen.number == 3
    assert pane.article.publisher == "المرصد"
    assert pane.reader.selected_claim is not None
    window.page.pane.articles_menu().actions()[0].trigger()
    assert pane.article.title == "جسر المدينة"


def test_relations_show_both_ends_and_both_types(window: GradingWindow) -> None:
    window.page.show_part(Part.RELATIONS)
    window.settle()
    assert window.chosen.figures == ("٤", "٢")
    said = set(window.words())
    assert "في التسليم: يكرّر · في المفتاح: يناقض" in said
    assert "الصلة هنا «يكرّر»، وهي في المفتاح «يناقض»، وتُقبل الأولى بنسبة ٥٠٪." in said


def test_the_text_has_the_users_size_and_room_for_the_keys_lines(window: GradingWindow) -> None:
    assert window.page.pane.reader.reading() == (20, 42)
    window.preferences.change(reading_size="large")
    window.frame.navigate("grading")
    assert window.page.pane.reader.reading() == (24, 50)


def test_one_sentence_for_each_score(window: GradingWindow) -> None:
    window.press(Qt.Key.Key_End)
    sentences = window.page.panel.detail.reasons.words()
    assert len(sentences) == 3
    assert sentences[1] == "الوسم هنا «غير متحقَّق منه»، وهو في المفتاح «مُسنَد»."


def test_somebody_who_handed_in_nothing(
    window: GradingWindow, workspace: Workspace, both: SmallClass
) -> None:
    for claim in workspace.read(annotating.annotations_of, both.assignment.article_ids[0], "s02"):
        workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, claim.id)
    window.page.show_student("s02")
    window.settle()
    assert window.page.panel.nothing.isVisible()
    assert window.page.panel.nothing.words() == "لم يصل شيء من يوسف بنعلي بعد."
    assert [entry.mark for entry in window.entries] == ["missing"] * 3


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("assignment", "لا واجب للتقدير بعد"),
        ("key", "لا مفتاح إجابة بعد"),
        ("students", "لا طلاب في هذا الواجب بعد"),
        ("work", "لم يصل عمل أحد بعد"),
    ],
)
def test_what_is_not_there_yet_is_said(
    faces: None, workspace: Workspace, tmp_path: Path, missing: str, sentence: str
) -> None:
    if missing != "assignment":
        workspace.do(Gesture.CREATE_ASSIGNMENT, _unfinished, missing)
    window = GradingWindow(workspace, tmp_path)
    window.open()
    assert sentence in set(window.words())
    window.press(Qt.Key.Key_Return, CTRL)  # nothing to accept, nothing to fall over
    window.type("5")
    window.close()


def _unfinished(tx, missing):  # type: ignore[no-untyped-def]
    from app.domain.annotation import Annotation
    from app.domain.selector import describe
    from tests.conftest import TEXT, article_of

    article = tx.add(article_of())
    room = tx.add(Classroom(name="صف"))
    if missing != "students":
        tx.add(Student(id="s01", classroom_id=room.id, name="ريم"))
    if missing != "key":
        span = describe(TEXT, 0, 20)
        tx.add(Annotation(article_id=article.id, author_id="key", spans=(span,), tag=Tag.SOURCED))
    tx.add(Assignment(name="واجب", article_ids=(article.id,), classroom_id=room.id, key_id="key"))


def test_a_file_open_for_reading_can_be_looked_at(
    faces: None, workspace: Workspace, both: SmallClass, tmp_path: Path
) -> None:
    with Workspace.open(workspace.path, read_only=True) as looked_at:
        window = GradingWindow(looked_at, tmp_path)
        window.open()
        window.press(Qt.Key.Key_Down)
        assert window.chosen.number == 2
        window.type("7")
        assert window.chosen.points == "٠"
        assert not window.page.panel.detail.decision.points.isEnabled()
        assert window.page.flush()
        window.close()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640), (2560, 1440)])
@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_nothing_is_wider_than_its_place(
    faces: None, workspace: Workspace, both: SmallClass, tmp_path: Path, code: Code,
    size: tuple[int, int],
) -> None:  # fmt: skip
    window = GradingWindow(workspace, tmp_path, code=code)
    window.frame.resize(*size)
    window.open()
    assert (window.frame.width(), window.frame.height()) == size
    for part in Part:
        window.page.show_part(part)
        window.settle()
        sheet = window.page.panel.detail.widget()
        assert sheet.width() <= window.page.panel.detail.viewport().width()
        for box in (
            window.page.panel.bar,
            window.page.panel.tabs,
            window.page.panel.detail.decision,
        ):
            for child in box.findChildren(QWidget, options=DIRECT):
                if child.isVisible():
                    assert box.rect().contains(child.geometry()), (part, type(child).__name__)
                    assert child.width() >= child.minimumSizeHint().width()
    window.close()


def test_both_ends_of_a_relation_are_found_in_the_text(window: GradingWindow) -> None:
    page = window.page
    page.show_part(Part.RELATIONS)
    window.settle()
    first, second = page.pointing.ends_of(window.chosen)
    beside = page.panel.detail.beside
    window.click(beside.second.seek)
    assert page.pane.article is not None
    assert second.shown is not None
    assert page.pane.article.id == second.shown.article_id
    assert second.mine is not None
    assert page.pane.reader.selected_claim == second.mine.id
    window.click(beside.first.seek)
    assert first.shown is not None
    assert page.pane.article.id == first.shown.article_id
    page.pane.article_chosen.emit(second.shown.article_id)  # as from the menu of articles
    assert page.pane.reader.selected_claim == second.mine.id
