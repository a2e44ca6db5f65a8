"""How worksheets look, kept with the classroom file."""

import io

import pytest
from PIL import Image

from app.domain.errors import KnownError
from app.domain.worksheet import Kind, Paper
from app.services import styling
from app.services.composing import Choices, worksheet_of
from app.services.workspace import Workspace

CHOSEN = Choices(
    digits="latin", paper=Paper.LETTER, colour=False, hijri=True, school="مدرسة النخيل",
    classroom="التاسع", subject="التربية الإعلامية", odd=True,
    fillable=True,
)  # fmt: skip


@pytest.fixture
def picture(tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (1200, 300), "navy").save(out, "PNG")
    file = tmp_path / "شعار.png"
    file.write_bytes(out.getvalue())
    return file


def test_nothing_kept_is_as_the_program_has_it(workspace):
    assert styling.choices_of(workspace, "en", "latin") == Choices("en", "latin")


def test_what_is_kept_comes_back_after_a_restart(workspace):
    styling.keep(workspace, CHOSEN)
    path = workspace.path
    workspace.close()
    with Workspace.open(path) as again:
        assert styling.choices_of(again, "ar", "arab") == CHOSEN
        assert styling.choices_of(again, "fr", "arab").language == "fr"


def test_the_same_again_is_no_step(workspace):
    styling.keep(workspace, CHOSEN)
    steps = len(workspace.steps())
    styling.keep(workspace, CHOSEN)
    assert len(workspace.steps()) == steps
    assert workspace.next_undo is None  # how a sheet looks is not undone with the work


@pytest.mark.parametrize(
    "garbage",
    ["{", "[]", '{"paper": "a3", "digits": 7, "colour": "no", "school": ["x"]}', '"x"', "null"],
)
def test_garbage_counts_as_nothing(workspace, garbage):
    workspace.configure("worksheet_style", garbage)
    workspace.configure("worksheet_logo", garbage)
    chosen = styling.choices_of(workspace, "ar", "arab")
    assert chosen == Choices(school=chosen.school)


def test_the_logo_stays_when_its_file_goes(workspace, picture):
    logo = styling.read_logo(picture)
    styling.keep_logo(workspace, logo)
    picture.unlink()
    assert styling.logo_of(workspace) == logo
    assert Image.open(io.BytesIO(logo)).size == (600, 150)
    styling.keep_logo(workspace, b"")
    assert styling.logo_of(workspace) == b""


def test_a_logo_that_is_not_there_is_named(tmp_path):
    with pytest.raises(KnownError) as refused:
        styling.read_logo(tmp_path / "no.png")
    assert refused.value.message == "logo.unreadable"
    with pytest.raises(KnownError):
        styling.read_logo(tmp_path)


def test_it_stands_on_the_sheet(workspace, small_class):
    id, student = small_class.assignment.id, small_class.students[0]
    sheet = workspace.read(worksheet_of, id, student, Kind.GRADED, CHOSEN)
    assert (sheet.school, sheet.classroom, sheet.subject, sheet.hijri) == (
        "مدرسة النخيل", "التاسع", "التربية الإعلامية", True,
    )  # fmt: skip
    plain = workspace.read(worksheet_of, id, student, Kind.GRADED, Choices())
    assert (plain.school, plain.classroom) == ("مدرسة النخيل", "الصف التاسع ب")
