"""Sealing a file: a digest of all of its bytes, inside it.

The seal stands in the XMP packet, which is not compressed, as the SHA-256 of the file with zeros in
the seal's own place, and beside it the file's length. So whoever reads the file can tell

- ``WHOLE``: not one byte differs from what was written;
- ``ADDED``: something was appended (a reader's comment or a filled field, saved incrementally, as
  ISO 32000-1, 7.5.6 asks for), and what was written stands before it untouched;
- ``ALTERED``: it bears a seal, and its bytes are not those that were sealed: edited, truncated, or
  written anew by another program;
- ``NEWER``: a later version of this program wrote it, whose seal means what is not known here;
- ``NONE``: it bears no seal, so it is not ours.

What it proves: that no accident and no ordinary program changed the file since. What it does not:
who wrote it. There is no secret in it, and whoever knows this page can change a file and seal it
again; against that only the teacher's own copy helps.
"""

import re
from enum import StrEnum
from hashlib import sha256

_BLANK = b"0" * 64
_LENGTH = 10  # digits
_FORMAT = 1  # of the seal and of what is attached; to be raised when an older program would misread
_FORMATS = re.compile(rb"<bayyina:format>(\d{1,9})</")
_SEAL = re.compile(
    rb"<bayyina:length>(\d{%d})</bayyina:length>\s*<bayyina:seal>sha256:([0-9a-f]{64})</" % _LENGTH
)


class State(StrEnum):
    WHOLE = "whole"
    ADDED = "added"
    ALTERED = "altered"
    NEWER = "newer"
    NONE = "none"


def unsealed() -> str:
    """What a file holds before it is sealed, once: XML for its packet."""
    return (
        f"<bayyina:format>{_FORMAT}</bayyina:format>\n"
        f"<bayyina:length>{'0' * _LENGTH}</bayyina:length>\n"
        f"<bayyina:seal>sha256:{_BLANK.decode()}</bayyina:seal>\n"
    )


def seal(data: bytes) -> bytes:
    """The file with its length and its digest in place. Nothing may be changed after it."""
    found = _SEAL.search(data)
    if found is None:
        raise ValueError("a file without a place for its seal")
    length, digest = found.span(1), found.span(2)
    sized = b"%0*d" % (_LENGTH, len(data))
    parts = data[: length[0]], sized, data[length[1] : digest[0]], data[digest[1] :]
    opening = b"".join(parts[:3])
    name = sha256(opening)
    name.update(_BLANK)
    name.update(parts[3])
    return b"".join((opening, name.hexdigest().encode(), parts[3]))


def sealed_length(data: bytes) -> int:
    """How many bytes a file had when it was sealed: those before are the seal's, others were added.
    0 where it bears no seal."""
    found = _SEAL.search(data)
    return int(found.group(1)) if found else 0


def state_of(data: bytes) -> State:
    """What became of a file since it was written."""
    told = _FORMATS.search(data)
    if told is not None and int(told.group(1)) > _FORMAT:
        return State.NEWER
    found = _SEAL.search(data)
    if found is None:
        return State.NONE
    length, (start, end) = int(found.group(1)), found.span(2)
    if len(data) < length:
        return State.ALTERED
    name = sha256(data[:start])
    name.update(_BLANK)
    name.update(data[end:length])
    if name.hexdigest().encode() != found.group(2):
        return State.ALTERED
    return State.WHOLE if len(data) == length else State.ADDED
