import csv
import io
from pathlib import Path

import pytest

from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.language import load
from app.services import approving, grading, publishing, tallying
from app.services.publishing import Unmatched

MOODLE = (
    "\ufeffIdentifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\","
    "\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\","
    "\"Feedback comments\"\r\n"
    "\"Participant 7\",\"ريم العلى\",r@x.example,\"Submitted\",,50.00,Yes,-,-,\"<p>قديم</p>\"\r\n"
    "\"Participant 8\",\"يوسف بنعلي\",y@school.example,\"No submission\",,50.00,Yes,-,-,\r\n"
    "\"Participant 9\",\"غريب\",g@school.example,\"Submitted\",3.00,50.00,Yes,-,-,\r\n"
)  # fmt: skip


def rows(path: Path, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""),
                           delimiter=separator))  # fmt: skip


def comment(workspace, known, words):
    workspace.do(Gesture.WRITE_COMMENT, grading.write_comment, known.assignment.id, "s01",
                 "total", words)  # fmt: skip


def test_the_table_adds_up_and_says_the_state(workspace, small_class, tmp_path):
    id, path = small_class.assignment.id, tmp_path / "g.csv"
    comment(workspace, small_class, "=HYPERLINK(1)")
    told = publishing.write_table(workspace, id, path, load("en"))
    assert (told.students, told.provisional) == (1, ("s01",))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,name,")
    head, first, second = rows(path)
    assert head == ["id", "name", "claims", "relations", "notes", "percent", "mark", "out of",
                    "state", "comment"]  # fmt: skip
    one = workspace.read(tallying.tallies_of, id)[0]
    assert first[0:2] == ["s01", "ريم العلي"]
    assert float(first[5]) == pytest.approx(one.percent, abs=0.005)
    assert sum(float(share or 0) for share in first[2:5]) == pytest.approx(one.percent, abs=0.02)
    assert first[6:] == [f"{one.mark:g}", "20", "provisional", "'=HYPERLINK(1)"]
    assert second == ["s02", "يوسف بنعلي", "", "", "", "", "", "20", "nothing handed in", ""]


def test_the_state_in_the_table_and_who_is_called_provisional_agree(
    workspace, small_class, tmp_path
):
    id, path = small_class.assignment.id, tmp_path / "g.csv"
    workspace.do(Gesture.APPROVE, approving.approve, id, "s01")  # its note has no level
    told = publishing.write_table(workspace, id, path, load("ar"))
    assert told.provisional == ()
    head, first, _ = rows(path)
    assert (head[0], first[8]) == ("الرقم", "معتمدة")


def test_the_separator_and_the_decimal_mark_of_french(workspace, small_class, tmp_path):
    id, path = small_class.assignment.id, tmp_path / "g.csv"
    publishing.write_table(workspace, id, path, load("fr"), "semicolon")
    assert "," in rows(path, ";")[1][5]
    publishing.write_table(workspace, id, tmp_path / "t.csv", load("ar"), "tab")
    assert "." in rows(tmp_path / "t.csv", "\t")[1][5]


def test_what_is_there_is_replaced_only_where_it_is_a_table_of_marks(
    workspace, small_class, tmp_path
):
    id, path = small_class.assignment.id, tmp_path / "g.csv"
    publishing.write_table(workspace, id, path, load("ar"))
    workspace.do(Gesture.APPROVE, approving.approve, id, "s01")
    publishing.write_table(workspace, id, path, load("ar"))
    assert rows(path)[1][8] == "معتمدة"
    path.write_bytes(b"a letter to the parents")
    with pytest.raises(KnownError, match=r"grades\.exists"):
        publishing.write_table(workspace, id, path, load("ar"))
    assert path.read_bytes() == b"a letter to the parents"
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


def test_moodles_worksheet_is_filled_and_nothing_else_in_it_changes(
    workspace, small_class, tmp_path
):
    given, path = tmp_path / "given.csv", tmp_path / "filled.csv"
    given.write_bytes(MOODLE.encode())
    comment(workspace, small_class, 'عمل متأنٍّ، و"دقيق"')
    told = publishing.fill_moodle(workspace, small_class.assignment.id, given, path)
    percent = workspace.read(tallying.tallies_of, small_class.assignment.id)[0].percent
    mark = f"{int(percent * 50 + 0.5) / 100:.2f}"
    expected = MOODLE.replace(',"Submitted",,50.00', f',"Submitted",{mark},50.00', 1).replace(
        '"<p>قديم</p>"', '"عمل متأنٍّ، و""دقيق"""'
    )
    assert path.read_bytes().decode() == expected
    assert told.students == 1
    assert set(told.unmatched) == {Unmatched("يوسف بنعلي", "no_mark"), Unmatched("غريب", "unknown")}
    assert told.left_out == ()
    again = publishing.fill_moodle(workspace, small_class.assignment.id, path, path)
    assert (again.students, path.read_bytes().decode()) == (1, expected)


