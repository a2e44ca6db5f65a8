"""The assignments page: create from articles, save a key, edit a core, paste a roster, purge."""

from pathlib import Path
from sqlite3 import connect

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Asked, Assignment, Mode, Weights
from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.language import isolate_path
from app.domain.relation import RelationType
from app.domain.setting import Role
from app.services import annotating, checking, grading, keying, packing, relating
from app.ui.assignments.page import AssignmentsPage
from app.ui.assignments.side_list import Place
from app.ui.reading.page import ReadingPage
from tests.gestures.whole_window import WholeWindow

CTRL = Qt.KeyboardModifier.ControlModifier


class Teacher:
    """A teacher's window on the assignments page."""

    def __init__(self, whole: WholeWindow, *, sample: bool) -> None:
        self.whole = whole
        whole.start()
        whole.finish_first_run(Role.TEACHER, sample=sample)
        whole.window.activateWindow()
        whole.wait(whole.window.isActiveWindow)

    @property
    def page(self) -> AssignmentsPage:
        page = self.whole.page("assignments")
        assert isinstance(page, AssignmentsPage)
        return page

    @property
    def workspace(self):
        return self.whole.context.workspace

    def assignment(self) -> Assignment:
        """The one that is looked at, as it is kept."""
        place = self.page._place
        return self.workspace.read(grading.assignment_of, place.id)

    def type(self, field, text: str) -> None:
        field.setFocus()
        field.selectAll()
        write(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        self.whole.qt.processEvents()

    def pressed(self, tab: str) -> None:
        self.whole.click(self.page.tabs.segment(tab))


def write(field: QWidget, text: str) -> None:
    """Letter by letter, as an Arabic keyboard sends them."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


@pytest.fixture
def teacher(whole: WholeWindow) -> Teacher:
    return Teacher(whole, sample=True)


@pytest.fixture
def alone(whole: WholeWindow) -> Teacher:
    return Teacher(whole, sample=False)


def test_nothing_yet(alone: Teacher) -> None:
    page = alone.page
    assert page._empty.isVisible()
    assert not page.main.isEnabled()
    assert not page.list.new_assignment.isEnabled()
    assert page.list.new_class.isEnabled()
    alone.whole.click(page.list.new_class)
    assert page.classroom.isVisible()
    assert page.classroom.name.text() == page._say("assignments.new_class_name")


def test_an_assignment_is_made_of_articles_and_filled_in(teacher: Teacher) -> None:
    page = teacher.page
    before = len(teacher.workspace.read(grading.assignments_of))
    teacher.whole.click(page.list.new_assignment)
    assert len(teacher.workspace.read(grading.assignments_of)) == before + 1
    assert page.setup.name.hasFocus()
    write(page.setup.name, "من قال؟")
    QTest.keyClick(page.setup.name, Qt.Key.Key_Return)
    teacher.whole.qt.processEvents()
    assert teacher.assignment().name == "من قال؟"
    boxes = list(page.setup.articles.values())
    assert all(box.isChecked() for box in boxes)
    for box in boxes[2:]:
        teacher.whole.click(box)
    assert teacher.assignment().article_ids == tuple(page.setup.articles)[:2]
    teacher.type(page.setup.due, "٣٠/١١/٢٠٢٦")
    teacher.whole.click(page.setup.mode.segment(Mode.PRACTICE))
    teacher.whole.click(page.setup.asked[Asked.LINKS])
    teacher.type(page.setup.goals["claims"], "12")
    teacher.type(page.setup.weights["claims"], "80")
    teacher.whole.click(page.setup.scale.segment("100"))
    made = teacher.assignment()
    assert (made.due, made.mode, made.claims_asked) == ("2026-11-30", Mode.PRACTICE, 12)
    assert (made.weights, made.scale) == (Weights(80, 20, 20), 100)
    assert Asked.LINKS not in made.asked
    assert not page.setup.weights["relations"].isEnabled()
    assert "١٠٠" in page.setup._sum.words()
    teacher.type(page.setup.other_scale, "3")  # below the least: what is kept comes back
    assert teacher.assignment().scale == 100
    assert page.setup.other_scale.text() == "١٠٠"
    teacher.whole.frame.undo()
    assert teacher.assignment().scale == 20
    teacher.whole.click(page.setup.remove)
    assert len(teacher.workspace.read(grading.assignments_of)) == before
    teacher.whole.frame.undo()
    assert page.setup.name.text() == "من قال؟"


def test_the_last_article_cannot_be_left_out(teacher: Teacher) -> None:
    page = teacher.page
    boxes = list(page.setup.articles.values())
    for box in boxes:
        teacher.whole.click(box)
    assert len(teacher.assignment().article_ids) == 1
    assert boxes[-1].isChecked()
    assert teacher.whole.frame.strip.isVisible()


def test_a_key_is_saved_edited_and_put_back(teacher: Teacher) -> None:
    page = teacher.page
    teacher.whole.click(page.list.new_assignment)
    teacher.pressed("key")
    assert not page.key.save.isEnabled()
    assert page.key.state.words() == page._say("assignments.no_key")
    article = teacher.assignment().article_ids[0]
    author = teacher.whole.context.author_id
    do = teacher.workspace.do
    marks = [
        do(Gesture.HIGHLIGHT, annotating.highlight, article, author, at, at + 40, tag)
        for at, tag in ((30, Tag.SOURCED), (90, Tag.OPINION))
    ]
    do(Gesture.LINK, relating.link, author, marks[0].id, marks[1].id, RelationType.SUPPORTS)
    assert page.key.save.isEnabled()
    assert len(page.key.changes.words().splitlines()) == 4
    teacher.whole.click(page.key.save)
    key = teacher.workspace.read(keying.key_of, teacher.assignment().id)
    assert (len(key.claims), len(key.relations)) == (2, 1)
    assert not page.key.save.isEnabled()
    assert page.key.list.rows.rowCount() == 3
    claim = page.key.list.chosen().row
    assert isinstance(claim, Annotation)
    # The core, with the keyboard: Shift and the arrows in the quote, then C.
    text = page.key.detail.text
    text.setFocus()
    text.choose(claim.start + 2, claim.start + 9)
    assert page.key.detail.set_core.isEnabled()
    QTest.keyClick(text, Qt.Key.Key_C)
    teacher.whole.qt.processEvents()
    row = teacher.workspace.read(lambda tx: tx.get(Annotation, claim.id))
    assert row.core is not None
    assert claim.start <= row.core.start < row.core.end <= claim.end
    teacher.whole.click(page.key.detail.shares.segments(Tag.UNVERIFIED).segment("0.5"))
    teacher.whole.click(page.key.detail.scored)
    row = teacher.workspace.read(lambda tx: tx.get(Annotation, claim.id))
    assert (row.acceptable, row.scored) == ({Tag.UNVERIFIED: 0.5}, False)
    do(Gesture.REMOVE_CLAIM, annotating.remove, marks[1].id)
    teacher.whole.click(page.key.save)
    versions = teacher.workspace.read(keying.versions, teacher.assignment().id)
    assert [one.number for one in versions] == [3, 2, 1]
    page.key.compare(versions[1])
    assert page.key.restore.isVisible()
    teacher.whole.click(page.key.restore)
    key = teacher.workspace.read(keying.key_of, teacher.assignment().id)
    assert len(key.claims) == 2
    assert {c.acceptable.get(Tag.UNVERIFIED) for c in key.claims} == {0.5, None}
    teacher.whole.frame.undo()
    assert page.key.list.rows.rowCount() == 1


def test_the_sample_key_can_be_gone_on_with_while_reading(teacher: Teacher) -> None:
    page = teacher.page
    teacher.pressed("key")
    assert page.key.list.rows.rowCount() > 20
    assert not page.key.save.isEnabled()  # nothing of the teacher's own is marked
    [assignment] = teacher.workspace.read(lambda tx: tx.find(Assignment))
    teacher.whole.click(page.key.annotate)
    reading = teacher.whole.frame.page_now()
    assert isinstance(reading, ReadingPage)
    assert reading.title() == teacher.whole.context.language.say(
        "reading.key_title", name=assignment.name
    )
    layer = assignment.key_layer
    marks = teacher.workspace.read(lambda tx: tx.find(Annotation, author_id=layer))
    assert len(marks) > 20
    page = teacher.page
    assert not page.key.save.isEnabled()
    teacher.workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, marks[0].id)
    assert page.key.save.isEnabled()


def test_what_is_marked_for_a_key_is_that_keys_alone(teacher: Teacher) -> None:
    """Not another key's of the same articles, and not among the teacher's own marks."""
    whole, page = teacher.whole, teacher.page
    [assignment] = teacher.workspace.read(lambda tx: tx.find(Assignment))
    before = teacher.workspace.read(keying.key_of, assignment.id)
    whole.click(page.list.new_assignment)
    teacher.pressed("key")
    whole.click(page.key.annotate)
    reading = whole.frame.page_now()
    assert isinstance(reading, ReadingPage)
    article = reading.shelf.article(reading.readers.article_ids()[0])
    assert not reading.shelf.claims(article.id)
    reading.desk._gestures.highlight(article.id, 71, 110, Tag.SOURCED)
    assert len(reading.shelf.claims(article.id)) == 1
    whole.click(reading.save_key)
    assert whole.frame.current == "assignments"
    assert page.key.list.rows.rowCount() == 1
    assert page.key.blank.isVisible()  # nobody said who said it
    page.open(assignment_id=assignment.id)
    assert not page.key.blank.isVisible()
    assert not page.key.save.isEnabled()
    assert teacher.workspace.read(keying.key_of, assignment.id) == before
    whole.context.navigate("reading", article_id=article.id)
    assert not reading.shelf.claims(article.id)  # the teacher's own
    assert not reading.key_strip.isVisible()


def paste(teacher: Teacher, text: str) -> None:
    teacher.whole.qt.clipboard().setText(text)
    teacher.page.setFocus()
    QTest.keyClick(teacher.page, Qt.Key.Key_V, CTRL)
    teacher.whole.qt.processEvents()


def test_a_roster_is_pasted_from_a_spreadsheet(teacher: Teacher) -> None:
    page = teacher.page
    teacher.whole.click(page.list.new_class)
    write(page.classroom.name, "العاشر أ")
    QTest.keyClick(page.classroom.name, Qt.Key.Key_Return)
    paste(teacher, "الاسم\tالرقم\nنوح العمري\tx01\nسلمى\tx02\n")
    importing = page.classroom.importing
    assert importing.isVisible()
    assert [chooser.value() for chooser in importing.columns] == ["name", "id"]
    teacher.whole.click(importing.take)
    students = teacher.workspace.read(
        lambda tx: tx.find(Student, classroom_id=page._place.id, order_by="position")
    )
    assert [(one.id, one.name) for one in students] == [("x01", "نوح العمري"), ("x02", "سلمى")]
    assert page.classroom.table.isVisible()
    table = page.classroom.table
    table.setCurrentIndex(table.rows.index(1, 1))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    write(editor, "سلمى حدّاد")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    renamed = "سلمى حدّاد"
    teacher.whole.wait(
        lambda: teacher.workspace.read(lambda tx: tx.get(Student, "x02")).name == renamed
    )
    place = table.visualRect(table.rows.index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert teacher.workspace.read(lambda tx: tx.count(Student, id="x01")) == 0
    teacher.whole.frame.undo()
    assert teacher.workspace.read(lambda tx: tx.count(Student, id="x01")) == 1


def test_a_list_pasted_into_the_name_is_a_roster(alone: Teacher) -> None:
    page = alone.page
    alone.whole.click(page.list.new_class)
    alone.whole.qt.clipboard().setText("نوح\nسلمى\n")
    write(page.classroom.name, "9A")
    QTest.keyClick(page.classroom.name, Qt.Key.Key_V, CTRL)
    alone.whole.qt.processEvents()
    assert page.classroom.name.text() == "9A"
    assert page.classroom.importing.isVisible()
    alone.whole.click(page.classroom.importing.take)
    students = alone.workspace.read(lambda tx: tx.find(Student, order_by="position"))
    assert [(one.id, one.name) for one in students] == [("s01", "نوح"), ("s02", "سلمى")]


def test_ids_of_another_class_are_refused_with_a_prefix_to_use(teacher: Teacher) -> None:
    page = teacher.page
    taken = teacher.workspace.read(lambda tx: tx.find(Student))[0]
    teacher.whole.click(page.list.new_class)
    write(page.classroom.name, "9A")
    QTest.keyClick(page.classroom.name, Qt.Key.Key_Return)
    paste(teacher, f"{taken.id}\tنوح\n")
    importing = page.classroom.importing
    assert importing.problem.isVisible()
    assert not importing.take.isEnabled()
    teacher.whole.click(importing.problem._act)
    assert importing.prefix.text() == "9a-"
    teacher.whole.click(importing.take)
    assert teacher.workspace.read(lambda tx: tx.count(Student, id=f"9a-{taken.id}")) == 1


def test_a_class_is_purged_when_its_name_is_typed(teacher: Teacher) -> None:
    page = teacher.page
    room = page._rooms[0].classroom
    page._choose(Place("class", room.id))
    teacher.whole.click(page.classroom.purge)
    box = page.classroom.purging
    assert box.isVisible()
    assert not box.confirm.isEnabled()
    write(box.name, "صف آخر")
    assert not box.confirm.isEnabled()
    box.name.clear()
    write(box.name, room.name)
    assert box.confirm.isEnabled()
    teacher.whole.click(box.confirm)
    assert teacher.workspace.read(lambda tx: tx.count(Student)) == 0
    assert page._result.isVisible()
    assert "٦" in page._result.words()
    assert teacher.workspace.next_undo is None
    assert all(check.ok for check in checking.doctor(teacher.workspace.path))


def test_the_pack_is_written_and_the_ways_lead_on(teacher: Teacher, tmp_path: Path) -> None:
    page = teacher.page
    teacher.pressed("hand_out")
    file = tmp_path / "واجب.bayyina-pack"
    page.write_pack(teacher.assignment(), file)
    assert packing.look_into(file).name == teacher.assignment().name
    assert isolate_path(str(file)) in page.hand_out.told.words()
    teacher.whole.click(page.hand_out.buttons["grade"])
    assert teacher.whole.frame.current == "grading"


def test_the_rail_sets_the_classroom_apart(teacher: Teacher) -> None:
    items = [teacher.whole.frame.rail.item(page) for page in ("worksheet", "assignments")]
    assert items[0].height() == 54
    assert items[1].y() - (items[0].y() + items[0].height()) > 8
    assert teacher.whole.frame.rail.press(4)
    assert teacher.whole.frame.current == "assignments"


def test_the_library_leads_here(teacher: Teacher) -> None:
    library = teacher.whole.library
    assert library.assign.isVisible()
    teacher.whole.click(library.assign)
    assert teacher.whole.frame.current == "assignments"
    assert teacher.assignment().name in teacher.page.caption()


def test_what_was_tidied_does_not_come_back_after_an_undo(teacher: Teacher) -> None:
    page = teacher.page
    before = teacher.assignment()
    teacher.type(page.setup.due, "1/12/2026")
    assert page.setup.due.text() == "2026-12-01"
    page.setup.name.setFocus()
    page.setup.name.selectAll()
    write(page.setup.name, "اسم   آخر")
    QTest.keyClick(page.setup.name, Qt.Key.Key_Tab)
    assert teacher.assignment().name == page.setup.name.text() == "اسم آخر"
    teacher.whole.frame.undo()
    teacher.whole.frame.undo()
    page.flush()
    assert teacher.assignment() == before
    assert page.setup.name.text() == before.name


def test_what_the_disk_refuses_stays_in_the_form(teacher: Teacher) -> None:
    page = teacher.page
    before = teacher.assignment()
    other = connect(teacher.workspace.path, timeout=0)
    other.execute("BEGIN EXCLUSIVE")  # as a program that holds the file
    try:
        page.setup.name.setFocus()
        page.setup.name.selectAll()
        write(page.setup.name, "واجب الغد")
        assert not page.flush()
        assert page.setup.name.text() == "واجب الغد"
    finally:
        other.rollback()
        other.close()
    assert teacher.assignment() == before
    assert page.flush()
    assert teacher.assignment().name == "واجب الغد"


def test_what_is_typed_in_a_second_cell_is_kept_on_leaving(alone: Teacher) -> None:
    """The first cell's editor is closed by then, and not gone yet."""
    page = alone.page
    alone.whole.click(page.list.new_class)
    table, read = page.classroom.table, alone.workspace.read
    for _ in range(2):
        alone.whole.click(page.classroom.add)
        QTest.keyClick(alone.whole.qt.focusWidget(), Qt.Key.Key_Escape)
        alone.whole.qt.processEvents()
    for row, name in enumerate(("نوح", "سلمى")):
        table.edit(table.rows.index(row, 1))
        editor = next(one for one in table.findChildren(QLineEdit) if not one.isHidden())
        editor.setText(name)
        page.flush()
    students = read(lambda tx: tx.find(Student, order_by="position"))
    assert [one.name for one in students] == ["نوح", "سلمى"]
