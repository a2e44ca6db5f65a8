import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import json_bytes
from app.domain.errors import KnownError
from app.formats import strict_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read(value):
    assert strict_json.read(json_bytes(value), "x", "y") == value


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":1,"a":2}', "parcel.not_json"),
        (b'{"a":{"b":1,"b":1}}', "parcel.not_json"),
        (b"", "parcel.not_json"),
        (b"{}{}", "parcel.not_json"),
        (b"[1,]", "parcel.not_json"),
        (b"[" + b"9" * 5000 + b"]", "parcel.not_json"),
        (b"[NaN]", "parcel.bad_number"),
        (b"[Infinity]", "parcel.bad_number"),
        (b"[1e999]", "parcel.bad_number"),
        (b'{"a":[-1.5E+400]}', "parcel.bad_number"),
        (b'["\\ud83d"]', "parcel.bad_text"),
        (b'{"\\uDE00":1}', "parcel.bad_text"),
        (b'["\xc3"]', "parcel.bad_text"),
        ("\ufeff{}".encode(), "parcel.not_json"),
        (b"[" * 50 + b"]" * 50, "parcel.too_deep"),
        (b"[" * 500_000, "parcel.too_deep"),
    ],
)
def test_what_has_more_meanings_or_none_is_refused(data, reason):
    with pytest.raises(KnownError) as caught:
        strict_json.read(data, "x", "y")
    assert caught.value.message == reason


def test_a_whole_pair_is_a_letter():
    assert strict_json.read(b'["\\ud83d\\ude00"]', "x", "y") == ["😀"]


def test_an_object_is_one():
    with pytest.raises(KnownError, match=r"parcel\.not_json"):
        strict_json.read_object(b"[]", "x", "y")
