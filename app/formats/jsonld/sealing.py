"""A JSON-LD document that holds a digest of what it says, and what is known of it beside.

``bayyina:digest`` is ``sha256:`` and the SHA-256 of all other members as JSON with sorted names, no
white space between, in UTF-8 and with nothing escaped that need not be. Whoever changes a word must
also know how to reckon it again: that guards against accidents and naive edits, not against
somebody who has read this (there is no secret in it).
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import cast

from app.formats.jsonld.values import Json

_DIGEST = "bayyina:digest"


def sealed(document: Mapping[str, Json]) -> bytes:
    """The document with its digest, as the bytes of a file: compact, members in sorted order, the
    digest last."""
    said = _written({name: value for name, value in document.items() if name != _DIGEST})
    member = f'"{_DIGEST}":"{_digest(said)}"}}'
    return said[:-1] + (b"," if said != b"{}" else b"") + member.encode()


def is_whole(data: bytes) -> bool:
    """Whether ``data`` is a document that says what it said when it was sealed.

    False also where it is no such document. How it is laid out does not matter.
    """
    try:
        read: Json = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(read, dict):
        return False
    said = dict(cast("dict[str, Json]", read))
    digest = said.pop(_DIGEST, None)
    try:
        return digest is not None and digest == _digest(_written(said))
    except ValueError:  # half a surrogate pair
        return False


def _digest(said: bytes) -> str:
    return f"sha256:{sha256(said).hexdigest()}"


def _written(said: Mapping[str, Json]) -> bytes:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
