"""A file inside the PDF: data that belong to the whole document (ISO 32000-2, 14.13)."""

from dataclasses import dataclass
from hashlib import md5

from app.formats.typesetting.objects import Objects, text_string

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")


@dataclass(frozen=True, slots=True)
class Attachment:
    """``name`` is a file name in ASCII, ``mime`` the type of ``data``."""

    name: str
    mime: str
    data: bytes
    description: str


def write_attachment(objects: Objects, attachment: Attachment) -> int:
    """Writes the file and its specification; the number of this. No dates, so that equal data give
    equal bytes."""
    name, data = attachment.name, attachment.data
    check = md5(data, usedforsecurity=False).hexdigest()  # what readers of PDF expect, no seal
    mime = "".join(c if c in _PLAIN else f"#{ord(c):02X}" for c in attachment.mime)
    file = objects.add_stream(
        f"/Type/EmbeddedFile/Subtype/{mime}/Params<</Size {len(data)}/CheckSum<{check}>>>", data
    )
    return objects.add(
        f"<</Type/Filespec/F({name})/UF{text_string(name)}/AFRelationship/Data"
        f"/Desc{text_string(attachment.description)}/EF<</F {file} 0 R/UF {file} 0 R>>>>"
    )
