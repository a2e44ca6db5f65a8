"""A sealed file tells what became of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.typesetting.sealing import State, seal, state_of, unsealed

_BEFORE, _AFTER = "%PDF-1.7\nأول\n".encode(), b"\n%%EOF\n"


def _sealed(before: bytes = _BEFORE, after: bytes = _AFTER) -> bytes:
    return seal(before + unsealed().encode() + after)


def test_a_sealed_file_is_whole_and_as_long_as_before() -> None:
    data = _sealed()
    assert state_of(data) is State.WHOLE
    assert len(data) == len(_BEFORE) + len(unsealed()) + len(_AFTER)
    assert _sealed() == data


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80), st.binary(max_size=80), st.data())
def test_any_other_byte_is_seen(before: bytes, after: bytes, data: st.DataObject) -> None:
    whole = _sealed(before, after)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    changed = whole[:at] + bytes([other]) + whole[at + 1 :]
    assert state_of(changed) in (State.ALTERED, State.NONE)


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=1, max_size=50))
def test_what_is_appended_is_told_from_what_is_changed(more: bytes) -> None:
    whole = _sealed()
    assert state_of(whole + more) is State.ADDED
    assert state_of(more + whole) is State.ALTERED
    assert state_of(whole[: -min(len(more), len(_AFTER))]) is State.ALTERED


def test_what_bears_no_seal_is_not_ours() -> None:
    assert state_of(b"") is State.NONE
    assert state_of(_BEFORE + _AFTER) is State.NONE
    with pytest.raises(ValueError, match="seal"):
        seal(_BEFORE)