@pytest.mark.parametrize(
    ("head", "line", "mark"),
    [
        ("المُعرَّف,الاسم الكامل,عنوان البريد الإلكتروني,الحالة,الدرجة,الدرجة العظمى,"
         "يمكن تغيير الدرجة,آخر تعديل (التسليم),آخر تعديل (التقدير),تعليقات الإفادة",
         "المشارك 4,ريم العلي,a@b,مسلم,,20.00,نعم,-,-,", "20"),
        ("Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,"
         "La note peut être modifiée,Dernière modification (travail remis),"
         "Dernière modification (note),Feedback par commentaires",
         'Participant 4,ريم العلي,a@b,Remis,,"10,00",Oui,-,-,', "10"),
        ("Bezeichner,Voller Name,Mail,Status,Bewertung,Bestwertung,Änderbar,Abgabe,Bewertet,Text",
         "Teilnehmer/in 4,ريم العلي,a@b,Da,,20.00,Ja,-,-,", "20"),
    ],
)  # fmt: skip
def test_the_columns_are_known_in_other_languages_and_by_what_is_in_them(
    workspace, small_class, tmp_path, head, line, mark
):
    comment(workspace, small_class, "حسن")
    given, path = tmp_path / "given.csv", tmp_path / "filled.csv"
    given.write_text(f"{head}\n{line}\n", encoding="utf-8", newline="")
    assert publishing.fill_moodle(workspace, small_class.assignment.id, given, path).students == 1
    one = workspace.read(tallying.tallies_of, small_class.assignment.id)[0]
    told = rows(path)[1]
    expected = one.mark if mark == "20" else int(one.percent * 10 + 0.5) / 100
    assert float(told[4].replace(",", ".")) == pytest.approx(expected)
    assert ("," in told[4]) == (mark == "10")
    assert told[9] == "حسن"


def test_nobody_is_guessed(workspace, small_class, tmp_path):
    workspace.do(Gesture.ENROL, lambda tx: tx.add(
        Student(id="s03", classroom_id=small_class.assignment.classroom_id, name="ريم العلي",
                position=3)))  # fmt: skip
    head = "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade\n"
    given, path = tmp_path / "given.csv", tmp_path / "filled.csv"

    def fill(*lines):
        given.write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")
        path.unlink(missing_ok=True)
        return publishing.fill_moodle(workspace, small_class.assignment.id, given, path)

    assert fill("P 1,ريم العلي,,a@b,S,,20").unmatched == (Unmatched("ريم العلي", "ambiguous"),)
    assert fill("P 1,ريم العلي,S01,a@b,S,,20").students == 1  # the id tells which of the two
    assert fill("P 1,,,s01@b,S,,20").students == 1
    for most in ("nan", "inf", "-5", "", "ممتاز"):  # no scale to go by: the assignment's own
        assert fill(f"P 1,,,s01@b,S,,{most}").students == 1
        mark = workspace.read(tallying.tallies_of, small_class.assignment.id)[0].mark
        assert float(rows(path)[1][5]) == mark
    told = fill("P 1,يوسف بنعلي,s01,a@b,S,,20")  # the id says one, the name another
    assert (told.students, told.unmatched) == (0, (Unmatched("يوسف بنعلي", "ambiguous"),))
    told = fill("P 1,س,s01,a@b,S,,20", "P 2,ش,s01,c@d,S,,20")  # two lines for one student
    assert (told.students, {one.why for one in told.unmatched}) == (0, {"ambiguous"})
    assert told.left_out == ("s01",)


@pytest.mark.parametrize("text", ["id,name\ns01,ريم\n", "a;b\n1;2\n", "كلام\n", ""])
def test_what_is_no_worksheet_is_refused(workspace, small_class, tmp_path, text):
    given, path = tmp_path / "given.csv", tmp_path / "filled.csv"
    given.write_text(text, "utf-8")
    with pytest.raises(KnownError):
        publishing.fill_moodle(workspace, small_class.assignment.id, given, path)
    assert not path.exists()


def test_canvas_filled_and_made(workspace, small_class, tmp_path):
    id, path = small_class.assignment.id, tmp_path / "filled.csv"
    given = tmp_path / "given.csv"
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,كم كلّف الجسر؟ (881),Other (7)\r\n"
        "    Points Possible,,,,,10.00,5.00\r\n"
        '"العلي, ريم",11,,r1,A,,2.00\r\n'
        '"Student, Test",12,,x,A,,\r\n'
    )
    given.write_text(text, "utf-8", newline="")
    told = publishing.fill_canvas(workspace, id, given, path)
    one = workspace.read(tallying.tallies_of, id)[0]
    mark = f"{int(one.percent * 10 + 0.5) / 100:.2f}"
    expected = text.replace("11,,r1,A,,", f"11,,r1,A,{mark},")
    assert path.read_bytes().decode() == expected
    assert (told.students, told.unmatched) == (1, (Unmatched("Student, Test", "unknown"),))
    made = tmp_path / "made.csv"
    publishing.write_canvas(workspace, id, made)
    assert rows(made)[1][5] == "20.00"
    assert [row[2] for row in rows(made)[2:]] == ["s01", "s02"]
    assert [row[5] for row in rows(made)[2:]] == [f"{one.mark:.2f}", ""]
    publishing.fill_canvas(workspace, id, made, made)  # what we made, we can fill
    assert rows(made)[2][5] == f"{one.mark:.2f}"
    given.write_text(text.replace("كم كلّف الجسر؟", "واجب"), "utf-8")
    with pytest.raises(KnownError, match=r"grades\.canvas_column"):
        publishing.fill_canvas(workspace, id, given, path)
