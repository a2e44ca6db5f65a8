"""Classes and their rosters: lists of every kind, ids that no two students share."""

import pytest

from app.domain.annotation import Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student, prefix_of
from app.domain.errors import KnownError
from app.services import annotating, enrolling
from app.services.enrolling import Entry, Field


def room(workspace, name="الصف التاسع ب"):
    return workspace.do(Gesture.EDIT_CLASS, enrolling.add_class, name).id


def take(workspace, classroom_id, text, prefix="", fields=None):
    entries = enrolling.entries_of(enrolling.pasted(text), fields)
    return workspace.do(Gesture.ENROL, enrolling.enrol, classroom_id, entries, prefix)


def listed(workspace, classroom_id):
    return [(s.id, s.name) for s in workspace.read(enrolling.students, classroom_id)]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("s01\tريم العلي\ns02\tيوسف\n", [("s01", "ريم العلي"), ("s02", "يوسف")]),
        ("ريم العلي\ts01\nيوسف\ts02\n", [("s01", "ريم العلي"), ("s02", "يوسف")]),
        ("ريم العلي\nيوسف بنعلي", [("", "ريم العلي"), ("", "يوسف بنعلي")]),
        ("الاسم\nريم العلي", [("", "ريم العلي")]),
        ("s01\ns02", [("s01", "s01"), ("s02", "s02")]),
        ("Prénom;Nom;Numéro\nLéa;Roux;7\n", [("7", "Léa Roux")]),
        ("Nom;Prénom\nRoux;Léa\n", [("", "Léa Roux")]),
        ("م\tاسم الطالب\tرقم الطالب\n1\tريم\t4411\n", [("4411", "ريم")]),
        (
            "sourcedId,status,enabledUser,role,username,givenName,familyName\n"
            "u1,active,true,student,a,Reem,Ali\nu2,tobedeleted,true,student,b,Jo,Old\n"
            "u3,,true,teacher,c,Ms,Hall\nu4,,false,student,d,Off,Line\nu5,,true,student,e,Zeyd,Nur\n",
            [("u1", "Reem Ali"), ("u5", "Zeyd Nur")],
        ),
    ],
)
def test_lists_of_every_kind(text, entries):
    found = enrolling.entries_of(enrolling.pasted(text))
    assert [(e.id, e.name) for e in found] == entries


def test_one_roster_is_known_by_its_headings():
    table = enrolling.pasted("sourcedId,givenName,familyName,role\nu1,Reem,Ali,student\n")
    assert table.one_roster
    assert table.fields == (Field.ID, Field.GIVEN, Field.FAMILY, Field.ROLE)
    other = enrolling.pasted("id,name,status\ns1,Reem,retired\n")
    assert not other.one_roster
    assert len(enrolling.entries_of(other)) == 1


def test_the_columns_can_be_said():
    table = enrolling.pasted("1,s07,ريم,الف\n2,s08,يوسف,باء\n")
    assert table.fields == (Field.ID, Field.OTHER, Field.NAME, Field.OTHER)
    fields = (Field.OTHER, Field.ID, Field.OTHER, Field.NAME)
    found = enrolling.entries_of(table, fields)
    assert [(e.id, e.name) for e in found] == [("s07", "الف"), ("s08", "باء")]
    with pytest.raises(KnownError, match="no_name_column"):
        enrolling.entries_of(table, (Field.OTHER,) * 4)


def test_names_alone_get_pseudonyms_and_are_known_again(workspace):
    here = room(workspace)
    made = take(workspace, here, "ريم العلي\nيوسف بنعلي\n")
    assert (made.added, made.already) == (2, 0)
    again = take(workspace, here, "يوسف بنعلي\nنوح\nريم العلي\n")
    assert (again.added, again.already) == (1, 2)
    assert listed(workspace, here) == [
        ("s01", "ريم العلي"), ("s02", "يوسف بنعلي"), ("s03", "نوح")
    ]  # fmt: skip
    workspace.undo()
    assert len(listed(workspace, here)) == 2


def test_two_pupils_of_one_name_are_two(workspace):
    here = room(workspace)
    take(workspace, here, "نوح\nنوح\n")
    assert take(workspace, here, "نوح\nنوح\n").added == 0
    assert [id for id, _ in listed(workspace, here)] == ["s01", "s02"]


def test_a_pseudonym_that_signs_something_is_not_given_again(workspace, article):
    workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, "s01", 0, 4, Tag.OPINION
    )  # fmt: skip
    here = room(workspace)
    take(workspace, here, "ريم\n")
    assert listed(workspace, here) == [("s02", "ريم")]


