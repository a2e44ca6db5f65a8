"""The short code by which a student and a teacher see that they speak of the same hand-in."""

from hashlib import sha256

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LENGTH = 8  # 40 bits


def code_of(digest: str) -> str:
    """The code for the digest of what was handed in: ``K7QM3XPD``."""
    number = int.from_bytes(sha256(digest.encode()).digest()[:5], "big")
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))


def shown(code: str) -> str:
    """The code as people read it out: ``K7QM-3XPD``."""
    return f"{code[:4]}-{code[4:]}"
