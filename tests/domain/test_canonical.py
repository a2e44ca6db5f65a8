from hashlib import sha256

import pytest

from app.domain import canonical


def test_one_way_to_write_it():
    assert canonical.json_bytes({"ب": 1, "a": [True, None, "é\n"]}) == (
        '{"a":[true,null,"é\\n"],"ب":1}'.encode()
    )
    assert canonical.digest({}) == sha256(b"{}").hexdigest()


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf")])
def test_what_has_no_meaning_is_not_written(value):
    with pytest.raises(ValueError):  # noqa: PT011
        canonical.json_bytes([value])
