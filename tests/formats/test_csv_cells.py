import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import KnownError
from app.formats import csv_cells

CELLS = st.text(st.sampled_from('أبج x1,;"\n\t=é '), max_size=8)


@settings(deadline=None, max_examples=150)
@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5),
    separator=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\r\n", "\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_it_reads_what_the_standard_library_wrote_and_fills_one_cell(
    rows, separator, quoting, ending, mark
):
    head = ["first", "second"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=ending)
    rows = [head, *rows]
    writer.writerows(rows)
    data = (mark + text.getvalue()).encode()
    table = csv_cells.read(data, "t.csv")
    assert [[cell.value for cell in row] for row in table.rows] == rows
    assert csv_cells.filled(table, {}) == data
    last = len(rows) - 1
    new = csv_cells.filled(table, {(last, 1): 'جديد "1",;\n'}).decode().removeprefix(mark)
    again = list(csv.reader(io.StringIO(new, newline=""), delimiter=separator))
    assert again[last][1] == 'جديد "1",;\n'
    again[last][1] = rows[last][1]
    assert again == rows


def test_every_other_byte_stays():
    data = b'\xef\xbb\xbfa,"b ""x""",c\r\n\r\n1,"2",3\n4,  5 ,"6"\r\n7\r\n'
    table = csv_cells.read(data, "t.csv")
    told = csv_cells.filled(table, {(1, 1): "9", (2, 1): "8", (3, 2): "z"})
    assert told == b'\xef\xbb\xbfa,"b ""x""",c\r\n\r\n1,"9",3\n4,8,"6"\r\n7,,z\r\n'


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16"])
def test_the_encoding_stays(encoding):
    text = "المعرّف,الاسم الكامل,الدرجة\r\nمشارك 1,ليلى حدّاد من الصف التاسع,\r\n" * 3
    data = text.encode(encoding)
    table = csv_cells.read(data, "t.csv")
    assert table.text.removeprefix("\ufeff") == text
    before, after = ("التاسع,\r\n".encode(table.encoding), "التاسع,10\r\n".encode(table.encoding))
    assert csv_cells.filled(table, {(1, 2): "10"}) == data.replace(before, after, 1)


def test_a_letter_without_a_place_is_refused():
    table = csv_cells.read("المعرّف,الدرجة\r\nمشارك واحد في الصف,\r\n".encode("cp1256"), "t.csv")
    with pytest.raises(KnownError, match=r"grades\.encoding"):
        csv_cells.filled(table, {(1, 1): "🌾"})


@pytest.mark.parametrize("data", [b"", b"no table", b'a,b\n"never closed,1\n', b"a,b\n\x00,1\n",
                                  b"a,b\n" + b"1,2\n" * 20_002])  # fmt: skip
def test_what_is_no_table_is_refused(data):
    with pytest.raises(KnownError):
        csv_cells.read(data, "t.csv")


def test_formulas_are_disarmed():
    for risky in ("=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u200f=1", "＝1", "＠x"):
        assert csv_cells.harmless(risky) == "'" + risky
    assert csv_cells.harmless("ليلى = حدّاد") == "ليلى = حدّاد"
