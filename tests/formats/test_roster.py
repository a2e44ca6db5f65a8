"""Class lists as spreadsheets save them."""

from pathlib import Path

import pytest

from app.domain.errors import KnownError
from app.formats import roster
from app.formats.roster import Entry

PUPILS = (Entry("s01", "سلمى الكعبي"), Entry("s02", "Noé Fabre"))


def read(tmp_path: Path, data: bytes | str) -> tuple[Entry, ...]:
    file = tmp_path / "صف.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return roster.read(file)


@pytest.mark.parametrize(
    "table",
    [
        "id,name\ns01,سلمى الكعبي\ns02,Noé Fabre\n",
        "s01,سلمى الكعبي\r\ns02,Noé Fabre",
        "\ufeffid;name\r\ns01;سلمى الكعبي\r\ns02;Noé Fabre\r\n",
        "sep=;\nid;name\ns01;سلمى الكعبي\ns02;Noé Fabre\n",
        "رقم الطالب\tاسم الطالب\ns01\tسلمى الكعبي\ns02\tNoé Fabre\n",
        "الاسم,الرقم,الصف\nسلمى الكعبي,s01,9\nNoé Fabre,s02,9\n",
        '\n id , name \n\n\u200fs01 , سلمى  الكعبي \n s02,"Noé Fabre"\n,\n',
    ],
)
def test_tables_of_every_kind_give_the_same_class(tmp_path: Path, table: str):
    assert read(tmp_path, table) == PUPILS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256", "iso-8859-6"])
def test_spreadsheets_encodings(tmp_path: Path, encoding: str):
    table = "الرقم,الاسم\n7,سلمى الكعبي\n8,يوسف المراكشي\n"
    assert read(tmp_path, table.encode(encoding)) == (
        Entry("7", "سلمى الكعبي"),
        Entry("8", "يوسف المراكشي"),
    )


@pytest.mark.parametrize(
    ("table", "message", "line"),
    [
        ("id,name\ns01,سلمى\n\ns01,نوح\n", "roster.twice", 4),
        ("id,name\n,سلمى\n", "roster.no_id", 2),
        ("id,name\ns01,سلمى\ns02, \n", "roster.no_name", 3),
        ("s01\ns02\n", "roster.two_columns", 1),
        ("id,name\ns\x7f01,سلمى\n", "roster.unusable", 2),
        (f"id,name\n{'s' * 65},سلمى\n", "roster.unusable", 2),
        ("id,name\n", "roster.empty", None),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, table: str, message: str, line: int | None
):
    with pytest.raises(KnownError) as caught:
        read(tmp_path, table)
    assert caught.value.message == message
    assert caught.value.values.get("line") == line
