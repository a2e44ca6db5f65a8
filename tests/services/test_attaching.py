"""What is attached to a worksheet is what is on it: no more, no less, and under no name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from app.domain.worksheet import Kind
from app.formats.jsonld import reading, sealing
from app.formats.typesetting.sealing import State, state_of
from app.formats.worksheet import Fonts, write
from app.services import composing
from app.services.composing import Choices

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def attachment(workspace, small_class):
    def made(kind, student=0):
        chosen = None if student is None else small_class.students[student]
        page = workspace.read(
            composing.worksheet_of, small_class.assignment.id, chosen, kind, Choices()
        )
        assert sealing.is_whole(page.attachment)
        return page.attachment

    return made


def test_a_students_own_work_is_attached_whole(attachment):
    data = attachment(Kind.STUDENT)
    items = reading.read(data, "worksheet.jsonld")
    assert not items.refused
    assert len(items.claims) == 3
    assert len(items.links) == 2
    assert {item.author for item in (*items.claims, *items.links)} == {"s01"}
    about = json.loads(data)["bayyina:worksheet"]
    assert (about["kind"], about["student"]) == ("student", "s01")
    assert about["assignment"]["name"] == "كم كلّف الجسر؟"
    assert len(about["articles"]) == 2
    assert "ريم" not in data.decode()
    assert "bayyina:grade" not in json.loads(data)


def test_a_graded_one_adds_what_was_missed_and_the_marks_but_not_the_key(attachment, small_class):
    data = attachment(Kind.GRADED)
    items = reading.read(data, "worksheet.jsonld")
    assert not items.refused
    missed = [claim for claim in items.claims if claim.author == "key"]
    assert [claim.id for claim in missed] == [small_class.key[1].id]
    assert all(not claim.note and not claim.acceptable and not claim.core for claim in missed)
    assert "المصدر مسمّى." not in data.decode()  # the key's note on a claim that was found
    here = {claim.id for claim in items.claims}
    assert all(link.source_id in here and link.target_id in here for link in items.links)
    grade = json.loads(data)["bayyina:grade"]
    assert grade["scale"] == 20
    assert 0 < grade["percent"] < 100
    assert sum("found" in row for row in grade["claims"]) == 3
    assert sum(row.get("extra", False) for row in grade["claims"]) == 1


def test_a_blank_one_says_what_it_is_for_and_nothing_else(attachment):
    document = json.loads(attachment(Kind.BLANK, student=None))
    assert document["items"] == []
    assert "student" not in document["bayyina:worksheet"]
    assert "bayyina:grade" not in document


def test_a_key_is_attached_with_what_it_accepts(attachment):
    items = reading.read(attachment(Kind.KEY), "worksheet.jsonld")
    assert len(items.claims) == 3
    assert items.claims[0].note == "المصدر مسمّى."
    assert items.links[0].acceptable


def test_it_comes_back_out_of_the_pdf_as_it_went_in(workspace, small_class, tmp_path):
    page = workspace.read(
        composing.worksheet_of, small_class.assignment.id, small_class.students[0], Kind.GRADED,
        Choices(),
    )  # fmt: skip
    file = tmp_path / "sheet.pdf"
    write(page, file, Fonts())
    document = pypdfium2.PdfDocument(file)
    assert document.count_attachments() == 1
    attached = document.get_attachment(0)
    assert attached.get_name() == "worksheet.jsonld"
    assert bytes(attached.get_data()) == page.attachment
    document.close()
    assert state_of(file.read_bytes()) is State.WHOLE


_WRITTEN_ELSEWHERE = """
import sys
from pathlib import Path
from app.domain.worksheet import Kind
from app.services import composing, exporting
from app.services.composing import Choices
from app.services.workspace import Workspace
file, assignment, out = sys.argv[1:]
with Workspace.open(Path(file), read_only=True) as workspace:
    (student, *_) = exporting.readers_of(workspace, assignment, Kind.GRADED)
    page = workspace.read(composing.worksheet_of, assignment, student, Kind.GRADED, Choices())
from app.formats.worksheet import Fonts, write
write(page, Path(out), Fonts())
"""


def test_the_same_bytes_in_another_place_of_the_world(workspace, small_class, tmp_path):
    made: list[bytes] = []
    for number, (zone, place) in enumerate(
        [("Asia/Riyadh", "ar_SA.UTF-8"), ("America/St_Johns", "C")]
    ):
        out = tmp_path / f"{number}.pdf"
        environment = {**os.environ, "TZ": zone, "LC_ALL": place, "PYTHONHASHSEED": str(number)}
        command = [sys.executable, "-c", _WRITTEN_ELSEWHERE, str(workspace.path)]
        subprocess.run(
            [*command, small_class.assignment.id, str(out)], env=environment, cwd=ROOT, check=True
        )
        made.append(out.read_bytes())
    assert made[0] == made[1]