def test_two_classes_do_not_share_ids(workspace):
    first, second = room(workspace), room(workspace, "9A")
    take(workspace, first, "s01,ريم\ns02,يوسف\n")
    entries = enrolling.entries_of(enrolling.pasted("s02,نوح\ns03,سلمى\n"))
    seen = workspace.read(enrolling.look, second, entries)
    assert [clash.entry.id for clash in seen.clashes] == ["s02"]
    assert seen.prefix == "9a-"
    with pytest.raises(KnownError) as caught:
        workspace.do(Gesture.ENROL, enrolling.enrol, second, entries)
    assert caught.value.values == {"id": "s02", "classroom": "الصف التاسع ب", "prefix": "9a-"}
    workspace.do(Gesture.ENROL, enrolling.enrol, second, entries, seen.prefix)
    assert listed(workspace, second) == [("9a-s02", "نوح"), ("9a-s03", "سلمى")]
    take(workspace, second, "هدى")
    assert listed(workspace, second)[-1] == ("9a-s01", "هدى")


def test_names_of_a_second_class_get_its_prefix(workspace):
    take(workspace, room(workspace), "ريم\n")
    second = room(workspace, "العاشر أ")
    take(workspace, second, "نوح\n")
    assert listed(workspace, second) == [("10a-s01", "نوح")]


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("الصف التاسع ب", "9b-"), ("9B", "9b-"), ("٩ج", "9c-"), ("Grade 10 C", "10c-"),
     ("الثاني عشر أ", "12a-"), ("نادي الإعلام", "c2-"), ("", "c2-")],
)  # fmt: skip
def test_a_prefix_from_the_name_of_a_class(name, prefix):
    assert prefix_of(name, 2) == prefix


def test_a_name_is_corrected_by_a_newer_list(workspace):
    here = room(workspace)
    take(workspace, here, "s01,ريم\ns02,يوسف\n")
    entries = enrolling.entries_of(enrolling.pasted("s01,ريم العلي\n"))
    seen = workspace.read(enrolling.look, here, entries)
    assert [(old.name, new.name) for old, new in seen.renamed] == [("ريم", "ريم العلي")]
    assert workspace.do(Gesture.ENROL, enrolling.enrol, here, entries).renamed == 1
    assert listed(workspace, here) == [("s01", "ريم العلي"), ("s02", "يوسف")]


def test_students_and_classes_are_edited_and_come_back(workspace, article):
    here = room(workspace)
    take(workspace, here, "s01,ريم\ns02,يوسف\n")
    edit = enrolling.edit_student
    workspace.do(Gesture.EDIT_CLASS, edit, "s01", " ريم   العلي ")
    workspace.do(Gesture.EDIT_CLASS, edit, "s02", id="s09")
    workspace.do(Gesture.EDIT_CLASS, enrolling.add_student, here, "سلمى")
    assert listed(workspace, here) == [("s01", "ريم العلي"), ("s09", "يوسف"), ("s02", "سلمى")]
    workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, "s01", 0, 4, Tag.OPINION
    )  # fmt: skip
    for wanted, message in (("s05", "id_in_use"), ("s09", "id_taken"), ("a+b", "unusable_id")):
        with pytest.raises(KnownError, match=message):
            workspace.do(Gesture.EDIT_CLASS, edit, "s01", id=wanted)
    with pytest.raises(KnownError, match="no_student_name"):
        workspace.do(Gesture.EDIT_CLASS, edit, "s01", " ")
    workspace.do(Gesture.EDIT_CLASS, enrolling.edit_class, here, name="9ب", school="النخيل")
    made = Assignment(name="واجب", article_ids=(article.id,), classroom_id=here)
    workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(made))
    before = listed(workspace, here)
    workspace.do(Gesture.REMOVE_CLASS, enrolling.remove_class, here)
    assert workspace.read(enrolling.classes) == []
    assert workspace.read(lambda tx: tx.get(Assignment, made.id)).classroom_id is None
    workspace.undo()
    assert listed(workspace, here) == before
    [one] = workspace.read(enrolling.classes)
    assert (one.classroom.name, one.classroom.school) == ("9ب", "النخيل")
    assert (one.students, one.assignments) == (3, 1)
    assert workspace.read(enrolling.ids_for_students, here).splitlines()[0] == "s01\tريم العلي"
    workspace.do(Gesture.EDIT_CLASS, enrolling.remove_students, ["s01", "s09"])
    assert listed(workspace, here) == [("s02", "سلمى")]
    assert workspace.read(lambda tx: tx.count(Student)) == 1


def test_a_class_needs_a_name(workspace):
    for name in ("", "  ", "ن" * 201):
        with pytest.raises(KnownError, match="no_class_name"):
            workspace.do(Gesture.EDIT_CLASS, enrolling.add_class, name)
    assert workspace.read(lambda tx: tx.count(Classroom)) == 0


def test_what_a_prefix_makes_unusable_is_refused(workspace):
    here = room(workspace)
    with pytest.raises(KnownError, match="unusable_id"):
        workspace.do(Gesture.ENROL, enrolling.enrol, here, [Entry("s01", "ريم")], "x" * 70)
    assert listed(workspace, here) == []
