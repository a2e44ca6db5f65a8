"""A document that holds a digest of what it says."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats.jsonld.sealing import is_whole, sealed

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=8,
)
_DOCUMENTS = st.dictionaries(_TEXT, _JSON, max_size=5)


@settings(max_examples=60, deadline=None)
@given(_DOCUMENTS)
def test_what_is_sealed_is_whole_however_it_is_laid_out(document: dict[str, Any]) -> None:
    data = sealed(document)
    assert is_whole(data)
    assert sealed(json.loads(data)) == data
    turned = dict(reversed(json.loads(data).items()))
    assert is_whole(json.dumps(turned, indent=3).encode("utf-16"))


@settings(max_examples=60, deadline=None)
@given(_DOCUMENTS, _TEXT, _JSON)
def test_another_word_is_seen(document: dict[str, Any], name: str, value: object) -> None:
    changed = json.loads(sealed(document))
    if name in changed and json.dumps(changed[name]) == json.dumps(value):
        del changed[name]
    else:
        changed[name] = value
    assert not is_whole(json.dumps(changed).encode())


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'"sha256:"', b"{" * 50_000, b'{"a": "\\ud800", "bayyina:digest": ""}'],
)
def test_what_was_never_sealed_is_not_whole(data: bytes) -> None:
    assert not is_whole(data)
