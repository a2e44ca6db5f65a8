"""One way to write a value as JSON, so that a digest of it means something."""

import json
from hashlib import sha256


def json_bytes(value: object) -> bytes:
    """``value`` with its names sorted, no white space, in UTF-8, nothing escaped in vain.

    ValueError where a text holds half a surrogate pair or a number is none.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest(value: object) -> str:
    """The SHA-256 of that, in hexadecimal."""
    return sha256(json_bytes(value)).hexdigest()
