import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_name import LONGEST, safe


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("سلمى العتيبي", "سلمى العتيبي"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("  .. ", "_"),
        ("ر\u200fيم\u0000", "ريم"),
        ("../../etc", "-..-etc"),
    ],
)
def test_names(name, expected):
    assert safe(name) == expected


@given(st.text())
def test_any_name_gives_one_that_every_system_takes(name):
    result = safe(name)
    assert 0 < len(result.encode()) <= LONGEST + 1
    assert not set(result) & set('<>:"/\\|?*')
    assert result == result.strip(" .")
    assert result not in (".", "..")
