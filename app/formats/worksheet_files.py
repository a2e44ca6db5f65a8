"""Reading a worksheet's data back from its PDF: exactly the bytes that were attached, or a refusal.

The file is taken for hostile and is not parsed. First the digest of all its bytes is reckoned again
(``typesetting.sealing``). Only a file that is byte for byte as this program wrote it is looked at
any further, and of such a file the form is known: the attached file is found as it was written,
inflated no further than to the size that may come back, and held against the digest that XMP names
and the one that it bears itself. So there is nothing that bombs, loops of references or deep nests
could get at, and no two readers of PDF to disagree on what is in the file.

What a program appended (a comment, a filled field) is not read. Whether the pages still look as
they did, ``revisions.look_alike`` tells.
"""

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256

from app.domain.errors import KnownError
from app.formats.jsonld import reading
from app.formats.jsonld.sealing import is_whole
from app.formats.typesetting.sealing import State, sealed_length, state_of

MAX_BYTES = 50_000_000
_NEAR = 1024  # bytes, from either end, in which readers of PDF look for its marks
_ATTACHED = re.compile(rb"<bayyina:attached>sha256:([0-9a-f]{64})</")
# Streams stand as they are in the file (our dictionaries hold no line ends), XMP uncompressed.
_FILE = re.compile(rb"<</Type/EmbeddedFile[^\n]{1,300}/Length (\d{1,9})>>\nstream\n")
# What another program leaves of ours: dictionaries of streams, and of files, are never compressed.
_ENCRYPTED = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
_OURS = re.compile(rb"/application(#2[fF]|/)ld(#2[bB]|\+)json|<bayyina:seal>")


@dataclass(frozen=True, slots=True)
class Attached:
    """``data`` as it was attached; ``length``: so many bytes had the file when it was written;
    ``added``: it has more now."""

    data: bytes
    length: int
    added: bool


def attached(content: bytes, name: str) -> Attached:
    """What is attached to a worksheet; ``content`` of the file ``name``.

    KnownError ``worksheet_file.not_pdf``, ``.foreign``, ``.encrypted``, ``.newer``, ``.damaged``
    (cut short), ``.altered``, ``.no_data`` (a booklet).
    """
    state = state_of(content)
    if state not in (State.WHOLE, State.ADDED):
        raise KnownError(f"worksheet_file.{_fault(content, state)}", name=name)
    length = sealed_length(content)
    written = content[:length]
    digest = _ATTACHED.search(written)
    if digest is None:
        raise KnownError("worksheet_file.no_data", name=name)
    data = _file(written, digest.group(1))
    if data is None or not is_whole(data):  # sealed, but not by this program
        raise KnownError("worksheet_file.altered", name=name)
    return Attached(data, length, state is State.ADDED)


def _fault(content: bytes, state: State) -> str:
    """Why a file is refused: the end of a message's key."""
    if b"%PDF-" not in content[:_NEAR]:
        return "not_pdf"
    if _ENCRYPTED.search(content):
        return "encrypted"
    if state is State.NEWER:
        return "newer"
    if b"%%EOF" not in content[-_NEAR:]:
        return "damaged"
    # Written anew, XMP may be compressed or gone.
    return "altered" if state is State.ALTERED or _OURS.search(content) else "foreign"


def _file(written: bytes, digest: bytes) -> bytes | None:
    """The attached file that has this digest."""
    for found in _FILE.finditer(written):
        packed = written[found.end() : found.end() + int(found.group(1))]
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(packed, reading.MAX_BYTES)
        except zlib.error:
            continue
        if unpacking.eof and sha256(data).hexdigest().encode() == digest:
            return data
    return None
